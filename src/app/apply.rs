//! `mcu-bot apply`: the directory file, shown as a diff and taken over in one transaction.

use std::collections::BTreeSet;
use std::path::Path;

use crate::clock::Clock;
use crate::domain::directory::diff::{Change, Diff, diff};
use crate::domain::directory::file::{self, File, FileError};
use crate::domain::directory::{Directory, Section};
use crate::domain::ids::UnitCode;
use crate::flows::{Turn, staffing, welcome};
use crate::random::Random;
use crate::store::known::DirectoryCache;
use crate::store::{Db, StoreError, Tx, directory, incidents, people};

/// Why a file was not applied. Each error of the file is a line of its own.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    #[error("{path}: {error}")]
    Unreadable { path: String, error: std::io::Error },
    #[error("{}", .errors.iter().map(|error| format!("{path}:{error}")).collect::<Vec<_>>().join("\n"))]
    Wrong { path: String, errors: Vec<FileError> },
    #[error("unit {unit}: has {count} open incidents and cannot be retired; give them to another unit first")]
    HasOpenWork { unit: UnitCode, count: i64 },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a file changes, or would change.
#[derive(Debug)]
pub struct Applied(pub Diff);

/// Applies a file, or only shows what it would change.
pub async fn apply(db: &Db, clock: &Clock, path: &Path, dry_run: bool) -> Result<Applied, ApplyError> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| ApplyError::Unreadable { path: shown.clone(), error })?;
    let file = file::parse(&text).map_err(|errors| ApplyError::Wrong { path: shown, errors })?;
    let mut tx = db.begin().await?;
    let changes = changes(&mut tx, &file).await?;
    if dry_run {
        tx.rollback().await?;
        return Ok(Applied(changes));
    }
    if !changes.is_empty() {
        directory::save(&mut tx, &file.directory).await?;
        add_people(&mut tx, &changes, clock).await?;
    }
    tx.commit().await?;
    Ok(Applied(changes))
}

async fn changes(tx: &mut Tx, file: &File) -> Result<Diff, ApplyError> {
    let old: Option<Directory> = directory::load(tx).await?;
    let known: BTreeSet<_> = people::all(tx).await?.into_iter().map(|person| person.chat).collect();
    let changes = diff(old.as_ref(), file, &known);
    for change in &changes.changes {
        if let Change::Retired(name) = change
            && name.section == Section::Unit
        {
            let unit = UnitCode(name.key.clone());
            let count = incidents::count_open(tx, &unit).await?;
            if count > 0 {
                return Err(ApplyError::HasOpenWork { unit, count });
            }
        }
    }
    Ok(changes)
}

/// The file adds people and gives their posts once; it never changes or removes anybody.
async fn add_people(tx: &mut Tx, changes: &Diff, clock: &Clock) -> Result<(), StoreError> {
    for change in &changes.changes {
        let Change::PersonAdded(entry) = change else { continue };
        people::add(tx, entry.telegram_id, &entry.name, &entry.posts, clock.now()).await?;
        welcome_newcomer(tx, entry.telegram_id, clock).await?;
    }
    Ok(())
}

/// Whoever joins a unit gets its open cards.
pub(super) async fn welcome_newcomer(
    tx: &mut Tx,
    chat: crate::domain::ids::ChatId,
    clock: &Clock,
) -> Result<(), StoreError> {
    let Some(person) = people::by_chat(tx, chat).await? else { return Ok(()) };
    let known = DirectoryCache::default().current(tx).await?;
    let mut turn = Turn::new(tx, known, clock.now(), None, &Random::system());
    staffing(&mut turn, &person.posts).await?;
    welcome(&mut turn, &person).await
}
