//! Messages taken away by the bot.

use serde_json::{Value, json};

use crate::domain::ids::{ChatId, MessageId};
use crate::emulator::chats::{ChatKind, Standing};
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::world::World;

/// Older messages stay (bot-api, «Deleting»).
const DELETABLE_SECONDS: i64 = 48 * 60 * 60;

pub fn one(world: &mut World, params: &Params) -> Answer {
    let chat = world.open_chat(params)?;
    delete(world, chat, params.message_id().unwrap_or(MessageId(0)))?;
    Ok(json!(true))
}

/// Those that cannot be deleted are passed over.
pub fn many(world: &mut World, params: &Params) -> Answer {
    let chat = world.open_chat(params)?;
    let ids: Vec<MessageId> = params.list("message_ids").iter().filter_map(Value::as_i64).map(MessageId).collect();
    if !(1..=100).contains(&ids.len()) {
        return Err(Refusal::bad("there must be 1-100 message identifiers"));
    }
    for id in ids {
        // Telegram says nothing about those it left.
        let _ = delete(world, chat, id);
    }
    Ok(json!(true))
}

fn delete(world: &mut World, chat: ChatId, id: MessageId) -> Result<(), Refusal> {
    let (now, date) = (world.now(), world.date());
    let bot = world.bot["id"].clone();
    let chat = world.chat_mut(chat)?;
    let others_too = chat.kind == ChatKind::Private || chat.standing == Standing::Administrator;
    let Some(message) = chat.message_mut(id) else {
        return Err(Refusal::bad("message to delete not found"));
    };
    let fresh = date - message.json["date"].as_i64().unwrap_or_default() < DELETABLE_SECONDS;
    if !fresh || !(others_too || message.json["from"]["id"] == bot) {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    message.deleted = Some(now);
    Ok(())
}
