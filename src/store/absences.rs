//! Absences: who is away when, and who stands in.

use chrono::NaiveDate;

use super::db::Tx;
use super::error::{StoreError, changed, code, day};
use super::sql::sql;
use crate::domain::absence::{Absence, AbsenceState, Absences};
use crate::domain::ids::{AbsenceId, PersonId};
use crate::domain::moment::Moment;

#[derive(sqlx::FromRow)]
struct AbsenceRow {
    id: i64,
    version: i64,
    person_id: i64,
    first_day: String,
    last_day: String,
    deputy_id: Option<i64>,
    state: String,
}

impl TryFrom<AbsenceRow> for Absence {
    type Error = StoreError;

    fn try_from(row: AbsenceRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: AbsenceId(row.id),
            version: row.version,
            person: PersonId(row.person_id),
            first: day("absence", row.id, &row.first_day)?,
            last: day("absence", row.id, &row.last_day)?,
            deputy: row.deputy_id.map(PersonId),
            state: code("absence", row.id, &row.state)?,
        })
    }
}

/// Who is away now; [`Tx::roster`] has it in memory.
pub(super) async fn current(tx: &mut Tx) -> Result<Absences, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, Option<i64>),
        "SELECT person_id, deputy_id FROM absence WHERE state = 'current' AND state IN ('planned', 'current')
         ORDER BY first_day, id"
    )?;
    let pairs = rows.into_iter().map(|(person, deputy)| (PersonId(person), deputy.map(PersonId)));
    Ok(Absences::new(pairs.collect()))
}

/// Absences that are planned or current, the earliest first.
pub async fn ahead(tx: &mut Tx) -> Result<Vec<Absence>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as AbsenceRow,
        "SELECT id, version, person_id, first_day, last_day, deputy_id, state FROM absence
         WHERE state IN ('planned', 'current') ORDER BY first_day, id"
    )?;
    rows.into_iter().map(Absence::try_from).collect()
}

/// One that begins or ends by this day, those that end first: whoever comes back may stand in again.
pub async fn due(tx: &mut Tx, today: NaiveDate) -> Result<Option<Absence>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as AbsenceRow,
        "SELECT id, version, person_id, first_day, last_day, deputy_id, state FROM absence
         WHERE state IN ('planned', 'current') AND (last_day < $1 OR (state = 'planned' AND first_day <= $1))
         ORDER BY CASE WHEN last_day < $1 THEN 0 ELSE 1 END, first_day, id LIMIT 1",
        today.to_string()
    )?;
    row.map(Absence::try_from).transpose()
}

pub async fn load(tx: &mut Tx, id: AbsenceId) -> Result<Option<Absence>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as AbsenceRow,
        "SELECT id, version, person_id, first_day, last_day, deputy_id, state FROM absence WHERE id = $1",
        id.0
    )?;
    row.map(Absence::try_from).transpose()
}

/// Keeps a planned absence; `id` and `version` are given here.
pub async fn add(tx: &mut Tx, absence: &Absence, by: PersonId, now: Moment) -> Result<Absence, StoreError> {
    let row = sql!(
        tx,
        fetch_one as AbsenceRow,
        "INSERT INTO absence (version, person_id, first_day, last_day, deputy_id, state, set_by, set_at)
         VALUES (1, $1, $2, $3, $4, 'planned', $5, $6)
         RETURNING id, version, person_id, first_day, last_day, deputy_id, state",
        absence.person.0,
        absence.first.to_string(),
        absence.last.to_string(),
        absence.deputy.map(|deputy| deputy.0),
        by.0,
        now.millis()
    )?;
    row.try_into()
}

/// Another state or deputy, if nobody has changed it since it was loaded, else [`StoreError::Conflict`].
pub async fn change(tx: &mut Tx, absence: &mut Absence, state: AbsenceState) -> Result<(), StoreError> {
    absence.state = state;
    tx.alters_roster().await?;
    let rows = sql!(
        tx,
        "UPDATE absence SET version = version + 1, state = $3, deputy_id = $4 WHERE id = $1 AND version = $2",
        absence.id.0,
        absence.version,
        state.code(),
        absence.deputy.map(|deputy| deputy.0)
    )?;
    absence.version += 1;
    changed(rows)
}
