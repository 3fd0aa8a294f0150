//! Groups and channels: made, joined, left, and turned into supergroups.

use serde_json::{Map, Value, json};

use super::Emulator;
use super::chats::{Chat, ChatKind, Standing};
use super::members;
use super::people::{self, Person};
use crate::domain::ids::ChatId;

/// A group, a supergroup or a channel. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Group {
    emulator: Emulator,
    id: ChatId,
}

impl Group {
    pub(super) fn new(emulator: Emulator, id: ChatId, kind: ChatKind, title: &str) -> Self {
        emulator.act(|world| {
            world.chats.entry(id).or_insert_with(|| Chat::titled(id, kind, title));
        });
        Self { emulator, id }
    }

    #[must_use]
    pub fn with_username(self, username: &str) -> Self {
        self.emulator.act(|world| {
            if let Some(chat) = world.chats.get_mut(&self.id) {
                chat.json["username"] = json!(username);
            }
        });
        self
    }

    pub const fn id(&self) -> ChatId {
        self.id
    }

    /// Somebody adds the bot: `my_chat_member`, and the service message in a group.
    pub fn adds_bot(&self, by: &Person) {
        self.restand(by, Standing::Member);
        self.service(by, "new_chat_members", |bot| json!([bot]));
    }

    /// Somebody makes the bot an administrator: it sees every message from now on.
    pub fn promotes_bot(&self, by: &Person) {
        self.restand(by, Standing::Administrator);
    }

    /// Somebody removes the bot.
    pub fn kicks_bot(&self, by: &Person) {
        self.service(by, "left_chat_member", |bot| bot);
        self.restand(by, Standing::Kicked);
    }

    /// The group becomes a supergroup with this number; both tell it in a service message, and a call to the old
    /// one is refused.
    #[must_use]
    pub fn upgrades_to(&self, id: ChatId, by: &Person) -> Self {
        self.emulator.act(|world| {
            let Some(old) = world.chats.get(&self.id) else { return };
            let mut chat = Chat::titled(id, ChatKind::Supergroup, old.json["title"].as_str().unwrap_or_default());
            chat.standing = old.standing;
            world.chats.insert(id, chat);
            people::say(world, by.id(), self.id, one("migrate_to_chat_id", json!(id)));
            if let Some(old) = world.chats.get_mut(&self.id) {
                old.standing = Standing::Upgraded(id);
            }
            people::say(world, by.id(), id, one("migrate_from_chat_id", json!(self.id)));
        });
        Self { emulator: self.emulator.clone(), id }
    }

    fn restand(&self, by: &Person, standing: Standing) {
        self.emulator.act(|world| members::restand(world, self.id, by.id(), standing));
    }

    /// Channels have no service messages about members.
    fn service(&self, by: &Person, field: &str, about: impl FnOnce(Value) -> Value) {
        self.emulator.act(|world| {
            if world.chats.get(&self.id).is_some_and(|chat| chat.kind != ChatKind::Channel) {
                let content = one(field, about(world.bot.clone()));
                people::say(world, by.id(), self.id, content);
            }
        });
    }
}

fn one(field: &str, value: Value) -> Map<String, Value> {
    std::iter::once((field.to_owned(), value)).collect()
}
