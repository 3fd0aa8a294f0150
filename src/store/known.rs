//! The directory in memory, read again when another version was applied.

use std::sync::{Arc, PoisonError, RwLock};

use super::db::Tx;
use super::directory;
use super::error::StoreError;
use crate::domain::clocks::{Clocks, Schedule};
use crate::domain::directory::Directory;
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
        let version = directory::version(tx).await?;
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
