//! The queue and its quirks.

use std::sync::Arc;
use std::time::Duration;

use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::{ChatId, UpdateId};
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::{Memory, Options, RateWatch};
use serde_json::{Value, json};

use super::client::{ANNA, Bot};

fn ids(updates: &[Value]) -> Vec<i64> {
    updates.iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn an_offset_confirms_what_is_below_it() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    for text in ["1", "2", "3"] {
        anna.writes(text);
    }
    let first = bot.updates(json!({})).await;
    assert_eq!(first.len(), 3);
    let ids = ids(&first);
    assert_eq!(ids[2], ids[0] + 2);
    bot.advance(1);
    assert_eq!(bot.updates(json!({})).await.len(), 3, "nothing was confirmed");
    assert_eq!(bot.updates(json!({ "offset": ids[1] })).await.len(), 2);
    assert_eq!(bot.updates(json!({ "offset": ids[2] + 1000 })).await.len(), 2, "out of range: ignored");
    assert_eq!(bot.updates(json!({ "offset": -1 })).await.len(), 1);
    assert_eq!(bot.emulator.waiting_updates(), 1);
    assert!(bot.updates(json!({ "offset": ids[2] + 1 })).await.is_empty());
}

#[tokio::test]
async fn a_page_has_at_most_a_hundred_and_haste_gets_one() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    for _ in 0..150 {
        anna.writes("ещё");
    }
    assert_eq!(bot.updates(json!({ "limit": 1000 })).await.len(), 100);
    assert_eq!(bot.updates(json!({})).await.len(), 1, "the same offset at once");
    bot.advance(1);
    assert_eq!(bot.updates(json!({ "limit": 7 })).await.len(), 7);
}

#[tokio::test]
async fn a_long_poll_ends_with_an_update_or_with_the_clock() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let poll = tokio::spawn(bot.post("getUpdates", &json!({ "timeout": 30 })));
    tokio::time::timeout(Duration::from_millis(50), async {
        while !poll.is_finished() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap_err();
    anna.writes("пора");
    let answer: Value = poll.await.unwrap().unwrap().json().await.unwrap();
    assert_eq!(answer["result"][0]["message"]["text"], "пора");

    bot.drain().await;
    let poll = tokio::spawn(bot.post("getUpdates", &json!({ "timeout": 30 })));
    while !poll.is_finished() {
        bot.advance(10);
        tokio::task::yield_now().await;
    }
    let answer: Value = poll.await.unwrap().unwrap().json().await.unwrap();
    assert_eq!(answer["result"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_lose_nothing() {
    let options = Options { rates: RateWatch::Off, ..Options::new(Clock::system()) };
    let bot = Arc::new(Bot::with(options).await);
    let people: Vec<_> = (1..=8).map(|id| bot.emulator.person(ChatId(id), "Кто-то")).collect();
    let writers = people.into_iter().map(|person| {
        std::thread::spawn(move || {
            for number in 0..50 {
                person.writes(&number.to_string());
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let mut offset = 0;
    let mut seen = 0;
    while seen < 400 {
        let page = bot.updates(json!({ "offset": offset, "timeout": 20 })).await;
        offset = page.last().unwrap()["update_id"].as_i64().unwrap() + 1;
        seen += page.len();
    }
    for writer in writers {
        writer.join().unwrap();
    }
    let confirming = tokio::spawn(bot.post("getUpdates", &json!({ "offset": offset, "timeout": 20 })));
    bot.emulator.until_confirmed().await;
    bot.emulator.stop().await;
    assert!(confirming.await.unwrap().is_err());
    bot.assert_sinless();
}

#[tokio::test]
async fn a_second_poller_ends_the_first() {
    let bot = Bot::start().await;
    let first = tokio::spawn(bot.post("getUpdates", &json!({ "timeout": 50 })));
    let first = loop {
        assert_eq!(bot.call("getUpdates", json!({})).await["ok"], true);
        if first.is_finished() {
            break first.await.unwrap().unwrap();
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(first.status(), 409);
    let answer: Value = first.json().await.unwrap();
    let description = answer["description"].as_str().unwrap();
    assert!(description.starts_with("Conflict: terminated by other getUpdates request; "), "{description}");
}

#[tokio::test]
async fn a_webhook_forbids_polling() {
    let bot = Bot::start().await;
    assert!(bot.refused("setWebhook", json!({ "url": "http://a.b" })).await.1.contains("bad webhook"));
    bot.ok("setWebhook", json!({ "url": "https://a.b/c" })).await;
    assert_eq!(bot.refused("getUpdates", json!({})).await.0, 409);
    assert_eq!(bot.ok("getWebhookInfo", json!({})).await["url"], "https://a.b/c");
    bot.ok("deleteWebhook", json!({})).await;
    bot.ok("getUpdates", json!({})).await;
}

#[tokio::test]
async fn allowed_updates_stick() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    bot.updates(json!({ "allowed_updates": ["callback_query"] })).await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    anna.writes("не дойдёт");
    anna.presses(message, "Да").unwrap();
    let seen = bot.drain().await;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0]["callback_query"]["data"], "yes");
    bot.updates(json!({ "allowed_updates": [] })).await;
    anna.writes("дойдёт");
    assert_eq!(bot.drain().await.len(), 1);
}

#[tokio::test]
async fn messages_wait_a_day_and_presses_150_seconds() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    anna.writes("долго");
    let press = anna.presses(message, "Да").unwrap();
    bot.advance(149);
    assert_eq!(bot.updates(json!({ "limit": 1 })).await.len(), 1);
    assert_eq!(bot.emulator.waiting_updates(), 2);
    bot.advance(1);
    assert_eq!(bot.updates(json!({})).await.len(), 1);
    assert_eq!(bot.emulator.press(&press), Some(mcu_bot::emulator::PressState::Expired));
    bot.advance(24 * 60 * 60 - 150);
    assert!(bot.updates(json!({})).await.is_empty());
    bot.assert_sinless();
}

#[tokio::test]
async fn an_update_may_come_again_after_it_was_confirmed() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    anna.writes("раз");
    let seen = bot.drain().await;
    let id = bot.emulator.last_update().unwrap();
    assert!(bot.emulator.repeat_update(id));
    assert_eq!(bot.updates(json!({ "offset": id.0 + 1 })).await, seen);
    assert!(bot.updates(json!({ "offset": id.0 + 1 })).await.is_empty());
    assert!(!bot.emulator.repeat_update(UpdateId(7)));
}

#[tokio::test]
async fn raw_updates_go_out_as_they_are() {
    let bot = Bot::start().await;
    bot.met().await;
    let strange = json!({ "update_id": 2_000_000, "message": { "text": null, "chat": "нет" } });
    bot.emulator.push_raw_update(strange.clone());
    bot.emulator.push_raw_update(json!("не объект"));
    bot.emulator.push_raw_update(json!({ "mystery": {} }));
    let seen = bot.updates(json!({})).await;
    assert_eq!(seen[0], strange);
    assert_eq!(seen[1], "не объект");
    assert!(seen[2]["update_id"].is_i64());
    assert!(bot.updates(json!({ "offset": 2_000_001 })).await.is_empty());
    bot.emulator.restart_update_ids(UpdateId(77));
    assert_eq!(bot.emulator.push_raw_update(json!({})), UpdateId(77));
}

#[tokio::test]
async fn memory_is_bounded_when_asked() {
    let clock = Clock::manual(Moment::from_millis(0));
    let bot = Bot::with(Options { memory: Memory::Last(5), ..Options::new(clock) }).await;
    let anna = bot.met().await;
    for _ in 0..20 {
        anna.writes("много");
    }
    bot.drain().await;
    assert_eq!(bot.emulator.all_messages(ANNA).len(), 5);
    for _ in 0..3 {
        bot.ok("getMe", json!({})).await;
    }
    assert_eq!(bot.emulator.calls().len(), 5);
}
