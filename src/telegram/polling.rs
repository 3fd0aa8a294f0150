//! One page of `getUpdates`, raw. The loop around it is elsewhere.

use std::fmt;
use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;
use teloxide::requests::Payload;
use teloxide::types::AllowedUpdate;

use super::classify;
use super::client::{CallError, Client, Refusal};
use super::convert::Update;

/// What Telegram allows a long poll to take.
pub const LONGEST_POLL: Duration = Duration::from_secs(50);
/// Left to the answer to travel once the poll is over; a page may have 4 MB.
const TRAVEL: Duration = Duration::from_secs(15);
const PAGE: u8 = 100;
/// Telegram remembers the list; it is named each time so that nobody else's list stays.
pub(super) const KINDS: [AllowedUpdate; 4] =
    [AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];

/// One update as it came, to be kept before it is looked at.
#[derive(Clone, Eq, PartialEq)]
pub struct RawUpdate {
    pub update_id: i64,
    /// Updates of one key are handled in order: the chat, else the person, else 0.
    pub key: i64,
    /// JSON of the update, byte for byte.
    pub body: String,
}

/// Without the body: words of people stay out of logs.
impl fmt::Debug for RawUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { update_id, key, body: _ } = self;
        f.debug_struct("RawUpdate").field("update_id", update_id).field("key", key).finish_non_exhaustive()
    }
}

/// Why there is no page.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FetchError {
    /// 5xx, silence, reset, or a page that is no JSON: ask again.
    #[error("no answer: {0}")]
    Unavailable(String),
    #[error("asked to wait {0:?}")]
    RetryAfter(Duration),
    /// Another process polls with our token, or a webhook is set.
    #[error("somebody else takes the updates: {0}")]
    Conflict(String),
    #[error("the token is not accepted")]
    Unauthorized,
    #[error("refused: {0}")]
    Refused(String),
}

/// `getUpdates` of our own: teloxide's has offsets of 32 bits.
#[derive(Debug, Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    /// Seconds.
    timeout: u64,
    allowed_updates: [AllowedUpdate; 4],
}

impl Payload for GetUpdates {
    type Output = Box<RawValue>;
    const NAME: &'static str = "GetUpdates";
}

/// Asks for the updates from `offset` on, which tells Telegram to forget those before it; waits for the first one at
/// most `timeout`, and never longer than [`LONGEST_POLL`].
///
/// An update whose number cannot be read is kept under the number its place gives it (Telegram counts by one), so
/// that it is seen to fail rather than lost, and the offset moves over it. Where even that is impossible, an error is
/// logged.
pub async fn fetch(client: &Client, offset: Option<i64>, timeout: Duration) -> Result<Vec<RawUpdate>, FetchError> {
    let poll = timeout.min(LONGEST_POLL);
    let request = GetUpdates { offset, limit: PAGE, timeout: poll.as_secs(), allowed_updates: KINDS };
    let page = client.call_raw(&request, poll + TRAVEL).await?;
    let bodies: Vec<&RawValue> = serde_json::from_str(page.get())
        .map_err(|_| FetchError::Unavailable("the page of updates is not a list".to_owned()))?;
    Ok(read_page(&bodies, offset))
}

fn read_page(bodies: &[&RawValue], offset: Option<i64>) -> Vec<RawUpdate> {
    let updates: Vec<_> = bodies.iter().map(|body| Update::read(body.get()).ok()).collect();
    let known: Vec<_> = updates.iter().map(|update| update.as_ref().and_then(Update::id)).collect();
    let mut page = Vec::with_capacity(bodies.len());
    for (place, body) in bodies.iter().enumerate() {
        let previous = page.last().map(|update: &RawUpdate| update.update_id);
        let Some(update_id) = known[place].or_else(|| number_by_place(&known, place, previous, offset)) else {
            tracing::error!(page.place = place, "an update without a number is lost");
            continue;
        };
        let key = updates[place].as_ref().map_or(0, Update::queue_key);
        page.push(RawUpdate { update_id, key, body: body.get().to_owned() });
    }
    page
}

/// The number after the previous one, else counted back from the next that is known, else the one we asked for; never
/// one that another update of the page has.
fn number_by_place(known: &[Option<i64>], place: usize, previous: Option<i64>, offset: Option<i64>) -> Option<i64> {
    let before_next = || {
        let (steps, next) = known.iter().skip(place).enumerate().find_map(|(steps, id)| Some((steps, (*id)?)))?;
        next.checked_sub(i64::try_from(steps).ok()?)
    };
    let number = previous.and_then(|id| id.checked_add(1)).or_else(before_next).or(offset)?;
    (!known.contains(&Some(number))).then_some(number)
}

impl From<CallError> for FetchError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::NoAnswer(why) => Self::Unavailable(why),
            CallError::Refused(refusal) => refused(&refusal),
        }
    }
}

fn refused(refusal: &Refusal) -> FetchError {
    if let Some(wait) = classify::asked_to_wait(refusal) {
        return FetchError::RetryAfter(wait);
    }
    match refusal.code {
        409 => FetchError::Conflict(refusal.description.clone()),
        500.. => FetchError::Unavailable(refusal.to_string()),
        _ if classify::is_unauthorized(refusal) => FetchError::Unauthorized,
        _ => FetchError::Refused(refusal.to_string()),
    }
}
