//! From variables to settings. Nothing stops at the first mistake.

use std::path::PathBuf;

use reqwest::Url;
use tracing_subscriber::EnvFilter;

use super::{BotSettings, DatabaseUrl, Environment, Limits, Problem, SettingError, Settings, Telegram, Variable};
use crate::domain::ids::ChatId;
use crate::secret::Secret;
use crate::telegram::proxy::Proxy;

pub(super) const TOKEN: Variable = Variable { name: "TELOXIDE_TOKEN", default: "" };
pub(super) const API_URL: Variable = Variable { name: "TELOXIDE_API_URL", default: "https://api.telegram.org" };
pub(super) const PROXY: Variable = Variable { name: "TELOXIDE_PROXY", default: "" };
pub(super) const LIMITS: Variable = Variable { name: "TELEGRAM_LIMITS", default: "on" };
pub(super) const DATABASE: Variable = Variable { name: "DATABASE_URL", default: "sqlite://mcu.db" };
pub(super) const ADMINS: Variable = Variable { name: "ADMIN_IDS", default: "" };
pub(super) const DIRECTORY: Variable = Variable { name: "DIRECTORY", default: "" };
pub(super) const LOG: Variable = Variable { name: "RUST_LOG", default: "info" };

/// Collects what is wrong; a value is `None` only where something was noted.
pub(super) struct Reader<'e> {
    environment: &'e Environment,
    errors: Vec<SettingError>,
}

impl<'e> Reader<'e> {
    pub(super) fn new(environment: &'e Environment) -> Self {
        Self { environment, errors: Vec::new() }
    }

    /// `value` if nothing was noted, else all that was.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<SettingError>> {
        value.filter(|_| self.errors.is_empty()).ok_or(self.errors)
    }

    pub(super) fn settings(&mut self) -> Option<Settings> {
        let database = self.value(DATABASE, database);
        let log = self.value(LOG, log);
        Some(Settings { database: database?, log: log? })
    }

    pub(super) fn bot(&mut self) -> Option<BotSettings> {
        let telegram = self.telegram();
        let common = self.settings();
        let admins = self.value(ADMINS, accounts);
        let directory = self.environment.get(DIRECTORY.name).map(PathBuf::from);
        Some(BotSettings { common: common?, telegram: telegram?, admins: admins?, directory })
    }

    fn telegram(&mut self) -> Option<Telegram> {
        let token = self.value(TOKEN, token);
        let api = self.value(API_URL, address);
        let limits = self.value(LIMITS, limits);
        let proxy = self.value(PROXY, proxy);
        Some(Telegram { token: token?, api: api?, proxy: proxy?, limits: limits? })
    }

    /// The value of a variable or its default, as `parse` reads it.
    fn value<T>(&mut self, variable: Variable, parse: fn(&str) -> Result<T, Problem>) -> Option<T> {
        let written = self.environment.get(variable.name).unwrap_or(variable.default);
        let noted = parse(written).map_err(|problem| SettingError { name: variable.name, problem });
        noted.map_err(|error| self.errors.push(error)).ok()
    }
}

fn token(text: &str) -> Result<Secret, Problem> {
    if text.is_empty() {
        return Err(Problem::NoToken);
    }
    let (bot, key) = text.split_once(':').ok_or(Problem::NotAToken)?;
    let is_bot = !bot.is_empty() && bot.bytes().all(|byte| byte.is_ascii_digit());
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_bot && is_key { Ok(Secret::new(text.to_owned())) } else { Err(Problem::NotAToken) }
}

fn address(text: &str) -> Result<Url, Problem> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or(Problem::NotAnAddress)
}

fn proxy(text: &str) -> Result<Option<Proxy>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    Proxy::parse(text).map(Some).map_err(Problem::Proxy)
}

fn limits(text: &str) -> Result<Limits, Problem> {
    match text {
        "on" => Ok(Limits::On),
        "off" => Ok(Limits::Off),
        _ => Err(Problem::NotOnOrOff(text.to_owned())),
    }
}

fn database(text: &str) -> Result<DatabaseUrl, Problem> {
    if let Some(path) = text.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        let is_file = !path.is_empty() && path != ":memory:" && !path.contains('?') && !path.ends_with('/');
        return if is_file { Ok(DatabaseUrl::Sqlite(path.into())) } else { Err(Problem::NotADatabaseFile) };
    }
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "postgres" | "postgresql"));
    url.map(|_| DatabaseUrl::Postgres(Secret::new(text.to_owned()))).ok_or(Problem::NotADatabase)
}

fn accounts(text: &str) -> Result<Vec<ChatId>, Problem> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let account = |item: &str| {
        let number = item.trim().parse().ok().filter(|number| *number > 0);
        number.map(ChatId).ok_or_else(|| Problem::NotAnAccount(item.trim().to_owned()))
    };
    text.split(',').map(account).collect()
}

fn log(text: &str) -> Result<String, Problem> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(Problem::NotAFilter { value: text.to_owned(), reason: error.to_string() }),
    }
}
