//! The real scheduler rings, and what is due is told.

use std::time::Duration;

use anyhow::{Context, Result};
use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::IncidentId;
use mcu_bot::domain::incident::Importance;
use mcu_bot::store::incidents;

use super::stage::Stage;
use crate::engines::both_engines;

const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

both_engines! {
    async fn what_is_due_is_told_by_a_running_process(stage: &mut Stage) -> Result<()> {
        let (operator, recipient) = (stage.operator(), stage.recipient());
        let bot = stage.run().await?;
        for person in [&operator, &recipient] {
            stage.meets(person).await?;
        }
        operator.writes("Второй день нет воды на Ленина, 5");
        stage.press(&operator, "✅ Зарегистрировать").await?;
        stage.button(&recipient, "👌 Принять в работу").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        a_month_passes(stage).await?;
        let bot = stage.run().await?;
        let told = stage.words(&recipient, "Просрочено: ответ ждали").await?;
        assert!(told.button("👌 Принять в работу").is_some(), "{:?}", told.labels());
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }
}

/// It was registered a month ago, and is critical: told at any hour the test may run.
async fn a_month_passes(stage: &Stage) -> Result<()> {
    let now = Clock::system().now();
    let db = stage.engine.connect().await?;
    let mut tx = db.begin().await?;
    let mut incident = incidents::load(&mut tx, IncidentId(1)).await?.context("an incident")?;
    let ago = now.minus(MONTH);
    incident.importance = Importance::Critical;
    incident.registered_at = Some(ago);
    incident.assigned_at = Some(ago);
    incident.reply_due = Some(ago.plus(MONTH / 2));
    incident.looked_until = ago;
    incident.look_at = incident.reply_due;
    incidents::save(&mut tx, &incident).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}
