//! Delivery: stale cards and the outbox leave here, within the limits, retried, at least once.
//!
//! What is in flight is known in memory only. The one write is the acknowledgement, fenced by the epoch, so a
//! late predecessor writes nothing, and after a crash all that is unacknowledged is due at once.

mod acknowledge;
mod draw;
mod limits;
mod render;
mod send;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::domain::ids::ChatId;
use crate::messenger::Messenger;
use crate::store::known::DirectoryCache;
use crate::store::lead::{Epoch, Lease};
use crate::store::outbox::{self, Due};
use crate::store::{Db, StoreError, Tx, cards};
use limits::Limits;
pub use limits::Pace;
use render::Sight;
use send::{Next, Sent, prepare};

/// Requests on their way at the same time.
const IN_FLIGHT: usize = 32;
/// Other processes (`apply`, `people`, `failed`) cannot wake us: what they queue leaves within this.
const LOOK: Duration = Duration::from_secs(1);
/// The longest pause after answers that did not come.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// Doubtful cards of a conversation that are drawn anew in one go: what is new there does not wait long for them.
const AGAIN: i64 = 3;

/// Sends what is due.
pub struct Delivery<M> {
    db: Db,
    clock: Clock,
    messenger: Arc<M>,
    directory: Arc<DirectoryCache>,
    epoch: Epoch,
    lease: Lease,
    wake: Arc<Notify>,
    pace: Pace,
}

impl<M> fmt::Debug for Delivery<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery").field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

/// What is known in memory while delivering.
#[derive(Debug)]
struct Round {
    limits: Limits,
    in_flight: JoinSet<Vec<Sent>>,
    busy: HashSet<ChatId>,
    /// Answers in a row that did not come, by conversation.
    silences: HashMap<ChatId, u32>,
}

/// How a look at what is due ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rest {
    /// Nothing is due.
    Idle,
    /// Something is due, but not before this reading of [`Clock::elapsed`].
    Until(Duration),
    /// Another process has taken the lead: nothing that is sent would count.
    Deposed,
}

impl<M: Messenger> Delivery<M> {
    pub fn new(
        db: Db,
        clock: Clock,
        messenger: Arc<M>,
        directory: Arc<DirectoryCache>,
        (epoch, lease): (Epoch, Lease),
        wake: Arc<Notify>,
        pace: Pace,
    ) -> Arc<Self> {
        Arc::new(Self { db, clock, messenger, directory, epoch, lease, wake, pace })
    }

    /// Delivers until `stop`, and then waits for what is in flight.
    pub async fn run(self: &Arc<Self>, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut round = self.round();
        loop {
            let rest = self.work(&mut round).await;
            let now = self.clock.elapsed();
            let next = match rest {
                Ok(Rest::Idle) => now + LOOK,
                Ok(Rest::Until(at)) => at.min(now + LOOK),
                Ok(Rest::Deposed) => break,
                Err(error) => {
                    tracing::warn!(%error, "delivery has to wait for the database");
                    now + LOOK
                }
            };
            tokio::select! {
                () = self.wake.notified() => {}
                () = self.clock.wait_until(next) => {}
                Some(done) = round.in_flight.join_next(), if !round.in_flight.is_empty() => {
                    self.settle(&mut round, done.unwrap_or_default()).await;
                }
                () = &mut stop => break,
            }
        }
        while let Some(done) = round.in_flight.join_next().await {
            self.settle(&mut round, done.unwrap_or_default()).await;
        }
    }

    /// Delivers all that may leave now, and says when the rest may.
    pub async fn drain(self: &Arc<Self>, pauses: &mut Pauses) -> Result<Rest, StoreError> {
        let mut round = pauses.0.take().unwrap_or_else(|| self.round());
        loop {
            let rest = self.work(&mut round).await?;
            let Some(done) = round.in_flight.join_next().await else {
                pauses.0 = Some(round);
                return Ok(rest);
            };
            self.settle(&mut round, done.unwrap_or_default()).await;
        }
    }

    /// Draws some of the cards anew that a predecessor may have been changing when it died; `false`: none is left.
    ///
    /// Telegram knows no order of calls: one of a process that is gone can come after ours, and what it shows would
    /// stand until the card's next change.
    pub async fn look_again(&self) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        let drawn = cards::look_again(&mut tx, AGAIN, self.epoch).await?;
        tx.commit().await?;
        if drawn > 0 {
            self.wake.notify_one();
        }
        Ok(drawn > 0)
    }

    fn round(&self) -> Round {
        Round {
            limits: Limits::new(self.pace),
            in_flight: JoinSet::new(),
            busy: HashSet::new(),
            silences: HashMap::new(),
        }
    }

    /// Puts everything that may leave now on its way.
    async fn work(self: &Arc<Self>, round: &mut Round) -> Result<Rest, StoreError> {
        let room = IN_FLIGHT.saturating_sub(round.in_flight.len());
        if room == 0 {
            return Ok(Rest::Idle);
        }
        let now = self.clock.elapsed();
        if !self.lease.holds(now) {
            return Ok(Rest::Until(now + LOOK));
        }
        let mut tx = self.db.read().await?;
        if !tx.leads(self.epoch).await? {
            return Ok(Rest::Deposed);
        }
        // Conversations that are busy or paused come back from the query too, so they must not fill it.
        let most = room + round.busy.len() + round.limits.paused(self.clock.elapsed());
        let due = outbox::due(&mut tx, i64::try_from(most).unwrap_or(i64::MAX)).await?;
        let due: Vec<_> = due.into_iter().filter(|(chat, _)| !round.busy.contains(chat)).collect();
        let rest = self.start(round, &mut tx, due).await?;
        tx.rollback().await?;
        Ok(rest)
    }

    /// Reads what may leave now in one look at the store, and sends it.
    async fn start(
        self: &Arc<Self>,
        round: &mut Round,
        tx: &mut Tx,
        due: Vec<(ChatId, Due)>,
    ) -> Result<Rest, StoreError> {
        if due.is_empty() {
            return Ok(Rest::Idle);
        }
        let now = self.clock.elapsed();
        let (mut nexts, mut earliest) = (Vec::new(), None);
        for (chat, due) in due {
            if round.in_flight.len() + nexts.len() >= IN_FLIGHT {
                break;
            }
            match round.limits.take(chat, now) {
                Ok(()) => nexts.push((chat, Next::of(tx, chat, due).await?)),
                Err(at) => earliest = Some(earliest.map_or(at, |earliest: Duration| earliest.min(at))),
            }
        }
        let mut incidents: Vec<_> = nexts.iter().flat_map(|(_, next)| next.incidents()).collect();
        incidents.sort_unstable();
        incidents.dedup();
        let known = self.directory.current(tx).await?;
        let mut sight = Sight::new(tx, known, self.clock.now());
        sight.foresee(&incidents).await?;
        for (chat, next) in nexts {
            let limits = &mut round.limits;
            let line = prepare(&mut sight, next, || limits.take(chat, now).is_ok()).await?;
            round.busy.insert(chat);
            let delivery = Arc::clone(self);
            round.in_flight.spawn(async move { delivery.send_all(chat, line).await });
        }
        Ok(earliest.map_or(Rest::Idle, Rest::Until))
    }

    /// Acknowledges what came back, everything that is there in one commit.
    async fn settle(self: &Arc<Self>, round: &mut Round, mut done: Vec<Sent>) {
        while let Some(more) = round.in_flight.try_join_next() {
            done.extend(more.unwrap_or_default());
        }
        for sent in &done {
            self.pace(round, sent);
        }
        while let Err(error) = self.acknowledge(&done).await {
            tracing::warn!(%error, "what was sent could not be acknowledged yet");
            if !matches!(error, StoreError::Unavailable(_) | StoreError::Conflict) {
                // A bug: what was sent would be sent again at once, and again.
                let until = self.clock.elapsed() + LONGEST_PAUSE;
                for sent in &done {
                    round.limits.pause(sent.chat, until);
                }
                break;
            }
            self.clock.wait_until(self.clock.elapsed() + LOOK).await;
        }
    }

    /// What an answer says about when the conversation may be spoken to again.
    fn pace(&self, round: &mut Round, sent: &Sent) {
        use crate::messenger::SendError::{RetryAfter, Unauthorized, Unavailable};
        let now = self.clock.elapsed();
        round.busy.remove(&sent.chat);
        round.limits.charge(sent.chat, now, sent.messages);
        match sent.error() {
            Some(RetryAfter(wait)) => round.limits.pause(sent.chat, now + *wait),
            Some(Unavailable(_) | Unauthorized) => {
                let silences = round.silences.entry(sent.chat).or_default();
                let wait = Duration::from_secs(1 << (*silences).min(6)).min(LONGEST_PAUSE);
                *silences += 1;
                round.limits.pause(sent.chat, now + wait);
            }
            _ => {
                round.silences.remove(&sent.chat);
            }
        }
    }
}

/// What [`Delivery::drain`] remembers from one call to the next: limits, and who asked to wait.
#[derive(Debug, Default)]
pub struct Pauses(Option<Round>);
