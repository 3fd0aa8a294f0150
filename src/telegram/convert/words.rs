//! The words of a message, whatever kind it is of.

use serde_json::Value;

use super::super::json;
use super::{kinds, rich};

/// Names under which strangers keep words, best first.
const NAMES: [&str; 12] = [
    "text",
    "caption",
    "title",
    "question",
    "name",
    "description",
    "summary",
    "body",
    "explanation",
    "label",
    "address",
    "content",
];

/// Members of unknown kinds that hold other people's words, or none.
const FOREIGN: [&str; 12] = [
    "chat",
    "entities",
    "external_reply",
    "from",
    "pinned_message",
    "quote",
    "reply_markup",
    "reply_to_message",
    "sender_chat",
    "suggested_post_message",
    "thumbnail",
    "user",
];

type Reader = fn(&Value, &mut Vec<String>);

/// Kinds of content with words and without a text or a caption, in the order they are read.
const READERS: [(&str, Reader); 10] = [
    ("rich_message", rich::lines),
    ("poll", poll),
    ("checklist", checklist),
    ("contact", contact),
    ("venue", venue),
    ("dice", dice),
    ("game", game),
    ("invoice", invoice),
    ("giveaway", giveaway),
    ("giveaway_winners", giveaway),
];

/// The text, else the caption, else what words there are; empty when there are none. Never words of the message
/// replied to, nor of a pinned one.
pub(super) fn of(message: &Value) -> String {
    let written = json::text(message, "text").or_else(|| json::text(message, "caption"));
    written.map_or_else(|| of_content(message), str::to_owned)
}

fn of_content(message: &Value) -> String {
    let mut lines = Vec::new();
    for (kind, read) in READERS {
        if let Some(content) = json::member(message, kind) {
            read(content, &mut lines);
        }
    }
    if lines.is_empty() {
        of_strangers(message, &mut lines);
    }
    lines.join("\n")
}

fn of_strangers(message: &Value, lines: &mut Vec<String>) {
    for (member, content) in message.as_object().into_iter().flatten().filter(|(member, _)| kinds::is_unknown(member)) {
        match content {
            Value::String(_) if !NAMES.contains(&member.as_str()) => {}
            _ => harvest(content, lines),
        }
    }
}

/// Texts under telling names, best names first, then those further in.
fn harvest(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::String(text) => line(Some(text), lines),
        Value::Array(items) => items.iter().filter(|item| !item.is_string()).for_each(|item| harvest(item, lines)),
        Value::Object(members) => {
            let named = NAMES.iter().filter_map(|name| members.get(*name));
            for content in named {
                harvest(content, lines);
            }
            let others = members.iter().filter(|(name, content)| {
                !NAMES.contains(&name.as_str()) && !FOREIGN.contains(&name.as_str()) && !content.is_string()
            });
            others.for_each(|(_, content)| harvest(content, lines));
        }
        _ => {}
    }
}

pub(super) fn line(text: Option<&str>, lines: &mut Vec<String>) {
    lines.extend(text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned));
}

fn members(value: &Value, names: &[&str], lines: &mut Vec<String>) {
    for name in names {
        line(json::text(value, name), lines);
    }
}

fn poll(poll: &Value, lines: &mut Vec<String>) {
    members(poll, &["question", "description"], lines);
    for option in json::list(poll, "options") {
        members(option, &["text"], lines);
    }
    members(poll, &["explanation"], lines);
}

fn checklist(checklist: &Value, lines: &mut Vec<String>) {
    members(checklist, &["title"], lines);
    for task in json::list(checklist, "tasks") {
        members(task, &["text"], lines);
    }
}

fn contact(contact: &Value, lines: &mut Vec<String>) {
    let parts = ["first_name", "last_name"].into_iter().filter_map(|part| json::text(contact, part));
    let name = parts.collect::<Vec<_>>().join(" ");
    line(Some(&name), lines);
    line(json::scalar(contact, "phone_number").as_deref(), lines);
}

fn venue(venue: &Value, lines: &mut Vec<String>) {
    members(venue, &["title", "address"], lines);
}

/// `48.28, 46.17`: north, then east; of a map within a rich message.
pub(super) fn location(place: &Value, lines: &mut Vec<String>) {
    if let (Some(north), Some(east)) = (json::scalar(place, "latitude"), json::scalar(place, "longitude")) {
        lines.push(format!("{north}, {east}"));
    }
}

fn dice(dice: &Value, lines: &mut Vec<String>) {
    let parts = ["emoji", "value"].into_iter().filter_map(|part| json::scalar(dice, part));
    line(Some(&parts.collect::<Vec<_>>().join(" ")), lines);
}

fn game(game: &Value, lines: &mut Vec<String>) {
    members(game, &["title", "description", "text"], lines);
}

fn invoice(invoice: &Value, lines: &mut Vec<String>) {
    members(invoice, &["title", "description"], lines);
}

fn giveaway(giveaway: &Value, lines: &mut Vec<String>) {
    members(giveaway, &["prize_description"], lines);
}
