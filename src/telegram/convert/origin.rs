//! Where a forwarded message was written.

use serde_json::Value;

use super::super::json;
use super::people;
use crate::domain::ids::{ChatId, MessageId};
use crate::messenger::event::Origin;

/// `None` for a message written by its sender. A kind we do not know, or one without what it should have, is
/// [`Origin::Unknown`]: that a message was forwarded is never lost.
pub(super) fn of(message: &Value) -> Option<Origin> {
    if let Some(origin) = json::member(message, "forward_origin") {
        return Some(known(origin).unwrap_or_else(|| unknown(origin)));
    }
    before_bot_api_7(message).or_else(|| automatic(message))
}

fn known(origin: &Value) -> Option<Origin> {
    match json::text(origin, "type")? {
        "user" => person(json::member(origin, "sender_user")?),
        "hidden_user" => hidden(origin, "sender_user_name"),
        "chat" => group(json::member(origin, "sender_chat")?, signature(origin, "author_signature")),
        "channel" => {
            let post = json::number(origin, "message_id");
            channel(json::member(origin, "chat")?, post, signature(origin, "author_signature"))
        }
        _ => None,
    }
}

/// The best name to be found; one level deep, as all known kinds have it.
fn unknown(origin: &Value) -> Origin {
    let plain = ["sender_user_name", "sender_name", "name", "title"].into_iter();
    let named = plain.filter_map(|name| json::text(origin, name)).map(people::clean);
    let within = origin.as_object().into_iter().flat_map(|members| members.values()).filter(|value| value.is_object());
    let name = named.chain(within.filter_map(people::title)).find(|name| !name.is_empty());
    Origin::Unknown { name }
}

/// The members an own Bot API server of before 2024 sends.
fn before_bot_api_7(message: &Value) -> Option<Origin> {
    if let Some(user) = json::member(message, "forward_from") {
        return person(user).or(Some(Origin::Unknown { name: None }));
    }
    if let Some(chat) = json::member(message, "forward_from_chat") {
        let (post, signature) =
            (json::number(message, "forward_from_message_id"), signature(message, "forward_signature"));
        let found = if json::text(chat, "type") == Some("channel") {
            channel(chat, post, signature)
        } else {
            group(chat, signature)
        };
        return found.or(Some(Origin::Unknown { name: None }));
    }
    let dated = json::member(message, "forward_date").map(|_| Origin::Unknown { name: None });
    hidden(message, "forward_sender_name").or(dated)
}

/// A channel's post that Telegram itself copied into the group for its discussion.
fn automatic(message: &Value) -> Option<Origin> {
    if !json::flag(message, "is_automatic_forward") {
        return None;
    }
    let chat =
        json::member(message, "sender_chat").and_then(|chat| group(chat, signature(message, "author_signature")));
    chat.or(Some(Origin::Unknown { name: None }))
}

fn person(user: &Value) -> Option<Origin> {
    Some(Origin::Person { name: people::name(user)?, username: people::username(user) })
}

fn hidden(holder: &Value, member: &str) -> Option<Origin> {
    let name = people::clean(json::text(holder, member)?);
    (!name.is_empty()).then_some(Origin::Hidden { name })
}

fn group(chat: &Value, signature: Option<String>) -> Option<Origin> {
    Some(Origin::Chat { title: people::title(chat)?, username: people::username(chat), signature })
}

/// A channel whose post cannot be named is as little as a group.
fn channel(chat: &Value, post: Option<i64>, signature: Option<String>) -> Option<Origin> {
    let Some(post) = post.map(MessageId) else { return group(chat, signature) };
    let channel = ChatId(json::number(chat, "id")?);
    Some(Origin::Channel { channel, title: people::title(chat)?, username: people::username(chat), post, signature })
}

fn signature(holder: &Value, member: &str) -> Option<String> {
    json::text(holder, member).map(people::clean).filter(|name| !name.is_empty())
}
