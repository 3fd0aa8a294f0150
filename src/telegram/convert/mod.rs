//! One update of the Bot API in neutral words, read tolerantly.
//!
//! Telegram adds kinds of messages, entities, origins and updates every few weeks. Nothing here fails on what it does
//! not know: members are asked for one by one, unknown ones are passed over, and words are looked for even in kinds
//! of messages nobody had heard of when this was written.

mod attachments;
mod kinds;
mod links;
mod message;
mod origin;
mod people;
mod rich;
mod words;

use std::fmt;

use serde_json::Value;

use super::json;
use crate::domain::ids::{ChatId, MessageId, UpdateId};
use crate::messenger::event::{Chat, ChatKind, Event, Press, PressId, What};

/// Kinds of updates that may mean something to us; [`what`] says what.
const READ: [&str; 7] = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "business_message",
    "edited_business_message",
    "guest_message",
];

/// One update, read but not yet understood. What is nested absurdly deep was left out in reading, so it may be walked
/// without fear for the stack.
#[derive(Clone, PartialEq)]
pub struct Update(Value);

/// Without the content: words of people stay out of logs.
impl fmt::Debug for Update {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Update").field("id", &self.id()).finish_non_exhaustive()
    }
}

/// The text is no JSON that can be read.
#[derive(Debug, thiserror::Error)]
#[error("the update cannot be read: {0}")]
pub struct Unreadable(#[from] serde_json::Error);

impl Update {
    /// Reads the body of a webhook, or one update of a page.
    pub fn read(body: &str) -> Result<Self, Unreadable> {
        Ok(Self(json::read(body)?))
    }

    /// Telegram's number of the update.
    pub fn id(&self) -> Option<i64> {
        json::number(&self.0, "update_id")
    }

    /// Updates of one key are handled in order: the chat, else the person, else 0.
    pub fn queue_key(&self) -> i64 {
        let Some((_, content)) = self.content() else { return 0 };
        let chat = conversation(content).and_then(|chat| json::number(chat, "id"));
        chat.or_else(|| people::account(content)).unwrap_or(0)
    }

    /// What the update says to the bot whose account is `bot`; `id` is the number it was kept under.
    pub fn event(&self, id: UpdateId, bot: ChatId) -> Event {
        let Some((kind, content)) = self.content() else {
            return Event { id, chat: None, sender: None, what: What::Other };
        };
        let chat = conversation(content).and_then(chat);
        let sender = people::sender(content);
        Event { id, what: what(kind, content, chat.as_ref(), bot), chat, sender }
    }

    /// What the update is about, with the member's name, which is the kind. There is one such member beside the
    /// number; should Telegram ever send more along, those we read come first.
    fn content(&self) -> Option<(&str, &Value)> {
        let members = self.0.as_object()?;
        let read = READ.into_iter().filter_map(|kind| members.get_key_value(kind));
        let (kind, content) = read.chain(members).find(|(_, content)| content.is_object())?;
        Some((kind, content))
    }
}

/// Where the content belongs; a press belongs where its message is.
fn conversation(content: &Value) -> Option<&Value> {
    json::member(content, "chat").or_else(|| json::member(json::member(content, "message")?, "chat"))
}

fn chat(chat: &Value) -> Option<Chat> {
    let id = json::number(chat, "id")?;
    let kind = match json::text(chat, "type") {
        Some("private") => ChatKind::Private,
        Some("channel") => ChatKind::Channel,
        Some("group" | "supergroup") => ChatKind::Group,
        // Accounts of people have positive numbers.
        _ if id > 0 => ChatKind::Private,
        _ => ChatKind::Group,
    };
    let title = json::text(chat, "title").map(str::to_owned).filter(|title| !title.is_empty());
    Some(Chat { id: ChatId(id), kind, title })
}

fn what(kind: &str, content: &Value, chat: Option<&Chat>, bot: ChatId) -> What {
    match kind {
        "message" => message::what(content, bot, What::Message),
        "edited_message" => message::what(content, bot, What::Edited),
        "business_message" | "guest_message" if is_own_chat(content) => message::what(content, bot, What::Message),
        "edited_business_message" if is_own_chat(content) => message::what(content, bot, What::Edited),
        "callback_query" => press(content).map_or(What::Other, What::Press),
        "my_chat_member" if chat.is_some_and(|chat| chat.kind != ChatKind::Channel) => {
            reachable(content).map_or(What::Other, What::Reachable)
        }
        _ => What::Other,
    }
}

/// The sender writes in the chat that bears the sender's own number. In other chats a business account, or a guest's
/// host, talks with somebody else: an answer would go to the wrong person.
fn is_own_chat(content: &Value) -> bool {
    let chat = conversation(content).and_then(|chat| json::number(chat, "id"));
    chat.is_some() && chat == people::account(content)
}

/// Buttons of games carry no data and are none of ours. A press without a sign in its data is forged, and answered.
fn press(content: &Value) -> Option<Press> {
    Some(Press {
        id: PressId(json::scalar(content, "id")?),
        message: json::member(content, "message")
            .and_then(|message| json::number(message, "message_id"))
            .map(MessageId),
        data: json::scalar(content, "data").or_else(|| content.get("data")?.as_str().map(str::to_owned))?,
    })
}

fn reachable(content: &Value) -> Option<bool> {
    let member = json::member(content, "new_chat_member")?;
    json::text(member, "status").map(|status| !matches!(status, "kicked" | "left"))
}
