//! A bot in a few lines: it calls methods and reads answers, nothing more.

use std::time::Duration;

use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::{Emulator, Options, Person};
use reqwest::{Client, Response};
use serde_json::{Value, json};

pub const ANNA: ChatId = ChatId(501);

pub struct Bot {
    pub emulator: Emulator,
    pub http: Client,
}

impl Bot {
    /// An emulator on a clock that stands at 2026-11-22T10:00:00Z.
    pub async fn start() -> Self {
        let clock = Clock::manual(Moment::from_millis(1_795_341_600_000));
        Self::with(Options::new(clock)).await
    }

    pub async fn with(options: Options) -> Self {
        Self { emulator: Emulator::start(options).await.unwrap(), http: Client::new() }
    }

    /// Anna, who has opened the bot; the queue is empty again.
    pub async fn met(&self) -> Person {
        let anna = self.emulator.person(ANNA, "Анна");
        anna.starts();
        self.drain().await;
        anna
    }

    pub fn at(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.emulator.url(), self.emulator.token())
    }

    pub fn post(&self, method: &str, body: &Value) -> impl Future<Output = reqwest::Result<Response>> + use<> {
        self.http.post(self.at(method)).json(body).send()
    }

    pub async fn call(&self, method: &str, body: Value) -> Value {
        self.post(method, &body).await.unwrap().json().await.unwrap()
    }

    /// A call that must succeed; its result.
    pub async fn ok(&self, method: &str, body: Value) -> Value {
        let answer = self.call(method, body).await;
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer["result"].clone()
    }

    /// A call that must be refused; status and description.
    pub async fn refused(&self, method: &str, body: Value) -> (u16, String) {
        let answer = self.call(method, body).await;
        assert_eq!(answer["ok"], false, "{method}: {answer}");
        let status = answer["error_code"].as_u64().unwrap();
        (status.try_into().unwrap(), answer["description"].as_str().unwrap().to_owned())
    }

    pub async fn send(&self, chat: ChatId, text: &str) -> MessageId {
        let message = self.ok("sendMessage", json!({ "chat_id": chat, "text": text })).await;
        MessageId(message["message_id"].as_i64().unwrap())
    }

    /// A text with one button.
    pub async fn send_button(&self, chat: ChatId, label: &str, data: &str) -> MessageId {
        let body = json!({ "chat_id": chat, "text": "Текст", "reply_markup": keyboard(label, data) });
        MessageId(self.ok("sendMessage", body).await["message_id"].as_i64().unwrap())
    }

    pub async fn updates(&self, body: Value) -> Vec<Value> {
        self.ok("getUpdates", body).await.as_array().unwrap().clone()
    }

    /// Takes and confirms everything that waits.
    pub async fn drain(&self) -> Vec<Value> {
        let mut all = Vec::new();
        let mut offset = 0;
        loop {
            let page = self.updates(json!({ "offset": offset })).await;
            let Some(last) = page.last() else { return all };
            offset = last["update_id"].as_i64().unwrap() + 1;
            all.extend(page);
        }
    }

    pub fn advance(&self, seconds: u64) {
        self.emulator.clock().advance(Duration::from_secs(seconds));
    }

    pub fn assert_sinless(&self) {
        let sins: Vec<String> = self.emulator.finish().iter().map(ToString::to_string).collect();
        assert!(sins.is_empty(), "{sins:?}");
    }
}

pub fn keyboard(label: &str, data: &str) -> Value {
    json!({ "inline_keyboard": [[{ "text": label, "callback_data": data }]] })
}
