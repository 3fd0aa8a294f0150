//! Whether a database is ours, and whether this program knows its schema.

use std::collections::BTreeMap;

use super::sql::sql;
use super::{Db, StoreError};

/// Why this program does not work on a database.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("holds no data of mcu-bot")]
    NotOurs,
    #[error("was made by a newer mcu-bot: this one does not know migration {0}")]
    Newer(i64),
    #[error("has another migration {0} than this mcu-bot: it was changed, or another program made it")]
    Changed(i64),
    #[error("was left in the middle of migration {0}")]
    BrokenOff(i64),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The newest migration it has had. One that lacks the newest of ours is fit: it can be brought up to date.
pub async fn version(db: &Db) -> Result<i64, Unfit> {
    let mut tx = db.read().await?;
    let applied = sql!(
        &mut tx,
        fetch_all as (i64, Vec<u8>, bool),
        "SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version"
    );
    let applied = match applied {
        Ok(applied) => applied,
        // No such table.
        Err(StoreError::Failed(sqlx::Error::Database(error))) if error.code().is_some_and(|code| no_table(&code)) => {
            return Err(Unfit::NotOurs);
        }
        Err(error) => return Err(error.into()),
    };
    let ours = db.migrations();
    let ours: BTreeMap<i64, &[u8]> = ours.iter().map(|it| (it.version, it.checksum.as_ref())).collect();
    for (version, checksum, success) in &applied {
        match ours.get(version) {
            None => return Err(Unfit::Newer(*version)),
            Some(known) if known != checksum => return Err(Unfit::Changed(*version)),
            Some(_) if !success => return Err(Unfit::BrokenOff(*version)),
            Some(_) => {}
        }
    }
    applied.last().map(|(version, ..)| *version).ok_or(Unfit::NotOurs)
}

/// `undefined_table` of PostgreSQL; SQLite has one code for all that is wrong with a statement.
fn no_table(code: &str) -> bool {
    code == "42P01" || code == "1"
}
