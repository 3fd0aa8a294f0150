//! What is kept for reports at the moment it happens: what was received, and which answers are owed.

use chrono::NaiveDate;

use super::db::Tx;
use super::error::StoreError;
use super::sql::sql;
use crate::domain::ids::{IncidentId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::{Incident, Mark};
use crate::domain::moment::Moment;
use crate::domain::owed::{Allowed, Key, Measure};

/// Keeps that a registered incident was received on `day`. What it is about may still change while that day lasts.
pub async fn received(tx: &mut Tx, incident: &Incident, day: NaiveDate, today: NaiveDate) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO received (incident_id, day, unit, topic, settlement, channel) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (incident_id) DO UPDATE SET unit = excluded.unit, topic = excluded.topic,
             settlement = excluded.settlement, channel = excluded.channel WHERE received.day = $7",
        incident.id.0,
        day.to_string(),
        incident.unit.as_ref().map(UnitCode::as_str),
        incident.topic.as_ref().map(TopicCode::as_str),
        incident.settlement.as_ref().map(SettlementCode::as_str),
        incident.channel.code(),
        today.to_string()
    )?;
    Ok(())
}

/// The incident counts no more: it was no problem, or another tells of it already.
pub async fn forget(tx: &mut Tx, incident: IncidentId) -> Result<(), StoreError> {
    sql!(tx, "DELETE FROM owed_answer WHERE incident_id = $1", incident.0)?;
    sql!(tx, "DELETE FROM received WHERE incident_id = $1", incident.0)?;
    Ok(())
}

/// What a unit owes, beside its key.
#[derive(Clone, Copy, Debug)]
pub struct Owes {
    pub allowed: Option<Allowed>,
    /// The local day of the due moment.
    pub due_day: Option<NaiveDate>,
    /// Its replies go through review.
    pub reviewed: bool,
}

/// Keeps that an answer is owed, or by when it is owed now. What was answered stays as it was.
pub async fn owe(tx: &mut Tx, incident: &Incident, key: &Key, owes: Owes) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO owed_answer (incident_id, round, timer, unit, since, topic, settlement, channel, due, due_day,
             term, clocked, reviewed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (incident_id, round, timer, unit, since) DO UPDATE SET topic = excluded.topic,
             settlement = excluded.settlement, channel = excluded.channel, due = excluded.due,
             due_day = excluded.due_day, term = excluded.term, clocked = excluded.clocked, left_at = NULL
         WHERE owed_answer.answered_at IS NULL",
        incident.id.0,
        key.round,
        key.by.code(),
        key.unit.as_str(),
        key.since.millis(),
        incident.topic.as_ref().map(TopicCode::as_str),
        incident.settlement.as_ref().map(SettlementCode::as_str),
        incident.channel.code(),
        owes.allowed.map(|allowed| allowed.due.millis()),
        owes.due_day.map(|day| day.to_string()),
        owes.allowed.map(|allowed| Moment::from_millis(0).plus(allowed.term).millis()),
        owes.allowed.is_some_and(|allowed| allowed.measure == Measure::Clock),
        owes.reviewed
    )?;
    Ok(())
}

/// Units that had it before have it no more; `None`: no unit has it.
pub async fn leave(tx: &mut Tx, incident: IncidentId, holds: Option<&Key>, now: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE owed_answer SET left_at = $4
         WHERE incident_id = $1 AND answered_at IS NULL AND left_at IS NULL AND NOT (unit = $2 AND since = $3)",
        incident.0,
        holds.map_or("", |key| key.unit.as_str()),
        holds.map_or(0, |key| key.since.millis()),
        now.millis()
    )?;
    Ok(())
}

/// An answer as it was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    pub at: Moment,
    /// The local day of it.
    pub day: NaiveDate,
    /// How much of its time the unit had used; `None` where nothing says how much it had.
    pub used: Option<std::time::Duration>,
    /// By the resident's clock.
    pub in_time: bool,
    /// Nobody has to review it.
    pub accepted: bool,
}

/// The answer was sent.
pub async fn answer(tx: &mut Tx, incident: IncidentId, key: &Key, answered: Answered) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE owed_answer SET answered_at = $6, answered_day = $7, used = $8, in_time = $9, accepted = $10
         WHERE incident_id = $1 AND round = $2 AND timer = $3 AND unit = $4 AND since = $5",
        incident.0,
        key.round,
        key.by.code(),
        key.unit.as_str(),
        key.since.millis(),
        answered.at.millis(),
        answered.day.to_string(),
        answered.used.map(|used| Moment::from_millis(0).plus(used).millis()),
        answered.in_time,
        answered.accepted
    )?;
    Ok(())
}

/// The answer came back, `returns` times more than before, and is owed again.
pub async fn take_back(tx: &mut Tx, incident: IncidentId, key: &Key, returns: i64) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE owed_answer SET answered_at = NULL, answered_day = NULL, used = NULL, in_time = NULL, accepted = FALSE,
             mark = NULL, returns = returns + $6
         WHERE incident_id = $1 AND round = $2 AND timer = $3 AND unit = $4 AND since = $5",
        incident.0,
        key.round,
        key.by.code(),
        key.unit.as_str(),
        key.since.millis(),
        returns
    )?;
    Ok(())
}

/// What became of an answer that was sent.
#[derive(Clone, Copy, Debug)]
pub enum Came {
    /// The reviewers let it through.
    Through,
    /// The reviewers' mark, or that it was taken back.
    Marked(Option<Mark>),
    /// The incident was closed with it, on this local day.
    Closed(NaiveDate),
}

/// Keeps what became of an answer.
pub async fn came(tx: &mut Tx, incident: IncidentId, key: &Key, came: Came) -> Result<(), StoreError> {
    let (marks, mark) = match came {
        Came::Marked(mark) => (true, mark),
        Came::Through | Came::Closed(_) => (false, None),
    };
    let closed = match came {
        Came::Closed(day) => Some(day.to_string()),
        Came::Through | Came::Marked(_) => None,
    };
    sql!(
        tx,
        "UPDATE owed_answer SET accepted = accepted OR CAST($6 AS BOOLEAN),
             mark = CASE WHEN CAST($7 AS BOOLEAN) THEN CAST($8 AS BIGINT) ELSE mark END,
             closed_day = COALESCE(CAST($9 AS TEXT), closed_day)
         WHERE incident_id = $1 AND round = $2 AND timer = $3 AND unit = $4 AND since = $5",
        incident.0,
        key.round,
        key.by.code(),
        key.unit.as_str(),
        key.since.millis(),
        matches!(came, Came::Through),
        marks,
        mark.map(Mark::points),
        closed
    )?;
    Ok(())
}

/// The resident complained again after the last answer, once for an answer.
pub async fn again(tx: &mut Tx, incident: IncidentId, day: NaiveDate) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE owed_answer SET again_day = $2
         WHERE again_day IS NULL AND id = (SELECT id FROM owed_answer WHERE incident_id = $1 AND answered_at IS NOT NULL
                                           ORDER BY id DESC LIMIT 1)",
        incident.0,
        day.to_string()
    )?;
    Ok(())
}
