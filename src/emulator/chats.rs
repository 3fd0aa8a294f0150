//! Conversations and the messages in them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::refusal::Refusal;
use crate::domain::ids::{ChatId, MessageId};
use crate::domain::moment::Moment;

/// A conversation the bot may or may not be in.
#[derive(Debug)]
pub struct Chat {
    pub id: ChatId,
    pub kind: ChatKind,
    /// The object `Chat` of the API.
    pub json: Value,
    pub standing: Standing,
    pub messages: BTreeMap<MessageId, Message>,
    /// Last number given, in a supergroup or a channel; other chats share one row of numbers.
    pub last_message: i64,
    /// Told to be silent until then.
    pub flood_until: Option<Duration>,
    /// Since when the bot knows that it cannot send here.
    pub told_unreachable: Option<Duration>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
}

impl ChatKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
        }
    }
}

/// How the bot stands in a chat.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// The person never wrote to the bot.
    Stranger,
    /// May write; in a group it sees only what privacy mode lets through.
    Member,
    /// Sees everything, may delete messages of others.
    Administrator,
    Blocked,
    /// The account was deleted.
    Deactivated,
    Kicked,
    /// Never was in it, or left by itself.
    Outside,
    /// The group became this supergroup.
    Upgraded(ChatId),
}

/// A message, as the API shows it, and what only the people in the chat know.
#[derive(Clone, Debug)]
pub struct Message {
    /// The object `Message`.
    pub json: Value,
    pub silent: bool,
    pub edits: Vec<Moment>,
    pub deleted: Option<Moment>,
}

impl Message {
    pub const fn new(json: Value, silent: bool) -> Self {
        Self { json, silent, edits: Vec::new(), deleted: None }
    }
}

impl Chat {
    pub fn private(id: ChatId, json: Value) -> Self {
        Self::new(id, ChatKind::Private, json, Standing::Stranger)
    }

    pub fn titled(id: ChatId, kind: ChatKind, title: &str) -> Self {
        let json = json!({ "id": id, "type": kind.name(), "title": title });
        Self::new(id, kind, json, Standing::Outside)
    }

    const fn new(id: ChatId, kind: ChatKind, json: Value, standing: Standing) -> Self {
        let messages = BTreeMap::new();
        Self { id, kind, json, standing, messages, last_message: 0, flood_until: None, told_unreachable: None }
    }

    /// Why the bot cannot write here, in Telegram's words.
    pub fn obstacle(&self) -> Option<Refusal> {
        let kind = self.kind.name();
        match self.standing {
            Standing::Member | Standing::Administrator => None,
            Standing::Stranger => Some(Refusal::forbidden("bot can't initiate conversation with a user")),
            Standing::Blocked => Some(Refusal::forbidden("bot was blocked by the user")),
            Standing::Deactivated => Some(Refusal::forbidden("user is deactivated")),
            Standing::Kicked => Some(Refusal::forbidden(format!("bot was kicked from the {kind} chat"))),
            Standing::Outside => Some(Refusal::forbidden(format!("bot is not a member of the {kind} chat"))),
            Standing::Upgraded(to) => Some(Refusal::upgraded(to)),
        }
    }

    /// A message that is still there.
    pub fn message(&self, id: MessageId) -> Option<&Message> {
        self.messages.get(&id).filter(|message| message.deleted.is_none())
    }

    pub fn message_mut(&mut self, id: MessageId) -> Option<&mut Message> {
        self.messages.get_mut(&id).filter(|message| message.deleted.is_none())
    }

    /// The message as one replies to it: Telegram shows one level only.
    pub fn quoted(&self, id: MessageId) -> Option<Value> {
        let mut json = self.message(id)?.json.clone();
        json.as_object_mut().map(|object| object.remove("reply_to_message"));
        Some(json)
    }

    /// The head of a message: its number, place and date.
    pub fn head(&self, id: MessageId, at: Moment) -> Map<String, Value> {
        let mut head = Map::new();
        head.insert("message_id".to_owned(), json!(id));
        head.insert("chat".to_owned(), self.json.clone());
        head.insert("date".to_owned(), json!(at.millis().div_euclid(1000)));
        head
    }
}
