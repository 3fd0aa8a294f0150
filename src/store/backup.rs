//! A copy of a SQLite database as one file, made beside a running bot.
//!
//! By `VACUUM INTO` on a connection that only reads: it sees one moment, and in WAL mode a reader never makes the
//! writer wait (the log grows meanwhile, and is taken back by the next checkpoint). SQLite's backup API begins anew
//! whenever somebody writes, so beside a busy bot it may never end, and sqlx reaches it by unsafe code only.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use super::db::beside;
use super::error::SqliteFailure;
use super::sql::sql;
use super::{Db, StoreError, Unfit, fit};

/// What a backup holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Backup {
    pub bytes: u64,
    pub incidents: i64,
    /// The newest migration.
    pub version: i64,
}

/// Why there is no backup: then nothing is left of it.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("a PostgreSQL database is backed up with pg_dump --format=custom; docs/operations.md tells how")]
    Postgres,
    #[error("{} is not there yet; run or migrate makes it", .0.display())]
    NoDatabase(PathBuf),
    #[error("{} is there already; a backup never replaces a file", .0.display())]
    Exists(PathBuf),
    #[error("{} is there: another backup is being made, or was broken off; then remove it", .0.display())]
    Underway(PathBuf),
    #[error("{} cannot be written: {error}", path.display())]
    NotWritten { path: PathBuf, error: String },
    #[error("the database {0}")]
    Unfit(Unfit),
    #[error("the database is damaged, so there is no backup of it: {0}")]
    Damaged(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    pub(super) fn not_written(path: &Path, error: &impl ToString) -> Self {
        Self::NotWritten { path: path.to_owned(), error: error.to_string() }
    }
}

/// Writes the backup under another name beside it, looks whether it is whole, and gives it its name.
pub async fn backup(db: &Db, to: &Path) -> Result<Backup, BackupError> {
    let Db::Sqlite { readers, .. } = db else { return Err(BackupError::Postgres) };
    if to.try_exists().map_err(|error| BackupError::not_written(to, &error))? {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let version = fit::version(db).await.map_err(BackupError::Unfit)?;
    let draft = Draft::create(&beside(to, "partial")).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => BackupError::Underway(beside(to, "partial")),
        _ => BackupError::not_written(to, &error),
    })?;
    let path = draft.path.to_str().ok_or_else(|| BackupError::not_written(to, &"its name is not UTF-8"))?;
    let written = sqlx::query("VACUUM INTO $1").bind(path).execute(readers).await.map_err(StoreError::from);
    written.map_err(|error| match error.of_sqlite() {
        Some(SqliteFailure::Disk) => BackupError::not_written(to, &told(&error)),
        Some(SqliteFailure::Damaged) => BackupError::Damaged(told(&error)),
        _ => error.into(),
    })?;
    let incidents = examine(&draft.path, version).await?;
    let bytes = draft.keep_as(to).map_err(|error| BackupError::not_written(to, &error))?;
    Ok(Backup { bytes, incidents, version })
}

/// The copy is whole, has this schema and is read as the bot reads it. Gives the number of its incidents.
async fn examine(copy: &Path, version: i64) -> Result<i64, BackupError> {
    let copy = Db::look_into_sqlite(copy).await?;
    if let Some(damage) = damage(&copy).await? {
        return Err(BackupError::Damaged(damage));
    }
    let copied = fit::version(&copy).await.map_err(BackupError::Unfit)?;
    if copied != version {
        return Err(BackupError::Damaged(format!("the copy has schema {copied} instead of {version}")));
    }
    let incidents = incidents(&copy).await?;
    copy.close().await;
    Ok(incidents)
}

pub(super) async fn incidents(db: &Db) -> Result<i64, StoreError> {
    let mut tx = db.read().await?;
    let (incidents,) = sql!(&mut tx, fetch_one as (i64,), "SELECT COUNT(*) FROM incident")?;
    Ok(incidents)
}

/// What is wrong inside a SQLite file, as it says itself; `None`: nothing.
pub(super) async fn damage(db: &Db) -> Result<Option<String>, StoreError> {
    let Db::Sqlite { writer, .. } = db else { return Ok(None) };
    let whole: Result<Vec<(String,)>, sqlx::Error> =
        sqlx::query_as("PRAGMA integrity_check(1)").fetch_all(writer).await;
    match whole.map_err(StoreError::from) {
        Ok(said) => match said.into_iter().next() {
            Some((said,)) if said != "ok" => return Ok(Some(said)),
            _ => {}
        },
        Err(error) if error.of_sqlite() == Some(SqliteFailure::Damaged) => return Ok(Some(told(&error))),
        Err(error) => return Err(error),
    }
    let orphan: Option<(String, Option<i64>, String)> =
        sqlx::query_as("SELECT [table], rowid, parent FROM pragma_foreign_key_check LIMIT 1")
            .fetch_optional(writer)
            .await
            .map_err(StoreError::from)?;
    let told = |(table, row, parent): (String, Option<i64>, String)| {
        format!("row {} of {table} refers to no row of {parent}", row.unwrap_or_default())
    };
    Ok(orphan.map(told))
}

/// The words of SQLite alone: what stands before them is about a database that does not answer.
pub(super) fn told(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(sqlx::Error::Database(error)) | StoreError::Failed(sqlx::Error::Database(error)) => {
            error.message().to_owned()
        }
        error => error.to_string(),
    }
}

/// A file that is being written under a name of its own; it goes, with what SQLite laid beside it, when dropped.
#[derive(Debug)]
pub(super) struct Draft {
    pub path: PathBuf,
}

impl Draft {
    /// An empty file, its owner's alone.
    pub(super) fn create(path: &Path) -> std::io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?;
        Ok(Self { path: path.to_owned() })
    }

    /// Gives it its name once it is on the disk, in the place of what had it; its size.
    pub(super) fn keep_as(self, name: &Path) -> std::io::Result<u64> {
        let file = File::open(&self.path)?;
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        std::fs::rename(&self.path, name)?;
        sync_folder(name)?;
        Ok(bytes)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // What has its name by now, or was never there, is not there to be removed.
        let _ = std::fs::remove_file(&self.path);
        for purpose in ["wal", "shm", "journal", "migrate"] {
            let _ = std::fs::remove_file(beside(&self.path, purpose));
        }
    }
}

/// Names are on the disk when their folder is.
pub(super) fn sync_folder(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
