//! Commands beside a running bot: they work, and what they queue leaves.

use anyhow::{Context, Result};
use mcu_bot::domain::ids::{ChatId, UpdateId};
use mcu_bot::domain::moment::Moment;
use mcu_bot::store::Db;
use mcu_bot::store::inbox::{self, Incoming};
use serde_json::json;

use super::stage::{DIRECTORY, OPERATOR, Stage, free_port};
use crate::engines::{Engine, both_engines};

both_engines! {
    async fn apply_shows_first_and_changes_only_when_told(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let again = stage.command(&["apply", "directory.toml"]).await?;
        assert!(again.code() == Some(0) && again.out.contains("nothing"), "{again:?}");

        let renamed = DIRECTORY.replace("Нет водоснабжения", "Отключение воды");
        std::fs::write(stage.file("directory.toml"), renamed)?;
        let shown = stage.command(&["apply", "directory.toml", "--dry-run"]).await?;
        assert!(shown.code() == Some(0) && shown.out.contains("Отключение воды"), "{shown:?}");
        let operator = stage.operator();
        operator.starts();
        operator.writes("Нет воды");
        stage.words(&operator, "ЖКХ → Нет водоснабжения").await?;

        let applied = stage.command(&["apply", "directory.toml"]).await?;
        assert_eq!((applied.code(), applied.out), (Some(0), shown.out));
        operator.writes("Опять нет воды");
        stage.words(&operator, "ЖКХ → Отключение воды").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn a_newcomer_gets_the_open_cards_and_goes_again(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let (operator, newcomer) = (stage.operator(), stage.emulator.person(ChatId(1007), "Галина"));
        operator.starts();
        newcomer.starts();
        stage.words(&newcomer, "вход по приглашению").await?;
        operator.writes("Нет воды");
        stage.press(&operator, "✅ Зарегистрировать").await?;

        let args = ["people", "add", "--telegram-id", "1007", "--name", "Галина", "--role", "recipient", "--unit", "zhkh"];
        let added = stage.command(&args).await?;
        assert_eq!(added.code(), Some(0), "{added:?}");
        stage.press(&newcomer, "👌 Принять в работу").await?;

        let listed = stage.command(&["people", "list"]).await?.out;
        let line = listed.lines().find(|line| line.contains("account 1007")).context("not listed")?;
        assert!(line.contains("Галина: recipient of zhkh"), "{line}");
        let id = line.split_whitespace().next().context("no id")?;
        let removed = stage.command(&["people", "remove", id]).await?;
        assert!(removed.code() == Some(0) && removed.out.contains("1 open incidents"), "{removed:?}");
        stage.words(&newcomer, "передано").await?;
        stage.words(&operator, "Нет воды").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn health_tells_by_its_code_whether_the_bot_lives(stage: &mut Stage) -> Result<()> {
        stage.with("OPS_LISTEN", format!("0.0.0.0:{}", free_port()?));
        let before = stage.command(&["health"]).await?;
        assert!(before.code() == Some(1) && before.last_line().contains("it does not answer"), "{before:?}");
        let bot = stage.run().await?;
        let lives = stage.command(&["health"]).await?;
        assert_eq!((lives.code(), lives.out.as_str()), (Some(0), "alive\n"));
        // The same settings once more: what is told is what matters.
        if matches!(stage.engine, Engine::Sqlite(_)) {
            let second = stage.command(&["run"]).await?;
            assert_eq!((second.code(), second.last_line()), (Some(1), "another mcu-bot runs on this database"));
        }
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn a_database_of_a_newer_program_is_left_alone(stage: &mut Stage) -> Result<()> {
        assert_eq!(stage.command(&["migrate"]).await?.code(), Some(0));
        let db = stage.engine.connect().await?;
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     SELECT 9999, description, TRUE, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
        match &db {
            Db::Sqlite { writer, .. } => _ = sqlx::query(newer).execute(writer).await?,
            Db::Postgres { pool, .. } => _ = sqlx::query(newer).execute(pool).await?,
        }
        db.close().await;
        for command in [&["run"][..], &["people", "list"], &["migrate"]] {
            let ended = stage.command(command).await?;
            let told = "DATABASE_URL: the database was made by a newer mcu-bot: this one does not know migration 9999";
            assert_eq!((ended.code(), ended.last_line()), (Some(1), told));
        }
        let checked = stage.command(&["check"]).await?;
        assert!(checked.code() == Some(1) && checked.out.contains("database: it was made by a newer mcu-bot"), "{checked:?}");
        Ok(())
    }

    async fn a_failed_update_is_listed_tried_again_and_given_up(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        put_aside(stage, 17, "Нет воды").await?;
        put_aside(stage, 18, "Нет воды и газа").await?;
        let listed = stage.command(&["failed", "list"]).await?.out;
        assert!(listed.starts_with("17  update of ") && listed.contains(": panic: on purpose"), "{listed}");

        let again = stage.command(&["failed", "retry", "17"]).await?;
        assert_eq!((again.code(), again.out.as_str()), (Some(0), "17  will be tried again\n"));
        stage.words(&operator, "«Нет воды»").await?;
        let dropped = stage.command(&["failed", "drop", "--all"]).await?;
        assert_eq!((dropped.code(), dropped.out.as_str()), (Some(0), "18  is given up\n"));
        assert_eq!(stage.command(&["failed", "list"]).await?.out, "");
        let unknown = stage.command(&["failed", "retry", "18"]).await?;
        assert!(unknown.code() == Some(1) && unknown.last_line().contains("18"), "{unknown:?}");
        assert_eq!(bot.stop().await?.code(), Some(0));
        assert!(stage.emulator.newest(OPERATOR, |shown| shown.text.contains("и газа")).is_none());
        Ok(())
    }
}

/// An update of the operator as a bug leaves it behind.
async fn put_aside(stage: &Stage, id: i64, words: &str) -> Result<()> {
    let body = json!({ "update_id": id, "message": {
        "message_id": id,
        "date": 1_795_420_800,
        "chat": { "id": OPERATOR, "type": "private", "first_name": "Анна" },
        "from": { "id": OPERATOR, "is_bot": false, "first_name": "Анна" },
        "text": words,
    }});
    let db = stage.engine.connect().await?;
    let mut tx = db.begin().await?;
    let update = Incoming { id: UpdateId(id), key: OPERATOR.0, body: body.to_string() };
    inbox::keep(&mut tx, std::slice::from_ref(&update), Moment::from_millis(0)).await?;
    inbox::count_attempt(&mut tx, update.id, "panic: on purpose").await?;
    inbox::quarantine(&mut tx, update.id).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}
