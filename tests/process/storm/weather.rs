//! What happens to the database while people work: it is gone, held by another, or has no room.

use std::time::Duration;

use anyhow::{Context, Result};
use mcu_bot::store::{Db, Tx};

use crate::chance::Random;
use crate::engines::Engine;
use crate::process::child::Child;
use crate::process::stage::Stage;
use crate::server::Stop;

/// A little longer than anybody waits for the lock of an SQLite file.
const HELD: Duration = Duration::from_millis(5500);

/// A little longer than PostgreSQL keeps the session of a leader that is silent.
const FROZEN: Duration = Duration::from_millis(6500);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Weather {
    /// Every session of PostgreSQL ends at once.
    Cut,
    /// The same, and there are no new ones for a while.
    Gone,
    /// The server of PostgreSQL stops, and starts again.
    Stopped(Stop),
    /// Another writer holds the SQLite file for longer than anybody waits.
    Held,
    /// No file of SQLite may grow.
    Full,
    /// The machine's clock is wrong by days.
    Jumped,
    /// The process that leads stands still for longer than PostgreSQL waits for it, and then goes on.
    Frozen,
}

/// Which trouble comes over each life in turn.
pub type Forecast = fn(&Engine, usize) -> Option<Weather>;

/// Trouble that lasts until it is ended.
pub enum Trouble {
    /// It comes back by itself.
    Over,
    Gone,
    Stopped,
    Held(Db, Tx),
    Full,
    Jumped,
    Frozen,
}

/// Moves the clock of every process that runs on a clock of its own: see [`own_clock`].
const CLOCK: &str = "clock";
/// Days ahead and back; below the thirty after which what was sent is swept.
const DAYS: [i64; 6] = [3, -2, 8, -1, 12, -14];

/// Settings of processes whose wall clock the file [`CLOCK`] moves; waiting is not moved, as in life.
pub fn own_clock(stage: &Stage) -> Result<Vec<(&'static str, String)>> {
    std::fs::write(stage.file(CLOCK), "+0")?;
    let library = std::fs::read_dir("/usr/lib")?
        .filter_map(|folder| Some(folder.ok()?.path().join("faketime/libfaketimeMT.so.1")))
        .find(|file| file.exists())
        .context("libfaketime is not installed")?;
    Ok(vec![
        ("LD_PRELOAD", library.display().to_string()),
        ("FAKETIME_TIMESTAMP_FILE", stage.file(CLOCK).display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ])
}

impl Weather {
    /// Trouble in two of eight lives, of each kind that the engine knows in turn.
    pub fn of_life(engine: &Engine, life: usize) -> Option<Self> {
        let kinds = match engine {
            Engine::Sqlite(_) => [Self::Held, Self::Full],
            Engine::Postgres(_) => [Self::Cut, Self::Gone],
        };
        match life % 8 {
            3 => Some(kinds[0]),
            6 => Some(kinds[1]),
            _ => None,
        }
    }

    /// The clock jumps in all lives but one of eight.
    pub fn jumps(_: &Engine, life: usize) -> Option<Self> {
        (life % 8 != 7).then_some(Self::Jumped)
    }

    /// The same as [`Weather::of_life`], and in one of sixteen lives the leader freezes.
    pub fn of_two(engine: &Engine, life: usize) -> Option<Self> {
        if life % 16 == 13 { Some(Self::Frozen) } else { Self::of_life(engine, life) }
    }

    /// The server stops in every other life, as it should and as it should not.
    pub fn of_server(_: &Engine, life: usize) -> Option<Self> {
        match life % 4 {
            1 => Some(Self::Stopped(Stop::Immediate)),
            3 => Some(Self::Stopped(Stop::Fast)),
            _ => None,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Cut => "sessions_cut",
            Self::Gone => "database_gone",
            Self::Stopped(Stop::Fast) => "server_stopped",
            Self::Stopped(Stop::Immediate) => "server_crashed",
            Self::Held => "file_held",
            Self::Full => "disk_full",
            Self::Jumped => "clock_jumped",
            Self::Frozen => "leader_frozen",
        }
    }

    /// Another leads afterwards, or the same anew: what was on its way is sent again.
    pub const fn takes_the_lead(self) -> bool {
        matches!(self, Self::Cut | Self::Gone | Self::Stopped(_) | Self::Frozen)
    }

    pub fn length(self, random: &mut Random) -> Duration {
        match self {
            Self::Held => HELD + random.up_to(Duration::from_secs(1)),
            Self::Frozen => FROZEN + random.up_to(Duration::from_secs(2)),
            Self::Cut | Self::Gone | Self::Stopped(_) | Self::Full | Self::Jumped => {
                random.up_to(Duration::from_secs(2))
            }
        }
    }

    pub async fn begin(self, stage: &Stage, bot: &Child, random: &mut Random) -> Result<Trouble> {
        Ok(match self {
            Self::Cut => {
                stage.engine.cut().await?;
                Trouble::Over
            }
            Self::Gone => {
                stage.engine.admit(false).await?;
                stage.engine.cut().await?;
                Trouble::Gone
            }
            Self::Stopped(how) => {
                stage.engine.stop(how).await?;
                Trouble::Stopped
            }
            Self::Held => {
                let db = stage.engine.connect().await?;
                let tx = db.begin().await?;
                Trouble::Held(db, tx)
            }
            Self::Full => {
                bot.limit_files("65536").await?;
                Trouble::Full
            }
            Self::Jumped => {
                let days = random.pick(&DAYS).copied().unwrap_or_default();
                std::fs::write(stage.file(CLOCK), format!("{days:+}d"))?;
                Trouble::Jumped
            }
            Self::Frozen => {
                bot.freeze().await?;
                Trouble::Frozen
            }
        })
    }
}

impl Trouble {
    pub async fn end(self, stage: &Stage, bot: Option<&Child>) -> Result<()> {
        match self {
            Self::Over => {}
            Self::Gone => stage.engine.admit(true).await?,
            Self::Stopped => stage.engine.start().await?,
            Self::Held(db, tx) => {
                tx.rollback().await?;
                db.close().await;
            }
            Self::Full => {
                if let Some(bot) = bot {
                    bot.limit_files("unlimited").await?;
                }
            }
            Self::Jumped => std::fs::write(stage.file(CLOCK), "+0")?,
            Self::Frozen => {
                if let Some(bot) = bot {
                    bot.thaw().await?;
                }
            }
        }
        Ok(())
    }
}
