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
        assert_snapshot!(w.operator().chat(), @"");
        assert_snapshot!(w.head().chat(), @"");
        w.operator().writes("/my").await?;
        w.operator().sees("давно ждёт решения")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.passes_until("30.11 08:20").await?;
        w.operator().does_not_see("ждёт решения")?;
        Ok(())
    }

    async fn a_reply_nobody_reviews_and_a_text_nobody_publishes(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.forget_chats();
        w.passes_until("30.11 08:50").await?;
        assert_snapshot!(w.coordinator().chat(), @"");
        assert_snapshot!(w.head().chat(), @"");
        w.coordinator().presses("✅ Согласовать").await?;
        w.forget_chats();
        w.passes_until("30.11 14:05").await?;
        assert_snapshot!(w.media().chat(), @"");
        assert_snapshot!(w.head().chat(), @"");
        w.coordinator().does_not_see("ждёт проверки")?;
        Ok(())
    }
}
