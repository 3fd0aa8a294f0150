//! The incidents behind a figure, as pages of a list.

use super::db::Tx;
use super::error::StoreError;
use super::incidents::IncidentRow;
use super::lists::{PAGE, Part};
use super::sql::sql;
use crate::domain::figures::Behind;
use crate::domain::ids::UnitCode;
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;
use crate::domain::period::Period;

/// Of which units, and when.
#[derive(Clone, Debug)]
pub struct Asked {
    pub behind: Behind,
    pub period: Period,
    /// `None`: of all, and of none.
    pub units: Option<Vec<UnitCode>>,
    /// Drafts too, for those who decide about them.
    pub drafts: bool,
    pub now: Moment,
    /// When this day ends.
    pub day_ends: Moment,
}

#[derive(sqlx::FromRow)]
struct CountedRow {
    #[sqlx(flatten)]
    incident: IncidentRow,
    total: i64,
}

/// A page of them, counted from 1: what was received or solved the newest first, what is open the most urgent first.
pub async fn page(tx: &mut Tx, asked: &Asked, page: u32) -> Result<Part<Incident>, StoreError> {
    let offset = i64::from(page.saturating_sub(1)) * PAGE;
    let units = asked.units.as_deref().unwrap_or_default();
    let units = units.iter().fold(",".to_owned(), |text, unit| text + unit.as_str() + ",");
    let rows = match asked.behind {
        Behind::Received | Behind::Solved => sql!(
            tx,
            fetch_all as CountedRow,
            "WITH behind AS (
                 SELECT incident_id AS id FROM received
                 WHERE CAST($1 AS BOOLEAN) AND day BETWEEN $2 AND $3
                     AND (CAST($4 AS BOOLEAN) OR CAST($5 AS TEXT) LIKE '%,' || unit || ',%')
                 UNION SELECT incident_id FROM owed_answer
                 WHERE NOT CAST($1 AS BOOLEAN) AND closed_day BETWEEN $2 AND $3
                     AND (CAST($4 AS BOOLEAN) OR CAST($5 AS TEXT) LIKE '%,' || unit || ',%')
             )
             SELECT i.*, (SELECT COUNT(*) FROM behind) AS total FROM behind JOIN incident i ON i.id = behind.id
             ORDER BY i.id DESC LIMIT $6 OFFSET $7",
            asked.behind == Behind::Received,
            asked.period.first.to_string(),
            asked.period.last.to_string(),
            asked.units.is_none(),
            units,
            PAGE,
            offset
        )?,
        behind => sql!(
            tx,
            fetch_all as CountedRow,
            "WITH behind AS (
                 SELECT id, COALESCE(final_due, reply_due) AS due FROM incident
                 WHERE status NOT IN ('closed', 'duplicate', 'rejected')
                     AND (CAST($8 AS BOOLEAN) OR status <> 'draft')
                     AND (CAST($2 AS BOOLEAN) OR CAST($3 AS TEXT) LIKE '%,' || unit || ',%')
                     AND CASE CAST($1 AS TEXT)
                         WHEN 'in_work' THEN status NOT IN ('draft', 'monitoring')
                         WHEN 'monitoring' THEN status = 'monitoring'
                         WHEN 'forgotten' THEN idle_due < $4
                         WHEN 'due_today' THEN status IN ('new', 'assigned', 'in_progress', 'rework', 'monitoring')
                             AND COALESCE(final_due, reply_due) >= $4 AND COALESCE(final_due, reply_due) < $5
                         ELSE status IN ('new', 'assigned', 'in_progress', 'rework', 'monitoring')
                             AND COALESCE(final_due, reply_due) < $4 END
             )
             SELECT i.*, (SELECT COUNT(*) FROM behind) AS total FROM behind JOIN incident i ON i.id = behind.id
             ORDER BY behind.due IS NULL, behind.due, i.id LIMIT $6 OFFSET $7",
            behind.code(),
            asked.units.is_none(),
            units,
            asked.now.millis(),
            asked.day_ends.millis(),
            PAGE,
            offset,
            asked.drafts
        )?,
    };
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| row.incident.try_into()).collect::<Result<_, _>>()?;
    Ok(Part { rows, total })
}
