//! People act: everything goes through the queue, in the shape Telegram gives it.

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use super::Emulator;
use super::chats::{Chat, ChatKind, Standing};
use super::files;
use super::keyboard::{self, ShownAction};
use super::members;
use super::presses;
use super::text::Text;
use super::updates::About;
use super::world::World;
use crate::domain::ids::{ChatId, MessageId};
use crate::messenger::event::{AttachmentKind, PressId};

/// A person in a conversation: the private one with the bot, or a group.
///
/// Cheap to clone; several handles of one person are the same person.
#[derive(Clone, Debug)]
pub struct Person {
    emulator: Emulator,
    id: ChatId,
    chat: ChatId,
}

/// Where a forwarded message was written.
#[derive(Clone, Debug)]
pub enum Origin {
    /// By this person; the account can be seen.
    User(Person),
    /// By somebody who hides the account.
    HiddenUser(String),
    /// In a group, in the group's name, with the signature of an anonymous admin.
    Chat {
        chat: ChatId,
        signature: Option<String>,
    },
    Channel {
        chat: ChatId,
        post: MessageId,
        signature: Option<String>,
    },
}

/// Why a person cannot press.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CannotPress {
    #[error("there is no message {0}")]
    NoMessage(MessageId),
    #[error("no button «{wanted}» to press; there are {there:?}")]
    NoButton { wanted: String, there: Vec<String> },
}

impl Person {
    pub(super) fn new(emulator: Emulator, id: ChatId, name: &str) -> Self {
        emulator.act(|world| {
            let user = json!({ "id": id, "is_bot": false, "first_name": name, "language_code": "ru" });
            world.people.entry(id).or_insert(user);
            let chat = Chat::private(id, json!({ "id": id, "type": "private", "first_name": name }));
            world.chats.entry(id).or_insert(chat);
        });
        Self { emulator, id, chat: id }
    }

    #[must_use]
    pub fn with_username(self, username: &str) -> Self {
        self.known_as("username", username)
    }

    #[must_use]
    pub fn with_last_name(self, last_name: &str) -> Self {
        self.known_as("last_name", last_name)
    }

    fn known_as(self, field: &str, value: &str) -> Self {
        self.emulator.act(|world| {
            let user = world.people.get_mut(&self.id);
            let chat = world.chats.get_mut(&self.id).map(|chat| &mut chat.json);
            for object in user.into_iter().chain(chat) {
                object[field] = json!(value);
            }
        });
        self
    }

    /// The same person in another conversation: what follows happens there.
    #[must_use]
    pub fn in_chat(&self, chat: ChatId) -> Self {
        Self { chat, ..self.clone() }
    }

    /// The account, which is also the number of the private chat.
    pub const fn id(&self) -> ChatId {
        self.id
    }

    /// The conversation this handle acts in.
    pub const fn chat(&self) -> ChatId {
        self.chat
    }

    /// Opens the bot; after a block this lets it in again.
    pub fn starts(&self) -> MessageId {
        self.unblocks();
        self.writes("/start")
    }

    /// Wrote to the bot long before it was listening: it may write, and hears nothing of it.
    pub fn has_started(&self) {
        self.emulator.act(|world| {
            if let Some(chat) = world.chats.get_mut(&self.id) {
                chat.standing = Standing::Member;
            }
        });
    }

    /// Follows a link `t.me/bot?start=payload`.
    pub fn starts_with(&self, payload: &str) -> MessageId {
        self.unblocks();
        self.writes(&format!("/start {payload}"))
    }

    pub fn writes(&self, text: &str) -> MessageId {
        self.says(text_content(text))
    }

    /// Answers a message; Telegram shows the bot the whole of it.
    pub fn replies(&self, to: MessageId, text: &str) -> MessageId {
        self.replies_with(to, Value::Object(text_content(text)))
    }

    /// Answers a message with any content, given as fields of `Message`.
    pub fn replies_with(&self, to: MessageId, content: Value) -> MessageId {
        let quoted = self.emulator.look(|world| world.chats.get(&self.chat).and_then(|chat| chat.quoted(to)));
        let mut content = into_object(content);
        content.extend(quoted.map(|quoted| ("reply_to_message".to_owned(), quoted)));
        self.says(content)
    }

    /// Sends any content, given as fields of `Message`; they win over what Telegram fills in.
    pub fn sends(&self, content: Value) -> MessageId {
        self.says(into_object(content))
    }

    /// Sends a file of this kind; an empty caption is none.
    pub fn sends_file(&self, kind: AttachmentKind, name: &str, bytes: Vec<u8>, caption: &str) -> MessageId {
        self.says(self.file_content(kind, name, bytes, caption))
    }

    pub fn sends_photo(&self, caption: &str) -> MessageId {
        self.sends_file(AttachmentKind::Photo, "photo.jpg", b"a photo".to_vec(), caption)
    }

    pub fn sends_document(&self, name: &str, caption: &str) -> MessageId {
        self.sends_file(AttachmentKind::Document, name, b"a document".to_vec(), caption)
    }

    /// Sends photos as one album: as many messages, the caption on the first.
    pub fn sends_album(&self, photos: usize, caption: &str) -> Vec<MessageId> {
        let group = self.emulator.act(|world| {
            world.last_album += 1;
            json!(format!("album{}", world.last_album))
        });
        let part = |index: usize| {
            let caption = if index == 0 { caption } else { "" };
            let mut content = self.file_content(AttachmentKind::Photo, "photo.jpg", b"a photo".to_vec(), caption);
            content.insert("media_group_id".to_owned(), group.clone());
            self.says(content)
        };
        (0..photos).map(part).collect()
    }

    fn file_content(&self, kind: AttachmentKind, name: &str, bytes: Vec<u8>, caption: &str) -> Map<String, Value> {
        let file = self.emulator.act(|world| world.files.add(kind, name, None, Bytes::from(bytes), world.memory));
        let mut content = Map::new();
        content.insert(files::field(kind).to_owned(), file.to_json());
        Text::written_by_person(caption).put(&mut content, "caption", "caption_entities");
        content
    }

    /// Forwards a text written elsewhere.
    pub fn forwards(&self, origin: &Origin, text: &str) -> MessageId {
        self.forwards_with(origin, Value::Object(text_content(text)))
    }

    /// Forwards any content, given as fields of `Message`.
    pub fn forwards_with(&self, origin: &Origin, content: Value) -> MessageId {
        let mut content = into_object(content);
        content.insert("forward_origin".to_owned(), self.emulator.look(|world| origin.to_json(world)));
        self.says(content)
    }

    fn says(&self, content: Map<String, Value>) -> MessageId {
        self.emulator.act(|world| say(world, self.id, self.chat, content))
    }

    /// Edits an own message: text or caption, whichever it has.
    pub fn edits(&self, message: MessageId, text: &str) {
        self.emulator.act(|world| edit(world, self.chat, message, text));
    }

    /// Deletes a message from the chat, for the bot too; Telegram does not tell the bot.
    pub fn deletes(&self, message: MessageId) {
        self.emulator.act(|world| {
            let now = world.now();
            if let Some(message) = world.chats.get_mut(&self.chat).and_then(|chat| chat.message_mut(message)) {
                message.deleted = Some(now);
            }
        });
    }

    /// Presses the button with this label below a message.
    ///
    /// # Errors
    /// There is no such message or button, or the button sends nothing.
    pub fn presses(&self, message: MessageId, label: &str) -> Result<PressId, CannotPress> {
        let rows = self.emulator.look(|world| {
            let message = world.chats.get(&self.chat)?.message(message)?;
            Some(keyboard::shown(&message.json))
        });
        let buttons: Vec<_> = rows.ok_or(CannotPress::NoMessage(message))?.into_iter().flatten().collect();
        let pressed = buttons.iter().find_map(|button| match &button.does {
            ShownAction::Press(data) if button.label == label => Some(data.clone()),
            _ => None,
        });
        let data = pressed.ok_or_else(|| CannotPress::NoButton {
            wanted: label.to_owned(),
            there: buttons.into_iter().map(|button| button.label).collect(),
        })?;
        Ok(self.sends_data(message, &data))
    }

    /// Presses the newest button with this label in the conversation.
    ///
    /// # Errors
    /// No message has such a button; told with the buttons of the newest message.
    pub fn presses_newest(&self, label: &str) -> Result<PressId, CannotPress> {
        let shown = self.emulator.find_button(self.chat, label).or_else(|| self.emulator.last_message(self.chat));
        self.presses(shown.map_or(MessageId(0), |shown| shown.id), label)
    }

    /// A press with any data, as a forged client sends it; the message may be gone.
    pub fn sends_data(&self, message: MessageId, data: &str) -> PressId {
        self.emulator.act(|world| press(world, self.id, self.chat, message, data))
    }

    pub fn blocks(&self) {
        self.emulator.act(|world| members::restand(world, self.id, self.id, Standing::Blocked));
    }

    /// Does nothing unless the bot is blocked.
    pub fn unblocks(&self) {
        self.emulator.act(|world| {
            if world.chats.get(&self.id).is_some_and(|chat| chat.standing == Standing::Blocked) {
                members::restand(world, self.id, self.id, Standing::Member);
            }
        });
    }

    /// Deletes the account; Telegram does not tell the bot.
    pub fn deletes_account(&self) {
        self.emulator.act(|world| {
            if let Some(chat) = world.chats.get_mut(&self.id) {
                chat.standing = Standing::Deactivated;
            }
        });
    }
}

fn into_object(content: Value) -> Map<String, Value> {
    if let Value::Object(object) = content { object } else { Map::new() }
}

fn text_content(text: &str) -> Map<String, Value> {
    let mut content = Map::new();
    Text::written_by_person(text).put(&mut content, "text", "entities");
    content
}

/// Puts a message of a person into a chat, and into the queue if the bot may see it.
pub(super) fn say(world: &mut World, author: ChatId, chat: ChatId, content: Map<String, Value>) -> MessageId {
    let mut message = Map::new();
    let channel = world.chats.get(&chat).filter(|chat| chat.kind == ChatKind::Channel);
    match channel.map(|channel| channel.json.clone()) {
        Some(channel) => _ = message.insert("sender_chat".to_owned(), channel),
        None => message.extend(world.people.get(&author).map(|user| ("from".to_owned(), user.clone()))),
    }
    message.extend(content);
    let (id, json) = world.add_message(chat, message, false);
    if let Some(known) = world.chats.get_mut(&chat) {
        if known.standing == Standing::Stranger {
            known.standing = Standing::Member;
        }
        tell(world, chat, "message", "channel_post", json);
    }
    id
}

/// Queues a message under the name that fits the chat, unless the bot cannot see it.
fn tell(world: &mut World, chat: ChatId, in_chat: &str, in_channel: &str, message: Value) {
    let Some(known) = world.chats.get(&chat) else { return };
    let kind = if known.kind == ChatKind::Channel { in_channel } else { in_chat };
    if sees(known, &world.bot, &message) {
        world.push_update(kind, message, About::Anything);
    }
}

/// Privacy mode: in a group a bot that is not an administrator sees commands, replies to it, mentions of it and
/// service messages only.
fn sees(chat: &Chat, bot: &Value, message: &Value) -> bool {
    match (chat.kind, chat.standing) {
        (ChatKind::Private, _) | (_, Standing::Administrator) => true,
        (_, Standing::Member) => {
            let words = Text::of_message(message).plain;
            let content = files::KINDS.iter().any(|kind| message.get(files::field(*kind)).is_some());
            let name = bot["username"].as_str().unwrap_or_default();
            let service = words.is_empty() && !content && message.get("forward_origin").is_none();
            let replied = message["reply_to_message"]["from"]["id"] == bot["id"];
            service || replied || words.starts_with('/') || words.contains(&format!("@{name}"))
        }
        _ => false,
    }
}

fn edit(world: &mut World, chat: ChatId, id: MessageId, text: &str) {
    let (now, date) = (world.now(), world.date());
    let Some(message) = world.chats.get_mut(&chat).and_then(|chat| chat.message_mut(id)) else { return };
    let (field, entities) =
        if message.json.get("text").is_some() { ("text", "entities") } else { ("caption", "caption_entities") };
    if let Some(object) = message.json.as_object_mut() {
        Text::written_by_person(text).put(object, field, entities);
        object.insert("edit_date".to_owned(), json!(date));
    }
    message.edits.push(now);
    let json = message.json.clone();
    tell(world, chat, "edited_message", "edited_channel_post", json);
}

fn press(world: &mut World, person: ChatId, chat: ChatId, id: MessageId, data: &str) -> PressId {
    let number = world.presses.add(data, world.clock.elapsed(), world.memory);
    let press = presses::id(number);
    let known = world.chats.get(&chat);
    let place = known.map_or_else(|| json!({ "id": chat, "type": "private" }), |chat| chat.json.clone());
    let message = known.and_then(|chat| chat.message(id)).map(|message| message.json.clone());
    let inaccessible = || json!({ "chat": place, "message_id": id, "date": 0 });
    let query = json!({
        "id": press.0,
        "from": world.people.get(&person),
        "message": message.unwrap_or_else(inaccessible),
        "chat_instance": format!("instance{chat}"),
        "data": data,
    });
    world.push_update("callback_query", query, About::Press(number));
    press
}

impl Origin {
    /// The object `MessageOrigin`.
    fn to_json(&self, world: &World) -> Value {
        let date = world.date();
        let chat_json = |chat: &ChatId| world.chats.get(chat).map(|chat| chat.json.clone());
        let (mut origin, signature) = match self {
            Self::User(person) => {
                let user = world.people.get(&person.id);
                (json!({ "type": "user", "date": date, "sender_user": user }), &None)
            }
            Self::HiddenUser(name) => (json!({ "type": "hidden_user", "date": date, "sender_user_name": name }), &None),
            Self::Chat { chat, signature } => {
                (json!({ "type": "chat", "date": date, "sender_chat": chat_json(chat) }), signature)
            }
            Self::Channel { chat, post, signature } => {
                let origin = json!({ "type": "channel", "date": date, "chat": chat_json(chat), "message_id": post });
                (origin, signature)
            }
        };
        if let Some(signature) = signature {
            origin["author_signature"] = json!(signature);
        }
        origin
    }
}
