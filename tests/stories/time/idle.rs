//! Nothing lies without a clock.

use anyhow::Result;
use insta::assert_snapshot;

use crate::engines::both_engines;
use crate::world::{World, posts};

both_engines! {
    async fn a_draft_nobody_decides_on(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.forget_chats();
        w.passes_until("27.11 14:30").await?;
        assert!(w.operator().messages().is_empty());
        w.passes_until("27.11 16:55").await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот → «📝 Черновик»
        | 📝 Черновик ждёт решения 40 раб. мин
        | Ямы на дорогах, ул. Ленина, 12
        [📝 Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 📝 Черновик ждёт решения 1 раб. ч 10 мин
        | Ямы на дорогах, ул. Ленина, 12
        [📝 Ямы на дорогах, ул. Ленина, 12]
        ");
        w.operator().writes("/my").await?;
        w.operator().sees("давно ждёт решения")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.passes_until("30.11 08:20").await?;
        let chat = w.operator().chat();
        assert!(!chat.contains("ждёт решения"), "{chat}");
        Ok(())
    }

    async fn a_reply_nobody_reviews_and_a_text_nobody_publishes(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.forget_chats();
        w.passes_until("30.11 08:50").await?;
        assert_snapshot!(w.coordinator().chat(), @"
        🔔 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05»
        | 🔍 Ответ ждёт проверки 2 раб. ч — № 2026-000001, Дороги
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(w.head().chat(), @"");
        w.coordinator().presses("✅ Согласовать").await?;
        w.forget_chats();
        w.passes_until("30.11 14:05").await?;
        assert_snapshot!(w.media().chat(), @"
        🔔 бот → «📢 № 2026-000001 · ответ согласован, пора опубликовать»
        | 📢 Ответ ждёт публикации 2 раб. ч — № 2026-000001, Дороги
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 📢 Ответ ждёт публикации 4 раб. ч — № 2026-000001, Дороги
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        let chat = w.coordinator().chat();
        assert!(!chat.contains("ждёт проверки"), "{chat}");
        Ok(())
    }
}
