//! Lists of incidents: what waits for somebody, and what is overdue. Counted and paged here, whatever their length.

use super::db::Tx;
use super::error::StoreError;
use super::incidents::IncidentRow;
use super::sql::sql;
use crate::domain::ids::{PersonId, UnitCode};
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;
use crate::domain::visibility::Scope;
use crate::domain::waiting::{Count, Doer, Step, Urgency, Waiting};

/// Rows on a page: a phone shows them without scrolling.
pub const PAGE: i64 = 8;

/// Some rows of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<T> {
    pub rows: Vec<T>,
    /// How many there are on all pages; not known behind the last one.
    pub total: i64,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), total: 0 }
    }
}

/// What somebody sees, as arguments of a statement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sees {
    /// Everything, drafts too.
    pub drafts: bool,
    /// Everything that is registered.
    pub register: bool,
    /// Between commas: neither engine takes a list as an argument.
    pub units: String,
    /// The author and the contacts too.
    pub contacts: bool,
}

impl From<&Scope> for Sees {
    fn from(scope: &Scope) -> Self {
        let all = *scope == Scope::All;
        let units = match scope {
            Scope::Units(units) => listed(units),
            Scope::All | Scope::Registered | Scope::None => listed(&[]),
        };
        Self { drafts: all, register: *scope == Scope::Registered, units, contacts: all }
    }
}

/// Codes have no commas and no signs that mean something to `LIKE`.
fn listed(units: &[UnitCode]) -> String {
    units.iter().fold(",".to_owned(), |text, unit| text + unit.as_str() + ",")
}

/// Numbers of people in the same shape.
fn people(people: &[PersonId]) -> String {
    people.iter().fold(",".to_owned(), |text, person| format!("{text}{person},"))
}

/// When it is now, and when this day ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Today {
    pub now: Moment,
    pub ends: Moment,
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    #[sqlx(flatten)]
    incident: IncidentRow,
    step: i64,
    urgency: i64,
    due: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct LateRow {
    #[sqlx(flatten)]
    incident: IncidentRow,
    since: i64,
}

/// What waits for somebody, by step and urgency.
pub async fn count_waiting(tx: &mut Tx, doer: &Doer, today: Today) -> Result<Vec<Count>, StoreError> {
    let takes = |step| doer.steps.contains(&step);
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, i64),
        "WITH waiting AS (
             SELECT 1 AS step, status, CASE WHEN status = 'assigned' AND accept_due IS NOT NULL
                     AND (reply_due IS NULL OR COALESCE(final_due, reply_due) >= $4)
                 THEN accept_due ELSE COALESCE(final_due, reply_due) END AS due, CAST(NULL AS BIGINT) AS idle
             FROM incident
             WHERE status IN ('assigned', 'in_progress', 'rework', 'monitoring')
                 AND status NOT IN ('closed', 'duplicate', 'rejected')
                 AND unit IN (SELECT code FROM unit WHERE CAST($2 AS TEXT) LIKE '%,' || code || ',%')
                 AND (assignee IS NULL OR CAST($1 AS TEXT) LIKE '%,' || CAST(assignee AS TEXT) || ',%'
                     OR CAST($3 AS TEXT) LIKE '%,' || unit || ',%')
             UNION ALL SELECT 2, status, NULL, idle_due FROM incident
             WHERE status = 'review' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($6 AS BOOLEAN)
             UNION ALL SELECT 3, status, NULL, idle_due FROM incident
             WHERE status = 'approved' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($7 AS BOOLEAN)
             UNION ALL SELECT 4, status, NULL, NULL FROM incident
             WHERE status = 'published' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($8 AS BOOLEAN)
             UNION ALL SELECT 5, status, NULL, idle_due FROM incident
             WHERE status = 'draft' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($9 AS BOOLEAN)
             UNION ALL SELECT 6, status, COALESCE(final_due, reply_due), idle_due FROM incident
             WHERE status = 'new' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($10 AS BOOLEAN)
         )
         SELECT CAST(step AS BIGINT), CAST(urgency AS BIGINT), COUNT(*) FROM (
             SELECT step, CASE WHEN idle < $4 THEN 0 WHEN due < $4 THEN 1 WHEN due < $5 THEN 2 ELSE 3 END AS urgency
             FROM waiting
         ) AS counted GROUP BY step, urgency ORDER BY step, urgency",
        people(&doer.people),
        listed(&doer.units),
        listed(&doer.led),
        today.now.millis(),
        today.ends.millis(),
        takes(Step::Review),
        takes(Step::Publish),
        takes(Step::Close),
        takes(Step::Decide),
        takes(Step::Assign)
    )?;
    let count = |(step, urgency, count)| Count { step: step_of(step), urgency: urgency_of(urgency), count };
    Ok(rows.into_iter().map(count).collect())
}

/// Some rows of what waits for somebody: forgotten, overdue, due today, then by the kind of step.
pub async fn waiting(
    tx: &mut Tx,
    doer: &Doer,
    today: Today,
    most: i64,
    offset: i64,
) -> Result<Vec<Waiting>, StoreError> {
    let takes = |step| doer.steps.contains(&step);
    let rows = sql!(
        tx,
        fetch_all as WaitingRow,
        "WITH waiting AS (
             SELECT id, 1 AS step, CASE WHEN status = 'assigned' AND accept_due IS NOT NULL
                     AND (reply_due IS NULL OR COALESCE(final_due, reply_due) >= $4)
                 THEN accept_due ELSE COALESCE(final_due, reply_due) END AS due, CAST(NULL AS BIGINT) AS idle
             FROM incident
             WHERE status IN ('assigned', 'in_progress', 'rework', 'monitoring')
                 AND status NOT IN ('closed', 'duplicate', 'rejected')
                 AND unit IN (SELECT code FROM unit WHERE CAST($2 AS TEXT) LIKE '%,' || code || ',%')
                 AND (assignee IS NULL OR CAST($1 AS TEXT) LIKE '%,' || CAST(assignee AS TEXT) || ',%'
                     OR CAST($3 AS TEXT) LIKE '%,' || unit || ',%')
             UNION ALL SELECT id, 2, NULL, idle_due FROM incident
             WHERE status = 'review' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($6 AS BOOLEAN)
             UNION ALL SELECT id, 3, NULL, idle_due FROM incident
             WHERE status = 'approved' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($7 AS BOOLEAN)
             UNION ALL SELECT id, 4, NULL, NULL FROM incident
             WHERE status = 'published' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($8 AS BOOLEAN)
             UNION ALL SELECT id, 5, NULL, idle_due FROM incident
             WHERE status = 'draft' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($9 AS BOOLEAN)
             UNION ALL SELECT id, 6, COALESCE(final_due, reply_due), idle_due FROM incident
             WHERE status = 'new' AND status NOT IN ('closed', 'duplicate', 'rejected') AND CAST($10 AS BOOLEAN)
         ), judged AS (
             SELECT id, step, due,
                 CASE WHEN idle < $4 THEN 0 WHEN due < $4 THEN 1 WHEN due < $5 THEN 2 ELSE 3 END AS urgency
             FROM waiting
         ), page AS (
             SELECT id, step, due, urgency, CASE WHEN urgency < 3 THEN 0 ELSE step END AS kind FROM judged
             ORDER BY urgency, kind, due IS NULL, due, id LIMIT $11 OFFSET $12
         )
         SELECT i.*, CAST(page.step AS BIGINT) AS step, CAST(page.urgency AS BIGINT) AS urgency, page.due
         FROM page JOIN incident i ON i.id = page.id
         ORDER BY page.urgency, page.kind, page.due IS NULL, page.due, page.id",
        people(&doer.people),
        listed(&doer.units),
        listed(&doer.led),
        today.now.millis(),
        today.ends.millis(),
        takes(Step::Review),
        takes(Step::Publish),
        takes(Step::Close),
        takes(Step::Decide),
        takes(Step::Assign),
        most,
        offset
    )?;
    rows.into_iter().map(waiting_of).collect()
}

fn waiting_of(row: WaitingRow) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        step: step_of(row.step),
        urgency: urgency_of(row.urgency),
        due: row.due.map(Moment::from_millis),
        incident: row.incident.try_into()?,
    })
}

/// As the statements above number them.
const fn step_of(number: i64) -> Step {
    match number {
        1 => Step::Answer,
        2 => Step::Review,
        3 => Step::Publish,
        4 => Step::Close,
        5 => Step::Decide,
        _ => Step::Assign,
    }
}

const fn urgency_of(number: i64) -> Urgency {
    match number {
        0 => Urgency::Forgotten,
        1 => Urgency::Overdue,
        2 => Urgency::Today,
        _ => Urgency::Later,
    }
}

/// How many incidents [`overdue`] lists.
pub async fn count_overdue(tx: &mut Tx, sees: &Sees, now: Moment) -> Result<i64, StoreError> {
    let (count,) = sql!(
        tx,
        fetch_one as (i64,),
        "SELECT COUNT(*) FROM incident
         WHERE status IN ('new', 'assigned', 'in_progress', 'rework', 'monitoring')
             AND status NOT IN ('closed', 'duplicate', 'rejected')
             AND (COALESCE(final_due, reply_due) < $1 OR (status = 'assigned' AND accept_due < $1))
             AND (CAST($2 AS BOOLEAN)
                 OR unit IN (SELECT code FROM unit WHERE CAST($3 AS TEXT) LIKE '%,' || code || ',%'))",
        now.millis(),
        sees.drafts || sees.register,
        &sees.units
    )?;
    Ok(count)
}

/// Incidents whose clock runs and has passed its reply due (or accept due, while nobody has accepted), each with
/// the moment since when; the longest first.
pub async fn overdue(tx: &mut Tx, sees: &Sees, now: Moment, page: u32) -> Result<Vec<(Incident, Moment)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as LateRow,
        "WITH late AS (
             SELECT id, CASE WHEN COALESCE(final_due, reply_due) < $1 THEN COALESCE(final_due, reply_due)
                 ELSE accept_due END AS since FROM incident
             WHERE status IN ('new', 'assigned', 'in_progress', 'rework', 'monitoring')
                 AND status NOT IN ('closed', 'duplicate', 'rejected')
                 AND (COALESCE(final_due, reply_due) < $1 OR (status = 'assigned' AND accept_due < $1))
                 AND (CAST($2 AS BOOLEAN)
                     OR unit IN (SELECT code FROM unit WHERE CAST($3 AS TEXT) LIKE '%,' || code || ',%'))
         ), page AS (
             SELECT id, since FROM late ORDER BY since, id LIMIT $4 OFFSET $5
         )
         SELECT i.*, page.since FROM page JOIN incident i ON i.id = page.id ORDER BY page.since, page.id",
        now.millis(),
        sees.drafts || sees.register,
        &sees.units,
        PAGE,
        i64::from(page.saturating_sub(1)) * PAGE
    )?;
    let late = |row: LateRow| Ok((Incident::try_from(row.incident)?, Moment::from_millis(row.since)));
    rows.into_iter().map(late).collect()
}
