//! The work of a night: personal data that are to go, and rows nobody needs. Done once for each day of the centre.

use std::time::Duration;

use super::clock::{Ticker, ended};
use crate::domain::purge::{By, Cutoff};
use crate::flows::{Turn, purge};
use crate::store::tidy::{self, Table};
use crate::store::{StoreError, Tx};
use crate::telemetry;

/// Pieces of one tick: then what people wait for comes first again.
const PIECES: usize = 20;
/// How long done messages and their like are kept: no question, list or file is of use for so long.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

impl Ticker {
    /// What of this night is still to be done. Killed anywhere, it goes on with what is left: what is done is seen
    /// from the rows themselves.
    pub(super) async fn night(&self) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let mut turn = self.begun(&mut tx).await?;
        let cutoff = self.cutoff(&turn);
        let due = purge::is_night(&mut turn).await?;
        tx.rollback().await?;
        if !due {
            return Ok(());
        }
        let begun = self.telemetry.now();
        let done = self.work_of_night(cutoff).await;
        self.telemetry.ran(telemetry::Job::Purge, ended(&done), begun);
        done
    }

    async fn work_of_night(&self, cutoff: Option<Cutoff>) -> Result<(), StoreError> {
        if !self.is_purged(cutoff).await? {
            return Ok(());
        }
        for table in Table::ALL {
            let mut behind = Some(0);
            while let Some(key) = behind {
                let Some(mut tx) = self.leading().await? else { return Ok(()) };
                behind = tidy::sweep(&mut tx, table, key, self.clock.now().minus(KEPT)).await?;
                tx.commit().await?;
            }
        }
        let Some(mut tx) = self.leading().await? else { return Ok(()) };
        let mut turn = self.begun(&mut tx).await?;
        let cutoff = self.cutoff(&turn);
        purge::end_night(&mut turn, cutoff).await?;
        tx.commit().await?;
        self.db.overwrite_freed().await
    }

    fn cutoff(&self, turn: &Turn<'_>) -> Option<Cutoff> {
        self.purge_after_days.map(|days| Cutoff::of(turn.now, days, turn.zone()))
    }

    /// Whether nothing is left to purge; else the next tick goes on.
    async fn is_purged(&self, cutoff: Option<Cutoff>) -> Result<bool, StoreError> {
        let Some(cutoff) = cutoff else { return Ok(true) };
        for _ in 0..PIECES {
            let Some(mut tx) = self.leading().await? else { return Ok(false) };
            let mut turn = self.begun(&mut tx).await?;
            let piece = purge::piece(&mut turn, cutoff, By::Night).await?;
            tx.commit().await?;
            if piece.is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A transaction in which we lead.
    async fn leading(&self) -> Result<Option<Tx>, StoreError> {
        let mut tx = self.db.begin().await?;
        Ok(if tx.leads(self.epoch).await? { Some(tx) } else { None })
    }
}
