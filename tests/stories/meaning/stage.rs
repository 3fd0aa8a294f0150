//! Who sends the messages of the table, and the situations they are sent in.

use std::time::Duration;

use anyhow::{Context, Result};
use mcu_bot::domain::ids::{ChatId, IncidentId, MessageId, PersonId, ReplyId};
use mcu_bot::domain::incident::{Reply, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::Person;
use mcu_bot::messenger::callback::{Callback, IncidentPress, ReplyPress};
use mcu_bot::store::{cards, dialogs, incidents, people, replies};

use crate::engines::Engine;
use crate::world::{ANSWER, Alone, World, posts};

/// What stands around a message when it comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Situation {
    Nothing,
    /// The same words a moment ago have become a draft.
    DraftJustMade,
    Writing,
    Which,
    ReplyOrDraft,
    Reason,
    Link,
    /// A question was asked a day ago.
    Ended,
    /// Nothing, and no incident either.
    Idle,
}

impl Situation {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::DraftJustMade => "draft just made",
            Self::Writing => "writing",
            Self::Which => "which",
            Self::ReplyOrDraft => "reply or draft",
            Self::Reason => "reason",
            Self::Link => "link",
            Self::Ended => "ended",
            Self::Idle => "idle",
        }
    }
}

/// A centre in which everybody holds one post.
#[derive(Debug)]
pub struct Centre(World);

/// A centre in which one person holds every post; another has returned one reply.
#[derive(Debug)]
pub struct OnePerson(Alone);

/// One person before a message.
pub struct Stage<'a> {
    pub world: &'a mut World,
    pub person: Person,
    pub id: PersonId,
    /// To be answered.
    pub incident: IncidentId,
    pub draft: IncidentId,
    /// What has shown the incident before its card did.
    pub old_card: MessageId,
    /// A short message about the incident.
    pub notice: Option<MessageId>,
    /// A message of the person that means nothing.
    pub own: MessageId,
    pub albums: usize,
    known: i64,
    brings_posts: bool,
}

impl Centre {
    pub async fn open(engine: Engine) -> Result<Self> {
        let mut world = World::open(engine).await?;
        world.in_review().await?;
        world.coordinator().presses("🔧 На доработку").await?;
        world.coordinator().writes("Добавьте срок").await?;
        world.operator().writes("Ямы на Мира не засыпаны").await?;
        world.operator().presses("✅ Зарегистрировать").await?;
        world.recipient().replies("№ 2026-000002", ANSWER).await?;
        world.recipient().presses("📨 На проверку").await?;
        world.coordinator().presses("✅ Согласовать").await?;
        Ok(Self(world))
    }

    pub async fn finish(self) -> Result<()> {
        self.0.finish().await
    }

    pub fn operator(&mut self) -> Stage<'_> {
        Stage::of(&mut self.0, 1001, true)
    }

    pub fn coordinator(&mut self) -> Stage<'_> {
        Stage::of(&mut self.0, 1002, true)
    }

    pub fn recipient(&mut self) -> Stage<'_> {
        Stage::of(&mut self.0, 1011, false)
    }

    pub fn idle_recipient(&mut self) -> Stage<'_> {
        Stage::of(&mut self.0, 1021, false)
    }
}

impl OnePerson {
    pub async fn open(engine: Engine) -> Result<Self> {
        let mut alone = Alone::open(engine).await?;
        let w = &mut alone.0;
        let post = ["--role", "recipient", "--unit", "roads"];
        let person = ["people", "add", "--telegram-id", "1001", "--name", "Мастер на все руки"];
        w.command(&[&person[..], &post[..]].concat()).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().presses("✍️ Ответить").await?;
        w.operator().writes(ANSWER).await?;
        w.operator().presses("📨 На проверку").await?;
        returned_by_a_substitute(w).await?;
        w.operator().writes("Ямы на Мира не засыпаны").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().replies("№ 2026-000002", ANSWER).await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().presses("✅ Согласовать").await?;
        Ok(Self(alone))
    }

    pub async fn finish(self) -> Result<()> {
        self.0.finish().await
    }

    pub fn stage(&mut self) -> Stage<'_> {
        Stage::of(&mut self.0.0, 1001, true)
    }
}

/// Nobody is told of what he did himself: somebody else sits in for an hour, returns the reply and is gone again.
async fn returned_by_a_substitute(w: &mut World) -> Result<()> {
    w.command(&["people", "add", "--telegram-id", "1002", "--name", "Сменщик", "--role", "coordinator"]).await?;
    w.coordinator().starts().await?;
    w.coordinator().writes("/i 1").await?;
    w.coordinator().presses("🔧 На доработку").await?;
    w.coordinator().writes("Добавьте срок").await?;
    let mut tx = w.db.read().await?;
    let substitute = people::by_chat(&mut tx, ChatId(1002)).await?.context("nobody sits in")?;
    tx.rollback().await?;
    w.command(&["people", "remove", &substitute.id.to_string()]).await?;
    w.run_until_idle().await
}

impl<'a> Stage<'a> {
    fn of(world: &'a mut World, chat: i64, brings_posts: bool) -> Self {
        let person = world.telegram.person(ChatId(chat), "");
        Self {
            world,
            person,
            id: PersonId(0),
            incident: IncidentId(1),
            draft: IncidentId(0),
            old_card: MessageId(0),
            notice: None,
            own: MessageId(0),
            albums: 0,
            known: 0,
            brings_posts,
        }
    }

    /// Ends whatever was begun, and begins this.
    pub async fn comes_to(&mut self, situation: Situation) -> Result<()> {
        if self.id == PersonId(0) {
            self.enters(situation).await?;
        }
        while self.is_asked().await? {
            self.says("/cancel").await?;
        }
        if self.brings_posts {
            self.has_a_draft().await?;
        }
        // The limits of the chat have room again, so that nothing moves the clock meanwhile.
        self.world.clock.advance(Duration::from_secs(30));
        match situation {
            Situation::Nothing | Situation::Idle => Ok(()),
            Situation::DraftJustMade => self.says("Дорогам, посмотрите сегодня").await,
            Situation::Writing => self.presses(&IncidentPress::Write.of(self.incident)).await,
            Situation::Which => self.says("Мы там были").await,
            Situation::ReplyOrDraft => {
                self.presses(&IncidentPress::Write.of(self.incident)).await?;
                let origin = self.world.operator().origin(posts::LAMP);
                self.person.forwards(&origin, posts::LAMP.text);
                self.rests().await
            }
            Situation::Reason => self.presses(&IncidentPress::Reject.of(self.draft)).await,
            Situation::Link => {
                let Reply { id, version, .. } = self.approved().await?;
                self.presses(&ReplyPress::Publish(version).of(id)).await
            }
            Situation::Ended => {
                let asks = if self.brings_posts { IncidentPress::Reject } else { IncidentPress::Write };
                let about = if self.brings_posts { self.draft } else { self.incident };
                self.presses(&asks.of(about)).await?;
                self.world.clock.advance(Duration::from_secs(25 * 60 * 60));
                Ok(())
            }
        }
    }

    /// Finds its own messages, once.
    async fn enters(&mut self, situation: Situation) -> Result<()> {
        let mut tx = self.world.db.read().await?;
        let person = people::by_chat(&mut tx, self.person.id()).await?.context("a stranger")?;
        let card = cards::of_person(&mut tx, person.id, self.incident).await?;
        tx.rollback().await?;
        self.id = person.id;
        self.own = self.person.writes("/start");
        self.rests().await?;
        if situation == Situation::Idle {
            return Ok(());
        }
        self.old_card = card.and_then(|card| card.message).context("no card")?;
        self.says("/i 1").await?;
        let notice = |shown: &mcu_bot::emulator::Shown| shown.text.contains("🔧 Вернули на доработку");
        self.notice = self.world.telegram.newest(self.person.chat(), notice).map(|shown| shown.id);
        Ok(())
    }

    /// A draft that is one still.
    async fn has_a_draft(&mut self) -> Result<()> {
        let mut tx = self.world.db.read().await?;
        let draft = incidents::load(&mut tx, self.draft).await?;
        tx.rollback().await?;
        if draft.is_some_and(|draft| draft.status == Status::Draft) {
            return Ok(());
        }
        let origin = self.world.operator().origin(posts::RIDDLE);
        self.person.forwards(&origin, posts::RIDDLE.text);
        self.rests().await?;
        self.draft = IncidentId(self.count_incidents().await?);
        Ok(())
    }

    async fn approved(&self) -> Result<Reply> {
        let mut tx = self.world.db.read().await?;
        let reply = replies::sent(&mut tx, IncidentId(2)).await?.pop();
        tx.rollback().await?;
        reply.filter(|reply| reply.id != ReplyId(0)).context("no approved reply")
    }

    async fn is_asked(&self) -> Result<bool> {
        let mut tx = self.world.db.read().await?;
        let day = Duration::from_secs(24 * 60 * 60);
        let since = Moment::from_millis(self.world.clock.now().minus(day).millis());
        let open = dialogs::open(&mut tx, self.id, since).await?;
        tx.rollback().await?;
        Ok(open.is_some())
    }

    async fn says(&mut self, words: &str) -> Result<()> {
        self.person.writes(words);
        self.rests().await
    }

    async fn presses(&mut self, callback: &Callback) -> Result<()> {
        self.person.sends_data(self.old_card, &callback.encode());
        self.rests().await
    }

    pub async fn rests(&mut self) -> Result<()> {
        self.world.run_until_idle().await
    }

    /// Ids have no gaps.
    pub async fn count_incidents(&mut self) -> Result<i64> {
        let mut tx = self.world.db.read().await?;
        while incidents::load(&mut tx, IncidentId(self.known + 1)).await?.is_some() {
            self.known += 1;
        }
        tx.rollback().await?;
        Ok(self.known)
    }
}
