//! `mcu-bot purge` beside a running bot.

use anyhow::Result;
use mcu_bot::domain::moment::Moment;

use super::stage::Stage;
use crate::engines::both_engines;

const ASKED: &str = "say how long ago: --older-than DAYS, or PURGE_AFTER_DAYS in the settings";

both_engines! {
    async fn purge_shows_first_and_destroys_only_when_told(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let operator = stage.operator();
        operator.starts();
        operator.writes("Нет воды");
        stage.press(&operator, "🗑 Отклонить").await?;
        stage.press(&operator, "реклама").await?;
        stage.words(&operator, "Черновик отклонён").await?;

        let without = stage.command(&["purge"]).await?;
        assert!(without.code() == Some(2) && without.last_line() == ASKED, "{without:?}");
        let wrong = stage.command(&["purge", "--older-than", "0"]).await?;
        assert_eq!(wrong.code(), Some(2), "{wrong:?}");

        ended_long_ago(stage).await?;
        let shown = stage.with("PURGE_AFTER_DAYS", "30").command(&["purge"]).await?;
        let lines: Vec<_> = shown.out.lines().collect();
        assert_eq!(shown.code(), Some(0), "{shown:?}");
        assert!(lines[0].starts_with("Personal data of incidents closed before ") && lines[0].ends_with(" would be destroyed:"), "{lines:?}");
        assert_eq!(&lines[1..], [
            "  incidents         1, closed from 2025-01-01 to 2025-01-01",
            "  replies           0",
            "  messages          1",
            "  files             0",
            "  history lines     0",
            "Nothing was changed. With --yes they are destroyed; there is no way back.",
        ]);
        assert_eq!(texts(stage).await?, ["Нет воды"]);

        let done = stage.command(&["purge", "--yes"]).await?;
        assert_eq!(done.code(), Some(0), "{done:?}");
        assert!(done.out.lines().next().is_some_and(|line| line.ends_with(" are destroyed:")), "{done:?}");
        assert_eq!(texts(stage).await?, [""]);
        let again = stage.command(&["purge", "--older-than", "1", "--yes"]).await?;
        assert!(again.code() == Some(0) && again.out.contains("incidents         0\n"), "{again:?}");
        stage.words(&operator, "🧹 Слова жителя, имя и адрес удалены").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }
}

async fn texts(stage: &Stage) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = stage.rows("SELECT text FROM incident").await?;
    Ok(rows.into_iter().map(|(text,)| text).collect())
}

/// The draft was rejected on the first day of 2025.
async fn ended_long_ago(stage: &Stage) -> Result<()> {
    let db = stage.engine.connect().await?;
    let mut tx = db.begin().await?;
    let id = mcu_bot::domain::ids::IncidentId(1);
    let mut incident = mcu_bot::store::incidents::load(&mut tx, id).await?.unwrap();
    incident.status_since = Moment::from_millis(1_735_725_600_000);
    mcu_bot::store::incidents::save(&mut tx, &incident).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}
