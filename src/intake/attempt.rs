//! One update in one transaction; what counts as a failure, and what is only bad weather.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;

use super::queue::Kept;
use super::{Intake, PAUSE};
use crate::crash::{self, Point};
use crate::domain::ids::{ChatId, UpdateId};
use crate::domain::person::{Person, Role};
use crate::flows::{About, FlowError, Refusal, Turn, refused, route};
use crate::messenger::Messenger;
use crate::messenger::event::{Event, PressId, What};
use crate::messenger::outgoing::{Message, Toast};
use crate::store::outbox::Priority;
use crate::store::{StoreError, Tx, inbox, people};
use crate::telemetry::Handled;

/// Counted failures after which an update is put aside.
const ATTEMPTS: i64 = 3;
/// Lost races in a row after which somebody else should get a turn.
const RACES: u32 = 5;

/// Why an attempt came to nothing.
enum Failure {
    /// Somebody was faster: load and decide again.
    Conflict,
    /// The database is gone, locked or full: wait and try again.
    Unavailable(String),
    /// A bug: counted.
    Counted(String),
    /// The same, with what the panic said.
    Panicked(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Conflict,
            StoreError::Unavailable(error) => Self::Unavailable(error.to_string()),
            error => Self::Counted(error.to_string()),
        }
    }
}

/// The answer to a press, to be given right after the commit.
type Answer = Option<(PressId, Toast)>;

/// What a flow has made of an update, in a transaction that is still open.
enum Decided {
    Done(Answer),
    /// What the flow did must go.
    Refused(Box<(Event, Refusal)>),
    /// Handled already, or somebody else's to handle.
    Gone,
}

impl<M: Messenger> Intake<M> {
    /// Handles updates of several chats in one commit. If anything stands in the way, each is handled in its own.
    pub(super) async fn handle_all(&self, updates: &[Kept]) {
        if let [update] = updates {
            return self.handle(*update).await;
        }
        let Some(answers) = self.attempt_all(updates).await else {
            for update in updates {
                self.handle(*update).await;
            }
            return;
        };
        for (update, answer) in updates.iter().zip(answers) {
            self.finish(*update, answer);
        }
    }

    /// `None`: one of them was refused, has failed, or met bad weather, and nothing is done.
    async fn attempt_all(&self, updates: &[Kept]) -> Option<Vec<Answer>> {
        let attempt = async {
            let mut tx = self.db.begin().await.ok()?;
            let mut answers = Vec::with_capacity(updates.len());
            for update in updates {
                match self.decide(&mut tx, *update).await {
                    Ok(Decided::Done(answer)) => answers.push(Some(answer)),
                    Ok(Decided::Gone) => answers.push(None),
                    Ok(Decided::Refused(..)) | Err(_) => return None,
                }
            }
            crash::at(Point::Decided);
            tx.commit().await.ok()?;
            Some(answers)
        };
        let answers = AssertUnwindSafe(attempt).catch_unwind().await.ok()??;
        for (update, _) in updates.iter().zip(&answers).filter(|(_, answer)| answer.is_some()) {
            self.telemetry.handled(Handled::Done, update.since);
        }
        Some(answers.into_iter().map(Option::flatten).collect())
    }

    /// Handles one update until it is done or put aside.
    pub(super) async fn handle(&self, update: Kept) {
        let id = update.id;
        let mut races = 0;
        loop {
            let error = match self.attempt_caught(update).await {
                Ok(answer) => return self.finish(update, answer),
                Err(Failure::Conflict) if races < RACES => {
                    races += 1;
                    continue;
                }
                Err(Failure::Conflict) => {
                    races = self.pause("somebody is always faster").await;
                    continue;
                }
                Err(Failure::Unavailable(error)) => {
                    races = self.pause(&error).await;
                    continue;
                }
                Err(Failure::Counted(error)) => {
                    tracing::error!(update.id = id.0, error, "an update could not be handled");
                    error
                }
                // What a panic says may be somebody's words: they are kept with the update, and not logged.
                Err(Failure::Panicked(words)) => {
                    tracing::error!(update.id = id.0, "an update made the program panic");
                    words
                }
            };
            if self.count(id, &error).await >= ATTEMPTS {
                return self.put_aside(update).await;
            }
        }
    }

    /// Handles an update that may have killed the process: counted before it runs, with nothing beside it.
    pub(super) async fn handle_alone(&self, update: Kept) {
        tracing::warn!(update.id = update.id.0, "the process died, perhaps of this update");
        if self.count(update.id, "the process died with this in hand").await > ATTEMPTS {
            self.put_aside(update).await;
        } else {
            self.handle(update).await;
        }
    }

    /// Answers the press before anything else, outside the limits and without waiting: the chat's next update
    /// does not depend on how fast the messenger is.
    fn finish(&self, update: Kept, answer: Answer) {
        crash::at(Point::Committed);
        if let Some((press, toast)) = answer {
            let (messenger, telemetry) = (Arc::clone(&self.messenger), self.telemetry.clone());
            let mut answers = self.answers();
            while answers.try_join_next().is_some() {}
            answers.spawn(async move {
                match messenger.answer(&press, &toast).await {
                    Ok(()) => telemetry.press_answered(update.since),
                    // The card shows the truth.
                    Err(error) => tracing::debug!(%error, "a press could not be answered"),
                }
            });
        }
        self.delivery.notify_one();
    }

    async fn pause(&self, error: &str) -> u32 {
        tracing::warn!(error, "an update has to wait");
        self.clock.wait_until(self.clock.elapsed() + PAUSE).await;
        0
    }

    /// Counts a failure in a commit of its own; returns how many there are.
    async fn count(&self, id: UpdateId, error: &str) -> i64 {
        loop {
            match self.count_once(id, error).await {
                Ok(attempts) => return attempts,
                Err(error) => self.pause(&error.to_string()).await,
            };
        }
    }

    async fn count_once(&self, id: UpdateId, error: &str) -> Result<i64, StoreError> {
        let mut tx = self.db.begin().await?;
        let attempts = inbox::count_attempt(&mut tx, id, error).await?;
        tx.commit().await?;
        Ok(attempts)
    }

    async fn attempt_caught(&self, update: Kept) -> Result<Answer, Failure> {
        // A panic leaves the transaction to be rolled back and nothing else half done.
        match AssertUnwindSafe(self.attempt(update)).catch_unwind().await {
            Ok(outcome) => outcome,
            Err(panic) => Err(Failure::Panicked(format!("panic: {}", words_of(panic.as_ref())))),
        }
    }

    async fn attempt(&self, update: Kept) -> Result<Answer, Failure> {
        let mut tx = self.db.begin().await?;
        match self.decide(&mut tx, update).await? {
            Decided::Done(answer) => {
                crash::at(Point::Decided);
                tx.commit().await?;
                self.telemetry.handled(Handled::Done, update.since);
                Ok(answer)
            }
            Decided::Refused(refused) => {
                let (event, refusal) = *refused;
                tx.rollback().await?;
                self.refuse(update, &event, &refusal).await
            }
            Decided::Gone => Ok(None),
        }
    }

    async fn decide(&self, tx: &mut Tx, update: Kept) -> Result<Decided, Failure> {
        let id = update.id;
        let Some(body) = inbox::body(tx, id, self.epoch).await? else { return Ok(Decided::Gone) };
        let event = (self.reader)(id, &body).map_err(Failure::Counted)?;
        let mut turn = self.turn(tx, Some(id)).await?;
        // All flows in one: too large to stand in the futures of everybody who waits for it.
        match Box::pin(route(&mut turn, &event)).await {
            Ok(toast) => {
                inbox::handled(tx, id, self.epoch, self.clock.now()).await?;
                Ok(Decided::Done(answer_to(event, toast)))
            }
            Err(FlowError::Store(error)) => Err(error.into()),
            Err(FlowError::Refused(refusal)) => Ok(Decided::Refused(Box::new((event, refusal)))),
        }
    }

    /// What a refused flow did is gone; only the refusal is told.
    async fn refuse(&self, update: Kept, event: &Event, refusal: &Refusal) -> Result<Answer, Failure> {
        let mut tx = self.db.begin().await?;
        let mut turn = self.turn(&mut tx, Some(update.id)).await?;
        let toast = refused(&mut turn, event, refusal).await?;
        inbox::handled(&mut tx, update.id, self.epoch, self.clock.now()).await?;
        tx.commit().await?;
        self.telemetry.handled(Handled::Refused, update.since);
        Ok(answer_to(event.clone(), toast))
    }

    async fn turn<'a>(&self, tx: &'a mut Tx, update: Option<UpdateId>) -> Result<Turn<'a>, StoreError> {
        let known = self.directory.current(tx).await?;
        Ok(Turn::new(tx, known, self.clock.now(), update, &self.random))
    }

    /// Puts an update aside, tells its sender and the admins, and lets the chat go on.
    async fn put_aside(&self, update: Kept) {
        loop {
            match self.put_aside_once(update.id).await {
                Ok(answer) => {
                    self.telemetry.handled(Handled::Failed, update.since);
                    return self.finish(update, answer);
                }
                Err(error) => self.pause(&error.to_string()).await,
            };
        }
    }

    async fn put_aside_once(&self, id: UpdateId) -> Result<Answer, StoreError> {
        let mut tx = self.db.begin().await?;
        let Some(body) = inbox::quarantine(&mut tx, id).await? else { return Ok(None) };
        let mut turn = self.turn(&mut tx, Some(id)).await?;
        // Reading may be what panics.
        let event = std::panic::catch_unwind(AssertUnwindSafe(|| (self.reader)(id, &body).ok())).ok().flatten();
        let toast = tell(&mut turn, id, event.as_ref()).await?;
        tx.commit().await?;
        Ok(event.and_then(|event| answer_to(event, toast)))
    }
}

/// Tells the sender, if it is one of our people, and every admin.
async fn tell(turn: &mut Turn<'_>, id: UpdateId, event: Option<&Event>) -> Result<Toast, StoreError> {
    let number = id.to_string();
    for admin in people::with_role(turn.tx, Role::Admin).await? {
        let message = Message::text(turn.words_of(&admin).say_failed_admin(&number));
        turn.queue(admin.chat, &message, Priority::Notice, About::default()).await?;
    }
    let sender = event.and_then(|event| event.sender.as_ref()).map(|sender| sender.account);
    if let Some(person) = known(turn, sender).await? {
        turn.speak_to(&person);
        turn.say(person.chat, &Message::text(turn.words.say_failed(&number))).await?;
    }
    Ok(Toast { text: Some(turn.words.toast_failed(&number)), alert: true })
}

async fn known(turn: &mut Turn<'_>, sender: Option<ChatId>) -> Result<Option<Person>, StoreError> {
    let Some(chat) = sender else { return Ok(None) };
    people::by_chat(turn.tx, chat).await
}

fn answer_to(event: Event, toast: Toast) -> Answer {
    match event.what {
        What::Press(press) => Some((press.id, toast)),
        _ => None,
    }
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without words")
}
