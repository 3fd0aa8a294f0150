//! ⏰ Срок: a person says by when.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::{Incident, SetBy};
use mcu_bot::domain::moment::Moment;

use crate::engines::both_engines;
use crate::world::{World, on, posts};

async fn due(w: &World) -> Result<Option<Moment>> {
    Ok(w.incident(1).await?.due())
}

both_engines! {
    async fn a_quick_choice_on_a_draft_survives_registration(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        assert_eq!(w.operator().presses("⏰ Срок").await?, "");
        assert_snapshot!(w.operator().card(1).await?, @"");
        let told = w.operator().presses("3 раб. дня · ср 2 дек., 17:00").await?;
        assert_eq!(told, "Срок: ср 2 дек., 17:00");
        assert_snapshot!(w.operator().card(1).await?, @"");
        w.shows("14:30")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_eq!(due(w).await?, Some(on("02.12 17:00")?));
        assert_snapshot!(w.recipient().card(1).await?, @"");
        Ok(())
    }

    async fn words_set_it_on_a_registered_one_and_the_rule_takes_it_back(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.forget_chats();
        w.operator().presses("⏰ Срок").await?;
        w.operator().has_no_button("↩️ По правилу")?;
        w.operator().writes("завтра 15:00").await?;
        assert_eq!(due(w).await?, Some(on("28.11 15:00")?));
        assert_snapshot!(w.operator().chat(), @"");
        assert_snapshot!(w.recipient().chat(), @"");
        w.operator().presses("⏰ Срок").await?;
        assert_eq!(w.operator().presses("↩️ По правилу").await?, "Срок снова по правилу");
        assert_eq!(due(w).await?, Some(on("30.11 14:05")?));
        assert_eq!(w.history(1).await?[2..], ["change_due Оператор МЦУ", "change_due Оператор МЦУ"]);
        w.operator().presses("📜 История").await?;
        assert_snapshot!(w.operator().card(1).await?, @"");
        Ok(())
    }

    async fn a_date_that_cannot_be_is_refused_in_words_and_the_list_stays(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("⏰ Срок").await?;
        w.forget_chats();
        w.operator().writes("сегодня 10:00").await?;
        w.operator().writes("когда-нибудь").await?;
        w.operator().writes("30.11.2030").await?;
        assert_snapshot!(w.operator().chat(), @"");
        assert!(w.operator().card(1).await?.contains("3 раб. дня"), "{}", w.operator().card(1).await?);
        w.operator().writes("пятница").await?;
        assert_eq!(due(w).await?, Some(on("04.12 17:00")?));
        Ok(())
    }

    async fn what_is_set_by_hand_no_importance_moves(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("⏰ Срок").await?;
        w.operator().writes("3.12 12:00").await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("повышенная").await?;
        assert_eq!(due(w).await?, Some(on("03.12 12:00")?));
        let Incident { reply_set_by, .. } = w.incident(1).await?;
        assert_eq!(reply_set_by, SetBy::Person);
        assert!(w.history(1).await?.iter().all(|step| !step.starts_with("recount")));
        Ok(())
    }

    async fn what_moves_the_due_moment_is_a_step_of_the_history(w: &mut World) -> Result<()> {
        let rule = "[[deadline]]\nkind = \"message\"\nunit = \"zhkh\"\nreply = \"6 wh\"\n\
                    [[deadline]]\nkind = \"message\"\ntopic = \"snow\"\nreply = \"5 wh\"";
        w.applies(&format!("{}\n{rule}", include_str!("../../world/directory.toml"))).await?;
        w.registered().await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("критическая").await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("повышенная").await?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("🗂 Дороги").await?;
        w.operator().presses("Уборка снега").await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        assert_eq!(w.history(1).await?[2..], [""; 0]);
        w.operator().presses("📜 История").await?;
        assert_snapshot!(w.operator().card(1).await?, @"");
        Ok(())
    }

    async fn an_earlier_due_moment_rings_whoever_has_it_once(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.operator().presses("⏰ Срок").await?;
        w.operator().presses("Сегодня · пт 27 нояб., 17:00").await?;
        assert_snapshot!(w.recipient().chat(), @"");
        assert_eq!(w.colleague().chat(), "", "whoever has it is asked");
        w.operator().presses("⏰ Срок").await?;
        w.operator().writes("понедельник").await?;
        assert_eq!(w.recipient().chat().matches("🔔").count(), 1, "later is an edit only");
        Ok(())
    }

    async fn a_recipient_sets_no_due_moment(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().has_no_button("⏰ Срок")?;
        let card = w.recipient().seen("№ 2026-000001")?.id;
        let due = due(w).await?;
        for data in ["du:1", "dr:1", "do:1:2026-12-02"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Это вам недоступно.", "{data}");
        }
        assert_eq!(w.incident(1).await?.due(), due);
        Ok(())
    }

    async fn back_ends_the_waiting(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("⏰ Срок").await?;
        w.operator().presses("◀️ Назад").await?;
        w.forget_chats();
        w.operator().writes("завтра 15:00").await?;
        assert_snapshot!(w.operator().chat(), @"");
        assert_eq!(due(w).await?, Some(on("30.11 14:05")?));
        Ok(())
    }
}
