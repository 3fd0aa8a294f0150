//! Messages of every shape the Bot API's own schema allows keep their text and their origin.

use std::sync::LazyLock;

use mcu_bot::domain::ids::{ChatId, UpdateId};
use mcu_bot::messenger::event::{Message, Origin, What};
use mcu_bot::telegram::convert::Update;
use serde_json::{Map, Value, json};

const DEPTH: usize = 6;
/// Messages within messages are large, and walked by nobody.
const MESSAGE_DEPTH: usize = 3;
const TEXT: &str = "На улице Ленина, 5, нет воды";

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../src/emulator/api.json")).unwrap());

fn fields(of: &str) -> &'static [Value] {
    SCHEMA["types"][of]["fields"].as_array().map_or(&[], Vec::as_slice)
}

fn types(field: &Value) -> impl Iterator<Item = &str> {
    field["types"].as_array().unwrap().iter().map(|kind| kind.as_str().unwrap())
}

fn name(field: &Value) -> &str {
    field["name"].as_str().unwrap()
}

/// Values of a type: one for each subtype of a union, with every field filled in `depth` levels down.
fn values(kind: &str, depth: usize) -> Vec<Value> {
    if let Some(item) = kind.strip_prefix("Array of ") {
        let items = values(item, depth);
        return vec![Value::Array(items), json!([])];
    }
    match kind {
        "Integer" => vec![json!(7)],
        "Float" => vec![json!(48.28)],
        "Boolean" => vec![json!(true)],
        "String" => vec![json!("чужое")],
        _ => objects(kind, depth),
    }
}

fn objects(kind: &str, depth: usize) -> Vec<Value> {
    let depth = if kind == "Message" { depth.min(MESSAGE_DEPTH) } else { depth };
    let Some(depth) = depth.checked_sub(1) else { return vec![json!({})] };
    if let Some(subtypes) = SCHEMA["types"][kind]["subtypes"].as_array() {
        return subtypes.iter().flat_map(|subtype| values(subtype.as_str().unwrap(), depth)).collect();
    }
    let mut object = Map::new();
    for field in fields(kind) {
        let value = types(field).flat_map(|kind| values(kind, depth)).next().unwrap_or(Value::Null);
        object.insert(name(field).to_owned(), value);
    }
    vec![Value::Object(object)]
}

/// A forwarded complaint of a resident, sent on by an operator.
fn complaint() -> Value {
    json!({
        "message_id": 11,
        "date": 1_790_000_000,
        "chat": { "id": 5, "type": "private", "first_name": "Анна" },
        "from": { "id": 5, "is_bot": false, "first_name": "Анна" },
        "text": TEXT,
        "forward_origin": {
            "type": "channel",
            "date": 1_790_000_000,
            "chat": { "id": -1005, "type": "channel", "title": "Подслушано", "username": "overheard" },
            "message_id": 77,
        },
    })
}

fn with(mut message: Value, field: &str, value: Value) -> Value {
    message[field] = value;
    message
}

fn what(update: &Value) -> What {
    Update::read(&update.to_string()).unwrap().event(UpdateId(1), ChatId(999)).what
}

fn read(message: &Value) -> Message {
    match what(&json!({ "update_id": 1, "message": message })) {
        What::Message(message) => message,
        other => panic!("{other:?} of {message}"),
    }
}

fn assert_survives(message: &Value) {
    let read = read(message);
    assert_eq!(read.text, TEXT, "{message}");
    assert!(
        matches!(&read.origin, Some(Origin::Channel { title, post, .. }) if title == "Подслушано" && post.0 == 77),
        "{message}"
    );
}

/// Fields that are the complaint itself, and the one that says the chat is no more.
const OWN: [&str; 3] = ["text", "forward_origin", "migrate_to_chat_id"];

#[test]
fn text_and_origin_survive_every_field_of_a_message() {
    let others = fields("Message").iter().filter(|field| !OWN.contains(&name(field)));
    for field in others {
        for value in types(field).flat_map(|kind| values(kind, DEPTH)) {
            assert_survives(&with(complaint(), name(field), value));
        }
    }
}

#[test]
fn text_and_origin_survive_wrong_types_in_every_field() {
    for field in fields("Message").iter().filter(|field| !OWN.contains(&name(field))) {
        for wrong in [json!(null), json!("7"), json!(-1.5), json!([[]]), json!({ "type": [] }), json!([null, 1])] {
            assert_survives(&with(complaint(), name(field), wrong));
        }
    }
}

#[test]
fn text_and_origin_survive_entities_of_every_kind() {
    let kinds = ["mention", "text_link", "custom_emoji", "date_time", "a_kind_of_tomorrow", ""];
    for kind in kinds {
        for entity in objects("MessageEntity", DEPTH) {
            let entity = with(entity, "type", json!(kind));
            assert_survives(&with(complaint(), "entities", json!([entity, { "type": 5 }, null])));
        }
    }
}

#[test]
fn text_and_origin_survive_members_and_buttons_nobody_has_heard_of() {
    let tomorrow = json!({ "text": "чужое", "parts": [{ "title": "чужое" }] });
    assert_survives(&with(complaint(), "telepathy", tomorrow));
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Жми", "teleport": { "to": 1 } }], [], [5]] });
    assert_survives(&with(complaint(), "reply_markup", keyboard));
}

#[test]
fn every_kind_of_content_keeps_its_origin_without_a_text() {
    let bare = with(complaint(), "text", Value::Null);
    for field in fields("Message").iter().filter(|field| !OWN.contains(&name(field))) {
        for value in types(field).flat_map(|kind| values(kind, DEPTH)) {
            let read = read(&with(bare.clone(), name(field), value));
            assert!(read.origin.is_some(), "{}", name(field));
        }
    }
}

#[test]
fn origins_of_every_kind_are_recognised() {
    let mut found = Vec::new();
    for origin in values("MessageOrigin", DEPTH) {
        let kinds = ["user", "hidden_user", "chat", "channel", "a_kind_of_tomorrow"];
        found.extend(kinds.map(|kind| {
            let message = with(complaint(), "forward_origin", with(origin.clone(), "type", json!(kind)));
            let read = read(&message);
            assert_eq!(read.text, TEXT);
            read.origin.unwrap()
        }));
    }
    assert!(found.iter().any(|origin| matches!(origin, Origin::Person { .. })));
    assert!(found.iter().any(|origin| matches!(origin, Origin::Hidden { .. })));
    assert!(found.iter().any(|origin| matches!(origin, Origin::Chat { .. })));
    assert!(found.iter().any(|origin| matches!(origin, Origin::Channel { .. })));
    assert!(found.iter().any(|origin| matches!(origin, Origin::Unknown { name: Some(_) })));
}

#[test]
fn every_kind_of_update_is_read() {
    for field in fields("Update") {
        for value in types(field).flat_map(|kind| values(kind, DEPTH)) {
            let mut update = json!({ "update_id": 42 });
            update[name(field)] = value;
            let read = Update::read(&update.to_string()).unwrap();
            assert!(read.id().is_some());
            read.queue_key();
            read.event(UpdateId(42), ChatId(7));
        }
    }
}

/// Notes of the service are passed over; content is not. A member of neither list would be searched for words.
#[test]
fn a_note_of_the_service_alone_says_nothing() {
    let quiet = ["new_chat_title", "pinned_message", "video_chat_started", "gift", "suggested_post_declined"];
    let envelope = json!({ "message_id": 3, "date": 1, "chat": { "id": -5, "type": "group" }, "from": { "id": 5 } });
    for field in fields("Message").iter().filter(|field| quiet.contains(&name(field))) {
        for value in types(field).flat_map(|kind| values(kind, DEPTH)) {
            let note = with(envelope.clone(), name(field), value);
            assert_eq!(what(&json!({ "message": note })), What::Other, "{}", name(field));
        }
    }
}

/// Every member the schema knows belongs to a list, so that only kinds of tomorrow are searched for words.
#[test]
fn no_envelope_of_a_message_is_taken_for_words() {
    let content = [
        "text",
        "caption",
        "rich_message",
        "poll",
        "checklist",
        "contact",
        "venue",
        "location",
        "dice",
        "game",
        "invoice",
        "giveaway",
        "giveaway_winners",
    ];
    for field in fields("Message").iter().filter(|field| name(field) != "migrate_to_chat_id") {
        for value in types(field).flat_map(|kind| values(kind, DEPTH)) {
            let message = json!({ "message_id": 3, "chat": { "id": 5 }, name(field): value });
            if let What::Message(read) = what(&json!({ "message": message })) {
                assert!(read.text.is_empty() || content.contains(&name(field)), "{}: {}", name(field), read.text);
            }
        }
    }
}

/// Blocks and spans that have words for people; an anchor, say, has none.
#[test]
fn every_block_and_span_of_a_rich_message_is_read() {
    let wordy = |value: &Value| {
        let text = value.to_string();
        value.is_string() || ["text", "expression", "summary"].iter().any(|name| text.contains(&format!("\"{name}\":")))
    };
    let spans = values("RichText", DEPTH).into_iter().map(|span| json!({ "type": "paragraph", "text": span }));
    for block in spans.chain(values("RichBlock", DEPTH)).filter(|block| block.get("buttons").is_none()) {
        let wordless = !wordy(block.get("text").unwrap_or(&block));
        let message = with(with(complaint(), "text", Value::Null), "rich_message", json!({ "blocks": [block] }));
        assert!(wordless || !read(&message).text.is_empty(), "{}", message["rich_message"]);
    }
}
