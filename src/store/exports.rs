//! The register as rows of a file, day by day.

use chrono::NaiveDate;

use super::db::Tx;
use super::error::StoreError;
use super::incidents::IncidentRow;
use super::sql::sql;
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;
use crate::domain::period::Period;

/// An incident with what stands beside it.
#[derive(Clone, Debug)]
pub struct Exported {
    pub incident: Incident,
    /// Who has accepted it.
    pub assignee: Option<String>,
    /// When the reply was sent that was let through last.
    pub answered_at: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct ExportedRow {
    #[sqlx(flatten)]
    incident: IncidentRow,
    assignee_name: Option<String>,
    answered_at: Option<i64>,
}

/// How many incidents were received in the period.
pub async fn count(tx: &mut Tx, period: Period) -> Result<i64, StoreError> {
    let (count,) = sql!(
        tx,
        fetch_one as (i64,),
        "SELECT COUNT(*) FROM received WHERE day BETWEEN $1 AND $2",
        period.first.to_string(),
        period.last.to_string()
    )?;
    Ok(count)
}

/// What was received on a day, in the order of registration.
pub async fn of_day(tx: &mut Tx, day: NaiveDate) -> Result<Vec<Exported>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as ExportedRow,
        "SELECT i.*, p.name AS assignee_name,
             (SELECT MAX(r.sent_at) FROM reply r
              WHERE r.incident_id = i.id AND r.state IN ('approved', 'published')) AS answered_at
         FROM received d JOIN incident i ON i.id = d.incident_id LEFT JOIN person p ON p.id = i.assignee
         WHERE d.day = $1 ORDER BY i.registered_at, i.id",
        day.to_string()
    )?;
    let exported = |row: ExportedRow| {
        let answered_at = row.answered_at.map(Moment::from_millis);
        Ok(Exported { incident: row.incident.try_into()?, assignee: row.assignee_name, answered_at })
    };
    rows.into_iter().map(exported).collect()
}
