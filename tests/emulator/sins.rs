//! What the bot does wrong is noted.

use mcu_bot::clock::Clock;
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::{Fault, Limit, Options, PressState, RateWatch, Sin};
use serde_json::json;

use super::client::{ANNA, Bot};
use super::groups::GROUP;

#[tokio::test]
async fn delivered_presses_want_an_answer() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    let first = anna.presses(message, "Да").unwrap();
    bot.drain().await;
    bot.advance(149);
    assert!(bot.emulator.sins().is_empty());
    bot.advance(1);
    let unanswered = |press| Sin::UnansweredPress { press, data: "yes".to_owned() };
    assert_eq!(bot.emulator.take_sins(), [unanswered(first.clone())]);
    assert_eq!(bot.emulator.press(&first), Some(PressState::Expired));
    let (_, what) = bot.refused("answerCallbackQuery", json!({ "callback_query_id": first.0 })).await;
    assert!(what.starts_with("Bad Request: query is too old"), "{what}");
    let second = anna.presses(message, "Да").unwrap();
    assert!(bot.emulator.finish().is_empty(), "not delivered yet");
    bot.drain().await;
    assert_eq!(bot.emulator.finish(), [unanswered(second)]);
    assert_eq!(bot.emulator.finish().len(), 1, "told of once");
}

#[tokio::test]
async fn a_press_is_answered_once_unless_it_came_twice() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    let press = anna.presses(message, "Да").unwrap();
    let answer = || json!({ "callback_query_id": press.0 });
    bot.ok("answerCallbackQuery", answer()).await;
    bot.ok("answerCallbackQuery", answer()).await;
    assert_eq!(bot.emulator.take_sins(), [Sin::AnsweredTwice { press: press.clone() }]);
    bot.drain().await;
    bot.emulator.repeat_update(bot.emulator.last_update().unwrap());
    bot.ok("answerCallbackQuery", answer()).await;
    bot.assert_sinless();
}

#[tokio::test]
async fn an_answer_lost_to_a_fault_is_excused() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    let press = anna.presses(message, "Да").unwrap();
    bot.drain().await;
    bot.emulator.fail_next("answerCallbackQuery", Fault::Status(502));
    bot.refused("answerCallbackQuery", json!({ "callback_query_id": press.0 })).await;
    bot.assert_sinless();
}

#[tokio::test]
async fn a_press_that_was_never_confirmed_may_be_answered_again() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let message = bot.send_button(ANNA, "Да", "yes").await;
    let press = anna.presses(message, "Да").unwrap();
    for _ in 0..2 {
        assert_eq!(bot.updates(json!({})).await.len(), 1);
        bot.ok("answerCallbackQuery", json!({ "callback_query_id": press.0 })).await;
    }
    bot.assert_sinless();
}

#[tokio::test]
async fn a_private_chat_takes_three_at_once_then_one_a_second() {
    let bot = Bot::start().await;
    bot.met().await;
    for text in ["1", "2", "3"] {
        bot.send(ANNA, text).await;
    }
    bot.advance(1);
    bot.send(ANNA, "4").await;
    assert!(bot.emulator.sins().is_empty());
    let id = bot.send(ANNA, "5").await;
    let too_fast = Sin::TooFast { chat: ANNA, limit: Limit::Private };
    assert_eq!(bot.emulator.take_sins(), std::slice::from_ref(&too_fast));
    bot.ok("editMessageText", json!({ "chat_id": ANNA, "message_id": id, "text": "6" })).await;
    assert_eq!(bot.emulator.take_sins(), [too_fast], "edits count");
    bot.ok("deleteMessage", json!({ "chat_id": ANNA, "message_id": id })).await;
    bot.advance(1);
    bot.send(ANNA, "7").await;
    bot.assert_sinless();
}

#[tokio::test]
async fn a_group_takes_twenty_a_minute() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    bot.emulator.group(GROUP, "Группа").adds_bot(&anna);
    for _ in 0..20 {
        bot.send(GROUP, "ещё").await;
    }
    bot.advance(59);
    assert!(bot.emulator.sins().is_empty());
    bot.send(GROUP, "рано").await;
    assert_eq!(bot.emulator.take_sins(), [Sin::TooFast { chat: GROUP, limit: Limit::Group }]);
    bot.advance(60);
    bot.send(GROUP, "пора").await;
    bot.assert_sinless();
}

#[tokio::test]
async fn all_chats_together_take_thirty_a_second() {
    let bot = Bot::start().await;
    for number in 1..=31 {
        let person = bot.emulator.person(mcu_bot::domain::ids::ChatId(number), "Кто-то");
        person.starts();
        assert!(bot.emulator.sins().is_empty());
        bot.send(person.id(), "привет").await;
    }
    let sins = bot.emulator.take_sins();
    assert!(matches!(sins[..], [Sin::TooFast { limit: Limit::Overall, .. }]), "{sins:?}");
}

#[tokio::test]
async fn rates_may_be_left_alone() {
    let clock = Clock::manual(Moment::from_millis(0));
    let bot = Bot::with(Options { rates: RateWatch::Off, ..Options::new(clock) }).await;
    bot.met().await;
    for _ in 0..40 {
        bot.send(ANNA, "ещё").await;
    }
    bot.assert_sinless();
}

#[tokio::test]
async fn a_bot_that_was_told_of_a_block_stays_silent() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let hello = || json!({ "chat_id": ANNA, "text": "x" });
    let sin = Sin::SentToUnreachable { method: "sendMessage".to_owned(), chat: ANNA };
    anna.blocks();
    bot.refused("sendMessage", hello()).await;
    assert!(bot.emulator.take_sins().is_empty(), "it could not know");
    bot.refused("sendMessage", hello()).await;
    assert_eq!(bot.emulator.take_sins(), std::slice::from_ref(&sin), "told by the answer");

    anna.unblocks();
    anna.blocks();
    bot.drain().await;
    bot.advance(2);
    bot.refused("sendMessage", hello()).await;
    assert_eq!(bot.emulator.take_sins(), [sin], "told by the update");
}
