//! What people are to be told by the clock: one row for a person, an incident and an alarm, told once.

use super::db::Tx;
use super::error::{StoreError, code};
use super::incidents::IncidentRow;
use super::sql::sql;
use crate::domain::clocks::alarms::{Alarm, Planned};
use crate::domain::ids::{IncidentId, OutboxId, PersonId, ReminderId};
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;

/// One thing that one person is to be told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reminder {
    pub id: ReminderId,
    pub person: PersonId,
    pub incident: IncidentId,
    pub planned: Planned,
    /// From when on the person may be disturbed.
    pub ready_at: Moment,
    /// Told at any hour, and beside the limit.
    pub urgent: bool,
}

/// A reminder to be kept.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Unique for ever: nothing is told twice.
    pub key: &'a str,
    pub person: PersonId,
    pub incident: IncidentId,
    pub planned: Planned,
    pub ready_at: Moment,
    pub urgent: bool,
}

#[derive(sqlx::FromRow)]
struct ReminderRow {
    id: i64,
    person_id: i64,
    incident_id: i64,
    alarm: String,
    at: i64,
    about: i64,
    ready_at: i64,
    urgent: bool,
}

impl TryFrom<ReminderRow> for Reminder {
    type Error = StoreError;

    fn try_from(row: ReminderRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ReminderId(row.id),
            person: PersonId(row.person_id),
            incident: IncidentId(row.incident_id),
            planned: Planned {
                at: Moment::from_millis(row.at),
                alarm: code("reminder", row.id, &row.alarm)?,
                about: Moment::from_millis(row.about),
            },
            ready_at: Moment::from_millis(row.ready_at),
            urgent: row.urgent,
        })
    }
}

/// Incidents about which the clock has something to say, those that wait longest first.
pub async fn to_look_at(tx: &mut Tx, now: Moment, most: i64) -> Result<Vec<Incident>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as IncidentRow,
        "SELECT * FROM incident WHERE look_at <= $1 ORDER BY look_at, id LIMIT $2",
        now.millis(),
        most
    )?;
    rows.into_iter().map(Incident::try_from).collect()
}

/// The incident was looked at: nothing of it has changed, so it keeps its version. Nothing is written over what was
/// changed meanwhile.
pub async fn looked_at(tx: &mut Tx, incident: &Incident) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE incident SET look_at = $3, looked_until = $4 WHERE id = $1 AND version = $2",
        incident.id.0,
        incident.version,
        incident.look_at.map(Moment::millis),
        incident.looked_until.millis()
    )?;
    Ok(())
}

/// Keeps what is to be told, unless it was kept before.
pub async fn add(tx: &mut Tx, draft: &Draft<'_>) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO reminder (key, person_id, incident_id, alarm, at, about, ready_at, urgent, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting') ON CONFLICT (key) DO NOTHING",
        draft.key,
        draft.person.0,
        draft.incident.0,
        draft.planned.alarm.code(),
        draft.planned.at.millis(),
        draft.planned.about.millis(),
        draft.ready_at.millis(),
        draft.urgent
    )?;
    Ok(())
}

/// Whom something waits for that may be told now.
pub async fn people_waiting(tx: &mut Tx, now: Moment) -> Result<Vec<PersonId>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64,),
        "SELECT DISTINCT person_id FROM reminder WHERE state = 'waiting' AND ready_at <= $1 ORDER BY person_id",
        now.millis()
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// What waits for a person and is ready until this moment, in the order of the moments.
pub async fn waiting(tx: &mut Tx, person: PersonId, until: Moment) -> Result<Vec<Reminder>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as ReminderRow,
        "SELECT id, person_id, incident_id, alarm, at, about, ready_at, urgent FROM reminder
         WHERE person_id = $1 AND state = 'waiting' AND ready_at <= $2 ORDER BY at, id",
        person.0,
        until.millis()
    )?;
    rows.into_iter().map(Reminder::try_from).collect()
}

/// The person has heard, or is about to hear, of this incident that it is late.
pub async fn knows(
    tx: &mut Tx,
    person: PersonId,
    incident: IncidentId,
    about: Moment,
    except: Alarm,
) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT id FROM reminder WHERE incident_id = $1 AND person_id = $2 AND about = $3 AND alarm <> $4
             AND alarm LIKE 'overdue%' AND state <> 'withdrawn' LIMIT 1",
        incident.0,
        person.0,
        about.millis(),
        except.code()
    )?;
    Ok(row.is_some())
}

/// How often those whose turn it is were told before, and of this end.
pub async fn count(tx: &mut Tx, incident: IncidentId, about: Moment) -> Result<i64, StoreError> {
    let (count,) = sql!(
        tx,
        fetch_one as (i64,),
        "SELECT COUNT(DISTINCT outbox_id) FROM reminder WHERE incident_id = $1 AND about = $2 AND state = 'told'
             AND alarm IN ('left', 'overdue')",
        incident.0,
        about.millis()
    )?;
    Ok(count)
}

/// It waits until the person is at work again.
pub async fn put_off(tx: &mut Tx, id: ReminderId, until: Moment) -> Result<(), StoreError> {
    sql!(tx, "UPDATE reminder SET ready_at = $2 WHERE id = $1 AND state = 'waiting'", id.0, until.millis())?;
    Ok(())
}

/// It is told by this message.
pub async fn told(tx: &mut Tx, id: ReminderId, message: OutboxId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE reminder SET state = 'told', outbox_id = $2 WHERE id = $1 AND state = 'waiting'",
        id.0,
        message.0
    )?;
    Ok(())
}

/// It has become needless.
pub async fn withdraw(tx: &mut Tx, id: ReminderId) -> Result<(), StoreError> {
    sql!(tx, "UPDATE reminder SET state = 'withdrawn' WHERE id = $1 AND state = 'waiting'", id.0)?;
    Ok(())
}

/// Messages about this incident and others that have not left yet are not to leave as they are: what else they tell
/// waits again.
pub async fn take_back(tx: &mut Tx, incident: IncidentId, now: Moment) -> Result<(), StoreError> {
    let unsent = sql!(
        tx,
        fetch_all as (i64, i64),
        "SELECT o.id, MIN(r.person_id) FROM reminder r JOIN outbox o ON o.id = r.outbox_id
         WHERE r.incident_id = $1 AND r.state = 'told' AND o.state = 'queued' AND o.message_id IS NULL GROUP BY o.id",
        incident.0
    )?;
    for (message, person) in unsent {
        sql!(
            tx,
            "UPDATE outbox SET state = 'withdrawn', body = NULL, done_at = $2 WHERE id = $1",
            message,
            now.millis()
        )?;
        sql!(tx, "UPDATE reminder SET state = 'waiting', outbox_id = NULL WHERE outbox_id = $1", message)?;
        sql!(tx, "UPDATE person SET reminded_at = NULL WHERE id = $1", person)?;
    }
    Ok(())
}

/// When a person was reminded last, and when «Сегодня» came last.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Reminded {
    pub at: Option<Moment>,
    pub today_at: Option<Moment>,
}

pub async fn reminded(tx: &mut Tx, person: PersonId) -> Result<Reminded, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (Option<i64>, Option<i64>),
        "SELECT reminded_at, today_at FROM person WHERE id = $1",
        person.0
    )?;
    let (at, today_at) = row.unwrap_or_default();
    Ok(Reminded { at: at.map(Moment::from_millis), today_at: today_at.map(Moment::from_millis) })
}

pub async fn set_reminded(tx: &mut Tx, person: PersonId, reminded: Reminded) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE person SET reminded_at = $2, today_at = $3 WHERE id = $1",
        person.0,
        reminded.at.map(Moment::millis),
        reminded.today_at.map(Moment::millis)
    )?;
    Ok(())
}
