//! Open questions to people.

use super::db::Tx;
use super::error::{StoreError, code};
use super::sql::sql;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{IncidentId, PersonId, ReplyId};
use crate::domain::moment::Moment;

#[derive(sqlx::FromRow)]
struct DialogRow {
    id: i64,
    version: i64,
    person_id: i64,
    waits_for: String,
    incident_id: Option<i64>,
    reply_id: Option<i64>,
    held: Option<String>,
}

impl TryFrom<DialogRow> for Dialog {
    type Error = StoreError;

    fn try_from(row: DialogRow) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.version,
            person: PersonId(row.person_id),
            waits_for: code("dialog", row.id, &row.waits_for)?,
            incident: row.incident_id.map(IncidentId),
            reply: row.reply_id.map(ReplyId),
            held: row.held,
        })
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    pub waits_for: WaitsFor,
    pub incident: Option<IncidentId>,
    pub reply: Option<ReplyId>,
    pub held: Option<String>,
}

/// Asks; a question asked before is replaced, and its buttons are the caller's to settle.
pub async fn ask(tx: &mut Tx, person: PersonId, question: &Question, now: Moment) -> Result<Dialog, StoreError> {
    let row = sql!(
        tx,
        fetch_one as DialogRow,
        "INSERT INTO dialog (version, person_id, waits_for, incident_id, reply_id, held, asked_at)
         VALUES (1, $1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id) DO UPDATE SET version = dialog.version + 1, waits_for = excluded.waits_for,
             incident_id = excluded.incident_id, reply_id = excluded.reply_id, held = excluded.held,
             asked_at = excluded.asked_at
         RETURNING *",
        person.0,
        question.waits_for.code(),
        question.incident.map(|id| id.0),
        question.reply.map(|id| id.0),
        question.held.as_deref(),
        now.millis()
    )?;
    row.try_into()
}

/// The open question, unless it is older than `since`: then it has ended by itself.
pub async fn open(tx: &mut Tx, person: PersonId, since: Moment) -> Result<Option<Dialog>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as DialogRow,
        "SELECT * FROM dialog WHERE person_id = $1 AND waits_for <> '' AND asked_at >= $2",
        person.0,
        since.millis()
    )?;
    row.map(Dialog::try_from).transpose()
}

/// Keeps more of what the person wrote before the question is answered.
pub async fn hold(tx: &mut Tx, person: PersonId, held: Option<&str>) -> Result<(), StoreError> {
    sql!(tx, "UPDATE dialog SET held = $2 WHERE person_id = $1", person.0, held)?;
    Ok(())
}

/// Questions asked before `since`, so ended by themselves, for whose answer messages still wait.
pub async fn ended_holding(tx: &mut Tx, since: Moment) -> Result<Vec<PersonId>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64,),
        "SELECT person_id FROM dialog WHERE held IS NOT NULL AND asked_at < $1 ORDER BY asked_at",
        since.millis()
    )?;
    Ok(rows.into_iter().map(|(person,)| PersonId(person)).collect())
}

/// Ends the question. The row stays, so that versions go on growing.
pub async fn close(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE dialog SET version = version + 1, waits_for = '', incident_id = NULL, reply_id = NULL, held = NULL
         WHERE person_id = $1",
        person.0
    )?;
    Ok(())
}
