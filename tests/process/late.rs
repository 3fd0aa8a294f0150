//! A call of a process that is dead comes when another has said more.

use anyhow::Result;
use mcu_bot::emulator::{Emulator, Fault, Target};

use super::stage::{OPERATOR, Stage};
use crate::engines::both_engines;

both_engines! {
    async fn a_card_is_right_again_after_a_late_call_of_a_dead_process(stage: &mut Stage) -> Result<()> {
        let first = stage.run().await?;
        let (operator, recipient) = (stage.operator(), stage.recipient());
        for person in [&operator, &recipient] {
            stage.meets(person).await?;
        }
        operator.writes("Нет воды");
        let card = stage.button(&operator, "✅ Зарегистрировать").await?.id;
        let shows = |mark: &'static str| {
            move |emulator: &Emulator| emulator.message(OPERATOR, card).filter(|card| card.text.starts_with(mark)).map(drop)
        };

        stage.emulator.fail_next(Target::method("editMessageText").in_chat(OPERATOR), Fault::Late);
        stage.press(&operator, "✅ Зарегистрировать").await?;
        stage.button(&recipient, "👌 Принять в работу").await?;
        stage.until("the call", |emulator| (emulator.late_calls() == 1).then_some(())).await?;
        first.kill().await?;

        let second = stage.run().await?;
        stage.press(&recipient, "👌 Принять в работу").await?;
        stage.until("🛠", shows("🛠")).await?;
        stage.emulator.late_calls_come();
        stage.until("🆕, which is over", shows("🆕")).await?;
        stage.until("🛠 again", shows("🛠")).await?;
        assert_eq!(second.stop().await?.code(), Some(0));
        let doubtful = stage.rows::<(i64,)>("SELECT COUNT(*) FROM card WHERE doubtful").await?;
        assert_eq!(doubtful, [(0,)]);
        Ok(())
    }
}
