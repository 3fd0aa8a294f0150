//! The bot, driven step by step: nothing happens between steps, and the clock stands.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use mcu_bot::app::{Bot, Parts, Received, StartError};
use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::UpdateId;
use mcu_bot::domain::outage::Cause;
use mcu_bot::emulator::Emulator;
use mcu_bot::intake::{Intake, Means, Reader};
use mcu_bot::jobs::delivery::{Pace, Pauses, Rest};
use mcu_bot::random::Random;
use mcu_bot::secret::Secret;
use mcu_bot::store::Db;
use mcu_bot::store::known::DirectoryCache;
use mcu_bot::telegram::client::{Client, ClientSettings};
use mcu_bot::telegram::convert::Update;
use mcu_bot::telegram::gateway::TelegramMessenger;
use mcu_bot::telemetry::Telemetry;

use super::World;
use crate::engines::insist;

/// A process takes as long to stop and start; meanwhile the limits of the chats have room again.
const STARTING: Duration = Duration::from_secs(5);
/// A story that is not at rest after so many rounds never will be.
const ROUNDS: usize = 300;
/// Real time after which something must be waiting for the clock.
const STUCK: Duration = Duration::from_secs(2);

/// One life of the process.
#[derive(Debug)]
pub struct Process {
    bot: Box<Bot>,
    pauses: Pauses,
}

impl Process {
    /// Starts as `mcu-bot run` does. The lock of a predecessor that died goes when the server has noticed.
    pub async fn start(
        db: Db,
        clock: &Clock,
        random: &Random,
        telegram: &Emulator,
        purge_after_days: Option<u32>,
    ) -> Result<Self> {
        insist(async || {
            let parts = Parts {
                db: db.clone(),
                clock: clock.clone(),
                random: random.clone(),
                client: client(telegram)?,
                hook: None,
                pace: Pace::Limited,
                admins: Vec::new(),
                purge_after_days,
                telemetry: Telemetry::new(clock),
            };
            // A start is a large future, and stories are deep.
            match Box::pin(Bot::start(parts)).await {
                Ok(bot) => Ok(Some(Self { bot: Box::new(bot), pauses: Pauses::default() })),
                Err(StartError::Led) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }
}

fn client(telegram: &Emulator) -> Result<Client> {
    let token = Secret::new(telegram.token().to_owned());
    Ok(Client::new(&ClientSettings { token, api_url: telegram.url(), proxy: None })?)
}

/// How far [`World::goes_on`] drives the bot.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Updates are kept, and not acknowledged yet.
    Keep,
    /// What is kept is handled, and presses are answered.
    Handle,
    /// What may leave now leaves.
    Deliver,
}

/// What happens over an update nobody foresaw, three times.
#[derive(Clone, Copy, Debug)]
pub enum Stumble {
    Panics,
    CannotRead,
}

impl World {
    fn process(&mut self) -> Result<&mut Process> {
        self.process.as_mut().context("the bot does not run")
    }

    /// One step of the bot alone.
    pub async fn goes_on(&mut self, step: Step) -> Result<Rest> {
        let clock = self.clock.clone();
        let Process { bot, pauses } = self.process()?;
        match step {
            Step::Keep => {
                patiently(&clock, bot.poller.poll(&bot.intake, Duration::ZERO)).await;
                Ok(Rest::Idle)
            }
            Step::Handle => {
                patiently(&clock, bot.intake.drain()).await;
                Ok(Rest::Idle)
            }
            Step::Deliver => {
                let rest = patiently(&clock, bot.delivery.drain(pauses)).await?;
                match (rest, bot.menus.drain().await?) {
                    (Rest::Idle, Some(pause)) => Ok(Rest::Until(clock.elapsed() + pause)),
                    (rest, _) => Ok(rest),
                }
            }
        }
    }

    /// Drives the bot until nothing is left to do, moving the clock on where only limits hold things back.
    pub async fn run_until_idle(&mut self) -> Result<()> {
        for _ in 0..ROUNDS {
            let received = self.receives().await?;
            self.goes_on(Step::Handle).await?;
            let rest = self.goes_on(Step::Deliver).await?;
            match rest {
                Rest::Idle if received => {}
                Rest::Idle => return Ok(()),
                Rest::Until(at) => self.clock.advance(at.saturating_sub(self.clock.elapsed())),
                Rest::Deposed => bail!("the bot has lost the lead"),
            }
        }
        bail!("the bot finds no rest")
    }

    /// Looks, as it does each second, for updates that another process has put back.
    pub async fn looks_around(&mut self) -> Result<()> {
        self.process()?.bot.intake.look().await?;
        self.run_until_idle().await
    }

    /// Does, as it does each ten seconds, what the clock asks for.
    pub async fn ticks(&mut self) -> Result<()> {
        self.process()?.bot.ticker.tick().await?;
        self.run_until_idle().await
    }

    /// Ticks, and nothing that is to be sent leaves: Telegram does not answer.
    pub async fn ticks_unheard(&mut self) -> Result<()> {
        Ok(self.process()?.bot.ticker.tick().await?)
    }

    /// Telegram gives what waited, as the bot's own loop notes it.
    pub async fn is_reached(&mut self) -> Result<()> {
        let now = self.clock.now();
        Ok(self.process()?.bot.presence.reached(now).await?)
    }

    /// Telegram gives nothing, for this reason.
    pub async fn is_not_reached(&mut self, cause: Cause) -> Result<()> {
        Ok(self.process()?.bot.presence.alive(Some(cause)).await?)
    }

    /// Dies right after a tick, before anything has left.
    pub async fn ticks_and_dies(&mut self) -> Result<()> {
        self.ticks_unheard().await?;
        self.dies();
        Ok(())
    }

    /// Time passes until this moment, «30.11 09:05», and the bot ticks: each quarter of an hour, at night each two
    /// hours, and at the end.
    pub async fn passes_until(&mut self, moment: &str) -> Result<()> {
        let end = super::on(moment)?;
        while self.clock.now() < end {
            let by_day = super::is_by_day(self.clock.now());
            let step = Duration::from_secs(if by_day { 15 * 60 } else { 2 * 60 * 60 });
            let step = step.min(end.since(self.clock.now()));
            self.clock.advance(step);
            self.ticks().await?;
        }
        Ok(())
    }

    /// Time passes and the bot does not run, or hears nothing.
    pub fn clock_shows(&mut self, moment: &str) -> Result<()> {
        self.clock.advance(super::on(moment)?.since(self.clock.now()));
        Ok(())
    }

    /// Ends, as it does each ten minutes, the questions that nobody has answered for a day.
    pub async fn tidies(&mut self) -> Result<()> {
        self.process()?.bot.intake.let_go().await?;
        self.run_until_idle().await
    }

    /// Asks for updates until there are none; `false` when there were none at all.
    async fn receives(&mut self) -> Result<bool> {
        let clock = self.clock.clone();
        let mut any = false;
        for _ in 0..ROUNDS {
            let Process { bot, .. } = self.process()?;
            match patiently(&clock, bot.poller.poll(&bot.intake, Duration::ZERO)).await {
                Received::Kept(0) => return Ok(any),
                Received::Kept(_) => any = true,
                // As the bot's own loop waits; what it waits for is a story of its own.
                Received::Refused(_) | Received::NotKept(_) => self.clock.advance(Duration::from_secs(1)),
            }
        }
        bail!("Telegram never comes to an end")
    }

    /// Stops as at SIGTERM, and starts anew.
    pub async fn restart(&mut self) -> Result<()> {
        self.stop().await?;
        self.start().await
    }

    /// Stops as at SIGTERM.
    pub async fn stop(&mut self) -> Result<()> {
        let Process { bot, .. } = self.process.take().context("the bot does not run")?;
        let db = bot.db.clone();
        Box::pin(bot.stop()).await?;
        db.close().await;
        Ok(())
    }

    /// Dies as at SIGKILL: nothing is said, nothing is finished.
    pub fn dies(&mut self) {
        self.process = None;
    }

    /// Dies, and is started anew.
    pub async fn crash(&mut self) -> Result<()> {
        self.dies();
        self.start().await
    }

    /// Starts, after the time that takes.
    pub async fn start(&mut self) -> Result<()> {
        ensure!(self.process.is_none(), "the bot runs");
        self.clock.advance(STARTING);
        let db = self.engine.connect().await?;
        let started = Process::start(db, &self.clock, &self.random, &self.telegram, self.purge_after_days);
        self.process = Some(Box::pin(started).await?);
        Ok(())
    }

    /// The bot stumbles over the next update with these words as often as it tries.
    pub fn stumbles_over(&mut self, words: &'static str, how: Stumble) -> Result<()> {
        let (client, clock, random) = (client(&self.telegram)?, self.clock.clone(), self.random.clone());
        let Process { bot, .. } = self.process()?;
        let own = client.bot_id();
        let left = AtomicU32::new(3);
        let reader: Reader = Arc::new(move |id: UpdateId, body: &str| {
            let stumbles = || left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok();
            match how {
                _ if !body.contains(words) || !stumbles() => {}
                Stumble::Panics => panic!("as the story wants it"),
                Stumble::CannotRead => return Err("as the story wants it".to_owned()),
            }
            Ok(Update::read(body).map_err(|error| error.to_string())?.event(id, own))
        });
        let messenger = Arc::new(TelegramMessenger::new(client));
        let directory = Arc::new(DirectoryCache::default());
        let means = Means { db: bot.db.clone(), telemetry: Telemetry::new(&clock), clock, random };
        let reader = (reader, bot.ticker.epoch);
        bot.intake = Intake::new(means, messenger, directory, reader, Arc::default());
        Ok(())
    }

    /// Applies a directory file of these words, as `DIRECTORY` does at the start.
    pub async fn applies(&mut self, directory: &str) -> Result<()> {
        let file = self.folder.path().join("directory.toml");
        std::fs::write(&file, directory)?;
        self.apply_file(&file).await
    }

    async fn apply_file(&mut self, file: &Path) -> Result<()> {
        mcu_bot::app::apply(&self.db, &self.clock, file, false).await?;
        Ok(())
    }
}

/// Waits for the bot; where it waits for the clock itself, the clock moves on.
async fn patiently<T>(clock: &Clock, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        match tokio::time::timeout(STUCK, &mut work).await {
            Ok(done) => return done,
            Err(_) => clock.advance(Duration::from_secs(1)),
        }
    }
}
