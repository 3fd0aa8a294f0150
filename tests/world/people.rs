//! What people do and see. After each act the bot runs until it is at rest.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use mcu_bot::domain::ids::{ChatId, IncidentId, MessageId};
use mcu_bot::emulator::{Emulator, Origin, Person, PressState, Shown};
use mcu_bot::messenger::event::{AttachmentKind, PressId};
use mcu_bot::store::{cards, people};
use serde_json::{Value, json};

use super::posts::Post;
use super::{World, chat};

/// Somebody in the private chat with the bot.
pub struct Actor<'a> {
    world: &'a mut World,
    /// For acts without the bot's answer.
    pub person: Person,
}

impl<'a> Actor<'a> {
    pub fn new(world: &'a mut World, chat: ChatId) -> Self {
        // A person seen before keeps the name.
        let person = world.telegram.person(chat, "Незнакомец");
        Self { world, person }
    }

    /// Forwards a post from its channel.
    pub async fn forwards(self, post: Post) -> Result<MessageId> {
        let origin = self.origin(post);
        let id = self.person.forwards(&origin, post.text);
        self.done(id).await
    }

    /// Where a post comes from, for forwarding it in another shape.
    pub fn origin(&self, post: Post) -> Origin {
        let channel = self.world.telegram.channel(post.channel.id, post.channel.title);
        let chat = channel.with_username(post.channel.username).id();
        Origin::Channel { chat, post: post.number, signature: None }
    }

    pub async fn writes(self, text: &str) -> Result<MessageId> {
        let id = self.person.writes(text);
        self.done(id).await
    }

    /// Replies to the newest message of the bot that has these words in it.
    pub async fn replies(self, to: &str, text: &str) -> Result<MessageId> {
        let to = self.seen(to)?.id;
        let id = self.person.replies(to, text);
        self.done(id).await
    }

    pub async fn sends_photo(self, caption: &str) -> Result<MessageId> {
        let id = self.person.sends_photo(caption);
        self.done(id).await
    }

    pub async fn starts(self) -> Result<MessageId> {
        let id = self.person.starts();
        self.done(id).await
    }

    /// The words behind `start=` in the newest link the bot has written here.
    pub fn link(&self) -> Result<String> {
        let shown = self.seen("?start=")?;
        let link = shown.text.split_whitespace().find_map(|word| word.split_once("?start="));
        Ok(link.context("a link")?.1.to_owned())
    }

    /// Follows a link into the chat.
    pub async fn opens(self, link: &str) -> Result<MessageId> {
        let id = self.person.starts_with(link);
        self.done(id).await
    }

    /// Does anything that the emulator's people can do.
    pub async fn does<T>(self, act: impl FnOnce(&Person) -> T) -> Result<T> {
        let done = act(&self.person);
        self.done(done).await
    }

    /// Presses the newest button with this label; the words that fade, empty where there are none.
    pub async fn presses(self, label: &str) -> Result<String> {
        let press = self.person.presses_newest(label)?;
        self.answered(press).await
    }

    /// Presses a button of this message, which may have lost it long ago.
    pub async fn presses_data(self, message: MessageId, data: &str) -> Result<String> {
        let press = self.person.sends_data(message, data);
        self.answered(press).await
    }

    async fn answered(self, press: PressId) -> Result<String> {
        self.world.run_until_idle().await?;
        self.world.toast(&press).await
    }

    async fn done<T>(self, done: T) -> Result<T> {
        self.world.run_until_idle().await?;
        Ok(done)
    }

    /// The newest message of the bot with these words in it.
    pub fn seen(&self, words: &str) -> Result<Shown> {
        let fits = |shown: &Shown| shown.is_from_bot() && shown.text.contains(words);
        let found = self.world.telegram.newest(self.person.chat(), fits);
        found.with_context(|| format!("there is no «{words}» in the chat:\n{}", self.chat()))
    }

    /// The bot has written this, and it is still there.
    pub fn sees(self, words: &str) -> Result<()> {
        self.seen(words).map(drop)
    }

    /// Nothing that is there has these words.
    pub fn does_not_see(self, words: &str) -> Result<()> {
        ensure!(self.seen(words).is_err(), "there is «{words}» in the chat:\n{}", self.chat());
        Ok(())
    }

    /// What the newest button with this label carries, and where it stands.
    pub fn button(&self, label: &str) -> Result<(MessageId, String)> {
        let shown = self.world.telegram.find_button(self.person.chat(), label);
        let shown = shown.with_context(|| format!("no button «{label}» in the chat:\n{}", self.chat()))?;
        match shown.button(label).map(|button| &button.does) {
            Some(mcu_bot::emulator::ShownAction::Press(data)) => Ok((shown.id, data.clone())),
            other => bail!("«{label}» is {other:?}"),
        }
    }

    /// There is no such button in the whole conversation.
    pub fn has_no_button(self, label: &str) -> Result<()> {
        ensure!(self.button(label).is_err(), "there is a button «{label}» in the chat:\n{}", self.chat());
        Ok(())
    }

    /// The messages that are there since the story began.
    pub fn messages(&self) -> Vec<Shown> {
        let mut messages = self.world.telegram.messages(self.person.chat());
        messages.retain(|shown| shown.id >= self.world.from);
        messages
    }

    /// The photos that are there since the story began, as they were sent.
    pub fn pictures(&self) -> Vec<Vec<u8>> {
        let is_photo = |shown: &Shown| shown.media.as_ref().is_some_and(|media| media.kind == AttachmentKind::Photo);
        let photos = self.messages().into_iter().filter(is_photo);
        photos.filter_map(|shown| self.world.telegram.content(&shown)).map(Vec::from).collect()
    }

    /// The conversation since the story began.
    pub fn chat(&self) -> String {
        chat::written(&self.messages(), &self.world.telegram)
    }

    /// The message that is this person's card of the first, second … incident.
    pub async fn card(self, which: i64) -> Result<String> {
        let mut tx = self.world.db.read().await?;
        let person = people::by_chat(&mut tx, self.person.id()).await?.context("a stranger has no cards")?;
        let card = cards::of_person(&mut tx, person.id, IncidentId(which)).await?;
        tx.rollback().await?;
        let message = card.and_then(|card| card.message).with_context(|| format!("no card of incident {which}"))?;
        let shown = self.world.telegram.message(self.person.chat(), message).context("the card is gone")?;
        Ok(chat::written(&[shown], &self.world.telegram))
    }
}

impl World {
    /// What a press was answered with; the answer may still be on its way.
    pub async fn toast(&self, press: &PressId) -> Result<String> {
        match tokio::time::timeout(Duration::from_secs(10), self.telegram.answer_to(press)).await {
            Ok(Some(PressState::Answered(toast))) => Ok(toast.text.unwrap_or_default()),
            other => bail!("the press is {other:?}"),
        }
    }

    /// Two people press at the same instant; what each was told.
    pub async fn both_press(&mut self, presses: [(ChatId, &str); 2]) -> Result<[String; 2]> {
        let [first, second] = presses.map(|(chat, label)| self.telegram.person(chat, "").presses_newest(label));
        let (first, second) = (first?, second?);
        self.run_until_idle().await?;
        Ok([self.toast(&first).await?, self.toast(&second).await?])
    }
}

/// The content of a message with one photo, for replies and forwards.
pub fn photo(telegram: &Emulator, caption: &str) -> Value {
    let file = telegram.add_file(AttachmentKind::Photo, "photo.jpg", b"a photo".to_vec());
    let size = json!({ "file_id": file, "file_unique_id": format!("u{file}"), "width": 1280, "height": 960 });
    json!({ "photo": [size], "caption": caption })
}
