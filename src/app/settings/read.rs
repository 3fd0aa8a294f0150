//! From variables to settings. Nothing stops at the first mistake.

use std::net::SocketAddr;
use std::path::PathBuf;

use reqwest::Url;
use tracing_subscriber::EnvFilter;

use super::{
    BotSettings, DatabaseUrl, Environment, Limits, LogFormat, Problem, SettingError, Settings, Telegram, Updates,
    Variable, Webhook,
};
use crate::domain::ids::ChatId;
use crate::secret::Secret;
use crate::telegram::proxy::Proxy;

pub(super) const TOKEN: Variable = Variable { name: "TELOXIDE_TOKEN", default: "" };
pub(super) const API_URL: Variable = Variable { name: "TELOXIDE_API_URL", default: "https://api.telegram.org" };
pub(super) const PROXY: Variable = Variable { name: "TELOXIDE_PROXY", default: "" };
pub(super) const LIMITS: Variable = Variable { name: "TELEGRAM_LIMITS", default: "on" };
pub(super) const WEBHOOK_URL: Variable = Variable { name: "WEBHOOK_URL", default: "" };
pub(super) const WEBHOOK_SECRET: Variable = Variable { name: "WEBHOOK_SECRET", default: "" };
pub(super) const HTTP_LISTEN: Variable = Variable { name: "HTTP_LISTEN", default: "127.0.0.1:8080" };
pub(super) const OPS_LISTEN: Variable = Variable { name: "OPS_LISTEN", default: "127.0.0.1:9464" };
pub(super) const DATABASE: Variable = Variable { name: "DATABASE_URL", default: "sqlite://mcu.db" };
pub(super) const ADMINS: Variable = Variable { name: "ADMIN_IDS", default: "" };
pub(super) const DIRECTORY: Variable = Variable { name: "DIRECTORY", default: "" };
pub(super) const PURGE_AFTER_DAYS: Variable = Variable { name: "PURGE_AFTER_DAYS", default: "" };
pub(super) const LOG: Variable = Variable { name: "RUST_LOG", default: "info" };
pub(super) const LOG_FORMAT: Variable = Variable { name: "LOG_FORMAT", default: "text" };

/// So many signs are not guessed.
const SECRET_AT_LEAST: usize = 16;
/// What Telegram allows.
const SECRET_AT_MOST: usize = 256;

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
        let log_format = self.value(LOG_FORMAT, log_format);
        let purge_after_days = self.value(PURGE_AFTER_DAYS, days);
        let ops = self.value(OPS_LISTEN, listen);
        Some(Settings {
            database: database?,
            log: log?,
            log_format: log_format?,
            ops: ops?,
            purge_after_days: purge_after_days?,
        })
    }

    pub(super) fn bot(&mut self) -> Option<BotSettings> {
        let telegram = self.telegram();
        let common = self.settings();
        let admins = self.value(ADMINS, accounts);
        let directory = self.environment.get(DIRECTORY.name).map(PathBuf::from);
        let updates = self.updates();
        if let (Some(Updates::Webhook(webhook)), Some(common)) = (&updates, &common)
            && webhook.listen == common.ops
        {
            self.errors.push(SettingError { name: OPS_LISTEN.name, problem: Problem::SameAddress });
        }
        Some(BotSettings { common: common?, telegram: telegram?, admins: admins?, directory, updates: updates? })
    }

    /// Without an address of a webhook its other settings mean nothing.
    fn updates(&mut self) -> Option<Updates> {
        if self.environment.get(WEBHOOK_URL.name).is_none() {
            return Some(Updates::Polling);
        }
        let url = self.value(WEBHOOK_URL, webhook_url);
        let secret = self.value(WEBHOOK_SECRET, webhook_secret);
        let listen = self.value(HTTP_LISTEN, listen);
        Some(Updates::Webhook(Webhook { url: url?, secret: secret?, listen: listen? }))
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

pub(super) fn database(text: &str) -> Result<DatabaseUrl, Problem> {
    if let Some(path) = text.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        let is_file = !path.is_empty() && path != ":memory:" && !path.contains('?') && !path.ends_with('/');
        return if is_file { Ok(DatabaseUrl::Sqlite(path.into())) } else { Err(Problem::NotADatabaseFile) };
    }
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "postgres" | "postgresql"));
    url.map(|_| DatabaseUrl::Postgres(Secret::new(text.to_owned()))).ok_or(Problem::NotADatabase)
}

/// Telegram brings updates to these ports only, and only over HTTPS; an own Bot API server may do otherwise.
fn webhook_url(text: &str) -> Result<Url, Problem> {
    let url = address(text).map_err(|_| Problem::NotAWebhook)?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if is_plain && url.query().is_none() { Ok(url) } else { Err(Problem::NotAWebhook) }
}

fn webhook_secret(text: &str) -> Result<Secret, Problem> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_long = (SECRET_AT_LEAST..=SECRET_AT_MOST).contains(&text.len());
    if is_plain && is_long { Ok(Secret::new(text.to_owned())) } else { Err(Problem::NotASecret) }
}

fn listen(text: &str) -> Result<SocketAddr, Problem> {
    text.parse().map_err(|_| Problem::NotASocket(text.to_owned()))
}

fn days(text: &str) -> Result<Option<u32>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let days = text.parse().ok().filter(|days| *days > 0);
    days.map(Some).ok_or_else(|| Problem::NotDays(text.to_owned()))
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

fn log_format(text: &str) -> Result<LogFormat, Problem> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(Problem::NotAFormat(text.to_owned())),
    }
}

fn log(text: &str) -> Result<String, Problem> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(Problem::NotAFilter { value: text.to_owned(), reason: error.to_string() }),
    }
}
