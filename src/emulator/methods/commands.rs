//! The list of commands shown in the menu.

use serde_json::{Map, Value, json};

use super::objects;
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::world::World;

pub fn set(world: &mut World, params: &Params) -> Answer {
    if params.list("commands").len() > 100 {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    for command in objects(params, "commands") {
        check(command)?;
    }
    world.commands.insert(place(params), Value::Array(params.list("commands").to_vec()));
    Ok(json!(true))
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
