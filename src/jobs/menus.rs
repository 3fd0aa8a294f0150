//! Menus of commands: what a person may use, in the person's language. Set when it has changed, retried until it is.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::domain::directory::Directory;
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::person::Person;
use crate::i18n::Words;
use crate::messenger::outgoing::MenuEntry;
use crate::messenger::{Messenger, SendError};
use crate::store::known::{DirectoryCache, Known};
use crate::store::lead::Epoch;
use crate::store::{Db, StoreError, fingerprint, menus};

/// How often stale menus are looked for.
const LOOK: Duration = Duration::from_secs(1);
/// The pause after an answer that did not come: nobody waits for a menu.
const PAUSE: Duration = Duration::from_secs(15);
/// Menus set in one go.
const AT_ONCE: i64 = 20;
/// What stands for a menu the messenger has refused: it is tried again at the next start, or when the person comes.
const REFUSED: &str = "";

/// The menu of a person, or of those the bot does not know.
pub type Draw = fn(Option<&Person>, &Directory, &Words) -> Vec<MenuEntry>;

/// Sets the menus that are stale.
pub struct Menus<M> {
    pub db: Db,
    pub clock: Clock,
    pub messenger: Arc<M>,
    pub directory: Arc<DirectoryCache>,
    pub epoch: Epoch,
    pub draw: Draw,
}

impl<M> fmt::Debug for Menus<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Menus").field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

/// A menu, and where it is shown; no chat: to everybody without one of their own.
struct Wanted {
    chat: Option<ChatId>,
    menu: Vec<MenuEntry>,
}

impl<M: Messenger> Menus<M> {
    /// Finds the menus that another build, another directory or a refusal has left stale.
    pub async fn look_over(&self) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let known = self.directory.current(&mut tx).await?;
        for (id, menu) in menus::all(&mut tx).await? {
            let Some(person) = tx.roster().await?.acting(id) else { continue };
            if self.of(&person, &known).fingerprint() != menu {
                menus::expire(&mut tx, id).await?;
            }
        }
        tx.commit().await
    }

    /// Sets menus until `stop`.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        loop {
            let pause = match self.drain().await {
                Ok(pause) => pause.unwrap_or(LOOK),
                Err(error) => {
                    tracing::warn!(%error, "menus have to wait for the database");
                    PAUSE
                }
            };
            tokio::select! {
                () = self.clock.wait_until(self.clock.elapsed() + pause) => {}
                () = &mut stop => return,
            }
        }
    }

    /// Sets what is stale; how long to wait where the messenger does not take it now.
    pub async fn drain(&self) -> Result<Option<Duration>, StoreError> {
        if let Some(pause) = self.strangers().await? {
            return Ok(Some(pause));
        }
        let mut tx = self.db.read().await?;
        let stale = menus::stale(&mut tx, AT_ONCE).await?;
        tx.rollback().await?;
        for id in stale {
            if let Some(pause) = self.one(id).await? {
                return Ok(Some(pause));
            }
        }
        Ok(None)
    }

    async fn strangers(&self) -> Result<Option<Duration>, StoreError> {
        let mut tx = self.db.read().await?;
        let known = self.directory.current(&mut tx).await?;
        let words = Words::of(known.directory.centre.language);
        let wanted = Wanted { chat: None, menu: (self.draw)(None, &known.directory, words) };
        let set = menus::of_strangers(&mut tx).await?;
        tx.rollback().await?;
        let fingerprint = wanted.fingerprint();
        if set.as_ref() == Some(&fingerprint) {
            return Ok(None);
        }
        if let Err(pause) = self.set(&wanted).await {
            return Ok(Some(pause));
        }
        let mut tx = self.db.begin().await?;
        menus::done_for_strangers(&mut tx, &fingerprint, self.epoch).await?;
        tx.commit().await?;
        Ok(None)
    }

    async fn one(&self, id: PersonId) -> Result<Option<Duration>, StoreError> {
        let mut tx = self.db.read().await?;
        let known = self.directory.current(&mut tx).await?;
        let person = tx.roster().await?.acting(id);
        tx.rollback().await?;
        let Some(person) = person else { return Ok(None) };
        let wanted = self.of(&person, &known);
        let set = match self.set(&wanted).await {
            Ok(set) => set,
            Err(pause) => return Ok(Some(pause)),
        };
        let mut tx = self.db.begin().await?;
        // Posts or language may have changed meanwhile: then it stays stale.
        let now = tx.roster().await?.acting(id).map(|person| self.of(&person, &known).fingerprint());
        let fingerprint = wanted.fingerprint();
        if now.as_ref() == Some(&fingerprint) {
            menus::done(&mut tx, id, if set { &fingerprint } else { REFUSED }, self.epoch).await?;
        }
        tx.commit().await?;
        Ok(None)
    }

    /// Somebody without posts was removed, and sees what strangers see.
    fn of(&self, person: &Person, known: &Known) -> Wanted {
        let words = Words::for_person(person, &known.directory.centre);
        let member = (!person.posts.is_empty()).then_some(person);
        Wanted { chat: Some(person.chat), menu: (self.draw)(member, &known.directory, words) }
    }

    /// Whether the messenger has taken it; how long to wait where it may later.
    async fn set(&self, wanted: &Wanted) -> Result<bool, Duration> {
        match self.messenger.set_menu(wanted.chat, &wanted.menu).await {
            Ok(()) | Err(SendError::NotModified) => Ok(true),
            Err(SendError::RetryAfter(wait)) => Err(wait),
            Err(SendError::Unavailable(_) | SendError::Unauthorized) => Err(PAUSE),
            Err(error) => {
                tracing::info!(%error, "a menu of commands was refused");
                Ok(false)
            }
        }
    }
}

impl Wanted {
    /// What tells one menu from another.
    fn fingerprint(&self) -> String {
        fingerprint(&self.menu)
    }
}
