//! Updates are kept in one commit, acknowledged, and then handled: in order within a chat, chats side by side.

mod attempt;
mod inlet;
mod queue;

pub use inlet::Inlet;

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::crash::{self, Point};
use crate::domain::ids::UpdateId;
use crate::flows::{Turn, let_go_of_ended};
use crate::i18n::Words;
use crate::messenger::Messenger;
use crate::messenger::event::{Event, What};
use crate::messenger::outgoing::Toast;
use crate::random::Random;
use crate::store::inbox::{self, Incoming, Waiting};
use crate::store::known::DirectoryCache;
use crate::store::lead::Epoch;
use crate::store::{Db, StoreError, people};
use crate::telemetry::{Telemetry, Way};
use queue::{Kept, Queue};

/// Reads a raw update; an error says why it cannot be read, without its words.
pub type Reader = Arc<dyn Fn(UpdateId, &str) -> Result<Event, String> + Send + Sync>;

/// Handled updates are remembered for longer than the messenger repeats them, and shorter than its ids last.
const MEMORY: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// So many updates are enough to do until the next look for more.
const MUCH: usize = 500;
/// How long to wait for a database that does not answer.
const PAUSE: Duration = Duration::from_secs(1);

/// What intake works with.
#[derive(Clone, Debug)]
pub struct Means {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub telemetry: Telemetry,
}

/// Keeps and handles.
pub struct Intake<M> {
    db: Db,
    clock: Clock,
    random: Random,
    telemetry: Telemetry,
    messenger: Arc<M>,
    directory: Arc<DirectoryCache>,
    reader: Reader,
    /// Handles only while nobody has taken the lead since.
    epoch: Epoch,
    queue: Mutex<Queue>,
    /// Answers to presses on their way.
    answers: Mutex<JoinSet<()>>,
    /// Something new to handle.
    arrived: Notify,
    /// Something new to deliver.
    delivery: Arc<Notify>,
}

impl<M> fmt::Debug for Intake<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake").finish_non_exhaustive()
    }
}

impl<M: Messenger> Intake<M> {
    pub fn new(
        means: Means,
        messenger: Arc<M>,
        directory: Arc<DirectoryCache>,
        (reader, epoch): (Reader, Epoch),
        delivery: Arc<Notify>,
    ) -> Arc<Self> {
        let Means { db, clock, random, telemetry } = means;
        Arc::new(Self {
            db,
            clock,
            random,
            telemetry,
            messenger,
            directory,
            reader,
            epoch,
            queue: Mutex::default(),
            answers: Mutex::default(),
            arrived: Notify::new(),
            delivery,
        })
    }

    /// Keeps a page of updates in one commit; after this it may be acknowledged. Presses that were kept
    /// before are answered again: the answer may have been lost.
    pub async fn keep(&self, page: &[Incoming], way: Way) -> Result<(), StoreError> {
        let since = self.telemetry.now();
        let mut tx = self.db.begin().await?;
        let fresh = inbox::keep(&mut tx, page, self.clock.now()).await?;
        tx.commit().await?;
        crash::at(Point::Kept);
        self.telemetry.kept(way, fresh.len());
        let (fresh, repeated): (Vec<_>, Vec<_>) = page.iter().partition(|update| fresh.contains(&update.id));
        self.queue().extend(fresh.iter().map(|update| Kept { id: update.id, key: update.key, since }));
        self.arrived.notify_one();
        if repeated.is_empty() { Ok(()) } else { self.answer_again(&repeated).await }
    }

    async fn answer_again(&self, updates: &[&Incoming]) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let known = self.directory.current(&mut tx).await?;
        let mut answers = Vec::new();
        for update in updates {
            let Ok(Event { what: What::Press(press), sender: Some(sender), .. }) =
                (self.reader)(update.id, &update.body)
            else {
                continue;
            };
            let person = people::by_chat(&mut tx, sender.account).await?;
            let spoken = person.and_then(|person| person.language).unwrap_or(known.directory.centre.language);
            answers.push((press.id, Words::of(spoken).toast_repeated()));
        }
        tx.rollback().await?;
        for (press, text) in answers {
            // Too old, or answered already: the card shows the truth.
            let _ = self.messenger.answer(&press, &Toast { text: Some(text), alert: false }).await;
        }
        Ok(())
    }

    /// Takes up what a predecessor left. After an unclean stop the oldest row of each chat may be what killed
    /// it, so these run one at a time, each counted before it runs.
    pub async fn resume(self: &Arc<Self>, unclean: bool) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let waiting = inbox::waiting(&mut tx).await?;
        tx.rollback().await?;
        if unclean {
            let mut seen = HashSet::new();
            for suspect in waiting.iter().filter(|row| seen.insert(row.key)) {
                self.handle_alone(self.kept(suspect)).await;
            }
        }
        self.refill().await
    }

    /// Reads what waits: at the start, and after another process put failed updates back.
    pub async fn refill(&self) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let waiting = inbox::waiting(&mut tx).await?;
        tx.rollback().await?;
        self.queue().extend(waiting.iter().map(|row| self.kept(row)));
        self.arrived.notify_one();
        Ok(())
    }

    /// Looks for updates that another process has kept or put back, while there is not much to do anyway.
    pub async fn look(&self) -> Result<(), StoreError> {
        if self.queue().len() < MUCH { self.refill().await } else { Ok(()) }
    }

    /// Takes up an update that another process has kept.
    pub fn arrive(&self, id: UpdateId, key: i64) {
        self.queue().extend([Kept { id, key, since: self.telemetry.now() }]);
        self.arrived.notify_one();
    }

    /// Ends the questions that nobody has answered for a day and for whose answer messages wait.
    pub async fn let_go(&self) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let known = self.directory.current(&mut tx).await?;
        let mut turn = Turn::new(&mut tx, known, self.clock.now(), None, &self.random);
        let_go_of_ended(&mut turn).await?;
        tx.commit().await?;
        self.delivery.notify_one();
        Ok(())
    }

    /// Forgets handled updates that cannot come again.
    pub async fn forget(&self) -> Result<u64, StoreError> {
        let mut tx = self.db.begin().await?;
        let forgotten = inbox::forget(&mut tx, self.clock.now().minus(MEMORY)).await?;
        tx.commit().await?;
        Ok(forgotten)
    }

    /// Handles until `stop`, and then what is in hand.
    pub async fn run(self: &Arc<Self>, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut hands = JoinSet::new();
        loop {
            self.fill(&mut hands);
            tokio::select! {
                Some(done) = hands.join_next(), if !hands.is_empty() => self.put_down(done),
                () = self.arrived.notified() => {}
                () = &mut stop => break,
            }
        }
        while let Some(done) = hands.join_next().await {
            self.put_down(done);
        }
        self.see_off().await;
    }

    /// Handles everything that waits, and returns.
    pub async fn drain(self: &Arc<Self>) {
        let mut hands = JoinSet::new();
        self.fill(&mut hands);
        while let Some(done) = hands.join_next().await {
            self.put_down(done);
            self.fill(&mut hands);
        }
        self.see_off().await;
    }

    fn fill(self: &Arc<Self>, hands: &mut JoinSet<Vec<i64>>) {
        while hands.len() < self.db.workers() {
            let next: Vec<_> = {
                let mut queue = self.queue();
                std::iter::from_fn(|| queue.take()).take(self.db.updates_at_once()).collect()
            };
            if next.is_empty() {
                return;
            }
            let intake = Arc::clone(self);
            hands.spawn(async move {
                intake.handle_all(&next).await;
                next.iter().map(|update| update.key).collect()
            });
        }
    }

    fn kept(&self, row: &Waiting) -> Kept {
        Kept { id: row.id, key: row.key, since: self.telemetry.since(row.kept_at) }
    }

    fn put_down(&self, done: Result<Vec<i64>, tokio::task::JoinError>) {
        match done {
            Ok(keys) => keys.into_iter().for_each(|key| self.queue().put_down(key)),
            // Attempts catch panics themselves, so this is a bug of this module; the chat waits for a restart.
            Err(error) => tracing::error!(%error, "a worker died"),
        }
    }

    /// Waits for the answers that are on their way.
    async fn see_off(&self) {
        let mut answers = std::mem::take(&mut *self.answers());
        while answers.join_next().await.is_some() {}
    }

    fn answers(&self) -> MutexGuard<'_, JoinSet<()>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
