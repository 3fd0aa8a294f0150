//! What a refusal of the Bot API means for the one who wanted to send.
//!
//! Matched by how descriptions begin: what follows differs by server, by version and by chat. Sources: the errors
//! of tdlib/telegram-bot-api and tdlib/td, and those teloxide lists.

use std::time::Duration;

use super::client::{CallError, Refusal};
use crate::messenger::SendError;

/// Waited when we are told to slow down but not for how long.
const PATIENCE: Duration = Duration::from_secs(5);

/// Words in front of a description that repeat its code.
const CATEGORIES: [&str; 6] =
    ["bad request: ", "forbidden: ", "unauthorized: ", "conflict: ", "internal server error: ", "[error]: "];

#[derive(Clone, Copy)]
enum Meaning {
    NotModified,
    Gone,
    OtherKind,
    Unreachable,
}

/// Beginnings of descriptions, in small letters and without their category. Everything else of 400 is refused.
const MEANINGS: [(&str, Meaning); 40] = [
    ("message is not modified", Meaning::NotModified),
    ("message_not_modified", Meaning::NotModified),
    ("message to edit not found", Meaning::Gone),
    ("message to delete not found", Meaning::Gone),
    ("message to be replied not found", Meaning::Gone),
    ("message to reply not found", Meaning::Gone),
    ("replied message not found", Meaning::Gone),
    ("message to forward not found", Meaning::Gone),
    ("message to copy not found", Meaning::Gone),
    ("message not found", Meaning::Gone),
    ("message_id_invalid", Meaning::Gone),
    // An edit that will never work again: the card is as good as gone, and a new one may be sent.
    ("message can't be edited", Meaning::Gone),
    ("message_edit_time_expired", Meaning::Gone),
    // A text becomes a picture, but no picture a text.
    ("there is no text in the message to edit", Meaning::OtherKind),
    ("there is no caption in the message to edit", Meaning::OtherKind),
    ("there is no media in the message to edit", Meaning::OtherKind),
    ("message media can't be edited", Meaning::OtherKind),
    ("can't change media type in the album", Meaning::OtherKind),
    ("chat not found", Meaning::Unreachable),
    ("user not found", Meaning::Unreachable),
    ("chat_id is empty", Meaning::Unreachable),
    ("peer_id_invalid", Meaning::Unreachable),
    ("chat_id_invalid", Meaning::Unreachable),
    ("user_id_invalid", Meaning::Unreachable),
    ("bot was blocked", Meaning::Unreachable),
    ("user_is_blocked", Meaning::Unreachable),
    ("bot was kicked", Meaning::Unreachable),
    ("bot is not a member", Meaning::Unreachable),
    ("bot can't initiate conversation", Meaning::Unreachable),
    ("bot can't send messages to", Meaning::Unreachable),
    ("user is deactivated", Meaning::Unreachable),
    ("user_deactivated", Meaning::Unreachable),
    ("input_user_deactivated", Meaning::Unreachable),
    ("user_bot_invalid", Meaning::Unreachable),
    ("group is deactivated", Meaning::Unreachable),
    ("the group chat was deleted", Meaning::Unreachable),
    ("have no rights to send", Meaning::Unreachable),
    ("not enough rights to send text messages", Meaning::Unreachable),
    ("need administrator rights in the channel", Meaning::Unreachable),
    ("chat_write_forbidden", Meaning::Unreachable),
];

/// What to do about a call that failed.
#[must_use]
pub fn classify(error: CallError) -> SendError {
    match error {
        CallError::NoAnswer(why) => SendError::Unavailable(why),
        CallError::Refused(refusal) => refused(refusal),
    }
}

impl From<CallError> for SendError {
    fn from(error: CallError) -> Self {
        classify(error)
    }
}

fn refused(refusal: Refusal) -> SendError {
    if let Some(chat) = refusal.migrate_to {
        return SendError::Migrated(chat);
    }
    if let Some(wait) = asked_to_wait(&refusal) {
        return SendError::RetryAfter(wait);
    }
    if refusal.code >= 500 {
        return SendError::Unavailable(refusal.to_string());
    }
    match meaning(&refusal.description) {
        Some(Meaning::NotModified) => SendError::NotModified,
        Some(Meaning::Gone) => SendError::MessageGone,
        Some(Meaning::OtherKind) => SendError::OtherKind,
        Some(Meaning::Unreachable) => SendError::Unreachable(refusal.description),
        None => by_code(refusal),
    }
}

/// How long a refusal for speed asks to wait; `None` for other refusals.
pub(super) fn asked_to_wait(refusal: &Refusal) -> Option<Duration> {
    let description = refusal.description.to_ascii_lowercase();
    let slow_down = refusal.code == 429 || description.starts_with("too many requests");
    let written = || {
        let (_, rest) = description.split_once("retry after ")?;
        let digits = rest.split(|sign: char| !sign.is_ascii_digit()).next()?;
        digits.parse().ok().map(Duration::from_secs)
    };
    slow_down.then(|| refusal.retry_after.or_else(written).unwrap_or(PATIENCE))
}

/// A wrong token is 401 where it looks like a token and 404 where it does not.
pub(super) fn is_unauthorized(refusal: &Refusal) -> bool {
    match refusal.code {
        401 => true,
        404 => refusal.description.eq_ignore_ascii_case("not found"),
        _ => false,
    }
}

fn by_code(refusal: Refusal) -> SendError {
    if is_unauthorized(&refusal) {
        SendError::Unauthorized
    } else if refusal.code == 403 {
        SendError::Unreachable(refusal.description)
    } else {
        SendError::Refused(refusal.to_string())
    }
}

fn meaning(description: &str) -> Option<Meaning> {
    let text = description.to_ascii_lowercase();
    let bare = CATEGORIES.into_iter().fold(text.as_str(), |text, category| text.strip_prefix(category).unwrap_or(text));
    MEANINGS.into_iter().find(|(beginning, _)| bare.starts_with(beginning)).map(|(_, meaning)| meaning)
}
