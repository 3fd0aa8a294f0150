//! Updates as Telegram sends them, and what they mean.

use mcu_bot::domain::ids::{ChatId, MessageId, UpdateId};
use mcu_bot::domain::moment::Moment;
use mcu_bot::messenger::event::{AttachmentKind, ChatKind, Event, Message, Origin, PressId, What};
use mcu_bot::telegram::convert::Update;
use serde_json::{Value, json};

const BOT: ChatId = ChatId(999);

fn event(update: &Value) -> Event {
    Update::read(&update.to_string()).unwrap().event(UpdateId(1), BOT)
}

/// A message of Анна in her chat with us, with these members.
fn message(members: Value) -> Message {
    let mut message = json!({
        "message_id": 11, "date": 1_790_000_000,
        "chat": { "id": 5, "type": "private" }, "from": { "id": 5, "is_bot": false, "first_name": "Анна" },
    });
    let Value::Object(members) = members else { panic!("{members}") };
    message.as_object_mut().unwrap().extend(members);
    match event(&json!({ "update_id": 1, "message": message })).what {
        What::Message(message) => message,
        other => panic!("{other:?}"),
    }
}

fn text(members: Value) -> String {
    message(members).text
}

fn files(members: Value) -> Vec<(AttachmentKind, String)> {
    message(members).attachments.into_iter().map(|file| (file.kind, file.file)).collect()
}

fn sender_name(from: &Value) -> String {
    event(&json!({ "message": { "chat": { "id": 5 }, "from": from, "text": "-" } })).sender.unwrap().name
}

#[test]
fn a_message_tells_who_where_and_when() {
    let update = json!({ "update_id": 8, "message": {
        "message_id": 11, "date": 1_790_000_000, "text": "Нет воды",
        "chat": { "id": -7, "type": "supergroup", "title": "МЦУ" },
        "from": { "id": 5, "is_bot": false, "first_name": "Анна", "last_name": "Быкова" },
        "media_group_id": 123,
    }});
    let event = event(&update);
    assert_eq!(event.chat.map(|chat| (chat.id, chat.kind)), Some((ChatId(-7), ChatKind::Group)));
    let sender = event.sender.unwrap();
    assert_eq!((sender.account, sender.name.as_str(), sender.is_bot), (ChatId(5), "Анна Быкова", false));
    let What::Message(message) = event.what else { panic!() };
    assert_eq!((message.id, message.at), (MessageId(11), Moment::from_millis(1_790_000_000_000)));
    assert_eq!((message.text.as_str(), message.album.as_deref()), ("Нет воды", Some("123")));
}

#[test]
fn numbers_may_come_as_text() {
    let update = json!({ "update_id": "8", "message": {
        "message_id": "11", "date": "1790000000", "chat": { "id": "5" }, "from": { "id": 5.0 }, "text": "а" } });
    let read = Update::read(&update.to_string()).unwrap();
    assert_eq!((read.id(), read.queue_key()), (Some(8), 5));
    let event = event(&update);
    assert_eq!(event.chat.map(|chat| chat.kind), Some(ChatKind::Private));
    assert!(matches!(event.what, What::Message(message) if message.id == MessageId(11)));
}

#[test]
fn half_a_sign_costs_only_itself() {
    let halves = [
        (r"Яма \ud83d!", "Яма \u{fffd}!"),
        (r"\udea7 яма", "\u{fffd} яма"),
        (r"\ud83d\ud83d\udea7", "\u{fffd}🚧"),
        (r"\\ud83d \ud83d", "\\ud83d \u{fffd}"),
        (r"\ud83d\u0041", "\u{fffd}A"),
    ];
    for (sent, read) in halves {
        let body = format!(
            r#"{{"update_id":8,"message":{{"message_id":1,"chat":{{"id":5}},"from":{{"id":5}},"text":"{sent}"}}}}"#
        );
        let What::Message(message) = Update::read(&body).unwrap().event(UpdateId(8), BOT).what else {
            panic!("{body}")
        };
        assert_eq!(message.text, read, "{body}");
    }
    assert!(Update::read(r#"{"text":"\ud83"}"#).is_err());
    assert!(Update::read(r#"{"text":"\"#).is_err());
}

#[test]
fn words_are_found_in_every_kind_of_content() {
    assert_eq!(text(json!({ "text": "  ", "caption": "подпись" })), "подпись");
    let poll = json!({ "question": "Чинить?", "options": [{ "text": "да" }, { "text": "нет" }] });
    assert_eq!(text(json!({ "poll": poll })), "Чинить?\nда\nнет");
    let checklist = json!({ "title": "Двор", "tasks": [{ "id": 1, "text": "яма" }, { "id": 2, "text": "фонарь" }] });
    assert_eq!(text(json!({ "checklist": checklist })), "Двор\nяма\nфонарь");
    let contact = json!({ "phone_number": "+79270000000", "first_name": "Иван", "last_name": "Петров" });
    assert_eq!(text(json!({ "contact": contact })), "Иван Петров\n+79270000000");
    let place = json!({ "latitude": 48.28, "longitude": 46.17 });
    let venue = json!({ "title": "Школа", "address": "Ленина, 5", "location": place });
    assert_eq!(text(json!({ "venue": venue, "location": place })), "Школа\nЛенина, 5");
    assert_eq!(text(json!({ "dice": { "emoji": "🎲", "value": 4 } })), "🎲 4");
    assert_eq!(text(json!({ "giveaway": { "prize_description": "Телефон" } })), "Телефон");
    assert_eq!(text(json!({ "invoice": { "title": "Счёт", "description": "за воду" } })), "Счёт\nза воду");
}

#[test]
fn words_are_found_in_kinds_of_tomorrow_but_not_in_what_others_said() {
    let tomorrow = json!({ "hologram": {
        "title": "Яма", "id": "not words", "scenes": [{ "caption": "у школы" }],
        "reply_to_message": { "text": "чужое" }, "from": { "name": "чужое" },
    }});
    assert_eq!(text(tomorrow), "Яма\nу школы");
    let reply =
        json!({ "reply_to_message": { "message_id": 3, "text": "чужое" }, "external_reply": { "text": "чужое" } });
    assert_eq!(text(reply), "");
}

#[test]
fn rich_messages_are_read_as_lines() {
    let rich = json!({ "blocks": [
        { "type": "heading", "text": ["Ремонт ", { "type": "bold", "text": { "type": "italic", "text": "дорог" } }], "size": 1 },
        { "type": "paragraph", "text": [{ "type": "url", "text": "план", "url": "https://example.org/plan" }, " готов"] },
        { "type": "list", "items": [
            { "label": "1.", "blocks": [{ "type": "paragraph", "text": "Ленина" }] },
            { "label": "2.", "blocks": [{ "type": "paragraph", "text": "Мира" }] } ] },
        { "type": "table", "cells": [[{ "text": "дом" }, { "text": "5" }], [{ "text": "срок" }, {}]], "caption": "Дома" },
        { "type": "photo", "photo": [{ "file_id": "P", "width": 1, "height": 1 }],
          "caption": { "text": "Яма", "credit": "Анна" } },
        { "type": "buttons", "buttons": [{ "text": "Реклама", "url": "https://example.org/ad" }] },
    ]});
    let message = message(json!({ "rich_message": rich }));
    assert_eq!(message.text, "Ремонт дорог\nплан готов\n1. Ленина\n2. Мира\nдом | 5\nсрок\nДома\nЯма\nАнна");
    assert_eq!(message.links, ["https://example.org/plan"]);
    assert_eq!(message.attachments.len(), 1);
}

#[test]
fn files_are_counted_once() {
    let photo = json!([{ "file_id": "s", "width": 90, "height": 90 }, { "file_id": "l", "width": 900, "height": 900 }]);
    assert_eq!(files(json!({ "photo": photo })), [(AttachmentKind::Photo, "l".to_owned())]);
    let gif = json!({ "file_id": "g", "file_name": "кот.gif" });
    assert_eq!(files(json!({ "animation": gif, "document": gif })), [(AttachmentKind::Animation, "g".to_owned())]);
    let live = json!({ "file_id": "video", "photo": photo });
    assert_eq!(files(json!({ "live_photo": live, "photo": photo })), [(AttachmentKind::Photo, "l".to_owned())]);
    assert_eq!(files(json!({ "live_photo": live })), [(AttachmentKind::Photo, "l".to_owned())]);
    let paid = json!({ "paid_media": [{ "type": "photo", "photo": photo }, { "type": "video", "video": { "file_id": "v" } }] });
    assert_eq!(files(json!({ "paid_media": paid })).len(), 2);
}

#[test]
fn every_kind_of_file_is_recognised() {
    let kinds = [
        ("video", AttachmentKind::Video),
        ("document", AttachmentKind::Document),
        ("audio", AttachmentKind::Audio),
        ("voice", AttachmentKind::Voice),
        ("video_note", AttachmentKind::VideoNote),
        ("sticker", AttachmentKind::Sticker),
    ];
    for (member, kind) in kinds {
        assert_eq!(files(json!({ member: { "file_id": "f" } })), [(kind, "f".to_owned())]);
    }
}

#[test]
fn links_hide_behind_words_not_behind_buttons() {
    let members = json!({
        "caption": "тут и тут",
        "caption_entities": [
            { "type": "text_link", "offset": 0, "length": 3, "url": "https://example.org/1" },
            { "type": "text_link", "offset": 6, "length": 3, "url": "https://example.org/1" },
            { "type": "bold", "offset": 0, "length": 3 } ],
        "reply_markup": { "inline_keyboard": [[{ "text": "x", "url": "https://example.org/ad" }]] },
    });
    assert_eq!(message(members).links, ["https://example.org/1"]);
    let story = json!({ "story": { "id": 4, "chat": { "id": -1, "username": "overheard" } } });
    assert_eq!(message(story).links, ["https://t.me/overheard/s/4"]);
}

#[test]
fn origins_of_all_ages_are_read() {
    let hidden = json!({ "forward_origin": { "type": "hidden_user", "sender_user_name": "Ив\u{202e}ан\n" } });
    assert_eq!(message(hidden).origin, Some(Origin::Hidden { name: "Иван".to_owned() }));
    let old_user = json!({ "forward_from": { "id": 3, "first_name": "Пётр", "username": "petr" } });
    let person = Origin::Person { name: "Пётр".to_owned(), username: Some("petr".to_owned()) };
    assert_eq!(message(old_user).origin, Some(person));
    let channel = json!({ "id": -5, "type": "channel", "title": "Район", "username": "raion" });
    let old_post = message(json!({ "forward_from_chat": channel, "forward_from_message_id": 9 })).origin;
    assert!(matches!(old_post, Some(Origin::Channel { post: MessageId(9), .. })));
    let discussed = message(json!({ "is_automatic_forward": true, "sender_chat": channel })).origin;
    assert!(matches!(discussed, Some(Origin::Chat { title, .. }) if title == "Район"));
    let tomorrow = json!({ "forward_origin": { "type": "robot", "robot": { "title": "Умный дом" } } });
    assert_eq!(message(tomorrow).origin, Some(Origin::Unknown { name: Some("Умный дом".to_owned()) }));
    assert_eq!(message(json!({ "forward_origin": 5 })).origin, Some(Origin::Unknown { name: None }));
    assert_eq!(message(json!({ "forward_origin": null })).origin, None);
}

#[test]
fn a_reply_knows_whether_it_answers_us() {
    let ours = json!({ "message_id": 3, "from": { "id": 999 }, "text": "№ 17" });
    let reply = message(json!({ "text": "да", "reply_to_message": ours })).reply_to.unwrap();
    assert_eq!((reply.id, reply.ours, reply.text.as_str()), (MessageId(3), true, "№ 17"));
    let theirs = json!({ "message_id": 3, "from": { "id": 4 } });
    let quoting = json!({ "text": "да", "reply_to_message": theirs, "quote": { "text": "вчера" } });
    let reply = message(quoting).reply_to.unwrap();
    assert_eq!((reply.ours, reply.text.as_str()), (false, "вчера"));
}

#[test]
fn names_are_one_line_and_never_empty() {
    assert_eq!(
        sender_name(&json!({ "id": 5, "first_name": " Ан\u{200b}на\n", "last_name": "\u{202e}Быкова " })),
        "Анна Быкова"
    );
    assert_eq!(sender_name(&json!({ "id": 5, "first_name": "\u{3164}\u{2800}", "username": "anna" })), "anna");
    assert_eq!(sender_name(&json!({ "id": 5, "first_name": "\u{200d}\u{fe0f}" })), "5");
    assert_eq!(sender_name(&json!({ "id": 5 })), "5");
}

#[test]
fn nobody_is_named_behind_a_chat() {
    let update = json!({ "message": {
        "chat": { "id": -7 }, "from": { "id": 1_087_968_824 }, "sender_chat": { "id": -7 }, "text": "а" } });
    assert_eq!(event(&update).sender, None);
}

#[test]
fn presses_come_from_messages_also_gone_ones() {
    let press = |message: Value| {
        json!({ "update_id": 2, "callback_query": {
            "id": "900", "from": { "id": 5, "first_name": "Анна" }, "message": message, "data": "ok:17" } })
    };
    let gone = press(json!({ "chat": { "id": -7, "type": "group" }, "message_id": 4, "date": 0 }));
    assert_eq!(Update::read(&gone.to_string()).unwrap().queue_key(), -7);
    let What::Press(read) = event(&gone).what else { panic!() };
    assert_eq!((read.id, read.message, read.data.as_str()), (PressId("900".to_owned()), Some(MessageId(4)), "ok:17"));
    let inline = press(Value::Null);
    assert_eq!(Update::read(&inline.to_string()).unwrap().queue_key(), 5);
    assert_eq!(event(&inline).chat, None);
    assert!(matches!(event(&inline).what, What::Press(press) if press.message.is_none()));
}

#[test]
fn blocking_and_letting_in_again_is_told() {
    let status = |chat: i64, status: &str| {
        event(&json!({ "my_chat_member": {
            "chat": { "id": chat }, "from": { "id": 5 }, "new_chat_member": { "status": status } } }))
        .what
    };
    assert_eq!(status(5, "kicked"), What::Reachable(false));
    assert_eq!(status(5, "left"), What::Reachable(false));
    assert_eq!(status(5, "member"), What::Reachable(true));
    assert_eq!(status(-7, "kicked"), What::Reachable(false), "a group may get the digest");
}

#[test]
fn a_group_tells_where_it_moved() {
    let update = json!({ "message": { "chat": { "id": -7, "type": "group" }, "migrate_to_chat_id": -1007 } });
    assert_eq!(event(&update).what, What::Migrated(ChatId(-1007)));
}

#[test]
fn only_words_to_us_are_messages() {
    let said = |kind: &str, chat: i64| {
        let chat_kind = if chat < 0 { "channel" } else { "private" };
        event(&json!({ kind: { "message_id": 1, "chat": { "id": chat, "type": chat_kind }, "from": { "id": 5 }, "text": "а" } }))
            .what
    };
    assert!(matches!(said("edited_message", 5), What::Edited(_)));
    assert!(matches!(said("business_message", 5), What::Message(_)));
    assert!(matches!(said("edited_business_message", 5), What::Edited(_)));
    // The business account itself writes to a customer.
    assert_eq!(said("business_message", 6), What::Other);
    assert_eq!(said("channel_post", -7), What::Other);
    assert_eq!(said("edited_channel_post", -7), What::Other);
    assert_eq!(said("telepathic_message", 5), What::Other);
}

#[test]
fn keys_fall_back_from_chat_to_person_to_nothing() {
    let key = |update: Value| Update::read(&update.to_string()).unwrap().queue_key();
    assert_eq!(key(json!({ "update_id": 1, "message_reaction": { "chat": { "id": -7 }, "user": { "id": 5 } } })), -7);
    assert_eq!(key(json!({ "update_id": 1, "inline_query": { "id": "1", "from": { "id": 5 } } })), 5);
    assert_eq!(key(json!({ "update_id": 1, "poll_answer": { "user": { "id": 5 } } })), 5);
    assert_eq!(key(json!({ "update_id": 1, "poll": { "id": "1" } })), 0);
    assert_eq!(key(json!([])), 0);
}

#[test]
fn what_is_too_deep_is_left_out_and_the_rest_is_read() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let body = format!(r#"{{"update_id":1,"message":{{"chat":{{"id":5}},"text":"а","rich_message":{deep}}}}}"#);
    let read = Update::read(&body).unwrap();
    assert_eq!((read.id(), read.queue_key()), (Some(1), 5));
    assert!(matches!(read.event(UpdateId(1), BOT).what, What::Message(message) if message.text == "а"));
}

#[test]
fn what_travels_beside_the_content_does_not_hide_it() {
    let update =
        json!({ "update_id": 1, "aura": { "chat": { "id": 8 } }, "message": { "chat": { "id": 5 }, "text": "а" } });
    assert_eq!(Update::read(&update.to_string()).unwrap().queue_key(), 5);
    assert!(matches!(event(&update).what, What::Message(_)));
}

#[test]
fn printing_shows_no_words_of_people() {
    let update = Update::read(r#"{"message":{"text":"тайна"}}"#).unwrap();
    assert!(!format!("{update:?}").contains("тайна"));
}

#[test]
fn nul_is_left_out() {
    assert_eq!(text(json!({ "text": "а\u{0}б" })), "аб");
}
