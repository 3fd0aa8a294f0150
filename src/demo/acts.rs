//! What the page may do: act as one of its people, move the clock, make trouble.

use std::time::Duration;

use serde_json::{Value, json};

use super::cast::part;
use super::shelf;
use super::show::ShowError;
use super::stage::{Stage, Telegram};
use super::time::Leap;
use super::{drawings, paper};
use crate::clock::Clock;
use crate::domain::ids::{ChatId, MessageId};
use crate::emulator::{Person, PressState};
use crate::messenger::event::{AttachmentKind, PressId};

/// As long as the page waits for the answer to a press; the bot may be dead.
const ANSWER: Duration = Duration::from_secs(6);

/// One act.
#[derive(Debug, serde::Deserialize)]
#[serde(tag = "act", rename_all = "lowercase")]
pub enum Act {
    Write { who: String, chat: ChatId, text: String, reply: Option<MessageId> },
    Edit { who: String, chat: ChatId, message: MessageId, text: String },
    Press { who: String, chat: ChatId, message: MessageId, data: String },
    Forward { who: String, post: String },
    Attach { who: String, chat: ChatId, things: Vec<String>, text: String, reply: Option<MessageId> },
    Start { who: String, payload: String },
    Time { leap: Leap },
    Kill,
    Revive,
    Outage { on: bool },
    Busy,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum CannotAct {
    #[error("в демонстрации нет такого человека или поста")]
    Unknown,
    #[error("время уже идёт")]
    Passing,
    #[error("бот не запустился: {0}")]
    Bot(#[from] ShowError),
}

/// Does it; what the page is to show at once.
pub async fn act(stage: &Stage, wanted: Act) -> Result<Value, CannotAct> {
    match wanted {
        Act::Press { who, chat, message, data } => {
            let press = somebody(stage, &who, chat)?.sends_data(message, &data);
            return Ok(answer(stage, &press).await);
        }
        Act::Time { leap } if !stage.leap(leap).await => return Err(CannotAct::Passing),
        Act::Time { .. } => {}
        Act::Kill => stage.kill().await,
        Act::Revive => stage.revive().await?,
        Act::Outage { on } => stage.outage(if on { Telegram::Down } else { Telegram::Up }),
        Act::Busy => stage.busy(),
        spoken => speak(stage, spoken)?,
    }
    Ok(json!({}))
}

fn somebody(stage: &Stage, who: &str, chat: ChatId) -> Result<Person, CannotAct> {
    stage.person(who, chat).ok_or(CannotAct::Unknown)
}

/// What people say.
fn speak(stage: &Stage, act: Act) -> Result<(), CannotAct> {
    match act {
        Act::Write { who, chat, text, reply } => {
            let person = somebody(stage, &who, chat)?;
            match reply {
                Some(to) => person.replies(to, &text),
                None => person.writes(&text),
            };
        }
        Act::Edit { who, chat, message, text } => somebody(stage, &who, chat)?.edits(message, &text),
        Act::Attach { who, chat, things, text, reply } => {
            attach(stage, &somebody(stage, &who, chat)?, &things, &text, reply);
        }
        Act::Forward { who, post } => {
            let post = shelf::post(&post).ok_or(CannotAct::Unknown)?;
            let person = part(&who).and_then(|part| stage.person(&who, part.chat)).ok_or(CannotAct::Unknown)?;
            post.is_forwarded_by(stage, &person);
        }
        Act::Start { who, payload } => {
            let person = part(&who).and_then(|part| stage.person(&who, part.chat)).ok_or(CannotAct::Unknown)?;
            person.starts_with(&payload);
        }
        Act::Press { .. } | Act::Time { .. } | Act::Kill | Act::Revive | Act::Outage { .. } | Act::Busy => {}
    }
    Ok(())
}

/// Pictures, several of them as an album, or a document.
fn attach(stage: &Stage, person: &Person, things: &[String], text: &str, reply: Option<MessageId>) {
    let contents: Vec<Value> = things.iter().filter_map(|thing| content(stage, thing)).collect();
    let album = (contents.len() > 1).then(|| format!("page{}", stage.now().millis()));
    for (at, mut content) in contents.into_iter().enumerate() {
        if let Some(album) = &album {
            content["media_group_id"] = json!(album);
        }
        if at == 0 && !text.is_empty() {
            content["caption"] = json!(text);
        }
        match reply {
            Some(to) => person.replies_with(to, content),
            None => person.sends(content),
        };
    }
}

fn content(stage: &Stage, thing: &str) -> Option<Value> {
    if thing == "paper" {
        let (name, bytes) = paper::letter();
        let size = bytes.len();
        let file = stage.emulator.add_file(AttachmentKind::Document, name, bytes);
        let unique = format!("u{file}");
        return Some(json!({
            "document": { "file_id": file, "file_unique_id": unique, "file_name": name, "file_size": size }
        }));
    }
    if thing == "place" {
        return Some(json!({ "location": { "latitude": 48.2837, "longitude": 46.1903 } }));
    }
    photo(stage, thing)
}

/// A drawing, as a photo somebody has taken.
pub fn photo(stage: &Stage, name: &str) -> Option<Value> {
    let png = drawings::png(name)?;
    let size = png.len();
    let file = stage.emulator.add_file(AttachmentKind::Photo, "photo.png", png);
    let unique = format!("u{file}");
    Some(json!({ "photo": [{
        "file_id": file, "file_unique_id": unique, "file_size": size,
        "width": drawings::WIDTH, "height": drawings::HEIGHT,
    }] }))
}

async fn answer(stage: &Stage, press: &PressId) -> Value {
    let clock = Clock::system();
    tokio::select! {
        answered = stage.emulator.answer_to(press) => match answered {
            Some(PressState::Answered(toast)) => json!({ "text": toast.text, "alert": toast.alert, "url": toast.url }),
            _ => json!({ "late": true }),
        },
        () = clock.wait_until(clock.elapsed() + ANSWER) => json!({ "late": true }),
    }
}
