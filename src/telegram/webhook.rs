//! The webhook at Telegram: set, looked at, removed. Whether it stands or not, nothing that waits is dropped.

use std::time::Duration;

use reqwest::Url;
use serde_json::Value;
use teloxide::payloads::{DeleteWebhook, GetWebhookInfo, SetWebhook, SetWebhookSetters};

use super::client::{CallError, Client};
use super::convert::Update;
use super::json;
use super::polling::{KINDS, RawUpdate};
use crate::secret::Secret;

const PATIENCE: Duration = Duration::from_secs(15);
/// So many chats are brought side by side; ours wait for one commit each.
const CONNECTIONS: u8 = 40;
/// The header that holds the secret.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// What Telegram tells of the webhook.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Standing {
    /// Empty: there is none.
    pub url: String,
    pub waiting: i64,
    /// When Telegram last could not bring an update, in unix seconds, and why.
    pub last_error: Option<(i64, String)>,
}

/// Has updates brought to `url` from now on.
pub async fn set(client: &Client, url: &Url, secret: &Secret) -> Result<(), CallError> {
    let request = SetWebhook::new(url.clone())
        .max_connections(CONNECTIONS)
        .allowed_updates(KINDS)
        .drop_pending_updates(false)
        .secret_token(secret.expose());
    client.call(&request, PATIENCE).await.map(drop)
}

/// How the webhook stands.
pub async fn standing(client: &Client) -> Result<Standing, CallError> {
    let info = client.call(&GetWebhookInfo::new(), PATIENCE).await?;
    let error = json::text(&info, "last_error_message").map(str::to_owned);
    Ok(Standing {
        url: json::text(&info, "url").unwrap_or_default().to_owned(),
        waiting: json::number(&info, "pending_update_count").unwrap_or_default(),
        last_error: json::number(&info, "last_error_date").zip(error),
    })
}

/// Takes a webhook away that somebody has set: while it stands, nobody can poll. Nothing waiting is dropped.
pub async fn delete(client: &Client) -> Result<(), CallError> {
    client.call(&DeleteWebhook::new(), PATIENCE).await.map(|_: Value| ())
}

/// The body of a webhook's request, to be kept; `None` when it is no update with a number.
#[must_use]
pub fn read(body: &str) -> Option<RawUpdate> {
    let update = Update::read(body).ok()?;
    Some(RawUpdate { update_id: update.id()?, key: update.queue_key(), body: body.to_owned() })
}
