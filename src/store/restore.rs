//! A backup becomes the database. Nobody leads meanwhile, and whenever the process dies, the old database is there or
//! the new one.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::backup::{Draft, damage, incidents, sync_folder, told};
use super::db::{MigrateError, Session, beside};
use super::error::SqliteFailure;
use super::schema::{self, SchemaError};
use super::sql::sql;
use super::{Db, StoreError, Unfit, fit, lead, sequences};
use crate::domain::moment::Moment;

/// What to do with a database that is there already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Existing {
    Refuse,
    /// It is kept beside the new one, under a name with the moment.
    Replace,
}

/// What was restored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Restored {
    pub incidents: i64,
    /// The newest migration the backup had, and that the database has now.
    pub came_with: i64,
    pub version: i64,
    /// Cards of open incidents, all to be drawn anew.
    pub cards: u64,
    /// Where the database lies that was there before.
    pub kept: Option<PathBuf>,
}

/// Why nothing was restored: what was there before is there.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("a PostgreSQL database is restored with pg_restore; docs/operations.md tells how")]
    Postgres,
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: std::io::Error },
    #[error("{} is no SQLite database", .0.display())]
    NotSqlite(PathBuf),
    #[error("{}-wal lies beside it, so the file alone is not whole: restore what mcu-bot backup has made", .0.display())]
    NotAlone(PathBuf),
    #[error("{} is damaged: {what}", path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("{} {unfit}", path.display())]
    Unfit { path: PathBuf, unfit: Unfit },
    #[error("{} lacks the table {table}", path.display())]
    NoTable { path: PathBuf, table: String },
    #[error("{} could not be brought up to date: {error}", path.display())]
    Migrate { path: PathBuf, error: MigrateError },
    #[error("a bot runs on {}; stop it first", .0.display())]
    Led(PathBuf),
    #[error("{} is there already; --replace keeps it under another name and puts the backup in its place", .0.display())]
    Exists(PathBuf),
    #[error("{} is the database itself", .0.display())]
    Itself(PathBuf),
    #[error("another program has {} open; end it first", .0.display())]
    InUse(PathBuf),
    #[error("the schema cannot be read: {0}")]
    Schema(#[from] SchemaError),
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// A name and what the system says about it.
fn of(path: &Path) -> impl FnOnce(std::io::Error) -> RestoreError {
    move |error| RestoreError::File { path: path.to_owned(), error }
}

/// Puts the backup where the database is to be, brought to the present schema.
pub async fn restore(from: &Path, to: &Path, existing: Existing, now: Moment) -> Result<Restored, RestoreError> {
    look_at(from)?;
    let _lead = lead::hold_file(to).map_err(of(to))?.ok_or_else(|| RestoreError::Led(to.to_owned()))?;
    may_take_the_place(from, to, existing)?;
    let draft = copy(from, to)?;
    let numbers = numbers(to).await;
    let mut restored = prepare(from, &draft, &numbers).await?;
    may_take_the_place(from, to, existing)?;
    restored.kept = take_the_place(draft, to, now).await?;
    Ok(restored)
}

/// What a look at the bytes tells.
fn look_at(from: &Path) -> Result<(), RestoreError> {
    const HEADER: &[u8; 16] = b"SQLite format 3\0";
    let mut begins = Vec::new();
    File::open(from).and_then(|file| file.take(16).read_to_end(&mut begins)).map_err(of(from))?;
    if begins != HEADER {
        return Err(RestoreError::NotSqlite(from.to_owned()));
    }
    let log = std::fs::metadata(beside(from, "wal"));
    if log.is_ok_and(|log| log.len() > 0) { Err(RestoreError::NotAlone(from.to_owned())) } else { Ok(()) }
}

fn may_take_the_place(from: &Path, to: &Path, existing: Existing) -> Result<(), RestoreError> {
    if !to.try_exists().map_err(of(to))? {
        return Ok(());
    }
    let real = |path: &Path| path.canonicalize().map_err(of(path));
    if real(from)? == real(to)? {
        return Err(RestoreError::Itself(from.to_owned()));
    }
    if existing == Existing::Refuse { Err(RestoreError::Exists(to.to_owned())) } else { Ok(()) }
}

/// A copy beside the database, so that it can take its place in one step. What an earlier restoring left goes: we have
/// the lead.
fn copy(from: &Path, to: &Path) -> Result<Draft, RestoreError> {
    let path = beside(to, "restoring");
    drop(Draft { path: path.clone() });
    let draft = Draft::create(&path).map_err(of(&path))?;
    std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .and_then(|mut copy| std::io::copy(&mut File::open(from)?, &mut copy))
        .map_err(of(&path))?;
    Ok(draft)
}

/// The last number of each year in the database that is replaced, as far as it can be read: people know these.
async fn numbers(old: &Path) -> Vec<(i64, i64)> {
    let read = async {
        let old = Db::look_into_sqlite(old).await?;
        let mut tx = old.read().await?;
        let numbers = sql!(&mut tx, fetch_all as (i64, i64), "SELECT year, last FROM number_sequence");
        drop(tx);
        old.close().await;
        numbers
    };
    // There is none, or it is damaged: this is why there are backups.
    read.await.unwrap_or_default()
}

/// Whether the copy fits, and what is to be changed in it. Afterwards it lies there as one file.
async fn prepare(from: &Path, draft: &Draft, numbers: &[(i64, i64)]) -> Result<Restored, RestoreError> {
    let (path, damaged) = (from.to_owned(), |what| RestoreError::Damaged { path: from.to_owned(), what });
    let db = Db::open_sqlite(&draft.path).await.map_err(|error| match error.of_sqlite() {
        Some(SqliteFailure::Damaged) => damaged(told(&error)),
        _ => error.into(),
    })?;
    if let Some(what) = damage(&db).await? {
        return Err(damaged(what));
    }
    let unfit = |unfit| RestoreError::Unfit { path: from.to_owned(), unfit };
    let came_with = fit::version(&db).await.map_err(unfit)?;
    db.migrate().await.map_err(|error| RestoreError::Migrate { path, error })?;
    let cards = carry_on(from, &db, numbers).await?;
    let version = fit::version(&db).await.map_err(unfit)?;
    let incidents = incidents(&db).await?;
    db.close().await;
    if std::fs::metadata(beside(&draft.path, "wal")).is_ok_and(|log| log.len() > 0) {
        return Err(RestoreError::NotAlone(draft.path.clone()));
    }
    Ok(Restored { incidents, came_with, version, cards, kept: None })
}

/// More ids than are given out between two backups, in any table.
const AHEAD: i64 = 1_000_000;

/// Chats are newer than the backup. Cards of open incidents are drawn anew, whatever they were last known to show;
/// the ids in the buttons of what is lost, and the numbers, are given to nothing else.
async fn carry_on(from: &Path, db: &Db, numbers: &[(i64, i64)]) -> Result<u64, RestoreError> {
    let mut tx = db.begin().await?;
    for table in schema::tables().await? {
        let there = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1";
        let Session::Sqlite(session) = &mut tx.session else { return Err(RestoreError::Postgres) };
        let found = sqlx::query(there).bind(&table.name).fetch_optional(&mut **session).await;
        if found.map_err(StoreError::from)?.is_none() {
            return Err(RestoreError::NoTable { path: from.to_owned(), table: table.name });
        }
        let highest = sequences::highest(&mut tx, &table).await?;
        sequences::go_on_after(&mut tx, &table, highest + AHEAD).await?;
    }
    for (year, last) in numbers {
        sql!(
            &mut tx,
            "INSERT INTO number_sequence (year, last) VALUES ($1, $2) ON CONFLICT (year) DO UPDATE
             SET last = CASE WHEN number_sequence.last < excluded.last THEN excluded.last ELSE number_sequence.last END",
            *year,
            *last
        )?;
    }
    sql!(&mut tx, "UPDATE lead SET epoch = epoch + 1 WHERE id = 1")?;
    let cards = sql!(
        &mut tx,
        "UPDATE card SET dirty = dirty + 1, shown = NULL WHERE incident_id IN
             (SELECT id FROM incident WHERE status NOT IN ('closed', 'duplicate', 'rejected'))"
    )?;
    tx.commit().await?;
    Ok(cards)
}

/// Under its own name the draft replaces what is there in one step. The old one keeps a second name, and nothing of its
/// log is left that could be taken for the new one's. Until then nobody can open it to write.
async fn take_the_place(draft: Draft, to: &Path, now: Moment) -> Result<Option<PathBuf>, RestoreError> {
    let aside = beside(to, &now.local(chrono_tz::UTC).format("replaced-%Y%m%dT%H%M%SZ").to_string());
    let there = to.try_exists().map_err(of(to))?;
    let alone = if there { close_off(to).await? } else { None };
    // Its pages are in the file itself by now, unless it is damaged or gone: then its log goes along with it.
    let log = beside(to, "wal");
    if log.try_exists().map_err(of(&log))? {
        std::fs::rename(&log, beside(&aside, "wal")).map_err(of(&log))?;
    }
    let _ = std::fs::remove_file(beside(to, "shm"));
    if there {
        keep(to, &aside).map_err(of(&aside))?;
    }
    draft.keep_as(to).map_err(of(to))?;
    if let Some(alone) = alone {
        alone.close().await.map_err(StoreError::from)?;
    }
    Ok(there.then_some(aside))
}

/// Puts everything into the file itself and locks out whoever would open it; `None`: it is no database any more.
async fn close_off(old: &Path) -> Result<Option<SqliteConnection>, RestoreError> {
    // Who opens it to write folds its log in on leaving, or throws it away: what is damaged is kept as it lies there.
    if !is_database(old).await? {
        return Ok(None);
    }
    let options = SqliteConnectOptions::new().filename(old).busy_timeout(Duration::from_secs(2));
    let mut session = options.connect().await.map_err(StoreError::from)?;
    let Err(error) = lock_out(&mut session).await.map_err(StoreError::from) else { return Ok(Some(session)) };
    // Waited for: on leaving SQLite removes the log by its name, which is soon the new one's.
    session.close().await.map_err(StoreError::from)?;
    match error.of_sqlite() {
        Some(SqliteFailure::Busy) => Err(RestoreError::InUse(old.to_owned())),
        Some(SqliteFailure::Damaged) => Ok(None),
        _ => Err(error.into()),
    }
}

async fn is_database(old: &Path) -> Result<bool, RestoreError> {
    let looked = async {
        let old = Db::look_into_sqlite(old).await?;
        let mut tx = old.read().await?;
        let tables = sql!(&mut tx, fetch_one as (i64,), "SELECT COUNT(*) FROM sqlite_schema");
        drop(tx);
        old.close().await;
        tables
    };
    match looked.await {
        Ok(_) => Ok(true),
        Err(error) if error.of_sqlite() == Some(SqliteFailure::Damaged) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn lock_out(session: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    // Works only while nobody else has it open.
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut *session).await?;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut *session).await?;
    Ok(())
}

/// A second name for the old file, or a copy where the file system knows no second names.
fn keep(old: &Path, aside: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(old, aside) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(error),
        Err(_) => std::fs::copy(old, aside).and_then(|_| File::open(aside)?.sync_all())?,
        Ok(()) => {}
    }
    sync_folder(aside)
}
