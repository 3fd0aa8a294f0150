//! The clock: what is due is a question to the database, asked a few times a minute. A tick carries nothing, so one
//! that is missed, late or doubled changes nothing.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Notify;
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

use crate::clock::Clock;
use crate::flows::{self, Turn};
use crate::random::Random;
use crate::store::known::DirectoryCache;
use crate::store::lead::Epoch;
use crate::store::{Db, StoreError, Tx, reminders};
use crate::telemetry::{self, Ended, Telemetry};

/// Every ten seconds.
const TICKS: &str = "*/10 * * * * *";

/// Does what the clock asks for.
pub struct Ticker {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub telemetry: Telemetry,
    pub directory: Arc<DirectoryCache>,
    pub epoch: Epoch,
    /// Something new to deliver.
    pub delivery: Arc<Notify>,
    /// Days after which personal data of what ended are destroyed; `None`: never by itself.
    pub purge_after_days: Option<u32>,
}

impl fmt::Debug for Ticker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticker").field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

/// What is done in a turn of its own, again while there may be more.
#[derive(Clone, Copy, Debug)]
enum Work {
    Recount,
    Absences,
    Look,
    Today,
    Forecast,
    Outages,
    Stuck,
}

impl Ticker {
    /// Ticks until `stop`.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let due = Arc::new(Notify::new());
        let mut scheduler = match schedule(&due).await {
            Ok(scheduler) => scheduler,
            // The expression is ours and the scheduler lives in memory.
            Err(error) => return tracing::error!(%error, "nothing ticks: no reminder will come"),
        };
        loop {
            tokio::select! {
                () = due.notified() => {}
                () = &mut stop => break,
            }
            if let Err(error) = self.tick().await {
                tracing::warn!(%error, "what the clock asks for has to wait");
            }
        }
        if let Err(error) = scheduler.shutdown().await {
            tracing::debug!(%error, "the scheduler did not stop");
        }
    }

    /// Does everything that is due now.
    pub async fn tick(&self) -> Result<(), StoreError> {
        let begun = self.telemetry.now();
        let done = self.tick_once().await;
        self.telemetry.ran(telemetry::Job::Tick, ended(&done), begun);
        done
    }

    async fn tick_once(&self) -> Result<(), StoreError> {
        const ALL: [Work; 7] =
            [Work::Recount, Work::Absences, Work::Look, Work::Today, Work::Forecast, Work::Outages, Work::Stuck];
        for work in ALL {
            while self.turn(work).await? {}
        }
        while self.digest().await? {}
        let mut tx = self.db.read().await?;
        let people = reminders::people_waiting(&mut tx, self.clock.now()).await?;
        tx.rollback().await?;
        for person in people {
            let mut tx = self.db.begin().await?;
            if !tx.leads(self.epoch).await? {
                return Ok(());
            }
            let mut turn = self.begun(&mut tx).await?;
            flows::clock::tell(&mut turn, person).await?;
            tx.commit().await?;
        }
        self.delivery.notify_one();
        self.night().await
    }

    /// One digest that is due; whether there may be another. Its figures are added up beside the others' work.
    async fn digest(&self) -> Result<bool, StoreError> {
        let begun = self.telemetry.now();
        let done = self.digest_once().await;
        if !matches!(done, Ok(false)) {
            self.telemetry.ran(telemetry::Job::Digest, ended(&done), begun);
        }
        done
    }

    async fn digest_once(&self) -> Result<bool, StoreError> {
        let mut tx = self.db.read().await?;
        let mut turn = self.begun(&mut tx).await?;
        let due = flows::reports::morning(&mut turn).await?;
        tx.rollback().await?;
        let Some(due) = due else { return Ok(false) };
        let mut tx = self.db.begin().await?;
        if !tx.leads(self.epoch).await? {
            return Ok(false);
        }
        let mut turn = self.begun(&mut tx).await?;
        flows::reports::send(&mut turn, &due).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// One turn; whether there may be another. A late predecessor does nothing.
    async fn turn(&self, work: Work) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        if !tx.leads(self.epoch).await? {
            return Ok(false);
        }
        let mut turn = self.begun(&mut tx).await?;
        let more = match work {
            Work::Recount => flows::clock::recount(&mut turn).await?,
            Work::Absences => flows::turn_of_day(&mut turn).await?,
            Work::Look => flows::clock::look(&mut turn).await?,
            Work::Today => flows::clock::today(&mut turn).await?,
            Work::Forecast => {
                flows::clock::warn_of_forecast(&mut turn).await?;
                false
            }
            Work::Outages => flows::outage::tell(&mut turn).await?,
            Work::Stuck => {
                flows::doctor::warn_of_stuck(&mut turn).await?;
                false
            }
        };
        tx.commit().await?;
        Ok(more)
    }

    pub(super) async fn begun<'a>(&self, tx: &'a mut Tx) -> Result<Turn<'a>, StoreError> {
        let known = self.directory.current(tx).await?;
        Ok(Turn::new(tx, known, self.clock.now(), None, &self.random))
    }
}

pub(super) const fn ended<T>(done: &Result<T, StoreError>) -> Ended {
    if done.is_ok() { Ended::Done } else { Ended::Failed }
}

async fn schedule(due: &Arc<Notify>) -> Result<JobScheduler, JobSchedulerError> {
    let scheduler = JobScheduler::new().await?;
    let due = Arc::clone(due);
    let tick = move |_, _| due.notify_one();
    scheduler.add(Job::new(TICKS, tick)?).await?;
    scheduler.start().await?;
    Ok(scheduler)
}
