//! What fell due while the bot was away is told once, late and together.

use anyhow::Result;
use insta::assert_snapshot;

use super::{curator, lead, with_ladder};
use crate::engines::both_engines;
use crate::world::{World, posts};

both_engines! {
    async fn three_days_without_the_bot_over_a_holiday(w: &mut World) -> Result<()> {
        with_ladder(w).await?;
        w.clock_shows("30.12 15:00")?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.forget_chats();
        // Holidays from 31 December to 8 January, then a weekend; the bot comes back on Wednesday.
        w.dies();
        w.clock_shows("13.01.2027 10:00")?;
        w.start().await?;
        w.ticks().await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | ☀️ Сегодня, ср 13 янв.
        |
        | 🔴 Срок вышел
        | пн 11 янв., 15:00 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        | пн 11 янв., 15:00 · № 2026-000002 · Ямы на дорогах
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        ");
        assert_snapshot!(lead(w).chat(), @"
        🔔 бот
        | ☀️ Сегодня, ср 13 янв.
        |
        | 🔴 Срок вышел
        | пн 11 янв., 15:00 · № 2026-000001 · Ямы на дорогах, ул. Ленина, 12
        | пн 11 янв., 15:00 · № 2026-000002 · Ямы на дорогах
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        ");
        assert_snapshot!(curator(w).chat(), @"
        🔔 бот
        | 🔴 Срок вышел
        | пн 11 янв., 15:00 · № 2026-000001 · Дороги
        | пн 11 янв., 15:00 · № 2026-000002 · Дороги
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        ");
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 🔴 Срок вышел
        | пн 11 янв., 15:00 · № 2026-000001 · Дороги
        | пн 11 янв., 15:00 · № 2026-000002 · Дороги
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Ямы на дорогах]
        ");
        w.forget_chats();
        w.passes_until("13.01.2027 16:00").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        Ok(())
    }
}
