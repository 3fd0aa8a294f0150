//! A message: what was said, what came with it, and where it was written.

use std::time::Duration;

use serde_json::Value;

use super::super::json;
use super::{attachments, kinds, links, origin, words};
use crate::domain::ids::{ChatId, MessageId};
use crate::domain::moment::Moment;
use crate::messenger::event::{Message, RepliedTo, What};

/// `said` tells a new message from an edited one. Notes of the service (somebody joined, a title changed) say nothing
/// to us, but for the one that the group moved.
pub(super) fn what(message: &Value, bot: ChatId, said: fn(Message) -> What) -> What {
    if let Some(chat) = json::number(message, "migrate_to_chat_id") {
        return What::Migrated(ChatId(chat));
    }
    let message_said = read(message, bot);
    let empty = message_said.is_empty() && message_said.origin.is_none();
    if empty && kinds::is_service(message) { What::Other } else { said(message_said) }
}

fn read(message: &Value, bot: ChatId) -> Message {
    Message {
        id: id(message),
        at: at(message),
        text: words::of(message),
        attachments: attachments::of(message),
        point: point(message),
        origin: origin::of(message),
        reply_to: replied_to(message, bot),
        album: json::scalar(message, "media_group_id").filter(|album| album.len() <= LONGEST_ALBUM),
        links: links::of(message),
    }
}

/// In bytes; Telegram's have some twenty.
const LONGEST_ALBUM: usize = 200;

fn id(message: &Value) -> MessageId {
    MessageId(json::number(message, "message_id").unwrap_or(0))
}

/// Telegram counts in seconds; 1970 where the date cannot be read.
fn at(message: &Value) -> Moment {
    let seconds = json::number(message, "date").and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or(0);
    Moment::from_millis(0).plus(Duration::from_secs(seconds))
}

/// A venue has its location beside it too, for readers that know no venues.
fn point(message: &Value) -> Option<(f64, f64)> {
    let place = json::member(message, "location").or_else(|| json::member(json::member(message, "venue")?, "location"));
    let degrees = |name, most: f64| place?.get(name)?.as_f64().filter(|degrees| degrees.abs() <= most);
    Some((degrees("latitude", 90.0)?, degrees("longitude", 180.0)?))
}

/// A reply to a message of another chat is none to ours, and is passed over.
fn replied_to(message: &Value, bot: ChatId) -> Option<RepliedTo> {
    let replied = json::member(message, "reply_to_message")?;
    let author = json::member(replied, "from").and_then(|from| json::number(from, "id"));
    let quoted = || json::member(message, "quote").and_then(|quote| json::text(quote, "text")).map(str::to_owned);
    let text = words::of(replied);
    Some(RepliedTo {
        id: MessageId(json::number(replied, "message_id")?),
        ours: author == Some(bot.0),
        text: if text.is_empty() { quoted().unwrap_or(text) } else { text },
    })
}
