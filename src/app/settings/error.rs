//! What is wrong with a setting, in one line that names it and never shows a secret.

use crate::telegram::proxy::ProxyError;

/// One line for the terminal; the process then ends with code 2.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct SettingError {
    /// The variable, or `.env`.
    pub name: &'static str,
    pub problem: Problem,
}

/// What is wrong. Values of variables that may hold a secret are left out.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    #[error("is not set; @BotFather gives the token of a bot")]
    NoToken,
    #[error("is no token of a bot: it looks like 123456789:AAE… and is given by @BotFather")]
    NotAToken,
    #[error("is no address of an API: write https://host or http://host:port")]
    NotAnAddress,
    #[error("is no address of a webhook: write https://host/path, without user, password, ? and #")]
    NotAWebhook,
    #[error("is needed with WEBHOOK_URL: 16 to 256 letters, digits, - and _, as `openssl rand -hex 32` gives them")]
    NotASecret,
    #[error("{0:?} is no address to listen on; write 127.0.0.1:8080 or 0.0.0.0:8080")]
    NotASocket(String),
    #[error("is HTTP_LISTEN too, and what it serves is for nobody outside")]
    SameAddress,
    #[error("{0:?} is no number of days above zero")]
    NotDays(String),
    #[error("{0:?} is neither text nor json")]
    NotAFormat(String),
    #[error("is neither sqlite://FILE nor postgres://USER:PASSWORD@HOST/DATABASE")]
    NotADatabase,
    #[error("a database of SQLite is a file, without ? and options: write sqlite://mcu.db")]
    NotADatabaseFile,
    #[error("{0:?} is no number of a Telegram account; write numbers with commas between them")]
    NotAnAccount(String),
    #[error("{0:?} is neither on nor off")]
    NotOnOrOff(String),
    #[error("{value:?} is no filter of the log, as in \"info,mcu_bot=debug\": {reason}")]
    NotAFilter { value: String, reason: String },
    #[error(transparent)]
    Proxy(ProxyError),
    #[error("cannot be read: {0}")]
    Unreadable(std::io::ErrorKind),
    #[error("{}", malformed_after(.0.as_deref()))]
    MalformedLine(Option<String>),
}

/// The line itself may hold a secret, so it is told by the variable before it.
fn malformed_after(previous: Option<&str>) -> String {
    match previous {
        Some(previous) => format!("the line after {previous} is not NAME=value"),
        None => "the first line is not NAME=value".to_owned(),
    }
}
