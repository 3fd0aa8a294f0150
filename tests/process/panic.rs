//! A bug that makes the program panic while something leaves: it costs that one thing, and nobody else is kept waiting.

use anyhow::Result;

use super::stage::Stage;
use crate::engines::both_engines;

both_engines! {
    async fn what_makes_the_program_panic_on_its_way_out_keeps_nobody_waiting(stage: &mut Stage) -> Result<()> {
        let operator = stage.operator();
        // The greeting, and the card of a draft.
        for (at, what_is_left) in [("drawn:1", "message failed"), ("drawn:2", "card set aside")] {
            let bot = stage.start_with(&[("MCU_PANIC_AT", at.to_owned())])?;
            bot.until_said("the bot is ready").await?;
            operator.starts();
            operator.writes("Нет воды");
            bot.until_said("panicked").await?;
            let post = format!("Нет света, {at}");
            operator.writes(&post);
            stage.words(&operator, &post).await?;
            assert_eq!(bot.stop().await?.code(), Some(0));
            let left = stage
                .rows::<(String,)>(
                    "SELECT 'message failed' FROM outbox WHERE state = 'failed'
                     UNION ALL SELECT 'card set aside' FROM card WHERE error IS NOT NULL AND dirty = clean",
                )
                .await?;
            assert!(left.contains(&(what_is_left.to_owned(),)), "{at}: {left:?}");
        }
        Ok(())
    }
}
