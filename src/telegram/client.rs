//! One call of the Bot API: a payload goes out as JSON, with a file as multipart; the answer comes back as JSON nobody
//! has judged yet.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, StatusCode, Url, redirect};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use teloxide::requests::Payload;

use super::json;
use super::proxy::Proxy;
use crate::domain::ids::ChatId;
use crate::messenger::outgoing::Made;
use crate::secret::Secret;
use crate::telemetry::Telemetry;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Below the minutes after which routers forget a silent connection, as one is during a long poll.
const KEEPALIVE: Duration = Duration::from_secs(30);
const POOL_IDLE: Duration = Duration::from_secs(90);

/// What a client needs to know.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// As BotFather gives it: `123456:ABC…`.
    pub token: Secret,
    /// `https://api.telegram.org`, or an own Bot API server.
    pub api_url: String,
    /// The only proxy used; those of the environment are not.
    pub proxy: Option<Proxy>,
}

/// A file that travels with a call. The payload speaks of it as [`Upload::NAMED`].
#[derive(Clone, Debug)]
pub struct Upload {
    /// As people save it.
    pub file_name: String,
    pub bytes: Made,
}

impl Upload {
    /// What stands in the payload in place of the handle of a file.
    pub const NAMED: &str = "attach://upload";
    const PART: &str = "upload";
}

/// Why no client can be made of the settings.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ClientError {
    #[error("the token of the bot must look like 123456:ABC-def_123, as BotFather gives it")]
    Token,
    #[error("the address of the Bot API must look like https://api.telegram.org")]
    ApiUrl,
    #[error("the HTTP client cannot start: {0}")]
    Start(String),
}

/// A connection pool to the Bot API; clones share it.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    /// `{api_url}/bot`: the token follows, then the method.
    base: String,
    token: Secret,
    /// `None`: nobody counts the calls.
    telemetry: Option<Telemetry>,
}

/// A call that brought no result. The token is in none of the words.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CallError {
    /// The Bot API answered, and says no.
    #[error(transparent)]
    Refused(Refusal),
    /// Reset, silence, or an answer that is not the Bot API's; the call may have taken effect.
    #[error("{0}")]
    NoAnswer(String),
}

/// An answer with `ok: false`.
#[derive(Clone, Debug, Default, Eq, PartialEq, thiserror::Error)]
#[error("{code} {description}")]
pub struct Refusal {
    /// `error_code`, or the status of HTTP where there is none.
    pub code: i64,
    pub description: String,
    pub retry_after: Option<Duration>,
    pub migrate_to: Option<ChatId>,
}

impl Client {
    /// The account of the bot, with which its token begins.
    #[must_use]
    pub fn bot_id(&self) -> ChatId {
        ChatId(self.token.expose().split(':').next().and_then(|id| id.parse().ok()).unwrap_or_default())
    }

    pub fn new(settings: &ClientSettings) -> Result<Self, ClientError> {
        if !is_token(settings.token.expose()) {
            return Err(ClientError::Token);
        }
        let base = settings.api_url.trim().trim_end_matches('/');
        let address = Url::parse(base).map_err(|_| ClientError::ApiUrl)?;
        // A password in this address would show up wherever the address does.
        if !matches!(address.scheme(), "http" | "https") || address.password().is_some() {
            return Err(ClientError::ApiUrl);
        }
        Ok(Self {
            http: http(settings.proxy.as_ref()).map_err(|error| ClientError::Start(chain(&error.without_url())))?,
            base: format!("{base}/bot"),
            token: settings.token.clone(),
            telemetry: None,
        })
    }

    /// The same, and what is called is counted and timed.
    #[must_use]
    pub fn watched_by(self, telemetry: &Telemetry) -> Self {
        Self { telemetry: Some(telemetry.clone()), ..self }
    }

    pub(super) const fn telemetry(&self) -> Option<&Telemetry> {
        self.telemetry.as_ref()
    }

    /// Calls a method and waits at most `timeout` for the whole answer.
    pub async fn call<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        timeout: Duration,
    ) -> Result<Value, CallError> {
        read(&self.call_raw(payload, timeout).await?)
    }

    /// The same with the result as it came, so that one bad value in it cannot spoil the rest.
    pub async fn call_raw<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        timeout: Duration,
    ) -> Result<Box<RawValue>, CallError> {
        self.ask(P::NAME, timeout, |request| request.json(payload)).await
    }

    /// [`Client::call`] with a file, as multipart; `timeout` includes the time it travels.
    pub async fn upload<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        file: Upload,
        timeout: Duration,
    ) -> Result<Value, CallError> {
        let form = form(payload, file)
            .map_err(|error| CallError::Refused(Refusal { description: error.to_string(), ..Refusal::default() }))?;
        read(&self.ask(P::NAME, timeout, |request| request.multipart(form)).await?)
    }

    async fn ask(
        &self,
        name: &str,
        timeout: Duration,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder + Send,
    ) -> Result<Box<RawValue>, CallError> {
        let (status, body) = self
            .post(name, timeout, with)
            .await
            .map_err(|error| CallError::NoAnswer(self.token.blot(&chain(&error))))?;
        let answer = answer(status, &String::from_utf8_lossy(&body));
        if let (true, Some(telemetry)) = (is_of_telegram(&answer), &self.telemetry) {
            telemetry.telegram_answered();
        }
        answer.map_err(|error| match error {
            CallError::Refused(refusal) => {
                CallError::Refused(Refusal { description: self.token.blot(&refusal.description), ..refusal })
            }
            CallError::NoAnswer(why) => CallError::NoAnswer(self.token.blot(&why)),
        })
    }

    /// The errors of reqwest name the address, and the address holds the token.
    async fn post(
        &self,
        name: &str,
        timeout: Duration,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder + Send,
    ) -> reqwest::Result<(StatusCode, Vec<u8>)> {
        let url = format!("{}{}/{}", self.base, self.token.expose(), method(name));
        let sent = with(self.http.post(url).timeout(timeout)).send().await;
        let response = sent.map_err(reqwest::Error::without_url)?;
        let status = response.status();
        let body = response.bytes().await.map_err(reqwest::Error::without_url)?;
        Ok((status, body.into()))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base).field("token", &self.token).finish_non_exhaustive()
    }
}

fn http(proxy: Option<&Proxy>) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .tcp_keepalive(KEEPALIVE)
        .tcp_nodelay(true)
        .pool_idle_timeout(POOL_IDLE)
        // A redirect would carry the token, which is in the address, to somebody else.
        .redirect(redirect::Policy::none());
    match proxy {
        Some(proxy) => builder.proxy(proxy.to_reqwest()?),
        None => builder.no_proxy(),
    }
    .build()
}

fn is_token(text: &str) -> bool {
    let word = |part: &str| part.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign));
    text.split_once(':').is_some_and(|(id, key)| {
        !id.is_empty() && id.chars().all(|digit| digit.is_ascii_digit()) && !key.is_empty() && word(key)
    })
}

/// Every field of the payload as a part of its own, what is no text as JSON; and the file.
fn form(payload: &impl Serialize, file: Upload) -> serde_json::Result<Form> {
    let fields: Map<String, Value> = serde_json::from_value(serde_json::to_value(payload)?)?;
    let written = |value: Value| if let Value::String(text) = value { text } else { value.to_string() };
    let form = fields.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, written(value)));
    Ok(form.part(Upload::PART, Part::bytes(file.bytes.to_vec()).file_name(file.file_name)))
}

fn read(result: &RawValue) -> Result<Value, CallError> {
    json::read(result.get()).map_err(|error| CallError::NoAnswer(format!("unreadable answer: {error}")))
}

/// teloxide names methods `SendMessage`, the documentation `sendMessage`; not every server forgives the difference.
fn method(name: &str) -> String {
    let mut signs = name.chars();
    signs.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), signs.as_str()))
}

/// An error with its causes; reqwest's own text names none.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    result: Option<&'a RawValue>,
    #[serde(flatten)]
    rest: Value,
}

fn answer(status: StatusCode, body: &str) -> Result<Box<RawValue>, CallError> {
    let envelope: Envelope<'_> = serde_json::from_str(body).map_err(|_| without_json(status))?;
    if json::flag(&envelope.rest, "ok") {
        let result = envelope.result.ok_or_else(|| CallError::NoAnswer("an answer without a result".to_owned()))?;
        return Ok(result.to_owned());
    }
    if json::member(&envelope.rest, "ok").is_none() {
        return Err(without_json(status));
    }
    Err(CallError::Refused(refusal(status, &envelope.rest)))
}

/// Not of somebody between us, nor that it is out of order itself.
const fn is_of_telegram(answer: &Result<Box<RawValue>, CallError>) -> bool {
    match answer {
        Ok(_) => true,
        Err(CallError::Refused(refusal)) => refusal.code < 500,
        Err(CallError::NoAnswer(_)) => false,
    }
}

fn refusal(status: StatusCode, answer: &Value) -> Refusal {
    let parameters = json::member(answer, "parameters").unwrap_or(&Value::Null);
    let seconds = json::number(parameters, "retry_after").and_then(|seconds| u64::try_from(seconds).ok());
    Refusal {
        code: json::number(answer, "error_code").unwrap_or_else(|| status.as_u16().into()),
        description: json::text(answer, "description").unwrap_or_default().to_owned(),
        retry_after: seconds.map(Duration::from_secs),
        migrate_to: json::number(parameters, "migrate_to_chat_id").map(ChatId),
    }
}

/// Somebody between us and the Bot API answered with a page of their own. Two statuses of such pages say as much as
/// the Bot API would: too large, and too fast.
fn without_json(status: StatusCode) -> CallError {
    if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::TOO_MANY_REQUESTS) {
        let description = status.canonical_reason().unwrap_or_default().to_owned();
        return CallError::Refused(Refusal { code: status.as_u16().into(), description, ..Refusal::default() });
    }
    CallError::NoAnswer(format!("HTTP {} without an answer of the Bot API", status.as_u16()))
}
