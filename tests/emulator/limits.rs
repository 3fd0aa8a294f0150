//! Lengths, buttons, toasts, commands.

use serde_json::{Value, json};

use super::client::{ANNA, Bot, keyboard};

#[tokio::test]
async fn texts_are_counted_in_code_points_after_parsing() {
    let bot = Bot::start().await;
    bot.met().await;
    let send = |text: String| json!({ "chat_id": ANNA, "text": text, "parse_mode": "HTML" });
    let full = format!("<b>{}</b>&amp;", "👌".repeat(4095));
    let id = bot.ok("sendMessage", send(full)).await["message_id"].clone();
    for (text, wanted) in [
        ("я".repeat(4097), "message is too long"),
        (String::new(), "message text is empty"),
        (" \n".to_owned(), "text must be non-empty"),
        ("<b></b>".to_owned(), "text must be non-empty"),
    ] {
        assert_eq!(bot.refused("sendMessage", send(text)).await, (400, format!("Bad Request: {wanted}")));
    }
    let edit = json!({ "chat_id": ANNA, "message_id": id, "text": "я".repeat(4097) });
    assert_eq!(bot.refused("editMessageText", edit).await.1, "Bad Request: MESSAGE_TOO_LONG");
}

#[tokio::test]
async fn captions_have_at_most_1024() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    anna.sends_photo("");
    let file = bot.drain().await[0]["message"]["photo"][1]["file_id"].clone();
    let send = |caption: String| json!({ "chat_id": ANNA, "photo": file, "caption": caption });
    let id = bot.ok("sendPhoto", send("я".repeat(1024))).await["message_id"].clone();
    let (_, what) = bot.refused("sendPhoto", send("я".repeat(1025))).await;
    assert_eq!(what, "Bad Request: message caption is too long");
    let edit = json!({ "chat_id": ANNA, "message_id": id, "caption": "я".repeat(1025) });
    assert_eq!(bot.refused("editMessageCaption", edit).await.1, "Bad Request: MEDIA_CAPTION_TOO_LONG");
}

#[tokio::test]
async fn keyboards_have_limits() {
    let bot = Bot::start().await;
    bot.met().await;
    let button = |data: &str| json!({ "text": "А", "callback_data": data });
    let wide = |rows: usize, width: usize| json!(vec![vec![button("1"); width]; rows]);
    let cases: [(Value, &str); 8] = [
        (json!([[button("")]]), "BUTTON_DATA_INVALID"),
        (json!([[button(&"я".repeat(33))]]), "BUTTON_DATA_INVALID"),
        (wide(13, 8), "REPLY_MARKUP_TOO_LONG"),
        (wide(1, 9), "REPLY_MARKUP_TOO_LONG"),
        (
            json!(
                vec![vec![button(&"d".repeat(64)); 8]; 12]
                    .iter()
                    .map(|row| row
                        .iter()
                        .map(|b| {
                            let mut b = b.clone();
                            b["text"] = json!("Длинная подпись кнопки".repeat(3));
                            b
                        })
                        .collect::<Vec<_>>())
                    .collect::<Vec<_>>()
            ),
            "REPLY_MARKUP_TOO_LONG",
        ),
        (
            json!([[{ "text": "А" }]]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            json!([[{ "text": "А", "url": "javascript:1" }]]),
            "inline keyboard button URL 'javascript:1' is invalid: Wrong HTTP URL",
        ),
        (json!([[{ "text": "А", "copy_text": { "text": "" } }]]), "BUTTON_COPY_TEXT_INVALID"),
    ];
    for (rows, wanted) in cases {
        let body = json!({ "chat_id": ANNA, "text": "x", "reply_markup": { "inline_keyboard": rows } });
        assert_eq!(bot.refused("sendMessage", body).await.1, format!("Bad Request: {wanted}"));
    }
    bot.ok("sendMessage", json!({ "chat_id": ANNA, "text": "x", "reply_markup": keyboard("А", &"я".repeat(32)) }))
        .await;
    bot.ok("sendMessage", json!({ "chat_id": ANNA, "text": "x", "reply_markup": { "inline_keyboard": wide(12, 8) } }))
        .await;
}

#[tokio::test]
async fn toasts_have_at_most_200() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    let press = anna.presses(message, "Да").unwrap();
    let answer = |text: String| json!({ "callback_query_id": press.0, "text": text });
    assert_eq!(bot.refused("answerCallbackQuery", answer("я".repeat(201))).await.1, "Bad Request: MESSAGE_TOO_LONG");
    bot.ok("answerCallbackQuery", answer("я".repeat(200))).await;
}

#[tokio::test]
async fn commands_are_checked_and_kept_by_scope() {
    let bot = Bot::start().await;
    let list =
        |command: &str, description: &str| json!({ "commands": [{ "command": command, "description": description }] });
    bot.ok("setMyCommands", list("help", "Помощь")).await;
    let chat = json!({ "scope": { "type": "chat", "chat_id": ANNA } });
    assert_eq!(bot.ok("getMyCommands", json!({})).await[0]["command"], "help");
    assert_eq!(bot.ok("getMyCommands", chat).await, json!([]));
    let mut to_stranger = list("my", "Что ждёт");
    to_stranger["scope"] = json!({ "type": "chat", "chat_id": ANNA });
    assert_eq!(bot.refused("setMyCommands", to_stranger.clone()).await.1, "Bad Request: chat not found");
    bot.met().await;
    bot.ok("setMyCommands", to_stranger).await;
    assert_eq!(bot.emulator.menu(ANNA), [("my".to_owned(), "Что ждёт".to_owned())]);
    assert_eq!(bot.refused("setMyCommands", list("Помощь", "x")).await.1, "Bad Request: BOT_COMMAND_INVALID");
    assert!(bot.refused("setMyCommands", list("help", "")).await.1.contains("DESCRIPTION"));
    bot.ok("deleteMyCommands", json!({})).await;
    assert_eq!(bot.ok("getMyCommands", json!({})).await, json!([]));
}
