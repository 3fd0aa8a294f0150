//! New messages of the bot.

use serde_json::{Map, Value, json};

use crate::domain::ids::{ChatId, MessageId};
use crate::emulator::chats::ChatKind;
use crate::emulator::keyboard;
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::text::Text;
use crate::emulator::world::World;

const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// What is around the content of a message: where, below what, with which buttons.
pub struct Frame {
    pub chat: ChatId,
    reply_to: Option<Value>,
    keyboard: Option<Value>,
    silent: bool,
}

impl Frame {
    pub fn of(world: &mut World, params: &Params) -> Result<Self, Refusal> {
        let chat = world.open_chat(params)?;
        let kind = world.chat(chat)?.kind;
        Ok(Self {
            chat,
            reply_to: reply_to(world, chat, params)?,
            keyboard: keyboard::inline(params.fields.get("reply_markup"), kind)?,
            silent: params.flag("disable_notification"),
        })
    }

    /// Sends it; the object `Message`.
    pub fn post(&self, world: &mut World, content: Map<String, Value>) -> Value {
        let mut message = content;
        match world.chats.get(&self.chat).filter(|chat| chat.kind == ChatKind::Channel) {
            Some(channel) => _ = message.insert("sender_chat".to_owned(), channel.json.clone()),
            None => _ = message.insert("from".to_owned(), about_bot(world)),
        }
        if let Some(reply_to) = &self.reply_to {
            message.insert("reply_to_message".to_owned(), reply_to.clone());
        }
        if let Some(keyboard) = &self.keyboard {
            message.insert("reply_markup".to_owned(), keyboard.clone());
        }
        world.add_message(self.chat, message, self.silent).1
    }
}

/// The bot as the sender of a message: without what only `getMe` tells.
fn about_bot(world: &World) -> Value {
    let mut bot = world.bot.clone();
    if let Some(object) = bot.as_object_mut() {
        object.retain(|name, _| matches!(name.as_str(), "id" | "is_bot" | "first_name" | "username"));
    }
    bot
}

fn reply_to(world: &World, chat: ChatId, params: &Params) -> Result<Option<Value>, Refusal> {
    let Some(asked) = params.fields.get("reply_parameters") else { return Ok(None) };
    let id = asked["message_id"].as_i64().map(MessageId);
    let chat = asked["chat_id"].as_i64().map_or(chat, ChatId);
    let found = id.and_then(|id| world.chats.get(&chat)?.quoted(id));
    if found.is_none() && asked["allow_sending_without_reply"] != true {
        return Err(Refusal::bad("message to be replied not found"));
    }
    Ok(found)
}

pub fn text(world: &mut World, params: &Params) -> Answer {
    let text = Text::to_send(params)?;
    let frame = Frame::of(world, params)?;
    let mut content = Map::new();
    text.put(&mut content, "text", "entities");
    if let Some(preview) = params.fields.get("link_preview_options") {
        content.insert("link_preview_options".to_owned(), preview.clone());
    }
    Ok(frame.post(world, content))
}

pub fn action(world: &mut World, params: &Params) -> Answer {
    world.open_chat(params)?;
    match params.text("action") {
        Some(action) if ACTIONS.contains(&action) => Ok(json!(true)),
        _ => Err(Refusal::bad("wrong parameter action in request")),
    }
}
