//! Addresses behind words. Those written out are in the text already; those of buttons are advertisements.

use serde_json::Value;

use super::super::json;

/// Each address once, in the order met. Entities are looked for in the content of this message only: the names below
/// are all the places Bot API 10.3 has them in.
pub(super) fn of(message: &Value) -> Vec<String> {
    let mut links = Vec::new();
    of_entities(message, &["entities", "caption_entities"], &mut links);
    if let Some(poll) = json::member(message, "poll") {
        of_entities(poll, &["question_entities", "description_entities", "explanation_entities"], &mut links);
        for option in json::list(poll, "options") {
            of_entities(option, &["text_entities"], &mut links);
        }
        of_poll_media(poll, &mut links);
    }
    if let Some(checklist) = json::member(message, "checklist") {
        of_entities(checklist, &["title_entities"], &mut links);
        for task in json::list(checklist, "tasks") {
            of_entities(task, &["text_entities"], &mut links);
        }
    }
    if let Some(rich) = json::member(message, "rich_message") {
        of_rich(rich, &mut links);
    }
    links.extend(json::member(message, "story").and_then(story));
    let mut seen = std::collections::HashSet::new();
    links.retain(|link| seen.insert(link.clone()));
    links
}

fn of_entities(value: &Value, names: &[&str], links: &mut Vec<String>) {
    let entities = names.iter().flat_map(|name| json::list(value, name));
    let behind_words = entities.filter(|entity| json::text(entity, "type") == Some("text_link"));
    links.extend(behind_words.filter_map(|entity| json::text(entity, "url")).map(str::to_owned));
}

fn of_poll_media(poll: &Value, links: &mut Vec<String>) {
    let media = json::list(poll, "options").iter().chain([poll]).filter_map(|holder| json::member(holder, "media"));
    let shown = media.filter_map(|media| json::text(json::member(media, "link")?, "url"));
    links.extend(shown.map(str::to_owned));
}

/// Spans of the type `url`, at any depth; buttons have no type.
fn of_rich(value: &Value, links: &mut Vec<String>) {
    if json::text(value, "type") == Some("url") {
        links.extend(json::text(value, "url").map(str::to_owned));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| of_rich(item, links)),
        Value::Object(members) => members.values().for_each(|member| of_rich(member, links)),
        _ => {}
    }
}

/// A story comes without its words; it can be opened where its chat has a public name.
fn story(story: &Value) -> Option<String> {
    let username = json::text(json::member(story, "chat")?, "username")?;
    Some(format!("https://t.me/{username}/s/{}", json::number(story, "id")?))
}
