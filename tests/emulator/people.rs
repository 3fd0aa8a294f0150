//! What people do reaches the bot in Telegram's shape.

use std::time::Duration;

use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::emulator::{CannotPress, Origin, PressState, ToastShown};
use serde_json::json;

use super::client::{ANNA, Bot};

#[tokio::test]
async fn a_start_carries_its_payload_and_the_whole_name() {
    let bot = Bot::start().await;
    let anna = bot.emulator.person(ANNA, "Анна").with_username("anna").with_last_name("Ильина");
    let id = anna.starts_with("invite_1");
    let message = bot.drain().await[0]["message"].clone();
    assert_eq!(message["message_id"], json!(id));
    assert_eq!(message["text"], "/start invite_1");
    assert_eq!(message["entities"], json!([{ "type": "bot_command", "offset": 0, "length": 6 }]));
    assert_eq!(message["from"]["last_name"], "Ильина");
    assert_eq!(
        message["chat"],
        json!({ "id": 501, "type": "private", "first_name": "Анна", "last_name": "Ильина", "username": "anna" })
    );
}

#[tokio::test]
async fn replies_edits_and_albums() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let ours = bot.send(ANNA, "вопрос").await;
    let answer = anna.replies(ours, "ответ");
    anna.edits(answer, "другой ответ");
    anna.sends_album(3, "подпись");
    let seen = bot.drain().await;
    assert_eq!(seen[0]["message"]["reply_to_message"]["text"], "вопрос");
    assert_eq!(seen[0]["message"]["reply_to_message"]["from"]["is_bot"], true);
    assert_eq!(seen[1]["edited_message"]["text"], "другой ответ");
    assert!(seen[1]["edited_message"]["edit_date"].is_i64());
    assert_eq!(seen[2]["message"]["caption"], "подпись");
    assert!(seen[3]["message"].get("caption").is_none());
    assert_eq!(seen[2]["message"]["media_group_id"], seen[4]["message"]["media_group_id"]);
}

#[tokio::test]
async fn forwards_name_their_origin() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let boris = bot.emulator.person(ChatId(502), "Борис");
    let channel = bot.emulator.channel(ChatId(-1001), "Новости").with_username("news");
    anna.forwards(&Origin::User(boris), "1");
    anna.forwards(&Origin::HiddenUser("Кто-то".to_owned()), "2");
    anna.forwards(&Origin::Chat { chat: channel.id(), signature: None }, "3");
    let signature = Some("Ред.".to_owned());
    anna.forwards(&Origin::Channel { chat: channel.id(), post: MessageId(9), signature }, "4");
    let origins: Vec<_> = bot.drain().await.iter().map(|update| update["message"]["forward_origin"].clone()).collect();
    assert_eq!(origins[0]["sender_user"]["first_name"], "Борис");
    assert_eq!(origins[1]["sender_user_name"], "Кто-то");
    assert_eq!(origins[2]["sender_chat"]["title"], "Новости");
    assert_eq!(origins[3]["chat"]["username"], "news");
    assert_eq!((&origins[3]["message_id"], &origins[3]["author_signature"]), (&json!(9), &json!("Ред.")));
}

#[tokio::test]
async fn a_press_waits_for_its_answer() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    bot.send_button(ANNA, "Да", "yes").await;
    bot.send(ANNA, "позже").await;
    let press = anna.presses_newest("Да").unwrap();
    let query = bot.drain().await[0]["callback_query"].clone();
    assert_eq!(query["data"], "yes");
    assert_eq!(query["message"]["text"], "Текст");
    assert!(anna.presses_newest("Нет").is_err());
    assert_eq!(bot.emulator.press(&press), Some(PressState::Unanswered));
    let waiting = tokio::spawn({
        let (emulator, press) = (bot.emulator.clone(), press.clone());
        async move { emulator.answer_to(&press).await }
    });
    bot.ok("answerCallbackQuery", json!({ "callback_query_id": query["id"], "text": "Готово", "show_alert": true }))
        .await;
    let toast = ToastShown { text: Some("Готово".to_owned()), alert: true, url: None };
    let answered = tokio::time::timeout(Duration::from_secs(5), waiting).await.unwrap().unwrap();
    assert_eq!(answered, Some(PressState::Answered(toast)));
    bot.assert_sinless();
}

#[tokio::test]
async fn a_press_on_a_message_that_is_gone_shows_little_of_it() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    anna.deletes(message);
    anna.sends_data(message, "подделка");
    let query = bot.drain().await[0]["callback_query"].clone();
    assert_eq!(query["message"]["date"], 0);
    assert!(query["message"].get("text").is_none());
    assert_eq!(anna.presses(message, "Да"), Err(CannotPress::NoMessage(message)));
    let other = bot.send_button(ANNA, "Нет", "no").await;
    let nowhere = anna.presses(other, "Да").unwrap_err().to_string();
    assert_eq!(nowhere, "no button «Да» to press; there are [\"Нет\"]");
}

#[tokio::test]
async fn blocking_tells_the_bot_and_closes_the_chat() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    anna.blocks();
    let update = bot.updates(json!({})).await[0]["my_chat_member"].clone();
    assert_eq!(
        (&update["old_chat_member"]["status"], &update["new_chat_member"]["status"]),
        (&json!("member"), &json!("kicked"))
    );
    let hello = || json!({ "chat_id": ANNA, "text": "x" });
    assert_eq!(bot.refused("sendMessage", hello()).await, (403, "Forbidden: bot was blocked by the user".to_owned()));
    anna.starts();
    bot.ok("sendMessage", hello()).await;
    bot.assert_sinless();
}
