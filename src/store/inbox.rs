//! Updates as they came: kept in one commit before they are acknowledged, handled once.

use std::collections::HashSet;

use sqlx::{Postgres, Sqlite};

use super::db::{Session, Tx};
use super::error::StoreError;
use super::known::Versions;
use super::lead::Epoch;
use super::many::{in_powers, many};
use super::sql::sql;
use crate::domain::ids::UpdateId;
use crate::domain::moment::Moment;

/// A week, with room for clocks that differ.
const SILENCE_MS: i64 = 6 * 24 * 60 * 60 * 1000;

/// An update to be kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Incoming {
    pub id: UpdateId,
    /// Updates with the same key are handled one after the other.
    pub key: i64,
    /// Raw JSON.
    pub body: String,
}

/// An update that waits, without its body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Waiting {
    pub id: UpdateId,
    pub key: i64,
    pub attempts: i64,
    pub kept_at: Moment,
}

/// Keeps updates; those of them that had not been kept before.
pub async fn keep(tx: &mut Tx, updates: &[Incoming], now: Moment) -> Result<HashSet<UpdateId>, StoreError> {
    const ONE: &str = "INSERT INTO inbox (update_id, queue_key, body, state, attempts, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (update_id) DO NOTHING RETURNING update_id";
    macro_rules! bound {
        ($query:expr, $updates:expr) => {
            $updates.iter().fold($query, |query, update| {
                query
                    .bind(update.id.0)
                    .bind(update.key)
                    .bind(&update.body)
                    .bind("waiting")
                    .bind(0_i64)
                    .bind(now.millis())
            })
        };
    }
    let mut fresh = HashSet::new();
    for updates in in_powers(updates) {
        let text = |numbered| many(ONE, 6, updates.len(), numbered);
        let kept: Vec<(i64,)> = match &mut tx.session {
            Session::Sqlite(tx) => {
                bound!(sqlx::query_as::<Sqlite, (i64,)>(text(false)), updates).fetch_all(&mut **tx).await?
            }
            Session::Postgres(tx) => {
                bound!(sqlx::query_as::<Postgres, (i64,)>(text(true)), updates).fetch_all(&mut **tx).await?
            }
        };
        fresh.extend(kept.into_iter().map(|(id,)| UpdateId(id)));
    }
    Ok(fresh)
}

/// What waits to be handled, in the order in which it came to the messenger.
///
/// That is the order of its numbers, whoever kept them and whatever his clock showed; but after a week of silence
/// they may begin anywhere.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<Waiting>, StoreError> {
    let mut rows = sql!(
        tx,
        fetch_all as (i64, i64, i64, i64),
        "SELECT update_id, queue_key, attempts, kept_at FROM inbox WHERE state = 'waiting' ORDER BY kept_at"
    )?;
    for run in rows.chunk_by_mut(|one, next| next.3 - one.3 < SILENCE_MS) {
        run.sort_unstable();
    }
    let waiting = |(id, key, attempts, kept_at)| Waiting {
        id: UpdateId(id),
        key,
        attempts,
        kept_at: Moment::from_millis(kept_at),
    };
    Ok(rows.into_iter().map(waiting).collect())
}

/// Whether anything waits to be handled.
pub async fn any_waiting(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = sql!(tx, fetch_optional as (i64,), "SELECT update_id FROM inbox WHERE state = 'waiting' LIMIT 1")?;
    Ok(row.is_some())
}

/// The body of a waiting update; `None` when it is handled already, or is somebody else's to handle.
pub async fn body(tx: &mut Tx, id: UpdateId, epoch: Epoch) -> Result<Option<String>, StoreError> {
    // What every update asks for next comes along.
    let row = sql!(
        tx,
        fetch_optional as (Option<String>, i64, i64),
        "SELECT b.body, d.version, d.roster FROM inbox b JOIN lead l ON l.id = 1 JOIN directory_state d ON d.id = 1
         WHERE b.update_id = $1 AND b.state = 'waiting' AND l.epoch = $2",
        id.0,
        epoch.0
    )?;
    let Some((body, directory, roster)) = row else { return Ok(None) };
    tx.sees(Versions { directory, roster, epoch });
    Ok(body)
}

/// Marks an update handled, in the transaction of its effects. Its words go at once.
///
/// # Errors
/// A conflict when somebody else has handled it, or leads since.
pub async fn handled(tx: &mut Tx, id: UpdateId, epoch: Epoch, now: Moment) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE inbox SET state = 'handled', body = NULL, handled_at = $2
         WHERE update_id = $1 AND state = 'waiting' AND $3 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        now.millis(),
        epoch.0
    )?;
    super::error::changed(rows)
}

/// Counts a failure, in a commit of its own; returns the number of attempts so far.
pub async fn count_attempt(tx: &mut Tx, id: UpdateId, error: &str) -> Result<i64, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "UPDATE inbox SET attempts = attempts + 1, error = $2 WHERE update_id = $1 AND state = 'waiting'
         RETURNING attempts",
        id.0,
        error
    )?;
    Ok(row.map_or(0, |(attempts,)| attempts))
}

/// Puts an update aside with its words, for a person to look at; the words, or `None` when it waits no more.
pub async fn quarantine(tx: &mut Tx, id: UpdateId) -> Result<Option<String>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (Option<String>,),
        "UPDATE inbox SET state = 'failed' WHERE update_id = $1 AND state = 'waiting' RETURNING body",
        id.0
    )?;
    Ok(row.map(|(body,)| body.unwrap_or_default()))
}

/// An update that was put aside.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failed {
    pub id: UpdateId,
    pub kept_at: Moment,
    pub error: String,
}

pub async fn failed(tx: &mut Tx) -> Result<Vec<Failed>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, Option<String>),
        "SELECT update_id, kept_at, error FROM inbox WHERE state = 'failed' ORDER BY update_id"
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, kept_at, error)| Failed {
            id: UpdateId(id),
            kept_at: Moment::from_millis(kept_at),
            error: error.unwrap_or_default(),
        })
        .collect())
}

/// Gives a failed update another three attempts; `false` when there is none with that number.
pub async fn retry(tx: &mut Tx, id: UpdateId) -> Result<bool, StoreError> {
    let rows =
        sql!(tx, "UPDATE inbox SET state = 'waiting', attempts = 0 WHERE update_id = $1 AND state = 'failed'", id.0)?;
    Ok(rows == 1)
}

/// Forgets a failed update and its words.
pub async fn drop_failed(tx: &mut Tx, id: UpdateId, now: Moment) -> Result<bool, StoreError> {
    let rows = sql!(
        tx,
        "UPDATE inbox SET state = 'handled', body = NULL, handled_at = $2 WHERE update_id = $1 AND state = 'failed'",
        id.0,
        now.millis()
    )?;
    Ok(rows == 1)
}

/// Forgets handled updates older than `before`: longer than Telegram repeats them.
pub async fn forget(tx: &mut Tx, before: Moment) -> Result<u64, StoreError> {
    sql!(tx, "DELETE FROM inbox WHERE state = 'handled' AND handled_at < $1", before.millis())
}
