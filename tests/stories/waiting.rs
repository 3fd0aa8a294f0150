//! `/my`: what waits first, counted and paged; `/overdue`: what is late.

use std::time::Duration;

use anyhow::Result;
use insta::assert_snapshot;

use crate::engines::both_engines;
use crate::world::{World, posts};

const HOUR: Duration = Duration::from_secs(60 * 60);

both_engines! {
    async fn the_most_urgent_stands_first(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().forwards(posts::RIDDLE).await?;
        w.forget_chats();
        w.head().writes("/my").await?;
        assert_snapshot!(w.head().chat(), @"
        👤 Руководитель МЦУ
        | /my
        🔔 бот
        | Вас ждут 3 дела, начните с первого:
        | 🔍 проверить 1 ответ
        | 📝 разобрать 1 черновик
        | 📥 выбрать ответственного для 1 инцидента
        [🔍 № 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [📝 Когда уже наведут порядок?]
        [№ 2026-000002 · Когда уже наведут порядок? · до пн 14:05]
        [🔄 Обновить]
        ");
        w.clock.advance(HOUR * 10);
        assert_eq!(w.head().presses("🔄 Обновить").await?, "Обновлено");
        assert_snapshot!(w.head().chat(), @"
        👤 Руководитель МЦУ
        | /my
        🔔 бот
        | Вас ждут 3 дела, начните с первого:
        | 🕰 давно ждут решения 3 дела
        | 🔍 проверить 1 ответ
        | 📝 разобрать 1 черновик
        | 📥 выбрать ответственного для 1 инцидента
        [№ 2026-000002 · Когда уже наведут порядок? · до пн 14:05]
        [🔍 № 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [📝 Когда уже наведут порядок?]
        [🔄 Обновить]
        ");
        w.coordinator().presses("✅ Согласовать").await?;
        w.forget_chats();
        w.media().writes("/my").await?;
        assert_snapshot!(w.media().chat(), @"
        👤 Пресс-служба
        | /my
        🔔 бот
        | Вас ждёт одно дело:
        [📢 № 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [🔄 Обновить]
        ");
        Ok(())
    }

    async fn a_colleagues_work_waits_for_the_lead_only(w: &mut World) -> Result<()> {
        w.command(&["people", "add", "--telegram-id", "1013", "--name", "Начальник дорог", "--role", "lead", "--unit", "roads"]).await?;
        let lead = mcu_bot::domain::ids::ChatId(1013);
        w.somebody(lead).starts().await?;
        w.accepted().await?;
        w.recipient().writes("/my").await?;
        w.recipient().sees("Вас ждёт одно дело:")?;
        w.colleague().writes("/my").await?;
        w.colleague().sees("Сейчас вас ничего не ждёт.")?;
        w.somebody(lead).writes("/my").await?;
        w.somebody(lead).sees("Вас ждёт одно дело:")?;
        w.neighbour().writes("/my").await?;
        w.neighbour().sees("Сейчас вас ничего не ждёт.")?;
        Ok(())
    }

    async fn many_are_counted_right_and_paged(w: &mut World) -> Result<()> {
        for house in 1..=60 {
            w.operator().writes(&format!("Когда наведут порядок у дома {house}?")).await?;
        }
        w.forget_chats();
        w.operator().writes("/my").await?;
        w.operator().sees("Вас ждут 60 дел, начните с первого:\n📝 разобрать 60 черновиков\nСтраница 1 из 8")?;
        assert_eq!(w.operator().presses("➡️").await?, "Страница 2");
        w.operator().button("📝 Когда наведут порядок у дома 9?")?;
        let (message, data) = w.operator().button("🔄 Обновить")?;
        assert_eq!(data, "lw:2");
        assert_eq!(w.operator().presses_data(message, "lw:77").await?, "Страница 8");
        w.operator().button("📝 Когда наведут порядок у дома 60?")?;
        assert_eq!(w.operator().messages().iter().filter(|shown| shown.is_from_bot()).count(), 1, "in place");
        Ok(())
    }

    async fn the_late_are_told_with_how_long(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().forwards(posts::WATER).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.head().writes("/overdue").await?;
        w.head().sees("Просроченного нет, все сроки впереди.")?;
        w.clock.advance(HOUR * 5);
        w.forget_chats();
        w.head().writes("/overdue").await?;
        w.recipient().writes("/overdue").await?;
        w.villager().writes("/overdue").await?;
        assert_snapshot!(w.head().chat(), @"
        👤 Руководитель МЦУ
        | /overdue
        🔔 бот
        | 🔴 Срок вышел у 2 инцидентов. Первый ждёт дольше всех:
        [№ 2026-000001 · Дороги · не принят 4 ч]
        [№ 2026-000002 · ЖКХ · не принят 4 ч]
        [🔄 Обновить]
        ");
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /overdue
        🔔 бот
        | 🔴 Срок вышел у одного инцидента:
        [№ 2026-000001 · Дороги · не принят 4 ч]
        [🔄 Обновить]
        ");
        w.villager().sees("Просроченного нет, все сроки впереди.")?;
        w.recipient().writes("/my").await?;
        w.recipient().sees("🔴 срок вышел: № 2026-000001")?;
        w.recipient().button("🔴 № 2026-000001 · Ямы на дорогах, ул. Ле… · принять до 15:05")?;
        w.clock.advance(HOUR * 24 * 3);
        assert_eq!(w.head().presses("🔄 Обновить").await?, "Обновлено");
        assert_snapshot!(w.head().chat(), @"
        👤 Руководитель МЦУ
        | /overdue
        🔔 бот
        | 🔴 Срок вышел у 2 инцидентов. Первый ждёт дольше всех:
        [№ 2026-000002 · ЖКХ · на 10 ч]
        [№ 2026-000001 · Дороги · на 5 ч]
        [🔄 Обновить]
        ");
        w.recipient().replies("№ 2026-000001", "Засыпали").await?;
        w.recipient().presses("📨 На проверку").await?;
        w.forget_chats();
        w.recipient().writes("/overdue").await?;
        w.recipient().sees("Просроченного нет, все сроки впереди.")?;
        Ok(())
    }
}
