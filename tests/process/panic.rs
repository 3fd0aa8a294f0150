//! A bug that makes the program panic while something leaves: it is said in plain words, and nobody is kept waiting.

use anyhow::Result;

use super::stage::Stage;
use crate::engines::both_engines;

both_engines! {
    async fn what_makes_the_program_panic_on_its_way_out_is_said_in_plain_words(stage: &mut Stage) -> Result<()> {
        let operator = stage.operator();
        // The greeting, and the card of a draft.
        for at in ["drawn:1", "drawn:2"] {
            let bot = stage.start_with(&[("MCU_PANIC_AT", at.to_owned())])?;
            bot.until_said("the bot is ready").await?;
            operator.starts();
            let post = format!("Нет воды, {at}");
            operator.writes(&post);
            bot.until_said("panicked").await?;
            let said = if at == "drawn:1" { "Здравствуйте" } else { &post };
            let shown = stage.words(&operator, said).await?;
            assert!(shown.keyboard.is_empty(), "{at}: {shown:?}");
            operator.writes("Нет света");
            stage.words(&operator, "Нет света").await?;
            assert_eq!(bot.stop().await?.code(), Some(0));
        }
        let failed = stage.rows::<(i64,)>("SELECT COUNT(*) FROM outbox WHERE state NOT IN ('sent', 'withdrawn')").await?;
        assert_eq!(failed, [(0,)]);
        Ok(())
    }
}
