//! One update's turn: the transaction, the time, the directory, and ways to speak.

use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::clocks::Clocks;
use crate::domain::directory::Directory;
use crate::domain::ids::{CardId, ChatId, IncidentId, MessageId, PersonId, UpdateId};
use crate::domain::moment::Moment;
use crate::domain::permissions::HeadPost;
use crate::domain::person::{Person, Role};
use crate::i18n::Words;
use crate::messenger::outgoing::Message;
use crate::random::Random;
use crate::store::known::Known;
use crate::store::outbox::{self, Priority};
use crate::store::{StoreError, Tx, people};

/// What a flow works with.
#[derive(Debug)]
pub struct Turn<'a> {
    pub tx: &'a mut Tx,
    pub known: Arc<Known>,
    /// In the language of whoever acts, else of the centre.
    pub words: &'static Words,
    pub now: Moment,
    /// What caused it; `None` for work that no update asked for.
    pub update: Option<UpdateId>,
    /// The message whose button was pressed.
    pub pressed: Option<MessageId>,
    pub random: Random,
    /// Whether the centre has a head; told by [`Turn::ask_for_head`] to what depends on it.
    pub head: HeadPost,
    said: u32,
}

impl<'a> Turn<'a> {
    pub fn new(tx: &'a mut Tx, known: Arc<Known>, now: Moment, update: Option<UpdateId>, random: &Random) -> Self {
        let words = Words::of(known.directory.centre.language);
        Self { tx, known, words, now, update, pressed: None, random: random.clone(), head: HeadPost::Held, said: 0 }
    }

    /// From here on the turn speaks the language of whoever acts.
    pub fn speak_to(&mut self, actor: &Person) {
        self.words = self.words_of(actor);
    }

    /// Somebody to whom the clock speaks, as he acts today; `None`: removed.
    pub async fn reader(&mut self, id: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(self.tx.roster().await?.acting(id).filter(|person| !person.posts.is_empty()))
    }

    /// From here on it is known whether anybody is head: else coordinators decide what is the head's.
    pub async fn ask_for_head(&mut self) -> Result<(), StoreError> {
        let vacant = people::with_role(self.tx, Role::Head).await?.is_empty();
        self.head = if vacant { HeadPost::Vacant } else { HeadPost::Held };
        Ok(())
    }

    /// The texts as this person reads them.
    pub fn words_of(&self, person: &Person) -> &'static Words {
        Words::for_person(person, &self.known.directory.centre)
    }

    /// What stays on record reads in the centre's language.
    pub fn words_of_centre(&self) -> &'static Words {
        Words::of(self.known.directory.centre.language)
    }

    pub fn directory(&self) -> &Directory {
        &self.known.directory
    }

    /// The rules by which clocks run.
    pub fn clocks(&self) -> Clocks<'_> {
        self.known.clocks()
    }

    pub fn zone(&self) -> Tz {
        self.known.directory.centre.time_zone
    }

    /// The day it is in the centre.
    pub fn today(&self) -> NaiveDate {
        self.now.local(self.zone()).date_naive()
    }

    /// When this day ends in the centre.
    pub fn day_ends(&self) -> Moment {
        let midnight = self.today().succ_opt().and_then(|day| day.and_hms_opt(0, 0, 0));
        midnight.and_then(|midnight| Moment::from_local(self.zone(), midnight)).unwrap_or(self.now)
    }

    /// «пт 27 нояб., 14:05».
    pub fn date_time(&self, at: Moment) -> String {
        self.words.date_time(at, self.zone(), self.now)
    }

    /// Answers a person in words.
    pub async fn say(&mut self, chat: ChatId, message: &Message) -> Result<(), StoreError> {
        self.queue(chat, message, Priority::Prompt, About::default()).await
    }

    /// Puts a message in the place of the one whose button was pressed; where there is none, below. Not for cards.
    pub async fn replace(&mut self, chat: ChatId, message: &Message) -> Result<(), StoreError> {
        let replaced = match self.pressed {
            Some(pressed) => outbox::replace(self.tx, chat, pressed, &message.to_json()).await?,
            None => false,
        };
        if replaced { Ok(()) } else { self.say(chat, message).await }
    }

    /// Queues a message of this turn. Its key holds the moment too, because numbers of updates may come again.
    pub async fn queue(
        &mut self,
        chat: ChatId,
        message: &Message,
        priority: Priority,
        about: About,
    ) -> Result<(), StoreError> {
        self.said += 1;
        let update = self.update.map_or(0, |update| update.0);
        let key = format!("turn:{update}:{}:{}:{chat}", self.now.millis(), self.said);
        self.queue_once(key, chat, message, priority, about).await
    }

    /// Queues a message unless one with this key was queued before.
    pub async fn queue_once(
        &mut self,
        key: String,
        chat: ChatId,
        message: &Message,
        priority: Priority,
        about: About,
    ) -> Result<(), StoreError> {
        let body = message.to_json();
        let About { card, incident, subject } = about;
        // What has no buttons has none to lose.
        let subject = subject.filter(|_| message.keyboard.is_some());
        let draft = outbox::Draft { key, chat, priority, body: &body, card, incident, subject };
        outbox::queue(self.tx, &draft, self.now).await?;
        Ok(())
    }
}

/// What a message belongs to.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// It replies to this card's message.
    pub card: Option<CardId>,
    pub incident: Option<IncidentId>,
    /// Its buttons go when this is settled.
    pub subject: Option<String>,
}

/// What buttons that ask about an incident's present status are about.
pub fn subject_of(incident: IncidentId) -> String {
    format!("incident:{incident}")
}
