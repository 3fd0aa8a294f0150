//! Lives and deaths of processes.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mcu_bot::emulator::{Emulator, Fault, Target};
use tokio::time::timeout;

use super::weather::{Forecast, Trouble, Weather};
use crate::chance::Random;
use crate::process::child::{Child, Ended};
use crate::process::stage::Stage;

/// The longest life of a process that is killed at any time.
const LONGEST_LIFE: Duration = Duration::from_secs(2);
/// A life ends at the latest so many calls after its beginning.
const MOST_CALLS: usize = 150;
/// A point that is not passed within this time is passed by.
const POINT: Duration = Duration::from_secs(6);
/// Whoever does not serve by now stands by.
const READY: Duration = Duration::from_secs(12);
/// A call of a dead process that took effect after another had begun.
pub const LATE_CALL: &str = "late_call";
/// How long after a death its last calls may come.
const LATE: Duration = Duration::from_secs(1);
const SIGABRT: i32 = 6;

/// How a process is to die.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Death {
    AtAnyTime,
    /// At a point of `src/crash.rs`, when it is passed for the so-manieth time.
    At(&'static str, usize),
    /// While a call waits for its answer.
    InFlight,
    /// Not in the storm.
    Never,
}

impl Death {
    /// Each kind in turn.
    fn of_life(life: usize, random: &mut Random) -> Self {
        match life % 7 {
            0 => Self::AtAnyTime,
            1 => Self::At("kept", 1 + random.below(30)),
            // An update that a fourth process dies of is put aside: each must come past what was left to it.
            2 => Self::At("decided", 12 + random.below(40)),
            3 => Self::At("committed", 1 + random.below(40)),
            4 => Self::At("drawn", 1 + random.below(60)),
            5 => Self::At("sent", 1 + random.below(60)),
            _ => Self::InFlight,
        }
    }
}

/// What was done to the processes.
#[derive(Debug, Default)]
pub struct Toll {
    pub kills: BTreeMap<&'static str, usize>,
    pub troubles: BTreeMap<&'static str, usize>,
    /// Calls made when a process died, or when it could lose the lead until it died.
    pub deaths: Vec<Range<usize>>,
}

struct Life {
    bot: Child,
    death: Death,
    /// Calls made when it began.
    begins: usize,
    /// Its settings.
    own: Vec<(&'static str, String)>,
}

/// The processes, the one that leads first.
pub struct Reaper<'a> {
    stage: &'a Stage,
    lives: VecDeque<Life>,
    random: Random,
    begun: usize,
    kills: usize,
    forecast: Forecast,
    pub toll: Toll,
}

impl<'a> Reaper<'a> {
    /// As many processes as there are settings, of which the first leads.
    pub async fn start(
        stage: &'a Stage,
        processes: &[Vec<(&'static str, String)>],
        (kills, forecast): (usize, Forecast),
        random: Random,
    ) -> Result<Self> {
        let lives = VecDeque::new();
        let mut reaper = Self { stage, lives, random, begun: 0, kills, forecast, toll: Toll::default() };
        for own in processes {
            reaper.begin(own.clone())?;
            if reaper.begun == 1 {
                reaper.lives[0].bot.until_said(READY_WORDS).await?;
            }
        }
        Ok(reaper)
    }

    fn begin(&mut self, own: Vec<(&'static str, String)>) -> Result<()> {
        let lasts = self.begun >= self.kills;
        let death = if lasts { Death::Never } else { Death::of_life(self.begun, &mut self.random) };
        self.begun += 1;
        let mut settings = own.clone();
        if let Death::At(point, count) = death {
            settings.push(("MCU_CRASH_AT", format!("{point}:{count}")));
        }
        let bot = self.stage.start_with(&settings)?;
        let begins = self.stage.emulator.calls_made();
        self.lives.push_back(Life { bot, death, begins, own });
        Ok(())
    }

    pub async fn reap(&mut self) -> Result<()> {
        for life in 0..self.kills {
            self.one(life).await.with_context(|| format!("life {life}"))?;
        }
        Ok(())
    }

    async fn one(&mut self, number: usize) -> Result<()> {
        let life = self.lives.pop_front().context("nobody is left")?;
        let weather = (self.forecast)(&self.stage.engine, number);
        let trouble = match weather {
            Some(weather) => self.suffer(&life.bot, weather).await?,
            None => None,
        };
        self.live(&life).await;
        let Life { bot, death, begins, own } = life;
        let is_followed = self.lives.iter().any(|other| other.bot.log().contains(READY_WORDS));
        let ended = bot.kill_and_tell().await?;
        let made = self.stage.emulator.calls_made();
        // What was on its way then is sent again. On a busy machine it also happens without us.
        let is_deposed = weather.is_some_and(Weather::takes_the_lead) || is_followed || ended.log.contains(DEPOSED);
        self.toll.deaths.push(if is_deposed { begins..made } else { made..made });
        *self.toll.kills.entry(name(death, &ended)?).or_default() += 1;
        if let Some(trouble) = trouble {
            trouble.end(self.stage, None).await?;
        }
        self.begin(own)?;
        self.be_late().await;
        Ok(())
    }

    /// What the dead process had on its way comes when another has begun.
    async fn be_late(&mut self) {
        let emulator = self.stage.emulator.clone();
        if emulator.late_calls() > 0 {
            self.pause(LATE).await;
            *self.toll.troubles.entry(LATE_CALL).or_default() += emulator.late_calls();
            emulator.late_calls_come();
        }
    }

    /// Trouble comes over a process that serves. It is over before the process dies, or is returned.
    async fn suffer(&mut self, bot: &Child, weather: Weather) -> Result<Option<Trouble>> {
        ready(bot).await;
        self.pause(Duration::from_millis(300)).await;
        *self.toll.troubles.entry(weather.name()).or_default() += 1;
        let trouble = weather.begin(self.stage, bot, &mut self.random).await?;
        let length = weather.length(&mut self.random);
        bot.dies_within(length).await;
        if self.random.percent(40) {
            return Ok(Some(trouble));
        }
        trouble.end(self.stage, Some(bot)).await?;
        Ok(None)
    }

    /// Waits for the moment of a death, or for the death itself.
    async fn live(&mut self, life: &Life) {
        match life.death {
            Death::At(..) => {
                ready(&life.bot).await;
                life.bot.dies_within(POINT).await;
            }
            Death::InFlight => {
                ready(&life.bot).await;
                self.hang().await;
            }
            Death::AtAnyTime | Death::Never => {
                // From a life that ends before it has begun to one in the middle of much work.
                if self.random.percent(80) {
                    ready(&life.bot).await;
                }
                let calls = self.stage.emulator.calls_made() + self.random.below(MOST_CALLS);
                another_call(&self.stage.emulator, calls, self.random.up_to(LONGEST_LIFE)).await;
                // Not always just after a call.
                self.pause(Duration::from_millis(5)).await;
            }
        }
    }

    /// Waits until a call waits for an answer that never comes.
    async fn hang(&mut self) {
        let emulator = &self.stage.emulator;
        let method = if self.random.percent(60) { "sendMessage" } else { "editMessageText" };
        let fault = match self.random.below(10) {
            0..4 => Fault::HangAfterwards,
            4..8 => Fault::Late,
            _ => Fault::Hang,
        };
        let hangs = (Target::method(method), fault);
        let waiting = |emulator: &Emulator| emulator.unused_faults().iter().filter(|other| **other == hangs).count();
        let before = waiting(emulator);
        emulator.fail_next(hangs.0.clone(), hangs.1.clone());
        // Else nobody called in time.
        let _ = timeout(POINT, emulator.until(|emulator| (waiting(emulator) <= before).then_some(()))).await;
    }

    async fn pause(&mut self, most: Duration) {
        let clock = self.stage.emulator.clock();
        clock.wait_until(clock.elapsed() + self.random.up_to(most)).await;
    }

    /// Stops what is left, whoever leads last.
    pub async fn stop(mut self) -> Result<Toll> {
        while let Some(life) = self.lives.pop_back() {
            let ended = life.bot.stop().await?;
            ensure!(ended.code() == Some(0), "it does not stop well: {ended:?}");
            says_nothing_wrong(&ended)?;
            if ended.log.contains(DEPOSED) {
                self.toll.deaths.push(life.begins..self.stage.emulator.calls_made());
            }
        }
        Ok(self.toll)
    }
}

const READY_WORDS: &str = "the bot is ready";
const DEPOSED: &str = "the lead is lost";

/// Waits until it serves, stands by, or is dead.
async fn ready(bot: &Child) {
    let _ = timeout(READY, bot.until_said(READY_WORDS)).await;
}

/// What it died of.
fn name(death: Death, ended: &Ended) -> Result<&'static str> {
    says_nothing_wrong(ended)?;
    match (death, ended.status.signal()) {
        (Death::At(point, _), Some(SIGABRT)) => Ok(point),
        (Death::InFlight, Some(_)) => Ok("in_flight"),
        (_, Some(9)) => Ok("any_time"),
        // Whoever starts while the database is gone ends with a line, and is started again.
        _ if ended.code() == Some(1) && ended.last_line().starts_with("DATABASE_URL") => Ok("at_start"),
        _ => anyhow::bail!("it ended by itself: {ended:?}"),
    }
}

/// A bug is counted and logged, and the update comes again: only here one sees it.
fn says_nothing_wrong(ended: &Ended) -> Result<()> {
    let expected = |line: &str| line.contains(DEPOSED);
    let wrong: Vec<_> = ended
        .log
        .lines()
        .filter(|line| line.contains("panicked") || line.contains("ERROR") && !expected(line))
        .collect();
    ensure!(wrong.is_empty(), "it says {wrong:#?}");
    Ok(())
}

/// Waits until more than so many calls were made, or for so long.
pub async fn another_call(emulator: &Emulator, calls: usize, longest: Duration) {
    let more = emulator.until(|emulator| (emulator.calls_made() > calls).then_some(()));
    // Either will do.
    let _ = timeout(longest, more).await;
}
