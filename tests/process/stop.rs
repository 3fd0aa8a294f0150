//! Stopping when asked to, and only one process at a time.

use anyhow::Result;
use mcu_bot::emulator::Fault;

use super::stage::{OPERATOR, Stage};
use crate::engines::both_engines;

both_engines! {
    async fn sigterm_finishes_what_is_in_hand(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        for number in 0..20 {
            operator.writes(&format!("Обращение {number}: нет воды"));
        }
        stage.button(&operator, "✅ Зарегистрировать").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        let left = stage.rows::<(bool, i64)>("SELECT clean, CAST((SELECT COUNT(*) FROM inbox WHERE attempts > 0) AS BIGINT) FROM lead").await?;
        assert_eq!(left, [(true, 0)], "the lead is left clean and nothing counts as suspect");

        let bot = stage.run().await?;
        stage.words(&operator, "Обращение 19").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        let drafts = stage.emulator.messages(OPERATOR);
        for number in 0..20 {
            let draft = format!("Обращение {number}:");
            let shown = drafts.iter().filter(|shown| shown.is_from_bot() && shown.text.contains(&draft)).count();
            assert_eq!(shown, 1, "«{draft}»");
        }
        Ok(())
    }

    async fn sigterm_does_not_wait_for_a_server_that_is_silent(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        stage.emulator.fail_next("sendMessage", Fault::Hang);
        operator.writes("Нет воды");
        stage.until("the hanging call", |emulator| emulator.unused_faults().is_empty().then_some(())).await?;
        assert_eq!(bot.stop().await?.code(), Some(0));

        let bot = stage.run().await?;
        stage.button(&operator, "✅ Зарегистрировать").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn sigterm_during_the_start_leaves_the_lead_as_it_was(stage: &mut Stage) -> Result<()> {
        assert_eq!(stage.run().await?.stop().await?.code(), Some(0));
        stage.emulator.fail_next("getMe", Fault::Hang);
        let bot = stage.start()?;
        stage.until("the lead is taken", |emulator| emulator.unused_faults().is_empty().then_some(())).await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        assert_eq!(stage.rows::<(bool,)>("SELECT clean FROM lead").await?, [(true,)]);
        Ok(())
    }
}
