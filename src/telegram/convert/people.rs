//! Accounts and their names. Names are hostile: people put line breaks, marks that turn the direction of writing, and
//! nothing at all into them.

use serde_json::Value;

use super::super::json;
use crate::domain::ids::ChatId;
use crate::messenger::event::Sender;

/// The account that acted. Where `sender_chat` is set, `from` is a stand-in of Telegram's: nobody can be named.
pub(super) fn sender(content: &Value) -> Option<Sender> {
    if json::member(content, "sender_chat").is_some() {
        return None;
    }
    let user = user(content)?;
    let account = json::number(user, "id")?;
    Some(Sender { account: ChatId(account), name: name(user)?, is_bot: json::flag(user, "is_bot") })
}

/// The account's number alone.
pub(super) fn account(content: &Value) -> Option<i64> {
    user(content).and_then(|user| json::number(user, "id"))
}

fn user(content: &Value) -> Option<&Value> {
    json::member(content, "from").or_else(|| json::member(content, "user"))
}

/// First and last name, else the username, else the number: never empty.
pub(super) fn name(user: &Value) -> Option<String> {
    let parts = ["first_name", "last_name"].into_iter().filter_map(|part| json::text(user, part));
    let full = clean(&parts.collect::<Vec<_>>().join(" "));
    Some(full).filter(|name| !name.is_empty()).or_else(|| username(user)).or_else(|| json::scalar(user, "id"))
}

/// The title of a group or a channel, else what [`name`] finds.
pub(super) fn title(chat: &Value) -> Option<String> {
    json::text(chat, "title").map(clean).filter(|title| !title.is_empty()).or_else(|| name(chat))
}

/// Without `@`.
pub(super) fn username(account: &Value) -> Option<String> {
    json::text(account, "username").map(|name| clean(name.trim_start_matches('@'))).filter(|name| !name.is_empty())
}

/// One line without marks that cannot be seen; empty when nothing can be seen.
pub(super) fn clean(name: &str) -> String {
    let seen: String =
        name.chars().filter(|sign| !is_unseen(*sign)).map(|sign| if is_blank(sign) { ' ' } else { sign }).collect();
    let line = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().all(is_selector) { String::new() } else { line }
}

/// Zero-width signs, marks of direction, tags, and controls that are no line break.
const fn is_unseen(sign: char) -> bool {
    matches!(sign,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Signs that are wide and empty, though Unicode does not call them spaces.
fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Choose between looks of the sign before; alone they show nothing.
const fn is_selector(sign: char) -> bool {
    matches!(sign, '\u{fe00}'..='\u{fe0f}')
}
