//! `mcu-bot backup`: one whole file, made while people go on.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, Result};
use mcu_bot::emulator::{Person, Sin};

use super::stage::{Stage, newest_schema};
use crate::engines::Engine;

pub async fn stage() -> Result<Stage> {
    Stage::open(Engine::sqlite().await?).await
}

/// An incident that the recipient has not accepted yet.
pub async fn registered(stage: &Stage) -> Result<(Person, Person)> {
    let (operator, recipient) = (stage.operator(), stage.recipient());
    for person in [&operator, &recipient] {
        stage.meets(person).await?;
    }
    operator.writes("Нет воды на Ленина, 5");
    stage.press(&operator, "✅ Зарегистрировать").await?;
    stage.button(&recipient, "👌 Принять в работу").await?;
    Ok((operator, recipient))
}

/// A restored database does not know what chats show, so some edits change nothing; the bot does nothing else wrong.
pub async fn finish(stage: Stage) -> Result<()> {
    let sins = stage.emulator.take_sins();
    let others: Vec<_> = sins.iter().filter(|sin| !matches!(sin, Sin::NeedlessEdit { .. })).collect();
    anyhow::ensure!(others.is_empty(), "the bot sinned: {others:#?}");
    stage.finish().await
}

/// The names in the process's folder that begin so.
pub fn names(stage: &Stage, beginning: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(stage.folder.path())? {
        names.push(entry?.file_name().into_string().ok().context("a name")?);
    }
    names.retain(|name| name.starts_with(beginning));
    names.sort();
    Ok(names)
}

pub fn mode(file: &Path) -> Result<u32> {
    Ok(std::fs::metadata(file)?.permissions().mode() & 0o777)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_beside_a_busy_bot_is_whole_and_its_buttons_work() -> Result<()> {
    let mut stage = stage().await?;
    let bot = stage.run().await?;
    let (operator, recipient) = registered(&stage).await?;
    for number in 0..30 {
        operator.writes(&format!("Обращение {number}: нет воды"));
    }
    let made = stage.command(&["backup", "mcu-1.db"]).await?;
    assert_eq!(made.code(), Some(0), "{made:?}");
    let line = made.out.trim_end();
    assert!(
        line.starts_with("mcu-1.db: ") && line.ends_with(&format!(" incidents, schema {}", newest_schema())),
        "{line}"
    );
    assert_eq!(names(&stage, "mcu-1.db")?, ["mcu-1.db"], "nothing lies beside it");
    assert_eq!(mode(&stage.file("mcu-1.db"))?, 0o600);
    stage.words(&operator, "Обращение 29").await?;
    assert_eq!(bot.stop().await?.code(), Some(0));

    std::fs::create_dir(stage.file("elsewhere"))?;
    let there = format!("sqlite://{}", stage.file("elsewhere/mcu.db").display());
    stage.with("DATABASE_URL", there);
    let restored = stage.command(&["restore", "mcu-1.db"]).await?;
    assert_eq!(restored.code(), Some(0), "{restored:?}");
    assert!(restored.out.contains(" cards of open incidents anew"), "{restored:?}");
    assert_eq!(mode(&stage.file("elsewhere/mcu.db"))?, 0o600);
    let bot = stage.run().await?;
    stage.press(&recipient, "👌 Принять в работу").await?;
    stage.words(&operator, "в работе").await?;
    assert_eq!(bot.stop().await?.code(), Some(0));
    finish(stage).await
}

#[tokio::test]
async fn a_backup_replaces_nothing_and_leaves_nothing_behind() -> Result<()> {
    let mut stage = stage().await?;
    std::fs::write(stage.file("mine.db"), "mine")?;
    let refused = stage.command(&["backup", "mine.db"]).await?;
    assert_eq!(
        (refused.code(), refused.last_line()),
        (Some(1), "mine.db is there already; a backup never replaces a file")
    );
    assert_eq!(std::fs::read_to_string(stage.file("mine.db"))?, "mine");

    let nowhere = stage.command(&["backup", "nowhere/mcu.db"]).await?;
    assert_eq!(nowhere.code(), Some(1));
    assert_eq!(nowhere.last_line(), "nowhere/mcu.db cannot be written: No such file or directory (os error 2)");

    std::fs::write(stage.file("two.db-partial"), "")?;
    let underway = stage.command(&["backup", "two.db"]).await?;
    assert_eq!(underway.code(), Some(1));
    assert!(underway.last_line().starts_with("two.db-partial is there: another backup"), "{underway:?}");

    stage.with("DATABASE_URL", "sqlite://missing.db");
    let missing = stage.command(&["backup", "one.db"]).await?;
    assert_eq!(
        (missing.code(), missing.last_line()),
        (Some(1), "missing.db is not there yet; run or migrate makes it")
    );
    assert_eq!(names(&stage, "missing")?, Vec::<String>::new());

    stage.with("DATABASE_URL", "postgres://mcu:hunter2@127.0.0.1:1/mcu");
    let postgres = stage.command(&["backup", "one.db"]).await?;
    let line = "a PostgreSQL database is backed up with pg_dump --format=custom; docs/operations.md tells how";
    assert_eq!((postgres.code(), postgres.last_line()), (Some(1), line));
    assert_eq!(names(&stage, "one")?, Vec::<String>::new());
    stage.finish().await
}

#[tokio::test]
async fn a_disk_that_takes_no_more_is_one_line() -> Result<()> {
    let stage = stage().await?;
    // Files of this process may have 64 KB; the schema alone is larger.
    let limited = "trap '' XFSZ; ulimit -f 128; exec \"$0\" backup one.db";
    let ended = tokio::process::Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_mcu-bot")])
        .current_dir(stage.folder.path())
        .env_clear()
        .envs(&stage.settings)
        .output()
        .await?;
    let said = String::from_utf8(ended.stderr)?;
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(said.starts_with("one.db cannot be written: ") && said.lines().count() == 1, "{said}");
    assert_eq!(names(&stage, "one")?, Vec::<String>::new());
    stage.finish().await
}
