//! A message as the page draws it, and the calls of the bot as the page lists them.

use serde_json::{Value, json};

use super::cast::{CAST, GROUP};
use super::stage::Stage;
use crate::domain::ids::ChatId;
use crate::emulator::{Author, Call, Fault, Outcome, Shown, ShownAction, ShownButton, ShownMedia, Sound};
use crate::messenger::event::AttachmentKind;

/// Everything that can be seen of a message.
pub fn told(shown: &Shown) -> Value {
    let json = &shown.json;
    let author = match shown.author {
        Author::Bot => json!("bot"),
        Author::Person(id) => json!(id),
        Author::Nobody => Value::Null,
    };
    json!({
        "id": shown.id,
        "from": author,
        "name": json["from"]["first_name"],
        "at": shown.at,
        "text": shown.text,
        "entities": shown.entities.iter().map(crate::emulator::Entity::to_json).collect::<Vec<_>>(),
        "keyboard": shown.keyboard.iter().map(|row| row.iter().map(button).collect()).collect::<Vec<Vec<Value>>>(),
        "media": shown.media.as_ref().map(|known| media(json, known)),
        "place": json.get("location"),
        "album": shown.album,
        "reply": shown.reply_to,
        "forward": forward(&json["forward_origin"]),
        "edited": !shown.edits.is_empty() && shown.author != Author::Bot,
        "edits": shown.edits.len(),
        "silent": shown.sound == Sound::Off,
        "service": service(json),
    })
}

fn button(button: &ShownButton) -> Value {
    let (does, what) = match &button.does {
        ShownAction::Press(data) => ("press", data),
        ShownAction::Url(url) => ("url", url),
        ShownAction::Copy(text) => ("copy", text),
        ShownAction::Other(name) => ("other", name),
    };
    json!({ "label": button.label, "does": does, "what": what })
}

fn media(json: &Value, media: &ShownMedia) -> Value {
    let photo = json["photo"].as_array().and_then(|sizes| sizes.last());
    let object = photo.unwrap_or(&json["document"]);
    json!({
        "kind": if media.kind == AttachmentKind::Photo { "photo" } else { "document" },
        "file": media.file,
        "name": object["file_name"],
        "size": object["file_size"],
        "width": object["width"],
        "height": object["height"],
    })
}

/// From whom it was forwarded.
fn forward(origin: &Value) -> Option<&str> {
    let names = [&origin["chat"]["title"], &origin["sender_chat"]["title"], &origin["sender_user_name"]];
    names.into_iter().chain([&origin["sender_user"]["first_name"]]).find_map(Value::as_str)
}

fn service(json: &Value) -> Option<&'static str> {
    json.get("new_chat_members").map(|_| "Бот добавлен в группу")
}

impl Stage {
    /// The last calls of the bot that say something to people.
    pub fn calls(&self, most: usize) -> Vec<Value> {
        let calls = self.emulator.calls();
        let known = |call: &&Call| call.chat.is_some_and(|chat| name(chat).is_some()) && call.method != "setMyCommands";
        let mut last: Vec<Value> = calls.iter().rev().filter(known).take(most).map(call).collect();
        last.reverse();
        last
    }
}

fn name(chat: ChatId) -> Option<&'static str> {
    let part = CAST.iter().find(|part| part.chat == chat).map(|part| part.name);
    part.or((chat == GROUP).then_some("группа МЦУ"))
}

fn call(call: &Call) -> Value {
    let said = match &call.outcome {
        Outcome::Done => "готово".to_owned(),
        Outcome::Refused { status, description } => format!("{status} {description}"),
        Outcome::Failed(Fault::RetryAfter(seconds)) => format!("429, подождать {seconds} с"),
        Outcome::Failed(Fault::Status(status)) => status.to_string(),
        Outcome::Failed(fault) => format!("{fault:?}"),
    };
    let done = call.outcome == Outcome::Done;
    json!({ "at": call.at, "method": call.method, "to": call.chat.and_then(name), "said": said, "done": done })
}
