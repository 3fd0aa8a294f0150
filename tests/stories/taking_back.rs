//! Who sees an incident no more keeps one line of it, and none of its files.

use anyhow::Result;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::{Fault, Shown};
use mcu_bot::store::{cards, incidents};

use crate::engines::both_engines;
use crate::world::{World, posts};

impl World {
    /// A post with an album of three photos, given to «Дороги».
    async fn registered_with_photos(&mut self) -> Result<()> {
        self.operator().does(|person| person.sends_album(3, posts::POTHOLE.text)).await?;
        self.operator().presses("✅ Зарегистрировать").await?;
        Ok(())
    }

    async fn given_to(&mut self, unit: &str) -> Result<()> {
        self.operator().presses("🏢 Ответственный").await?;
        self.operator().presses(unit).await?;
        Ok(())
    }

    fn files_of(&mut self, who: fn(&mut Self) -> crate::world::Actor<'_>) -> usize {
        who(self).messages().iter().filter(|shown| shown.media.is_some()).count()
    }
}

fn newest(messages: &[Shown]) -> &str {
    messages.last().map_or("", |shown| shown.text.as_str())
}

both_engines! {
    async fn another_unit_gets_the_incident_and_the_first_keeps_one_line(w: &mut World) -> Result<()> {
        w.registered_with_photos().await?;
        assert_eq!(w.files_of(World::recipient), 3);
        w.given_to("ЖКХ").await?;
        assert_eq!(w.files_of(World::recipient), 0);
        assert_eq!(w.recipient().messages().len(), 1);
        assert_eq!(newest(&w.recipient().messages()), "№ 2026-000001 · передано");
        w.neighbour().sees("🆕 № 2026-000001")?;
        assert_eq!(w.files_of(World::neighbour), 3);
        Ok(())
    }

    async fn what_is_the_persons_again_comes_anew(w: &mut World) -> Result<()> {
        w.registered_with_photos().await?;
        w.given_to("ЖКХ").await?;
        w.given_to("Дороги").await?;
        assert_eq!(w.files_of(World::neighbour), 0);
        assert_eq!(w.files_of(World::recipient), 3);
        w.recipient().presses("👌 Принять в работу").await?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn changes_that_one_may_not_see_disturb_nobody(w: &mut World) -> Result<()> {
        w.registered_with_photos().await?;
        w.given_to("ЖКХ").await?;
        let edits = || -> usize { w.telegram.calls_of("editMessageText").len() };
        let before = edits();
        let telegram = w.telegram.clone();
        w.neighbour().presses("👌 Принять в работу").await?;
        let to_recipient = telegram.calls_of("editMessageText").into_iter().skip(before);
        let recipient = w.recipient().person.chat();
        assert_eq!(to_recipient.filter(|call| call.chat == Some(recipient)).count(), 0);
        Ok(())
    }

    async fn what_is_too_old_to_be_deleted_stays_as_it_is(w: &mut World) -> Result<()> {
        w.registered_with_photos().await?;
        w.clock.advance(std::time::Duration::from_secs(49 * 60 * 60));
        w.given_to("ЖКХ").await?;
        assert_eq!(w.files_of(World::recipient), 3);
        w.recipient().sees("№ 2026-000001 · передано")?;
        Ok(())
    }

    async fn silence_and_a_kill_between_leave_nothing_behind(w: &mut World) -> Result<()> {
        w.registered_with_photos().await?;
        w.telegram.fail_next("deleteMessage", Fault::Status(502));
        w.given_to("ЖКХ").await?;
        w.crash().await?;
        w.run_until_idle().await?;
        assert_eq!(w.files_of(World::recipient), 0);
        Ok(())
    }

    async fn files_that_were_not_sent_yet_are_not_sent(w: &mut World) -> Result<()> {
        w.operator().does(|person| person.sends_album(3, posts::POTHOLE.text)).await?;
        w.recipient().person.blocks();
        w.run_until_idle().await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.given_to("ЖКХ").await?;
        w.recipient().starts().await?;
        assert_eq!(w.files_of(World::recipient), 0);
        w.recipient().does_not_see("2026-000001")?;
        Ok(())
    }

    async fn a_registration_that_was_undone_leaves_nothing(w: &mut World) -> Result<()> {
        w.registered_with_photos().await?;
        let mut tx = w.db.begin().await?;
        let mut incident = w.incident(1).await?;
        incident.status = Status::Draft;
        incident.number = None;
        incidents::save(&mut tx, &incident).await?;
        cards::touch(&mut tx, incident.id).await?;
        tx.commit().await?;
        w.run_until_idle().await?;
        assert_eq!(w.recipient().messages().len(), 0);
        w.operator().sees("📝 Черновик")?;
        Ok(())
    }

    async fn asks_that_met_a_block_come_again(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.recipient().person.blocks();
        w.run_until_idle().await?;
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes("добавьте фото").await?;
        w.recipient().starts().await?;
        w.recipient().sees("🔧 Вернули на доработку — № 2026-000001")?;
        Ok(())
    }
}
