//! `mcu-bot copy`: a full database moves to the other engine, and the bot goes on there.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use mcu_bot::demo;
use mcu_bot::demo::generator::{Plan, Staff, Wanted};
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::period::Span;
use mcu_bot::store::{Db, bulk, directory, reports};

use super::backup::{registered, stage};
use super::child::Ended;
use super::stage::Stage;
use crate::engines::Engine;

const DISTRICT: &str = include_str!("../../deploy/akhtubinsk.toml");

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn now() -> Result<Moment> {
    let at = last_day().and_hms_opt(18, 0, 0).context("a time")?;
    Moment::from_local(chrono_tz::Europe::Astrakhan, at).context("a moment")
}

/// Three months of a district, beside what is there; the directory is put back afterwards.
async fn fill(db: &Db) -> Result<usize> {
    let district = parse(DISTRICT).map_err(|errors| anyhow::anyhow!("{errors:?}"))?.directory;
    let mut tx = db.begin().await?;
    let before = directory::load(&mut tx).await?.context("a directory")?;
    directory::save(&mut tx, &district).await?;
    let staff = Staff::default().hire(&mut tx, &district, now()?).await?;
    let after = bulk::last(&mut tx).await?;
    tx.commit().await?;
    let wanted =
        Wanted { seed: 7, days: Span::Quarter.ending(last_day()), a_day: 30, now: now()?, findable: true, after };
    let written = demo::fill(db, Plan::new(&district, staff, wanted), |_| ()).await?;
    let mut tx = db.begin().await?;
    directory::save(&mut tx, &before).await?;
    tx.commit().await?;
    Ok(written)
}

/// What reports say of the quarter, and how many incidents stand where; lines in an order of their own.
async fn figures(db: &Db) -> Result<Vec<String>> {
    let period = Span::Quarter.ending(last_day());
    let mut tx = db.read().await?;
    let mut answers = reports::answers(&mut tx, period, now()?).await?;
    // Engines add up in another order.
    for unit in &mut answers {
        unit.speed = (unit.speed * 1e6).round();
    }
    let unanswered = reports::unanswered(&mut tx, period, now()?).await?;
    let days = reports::received_by_day(&mut tx, period).await?;
    let topics = reports::received_by_topic(&mut tx, period).await?;
    let longest = reports::longest(&mut tx, now()?, 50).await?;
    tx.rollback().await?;
    let by_status = "SELECT status, COUNT(*) FROM incident GROUP BY status";
    let statuses: Vec<(String, i64)> = match db {
        Db::Sqlite { readers, .. } => sqlx::query_as(by_status).fetch_all(readers).await?,
        Db::Postgres { pool, .. } => sqlx::query_as(by_status).fetch_all(pool).await?,
    };
    let mut lines = told(&statuses);
    lines.extend([told(&answers), told(&unanswered), told(&days), told(&topics), told(&longest)].concat());
    assert!(lines.len() > 100, "{lines:#?}");
    lines.sort();
    Ok(lines)
}

fn told(rows: &[impl std::fmt::Debug]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}

/// The printed table without the row of the lead, which tells who took it last.
fn table(copied: &Ended) -> Vec<&str> {
    copied.out.lines().filter(|line| !line.starts_with("lead ")).collect()
}

async fn copy(stage: &Stage, from: &str, to: &str) -> Result<Ended> {
    stage.command(&["copy", "--from", from, "--to", to]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_district_moves_to_postgres_and_back_and_goes_on() -> Result<()> {
    let mut stage = stage().await?;
    let bot = stage.run().await?;
    let (operator, recipient) = registered(&stage).await?;
    assert_eq!(bot.stop().await?.code(), Some(0));
    let source = stage.engine.connect().await?;
    assert!(fill(&source).await? > 2000);
    let before = figures(&source).await?;
    source.close().await;

    let [_, target] = Engine::both_empty().await?;
    let (from, to) = (stage.engine.url(), target.url());
    let copied = copy(&stage, &from, &to).await?;
    assert_eq!(copied.code(), Some(0), "{copied:?}");
    let next = "set DATABASE_URL to what --to names, and start the bot; let none run on --from any more";
    assert_eq!(copied.out.lines().last(), Some(next), "{copied:?}");
    let target_db = target.connect().await?;
    assert_eq!(figures(&target_db).await?, before);
    target_db.close().await;

    let back = format!("sqlite://{}", stage.file("back.db").display());
    let returned = copy(&stage, &to, &back).await?;
    assert_eq!(returned.code(), Some(0), "{returned:?}");
    assert_eq!(table(&returned), table(&copied));

    stage.with("DATABASE_URL", to.clone());
    let bot = stage.run().await?;
    stage.press(&recipient, "👌 Принять в работу").await?;
    operator.writes("Снова нет воды");
    stage.words(&operator, "Снова нет воды").await?;
    stage.press(&operator, "✅ Зарегистрировать").await?;
    let led = copy(&stage, &from, &to).await?;
    assert_eq!((led.code(), led.last_line()), (Some(1), "--to: a bot runs on this database; stop it first"));
    let led = copy(&stage, &to, &from).await?;
    assert_eq!((led.code(), led.last_line()), (Some(1), "--from: a bot runs on this database; stop it first"));
    assert_eq!(bot.stop().await?.code(), Some(0));
    let full = copy(&stage, &from, &to).await?;
    assert!(
        full.code() == Some(1) && full.last_line().starts_with("--to: the database is not empty: table "),
        "{full:?}"
    );
    stage.finish().await
}

#[tokio::test]
async fn what_cannot_be_copied_is_told_before_anything_is_made() -> Result<()> {
    let stage = stage().await?;
    let from = stage.engine.url();
    let wrong = copy(&stage, "mysql://mcu:hunter2@host/mcu", "sqlite://").await?;
    assert_eq!(wrong.code(), Some(2), "{wrong:?}");
    assert!(wrong.log.starts_with("--from: ") && wrong.log.contains("\n--to: "), "{wrong:?}");
    assert!(!wrong.said().contains("hunter2"), "{wrong:?}");
    let same = copy(&stage, &from, &from).await?;
    assert_eq!((same.code(), same.last_line()), (Some(1), "--from and --to are the same database"));
    let missing = copy(&stage, "sqlite://missing.db", "sqlite://new.db").await?;
    assert_eq!((missing.code(), missing.last_line()), (Some(1), "--from: there is no missing.db"));
    std::fs::write(stage.file("empty.db"), "")?;
    let foreign = copy(&stage, "sqlite://empty.db", "sqlite://new.db").await?;
    assert_eq!((foreign.code(), foreign.last_line()), (Some(1), "--from: the database holds no data of mcu-bot"));
    assert!(!stage.file("missing.db").exists() && !stage.file("new.db").exists());
    let unreachable = copy(&stage, &from, "postgres://mcu:hunter2@127.0.0.1:1/mcu").await?;
    assert_eq!(unreachable.code(), Some(1), "{unreachable:?}");
    assert!(unreachable.last_line().starts_with("--to: the database does not answer: "), "{unreachable:?}");
    assert!(!unreachable.said().contains("hunter2"), "{unreachable:?}");
    stage.finish().await
}
