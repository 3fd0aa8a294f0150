//! Who did what, when and why. Rows are added and never taken away; the words of what ended
//! long ago are purged from them ([`super::purge`]).

use super::db::Tx;
use super::error::{StoreError, code};
use super::sql::sql;
use crate::domain::history::{Step, Told};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::moment::Moment;

pub async fn add(tx: &mut Tx, step: &Step) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO history (incident_id, at, actor_id, action, from_status, to_status, detail, update_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        step.incident.0,
        step.at.millis(),
        step.actor.map(|actor| actor.0),
        step.action.code(),
        step.from.code(),
        step.to.code(),
        step.detail.as_deref(),
        step.update.map(|update| update.0)
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ToldRow {
    id: i64,
    at: i64,
    actor_id: Option<i64>,
    name: Option<String>,
    action: String,
    to_status: String,
    detail: Option<String>,
}

/// The newest steps of an incident, the oldest of them first.
pub async fn of(tx: &mut Tx, incident: IncidentId, most: i64) -> Result<Vec<Told>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as ToldRow,
        "SELECT h.id, h.at, h.actor_id, p.name, h.action, h.to_status, h.detail FROM history h
         LEFT JOIN person p ON p.id = h.actor_id WHERE h.incident_id = $1 ORDER BY h.id DESC LIMIT $2",
        incident.0,
        most
    )?;
    rows.into_iter()
        .rev()
        .map(|row| {
            Ok(Told {
                at: Moment::from_millis(row.at),
                by: row.actor_id.map(PersonId),
                actor: row.name,
                action: code("history", row.id, &row.action)?,
                to: code("history", row.id, &row.to_status)?,
                detail: row.detail,
            })
        })
        .collect()
}
