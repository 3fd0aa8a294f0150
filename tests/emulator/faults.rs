//! Trouble on demand.

use std::time::Duration;

use mcu_bot::emulator::{Fault, Outcome, Sin, Target};
use serde_json::json;

use super::client::{ANNA, Bot};

fn hello() -> serde_json::Value {
    json!({ "chat_id": ANNA, "text": "привет" })
}

fn sent(bot: &Bot) -> usize {
    bot.emulator.messages(ANNA).iter().filter(|shown| shown.is_from_bot()).count()
}

#[tokio::test]
async fn answers_fail_once_in_the_way_asked_for() {
    let bot = Bot::start().await;
    bot.met().await;
    bot.emulator.fail_next("sendMessage", Fault::Status(500));
    bot.emulator.fail_next("sendMessage", Fault::HtmlBody);
    bot.emulator.fail_next(Target::any(), Fault::Unauthorized);
    bot.emulator.fail_next(Target::any().in_chat(ANNA), Fault::Refused(400, "Bad Request: WHY".to_owned()));
    assert_eq!(bot.refused("sendMessage", hello()).await, (500, "Internal Server Error".to_owned()));
    let page = bot.post("sendMessage", &hello()).await.unwrap();
    assert_eq!(page.status(), 502);
    assert!(page.text().await.unwrap().starts_with("<html>"));
    bot.updates(json!({})).await;
    assert_eq!(bot.refused("getMe", json!({})).await.0, 401);
    bot.ok("getMe", json!({})).await;
    assert_eq!(bot.refused("sendMessage", hello()).await.1, "Bad Request: WHY");
    assert_eq!(sent(&bot), 0);
    bot.ok("sendMessage", hello()).await;
    bot.assert_sinless();
}

#[tokio::test]
async fn connections_close_before_or_after_the_call_took_effect() {
    let bot = Bot::start().await;
    bot.met().await;
    bot.emulator.fail_next("sendMessage", Fault::Reset);
    bot.post("sendMessage", &hello()).await.unwrap_err();
    assert_eq!(sent(&bot), 0);
    bot.emulator.fail_next("sendMessage", Fault::LostAnswer);
    bot.post("sendMessage", &hello()).await.unwrap_err();
    assert_eq!(sent(&bot), 1);
    let outcomes: Vec<Outcome> = bot.emulator.calls_of("sendmessage").into_iter().map(|call| call.outcome).collect();
    assert_eq!(outcomes, [Outcome::Failed(Fault::Reset), Outcome::Failed(Fault::LostAnswer)]);
}

#[tokio::test]
async fn an_answer_may_never_come() {
    let bot = Bot::start().await;
    bot.met().await;
    for (fault, effect) in [(Fault::Hang, 0), (Fault::HangAfterwards, 1)] {
        bot.emulator.fail_next("sendMessage", fault);
        let waiting = tokio::time::timeout(Duration::from_millis(100), bot.post("sendMessage", &hello()));
        assert!(waiting.await.is_err());
        assert_eq!(sent(&bot), effect);
    }
    bot.emulator.fail_next("sendMessage", Fault::Late);
    let waiting = tokio::time::timeout(Duration::from_millis(100), bot.post("sendMessage", &hello()));
    assert!(waiting.await.is_err());
    assert_eq!(sent(&bot), 1);
    bot.emulator.late_calls_come();
    assert_eq!(sent(&bot), 2);
    bot.emulator.late_calls_come();
    assert_eq!(sent(&bot), 2, "each comes once");
    let hanging = {
        bot.emulator.fail_next("getMe", Fault::Hang);
        tokio::spawn(bot.post("getMe", &json!({})))
    };
    bot.emulator.until(|emulator| emulator.unused_faults().is_empty().then_some(())).await;
    bot.emulator.stop().await;
    assert!(hanging.await.unwrap().is_err());
}

#[tokio::test]
async fn retry_after_holds_one_chat_until_it_passed() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let boris = bot.emulator.person(mcu_bot::domain::ids::ChatId(502), "Борис");
    boris.starts();
    bot.emulator.fail_next("sendMessage", Fault::RetryAfter(7));
    let answer = bot.call("sendMessage", hello()).await;
    assert_eq!(answer["error_code"], 429);
    assert_eq!(answer["description"], "Too Many Requests: retry after 7");
    assert_eq!(answer["parameters"]["retry_after"], 7);
    bot.send(boris.id(), "другой чат").await;
    bot.advance(4);
    assert!(bot.emulator.take_sins().is_empty());
    assert_eq!(bot.refused("sendMessage", hello()).await.1, "Too Many Requests: retry after 3");
    let early = Sin::CalledBeforeRetryAfter { method: "sendMessage".to_owned(), chat: anna.id(), seconds_early: 3 };
    assert_eq!(bot.emulator.take_sins(), [early]);
    bot.advance(3);
    bot.ok("sendMessage", hello()).await;
    bot.assert_sinless();
}

#[tokio::test]
async fn an_outage_lasts_until_it_ends_and_ends_polls() {
    let bot = Bot::start().await;
    bot.met().await;
    let poll = tokio::spawn(bot.post("getUpdates", &json!({ "timeout": 50 })));
    while bot.emulator.calls_of("getUpdates").len() < 3 && !poll.is_finished() {
        bot.emulator.begin_outage(Fault::HtmlBody);
        tokio::task::yield_now().await;
    }
    assert_eq!(poll.await.unwrap().unwrap().status(), 502);
    assert_eq!(bot.post("sendMessage", &hello()).await.unwrap().status(), 502);
    bot.emulator.begin_outage(Fault::Reset);
    bot.post("getUpdates", &json!({})).await.unwrap_err();
    bot.emulator.end_outage();
    bot.ok("sendMessage", hello()).await;
    assert_eq!(sent(&bot), 1);
}

#[tokio::test]
async fn unused_faults_are_told_and_a_wrong_token_is_refused() {
    let bot = Bot::start().await;
    bot.emulator.fail_next("sendPhoto", Fault::Reset);
    assert_eq!(bot.emulator.unused_faults(), [(Target::method("sendPhoto"), Fault::Reset)]);
    let stranger = bot.http.get(format!("{}/bot1:2/getMe", bot.emulator.url())).send().await.unwrap();
    assert_eq!(stranger.status(), 401);
    assert_eq!(bot.http.get(bot.emulator.url()).send().await.unwrap().status(), 404);
}
