//! What the bot did wrong, though Telegram might have let it pass. A good test ends with none.

use std::fmt;

use crate::domain::ids::{ChatId, MessageId};
use crate::messenger::event::PressId;

/// One wrong of the bot.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Sin {
    /// The request is not what `api.json` says.
    Malformed { method: String, what: String },
    /// A method of the Bot API that the emulator does not know how to do.
    NotEmulated { method: String },
    /// Nobody answered a press that was delivered: its button spun until it expired, or to the end.
    UnansweredPress { press: PressId, data: String },
    /// A press was answered again although its update came only once.
    AnsweredTwice { press: PressId },
    /// An edit that changed nothing.
    NeedlessEdit { chat: ChatId, message: MessageId },
    /// A call to a chat before the time it was told to wait for had passed.
    CalledBeforeRetryAfter { method: String, chat: ChatId, seconds_early: u64 },
    /// More messages than the limits allow.
    TooFast { chat: ChatId, limit: Limit },
    /// A call to a chat of which the bot knew that it cannot be reached.
    SentToUnreachable { method: String, chat: ChatId },
}

/// A limit of the rates (architecture, «Limits»).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Limit {
    /// A burst of 3, then 1 a second.
    Private,
    /// 20 a minute.
    Group,
    /// 30 a second to all chats.
    Overall,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Private => "3 at once, then 1/s in a private chat",
            Self::Group => "20/min in a group",
            Self::Overall => "30/s in all",
        })
    }
}

impl fmt::Display for Sin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { method, what } => write!(f, "{method}: {what}"),
            Self::NotEmulated { method } => write!(f, "{method} is not emulated"),
            Self::UnansweredPress { press, data } => write!(f, "press {} of «{data}» was not answered", press.0),
            Self::AnsweredTwice { press } => write!(f, "press {} was answered twice", press.0),
            Self::NeedlessEdit { chat, message } => write!(f, "message {message} of chat {chat}: edit changes nothing"),
            Self::CalledBeforeRetryAfter { method, chat, seconds_early } => {
                write!(f, "{method} to chat {chat} {seconds_early} s before retry_after passed")
            }
            Self::TooFast { chat, limit } => write!(f, "chat {chat}: more than {limit}"),
            Self::SentToUnreachable { method, chat } => write!(f, "{method} to chat {chat}, known to be unreachable"),
        }
    }
}
