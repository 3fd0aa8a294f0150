//! Everything the page acts on: Telegram, the bot that is alive or dead, the people, and the clock.

use std::collections::HashMap;
use std::time::Duration;

use chrono::NaiveDate;
use tokio::sync::{Mutex, watch};

use super::cast::{CAST, GROUP, GROUP_TITLE, HEAD};
use super::district::District;
use super::process::{Outfit, Process, open};
use super::show::ShowError;
use crate::clock::Clock;
use crate::domain::clocks::Schedule;
use crate::domain::ids::ChatId;
use crate::domain::moment::Moment;
use crate::emulator::{Emulator, Fault, Memory, Options, Person, RateWatch};
use crate::random::Random;
use crate::store::Db;

/// A Thursday. The same story is told at each start.
const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 26);
/// The demo's bot, to people.
pub const USERNAME: &str = "mcu_demo_bot";
/// What Telegram asks for where it is asked too often, in seconds.
const BUSY: u64 = 8;
/// The longest the bot waits before it looks for Telegram again.
const LONGEST_PAUSE: Duration = Duration::from_secs(31);

/// How the bot is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bot {
    Running,
    Killed,
    Starting,
}

/// How Telegram is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Telegram {
    Up,
    Down,
}

/// What the page shows above the phones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Status {
    pub bot: Bot,
    pub telegram: Telegram,
    /// The clock is being moved on.
    pub passing: bool,
    /// Grows with each move, so that every one is told.
    pub moves: u64,
}

/// One demo.
#[derive(Debug)]
pub struct Stage {
    pub emulator: Emulator,
    pub clock: Clock,
    pub status: watch::Sender<Status>,
    pub(super) db: Db,
    pub(super) district: District,
    pub(super) schedule: Schedule,
    pub(super) process: Mutex<Option<Process>>,
    outfit: Outfit,
    people: HashMap<&'static str, Person>,
}

impl Stage {
    /// The district, its past, and a bot that has just told this morning's digest.
    pub async fn set(file: &std::path::Path) -> Result<Self, ShowError> {
        let db = open(file).await?;
        let before = DAY.and_then(|day| District::at(day, 8, 21)).ok_or(ShowError::District)?;
        let district = District::found(&db, before).await?;
        let clock = Clock::set_to(before);
        let emulator = Emulator::start(Options {
            username: USERNAME.to_owned(),
            memory: Memory::Last(3_000),
            rates: RateWatch::Off,
            ..Options::new(clock.clone())
        })
        .await?;
        let people = district.come(&emulator);
        let outfit = Outfit {
            file: file.to_owned(),
            clock: clock.clone(),
            random: Random::system(),
            emulator: emulator.clone(),
        };
        let status = Status { bot: Bot::Running, telegram: Telegram::Up, passing: false, moves: 0 };
        let schedule = Schedule::of(&district.directory);
        let process = Process::start(outfit.clone()).await?;
        let stage = Self {
            emulator,
            clock,
            status: watch::Sender::new(status),
            db,
            district,
            schedule,
            process: Mutex::new(Some(process)),
            outfit,
            people,
        };
        stage.morning().await?;
        Ok(stage)
    }

    /// Everybody presses Start, the head binds the group, and the digest comes. The past is written in between: whoever
    /// joins a unit later would get its open cards.
    async fn morning(&self) -> Result<(), ShowError> {
        let head = self.people.get(HEAD.key);
        for person in CAST.iter().filter_map(|part| self.people.get(part.key)) {
            person.starts();
        }
        if let Some(head) = head {
            let group = self.emulator.group(GROUP, GROUP_TITLE);
            group.adds_bot(head);
            head.in_chat(GROUP).writes("/bind");
        }
        self.settle().await;
        self.district.remember(&self.db, self.now()).await?;
        for (hour, minute) in [(8, 31), (9, 30)] {
            if let Some(to) = DAY.and_then(|day| District::at(day, hour, minute)) {
                self.clock.advance(to.since(self.now()));
                self.tick().await;
            }
        }
        Ok(())
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The person of this part, in a chat of the demo.
    pub fn person(&self, key: &str, chat: ChatId) -> Option<Person> {
        let person = self.people.get(key)?;
        let there = chat == person.id() || chat == GROUP;
        there.then(|| person.in_chat(chat))
    }

    pub(super) fn tell(&self, change: impl FnOnce(&mut Status)) {
        self.status.send_modify(|status| {
            change(status);
            status.moves += 1;
        });
    }

    /// As `kill -9`.
    pub async fn kill(&self) {
        let killed = self.process.lock().await.take();
        drop(killed);
        self.tell(|status| status.bot = Bot::Killed);
    }

    /// Starts it anew on what its predecessor left.
    pub async fn revive(&self) -> Result<(), ShowError> {
        let mut process = self.process.lock().await;
        if process.is_none() {
            self.tell(|status| status.bot = Bot::Starting);
            let started = Process::start(self.outfit.clone()).await;
            self.tell(|status| status.bot = if started.is_ok() { Bot::Running } else { Bot::Killed });
            *process = Some(started?);
        }
        Ok(())
    }

    /// Telegram answers nothing but errors until it is back.
    pub fn outage(&self, telegram: Telegram) {
        match telegram {
            Telegram::Down => self.emulator.begin_outage(Fault::Status(502)),
            Telegram::Up => {
                self.emulator.end_outage();
                // The bot has learnt to wait: nobody watches half a minute of nothing.
                self.clock.advance(LONGEST_PAUSE);
            }
        }
        self.tell(|status| status.telegram = telegram);
    }

    /// The next message and the next edit are refused: too many requests.
    pub fn busy(&self) {
        for method in ["sendMessage", "editMessageText"] {
            self.emulator.fail_next(method, Fault::RetryAfter(BUSY));
        }
    }

    pub(super) async fn tick(&self) {
        if let Some(process) = &*self.process.lock().await {
            process.tick().await;
        }
        self.settle().await;
    }

    /// Ends everything cleanly.
    pub async fn end(&self) -> Result<(), ShowError> {
        if let Some(process) = self.process.lock().await.take() {
            process.stop().await?;
        }
        self.emulator.stop().await;
        self.db.close().await;
        Ok(())
    }

    /// As browsers name it.
    pub fn zone(&self) -> &'static str {
        self.district.directory.centre.time_zone.name()
    }
}
