//! Replies: every version of every answer.

use super::db::Tx;
use super::error::{StoreError, changed, code, day};
use super::sql::{sql, sql_among};
use crate::domain::ids::{IncidentId, PersonId, ReplyId};
use crate::domain::incident::{CameBy, Mark, Reply, ReplyKind};
use crate::domain::moment::Moment;

#[derive(sqlx::FromRow)]
struct ReplyRow {
    id: i64,
    version: i64,
    incident_id: i64,
    author_id: i64,
    kind: String,
    state: String,
    text: String,
    return_reason: Option<String>,
    created_at: i64,
    sent_at: Option<i64>,
    mark: Option<i64>,
    came_by: Option<String>,
    promised_on: Option<String>,
}

impl TryFrom<ReplyRow> for Reply {
    type Error = StoreError;

    fn try_from(row: ReplyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ReplyId(row.id),
            version: row.version,
            incident: IncidentId(row.incident_id),
            author: PersonId(row.author_id),
            kind: code("reply", row.id, &row.kind)?,
            state: code("reply", row.id, &row.state)?,
            text: row.text,
            return_reason: row.return_reason,
            created_at: Moment::from_millis(row.created_at),
            sent_at: row.sent_at.map(Moment::from_millis),
            mark: row.mark.map(|mark| code("reply", row.id, &mark.to_string())).transpose()?,
            came_by: row.came_by.map(|way| code("reply", row.id, &way)).transpose()?,
            promised_on: row.promised_on.map(|text| day("reply", row.id, &text)).transpose()?,
        })
    }
}

/// Begins a reply that nobody but its author sees yet.
pub async fn begin(
    tx: &mut Tx,
    incident: IncidentId,
    author: PersonId,
    kind: ReplyKind,
    now: Moment,
) -> Result<Reply, StoreError> {
    let row = sql!(
        tx,
        fetch_one as ReplyRow,
        "INSERT INTO reply (version, incident_id, author_id, kind, state, text, created_at)
         VALUES (1, $1, $2, $3, 'writing', '', $4) RETURNING *",
        incident.0,
        author.0,
        kind.code(),
        now.millis()
    )?;
    row.try_into()
}

/// Somebody has begun to answer.
pub async fn is_answered(tx: &mut Tx, incident: IncidentId) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT id FROM reply WHERE incident_id = $1 AND state <> 'dropped' ORDER BY id LIMIT 1",
        incident.0
    )?;
    Ok(row.is_some())
}

pub async fn load(tx: &mut Tx, id: ReplyId) -> Result<Option<Reply>, StoreError> {
    let row = sql!(tx, fetch_optional as ReplyRow, "SELECT * FROM reply WHERE id = $1", id.0)?;
    row.map(Reply::try_from).transpose()
}

/// All replies to these incidents.
pub async fn all(tx: &mut Tx, incidents: &[IncidentId]) -> Result<Vec<Reply>, StoreError> {
    let rows = sql_among!(tx, ReplyRow, "SELECT * FROM reply WHERE incident_id IN ($1) ORDER BY id", incidents);
    rows.into_iter().map(Reply::try_from).collect()
}

/// Every version that was sent, whatever became of it; the newest last. One begun earlier may be sent later.
pub async fn sent(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Reply>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as ReplyRow,
        "SELECT * FROM reply WHERE incident_id = $1 AND sent_at IS NOT NULL ORDER BY sent_at, id",
        incident.0
    )?;
    rows.into_iter().map(Reply::try_from).collect()
}

/// What the person is writing in answer to this incident.
pub async fn being_written(tx: &mut Tx, incident: IncidentId, author: PersonId) -> Result<Option<Reply>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as ReplyRow,
        "SELECT * FROM reply WHERE author_id = $1 AND incident_id = $2 AND state = 'writing' ORDER BY id DESC LIMIT 1",
        author.0,
        incident.0
    )?;
    row.map(Reply::try_from).transpose()
}

/// Writes the row if nobody has changed it since it was loaded, else [`StoreError::Conflict`].
pub async fn save(tx: &mut Tx, reply: &Reply, decided: Option<(PersonId, Moment)>) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE reply SET version = version + 1, state = $3, text = $4, return_reason = $5, sent_at = $6,
             decided_by = COALESCE($7, decided_by), decided_at = COALESCE($8, decided_at), came_by = $9,
             kind = $10, promised_on = $11
         WHERE id = $1 AND version = $2",
        reply.id.0,
        reply.version,
        reply.state.code(),
        &reply.text,
        reply.return_reason.as_deref(),
        reply.sent_at.map(Moment::millis),
        decided.map(|(by, _)| by.0),
        decided.map(|(_, at)| at.millis()),
        reply.came_by.map(CameBy::code),
        reply.kind.code(),
        reply.promised_on.map(|day| day.to_string())
    )?;
    changed(rows)
}

/// Writes the mark alone: what is judged is the same version as before, so its buttons stay good.
pub async fn rate(tx: &mut Tx, reply: ReplyId, mark: Option<Mark>) -> Result<(), StoreError> {
    sql!(tx, "UPDATE reply SET mark = $2 WHERE id = $1", reply.0, mark.map(Mark::points))?;
    Ok(())
}
