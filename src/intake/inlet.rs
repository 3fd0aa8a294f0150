//! Where a webhook's updates come in: kept by whoever they come to, handled by the one who leads.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::Intake;
use crate::clock::Clock;
use crate::messenger::Messenger;
use crate::store::inbox::{self, Incoming};
use crate::store::{Db, StoreError};
use crate::telemetry::{Telemetry, Way};

/// Keeps updates, whether this process leads or stands by.
pub struct Inlet<M> {
    db: Db,
    clock: Clock,
    telemetry: Telemetry,
    leader: Mutex<Option<Arc<Intake<M>>>>,
}

impl<M> fmt::Debug for Inlet<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inlet").finish_non_exhaustive()
    }
}

impl<M: Messenger> Inlet<M> {
    #[must_use]
    pub fn new(db: Db, clock: Clock, telemetry: Telemetry) -> Arc<Self> {
        Arc::new(Self { db, clock, telemetry, leader: Mutex::default() })
    }

    /// From now on this process handles what it keeps; `None`: another one does.
    pub fn lead(&self, leader: Option<Arc<Intake<M>>>) {
        *self.leader.lock().unwrap_or_else(PoisonError::into_inner) = leader;
    }

    /// Keeps an update in a commit of its own; after this it may be acknowledged.
    pub async fn keep(&self, update: Incoming) -> Result<(), StoreError> {
        let leader = self.leader.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match leader {
            Some(intake) => intake.keep(&[update], Way::Webhook).await,
            None => self.keep_for_another(&update).await,
        }
    }

    async fn keep_for_another(&self, update: &Incoming) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let is_new = !inbox::keep(&mut tx, std::slice::from_ref(update), self.clock.now()).await?.is_empty();
        if is_new {
            tx.announce(update).await?;
        }
        tx.commit().await?;
        self.telemetry.kept(Way::Webhook, usize::from(is_new));
        Ok(())
    }
}
