//! A fresh, migrated database on each of the two engines, and the macro that writes a test for both.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use mcu_bot::store::{Db, MIGRATIONS};
use reqwest::Url;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::server::{Server, Stop};

/// Makes two tests of one story: `name::sqlite` and `name::postgres`.
///
/// The argument's type says what stands around the story. Of it these are called, before and after:
/// `async fn open(engine: Engine) -> Result<Self>` and `async fn finish(self) -> Result<()>`, which fails on
/// anything left over. A story that fails is not asked for more.
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($around:ident: &mut $Around:ty) -> $result:ty $story:block)+) => {$(
        mod $name {
            use super::*;

            async fn story($around: &mut $Around) -> $result $story

            async fn told(engine: $crate::engines::Engine) -> $result {
                let mut around = <$Around>::open(engine).await?;
                story(&mut around).await?;
                around.finish().await
            }

            $(#[$meta])*
            #[test]
            fn sqlite() -> $result {
                $crate::engines::tell(async { told($crate::engines::Engine::sqlite().await?).await })
            }

            $(#[$meta])*
            #[test]
            fn postgres() -> $result {
                $crate::engines::tell(async { told($crate::engines::Engine::postgres().await?).await })
            }
        }
    )+};
}
pub(crate) use both_engines;

/// Tells a story on a runtime of its own. Both engines tell it, so a snapshot in it is looked at twice.
pub fn tell(story: impl Future<Output = Result<()>>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    insta::allow_duplicates! { runtime.block_on(story) }
}

/// Asks again and again until there is an answer: what ends elsewhere, on a server or another thread, ends soon.
pub async fn insist<T>(ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
    let asking = async {
        loop {
            if let Some(answer) = ask().await? {
                return Ok(answer);
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.context("it never ends")?
}

/// The longest anything may take that ends by itself, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A database of its own, empty but for the schema; gone when dropped.
#[derive(Debug)]
pub enum Engine {
    Sqlite(TempDir),
    Postgres(Database),
}

impl Engine {
    pub async fn sqlite() -> Result<Self> {
        let engine = Self::Sqlite(TempDir::new()?);
        let db = engine.connect().await?;
        db.migrate().await?;
        db.close().await;
        Ok(engine)
    }

    /// Copies the schema rather than migrating anew: many times faster.
    pub async fn postgres() -> Result<Self> {
        let server = server()?;
        let mut session = PgConnection::connect(server.as_str()).await?;
        let template = template(&mut session, &server).await?;
        Ok(Self::Postgres(Database::create(&mut session, server, Some(&template)).await?))
    }

    /// On a server of its own, which can be stopped.
    pub async fn postgres_alone() -> Result<Self> {
        let own = Server::begin().await?;
        let mut session = PgConnection::connect(own.url.as_str()).await?;
        let mut database = Database::create(&mut session, own.url.clone(), None).await?;
        database.own = Some(Box::new(Mutex::new(own)));
        let engine = Self::Postgres(database);
        let db = engine.connect().await?;
        db.migrate().await?;
        db.close().await;
        Ok(engine)
    }

    /// Both, without a schema.
    pub async fn both_empty() -> Result<[Self; 2]> {
        let server = server()?;
        let mut session = PgConnection::connect(server.as_str()).await?;
        let database = Database::create(&mut session, server, None).await?;
        Ok([Self::Sqlite(TempDir::new()?), Self::Postgres(database)])
    }

    /// As `DATABASE_URL` names it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite://{}", file(folder).display()),
            Self::Postgres(database) => database.url.to_string(),
        }
    }

    /// Ends every session on PostgreSQL, as a server does that stops; SQLite has none.
    pub async fn cut(&self) -> Result<()> {
        let Self::Postgres(database) = self else { return Ok(()) };
        let mut session = PgConnection::connect(database.server.as_str()).await?;
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        sqlx::query(cut).bind(&database.name).execute(&mut session).await?;
        Ok(())
    }

    /// Whether PostgreSQL takes new sessions.
    pub async fn admit(&self, admits: bool) -> Result<()> {
        let Self::Postgres(database) = self else { return Ok(()) };
        let mut session = PgConnection::connect(database.server.as_str()).await?;
        run(&mut session, format!("ALTER DATABASE {} ALLOW_CONNECTIONS {admits}", database.name)).await
    }

    /// Stops the server, if it is this engine's own.
    pub async fn stop(&self, how: Stop) -> Result<()> {
        self.own().context("the server is not ours")?.lock().await.stop(how).await
    }

    /// Starts the server again.
    pub async fn start(&self) -> Result<()> {
        self.own().context("the server is not ours")?.lock().await.start().await
    }

    fn own(&self) -> Option<&Mutex<Server>> {
        match self {
            Self::Postgres(database) => database.own.as_deref(),
            Self::Sqlite(_) => None,
        }
    }

    /// Connections as another process would have them.
    pub async fn connect(&self) -> Result<Db> {
        Ok(match self {
            Self::Sqlite(folder) => Db::open_sqlite(&file(folder)).await?,
            Self::Postgres(database) => Db::open_postgres(database.url.as_str()).await?,
        })
    }
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("mcu.db")
}

/// Where the tests may create databases.
fn server() -> Result<Url> {
    let url = std::env::var("TEST_POSTGRES_URL").context(
        "half of the tests run on PostgreSQL: start them with `.ci/test`, which brings a server, or name one \
         in TEST_POSTGRES_URL",
    )?;
    url.parse().context("TEST_POSTGRES_URL")
}

/// One database for one test: an advisory lock, by which the lead is held, is the whole database's.
#[derive(Debug)]
pub struct Database {
    name: String,
    url: Url,
    server: Url,
    /// The server, where there is nothing else on it.
    own: Option<Box<Mutex<Server>>>,
}

impl Database {
    async fn create(session: &mut PgConnection, server: Url, template: Option<&str>) -> Result<Self> {
        let name = format!("mcu_test_{:016x}", rand());
        let template = template.unwrap_or("template0");
        run(session, format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
        Ok(Self { url: with_name(&server, &name), name, server, own: None })
    }
}

impl Drop for Database {
    /// Best effort: a server of the tests' own goes anyway. On a thread, because a drop cannot wait.
    fn drop(&mut self) {
        if self.own.is_some() {
            // The server goes, and this with it.
            return;
        }
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
                let mut session = PgConnection::connect(server.as_str()).await?;
                run(&mut session, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
            })
        });
        if let Ok(Err(error)) = dropped.join() {
            eprintln!("database {} is left behind: {error:#}", self.name);
        }
    }
}

/// `mcu-test` in ASCII; the session's end releases it too.
const TEMPLATE_KEY: i64 = 0x6d63_752d_7465_7374;

/// A migrated database to copy from, shared by all test processes and runs on one schema.
async fn template(session: &mut PgConnection, server: &Url) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    MIGRATIONS.iter().for_each(|migration| migration.sql.as_str().hash(&mut hasher));
    let name = format!("mcu_test_template_{:016x}", hasher.finish());
    sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_KEY).execute(&mut *session).await?;
    let known: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(&name)
        .fetch_optional(&mut *session)
        .await?;
    if known.is_none() {
        // It gets its name when it is whole.
        let database = Database::create(session, server.clone(), None).await?;
        let db = Db::open_postgres(database.url.as_str()).await?;
        db.migrate().await?;
        db.close().await;
        run(session, format!("ALTER DATABASE {} RENAME TO {name}", database.name)).await?;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)").bind(TEMPLATE_KEY).execute(&mut *session).await?;
    Ok(name)
}

/// A statement that takes no parameters, such as those about databases; names are the tests' own.
async fn run(session: &mut PgConnection, statement: String) -> Result<()> {
    session.execute(AssertSqlSafe(statement)).await?;
    Ok(())
}

fn with_name(server: &Url, name: &str) -> Url {
    let mut url = server.clone();
    url.set_path(name);
    url
}

/// A number nobody else has.
fn rand() -> u64 {
    use std::hash::BuildHasher;
    std::hash::RandomState::new().hash_one(std::process::id())
}
