//! Requests for more time.

use super::db::Tx;
use super::error::{StoreError, changed, code};
use super::sql::sql;
use crate::domain::extension::{Extension, ExtensionState};
use crate::domain::ids::{ExtensionId, IncidentId, PersonId};
use crate::domain::moment::Moment;

#[derive(sqlx::FromRow)]
struct ExtensionRow {
    id: i64,
    version: i64,
    incident_id: i64,
    state: String,
    until: i64,
    reason: String,
    asked_by: i64,
}

impl TryFrom<ExtensionRow> for Extension {
    type Error = StoreError;

    fn try_from(row: ExtensionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ExtensionId(row.id),
            version: row.version,
            incident: IncidentId(row.incident_id),
            state: code("extension", row.id, &row.state)?,
            until: Moment::from_millis(row.until),
            reason: row.reason,
            asked_by: PersonId(row.asked_by),
        })
    }
}

/// Asks for more time.
pub async fn ask(
    tx: &mut Tx,
    incident: IncidentId,
    by: PersonId,
    until: Moment,
    reason: &str,
    now: Moment,
) -> Result<Extension, StoreError> {
    let row = sql!(
        tx,
        fetch_one as ExtensionRow,
        "INSERT INTO extension (version, incident_id, state, until, reason, asked_by, asked_at)
         VALUES (1, $1, 'asked', $2, $3, $4, $5)
         RETURNING id, version, incident_id, state, until, reason, asked_by",
        incident.0,
        until.millis(),
        reason,
        by.0,
        now.millis()
    )?;
    row.try_into()
}

pub async fn load(tx: &mut Tx, id: ExtensionId) -> Result<Option<Extension>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as ExtensionRow,
        "SELECT id, version, incident_id, state, until, reason, asked_by FROM extension WHERE id = $1",
        id.0
    )?;
    row.map(Extension::try_from).transpose()
}

/// Decides, unless somebody was faster: [`StoreError::Conflict`].
pub async fn decide(
    tx: &mut Tx,
    extension: &Extension,
    state: ExtensionState,
    by: PersonId,
    now: Moment,
) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE extension SET version = version + 1, state = $3, decided_by = $4, decided_at = $5
         WHERE id = $1 AND version = $2 AND state = 'asked'",
        extension.id.0,
        extension.version,
        state.code(),
        by.0,
        now.millis()
    )?;
    changed(rows)
}

/// Takes the open request of an incident back: it is asked anew, or nothing is left to decide. Which one it was.
pub async fn withdraw(tx: &mut Tx, incident: IncidentId, now: Moment) -> Result<Option<ExtensionId>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "UPDATE extension SET version = version + 1, state = 'withdrawn', decided_at = $2
         WHERE incident_id = $1 AND state = 'asked' RETURNING id",
        incident.0,
        now.millis()
    )?;
    Ok(row.map(|(id,)| ExtensionId(id)))
}
