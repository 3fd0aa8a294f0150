//! Updates of every shape, brought to a bot whose people are in the middle of things.

use anyhow::{Context, Result, ensure};
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::Shown;
use mcu_bot::store::inbox;
use mcu_bot::telegram::convert::Update;
use serde_json::{Value, json};

use super::shapes::{Shape, Shapes};
use super::{Cases, words};
use crate::chance::Random;
use crate::engines::{Engine, tell};
use crate::world::{World, posts};

/// Of the centre, and somebody nobody knows.
const PEOPLE: [i64; 10] = [1001, 1002, 1003, 1004, 1005, 1011, 1012, 1021, 1031, 1999];
const GROUP: ChatId = ChatId(-5001);

/// A message with which something may be begun: it comes from somebody we know, into the private chat, with words.
fn addressed(w: &World, mut message: Value, random: &mut Random) -> Value {
    let account = *random.pick(&PEOPLE).unwrap();
    if !message.is_object() {
        return message;
    }
    message["from"] = json!({ "id": account, "is_bot": false, "first_name": words::text(random) });
    message["chat"] = json!({ "id": account, "type": "private", "first_name": words::text(random) });
    if random.percent(10) {
        message["chat"] = json!({ "id": GROUP, "type": "supergroup", "title": words::text(random) });
    }
    // Telegram alone says that a chat has moved; nobody else can.
    for member in ["sender_chat", "migrate_to_chat_id", "migrate_from_chat_id"] {
        message.as_object_mut().unwrap().remove(member);
    }
    match random.below(10) {
        0..4 => message["text"] = json!(words::text(random)),
        4..7 => message["text"] = json!(words::command(random)),
        _ => {}
    }
    if message["text"].as_str().is_some_and(|text| text.starts_with('/')) {
        message["forward_origin"] = Value::Null;
    }
    if let Some(shown) = w.telegram.last_message(ChatId(account)).filter(|_| random.percent(30)) {
        message["reply_to_message"] = shown.json;
    }
    message
}

fn update(w: &World, shapes: &Shapes, random: &mut Random) -> Value {
    let shape = if random.percent(60) { Shape::Valid } else { Shape::Broken };
    let kinds = ["message", "message", "message", "message", "edited_message", "callback_query", "my_chat_member"];
    match random.pick(&kinds).copied().filter(|_| random.percent(95)) {
        Some(kind @ ("message" | "edited_message")) => {
            let message = shapes.make("Message", shape, random);
            json!({ kind: addressed(w, message, random) })
        }
        Some(kind @ "callback_query") => {
            let mut press = shapes.make("CallbackQuery", shape, random);
            if press.is_object() {
                press["from"] = json!({ "id": random.pick(&PEOPLE), "is_bot": false, "first_name": "Имя" });
                press["message"] = addressed(w, press["message"].take(), random);
            }
            json!({ kind: press })
        }
        Some(kind) => {
            let mut member = shapes.make("ChatMemberUpdated", shape, random);
            if member.is_object() {
                let account = random.pick(&PEOPLE);
                member["from"] = json!({ "id": account, "is_bot": false, "first_name": "Имя" });
                member["chat"] = json!({ "id": account, "type": "private" });
            }
            json!({ kind: member })
        }
        None => {
            let mut update = shapes.make("Update", shape, random);
            if let Some(members) = update.as_object_mut() {
                members.remove("update_id");
            }
            update
        }
    }
}

/// Short enough to read.
fn shown(update: &Value) -> String {
    let text = update.to_string();
    format!("{} ({} bytes)", text.chars().take(3000).collect::<String>(), text.len())
}

async fn unharmed(w: &World) -> Result<()> {
    let (errors, sins) = (World::take_errors(), w.take_sins());
    ensure!(errors.is_empty(), "errors in the log: {errors:?}");
    let calls = w
        .telegram
        .calls()
        .into_iter()
        .rev()
        .take(12)
        .map(|call| format!("\n{call:?}").chars().take(400).collect::<String>());
    ensure!(sins.is_empty(), "sins: {sins:?}, the newest calls first: {}", calls.collect::<String>());
    let mut tx = w.db.read().await?;
    let (waiting, failed) = (inbox::waiting(&mut tx).await?, inbox::failed(&mut tx).await?);
    tx.rollback().await?;
    ensure!(waiting.is_empty() && failed.is_empty(), "left over: {waiting:?} {failed:?}");
    Ok(())
}

/// Whoever asks for help gets it.
async fn still_answers(w: &mut World, who: ChatId) -> Result<()> {
    let last = |w: &World| w.telegram.last_message(who).map(|shown| shown.id);
    let before = last(w);
    let asked = w.somebody(who).writes("/help").await?;
    let newest = w.telegram.newest(who, Shown::is_from_bot).context("no answer")?;
    ensure!(newest.id > asked, "{who:?} gets no answer; {before:?} {:?}", last(w));
    Ok(())
}

async fn brought(engine: Engine, mut random: Random, updates: usize) -> Result<()> {
    let mut w = World::open(engine).await?;
    let operator = w.operator().person;
    w.telegram.supergroup(GROUP, "МЦУ").adds_bot(&operator);
    w.written().await?;
    w.operator().forwards(posts::POTHOLE).await?;
    w.operator().presses("🗑 Отклонить").await?;
    w.coordinator().writes("/find").await?;
    w.neighbour().writes("/away").await?;
    let shapes = Shapes::new(&w.telegram);
    for at in 0..updates {
        let update = update(&w, &shapes, &mut random);
        w.telegram.push_raw_update(update.clone());
        w.run_until_idle().await.with_context(|| shown(&update))?;
        unharmed(&w).await.with_context(|| shown(&update))?;
        if at % 20 == 19 {
            for account in PEOPLE.into_iter().filter(|account| *account != 1999) {
                still_answers(&mut w, ChatId(account)).await?;
            }
        }
    }
    w.finish().await
}

#[test]
fn nothing_telegram_brings_stops_the_bot() -> Result<()> {
    for (at, random) in Cases::new("updates", 2).enumerate() {
        tell(async {
            let engine = if at % 2 == 0 { Engine::sqlite().await? } else { Engine::postgres().await? };
            Box::pin(brought(engine, random, 40)).await
        })?;
    }
    Ok(())
}

#[test]
fn half_a_sign_before_any_text_costs_no_update() {
    for mut random in Cases::new("halves", 200) {
        let text =
            json!({ "update_id": 7, "message": { "text": words::text(&mut random), "chat": { "id": 5 } } }).to_string();
        let (before, behind) = text.split_once(r#""text":""#).unwrap();
        let half = random.pick(&["\\ud83d", "\\uDE00", "\\ud83d\\ud83d", "\\udc00\\ud800"]).unwrap();
        let body = format!(r#"{before}"text":"{half}{behind}"#);
        assert_eq!(Update::read(&body).map(|update| update.id()).ok(), Some(Some(7)), "{body}");
    }
}
