//! The settings: environment variables, and a `.env` file under them.

mod environment;
mod error;
mod read;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use reqwest::Url;

use crate::domain::ids::ChatId;
use crate::secret::Secret;
use crate::telegram::proxy::Proxy;
use read::Reader;

pub use environment::Environment;
pub use error::{Problem, SettingError};

/// A variable the bot reads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Variable {
    pub name: &'static str,
    /// What stands after `NAME=` in `.env.example`: the default, or nothing.
    pub default: &'static str,
}

/// Every variable that is read. `.env.example` lists the same ones, which a test holds.
pub const VARIABLES: [Variable; 14] = [
    read::TOKEN,
    read::API_URL,
    read::PROXY,
    read::LIMITS,
    read::WEBHOOK_URL,
    read::WEBHOOK_SECRET,
    read::HTTP_LISTEN,
    read::OPS_LISTEN,
    read::DATABASE,
    read::ADMINS,
    read::DIRECTORY,
    read::PURGE_AFTER_DAYS,
    read::LOG,
    read::LOG_FORMAT,
];

/// What every command needs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settings {
    pub database: DatabaseUrl,
    /// Directives of a `tracing_subscriber::EnvFilter`, known to parse.
    pub log: String,
    pub log_format: LogFormat,
    /// Where health and metrics are served; never the webhook's address.
    pub ops: SocketAddr,
    /// Days after which the personal data of a closed incident are purged; `None`: only by the command.
    pub purge_after_days: Option<u32>,
}

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum LogFormat {
    /// For eyes.
    #[default]
    Text,
    /// One object a line, for whatever collects logs.
    Json,
}

/// What the running bot needs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BotSettings {
    pub common: Settings,
    pub telegram: Telegram,
    /// Accounts that are administrators while there is no other.
    pub admins: Vec<ChatId>,
    /// The file to apply at the start.
    pub directory: Option<PathBuf>,
    pub updates: Updates,
}

/// How updates come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Updates {
    /// We ask for them.
    Polling,
    /// Telegram brings them.
    Webhook(Webhook),
}

/// Where Telegram brings updates.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Webhook {
    /// The public address, as Telegram is told; its path is the one that is served.
    pub url: Url,
    /// What Telegram says with each update, so that nobody else can bring one.
    pub secret: Secret,
    /// The address this process listens on.
    pub listen: SocketAddr,
}

/// The way to the Bot API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Telegram {
    pub token: Secret,
    pub api: Url,
    /// Not parsed yet; may hold a password.
    pub proxy: Option<Proxy>,
    pub limits: Limits,
}

/// Whether the limits of the public Bot API are kept.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Limits {
    #[default]
    On,
    /// For an own Bot API server, load runs and benchmarks.
    Off,
}

/// Where the data are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(Secret),
}

impl FromStr for DatabaseUrl {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        read::database(text)
    }
}

impl Settings {
    /// Reads the settings of commands that work on the database only.
    ///
    /// # Errors
    /// Everything that is wrong with the variables it needs.
    pub fn read(environment: &Environment) -> Result<Self, Vec<SettingError>> {
        let mut reader = Reader::new(environment);
        let settings = reader.settings();
        reader.finish(settings)
    }
}

impl BotSettings {
    /// Reads all settings.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn read(environment: &Environment) -> Result<Self, Vec<SettingError>> {
        let mut reader = Reader::new(environment);
        let settings = reader.bot();
        reader.finish(settings)
    }
}
