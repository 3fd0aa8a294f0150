//! How much waits and since when, for whoever watches over the process. Cheap however much lies in the tables: every
//! statement goes along an index of what is open, waiting or failed.

use super::db::Tx;
use super::error::{StoreError, code};
use super::lists::{Sees, count_overdue};
use super::sql::sql;
use crate::domain::incident::Status;
use crate::domain::moment::Moment;
use crate::domain::visibility::Scope;

/// A queue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Queue {
    pub waiting: i64,
    /// Since when the oldest waits.
    pub oldest: Option<Moment>,
}

/// Updates that are kept and not handled.
pub async fn inbox(tx: &mut Tx) -> Result<Queue, StoreError> {
    let row =
        sql!(tx, fetch_one as (i64, Option<i64>), "SELECT COUNT(*), MIN(kept_at) FROM inbox WHERE state = 'waiting'")?;
    Ok(queue(row))
}

/// Messages that are to be sent, changed or deleted, where somebody can be reached. Of those that were sent or refused
/// before and are due again nobody knows since when: they count, and are never the oldest.
pub async fn outbox(tx: &mut Tx) -> Result<Queue, StoreError> {
    let row = sql!(
        tx,
        fetch_one as (i64, Option<i64>),
        "SELECT COUNT(*), MIN(CASE WHEN state = 'queued' AND done_at IS NULL THEN queued_at END) FROM outbox
         WHERE state IN ('queued', 'stripping', 'recalling') AND chat NOT IN (SELECT chat FROM unreachable)"
    )?;
    Ok(queue(row))
}

fn queue((waiting, oldest): (i64, Option<i64>)) -> Queue {
    Queue { waiting, oldest: oldest.map(Moment::from_millis) }
}

/// Everything that is shown of the database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stock {
    pub inbox: Queue,
    pub inbox_failed: i64,
    pub outbox: Queue,
    pub outbox_failed: i64,
    /// Of people who can be reached.
    pub cards_stale: i64,
    /// Drafts too; a status nobody is in is left out.
    pub open: Vec<(Status, i64)>,
    /// As `/overdue` counts them for who sees all.
    pub overdue: i64,
}

pub async fn stock(tx: &mut Tx, now: Moment) -> Result<Stock, StoreError> {
    let (inbox_failed, outbox_failed, cards_stale) = sql!(
        tx,
        fetch_one as (i64, i64, i64),
        "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'failed'),
                (SELECT COUNT(*) FROM outbox WHERE state = 'failed'),
                (SELECT COUNT(*) FROM card WHERE dirty > clean AND chat NOT IN (SELECT chat FROM unreachable))"
    )?;
    Ok(Stock {
        inbox: inbox(tx).await?,
        inbox_failed,
        outbox: outbox(tx).await?,
        outbox_failed,
        cards_stale,
        open: open(tx).await?,
        overdue: count_overdue(tx, &Sees::from(&Scope::All), now).await?,
    })
}

async fn open(tx: &mut Tx) -> Result<Vec<(Status, i64)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (String, i64),
        "SELECT status, COUNT(*) FROM incident WHERE status NOT IN ('closed', 'duplicate', 'rejected')
         GROUP BY status ORDER BY status"
    )?;
    rows.into_iter().map(|(status, count)| Ok((code("incident", 0, &status)?, count))).collect()
}
