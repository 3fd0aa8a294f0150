//! What happens to the database while people work: it is gone, held by another, or has no room.

use std::time::Duration;

use anyhow::Result;
use mcu_bot::store::{Db, Tx};

use crate::chance::Random;
use crate::engines::Engine;
use crate::process::child::Child;
use crate::process::stage::Stage;

/// A little longer than anybody waits for the lock of an SQLite file.
const HELD: Duration = Duration::from_millis(5500);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Weather {
    /// Every session of PostgreSQL ends at once.
    Cut,
    /// The same, and there are no new ones for a while.
    Gone,
    /// Another writer holds the SQLite file for longer than anybody waits.
    Held,
    /// No file of SQLite may grow.
    Full,
}

/// Trouble that lasts until it is ended.
pub enum Trouble {
    /// It comes back by itself.
    Over,
    Gone,
    Held(Db, Tx),
    Full,
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

    pub const fn name(self) -> &'static str {
        match self {
            Self::Cut => "sessions_cut",
            Self::Gone => "database_gone",
            Self::Held => "file_held",
            Self::Full => "disk_full",
        }
    }

    /// After a restart of PostgreSQL another leads, or the same anew: what was on its way is sent again.
    pub const fn takes_the_lead(self) -> bool {
        matches!(self, Self::Cut | Self::Gone)
    }

    pub fn length(self, random: &mut Random) -> Duration {
        match self {
            Self::Held => HELD + random.up_to(Duration::from_secs(1)),
            Self::Cut | Self::Gone | Self::Full => random.up_to(Duration::from_secs(2)),
        }
    }

    pub async fn begin(self, stage: &Stage, bot: &Child) -> Result<Trouble> {
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
            Self::Held => {
                let db = stage.engine.connect().await?;
                let tx = db.begin().await?;
                Trouble::Held(db, tx)
            }
            Self::Full => {
                bot.limit_files("65536").await?;
                Trouble::Full
            }
        })
    }
}

impl Trouble {
    pub async fn end(self, stage: &Stage, bot: Option<&Child>) -> Result<()> {
        match self {
            Self::Over => {}
            Self::Gone => stage.engine.admit(true).await?,
            Self::Held(db, tx) => {
                tx.rollback().await?;
                db.close().await;
            }
            Self::Full => {
                if let Some(bot) = bot {
                    bot.limit_files("unlimited").await?;
                }
            }
        }
        Ok(())
    }
}
