//! Where a measurement takes place: a database on disk, a Bot API server on this machine, and a centre.

use std::fmt::Write;
use std::time::Duration;

use anyhow::Result;
use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::{Emulator, Memory, Options, Person, RateWatch};
use mcu_bot::store::Db;
use sqlx::{AssertSqlSafe, Connection, Executor, FromRow, PgConnection};
use tempfile::TempDir;

use super::process::Process;

/// People of the centre. Every reply is shown to all who review, so there are few of them, as in life.
pub const OPERATORS: usize = 10;
pub const UNITS: usize = 20;
pub const COORDINATORS: usize = 2;
pub const MEDIA: usize = 2;

/// How often the database is asked whether the bot is done: seldom enough to cost nothing.
const GLANCE: Duration = Duration::from_millis(10);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct Place {
    pub engine: Engine,
    pub clock: Clock,
    pub emulator: Emulator,
    /// Beside the bot, as another process has it.
    pub db: Db,
    settings: Vec<(&'static str, String)>,
    folder: TempDir,
    pub operators: Vec<Person>,
    pub recipients: Vec<Person>,
    pub coordinators: Vec<Person>,
    pub media: Vec<Person>,
}

impl Place {
    /// A migrated database of its own, in the folder of the build: on the disk the project lies on.
    pub async fn open(engine: Engine) -> Result<Self> {
        let clock = Clock::system();
        let folder = TempDir::with_prefix_in("load-", env!("CARGO_TARGET_TMPDIR"))?;
        std::fs::write(folder.path().join("directory.toml"), directory()?)?;
        let options = Options { rates: RateWatch::Off, memory: Memory::Last(20_000), ..Options::new(clock.clone()) };
        let emulator = Emulator::start(options).await?;
        let (url, db) = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("mcu.db");
                (format!("sqlite://{}", file.display()), Db::open_sqlite(&file).await?)
            }
            Engine::Postgres => {
                let url = new_database().await?;
                let db = Db::open_postgres(&url).await?;
                (url, db)
            }
        };
        db.migrate().await?;
        let settings = vec![
            ("TELOXIDE_TOKEN", emulator.token().to_owned()),
            ("TELOXIDE_API_URL", emulator.url()),
            ("TELEGRAM_LIMITS", "off".to_owned()),
            ("DATABASE_URL", url),
            ("DIRECTORY", "directory.toml".to_owned()),
            ("RUST_LOG", std::env::var("LOAD_LOG").unwrap_or_else(|_| "warn,mcu_bot=info".to_owned())),
        ];
        let people = |from: i64, count: usize| -> Vec<Person> {
            (from..).take(count).map(|id| emulator.person(ChatId(id), &format!("Человек {id}"))).collect()
        };
        Ok(Self {
            engine,
            operators: people(1000, OPERATORS),
            recipients: people(2000, UNITS),
            coordinators: people(3000, COORDINATORS),
            media: people(4000, MEDIA),
            clock,
            emulator,
            db,
            settings,
            folder,
        })
    }

    pub fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.operators.iter().chain(&self.recipients).chain(&self.coordinators).chain(&self.media)
    }

    /// Time since this reading of the clock.
    pub fn since(&self, began: Duration) -> Duration {
        self.clock.elapsed().saturating_sub(began)
    }

    pub fn run(&self) -> Result<Process> {
        Process::start(self.folder.path(), &self.settings, &self.clock)
    }

    /// A running bot that everybody has opened.
    pub async fn opened(&self) -> Result<Process> {
        let process = self.run()?;
        self.everybody().for_each(|person| _ = person.starts());
        self.quiet().await?;
        Ok(process)
    }

    /// Waits until every update is handled.
    pub async fn handled(&self) -> Result<()> {
        self.emulator.until_confirmed().await;
        self.until_zero("SELECT COUNT(*) FROM inbox WHERE state = 'waiting'").await
    }

    /// Waits until every update is handled and everything is delivered.
    pub async fn quiet(&self) -> Result<()> {
        self.handled().await?;
        let due = "SELECT (SELECT COUNT(*) FROM card WHERE dirty > clean)
            + (SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'stripping'))";
        self.until_zero(due).await
    }

    async fn until_zero(&self, count: &'static str) -> Result<()> {
        while self.row::<(i64,)>(count).await? != (0,) {
            self.clock.wait_until(self.clock.elapsed() + GLANCE).await;
        }
        Ok(())
    }

    pub async fn row<T>(&self, sql: &'static str) -> Result<T>
    where
        T: for<'r> FromRow<'r, sqlx::sqlite::SqliteRow> + for<'r> FromRow<'r, sqlx::postgres::PgRow> + Send + Unpin,
    {
        Ok(match &self.db {
            Db::Sqlite { readers, .. } => sqlx::query_as(sql).fetch_one(readers).await?,
            Db::Postgres { pool, .. } => sqlx::query_as(sql).fetch_one(pool).await?,
        })
    }

    /// A statement that writes, as often as the measurement needs it.
    pub async fn write(&self, sql: String) -> Result<()> {
        match &self.db {
            Db::Sqlite { writer, .. } => _ = writer.execute(AssertSqlSafe(sql)).await?,
            Db::Postgres { pool, .. } => _ = pool.execute(AssertSqlSafe(sql)).await?,
        }
        Ok(())
    }

    pub async fn close(self) {
        self.db.close().await;
        self.emulator.stop().await;
    }
}

/// On the server that `LOAD_POSTGRES_URL` names; `.ci/load` brings one.
async fn new_database() -> Result<String> {
    let server: reqwest::Url = std::env::var("LOAD_POSTGRES_URL")?.parse()?;
    let name = format!("load_{}", std::process::id());
    let mut session = PgConnection::connect(server.as_str()).await?;
    session.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await?;
    session.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
    let mut url = server;
    url.set_path(&name);
    Ok(url.to_string())
}

/// One topic and one recipient for each unit.
fn directory() -> Result<String> {
    let mut text = "[centre]\nname = \"МЦУ\"\ntime_zone = \"Europe/Astrakhan\"\nlanguage = \"ru\"\n\
        [[deadline]]\nkind = \"message\"\naccept = \"1 wh\"\nreply = \"8 wh\"\n"
        .to_owned();
    for unit in 0..UNITS {
        let name = format!("Отдел {unit}");
        write!(text, "[[unit]]\ncode = \"unit-{unit}\"\nname = \"{name}\"\nshort = \"{name}\"\n")?;
        write!(text, "[[topic]]\ncode = \"topic-{unit}\"\ngroup = \"Темы\"\nname = \"Тема {unit}\"\n")?;
        writeln!(text, "unit = \"unit-{unit}\"\nwords = [\"{}\"]", word(unit))?;
        person(&mut text, 2000 + unit, "recipient", &format!("unit = \"unit-{unit}\"\n"))?;
    }
    for (role, from, count) in
        [("operator", 1000, OPERATORS), ("coordinator", 3000, COORDINATORS), ("media", 4000, MEDIA)]
    {
        for place in 0..count {
            person(&mut text, from + place, role, "")?;
        }
    }
    Ok(text)
}

fn person(text: &mut String, id: usize, role: &str, unit: &str) -> Result<()> {
    Ok(write!(text, "[[person]]\ntelegram_id = {id}\nname = \"Человек {id}\"\nroles = [\"{role}\"]\n{unit}")?)
}

/// A word that only this unit's topic has.
pub fn word(unit: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ба", "ве", "ги", "до", "жу", "зы", "ки", "ло", "му", "ны"];
    format!("кра{}{}тор", SYLLABLES[unit / 10 % 10], SYLLABLES[unit % 10])
}
