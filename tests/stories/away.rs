//! Somebody is away, and somebody else stands in.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

const LEAD: ChatId = ChatId(1013);

async fn with_lead(w: &mut World) -> Result<()> {
    let lead = "[[person]]\ntelegram_id = 1013\nname = \"Начальник дорог\"\nroles = [\"lead\"]\nunit = \"roads\"\n";
    w.applies(&format!("{}\n{lead}", include_str!("../world/directory.toml"))).await?;
    w.somebody(LEAD).starts().await?;
    w.forget_chats();
    Ok(())
}

/// The recipient is away on these days; the deputy's button, or «Никто».
async fn away(w: &mut World, days: &str, deputy: &str) -> Result<()> {
    w.recipient().writes(&format!("/away {days}")).await?;
    w.recipient().presses(deputy).await?;
    Ok(())
}

both_engines! {
    async fn whoever_stands_in_gets_what_is_open_and_what_comes(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.recipient().writes("/away").await?;
        w.recipient().writes("с 30 ноября по 4 декабря").await?;
        w.recipient().presses("👤 Мастер дорог").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /away
        🔔 бот
        | 🏖 Когда вас не будет?
        | Выберите или напишите: «с 1 по 14 декабря», «до пятницы».
        👤 Специалист дорог
        | с 30 ноября по 4 декабря
        🔔 бот
        | 🏖 Кто вместо вас? пн 30 нояб. – пт 4 дек.
        | К этому человеку пойдут ваши карточки, ответы и напоминания. Выберите или напишите имя.
        🔔 бот
        | 🏖 Специалист дорог отсутствует, пн 30 нояб. – пт 4 дек.
        | Замещает Мастер дорог.
        [✖️ Отменить отсутствие]
        ");
        assert_snapshot!(w.colleague().chat(), @"
        🔔 бот
        | 🏖 Вы замещаете: Специалист дорог, пн 30 нояб. – пт 4 дек.
        | Карточки и напоминания придут вам, когда начнётся отсутствие.
        [✖️ Не смогу]
        ");
        w.forget_chats();
        w.passes_until("30.11 08:05").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        assert_snapshot!(w.colleague().chat(), @"
        🔔 бот
        | 🏖 Сегодня вы замещаете: Специалист дорог, до пт 4 дек. включительно
        | 1 открытое дело
        🔔 бот
        | ☀️ Сегодня, пн 30 нояб.
        |
        | ⏳ Истекает один срок
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        w.passes_until("30.11 11:20").await?;
        w.colleague().sees("Осталось")?;
        assert!(w.recipient().messages().is_empty(), "the holder is not reminded");
        w.colleague().presses("✍️ Ответить").await?;
        w.colleague().writes(ANSWER).await?;
        w.colleague().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Review);
        w.forget_chats();
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        w.colleague().sees("2026-000002")?;
        Ok(())
    }

    async fn the_deputy_of_a_head_decides_and_the_work_comes_back(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.head().writes("/away завтра").await?;
        w.head().presses("👤 Координатор").await?;
        w.coordinator().sees("Вы замещаете")?;
        w.passes_until("28.11 09:05").await?;
        w.recipient().presses("📅 Продлить срок").await?;
        w.recipient().writes("2 декабря").await?;
        w.recipient().presses("Погода не даёт работать").await?;
        w.head().does_not_see("Просят продлить")?;
        w.coordinator().presses("✅ Продлить").await?;
        w.recipient().sees("Срок продлили")?;
        // People are nobody's to give away by standing in.
        w.coordinator().writes("/invite").await?;
        w.coordinator().sees("Команда /invite вам не понадобится")?;
        w.passes_until("29.11 09:05").await?;
        w.head().sees("С возвращением")?;
        Ok(())
    }

    async fn deputies_of_deputies_are_followed_and_loops_are_refused(w: &mut World) -> Result<()> {
        with_lead(w).await?;
        away(w, "с 30 ноября по 4 декабря", "👤 Мастер дорог").await?;
        w.colleague().writes("/away 1 декабря").await?;
        w.colleague().has_no_button("👤 Специалист дорог")?;
        let said = w.colleague().writes("Специалист").await;
        assert!(said.is_ok());
        w.colleague().sees("Не нашёл такого человека")?;
        w.colleague().presses("👤 Начальник дорог").await?;
        w.passes_until("01.12 08:05").await?;
        w.forget_chats();
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.somebody(LEAD).sees("2026-000001")?;
        w.recipient().does_not_see("2026-000001")?;
        w.colleague().does_not_see("2026-000001")?;
        w.passes_until("02.12 08:05").await?;
        w.colleague().sees("2026-000001")?;
        Ok(())
    }

    async fn who_cannot_says_so_and_the_absence_is_called_off(w: &mut World) -> Result<()> {
        away(w, "с 30 ноября по 4 декабря", "👤 Мастер дорог").await?;
        assert_eq!(w.colleague().presses("✖️ Не смогу").await?, "Передали, что не сможете");
        w.recipient().sees("Мастер дорог не сможет вас заместить")?;
        w.recipient().writes("/away").await?;
        w.recipient().sees("Никто не замещает")?;
        assert_eq!(w.recipient().presses("✖️ Отменить отсутствие").await?, "Отсутствие отменено");
        w.forget_chats();
        w.passes_until("30.11 08:05").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        Ok(())
    }

    async fn a_lead_sets_it_and_it_begins_at_once(w: &mut World) -> Result<()> {
        with_lead(w).await?;
        w.accepted().await?;
        w.forget_chats();
        w.somebody(LEAD).writes("/people").await?;
        w.somebody(LEAD).presses("Специалист дорог").await?;
        w.somebody(LEAD).presses("🏖 Отсутствие").await?;
        w.somebody(LEAD).writes("до вторника").await?;
        w.somebody(LEAD).presses("👤 Мастер дорог").await?;
        w.recipient().sees("Замещает Мастер дорог")?;
        w.colleague().sees("Сегодня вы замещаете")?;
        w.colleague().presses("✍️ Ответить").await?;
        w.colleague().writes(ANSWER).await?;
        Ok(())
    }

    async fn a_unit_where_nobody_is_there_is_told_of_at_once_and_once(w: &mut World) -> Result<()> {
        with_lead(w).await?;
        w.registered().await?;
        away(w, "с 30 ноября по 4 декабря", "Никто").await?;
        w.colleague().writes("/away с 30 ноября по 2 декабря").await?;
        w.colleague().presses("Никто").await?;
        w.forget_chats();
        w.passes_until("30.11 08:05").await?;
        w.restart().await?;
        w.ticks().await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 📵 Дороги: никого на месте
        | 1 открытое дело
        | Назначьте замещающего или передайте работу.
        ");
        let told = w.somebody(LEAD).messages().iter().filter(|shown| shown.text.contains("никого на месте")).count();
        assert_eq!(told, 1);
        w.forget_chats();
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().sees("До исполнителя не дошло")?;
        w.somebody(LEAD).sees("До исполнителя не дошло")?;
        Ok(())
    }

    async fn what_passed_while_the_bot_was_away_never_began(w: &mut World) -> Result<()> {
        w.accepted().await?;
        away(w, "30 ноября", "👤 Мастер дорог").await?;
        w.dies();
        w.clock_shows("03.12 10:00")?;
        w.start().await?;
        w.forget_chats();
        w.ticks().await?;
        w.colleague().does_not_see("Сегодня вы замещаете")?;
        w.recipient().does_not_see("С возвращением")?;
        w.recipient().sees("Срок вышел")?;
        Ok(())
    }
}
