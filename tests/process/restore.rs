//! `mcu-bot restore`: what fits becomes the database, and what does not is one clear line.

use std::path::Path;

use anyhow::{Context, Result};
use mcu_bot::store::Db;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::backup::{finish, names, registered, stage};
use super::stage::{Stage, newest_schema};

/// Makes a backup `good.db` of a database with one open incident, and stops the bot.
async fn backed_up(stage: &Stage) -> Result<()> {
    let bot = stage.run().await?;
    registered(stage).await?;
    let made = stage.command(&["backup", "good.db"]).await?;
    assert_eq!(made.code(), Some(0), "{made:?}");
    assert_eq!(bot.stop().await?.code(), Some(0));
    Ok(())
}

/// Runs a statement on a file as it lies there.
async fn change(file: &Path, statement: &'static str) -> Result<()> {
    let db = Db::open_sqlite(file).await?;
    let Db::Sqlite { writer, .. } = &db else { anyhow::bail!("of SQLite only") };
    sqlx::query(AssertSqlSafe(statement).into_sql_str()).execute(writer).await?;
    db.close().await;
    Ok(())
}

/// The statement's one number.
async fn number(file: &Path, statement: &'static str) -> Result<i64> {
    let db = Db::look_into_sqlite(file).await?;
    let Db::Sqlite { readers, .. } = &db else { anyhow::bail!("of SQLite only") };
    let (number,) = sqlx::query_as(AssertSqlSafe(statement).into_sql_str()).fetch_one(readers).await?;
    db.close().await;
    Ok(number)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_fit_is_refused_in_its_own_line() -> Result<()> {
    let mut stage = stage().await?;
    backed_up(&stage).await?;
    let copies = ["newer.db", "changed.db", "foreign.db", "damaged.db", "lacking.db"];
    for copy in copies {
        std::fs::copy(stage.file("good.db"), stage.file(copy))?;
    }
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'tomorrow', TRUE, x'00', 0)";
    change(&stage.file("newer.db"), newer).await?;
    change(&stage.file("changed.db"), "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2").await?;
    change(&stage.file("foreign.db"), "DROP TABLE _sqlx_migrations").await?;
    change(&stage.file("lacking.db"), "DROP TABLE journal").await?;
    std::fs::write(stage.file("text.db"), "These are words and no database at all.")?;
    let mut bytes = std::fs::read(stage.file("damaged.db"))?;
    let middle = bytes.len() / 2;
    bytes[4096 * 3..middle].fill(0x5a);
    std::fs::write(stage.file("damaged.db"), bytes)?;
    std::fs::copy(stage.file("good.db"), stage.file("open.db"))?;
    std::fs::write(stage.file("open.db-wal"), "not empty")?;

    stage.with("DATABASE_URL", "sqlite://new.db");
    let lines = [
        ("text.db", "text.db is no SQLite database"),
        ("damaged.db", "damaged.db is damaged: "),
        ("foreign.db", "foreign.db holds no data of mcu-bot"),
        ("newer.db", "newer.db was made by a newer mcu-bot: this one does not know migration 9999"),
        ("changed.db", "changed.db has another migration 2 than this mcu-bot: "),
        ("lacking.db", "lacking.db lacks the table journal"),
        ("open.db", "open.db-wal lies beside it, "),
        ("missing.db", "missing.db: No such file or directory"),
    ];
    for (file, line) in lines {
        let refused = stage.command(&["restore", file]).await?;
        assert_eq!(refused.code(), Some(1), "{file}: {refused:?}");
        assert!(refused.last_line().starts_with(line) && refused.log.lines().count() == 1, "{file}: {refused:?}");
        assert!(names(&stage, "new.db")?.iter().all(|name| name == "new.db-lead"), "{file} leaves nothing behind");
    }
    stage.with("DATABASE_URL", "postgres://mcu:hunter2@127.0.0.1:1/mcu");
    let postgres = stage.command(&["restore", "good.db"]).await?;
    let line = "a PostgreSQL database is restored with pg_restore; docs/operations.md tells how";
    assert_eq!((postgres.code(), postgres.last_line()), (Some(1), line));
    stage.finish().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_bot_runs_meanwhile_and_nothing_is_replaced_unasked() -> Result<()> {
    let mut stage = stage().await?;
    backed_up(&stage).await?;
    let database = stage.settings["DATABASE_URL"].trim_start_matches("sqlite://").to_owned();
    let bot = stage.run().await?;
    let led = stage.command(&["restore", "good.db", "--replace"]).await?;
    assert_eq!((led.code(), led.last_line()), (Some(1), format!("a bot runs on {database}; stop it first").as_str()));
    assert_eq!(bot.stop().await?.code(), Some(0));

    let there = stage.command(&["restore", "good.db"]).await?;
    assert_eq!(there.code(), Some(1));
    assert!(there.last_line().starts_with(&format!("{database} is there already; --replace keeps it")), "{there:?}");
    let itself = stage.command(&["restore", &database, "--replace"]).await?;
    assert!(itself.code() == Some(1) && itself.last_line().ends_with(" is the database itself"), "{itself:?}");

    std::fs::copy(stage.file("good.db"), stage.file("new.db"))?;
    stage.with("DATABASE_URL", "sqlite://new.db");
    let other = Db::open_sqlite(&stage.file("new.db")).await?;
    let in_use = stage.command(&["restore", "good.db", "--replace"]).await?;
    assert_eq!((in_use.code(), in_use.last_line()), (Some(1), "another program has new.db open; end it first"));
    other.close().await;
    assert_eq!(stage.command(&["restore", "good.db", "--replace"]).await?.code(), Some(0));
    stage.finish().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_replaced_is_kept_with_all_that_was_in_its_log() -> Result<()> {
    let mut stage = stage().await?;
    backed_up(&stage).await?;
    std::fs::copy(stage.file("good.db"), stage.file("mcu.db"))?;
    stage.with("DATABASE_URL", "sqlite://mcu.db");
    let bot = stage.run().await?;
    let (operator, recipient) = (stage.operator(), stage.recipient());
    operator.writes("Снова нет воды");
    stage.words(&operator, "Снова нет воды").await?;
    stage.press(&operator, "✅ Зарегистрировать").await?;
    bot.kill().await?;
    assert!(std::fs::metadata(stage.file("mcu.db-wal"))?.len() > 0, "what is new stands in the log alone");

    let restored = stage.command(&["restore", "good.db", "--replace"]).await?;
    assert_eq!(restored.code(), Some(0), "{restored:?}");
    let kept = names(&stage, "mcu.db-replaced-")?;
    let [kept] = kept.as_slice() else { anyhow::bail!("one file is kept, not {kept:?}") };
    assert!(restored.out.contains(&format!("the database that was there is {kept} now")), "{restored:?}");
    assert_eq!(number(&stage.file(kept), "SELECT COUNT(*) FROM incident").await?, 2);
    assert_eq!(number(&stage.file("mcu.db"), "SELECT COUNT(*) FROM incident").await?, 1);
    // Numbers that people know are not given again, and no id is.
    assert_eq!(number(&stage.file("mcu.db"), "SELECT MAX(last) FROM number_sequence").await?, 2);
    let next = "SELECT seq FROM sqlite_sequence WHERE name = 'incident'";
    assert_eq!(number(&stage.file("mcu.db"), next).await?, 1_000_001);

    let bot = stage.run().await?;
    stage.press(&recipient, "👌 Принять в работу").await?;
    assert_eq!(bot.stop().await?.code(), Some(0));
    finish(stage).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cards_are_drawn_anew_though_the_backup_knows_them_as_right() -> Result<()> {
    let mut stage = stage().await?;
    backed_up(&stage).await?;
    std::fs::copy(stage.file("good.db"), stage.file("mcu.db"))?;
    stage.with("DATABASE_URL", "sqlite://mcu.db");
    let bot = stage.run().await?;
    let recipient = stage.recipient();
    stage.press(&recipient, "👌 Принять в работу").await?;
    stage.button(&recipient, "✍️ Ответить").await?;
    assert_eq!(bot.stop().await?.code(), Some(0));

    assert_eq!(stage.command(&["restore", "good.db", "--replace"]).await?.code(), Some(0));
    let bot = stage.run().await?;
    stage.button(&recipient, "👌 Принять в работу").await?;
    stage.press(&recipient, "👌 Принять в работу").await?;
    assert_eq!(bot.stop().await?.code(), Some(0));
    finish(stage).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_damaged_or_older_is_replaced_too() -> Result<()> {
    let mut stage = stage().await?;
    backed_up(&stage).await?;
    std::fs::write(stage.file("mcu.db"), "no database any more")?;
    std::fs::write(stage.file("mcu.db-wal"), "and its log")?;
    let old = Db::open_sqlite(&stage.file("old.db")).await?;
    let Db::Sqlite { writer, .. } = &old else { anyhow::bail!("of SQLite only") };
    old.migrations().run_to(1, writer).await?;
    old.close().await;

    stage.with("DATABASE_URL", "sqlite://mcu.db");
    let restored = stage.command(&["restore", "old.db", "--replace"]).await?;
    assert_eq!(restored.code(), Some(0), "{restored:?}");
    assert!(
        restored.out.starts_with(&format!("mcu.db: 0 incidents, schema 1 brought to {}\n", newest_schema())),
        "{restored:?}"
    );
    let kept = names(&stage, "mcu.db-replaced-")?;
    let first = kept.first().context("it is kept")?;
    assert_eq!(kept.len(), 2, "with its log: {kept:?}");
    assert_eq!(std::fs::read_to_string(stage.file(first))?, "no database any more");
    assert_eq!(names(&stage, "mcu.db-wal")?, Vec::<String>::new());
    let bot = stage.run().await?;
    assert_eq!(bot.stop().await?.code(), Some(0));
    stage.finish().await
}
