//! Before the due moment.

use anyhow::Result;
use insta::assert_snapshot;

use super::with_ladder;
use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

both_engines! {
    async fn a_deadline_comes_nearer(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.passes_until("30.11 14:05").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | ☀️ Сегодня, пн 30 нояб.
        |
        | ⏳ Истекает один срок
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
        | ⏳ Осталось 2 раб. ч — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
        | ответить до 14:05
        [✍️ Ответить]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
        | ⏳ Осталось 30 раб. мин — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
        | ответить до 14:05
        [✍️ Ответить]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        w.colleague().does_not_see("Осталось")?;
        Ok(())
    }

    async fn the_night_is_quiet_and_the_morning_tells_everything_once(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.passes_until("30.11 07:55").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        w.passes_until("30.11 08:05").await?;
        assert_eq!(w.recipient().messages().len(), 1);
        w.passes_until("30.11 09:00").await?;
        assert_eq!(w.recipient().messages().len(), 1, "the list stands for the reminders of that hour");
        Ok(())
    }

    async fn a_critical_one_is_told_at_any_hour(w: &mut World) -> Result<()> {
        let rule = "[[deadline]]\nkind = \"message\"\nimportance = \"critical\"\naccept = \"30 min\"\nreply = \"3 h\"";
        w.applies(&format!("{}\n{rule}", include_str!("../../world/directory.toml"))).await?;
        w.shows("22:00")?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("критическая").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.passes_until("28.11 01:05").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 👌 Ещё не принято — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
        | Принять ждали вчера в 22:30. Примите в работу, передайте коллеге или верните, если это не к вам.
        [👌 Принять в работу]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 🔴 Просрочено: ответ ждали сегодня в 01:00 — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
        | Ответьте сейчас, дайте промежуточный ответ или попросите продлить.
        | Пн 30 нояб., 17:00 узнает руководитель МЦУ.
        [👌 Принять в работу]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        Ok(())
    }

    async fn what_falls_due_together_is_one_message(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.shows("14:15")?;
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.forget_chats();
        w.passes_until("30.11 14:04").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | ☀️ Сегодня, пн 30 нояб.
        |
        | ⏳ Истекают 2 срока
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        | 14:15 · № 2026-000002 · Ямы на дорогах
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        🔔 бот
        | ⏳ Истекают сроки
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        | 14:15 · № 2026-000002 · Ямы на дорогах
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        🔔 бот
        | ⏳ Истекают сроки
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        | 14:15 · № 2026-000002 · Ямы на дорогах
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        🔔 бот
        | ⏳ Истекают сроки
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        | 14:15 · № 2026-000002 · Ямы на дорогах
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        ");
        Ok(())
    }

    async fn no_more_than_one_message_in_half_an_hour(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.shows("14:25")?;
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.forget_chats();
        w.passes_until("30.11 11:05").await?;
        let before = w.recipient().messages().len();
        w.passes_until("30.11 11:25").await?;
        assert_eq!(w.recipient().messages().len(), before, "the second has to wait");
        w.passes_until("30.11 11:35").await?;
        assert_eq!(w.recipient().messages().len(), before + 1);
        Ok(())
    }

    async fn what_was_answered_meanwhile_is_told_to_nobody(w: &mut World) -> Result<()> {
        w.written().await?;
        w.passes_until("30.11 09:00").await?;
        w.recipient().presses("📨 На проверку").await?;
        w.forget_chats();
        w.passes_until("30.11 14:30").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        Ok(())
    }

    async fn a_restart_and_a_clock_set_back_repeat_nothing(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.accepted().await?;
        w.passes_until("30.11 11:05").await?;
        let told = w.recipient().messages().len();
        w.restart().await?;
        w.ticks().await?;
        let hour_ago = w.clock.now().minus(std::time::Duration::from_secs(60 * 60));
        w.clock.set_wall(hour_ago);
        w.ticks().await?;
        w.crash().await?;
        w.passes_until("30.11 11:10").await?;
        assert_eq!(w.recipient().messages().len(), told, "{}", w.recipient().chat());
        w.passes_until("30.11 13:40").await?;
        assert_eq!(w.recipient().messages().len(), told + 1, "and the next one comes");
        Ok(())
    }

    async fn a_kill_between_commit_and_send_loses_no_reminder(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.passes_until("30.11 11:00").await?;
        w.forget_chats();
        w.clock_shows("30.11 11:05")?;
        w.ticks_and_dies().await?;
        w.start().await?;
        w.ticks().await?;
        assert_eq!(w.recipient().messages().len(), 1, "{}", w.recipient().chat());
        Ok(())
    }

    async fn who_takes_over_is_reminded_instead(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.passes_until("30.11 09:10").await?;
        w.recipient().presses("👤 Передать").await?;
        w.recipient().presses("👤 Мастер дорог").await?;
        w.forget_chats();
        w.passes_until("30.11 11:10").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        w.colleague().sees("Осталось")?;
        w.colleague().writes(ANSWER).await?;
        Ok(())
    }
}
