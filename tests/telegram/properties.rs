//! Whatever comes in, nothing panics.

use mcu_bot::domain::ids::{ChatId, UpdateId};
use mcu_bot::telegram::convert::Update;
use mcu_bot::telegram::proxy::Proxy;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Names that are looked for, so that what is generated gets past the first look.
fn names() -> impl Strategy<Value = String> {
    let known = [
        "message",
        "callback_query",
        "my_chat_member",
        "chat",
        "from",
        "id",
        "text",
        "caption",
        "entities",
        "poll",
        "options",
        "photo",
        "file_id",
        "width",
        "rich_message",
        "blocks",
        "items",
        "cells",
        "label",
        "forward_origin",
        "type",
        "reply_to_message",
        "date",
        "new_chat_member",
        "status",
        "media",
        "paid_media",
        "live_photo",
        "story",
    ];
    prop_oneof![9 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".*"]
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        proptest::sample::select(vec!["user", "channel", "text_link", "url", "kicked"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(names(), inner, 0..6).prop_map(|map| json!(map)),
        ]
    })
}

fn understand(body: &str) {
    if let Ok(update) = Update::read(body) {
        let event = update.event(UpdateId(update.id().unwrap_or(0)), ChatId(7));
        assert!(event.sender.is_none_or(|sender| !sender.name.is_empty()));
        update.queue_key();
    }
}

proptest! {
    #[test]
    fn any_json_is_understood_somehow(value in anything()) {
        understand(&value.to_string());
        understand(&json!({ "update_id": 1, "message": value.clone() }).to_string());
        understand(&json!({ "update_id": 1, "callback_query": value }).to_string());
    }

    #[test]
    fn any_text_is_understood_or_refused(text in ".*") {
        understand(&text);
    }

    #[test]
    fn any_proxy_is_parsed_or_refused(address in "((http|socks5h?|ftp)://)?.*") {
        let _ = Proxy::parse(&address);
    }
}
