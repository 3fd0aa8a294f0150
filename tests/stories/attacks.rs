//! What somebody with bad intentions tries, where no other story tells it; docs/security.md lists all of it.

use anyhow::{Context, Result};
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::{Origin, Shown};
use mcu_bot::store::{outbox, people};

use crate::engines::both_engines;
use crate::world::{World, posts};

const STRANGER: ChatId = ChatId(1999);
const FOREIGN_GROUP: ChatId = ChatId(-777);

/// The number under which `people list` has somebody.
async fn number(w: &mut World, name: &str) -> Result<String> {
    let list = w.command(&["people", "list"]).await?;
    let line = list.lines().find(|line| line.contains(name)).context("nobody")?;
    Ok(line.split_whitespace().next().context("a number")?.to_owned())
}

both_engines! {
    async fn old_buttons_of_somebody_removed_do_nothing(w: &mut World) -> Result<()> {
        w.registered().await?;
        let (card, accept) = w.recipient().button("👌 Принять в работу")?;
        let number = number(w, "Специалист дорог").await?;
        w.command(&["people", "remove", &number]).await?;
        w.run_until_idle().await?;
        let before = w.history(1).await?;
        for data in [accept.as_str(), "w:1", "s:1", "h:1", "fi:1", "lp:1", "lw:1", "gd:7"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Это рабочий бот МЦУ, вход по приглашению", "{data}");
        }
        w.recipient().writes("/i 1").await?;
        w.recipient().does_not_see("Ленина")?;
        assert_eq!(w.history(1).await?, before);
        assert_eq!(w.status(1).await?, Status::Assigned);
        Ok(())
    }

    async fn a_right_is_asked_for_when_the_press_is_handled_not_when_the_button_was_drawn(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let number = number(w, "Координатор").await?;
        // Pressed before, handled after.
        let press = w.coordinator().person.presses_newest("✅ Согласовать")?;
        w.command(&["people", "remove", &number]).await?;
        w.run_until_idle().await?;
        assert_eq!(w.toast(&press).await?, "Это рабочий бот МЦУ, вход по приглашению");
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn a_card_that_was_forwarded_gives_nobody_anything(w: &mut World) -> Result<()> {
        w.registered().await?;
        let (card, accept) = w.recipient().button("👌 Принять в работу")?;
        let words = w.recipient().seen("№ 2026-000001")?.text;
        let owner = Origin::User(w.recipient().person);
        // Telegram takes the buttons away; a client of one's own may press them all the same.
        let forwarded = w.somebody(STRANGER).does(|person| person.forwards(&owner, &words)).await?;
        for message in [card, forwarded, MessageId(77_777)] {
            let told = w.somebody(STRANGER).presses_data(message, &accept).await?;
            assert_eq!(told, "Это рабочий бот МЦУ, вход по приглашению");
            let told = w.neighbour().presses_data(message, &accept).await?;
            assert_eq!(told, "Не нашёл такого инцидента. Что вас ждёт, покажет /my.");
        }
        // Somebody of another unit answers what a colleague has forwarded: the number alone opens nothing.
        let forwarded = w.neighbour().does(|person| person.forwards(&owner, &words)).await?;
        w.neighbour().does(|person| person.replies(forwarded, "Уже сделано, 4-15-20")).await?;
        assert_eq!(w.history(1).await?.len(), 2);
        assert_eq!((w.status(1).await?, w.incident(1).await?.assignee), (Status::Assigned, None));
        Ok(())
    }

    async fn a_stranger_costs_one_line_however_much_is_sent(w: &mut World) -> Result<()> {
        for at in 0..30 {
            match at % 5 {
                0 => drop(w.somebody(STRANGER).writes("Пустите").await?),
                1 => drop(w.somebody(STRANGER).opens(&format!("i_{at:032x}")).await?),
                2 => drop(w.somebody(STRANGER).sends_photo("яма").await?),
                3 => drop(w.somebody(STRANGER).forwards(posts::POTHOLE).await?),
                _ => drop(w.somebody(STRANGER).writes("/i 1").await?),
            }
        }
        let answers = w.telegram.messages(STRANGER).into_iter().filter(Shown::is_from_bot).count();
        assert_eq!(answers, 1);
        let mut tx = w.db.read().await?;
        assert!(people::by_chat(&mut tx, STRANGER).await?.is_none());
        assert!(outbox::due(&mut tx, 100).await?.is_empty());
        tx.rollback().await?;
        assert_eq!(w.incidents().await?, 0);
        Ok(())
    }

    async fn in_a_foreign_group_the_bot_tells_nothing(w: &mut World) -> Result<()> {
        w.registered().await?;
        let stranger = w.somebody(STRANGER).person;
        let group = w.telegram.supergroup(FOREIGN_GROUP, "Чужие");
        group.adds_bot(&stranger);
        group.promotes_bot(&stranger);
        let there = stranger.in_chat(FOREIGN_GROUP);
        for words in ["/bind", "/digest", "/rating", "/heatmap", "/today", "/overdue", "/i 1", "/people", "/export", "/start n_2026-000001"] {
            there.writes(words);
        }
        // One of ours who may not bind does not open the way either.
        w.recipient().person.in_chat(FOREIGN_GROUP).writes("/bind");
        w.run_until_idle().await?;
        let lines: Vec<_> = w.telegram.messages(FOREIGN_GROUP).into_iter().filter(Shown::is_from_bot).collect();
        assert!(lines.len() <= 1, "{lines:?}");
        assert!(lines.iter().all(|line| line.text == "Напишите мне лично: там можно работать с инцидентами."), "{lines:?}");
        Ok(())
    }

    async fn files_are_passed_on_by_their_handle_and_never_fetched(w: &mut World) -> Result<()> {
        w.operator().does(|person| person.sends_document("../../etc/cron.d/bomb.zip", "Яма на Ленина")).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        let card = w.recipient().seen("№ 2026-000001")?.id;
        w.recipient().presses_data(card, "fi:1").await?;
        let file = w.telegram.last_from_bot(ChatId(1011)).context("the file")?;
        assert!(file.media.is_some(), "{file:?}");
        assert!(w.telegram.calls_of("getFile").is_empty());
        Ok(())
    }
}
