//! Remembers that the bot is there: once a minute, so that whoever comes after an absence knows how long it was.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Clock;
use crate::domain::moment::Moment;
use crate::domain::outage::Cause;
use crate::store::lead::Epoch;
use crate::store::{Db, StoreError, Tx, presence};

const EVERY: Duration = Duration::from_secs(60);

/// The leader's memory of being there.
pub struct Presence {
    db: Db,
    clock: Clock,
    epoch: Epoch,
    /// When each was last written, on the monotonic clock; `None`: not by this process.
    written: Mutex<Written>,
}

#[derive(Clone, Copy, Default)]
struct Written {
    reached: Option<Duration>,
    alive: Option<Duration>,
    trouble: Option<Cause>,
}

impl fmt::Debug for Presence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Presence").field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

impl Presence {
    #[must_use]
    pub fn new(db: Db, clock: Clock, epoch: Epoch) -> Self {
        Self { db, clock, epoch, written: Mutex::default() }
    }

    /// The messenger gave what waited; the contact lasted from `begins` until now.
    pub async fn reached(&self, begins: Moment) -> Result<(), StoreError> {
        let elapsed = self.clock.elapsed();
        let written = self.written();
        let is_known = written.trouble.is_none() && is_fresh(written.reached, elapsed);
        if is_known {
            return Ok(());
        }
        let Some(mut tx) = self.leading().await? else { return Ok(()) };
        if let Some(outage) = presence::contact(&mut tx).await?.outage(begins) {
            tracing::warn!(outage.cause = outage.cause.code(), "the bot was away and is back");
            presence::note(&mut tx, &outage).await?;
        }
        presence::reached(&mut tx, self.clock.now()).await?;
        tx.commit().await?;
        self.write(Written { reached: Some(elapsed), alive: Some(elapsed), trouble: None });
        Ok(())
    }

    /// The leader lives, and the messenger gives nothing because of `trouble`, where there is any.
    pub async fn alive(&self, trouble: Option<Cause>) -> Result<(), StoreError> {
        let (elapsed, written) = (self.clock.elapsed(), self.written());
        let is_news = trouble.is_some() && trouble != written.trouble;
        if !is_news && is_fresh(written.alive, elapsed) {
            return Ok(());
        }
        let Some(mut tx) = self.leading().await? else { return Ok(()) };
        presence::alive(&mut tx, trouble, self.clock.now()).await?;
        tx.commit().await?;
        self.write(Written { alive: Some(elapsed), trouble: trouble.or(written.trouble), ..written });
        Ok(())
    }

    async fn leading(&self) -> Result<Option<Tx>, StoreError> {
        let mut tx = self.db.begin().await?;
        Ok(if tx.leads(self.epoch).await? { Some(tx) } else { None })
    }

    fn written(&self) -> Written {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, written: Written) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = written;
    }
}

fn is_fresh(written: Option<Duration>, elapsed: Duration) -> bool {
    written.is_some_and(|at| elapsed.saturating_sub(at) < EVERY)
}
