//! Health and metrics of a running process.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use mcu_bot::emulator::{Emulator, Fault, Target};
use mcu_bot::store::Db;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::{Executor, SqlStr, Transaction};
use tokio::net::TcpListener;

use super::child::Child;
use super::exposition;
use super::stage::{RECIPIENT, Stage};
use crate::engines::{Engine, both_engines, insist};

/// What is served at this path of the process.
async fn get(bot: &Child, path: &str) -> Result<(StatusCode, String)> {
    let response = reqwest::get(format!("http://{}{path}", ops_address(bot)?)).await?;
    Ok((response.status(), response.text().await?))
}

/// As the log tells it.
fn ops_address(bot: &Child) -> Result<String> {
    let log = bot.log();
    let (_, address) = log.split_once("ops.address=").context("no address in the log")?;
    Ok(address.lines().next().unwrap_or_default().to_owned())
}

/// What `/readyz` says, with its status in it.
async fn readiness(bot: &Child) -> Result<Value> {
    let (status, body) = get(bot, "/readyz").await?;
    let mut said: Value = serde_json::from_str(&body)?;
    said["status"] = status.as_u16().into();
    Ok(said)
}

async fn metrics(bot: &Child) -> Result<BTreeMap<String, f64>> {
    let response = reqwest::get(format!("http://{}/metrics", ops_address(bot)?)).await?;
    let kind = response.headers()["content-type"].to_str()?.to_owned();
    ensure!(kind == "application/openmetrics-text; version=1.0.0; charset=utf-8", "{kind}");
    exposition::read(&response.text().await?)
}

/// As if the last migration had never been here.
const FORGET: &str = "DELETE FROM _sqlx_migrations WHERE version = 4";

/// Nobody else gets an answer out of the database while this lives.
enum Held {
    /// With the index: a process that closes a file loses all its locks on it.
    Sqlite(Transaction<'static, sqlx::Sqlite>, std::fs::File),
    Postgres(Transaction<'static, sqlx::Postgres>),
}

impl Held {
    /// In PostgreSQL a table is locked, as by a change of the schema. In SQLite somebody writes while the index beside
    /// the file is damaged: whoever reads has to mend it first, and waits for the writer.
    async fn hold(stage: &Stage) -> Result<Self> {
        match stage.engine.connect().await? {
            Db::Postgres { pool, .. } => {
                let mut tx = pool.begin().await?;
                tx.execute(SqlStr::from_static("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")).await?;
                Ok(Self::Postgres(tx))
            }
            Db::Sqlite { writer, file, .. } => {
                let tx = writer.begin_with("BEGIN IMMEDIATE").await?;
                let mut index = file.into_os_string();
                index.push("-shm");
                let index = std::fs::OpenOptions::new().write(true).open(index)?;
                std::os::unix::fs::FileExt::write_all_at(&index, &[0x55; 96], 0)?;
                Ok(Self::Sqlite(tx, index))
            }
        }
    }

    async fn let_go(self) -> Result<()> {
        match self {
            Self::Sqlite(tx, _index) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

both_engines! {
    async fn a_process_is_ready_while_its_database_answers(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        assert_eq!(get(&bot, "/healthz").await?, (StatusCode::OK, "ok\n".to_owned()));
        let ready = readiness(&bot).await?;
        assert_eq!((&ready["status"], &ready["ready"], &ready["role"]), (&json!(200), &json!(true), &json!("leader")));
        assert!(ready["reasons"] == json!([]) && ready["inbox_seconds"] == json!(0) && ready["telegram_seconds"].is_u64(), "{ready}");

        let held = Held::hold(stage).await?;
        let gone = readiness(&bot).await?;
        assert_eq!((&gone["status"], &gone["reasons"]), (&json!(503), &json!(["the database does not answer"])), "{gone}");
        assert_eq!(get(&bot, "/healthz").await?.0, StatusCode::OK);
        let blind = metrics(&bot).await?;
        assert!(blind.contains_key("mcu_leader") && !blind.contains_key("mcu_inbox_waiting"), "{blind:?}");

        held.let_go().await?;
        insist(async || Ok((readiness(&bot).await?["status"] == json!(200)).then_some(()))).await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn a_process_with_an_older_schema_is_not_ready(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        match stage.engine.connect().await? {
            Db::Sqlite { writer, .. } => writer.execute(SqlStr::from_static(FORGET)).await.map(|_| ())?,
            Db::Postgres { pool, .. } => pool.execute(SqlStr::from_static(FORGET)).await.map(|_| ())?,
        }
        let behind = readiness(&bot).await?;
        assert_eq!((&behind["status"], &behind["reasons"]), (&json!(503), &json!(["the schema is not up to date"])));
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn metrics_count_what_has_happened_and_name_nobody(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let (operator, recipient) = (stage.operator(), stage.recipient());
        for person in [&operator, &recipient] {
            stage.meets(person).await?;
        }
        stage.emulator.fail_next("sendMessage", Fault::RetryAfter(1));
        operator.writes("Второй день нет воды на Ленина, 5");
        let draft = stage.button(&operator, "✅ Зарегистрировать").await?;
        let refused = Fault::Refused(400, "Bad Request: can't parse entities".to_owned());
        stage.emulator.fail_next(Target::method("sendMessage").in_chat(RECIPIENT), refused);
        stage.press(&operator, "✅ Зарегистрировать").await?;
        stage.words(&recipient, "нет воды").await?;
        let forged = operator.sends_data(draft.id, "forged");
        stage.emulator.answer_to(&forged).await;

        // A call is counted when its answer is there, and figures of the database are five seconds old at most.
        // Messages may still be on their way.
        let shown = insist(async || {
            let shown = metrics(&bot).await?;
            let as_expected = expected(&stage.emulator).iter().all(|(name, value)| shown.get(*name) == Some(value));
            Ok(as_expected.then_some(shown))
        });
        let shown = shown.await.with_context(|| format!("expected {:#?}", expected(&stage.emulator)))?;
        for (kind, methods) in [
            ("message", &["sendMessage"][..]),
            ("edit", &["editMessageText", "editMessageReplyMarkup", "editMessageMedia"]),
            ("answer", &["answerCallbackQuery"]),
            ("menu", &["setMyCommands"]),
        ] {
            let made: usize = methods.iter().map(|method| stage.emulator.calls_of(method).len()).sum();
            let of_kind = shown.iter().filter(|(name, _)| name.starts_with(&format!("mcu_sends_total{{kind=\"{kind}\"")));
            let counted: f64 = of_kind.map(|(_, count)| count).sum();
            assert_eq!(Some(counted), Some(float(made)), "{kind}");
        }
        assert!(shown["mcu_job_runs_total{job=\"tick\",result=\"failed\"}"] == 0.0, "{shown:?}");
        assert!(shown["process_resident_memory_bytes"] > 1e6 && shown["mcu_telegram_reached_seconds"] > 1.7e9, "{shown:?}");
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }
}

/// Calls of a story are few.
fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// After two starts, a draft that had to wait, a registration whose card was refused, and a forged press.
fn expected(emulator: &Emulator) -> Vec<(&'static str, f64)> {
    vec![
        ("mcu_updates_kept_total{way=\"polling\"}", 5.0),
        ("mcu_updates_kept_total{way=\"webhook\"}", 0.0),
        ("mcu_updates_handled_total{result=\"done\"}", 4.0),
        ("mcu_updates_handled_total{result=\"refused\"}", 1.0),
        ("mcu_updates_handled_total{result=\"failed\"}", 0.0),
        ("mcu_update_seconds_count", 5.0),
        ("mcu_press_seconds_count", 2.0),
        ("mcu_sends_total{kind=\"answer\",result=\"done\"}", 2.0),
        ("mcu_sends_total{kind=\"message\",result=\"retried\"}", 1.0),
        ("mcu_sends_total{kind=\"message\",result=\"refused\"}", 1.0),
        ("mcu_sends_total{kind=\"message\",result=\"unreachable\"}", 0.0),
        ("mcu_sends_total{kind=\"message\",result=\"done\"}", float(emulator.calls_of("sendMessage").len() - 2)),
        ("mcu_inbox_waiting", 0.0),
        ("mcu_inbox_oldest_seconds", 0.0),
        ("mcu_inbox_failed", 0.0),
        ("mcu_outbox_waiting", 0.0),
        ("mcu_outbox_failed", 0.0),
        ("mcu_cards_stale", 0.0),
        ("mcu_incidents_open{status=\"assigned\"}", 1.0),
        ("mcu_incidents_open{status=\"draft\"}", 0.0),
        ("mcu_incidents_overdue", 0.0),
        ("mcu_leader", 1.0),
        ("mcu_build_info{version=\"0.1.0\"}", 1.0),
    ]
}

#[tokio::test]
async fn health_is_served_while_the_database_is_waited_for() -> Result<()> {
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    let mut stage = Stage::open(Engine::sqlite().await?).await?;
    stage.with("DATABASE_URL", format!("postgres://mcu@{}/mcu", silent.local_addr()?));
    let bot = stage.start()?;
    bot.until_said("health and metrics are served").await?;
    assert_eq!(get(&bot, "/healthz").await?.0, StatusCode::OK);
    let waiting = readiness(&bot).await?;
    assert_eq!((&waiting["status"], &waiting["role"]), (&json!(503), &json!("standby")));
    assert_eq!(waiting["reasons"], json!(["the database is not open yet"]));
    assert_eq!(metrics(&bot).await?.get("mcu_leader"), Some(&0.0));
    bot.kill().await?;
    stage.finish().await
}

#[tokio::test]
async fn an_address_in_use_is_one_line() -> Result<()> {
    let taken = TcpListener::bind("127.0.0.1:0").await?;
    let address = taken.local_addr()?.to_string();
    let mut stage = Stage::open(Engine::sqlite().await?).await?;
    let ended = stage.with("OPS_LISTEN", address.clone()).command(&["run"]).await?;
    assert_eq!((ended.code(), ended.log.lines().count()), (Some(1), 1), "{ended:?}");
    assert!(ended.log.starts_with(&format!("OPS_LISTEN: {address}: ")) && ended.log.contains("in use"), "{ended:?}");
    stage.finish().await
}
