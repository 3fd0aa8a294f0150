//! What comes in: one update of a messenger, read tolerantly, in neutral words.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{ChatId, MessageId, UpdateId};
use crate::domain::moment::Moment;

pub use crate::domain::attachment::{Attachment, AttachmentKind};

/// One update.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: UpdateId,
    /// Where it happened; `None` for updates that belong to no conversation.
    pub chat: Option<Chat>,
    /// Who did it; `None` where nobody can be named (channel posts, anonymous admins).
    pub sender: Option<Sender>,
    pub what: What,
}

/// A conversation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chat {
    pub id: ChatId,
    pub kind: ChatKind,
    /// Of a group or a channel.
    pub title: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChatKind {
    Private,
    Group,
    Channel,
}

/// The account that acted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sender {
    pub account: ChatId,
    pub name: String,
    pub is_bot: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Message(Message),
    Edited(Message),
    Press(Press),
    /// The person, or the group, let us in again, or threw us out.
    Reachable(bool),
    /// A group became the supergroup named.
    Migrated(ChatId),
    /// Anything we do not act on.
    Other,
}

/// A message of a person. It may be kept as JSON until its sender has said where it belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub at: Moment,
    /// Text or caption, or the words of a poll, a checklist, a contact …; empty when there are none.
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// A place on the map: latitude and longitude, degrees. It stands in no words.
    pub point: Option<(f64, f64)>,
    /// Set when it was written elsewhere and forwarded.
    pub origin: Option<Origin>,
    pub reply_to: Option<RepliedTo>,
    /// Parts of one album share this.
    pub album: Option<String>,
    /// Addresses of links hidden behind words; links written out stand in the text.
    pub links: Vec<String>,
}

impl Message {
    /// Neither words nor files nor a place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_words_only() && self.text.trim().is_empty()
    }

    /// Forwarded, or of an album: what an operator brings this way is a post rather than his own words.
    #[must_use]
    pub const fn is_a_post(&self) -> bool {
        self.origin.is_some() || self.album.is_some()
    }

    /// Nothing came with the words.
    #[must_use]
    pub const fn is_words_only(&self) -> bool {
        self.attachments.is_empty() && self.point.is_none()
    }
}

/// Where a forwarded message was written.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub enum Origin {
    /// A person whose account can be named.
    Person {
        name: String,
        username: Option<String>,
    },
    /// A person who hides the account.
    Hidden {
        name: String,
    },
    /// A group.
    Chat {
        title: String,
        username: Option<String>,
        signature: Option<String>,
    },
    Channel {
        channel: ChatId,
        title: String,
        username: Option<String>,
        post: MessageId,
        signature: Option<String>,
    },
    /// An origin of a kind we do not know; the words that could be found in it.
    Unknown {
        name: Option<String>,
    },
}

/// The message replied to.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct RepliedTo {
    pub id: MessageId,
    /// It was written by this bot.
    pub ours: bool,
    pub text: String,
}

/// A press of a button.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Press {
    pub id: PressId,
    /// The message that carries the button; only its id is sure to be known.
    pub message: Option<MessageId>,
    /// What the button carries; hostile until decoded and authorised.
    pub data: String,
}

/// The messenger's handle of a press, good for one answer.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct PressId(pub String);
