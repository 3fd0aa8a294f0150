//! What people see in a chat.

use serde_json::Value;

use super::Emulator;
use super::chats::Message;
use super::files;
use super::html;
use super::keyboard::{self, ShownButton};
use super::methods::commands;
use super::text::{Entity, Text};
use super::world::World;
use crate::domain::ids::{ChatId, MessageId};
use crate::domain::moment::Moment;
use crate::messenger::event::AttachmentKind;

/// A message as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub chat: ChatId,
    pub id: MessageId,
    pub author: Author,
    /// When it was sent, in whole seconds.
    pub at: Moment,
    /// Text or caption, without markup.
    pub text: String,
    /// The same with markup.
    pub html: String,
    pub entities: Vec<Entity>,
    /// Rows of the inline keyboard.
    pub keyboard: Vec<Vec<ShownButton>>,
    pub media: Option<ShownMedia>,
    pub album: Option<String>,
    pub reply_to: Option<MessageId>,
    /// When it was edited, oldest first.
    pub edits: Vec<Moment>,
    pub sound: Sound,
    pub deleted: Option<Moment>,
    /// The object `Message`.
    pub json: Value,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Author {
    Bot,
    Person(ChatId),
    /// A channel.
    Nobody,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sound {
    On,
    /// Sent with `disable_notification`.
    Off,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ShownMedia {
    pub kind: AttachmentKind,
    pub file: String,
}

impl Shown {
    fn of(world: &World, chat: ChatId, id: MessageId, message: &Message) -> Self {
        let json = &message.json;
        let text = Text::of_message(json);
        Self {
            chat,
            id,
            author: author(world, json),
            at: Moment::from_millis(json["date"].as_i64().unwrap_or_default().saturating_mul(1000)),
            html: html::render(&text),
            text: text.plain,
            entities: text.entities,
            keyboard: keyboard::shown(json),
            media: media(json),
            album: json["media_group_id"].as_str().map(str::to_owned),
            reply_to: json["reply_to_message"]["message_id"].as_i64().map(MessageId),
            edits: message.edits.clone(),
            sound: if message.silent { Sound::Off } else { Sound::On },
            deleted: message.deleted,
            json: json.clone(),
        }
    }

    /// Labels of the keyboard, row by row.
    pub fn labels(&self) -> Vec<Vec<&str>> {
        self.keyboard.iter().map(|row| row.iter().map(|button| button.label.as_str()).collect()).collect()
    }

    pub fn button(&self, label: &str) -> Option<&ShownButton> {
        self.keyboard.iter().flatten().find(|button| button.label == label)
    }

    pub fn is_from_bot(&self) -> bool {
        self.author == Author::Bot
    }
}

fn author(world: &World, message: &Value) -> Author {
    match message["from"]["id"].as_i64().map(ChatId) {
        Some(_) if message["from"]["id"] == world.bot["id"] => Author::Bot,
        Some(person) => Author::Person(person),
        None => Author::Nobody,
    }
}

/// The largest size of a photo; an animation is told before the document that repeats it.
fn media(message: &Value) -> Option<ShownMedia> {
    let order = [AttachmentKind::Animation].into_iter().chain(files::KINDS);
    order.into_iter().find_map(|kind| {
        let field = message.get(files::field(kind))?;
        let object = field.as_array().map_or(Some(field), |sizes| sizes.last())?;
        Some(ShownMedia { kind, file: object["file_id"].as_str()?.to_owned() })
    })
}

impl Emulator {
    /// The menu of commands in a private chat: names, and what they do.
    pub fn menu(&self, chat: ChatId) -> Vec<(String, String)> {
        self.look(|world| commands::shown(world, chat))
    }

    /// All messages of a chat, oldest first, deleted ones included.
    pub fn all_messages(&self, chat: ChatId) -> Vec<Shown> {
        self.look(|world| {
            let messages = world.chats.get(&chat).into_iter().flat_map(|chat| &chat.messages);
            messages.map(|(id, message)| Shown::of(world, chat, *id, message)).collect()
        })
    }

    /// The messages that are there, oldest first.
    pub fn messages(&self, chat: ChatId) -> Vec<Shown> {
        self.look(|world| {
            let messages = world.chats.get(&chat).into_iter().flat_map(|chat| &chat.messages);
            let there = messages.filter(|(_, message)| message.deleted.is_none());
            there.map(|(id, message)| Shown::of(world, chat, *id, message)).collect()
        })
    }

    /// A message, even if it was deleted.
    pub fn message(&self, chat: ChatId, id: MessageId) -> Option<Shown> {
        self.look(|world| {
            let message = world.chats.get(&chat)?.messages.get(&id)?;
            Some(Shown::of(world, chat, id, message))
        })
    }

    /// The newest message that is there.
    pub fn last_message(&self, chat: ChatId) -> Option<Shown> {
        self.newest(chat, |_| true)
    }

    /// The newest message of the bot that is there.
    pub fn last_from_bot(&self, chat: ChatId) -> Option<Shown> {
        self.newest(chat, Shown::is_from_bot)
    }

    /// The newest message with a button of this label.
    pub fn find_button(&self, chat: ChatId, label: &str) -> Option<Shown> {
        self.newest(chat, |shown| shown.button(label).is_some())
    }

    /// The newest message that is there and fits; `fits` must not ask the emulator, which is locked meanwhile.
    pub fn newest(&self, chat: ChatId, fits: impl Fn(&Shown) -> bool) -> Option<Shown> {
        self.look(|world| {
            let messages = world.chats.get(&chat)?.messages.iter().rev();
            let mut there = messages.filter(|(_, message)| message.deleted.is_none());
            there.find_map(|(id, message)| Some(Shown::of(world, chat, *id, message)).filter(&fits))
        })
    }
}
