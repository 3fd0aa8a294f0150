//! `mcu-bot backup` and `mcu-bot restore`.

use std::io::Write;
use std::path::Path;

use super::cli::Restore;
use super::commands::{Failure, connect};
use super::settings::DatabaseUrl;
use crate::clock::Clock;
use crate::store::backup::{self, BackupError};
use crate::store::restore::{self, Existing, RestoreError};

/// Makes the backup, and says what is in it.
pub(super) async fn backup(url: &DatabaseUrl, file: &Path, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    // Connecting would make it.
    match url {
        DatabaseUrl::Postgres(_) => return Err(BackupError::Postgres.into()),
        DatabaseUrl::Sqlite(database) if !database.exists() => {
            return Err(BackupError::NoDatabase(database.clone()).into());
        }
        DatabaseUrl::Sqlite(_) => {}
    }
    let db = connect(url).await?;
    let made = backup::backup(&db, file).await;
    db.close().await;
    let made = made?;
    let (size, incidents, version) = (size(made.bytes), made.incidents, made.version);
    Ok(writeln!(out, "{}: {size}, {incidents} incidents, schema {version}", file.display())?)
}

/// Restores a backup to where the database is, and says what is to be known about it.
pub(super) async fn restore(
    url: &DatabaseUrl,
    Restore { file, replace }: &Restore,
    out: &mut (impl Write + Send),
) -> Result<(), Failure> {
    let DatabaseUrl::Sqlite(database) = url else { return Err(RestoreError::Postgres.into()) };
    let existing = if *replace { Existing::Replace } else { Existing::Refuse };
    let restored = restore::restore(file, database, existing, Clock::system().now()).await?;
    let schema = match (restored.came_with, restored.version) {
        (before, now) if before == now => format!("schema {now}"),
        (before, now) => format!("schema {before} brought to {now}"),
    };
    writeln!(out, "{}: {} incidents, {schema}", database.display(), restored.incidents)?;
    if let Some(kept) = restored.kept {
        writeln!(out, "the database that was there is {} now", kept.display())?;
    }
    let cards = restored.cards;
    Ok(writeln!(out, "start the bot: it draws {cards} cards of open incidents anew, since chats may be newer")?)
}

/// As people read it: 1.4 MB.
fn size(bytes: u64) -> String {
    const KB: u64 = 1 << 10;
    const MB: u64 = 1 << 20;
    match bytes {
        ..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
    }
}
