//! The world a story is told in: a centre, its people, Telegram, a database, a clock that stands, and a bot.
//!
//! People act in words of the story, the bot runs until it is at rest, and the clock moves only when told to or
//! when limits hold messages back. At the end nothing may be left over.

pub mod chat;
mod command;
mod errors;
mod people;
pub mod posts;
mod running;
mod way;

use anyhow::{Context, Result, ensure};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Europe::Astrakhan;
use mcu_bot::clock::Clock;
use mcu_bot::domain::history::Told;
use mcu_bot::domain::ids::{ChatId, IncidentId, MessageId};
use mcu_bot::domain::incident::{Incident, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::{Emulator, Options, Sin};
use mcu_bot::random::Random;
use mcu_bot::store::{Db, history, inbox, incidents, outbox, people as store_people};
use tempfile::TempDir;

use crate::engines::Engine;
pub use people::{Actor, photo};
use running::Process;
pub use running::{Step, Stumble};
pub use way::ANSWER;

/// Everything around one story.
#[derive(Debug)]
pub struct World {
    pub clock: Clock,
    /// One for all lives of the process: what was given out once never comes again.
    random: Random,
    pub telegram: Emulator,
    /// Beside the bot, as another process has it.
    pub db: Db,
    pub engine: Engine,
    /// As `PURGE_AFTER_DAYS` has it from the next start on.
    pub purge_after_days: Option<u32>,
    folder: TempDir,
    process: Option<Process>,
    /// Conversations are told from here on.
    from: MessageId,
}

impl World {
    /// A centre on a Friday at 14:05, everybody has pressed Start.
    pub async fn open(engine: Engine) -> Result<Self> {
        Self::with(engine, include_str!("directory.toml")).await
    }

    async fn with(engine: Engine, directory: &str) -> Result<Self> {
        let mut world = Self::bare(engine).await?;
        world.applies(directory).await?;
        world.start().await?;
        world.everybody_starts().await?;
        world.shows("14:05")?;
        Ok(world)
    }

    /// An empty database and a bot that does not run yet, on the Friday at 14:00.
    pub async fn bare(engine: Engine) -> Result<Self> {
        errors::listen();
        let clock = Clock::manual(local(NaiveTime::from_hms_opt(14, 0, 0).context("a time")?)?);
        let telegram = Emulator::start(Options::new(clock.clone())).await?;
        let db = engine.connect().await?;
        let folder = TempDir::new()?;
        let random = Random::seeded(7);
        let from = MessageId(0);
        Ok(Self { clock, random, telegram, db, engine, purge_after_days: None, folder, process: None, from })
    }

    async fn everybody_starts(&mut self) -> Result<()> {
        let mut tx = self.db.read().await?;
        let everybody = store_people::all(&mut tx).await?;
        tx.rollback().await?;
        for person in everybody {
            self.telegram.person(person.chat, &person.name).starts();
            self.run_until_idle().await?;
        }
        self.forget_chats();
        Ok(())
    }

    /// Conversations are told from here on.
    pub fn forget_chats(&mut self) {
        // Numbers of messages grow over all private chats.
        let everybody = self.telegram.calls().into_iter().filter_map(|call| call.chat);
        let newest = everybody.filter_map(|chat| self.telegram.last_message(chat)).map(|shown| shown.id).max();
        self.from = newest.map_or(self.from, |newest| MessageId(newest.0 + 1));
    }

    /// Moves the clock on to this time of the same day.
    pub fn shows(&mut self, time: &str) -> Result<()> {
        let to = local(NaiveTime::parse_from_str(time, "%H:%M")?)?;
        let by = to.millis().checked_sub(self.clock.now().millis()).and_then(|by| u64::try_from(by).ok());
        self.clock.advance(std::time::Duration::from_millis(by.with_context(|| format!("{time} has passed"))?));
        Ok(())
    }

    /// The incident that was made as the first, second …
    pub async fn incident(&self, which: i64) -> Result<Incident> {
        let mut tx = self.db.read().await?;
        let incident = incidents::load(&mut tx, IncidentId(which)).await?;
        tx.rollback().await?;
        incident.with_context(|| format!("there is no incident {which}"))
    }

    pub async fn status(&self, which: i64) -> Result<Status> {
        Ok(self.incident(which).await?.status)
    }

    /// What was done to it, in order: «register Оператор МЦУ».
    pub async fn history(&self, which: i64) -> Result<Vec<String>> {
        let mut tx = self.db.read().await?;
        let steps = history::of(&mut tx, IncidentId(which), 1000).await?;
        tx.rollback().await?;
        let told = |step: &Told| format!("{} {}", step.action.code(), step.actor.as_deref().unwrap_or("-"));
        Ok(steps.iter().map(told).collect())
    }

    /// How many incidents and drafts there are.
    pub async fn incidents(&self) -> Result<usize> {
        let mut tx = self.db.read().await?;
        let mut count = 0;
        while incidents::load(&mut tx, IncidentId(i64::try_from(count)? + 1)).await?.is_some() {
            count += 1;
        }
        tx.rollback().await?;
        Ok(count)
    }

    /// Errors the story expects; those that are left at the end fail it.
    pub fn take_errors() -> Vec<String> {
        errors::take()
    }

    /// Sins the story expects.
    pub fn take_sins(&self) -> Vec<Sin> {
        self.telegram.take_sins()
    }

    /// Waits until the bot has met every fault: answers to presses travel by themselves.
    pub async fn until_faults_are_used(&self) {
        self.telegram.until(|telegram| telegram.unused_faults().is_empty().then_some(())).await;
    }

    /// Waits until so many presses were answered.
    pub async fn until_answers(&self, count: usize) {
        let answered = |telegram: &Emulator| telegram.calls_of("answerCallbackQuery").len() >= count;
        self.telegram.until(|telegram| answered(telegram).then_some(())).await;
    }

    /// Answers to presses travel by themselves: those on their way get a moment of real time.
    async fn answers_arrive(&self) {
        let waiting = self.telegram.waiting_presses();
        for press in waiting {
            let _ = tokio::time::timeout(std::time::Duration::from_secs(2), self.telegram.answer_to(&press)).await;
        }
    }

    /// Nothing may be left over.
    pub async fn finish(mut self) -> Result<()> {
        self.run_until_idle().await?;
        self.answers_arrive().await;
        let sins = self.telegram.finish();
        ensure!(sins.is_empty(), "sins of the bot: {}", lines(&sins));
        let faults = self.telegram.unused_faults();
        ensure!(faults.is_empty(), "faults that no call has met: {faults:?}");
        let mut tx = self.db.read().await?;
        let (waiting, failed) = (inbox::waiting(&mut tx).await?, inbox::failed(&mut tx).await?);
        ensure!(waiting.is_empty() && failed.is_empty(), "updates left: {waiting:?} {failed:?}");
        let (due, failed) = (outbox::due(&mut tx, 100).await?, outbox::failed(&mut tx).await?);
        ensure!(due.is_empty() && failed.is_empty(), "messages left: {due:?} {failed:?}");
        tx.rollback().await?;
        let errors = errors::take();
        ensure!(errors.is_empty(), "errors in the log: {}", errors.join("\n"));
        self.stop().await?;
        self.db.close().await;
        Ok(())
    }
}

fn lines(sins: &[Sin]) -> String {
    sins.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// On the day of every story: Friday 27 November 2026, in Astrakhan.
fn local(time: NaiveTime) -> Result<Moment> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 27).context("a day")?;
    Moment::from_local(Astrakhan, day.and_time(time)).context("a moment")
}

/// A moment of the story, in Astrakhan: «30.11 09:05», after the turn of the year «11.01.2027 08:00».
pub fn on(moment: &str) -> Result<Moment> {
    let written = if moment.matches('.').count() == 1 { moment.replacen(' ', ".2026 ", 1) } else { moment.to_owned() };
    let local = chrono::NaiveDateTime::parse_from_str(&written, "%d.%m.%Y %H:%M")?;
    Moment::from_local(Astrakhan, local).context("a moment")
}

/// Whether somebody may be at work: steps of two hours from 18:05 meet 8:05.
fn is_by_day(at: Moment) -> bool {
    (8..18).contains(&chrono::Timelike::hour(&at.local(Astrakhan)))
}

/// The same centre before anybody has come: the directory names no people.
#[derive(Debug)]
pub struct Empty(pub World);

impl Empty {
    pub async fn open(engine: Engine) -> Result<Self> {
        let all = include_str!("directory.toml");
        let (before, people) = all.split_once("[[person]]").context("people")?;
        let (_, after) = people.split_once("[[topic]]").context("topics")?;
        Ok(Self(World::with(engine, &format!("{before}[[topic]]{after}")).await?))
    }

    pub async fn finish(self) -> Result<()> {
        self.0.finish().await
    }
}

/// The same world with one person who holds every post.
#[derive(Debug)]
pub struct Alone(pub World);

impl Alone {
    pub async fn open(engine: Engine) -> Result<Self> {
        Ok(Self(World::with(engine, include_str!("alone.toml")).await?))
    }

    pub async fn finish(self) -> Result<()> {
        self.0.finish().await
    }
}

/// Who is who in `directory.toml`.
impl World {
    pub fn operator(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1001))
    }

    pub fn coordinator(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1002))
    }

    pub fn media(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1003))
    }

    pub fn head(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1004))
    }

    pub fn admin(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1005))
    }

    /// Of «Дороги».
    pub fn recipient(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1011))
    }

    /// Of «Дороги» too.
    pub fn colleague(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1012))
    }

    /// Of «ЖКХ».
    pub fn neighbour(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1021))
    }

    /// Of «Нижний Баскунчак», which has no review.
    pub fn villager(&mut self) -> Actor<'_> {
        self.somebody(ChatId(1031))
    }

    /// Whoever has this account, or nobody anybody knows.
    pub fn somebody(&mut self, chat: ChatId) -> Actor<'_> {
        Actor::new(self, chat)
    }
}
