//! The list of commands shown in the menu.

use serde_json::{Map, Value, json};

use super::objects;
use crate::domain::ids::ChatId;
use crate::emulator::chats::Standing;
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::world::World;

pub fn set(world: &mut World, params: &Params) -> Answer {
    if params.list("commands").len() > 100 {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    if let Some(chat) = params.fields.get("scope").and_then(|scope| scope.get("chat_id")) {
        in_chat(world, chat)?;
    }
    for command in objects(params, "commands") {
        check(command)?;
    }
    world.commands.insert(place(params), Value::Array(params.list("commands").to_vec()));
    Ok(json!(true))
}

/// The chat of a scope must be one in which somebody has spoken to the bot.
fn in_chat(world: &World, chat: &Value) -> Result<(), Refusal> {
    let known = chat.as_i64().and_then(|id| world.chats.get(&ChatId(id)));
    let spoken = known.filter(|chat| chat.standing != Standing::Stranger);
    spoken.map(drop).ok_or_else(|| Refusal::bad("chat not found"))
}

/// What a private chat shows as its menu, the names with what they do; without one of its own, the default one.
pub fn shown(world: &World, chat: ChatId) -> Vec<(String, String)> {
    let own = json!({ "type": "chat", "chat_id": chat.0 }).to_string();
    let default = json!({ "type": "default" }).to_string();
    let of = |scope: String| world.commands.get(&(scope, String::new()));
    let text = |command: &Value, name: &str| command[name].as_str().unwrap_or_default().to_owned();
    let entries = of(own).or_else(|| of(default)).and_then(Value::as_array);
    let entry = |command: &Value| (text(command, "command"), text(command, "description"));
    entries.map(|entries| entries.iter().map(entry).collect()).unwrap_or_default()
}

fn check(command: &Map<String, Value>) -> Result<(), Refusal> {
    let text = |name: &str| command.get(name).and_then(Value::as_str).unwrap_or_default();
    let name = text("command");
    let plain = name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_');
    if !plain || !(1..=32).contains(&name.len()) {
        return Err(Refusal::bad("BOT_COMMAND_INVALID"));
    }
    match text("description").chars().count() {
        1..=256 => Ok(()),
        _ => Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID")),
    }
}

pub fn get(world: &World, params: &Params) -> Value {
    world.commands.get(&place(params)).cloned().unwrap_or_else(|| json!([]))
}

pub fn delete(world: &mut World, params: &Params) -> Value {
    world.commands.remove(&place(params));
    json!(true)
}

/// Scope and language; without a scope the default one is meant.
fn place(params: &Params) -> (String, String) {
    let scope = params.fields.get("scope").cloned().unwrap_or_else(|| json!({ "type": "default" }));
    (scope.to_string(), params.text("language_code").unwrap_or_default().to_owned())
}
