//! Personal data of incidents that ended long ago are destroyed; their rows stay for the figures.
//!
//! Which column holds what is told in docs/personal-data.ru.md, and held against the schema by a test.

use super::db::Tx;
use super::error::{StoreError, code, to_json};
use super::sql::sql;
use super::{parts, search};
use crate::domain::ids::IncidentId;
use crate::domain::moment::Moment;
use crate::domain::purge::{Destroyed, stays};
use crate::domain::screen::Screen;

/// Cards that lose their words wait behind everything that is said to anybody.
const LAST: i64 = 90;

/// An incident whose words are to go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Due {
    pub id: IncidentId,
    version: i64,
    /// Since when it stands in its last status.
    pub ended: Moment,
}

impl Due {
    /// Before the first of them.
    #[must_use]
    pub const fn none() -> Self {
        Self { id: IncidentId(0), version: 0, ended: Moment::from_millis(i64::MIN) }
    }
}

/// What ended before this moment and has its words, the longest ago first, behind `behind`. A duplicate waits until
/// what it follows has ended before it too: both are one matter.
pub async fn due(tx: &mut Tx, before: Moment, behind: Due, most: i64) -> Result<Vec<Due>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, i64),
        "SELECT i.id, i.version, i.status_since FROM incident i
         WHERE i.purged_at IS NULL AND i.status IN ('closed', 'duplicate', 'rejected') AND i.status_since < $1
             AND (i.status_since > $2 OR (i.status_since = $2 AND i.id > $3))
             AND NOT EXISTS (SELECT 1 FROM incident m WHERE m.id = i.duplicate_of
                 AND (m.status NOT IN ('closed', 'duplicate', 'rejected') OR m.status_since >= $1))
         ORDER BY i.status_since, i.id LIMIT $4",
        before.millis(),
        behind.ended.millis(),
        behind.id.0,
        most
    )?;
    let due = |(id, version, ended)| Due { id: IncidentId(id), version, ended: Moment::from_millis(ended) };
    Ok(rows.into_iter().map(due).collect())
}

/// What goes with an incident, as it stands.
pub async fn weigh(tx: &mut Tx, due: &Due) -> Result<Destroyed, StoreError> {
    Ok(look(tx, due).await?.0)
}

/// Beside the sum, the steps whose details go.
async fn look(tx: &mut Tx, due: &Due) -> Result<(Destroyed, Vec<i64>), StoreError> {
    let parts = parts::all(tx, &[due.id]).await?;
    let (replies,) =
        sql!(tx, fetch_one as (i64,), "SELECT COUNT(*) FROM reply WHERE incident_id = $1 AND text <> ''", due.id.0)?;
    let mut steps = Vec::new();
    let details = sql!(
        tx,
        fetch_all as (i64, String, String),
        "SELECT id, action, detail FROM history WHERE incident_id = $1 AND detail IS NOT NULL",
        due.id.0
    )?;
    for (id, action, detail) in details {
        if !stays(code("history", id, &action)?, &detail) {
            steps.push(id);
        }
    }
    let destroyed = Destroyed {
        incidents: 1,
        replies,
        messages: count(parts.len()),
        files: count(parts.iter().map(|part| part.attachments.len()).sum()),
        steps: count(steps.len()),
        others: 0,
        first: Some(due.ended),
        last: Some(due.ended),
    };
    Ok((destroyed, steps))
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Destroys the personal data of an incident; `None` when it has changed since it was looked for, perhaps opened
/// again.
pub async fn destroy(tx: &mut Tx, due: &Due, now: Moment) -> Result<Option<Destroyed>, StoreError> {
    // First of all: from here on whoever changes the incident, or adds to it, waits and then comes too late.
    let emptied = sql!(
        tx,
        "UPDATE incident SET version = version + 1, purged_at = $3, source_title = NULL, post = NULL, link = NULL,
             post_key = NULL, author = NULL, author_nick = NULL, text = '', topic_reason = NULL, street = NULL,
             house = NULL, latitude = NULL, longitude = NULL, note = NULL, public_link = NULL
         WHERE id = $1 AND version = $2 AND purged_at IS NULL AND status IN ('closed', 'duplicate', 'rejected')",
        due.id.0,
        due.version,
        now.millis()
    )?;
    if emptied == 0 {
        return Ok(None);
    }
    let (destroyed, steps) = look(tx, due).await?;
    for step in steps {
        sql!(tx, "UPDATE history SET detail = NULL WHERE id = $1", step)?;
    }
    answers(tx, due.id).await?;
    messages(tx, due.id, now).await?;
    search::forget(tx, due.id).await?;
    Ok(Some(destroyed))
}

/// Replies, what they were made of, and why more time was asked for. What nobody has sent is thrown away.
async fn answers(tx: &mut Tx, id: IncidentId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE reply SET version = version + 1, text = '', return_reason = NULL,
             state = CASE WHEN state = 'writing' THEN 'dropped' ELSE state END
         WHERE incident_id = $1",
        id.0
    )?;
    sql!(tx, "DELETE FROM part WHERE incident_id = $1", id.0)?;
    sql!(tx, "UPDATE extension SET reason = '' WHERE incident_id = $1", id.0)?;
    Ok(())
}

/// Cards are drawn anew, without words, after everything else; one that was never sent stays unsent. Messages that
/// have not left do not leave. Errors go too: the messenger quotes what it refuses.
async fn messages(tx: &mut Tx, id: IncidentId, now: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET screen = $2, error = NULL, priority = $3, dirty = dirty
             + CASE WHEN taken_back OR (message_id IS NULL AND dirty = clean) THEN 0 ELSE 1 END
         WHERE incident_id = $1",
        id.0,
        to_json("card", &Screen::Main)?,
        LAST
    )?;
    sql!(
        tx,
        "UPDATE outbox SET body = NULL, error = NULL, done_at = COALESCE(done_at, $2), state =
             CASE WHEN state NOT IN ('queued', 'failed', 'undelivered') THEN state
                  WHEN message_id IS NULL THEN 'withdrawn' ELSE 'sent' END
         WHERE incident_id = $1 AND (body IS NOT NULL OR error IS NOT NULL)",
        id.0,
        now.millis()
    )?;
    Ok(())
}

/// Destroys what belongs to no incident and lies since before this moment; how much of it holds words or names.
pub async fn others(tx: &mut Tx, before: Moment, now: Moment) -> Result<i64, StoreError> {
    let searches = sql!(tx, "DELETE FROM search WHERE at < $1", before.millis())?;
    let held = sql!(
        tx,
        "UPDATE dialog SET version = version + 1, waits_for = '', incident_id = NULL, reply_id = NULL, held = NULL
         WHERE held IS NOT NULL AND asked_at < $1",
        before.millis()
    )?;
    let updates = sql!(
        tx,
        "UPDATE inbox SET state = 'handled', body = NULL, error = NULL, handled_at = $2
         WHERE state = 'failed' AND kept_at < $1",
        before.millis(),
        now.millis()
    )?;
    // A list that was sent and is just being replaced keeps its new words for the second it needs them.
    let messages = sql!(
        tx,
        "UPDATE outbox SET body = NULL, error = NULL, done_at = COALESCE(done_at, $2), state =
             CASE WHEN state NOT IN ('queued', 'failed', 'undelivered') THEN state
                  WHEN message_id IS NULL THEN 'withdrawn' ELSE 'sent' END
         WHERE queued_at < $1 AND (body IS NOT NULL OR error IS NOT NULL)
             AND NOT (state = 'queued' AND message_id IS NOT NULL)",
        before.millis(),
        now.millis()
    )?;
    // An invite that nobody has decided about can be decided no more without it, and has expired long ago.
    let newcomers = sql!(
        tx,
        "UPDATE invite SET asked_name = NULL, asked_chat = NULL
         WHERE (asked_name IS NOT NULL OR asked_chat IS NOT NULL)
             AND COALESCE(used_at, revoked_at, expires_at, made_at) < $1",
        before.millis()
    )?;
    // Only whoever brings a post at this very moment needs the row, and makes it anew.
    sql!(tx, "DELETE FROM brought WHERE NOT EXISTS (SELECT 1 FROM incident i WHERE i.post_key = brought.post_key)")?;
    Ok(i64::try_from(searches + held + updates + messages + newcomers).unwrap_or(i64::MAX))
}
