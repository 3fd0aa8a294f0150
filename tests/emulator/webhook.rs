//! Updates brought to a webhook, as Telegram brings them.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::{Fault, Target};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc};

use super::client::Bot;

/// What was brought: the secret that was said, and the update.
type Brought = (String, Value);

/// A webhook that answers when it is let.
struct Hook {
    url: String,
    brought: mpsc::UnboundedReceiver<Brought>,
    answers: Arc<Semaphore>,
}

impl Hook {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/updates", listener.local_addr().unwrap());
        let (sender, brought) = mpsc::unbounded_channel();
        let answers = Arc::new(Semaphore::new(0));
        let router = Router::new().fallback(take).with_state((sender, Arc::clone(&answers)));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, brought, answers }
    }

    async fn next(&mut self) -> (String, i64, String) {
        let (secret, update) = self.brought.recv().await.unwrap();
        let text = update["message"]["text"].as_str().unwrap_or_default().to_owned();
        (secret, update["message"]["chat"]["id"].as_i64().unwrap(), text)
    }
}

async fn take(
    State((sender, answers)): State<(mpsc::UnboundedSender<Brought>, Arc<Semaphore>)>,
    headers: HeaderMap,
    body: String,
) -> StatusCode {
    let secret = headers.get("x-telegram-bot-api-secret-token").map_or("", |value| value.to_str().unwrap());
    sender.send((secret.to_owned(), serde_json::from_str(&body).unwrap())).unwrap();
    answers.acquire().await.unwrap().forget();
    StatusCode::OK
}

#[tokio::test]
async fn a_chat_waits_for_its_answer_and_another_does_not() {
    let bot = Bot::start().await;
    let mut hook = Hook::open().await;
    let anna = bot.met().await;
    let boris = bot.emulator.person(ChatId(2002), "Борис");

    bot.ok("setWebhook", json!({ "url": hook.url, "secret_token": "s-1" })).await;
    anna.writes("первое");
    anna.writes("второе");
    boris.writes("третье");
    let mut first = [hook.next().await, hook.next().await];
    first.sort();
    let said = |chat: i64, text: &str| ("s-1".to_owned(), chat, text.to_owned());
    let mut both = [said(anna.chat().0, "первое"), said(2002, "третье")];
    both.sort();
    assert_eq!(first, both, "one of each chat, with the secret");
    hook.answers.add_permits(3);
    assert_eq!(hook.next().await, said(anna.chat().0, "второе"));
    bot.emulator.until_confirmed().await;
    assert_eq!(bot.ok("getWebhookInfo", json!({})).await["pending_update_count"], 0);
}

#[tokio::test]
async fn what_was_not_taken_is_brought_again_and_told() {
    let bot = Bot::start().await;
    let mut hook = Hook::open().await;
    hook.answers.add_permits(10);
    bot.emulator.fail_next(Target::WEBHOOK, Fault::LostAnswer);
    bot.ok("setWebhook", json!({ "url": hook.url })).await;
    bot.emulator.person(ChatId(2002), "Борис").writes("первое");
    assert_eq!(hook.next().await, (String::new(), 2002, "первое".to_owned()));
    bot.emulator.until(|emulator| emulator.unused_faults().is_empty().then_some(())).await;
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!((info["pending_update_count"].clone(), info["url"].clone()), (json!(1), json!(hook.url)));
    loop {
        bot.advance(1);
        if let Ok(again) = hook.brought.try_recv() {
            assert_eq!(again.1["message"]["text"], "первое");
            break;
        }
        tokio::task::yield_now().await;
    }
    bot.emulator.until_confirmed().await;
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["last_error_message"], "Read timeout expired");
}
