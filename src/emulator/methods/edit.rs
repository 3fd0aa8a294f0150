//! New states of messages that the bot sent.

use serde_json::{Map, Value, json};

use super::media;
use crate::domain::ids::{ChatId, MessageId};
use crate::emulator::chats::ChatKind;
use crate::emulator::files;
use crate::emulator::keyboard;
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::sins::Sin;
use crate::emulator::text::Text;
use crate::emulator::world::World;
use crate::messenger::event::AttachmentKind;

/// Words of a message, and what belongs to them.
const CONTENT: [&str; 5] = ["text", "entities", "link_preview_options", "caption", "caption_entities"];

pub fn text(world: &mut World, params: &Params) -> Answer {
    let text = Text::to_edit(params)?;
    change(world, params, |message| {
        if !message.contains_key("text") {
            return Err(Refusal::bad("there is no text in the message to edit"));
        }
        text.put(message, "text", "entities");
        message.remove("link_preview_options");
        if let Some(preview) = params.fields.get("link_preview_options") {
            message.insert("link_preview_options".to_owned(), preview.clone());
        }
        Ok(())
    })
}

pub fn caption(world: &mut World, params: &Params) -> Answer {
    let caption = Text::caption(&params.fields, "MEDIA_CAPTION_TOO_LONG")?;
    change(world, params, |message| {
        if message.contains_key("text") {
            return Err(Refusal::bad("there is no caption in the message to edit"));
        }
        caption.put(message, "caption", "caption_entities");
        Ok(())
    })
}

/// Of a text or of media that can be replaced, media. In an album, documents and audio keep to their own, and so does
/// the rest (`edit_message_media` of td).
pub fn media(world: &mut World, params: &Params) -> Answer {
    let content = media::replacement(world, params)?;
    change(world, params, |message| {
        let shown = |fields: &Map<String, Value>| {
            media::REPLACEABLE.into_iter().find(|kind| fields.contains_key(files::field(*kind)))
        };
        let (old, new) = (shown(message), shown(&content));
        if old.is_none() && !message.contains_key("text") {
            return Err(Refusal::bad("message media can't be edited"));
        }
        if message.contains_key("media_group_id") && company(old) != company(new) {
            return Err(Refusal::bad("can't change media type in the album"));
        }
        let fields = media::REPLACEABLE.map(files::field);
        message.retain(|name, _| !CONTENT.contains(&name.as_str()) && !fields.contains(&name.as_str()));
        message.extend(content);
        Ok(())
    })
}

/// Videos may stand beside photos in an album.
fn company(kind: Option<AttachmentKind>) -> Option<AttachmentKind> {
    kind.map(|kind| if kind == AttachmentKind::Video { AttachmentKind::Photo } else { kind })
}

pub fn keyboard(world: &mut World, params: &Params) -> Answer {
    change(world, params, |_| Ok(()))
}

/// Changes a copy, compares it with what is there, and puts it in its place. A keyboard that is not given
/// again is taken away, whatever else is edited.
fn change(
    world: &mut World,
    params: &Params,
    edit: impl FnOnce(&mut Map<String, Value>) -> Result<(), Refusal>,
) -> Answer {
    let Some(id) = params.message_id().filter(|_| params.fields.contains_key("chat_id")) else {
        return Err(Refusal::bad("message identifier is not specified"));
    };
    let chat = world.open_chat(params)?;
    let kind = world.chat(chat)?.kind;
    let old = own_message(world, chat, id)?;
    let mut new = old.clone();
    edit(&mut new)?;
    new.remove("reply_markup");
    if let Some(keyboard) = keyboard::inline(params.fields.get("reply_markup"), kind)? {
        new.insert("reply_markup".to_owned(), keyboard);
    }
    if new == old {
        world.sins.push(Sin::NeedlessEdit { chat, message: id });
        return Err(Refusal::not_modified());
    }
    new.insert("edit_date".to_owned(), json!(world.date()));
    let (now, new) = (world.now(), Value::Object(new));
    if let Some(message) = world.chat_mut(chat)?.message_mut(id) {
        message.json = new.clone();
        message.edits.push(now);
    }
    Ok(new)
}

fn own_message(world: &World, chat: ChatId, id: MessageId) -> Result<Map<String, Value>, Refusal> {
    let chat = world.chat(chat)?;
    let message = chat.message(id).and_then(|message| message.json.as_object());
    let Some(message) = message else { return Err(Refusal::bad("message to edit not found")) };
    let from_bot = message.get("from").is_some_and(|from| from["id"] == world.bot["id"]);
    let posted = chat.kind == ChatKind::Channel && message.contains_key("sender_chat");
    if from_bot || posted { Ok(message.clone()) } else { Err(Refusal::bad("message can't be edited")) }
}
