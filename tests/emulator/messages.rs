//! Messages of the bot: sent, replied to, edited, deleted.

use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::emulator::{Sin, Sound};
use serde_json::{Value, json};

use super::client::{ANNA, Bot, keyboard};

fn edit(id: MessageId, text: &str) -> Value {
    json!({ "chat_id": ANNA, "message_id": id, "text": text })
}

#[tokio::test]
async fn people_see_what_was_sent() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let asked = anna.writes("вопрос");
    bot.ok(
        "sendMessage",
        json!({
            "chat_id": ANNA, "text": "ответ", "disable_notification": true, "reply_parameters": { "message_id": asked },
            "reply_markup": { "inline_keyboard": [[{ "text": "А", "callback_data": "a" }], [{ "text": "Б", "url": "https://b.c" }]] },
        }),
    )
    .await;
    let shown = bot.emulator.last_from_bot(ANNA).unwrap();
    assert_eq!((shown.text.as_str(), shown.sound, shown.reply_to), ("ответ", Sound::Off, Some(asked)));
    assert_eq!(shown.labels(), [["А"], ["Б"]]);
    assert_eq!(bot.emulator.find_button(ANNA, "Б").unwrap().id, shown.id);
    assert!(bot.emulator.find_button(ANNA, "В").is_none());
}

#[tokio::test]
async fn a_reply_needs_its_message_unless_told_otherwise() {
    let bot = Bot::start().await;
    bot.met().await;
    let reply = |allow: bool| {
        let to = json!({ "message_id": 999, "allow_sending_without_reply": allow });
        json!({ "chat_id": ANNA, "text": "x", "reply_parameters": to })
    };
    let (_, what) = bot.refused("sendMessage", reply(false)).await;
    assert_eq!(what, "Bad Request: message to be replied not found");
    bot.ok("sendMessage", reply(true)).await;
    assert_eq!(bot.emulator.last_message(ANNA).unwrap().reply_to, None);
}

#[tokio::test]
async fn an_edit_without_buttons_takes_them_away() {
    let bot = Bot::start().await;
    bot.met().await;
    let id = bot.send_button(ANNA, "А", "a").await;
    bot.ok("editMessageText", edit(id, "другой")).await;
    let shown = bot.emulator.message(ANNA, id).unwrap();
    assert_eq!((shown.text.as_str(), shown.keyboard.len(), shown.edits.len()), ("другой", 0, 1));
    let markup = json!({ "chat_id": ANNA, "message_id": id, "reply_markup": keyboard("Б", "b") });
    bot.ok("editMessageReplyMarkup", markup).await;
    assert_eq!(bot.emulator.message(ANNA, id).unwrap().labels(), [["Б"]]);
}

#[tokio::test]
async fn a_needless_edit_is_refused_and_noted() {
    let bot = Bot::start().await;
    bot.met().await;
    let id = bot.send(ANNA, "то же").await;
    let (status, what) = bot.refused("editMessageText", edit(id, "то же")).await;
    assert_eq!(status, 400);
    assert!(what.starts_with("Bad Request: message is not modified: "), "{what}");
    assert_eq!(bot.emulator.take_sins(), [Sin::NeedlessEdit { chat: ANNA, message: id }]);
}

#[tokio::test]
async fn edits_need_an_own_message_of_the_right_kind() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let theirs = anna.writes("моё");
    anna.sends_photo("");
    let photo = bot.drain().await.pop().unwrap()["message"]["photo"][1]["file_id"].clone();
    let sent = bot.ok("sendPhoto", json!({ "chat_id": ANNA, "photo": photo })).await;
    let photo = MessageId(sent["message_id"].as_i64().unwrap());
    let text = bot.send(ANNA, "текст").await;
    let caption = json!({ "chat_id": ANNA, "message_id": text, "caption": "x" });
    for (method, body, wanted) in [
        ("editMessageText", edit(MessageId(999), "x"), "message to edit not found"),
        ("editMessageText", edit(theirs, "x"), "message can't be edited"),
        ("editMessageText", edit(photo, "x"), "there is no text in the message to edit"),
        ("editMessageCaption", caption, "there is no caption in the message to edit"),
        ("editMessageText", json!({ "text": "x" }), "message identifier is not specified"),
    ] {
        assert_eq!(bot.refused(method, body).await.1, format!("Bad Request: {wanted}"));
    }
}

#[tokio::test]
async fn messages_are_deleted_within_two_days() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let (old, fresh) = (bot.send(ANNA, "1").await, bot.send(ANNA, "2").await);
    let delete = |id: MessageId| json!({ "chat_id": ANNA, "message_id": id });
    bot.ok("deleteMessage", delete(fresh)).await;
    assert!(bot.emulator.message(ANNA, fresh).unwrap().deleted.is_some());
    assert_eq!(bot.refused("deleteMessage", delete(fresh)).await.1, "Bad Request: message to delete not found");
    bot.advance(48 * 60 * 60);
    let (_, what) = bot.refused("deleteMessage", delete(old)).await;
    assert_eq!(what, "Bad Request: message can't be deleted for everyone");
    let theirs = anna.writes("3");
    bot.ok("deleteMessages", json!({ "chat_id": ANNA, "message_ids": [old, theirs, 999] })).await;
    assert_eq!(bot.emulator.last_message(ANNA).unwrap().id, old);
    anna.deletes(old);
    assert_eq!(bot.refused("editMessageText", edit(old, "x")).await.1, "Bad Request: message to edit not found");
}

#[tokio::test]
async fn chats_that_cannot_be_reached_say_why() {
    let bot = Bot::start().await;
    let stranger = bot.emulator.person(ChatId(7), "Незнакомец");
    let hello = |chat: ChatId| json!({ "chat_id": chat, "text": "x" });
    let (status, what) = bot.refused("sendMessage", hello(stranger.id())).await;
    assert_eq!((status, what.as_str()), (403, "Forbidden: bot can't initiate conversation with a user"));
    assert_eq!(bot.refused("sendMessage", hello(ChatId(8))).await.1, "Bad Request: chat not found");
    stranger.writes("привет");
    bot.ok("sendMessage", hello(stranger.id())).await;
    stranger.deletes_account();
    assert_eq!(bot.refused("sendMessage", hello(stranger.id())).await.1, "Forbidden: user is deactivated");
    bot.ok("sendChatAction", json!({ "chat_id": bot.met().await.id(), "action": "typing" })).await;
}
