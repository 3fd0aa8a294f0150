//! From the due moment up the ladder.

use anyhow::Result;
use insta::assert_snapshot;

use super::{curator, lead, with_ladder};
use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

both_engines! {
    async fn one_incident_runs_into_overdue_and_everybody_hears_in_turn(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.accepted().await?;
        w.forget_chats();
        w.passes_until("30.11 14:05").await?;
        lead(w).does_not_see("Нет ответа")?;
        w.passes_until("02.12 09:05").await?;
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
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
        | 🔴 Просрочено: ответ ждали сегодня в 14:05 — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
        | Ответьте сейчас, дайте промежуточный ответ или попросите продлить.
        | Завтра в 09:05 узнает куратор отраслевого блока, в 14:05 — руководитель МЦУ.
        [✍️ Ответить]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | ☀️ Сегодня, вт 1 дек.
        |
        | 🔴 Срок вышел
        | вчера в 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | ☀️ Сегодня, ср 2 дек.
        |
        | 🔴 Срок вышел
        | пн 30 нояб., 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(lead(w).chat(), @"
        🔔 бот
        | ☀️ Сегодня, пн 30 нояб.
        |
        | ⏳ Истекает один срок
        | 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | 🔴 Нет ответа 15 раб. мин после срока — № 2026-000001, Дороги
        | Занимается Специалист дорог, принято пт 27 нояб., 14:05.
        | Напоминали 3 раза.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | ☀️ Сегодня, вт 1 дек.
        |
        | 🔴 Срок вышел
        | вчера в 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | ☀️ Сегодня, ср 2 дек.
        |
        | 🔴 Срок вышел
        | пн 30 нояб., 14:05 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(curator(w).chat(), @"
        🔔 бот
        | 🔴 Нет ответа 4 раб. ч 15 мин после срока — № 2026-000001, Дороги
        | Занимается Специалист дорог, принято пт 27 нояб., 14:05.
        | Напоминали 3 раза.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 🔴 Нет ответа 8 раб. ч 15 мин после срока — № 2026-000001, Дороги
        | Занимается Специалист дорог, принято пт 27 нояб., 14:05.
        | Напоминали 3 раза.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | 🔴 Нет ответа 11 раб. ч после срока — № 2026-000001, Дороги
        | Занимается Специалист дорог, принято пт 27 нояб., 14:05.
        | Напоминали 3 раза.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(w.colleague().chat(), @"");
        Ok(())
    }

    async fn nobody_accepts_and_the_lead_hears_once(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.registered().await?;
        w.forget_chats();
        w.passes_until("27.11 16:55").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 👌 Ещё не принято — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
        | Принять ждали сегодня в 15:05. Примите в работу, передайте коллеге или верните, если это не к вам.
        [👌 Принять в работу]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(lead(w).chat(), @"
        🔔 бот
        | 👌 Ещё не принято — № 2026-000001, Дороги
        | Принять ждали сегодня в 15:05.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        curator(w).does_not_see("2026-000001")?;
        w.head().does_not_see("2026-000001")?;
        Ok(())
    }

    async fn a_rung_nobody_holds_passes_up_and_tells_nobody_twice(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.passes_until("30.11 14:35").await?;
        assert_eq!(w.head().messages().len(), 1, "no lead, no curator: the head hears at once");
        w.passes_until("01.12 09:20").await?;
        assert_eq!(w.head().messages().len(), 1, "and not again for the curator");
        w.passes_until("01.12 14:20").await?;
        assert_eq!(w.head().messages().len(), 2, "but on the own rung");
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 🔴 Нет ответа 15 раб. мин после срока — № 2026-000001, Дороги
        | Занимается Специалист дорог, принято пт 27 нояб., 14:05.
        | Напоминали 2 раза.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        🔔 бот
        | 🔴 Нет ответа 8 раб. ч 15 мин после срока — № 2026-000001, Дороги
        | Занимается Специалист дорог, принято пт 27 нояб., 14:05.
        | Напоминали 3 раза.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        Ok(())
    }

    async fn an_answer_at_the_due_moment_is_in_time(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.written().await?;
        w.passes_until("30.11 14:00").await?;
        w.clock_shows("30.11 14:05")?;
        assert_eq!(Some(w.clock.now()), w.incident(1).await?.due(), "the very moment");
        w.recipient().presses("📨 На проверку").await?;
        w.passes_until("30.11 16:00").await?;
        w.recipient().does_not_see("Просрочено")?;
        lead(w).does_not_see("Нет ответа")?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        w.media().presses("🏁 Решено").await?;
        w.media().sees("в срок")?;
        Ok(())
    }

    async fn an_answer_withdraws_what_has_not_left_yet(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.written().await?;
        w.passes_until("30.11 14:00").await?;
        w.forget_chats();
        w.clock_shows("30.11 14:06")?;
        w.ticks_unheard().await?;
        w.recipient().presses("📨 На проверку").await?;
        w.passes_until("30.11 14:50").await?;
        w.recipient().does_not_see("Просрочено")?;
        lead(w).does_not_see("Нет ответа")?;
        Ok(())
    }

    async fn what_went_to_review_in_time_is_not_late_when_it_comes_back(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.in_review().await?;
        let sent = w.clock.now();
        let due = w.incident(1).await?.due();
        w.passes_until("30.11 16:05").await?;
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().presses("Назовите срок").await?;
        let again = w.incident(1).await?;
        assert!(again.due() > due, "the reviewers' time is not the recipient's");
        assert_eq!(again.pauses.len(), 1);
        assert!(again.pauses[0].0 <= sent && again.pauses[0].1 > sent);
        lead(w).does_not_see("Нет ответа")?;
        w.recipient().writes(ANSWER).await?;
        Ok(())
    }

    async fn a_new_incident_without_a_unit_is_the_operators_to_hear_of(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.passes_until("30.11 15:05").await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот → «📥 № 2026-000001 · не распределено»
        | 📥 Ответственный не выбран 30 раб. мин — № 2026-000001
        | Когда уже наведут порядок?
        [№ 2026-000001 · Когда уже наведут порядок?]
        🔔 бот → «📥 № 2026-000001 · не распределено»
        | 📥 Ответственный не выбран 3 раб. ч — № 2026-000001
        | Когда уже наведут порядок?
        [№ 2026-000001 · Когда уже наведут порядок?]
        🔔 бот → «📥 № 2026-000001 · не распределено»
        | 🔴 Просрочено: ответ ждали сегодня в 14:05, а ответственный не выбран — № 2026-000001, Когда уже наведут порядок?
        | Выберите, кто ответит.
        | Завтра в 14:05 узнает руководитель МЦУ.
        [№ 2026-000001 · Когда уже наведут порядок?]
        ");
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 📥 Ответственный не выбран 1 раб. ч — № 2026-000001
        | Когда уже наведут порядок?
        [№ 2026-000001 · Когда уже наведут порядок?]
        🔔 бот
        | 🔴 Нет ответа 15 раб. мин после срока — № 2026-000001, не распределено
        | Никто не принял в работу.
        | Напоминали 1 раз.
        [№ 2026-000001 · Когда уже наведут порядок?]
        ");
        Ok(())
    }
}
