//! Messages out: which requests they become, checked against the schema of the Bot API.

use std::sync::LazyLock;

use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::messenger::event::{AttachmentKind, PressId};
use mcu_bot::messenger::html::Html;
use mcu_bot::messenger::outgoing::{Button, ButtonAction, File, Keyboard, MenuEntry, Message, ReadyMessage, Toast};
use mcu_bot::messenger::{Messenger, SendError};
use mcu_bot::telegram::gateway::{BotIdentity, TelegramMessenger};
use serde_json::{Value, json};

use super::server::{Asked, Server};

const CHAT: ChatId = ChatId(5);

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../src/emulator/api.json")).unwrap());

/// The method asked for and its fields, which the Bot API must know, none of them `null`.
fn checked(asked: &Asked) -> (String, Value) {
    let method = asked.path.rsplit('/').next().unwrap();
    let fields = SCHEMA["methods"][method]["fields"].as_array().unwrap_or_else(|| panic!("no method {method}"));
    let given = asked.body.as_object().cloned().unwrap_or_default();
    for (name, value) in &given {
        assert!(fields.iter().any(|field| field["name"] == name.as_str()), "{method} has no {name}");
        assert!(!value.is_null(), "{method}: {name} is null");
    }
    for field in fields.iter().filter(|field| field["required"] == true) {
        assert!(given.contains_key(field["name"].as_str().unwrap()), "{method} wants {field}");
    }
    (method.to_owned(), asked.body.clone())
}

struct Gateway {
    server: Server,
    messenger: TelegramMessenger,
}

impl Gateway {
    async fn start() -> Self {
        let server = Server::start().await;
        Self { messenger: TelegramMessenger::new(server.client()), server }
    }

    fn asked(&self) -> Vec<(String, Value)> {
        self.server.asked().iter().map(checked).collect()
    }

    /// Sends the files, which are answered with ids that count on.
    async fn sends(&self, kinds: &[AttachmentKind]) -> (Vec<MessageId>, Vec<(String, Value)>) {
        let ids: Vec<_> = (0..kinds.len()).map(|id| json!({ "message_id": id })).collect();
        self.server.will_succeed(&if let [single] = &ids[..] { single.clone() } else { json!(ids) });
        let file = |(place, kind): (usize, &AttachmentKind)| File { kind: *kind, file: format!("f{place}") };
        let message = Message::files(kinds.iter().enumerate().map(file).collect());
        (self.messenger.send(CHAT, &message).await.unwrap(), self.asked())
    }
}

fn button(label: &str, does: ButtonAction) -> Button {
    Button { label: label.to_owned(), does }
}

fn keyboard() -> Keyboard {
    let press = button("Да", ButtonAction::Press("ok:1".to_owned()));
    let url = button("Пост", ButtonAction::Url("https://t.me/raion/9".to_owned()));
    Keyboard::default().row([press, url])
}

fn shown_keyboard() -> Value {
    json!({ "inline_keyboard": [[
        { "text": "Да", "callback_data": "ok:1" }, { "text": "Пост", "url": "https://t.me/raion/9" } ]] })
}

fn text() -> ReadyMessage {
    Message::text(Html::escape("<да>"))
}

#[tokio::test]
async fn a_text_goes_out_as_html_without_a_preview() {
    let gateway = Gateway::start().await;
    gateway.server.will_succeed(&json!({ "message_id": 31 }));
    let message = Message { reply_to: Some(MessageId(3)), silent: true, ..text().with_keyboard(keyboard()) };
    assert_eq!(gateway.messenger.send(CHAT, &message).await, Ok(vec![MessageId(31)]));
    let (method, body) = gateway.asked().remove(0);
    assert_eq!(method, "sendMessage");
    let expected = json!({
        "chat_id": 5, "text": "&lt;да&gt;", "parse_mode": "HTML", "link_preview_options": { "is_disabled": true },
        "disable_notification": true, "reply_parameters": { "message_id": 3, "allow_sending_without_reply": true },
        "reply_markup": shown_keyboard(),
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_plain_text_leaves_everything_else_out() {
    let gateway = Gateway::start().await;
    gateway.server.will_succeed(&json!({ "message_id": 31 }));
    gateway.messenger.send(CHAT, &text()).await.unwrap();
    let expected = json!({
        "chat_id": 5, "text": "&lt;да&gt;", "parse_mode": "HTML", "link_preview_options": { "is_disabled": true } });
    assert_eq!(gateway.asked()[0].1, expected);
}

#[tokio::test]
async fn every_kind_of_file_goes_out_as_what_it_is() {
    let kinds = [
        (AttachmentKind::Photo, "sendPhoto", "photo"),
        (AttachmentKind::Video, "sendVideo", "video"),
        (AttachmentKind::Document, "sendDocument", "document"),
        (AttachmentKind::Audio, "sendAudio", "audio"),
        (AttachmentKind::Voice, "sendVoice", "voice"),
        (AttachmentKind::VideoNote, "sendVideoNote", "video_note"),
        (AttachmentKind::Animation, "sendAnimation", "animation"),
        (AttachmentKind::Sticker, "sendSticker", "sticker"),
    ];
    let gateway = Gateway::start().await;
    for (kind, method, member) in kinds {
        let (ids, asked) = gateway.sends(&[kind]).await;
        assert_eq!(ids, [MessageId(0)]);
        let body = json!({ "chat_id": 5, member: "f0", "disable_notification": true });
        assert_eq!(asked, [(method.to_owned(), body)]);
    }
}

#[tokio::test]
async fn files_that_share_an_album_are_one_call() {
    let gateway = Gateway::start().await;
    let (ids, asked) = gateway.sends(&[AttachmentKind::Photo, AttachmentKind::Video]).await;
    assert_eq!(ids, [MessageId(0), MessageId(1)]);
    let media = json!([{ "type": "photo", "media": "f0" }, { "type": "video", "media": "f1" }]);
    let body = json!({ "chat_id": 5, "media": media, "disable_notification": true });
    assert_eq!(asked, [("sendMediaGroup".to_owned(), body)]);
}

#[tokio::test]
async fn an_edit_always_says_which_buttons_stay() {
    let gateway = Gateway::start().await;
    for (message, markup) in
        [(text(), json!({ "inline_keyboard": [] })), (text().with_keyboard(keyboard()), shown_keyboard())]
    {
        gateway.server.will_succeed(&json!(true));
        gateway.messenger.edit(CHAT, MessageId(3), &message).await.unwrap();
        let expected = json!({
            "chat_id": 5, "message_id": 3, "text": "&lt;да&gt;", "parse_mode": "HTML",
            "link_preview_options": { "is_disabled": true }, "reply_markup": markup });
        assert_eq!(gateway.asked(), [("editMessageText".to_owned(), expected)]);
    }
}

#[tokio::test]
async fn keyboards_are_replaced_and_messages_deleted() {
    let gateway = Gateway::start().await;
    for markup in [None, Some(keyboard())] {
        gateway.server.will_succeed(&json!(true));
        gateway.messenger.edit_keyboard(CHAT, MessageId(3), markup.as_ref()).await.unwrap();
    }
    gateway.server.will_succeed(&json!(true));
    gateway.messenger.delete(CHAT, MessageId(3)).await.unwrap();
    let asked = gateway.asked();
    let edit = |markup: Value| {
        ("editMessageReplyMarkup".to_owned(), json!({ "chat_id": 5, "message_id": 3, "reply_markup": markup }))
    };
    assert_eq!(asked[..2], [edit(json!({ "inline_keyboard": [] })), edit(shown_keyboard())]);
    assert_eq!(asked[2], ("deleteMessage".to_owned(), json!({ "chat_id": 5, "message_id": 3 })));
}

#[tokio::test]
async fn presses_are_answered_with_toasts_that_fit() {
    let gateway = Gateway::start().await;
    let press = PressId("900".to_owned());
    gateway.server.will_succeed(&json!(true));
    gateway.messenger.answer(&press, &Toast::default()).await.unwrap();
    gateway.server.will_succeed(&json!(true));
    gateway.messenger.answer(&press, &Toast { text: Some("я".repeat(300)), alert: true }).await.unwrap();
    let asked = gateway.asked();
    assert_eq!(asked[0], ("answerCallbackQuery".to_owned(), json!({ "callback_query_id": "900" })));
    assert_eq!(asked[1].1["text"].as_str().unwrap().chars().count(), 200);
    assert_eq!(asked[1].1["show_alert"], true);
}

#[tokio::test]
async fn the_bot_learns_its_name_and_sets_its_menu() {
    let gateway = Gateway::start().await;
    gateway.server.will_succeed(&json!({ "id": 999, "is_bot": true, "username": "mcu_bot", "new": {} }));
    let me = BotIdentity { id: ChatId(999), username: "mcu_bot".to_owned() };
    assert_eq!(gateway.messenger.get_me().await, Ok(me));
    gateway.server.will_succeed(&json!(true));
    let menu = [MenuEntry { name: "help".to_owned(), description: "Помощь".to_owned() }];
    gateway.messenger.set_menu(None, &menu).await.unwrap();
    gateway.server.will_succeed(&json!(true));
    gateway.messenger.set_menu(Some(CHAT), &menu).await.unwrap();
    let asked = gateway.asked();
    assert_eq!(asked[0].0, "getMe");
    let commands = json!([{ "command": "help", "description": "Помощь" }]);
    assert_eq!(asked[1], ("setMyCommands".to_owned(), json!({ "commands": commands })));
    let scope = json!({ "type": "chat", "chat_id": CHAT.0 });
    assert_eq!(asked[2], ("setMyCommands".to_owned(), json!({ "commands": commands, "scope": scope })));
}

#[tokio::test]
async fn failures_come_back_as_what_to_do_about_them() {
    let gateway = Gateway::start().await;
    gateway.server.will_refuse(403, "Forbidden: bot was blocked by the user");
    let blocked = gateway.messenger.send(CHAT, &text()).await;
    assert!(matches!(blocked, Err(SendError::Unreachable(_))));
    gateway.server.will_refuse(400, "Bad Request: message is not modified: specified new message content");
    assert_eq!(gateway.messenger.edit(CHAT, MessageId(3), &text()).await, Err(SendError::NotModified));
    gateway.server.will_say(502, "<html>");
    assert!(matches!(gateway.messenger.delete(CHAT, MessageId(3)).await, Err(SendError::Unavailable(_))));
    gateway.server.will_succeed(&json!({ "no": "id" }));
    assert!(matches!(gateway.messenger.send(CHAT, &text()).await, Err(SendError::Unavailable(_))));
}

#[tokio::test]
async fn what_cannot_be_asked_is_not_asked() {
    let gateway = Gateway::start().await;
    let beyond = MessageId(i64::from(i32::MAX) + 1);
    assert_eq!(gateway.messenger.delete(CHAT, beyond).await, Err(SendError::MessageGone));
    let broken = Keyboard::default().row([button("x", ButtonAction::Url("not an address".to_owned()))]);
    let refused = gateway.messenger.send(CHAT, &text().with_keyboard(broken)).await;
    assert!(matches!(refused, Err(SendError::Refused(_))));
    let files = Message::files(vec![]);
    assert!(matches!(gateway.messenger.edit(CHAT, MessageId(3), &files).await, Err(SendError::Refused(_))));
    assert!(gateway.asked().is_empty());
}
