//! Connections, transactions and migrations of both engines.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Postgres, SqlSafeStr, Sqlite, Transaction};

use super::StoreError;
use super::known::{RosterCache, Seen};

/// The migrations as written, before `{{identity}}` and `{{bytewise}}` are put into the engine's words.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long to wait for a connection to PostgreSQL.
const ACQUIRING: Duration = Duration::from_secs(5);

/// A store on one of the two engines.
#[derive(Clone, Debug)]
pub enum Db {
    /// One writer, because SQLite has one and a queue in front of it is faster than a fight for the lock.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
        file: PathBuf,
        people: RosterCache,
    },
    Postgres {
        pool: PgPool,
        people: RosterCache,
    },
}

/// A transaction; rolled back when dropped.
#[derive(Debug)]
pub struct Tx {
    pub session: Session,
    /// What it has seen of the versions of things in memory.
    pub(super) seen: Seen,
}

/// A transaction, as the engine's driver has it.
#[derive(Debug)]
pub enum Session {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens the SQLite file, creating it readable by its owner only.
    pub async fn open_sqlite(file: &Path) -> Result<Self, StoreError> {
        open_private(file).map_err(|error| StoreError::Unavailable(sqlx::Error::Io(error)))?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(256)
            // What is taken away or overwritten is not to be read from the file afterwards.
            .pragma("secure_delete", "on")
            .pragma("cache_size", "-8000");
        let writer = sqlite_pool(1).connect_with(options.clone()).await?;
        let readers = sqlite_pool(4).connect_with(options.read_only(true)).await?;
        Ok(Self::Sqlite { writer, readers, file: file.to_owned(), people: RosterCache::default() })
    }

    /// Opens a SQLite file as it lies there, only to read it: it is not created, and its journal stays what it is.
    pub async fn look_into_sqlite(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(Duration::from_secs(5));
        let readers = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        let (writer, file) = (readers.clone(), file.to_owned());
        Ok(Self::Sqlite { writer, readers, file, people: RosterCache::default() })
    }

    /// Connects to PostgreSQL. The address may hold a password: it is in no error of ours.
    pub async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?
            .statement_cache_capacity(256)
            // The migrator asks for tables that are there, and the server would say so at every start.
            .options([("client_min_messages", "warning")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(ACQUIRING)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await;
        match pool {
            Ok(pool) => Ok(Self::Postgres { pool, people: RosterCache::default() }),
            Err(sqlx::Error::PoolTimedOut) => Err(why_not(&options).await.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// A transaction that may write.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let session = match self {
            // A deferred one that turns into a writer fails at once in spite of the busy timeout.
            Self::Sqlite { writer, .. } => Session::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres { pool, .. } => Session::Postgres(pool.begin().await?),
        };
        Ok(Tx { session, seen: Seen::of(self.people()) })
    }

    /// A transaction that only reads, beside the writer, and sees one moment from its first statement on.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let session = match self {
            Self::Sqlite { readers, .. } => Session::Sqlite(readers.begin().await?),
            Self::Postgres { pool, .. } => {
                Session::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Tx { session, seen: Seen::of(self.people()) })
    }

    const fn people(&self) -> &RosterCache {
        match self {
            Self::Sqlite { people, .. } | Self::Postgres { people, .. } => people,
        }
    }

    /// Whether several machines may work on it.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres { .. })
    }

    /// How many updates are worth handling side by side.
    #[must_use]
    pub const fn workers(&self) -> usize {
        match self {
            // One writes while the other gets ready; a longer queue for the one writer only makes deliveries wait.
            Self::Sqlite { .. } => 2,
            Self::Postgres { .. } => 12,
        }
    }

    /// How many updates are worth handling in one commit.
    #[must_use]
    pub const fn updates_at_once(&self) -> usize {
        match self {
            // Its one writer waits for the disk at each commit.
            Self::Sqlite { .. } => 8,
            Self::Postgres { .. } => 1,
        }
    }

    /// Brings the schema up to date, one process at a time.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { writer, file, .. } => {
                let _alone = lock_beside(file, "migrate").await?;
                self.migrations().run(writer).await?;
            }
            // sqlx takes an advisory lock here.
            Self::Postgres { pool, .. } => {
                self.migrations().run(pool).await?;
            }
        }
        Ok(())
    }

    /// Writes over what the log beside an SQLite file still holds of rows that were changed. A reader may be in the
    /// way: then a later checkpoint does it. PostgreSQL's own vacuum frees rows there.
    pub async fn overwrite_freed(&self) -> Result<(), StoreError> {
        if let Self::Sqlite { writer, .. } = self {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await?;
        }
        Ok(())
    }

    /// How many migrations this schema still lacks.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        let applied: Result<(i64,), sqlx::Error> = match self {
            Self::Sqlite { readers, .. } => {
                sqlx::query_as("SELECT COUNT(*) FROM _sqlx_migrations").fetch_one(readers).await
            }
            Self::Postgres { pool, .. } => {
                sqlx::query_as("SELECT COUNT(*) FROM _sqlx_migrations").fetch_one(pool).await
            }
        };
        let applied = match applied {
            Ok((count,)) => usize::try_from(count).unwrap_or_default(),
            // No such table: nothing was ever applied.
            Err(sqlx::Error::Database(_)) => 0,
            Err(error) => return Err(error.into()),
        };
        Ok(MIGRATIONS.iter().count().saturating_sub(applied))
    }

    /// The migrations in the words of this engine.
    #[must_use]
    pub fn migrations(&self) -> Migrator {
        match self {
            Self::Sqlite { .. } => sqlite_migrations(),
            Self::Postgres { .. } => spelled("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "COLLATE \"C\""),
        }
    }

    /// Closes the connections once what runs on them has ended.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// On a full disk SQLite takes a transaction back by itself. The driver goes on counting it, and such a connection
/// would begin no other for ever: it is replaced.
fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(std::future::ready(Ok(!connection.is_in_transaction()))))
}

/// The migrations in the words of SQLite.
pub(super) fn sqlite_migrations() -> Migrator {
    spelled("INTEGER PRIMARY KEY AUTOINCREMENT", "COLLATE BINARY")
}

fn spelled(identity: &str, bytewise: &str) -> Migrator {
    let spelled = MIGRATIONS.iter().map(|migration| {
        let text = migration.sql.as_str().replace("{{identity}}", identity).replace("{{bytewise}}", bytewise);
        Migration::new(
            migration.version,
            Cow::clone(&migration.description),
            migration.migration_type,
            AssertSqlSafe(text).into_sql_str(),
            migration.no_tx,
        )
    });
    Migrator::with_migrations(spelled.collect())
}

impl Tx {
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.session {
            Session::Sqlite(tx) => tx.commit().await,
            Session::Postgres(tx) => tx.commit().await,
        }
        .map_err(StoreError::from)
    }

    pub async fn rollback(self) -> Result<(), StoreError> {
        match self.session {
            Session::Sqlite(tx) => tx.rollback().await,
            Session::Postgres(tx) => tx.rollback().await,
        }
        .map_err(StoreError::from)
    }
}

/// Why there is no connection: the pool tries again for a while, and then keeps the reason to itself.
async fn why_not(options: &PgConnectOptions) -> sqlx::Error {
    match tokio::time::timeout(ACQUIRING, PgConnection::connect_with(options)).await {
        Ok(Err(error)) => error,
        Ok(Ok(_)) | Err(_) => sqlx::Error::PoolTimedOut,
    }
}

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("the lock beside the database: {0}")]
    Lock(#[from] std::io::Error),
}

/// A file its owner alone can read, created where it is not there yet.
pub(super) fn open_private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Waits for an operating-system lock on a file beside the database; released when the file is dropped.
async fn lock_beside(file: &Path, purpose: &str) -> std::io::Result<std::fs::File> {
    let path = beside(file, purpose);
    let locked = tokio::task::spawn_blocking(move || {
        let lock = open_private(&path)?;
        lock.lock()?;
        Ok(lock)
    });
    locked.await.map_err(std::io::Error::other)?
}

/// `mcu.db` → `mcu.db-lead`: the files that belong to a database lie beside it and begin with its name.
pub(super) fn beside(file: &Path, purpose: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-");
    name.push(purpose);
    PathBuf::from(name)
}
