//! What a process stands on: a Bot API server on this machine, a database, a folder, and its settings.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::{Emulator, Options, Person, RateWatch, Shown};
use mcu_bot::store::Db;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use tempfile::TempDir;

use super::child::{Child, Ended};
use crate::engines::Engine;

/// Whatever is waited for is there much sooner; what is not there by then does not come.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub const OPERATOR: ChatId = ChatId(1001);
pub const RECIPIENT: ChatId = ChatId(1002);
pub const COORDINATOR: ChatId = ChatId(1003);

/// The words of `directory.toml` beside this file.
pub const DIRECTORY: &str = include_str!("directory.toml");

pub struct Stage {
    pub emulator: Emulator,
    pub engine: Engine,
    /// Where the process works; holds `directory.toml` and no `.env`.
    pub folder: TempDir,
    /// All the variables the process gets.
    pub settings: BTreeMap<&'static str, String>,
}

impl Stage {
    pub async fn open(engine: Engine) -> Result<Self> {
        let folder = TempDir::new()?;
        std::fs::write(folder.path().join("directory.toml"), DIRECTORY)?;
        let emulator = Emulator::start(Options { rates: RateWatch::Off, ..Options::new(Clock::system()) }).await?;
        let settings = BTreeMap::from([
            ("TELOXIDE_TOKEN", emulator.token().to_owned()),
            ("TELOXIDE_API_URL", emulator.url()),
            ("TELEGRAM_LIMITS", "off".to_owned()),
            ("OPS_LISTEN", "127.0.0.1:0".to_owned()),
            ("DATABASE_URL", engine.url()),
            ("DIRECTORY", "directory.toml".to_owned()),
        ]);
        Ok(Self { emulator, engine, folder, settings })
    }

    /// Fails on what the bot did wrong and nobody expected.
    pub async fn finish(self) -> Result<()> {
        let sins = self.emulator.finish();
        ensure!(sins.is_empty(), "the bot sinned: {sins:#?}");
        self.emulator.stop().await;
        Ok(())
    }

    /// The same process with another value of one setting; an empty one counts as not set.
    pub fn with(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.settings.insert(name, value.into());
        self
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `mcu-bot run`, just started.
    pub fn start(&self) -> Result<Child> {
        self.spawn(&["run"])
    }

    /// The same with some settings of its own, on a disk that can be full.
    pub fn start_with(&self, more: &[(&'static str, String)]) -> Result<Child> {
        let mut settings = self.settings.clone();
        settings.extend(more.iter().cloned());
        Child::spawn_limited(self.folder.path(), &settings, &["run"])
    }

    /// `mcu-bot run`, ready to serve.
    pub async fn run(&self) -> Result<Child> {
        let child = self.start()?;
        child.until_said("the bot is ready").await?;
        Ok(child)
    }

    /// Another command, to its end.
    pub async fn command(&self, arguments: &[&str]) -> Result<Ended> {
        self.spawn(arguments)?.ended().await
    }

    fn spawn(&self, arguments: &[&str]) -> Result<Child> {
        Child::spawn(self.folder.path(), &self.settings, arguments)
    }

    /// What the database holds; one text for both engines.
    pub async fn rows<T>(&self, sql: &'static str) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let db = self.engine.connect().await?;
        let rows = match &db {
            Db::Sqlite { readers, .. } => sqlx::query_as(sql).fetch_all(readers).await,
            Db::Postgres { pool, .. } => sqlx::query_as(sql).fetch_all(pool).await,
        };
        db.close().await;
        Ok(rows?)
    }

    /// Changes the database behind the program's back.
    pub async fn write(&self, sql: &'static str) -> Result<()> {
        let db = self.engine.connect().await?;
        match &db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(drop),
            Db::Postgres { pool, .. } => sqlx::query(sql).execute(pool).await.map(drop),
        }?;
        db.close().await;
        Ok(())
    }

    pub fn operator(&self) -> Person {
        self.emulator.person(OPERATOR, "Анна")
    }

    pub fn recipient(&self) -> Person {
        self.emulator.person(RECIPIENT, "Борис")
    }

    pub fn coordinator(&self) -> Person {
        self.emulator.person(COORDINATOR, "Вера")
    }

    /// Waits for something in what people see.
    ///
    /// # Errors
    /// It does not come; told with what each of the three sees last.
    pub async fn until<T>(&self, what: &str, look: impl FnMut(&Emulator) -> Option<T>) -> Result<T> {
        let found = tokio::time::timeout(PATIENCE, self.emulator.until(look)).await;
        found.with_context(|| format!("{what} did not come; last there was {}", self.last_words()))
    }

    fn last_words(&self) -> String {
        let last = |chat| self.emulator.last_message(chat).map(|shown| format!("{} {:?}", shown.text, shown.labels()));
        format!("{:#?}", [OPERATOR, RECIPIENT, COORDINATOR].map(last))
    }

    /// Waits for a message with this button.
    pub async fn button(&self, person: &Person, label: &str) -> Result<Shown> {
        self.until(label, |emulator| emulator.find_button(person.chat(), label)).await
    }

    /// Presses a button as soon as it is there, and waits for the answer's words.
    pub async fn press(&self, person: &Person, label: &str) -> Result<String> {
        let shown = self.button(person, label).await?;
        let press = person.presses(shown.id, label)?;
        let answer = tokio::time::timeout(PATIENCE, self.emulator.answer_to(&press)).await;
        match answer.with_context(|| format!("nobody answered the press of {label}"))? {
            Some(mcu_bot::emulator::PressState::Answered(toast)) => Ok(toast.text.unwrap_or_default()),
            other => anyhow::bail!("the press of {label} ended as {other:?}"),
        }
    }

    /// The person presses Start and is greeted.
    pub async fn meets(&self, person: &Person) -> Result<()> {
        person.starts();
        self.words(person, "Здравствуйте").await.map(drop)
    }

    /// Waits for a message of the bot with these words.
    pub async fn words(&self, person: &Person, words: &str) -> Result<Shown> {
        self.until(words, |emulator| {
            emulator.newest(person.chat(), |shown| shown.is_from_bot() && shown.text.contains(words))
        })
        .await
    }
}

/// A port nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The number of the last migration.
pub fn newest_schema() -> i64 {
    mcu_bot::store::MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()
}
