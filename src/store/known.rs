//! What is kept in memory, and read again when its version is another one: the directory, and everybody it knows.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

use super::db::Tx;
use super::error::StoreError;
use super::lead::Epoch;
use super::sql::sql;
use super::{absences, directory, people};
use crate::domain::clocks::{Clocks, Schedule};
use crate::domain::directory::Directory;
use crate::domain::roster::Roster;
use crate::domain::suggest::Suggester;

/// One version of the directory, with what is derived from it.
#[derive(Debug)]
pub struct Known {
    version: i64,
    /// Our own public name in the messenger, without `@`; `None` until it has been told.
    pub bot: Option<String>,
    pub directory: Directory,
    pub suggester: Suggester,
    pub schedule: Schedule,
}

impl Known {
    /// The rules by which clocks run.
    pub const fn clocks(&self) -> Clocks<'_> {
        Clocks { directory: &self.directory, schedule: &self.schedule }
    }
}

/// Shared by everybody in a process.
#[derive(Debug, Default)]
pub struct DirectoryCache(RwLock<Option<Arc<Known>>>);

impl DirectoryCache {
    /// The directory as this transaction sees it; an empty one while none was applied.
    pub async fn current(&self, tx: &mut Tx) -> Result<Arc<Known>, StoreError> {
        let version = tx.versions().await?.directory;
        let cached = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = cached.filter(|known| known.version == version) {
            return Ok(known);
        }
        let bot = directory::bot(tx).await?;
        let directory = directory::load(tx).await?.unwrap_or_else(Directory::empty);
        let suggester = Suggester::new(&directory);
        let schedule = Schedule::of(&directory);
        let known = Arc::new(Known { version, bot, directory, suggester, schedule });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }
}

/// The newest roster anybody has read, with its version. Shared by everybody who works on the same database.
#[derive(Clone, Debug, Default)]
pub struct RosterCache(Arc<RwLock<Newest>>);

type Newest = Option<(i64, Arc<Roster>)>;

impl RosterCache {
    fn of(&self, version: i64) -> Option<Arc<Roster>> {
        let newest = self.0.read().unwrap_or_else(PoisonError::into_inner);
        newest.as_ref().filter(|(known, _)| *known == version).map(|(_, roster)| Arc::clone(roster))
    }

    fn keep(&self, version: i64, roster: &Arc<Roster>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((version, Arc::clone(roster)));
    }
}

/// What a transaction has seen of it.
#[derive(Debug)]
pub struct Seen {
    cache: RosterCache,
    versions: Option<Versions>,
    roster: Option<Arc<Roster>>,
    /// It has changed people: what it sees is nobody else's yet.
    alters: bool,
}

impl Seen {
    pub(super) fn of(cache: &RosterCache) -> Self {
        Self { cache: cache.clone(), versions: None, roster: None, alters: false }
    }
}

/// Which versions are the present ones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Versions {
    /// Grows with every applied file; 0 while none was applied.
    pub directory: i64,
    /// Grows with every change of people.
    pub roster: i64,
    pub epoch: Epoch,
}

impl Tx {
    /// The versions as this transaction sees them, read once.
    pub async fn versions(&mut self) -> Result<Versions, StoreError> {
        if let Some(versions) = self.seen.versions {
            return Ok(versions);
        }
        let versions = self.versions_now().await?;
        self.seen.versions = Some(versions);
        Ok(versions)
    }

    /// They were read on the way.
    pub(super) const fn sees(&mut self, versions: Versions) {
        self.seen.versions = Some(versions);
    }

    async fn versions_now(&mut self) -> Result<Versions, StoreError> {
        let (directory, roster, epoch) = sql!(
            self,
            fetch_one as (i64, i64, i64),
            "SELECT d.version, d.roster, l.epoch FROM directory_state d JOIN lead l ON l.id = d.id WHERE d.id = 1"
        )?;
        Ok(Versions { directory, roster, epoch: Epoch(epoch) })
    }

    /// Everybody, as this transaction sees them.
    pub async fn roster(&mut self) -> Result<Arc<Roster>, StoreError> {
        if let Some(roster) = &self.seen.roster {
            return Ok(Arc::clone(roster));
        }
        let version = self.versions().await?.roster;
        let cached = if self.seen.alters { None } else { self.seen.cache.of(version) };
        let roster = match cached {
            Some(roster) => roster,
            None => self.read_roster(version).await?,
        };
        self.seen.roster = Some(Arc::clone(&roster));
        Ok(roster)
    }

    async fn read_roster(&mut self, mut version: i64) -> Result<Arc<Roster>, StoreError> {
        loop {
            let members = people::members(self).await?;
            let absences = absences::current(self).await?;
            let unreachable: HashSet<_> = people::all_unreachable(self).await?.into_iter().collect();
            // PostgreSQL shows each statement what was committed before it: all three must show the same.
            let after = self.versions_now().await?.roster;
            if after == version {
                let roster = Arc::new(Roster::new(members, absences, unreachable));
                if !self.seen.alters {
                    self.seen.cache.keep(version, &roster);
                }
                return Ok(roster);
            }
            version = after;
        }
    }

    /// People are about to be changed here: nobody may go on with what was read before. Before every such change, so that
    /// two who change people wait for each other here and nowhere else.
    pub(super) async fn alters_roster(&mut self) -> Result<(), StoreError> {
        if !self.seen.alters {
            sql!(self, "UPDATE directory_state SET roster = roster + 1 WHERE id = 1")?;
        }
        self.seen.alters = true;
        self.look_again();
        Ok(())
    }

    /// What was read before may be out of date.
    pub(super) fn look_again(&mut self) {
        (self.seen.versions, self.seen.roster) = (None, None);
    }
}
