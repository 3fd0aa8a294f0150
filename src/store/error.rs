//! What can go wrong below: the kind of an error says whether to try again.

use crate::domain::incident::UnknownCode;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is gone, locked or full: take nothing new, wait, try again. Never counted as a failure.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Somebody was faster (a lost version race, a deadlock): load and decide again.
    #[error("somebody was faster")]
    Conflict,
    /// A row does not say what its table promises.
    #[error("table {table}, row {row}: {reason}")]
    Corrupt { table: &'static str, row: i64, reason: String },
    /// A bug: a violated constraint, a wrong statement.
    #[error(transparent)]
    Failed(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::Io(_) | E::Tls(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::BeginFailed => {
                Self::Unavailable(error)
            }
            E::Database(database) => match database.code().as_deref().map(weight) {
                Some(Weight::Conflict) => Self::Conflict,
                Some(Weight::Unavailable) => Self::Unavailable(error),
                _ => Self::Failed(error),
            },
            _ => Self::Failed(error),
        }
    }
}

impl StoreError {
    /// The kind of failure SQLite names; `None` where something else failed.
    pub(super) fn of_sqlite(&self) -> Option<SqliteFailure> {
        let (Self::Unavailable(sqlx::Error::Database(error)) | Self::Failed(sqlx::Error::Database(error))) = self
        else {
            return None;
        };
        match error.code()?.parse::<u32>().ok()? & 0xff {
            5 | 6 => Some(SqliteFailure::Busy),
            10 | 13 => Some(SqliteFailure::Disk),
            11 | 26 => Some(SqliteFailure::Damaged),
            _ => None,
        }
    }
}

/// What SQLite's result code means for a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SqliteFailure {
    /// Another connection holds it.
    Busy,
    /// It cannot be written or read: the disk is full, or breaks.
    Disk,
    /// It is no database, or not whole.
    Damaged,
}

enum Weight {
    Conflict,
    Unavailable,
    Bug,
}

/// PostgreSQL gives five-character states; SQLite its extended result code in decimal, whose low byte is the kind.
fn weight(code: &str) -> Weight {
    const SQLITE_NOT_OURS: [u32; 8] = [5, 6, 7, 8, 10, 13, 14, 15];
    match code {
        "40001" | "40P01" => Weight::Conflict,
        // Read-only after a failover; a plan made before a migration. Both pass by themselves.
        "25006" | "0A000" => Weight::Unavailable,
        _ if code.len() == 5 => match &code[..2] {
            // With the connection, resources, an operator at work, the system; a password or a database that is
            // changed or not there just now, and what is not ready to be used.
            "08" | "53" | "57" | "58" | "28" | "3D" | "55" => Weight::Unavailable,
            _ => Weight::Bug,
        },
        _ => match code.parse::<u32>() {
            Ok(number) if SQLITE_NOT_OURS.contains(&(number & 0xff)) => Weight::Unavailable,
            _ => Weight::Bug,
        },
    }
}

/// Reads a code of `table`, naming the row where it is unknown.
pub(super) fn code<T: std::str::FromStr<Err = UnknownCode>>(
    table: &'static str,
    row: i64,
    text: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|error: UnknownCode| StoreError::Corrupt { table, row, reason: error.to_string() })
}

/// Reads JSON of `table`.
pub(super) fn json<T: serde::de::DeserializeOwned>(table: &'static str, row: i64, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt { table, row, reason: error.to_string() })
}

/// Writes JSON of `table`; our own types always can be written, so a failure is a bug of that type.
pub(super) fn to_json<T: serde::Serialize>(table: &'static str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt { table, row: 0, reason: error.to_string() })
}

/// Reads a local day of `table`.
pub(super) fn day(table: &'static str, row: i64, text: &str) -> Result<chrono::NaiveDate, StoreError> {
    text.parse().map_err(|error: chrono::ParseError| StoreError::Corrupt { table, row, reason: error.to_string() })
}

/// Zero rows of a change that names a version mean that somebody was faster.
pub(super) const fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Conflict) } else { Ok(()) }
}
