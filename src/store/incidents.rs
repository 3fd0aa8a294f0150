//! Incidents: one row each, changed only by who knows its version.

use super::db::Tx;
use super::error::{StoreError, changed, code, day, json, to_json};
use super::sql::{sql, sql_among};
use crate::domain::ids::{IncidentId, PersonId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::{ImportanceReason, Incident, Number, SetBy, SettlementReason, Status};
use crate::domain::moment::Moment;
use crate::domain::term::Term;

#[derive(sqlx::FromRow)]
pub(super) struct IncidentRow {
    id: i64,
    version: i64,
    number_year: Option<i64>,
    number_sequence: Option<i64>,
    status: String,
    kind: String,
    channel: String,
    source_title: Option<String>,
    post: Option<i64>,
    link: Option<String>,
    post_key: Option<String>,
    author: Option<String>,
    author_nick: Option<String>,
    text: String,
    topic: Option<String>,
    topic_reason: Option<String>,
    unit: Option<String>,
    unit_reason: Option<String>,
    settlement: Option<String>,
    settlement_reason: Option<String>,
    street: Option<String>,
    house: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    importance: String,
    importance_reason: Option<String>,
    note: Option<String>,
    duplicate_of: Option<i64>,
    created_by: i64,
    assignee: Option<i64>,
    created_at: i64,
    registered_at: Option<i64>,
    assigned_at: Option<i64>,
    accepted_at: Option<i64>,
    accept_due: Option<i64>,
    reply_due: Option<i64>,
    reply_term: Option<String>,
    public_link: Option<String>,
    outcome: Option<String>,
    closed_at: Option<i64>,
    reopened: i64,
    reopened_at: Option<i64>,
    status_since: i64,
    idle_due: Option<i64>,
    pauses: String,
    reply_fixed: bool,
    final_from: Option<i64>,
    final_due: Option<i64>,
    final_term: Option<String>,
    final_fixed: bool,
    promised_on: Option<String>,
    extension_until: Option<i64>,
    look_at: Option<i64>,
    looked_until: i64,
    purged_at: Option<i64>,
}

const TABLE: &str = "incident";

impl TryFrom<IncidentRow> for Incident {
    type Error = StoreError;

    fn try_from(row: IncidentRow) -> Result<Self, StoreError> {
        let id = row.id;
        let moment = |at: Option<i64>| at.map(Moment::from_millis);
        Ok(Self {
            id: IncidentId(id),
            version: row.version,
            number: number(&row)?,
            status: code(TABLE, id, &row.status)?,
            kind: code(TABLE, id, &row.kind)?,
            channel: code(TABLE, id, &row.channel)?,
            source_title: row.source_title,
            post: row.post,
            link: row.link,
            post_key: row.post_key,
            author: row.author,
            author_nick: row.author_nick,
            text: row.text,
            topic: row.topic.map(TopicCode),
            topic_reason: row.topic_reason,
            unit: row.unit.map(UnitCode),
            unit_reason: row.unit_reason.map(|reason| code(TABLE, id, &reason)).transpose()?,
            settlement: row.settlement.map(SettlementCode),
            settlement_reason: row.settlement_reason.map(|reason| code(TABLE, id, &reason)).transpose()?,
            street: row.street,
            house: row.house,
            point: row.latitude.zip(row.longitude),
            importance: code(TABLE, id, &row.importance)?,
            importance_reason: row.importance_reason.map(|reason| code(TABLE, id, &reason)).transpose()?,
            note: row.note,
            duplicate_of: row.duplicate_of.map(IncidentId),
            created_by: PersonId(row.created_by),
            assignee: row.assignee.map(PersonId),
            created_at: Moment::from_millis(row.created_at),
            registered_at: moment(row.registered_at),
            assigned_at: moment(row.assigned_at),
            accepted_at: moment(row.accepted_at),
            accept_due: moment(row.accept_due),
            reply_due: moment(row.reply_due),
            reply_term: row.reply_term.map(|text| term(id, &text)).transpose()?,
            public_link: row.public_link,
            outcome: row.outcome.map(|outcome| code(TABLE, id, &outcome)).transpose()?,
            closed_at: moment(row.closed_at),
            reopened: row.reopened,
            reopened_at: moment(row.reopened_at),
            status_since: Moment::from_millis(row.status_since),
            idle_due: moment(row.idle_due),
            pauses: json(TABLE, id, &row.pauses)?,
            reply_set_by: set_by(row.reply_fixed),
            final_from: moment(row.final_from),
            final_due: moment(row.final_due),
            final_term: row.final_term.map(|text| term(id, &text)).transpose()?,
            final_set_by: set_by(row.final_fixed),
            promised_on: row.promised_on.map(|text| day(TABLE, id, &text)).transpose()?,
            extension_until: moment(row.extension_until),
            look_at: moment(row.look_at),
            looked_until: Moment::from_millis(row.looked_until),
            purged_at: moment(row.purged_at),
        })
    }
}

fn number(row: &IncidentRow) -> Result<Option<Number>, StoreError> {
    let (Some(year), Some(sequence)) = (row.number_year, row.number_sequence) else { return Ok(None) };
    let year = i32::try_from(year).map_err(|error| StoreError::Corrupt {
        table: TABLE,
        row: row.id,
        reason: error.to_string(),
    })?;
    Ok(Some(Number { year, sequence }))
}

const fn set_by(fixed: bool) -> SetBy {
    if fixed { SetBy::Person } else { SetBy::Rule }
}

fn term(row: i64, text: &str) -> Result<Term, StoreError> {
    text.parse().map_err(|error: crate::domain::term::NotATerm| StoreError::Corrupt {
        table: TABLE,
        row,
        reason: error.to_string(),
    })
}

/// Keeps a new draft; its `id`, `version` and `number` are given here.
pub async fn insert(tx: &mut Tx, draft: &Incident) -> Result<Incident, StoreError> {
    let row = sql!(
        tx,
        fetch_one as IncidentRow,
        "INSERT INTO incident (version, status, kind, channel, source_title, post, link, author,
             author_nick, text, topic, topic_reason, unit, unit_reason, settlement, importance, created_by, created_at,
             settlement_reason, street, house, latitude, longitude, note, post_key, importance_reason, status_since,
             idle_due, look_at, looked_until)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23, $24, $25, $26, $27, $28, $29) RETURNING *",
        draft.status.code(),
        draft.kind.code(),
        draft.channel.code(),
        draft.source_title.as_deref(),
        draft.post,
        draft.link.as_deref(),
        draft.author.as_deref(),
        draft.author_nick.as_deref(),
        &draft.text,
        draft.topic.as_ref().map(TopicCode::as_str),
        draft.topic_reason.as_deref(),
        draft.unit.as_ref().map(UnitCode::as_str),
        draft.unit_reason.map(crate::domain::incident::UnitReason::code),
        draft.settlement.as_ref().map(SettlementCode::as_str),
        draft.importance.code(),
        draft.created_by.0,
        draft.created_at.millis(),
        draft.settlement_reason.map(SettlementReason::code),
        draft.street.as_deref(),
        draft.house.as_deref(),
        draft.point.map(|(latitude, _)| latitude),
        draft.point.map(|(_, longitude)| longitude),
        draft.note.as_deref(),
        draft.post_key.as_deref(),
        draft.importance_reason.map(ImportanceReason::code),
        draft.status_since.millis(),
        draft.idle_due.map(Moment::millis),
        draft.look_at.map(Moment::millis),
        draft.looked_until.millis(),
    )?;
    row.try_into()
}

pub async fn load(tx: &mut Tx, id: IncidentId) -> Result<Option<Incident>, StoreError> {
    let row = sql!(tx, fetch_optional as IncidentRow, "SELECT * FROM incident WHERE id = $1", id.0)?;
    row.map(Incident::try_from).transpose()
}

/// Those of these that there are.
pub async fn all(tx: &mut Tx, ids: &[IncidentId]) -> Result<Vec<Incident>, StoreError> {
    let rows = sql_among!(tx, IncidentRow, "SELECT * FROM incident WHERE id IN ($1) ORDER BY id", ids);
    rows.into_iter().map(Incident::try_from).collect()
}

pub async fn by_number(tx: &mut Tx, number: Number) -> Result<Option<Incident>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as IncidentRow,
        "SELECT * FROM incident WHERE number_year = $1 AND number_sequence = $2",
        i64::from(number.year),
        number.sequence
    )?;
    row.map(Incident::try_from).transpose()
}

/// Every incident with this sequence, whatever its year; the newest first.
pub async fn with_sequence(tx: &mut Tx, sequence: i64) -> Result<Vec<Incident>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as IncidentRow,
        "SELECT i.* FROM number_sequence y JOIN incident i ON i.number_year = y.year AND i.number_sequence = $1
         ORDER BY y.year DESC",
        sequence
    )?;
    rows.into_iter().map(Incident::try_from).collect()
}

/// Writes the whole row if nobody has changed it since it was loaded, else [`StoreError::Conflict`].
pub async fn save(tx: &mut Tx, incident: &Incident) -> Result<(), StoreError> {
    let moment = |at: Option<Moment>| at.map(Moment::millis);
    let rows = sql!(
        tx,
        "UPDATE incident SET version = version + 1, number_year = $3, number_sequence = $4, status = $5, text = $6,
             topic = $7, topic_reason = $8, unit = $9, unit_reason = $10, settlement = $11, importance = $12,
             assignee = $13, registered_at = $14, assigned_at = $15, accepted_at = $16, accept_due = $17,
             reply_due = $18, reply_term = $19, public_link = $20, outcome = $21, closed_at = $22,
             settlement_reason = $23, street = $24, house = $25, latitude = $26, longitude = $27, note = $28,
             duplicate_of = $29, reopened = $30, reopened_at = $31, post_key = $32, importance_reason = $33,
             channel = $34, source_title = $35, post = $36, link = $37, author = $38, author_nick = $39,
             status_since = $40, idle_due = $41, pauses = $42, reply_fixed = $43, final_from = $44, final_due = $45,
             final_term = $46, final_fixed = $47, promised_on = $48, look_at = $49, looked_until = $50,
             extension_until = $51
         WHERE id = $1 AND version = $2",
        incident.id.0,
        incident.version,
        incident.number.map(|number| i64::from(number.year)),
        incident.number.map(|number| number.sequence),
        incident.status.code(),
        &incident.text,
        incident.topic.as_ref().map(TopicCode::as_str),
        incident.topic_reason.as_deref(),
        incident.unit.as_ref().map(UnitCode::as_str),
        incident.unit_reason.map(crate::domain::incident::UnitReason::code),
        incident.settlement.as_ref().map(SettlementCode::as_str),
        incident.importance.code(),
        incident.assignee.map(|person| person.0),
        moment(incident.registered_at),
        moment(incident.assigned_at),
        moment(incident.accepted_at),
        moment(incident.accept_due),
        moment(incident.reply_due),
        incident.reply_term.map(|term| term.to_string()),
        incident.public_link.as_deref(),
        incident.outcome.map(crate::domain::incident::Outcome::code),
        moment(incident.closed_at),
        incident.settlement_reason.map(SettlementReason::code),
        incident.street.as_deref(),
        incident.house.as_deref(),
        incident.point.map(|(latitude, _)| latitude),
        incident.point.map(|(_, longitude)| longitude),
        incident.note.as_deref(),
        incident.duplicate_of.map(|main| main.0),
        incident.reopened,
        moment(incident.reopened_at),
        incident.post_key.as_deref(),
        incident.importance_reason.map(ImportanceReason::code),
        incident.channel.code(),
        incident.source_title.as_deref(),
        incident.post,
        incident.link.as_deref(),
        incident.author.as_deref(),
        incident.author_nick.as_deref(),
        incident.status_since.millis(),
        moment(incident.idle_due),
        to_json(TABLE, &incident.pauses)?,
        incident.reply_set_by == SetBy::Person,
        moment(incident.final_from),
        moment(incident.final_due),
        incident.final_term.map(|term| term.to_string()),
        incident.final_set_by == SetBy::Person,
        incident.promised_on.map(|day| day.to_string()),
        moment(incident.look_at),
        incident.looked_until.millis(),
        moment(incident.extension_until),
    )?;
    changed(rows)
}

/// Holds the row as it was loaded until the transaction ends, else [`StoreError::Conflict`]: for what is added beside
/// it.
pub async fn hold(tx: &mut Tx, incident: &Incident) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE incident SET version = version WHERE id = $1 AND version = $2",
        incident.id.0,
        incident.version
    )?;
    changed(rows)
}

/// The next number of a year; the row stays locked until the transaction ends, so numbers have no gaps.
pub async fn next_number(tx: &mut Tx, year: i32) -> Result<Number, StoreError> {
    let (sequence,) = sql!(
        tx,
        fetch_one as (i64,),
        "INSERT INTO number_sequence (year, last) VALUES ($1, 1)
         ON CONFLICT (year) DO UPDATE SET last = number_sequence.last + 1 RETURNING last",
        i64::from(year)
    )?;
    Ok(Number { year, sequence })
}

/// Who brings a post waits here for whoever brings the same at this moment: afterwards each sees the other.
pub async fn bring(tx: &mut Tx, post_key: &str) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO brought (post_key, times) VALUES ($1, 1)
         ON CONFLICT (post_key) DO UPDATE SET times = brought.times + 1",
        post_key
    )?;
    Ok(())
}

/// What tells of the same post already: a registered incident, else what a duplicate of it follows, else a draft;
/// the earliest of them.
pub async fn of_same_post(tx: &mut Tx, incident: &Incident) -> Result<Option<Incident>, StoreError> {
    let Some(key) = &incident.post_key else { return Ok(None) };
    let row = sql!(
        tx,
        fetch_optional as IncidentRow,
        "SELECT * FROM incident WHERE post_key = $1 AND id <> $2 AND COALESCE(duplicate_of, 0) <> $2
             AND status <> 'rejected'
         ORDER BY CASE status WHEN 'draft' THEN 2 WHEN 'duplicate' THEN 1 ELSE 0 END, id LIMIT 1",
        key.as_str(),
        incident.id.0
    )?;
    let found = row.map(Incident::try_from).transpose()?;
    let Some(main) = found.as_ref().and_then(|found| found.duplicate_of) else { return Ok(found) };
    Ok(load(tx, main).await?.filter(|main| main.status != Status::Rejected))
}

/// The duplicates that follow this incident.
pub async fn followers(tx: &mut Tx, main: IncidentId) -> Result<Vec<Incident>, StoreError> {
    let rows =
        sql!(tx, fetch_all as IncidentRow, "SELECT * FROM incident WHERE duplicate_of = $1 ORDER BY id", main.0)?;
    rows.into_iter().map(Incident::try_from).collect()
}

/// Open incidents of a unit, those due first at the head.
pub async fn open_of_unit(tx: &mut Tx, unit: &UnitCode) -> Result<Vec<Incident>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as IncidentRow,
        "SELECT * FROM incident WHERE unit = $1 AND status NOT IN ('closed', 'duplicate', 'rejected')
         ORDER BY reply_due, id LIMIT 500",
        unit.as_str()
    )?;
    rows.into_iter().map(Incident::try_from).collect()
}

/// How many open incidents a unit has.
pub async fn count_open(tx: &mut Tx, unit: &UnitCode) -> Result<i64, StoreError> {
    let (count,) = sql!(
        tx,
        fetch_one as (i64,),
        "SELECT COUNT(*) FROM incident WHERE unit = $1 AND status NOT IN ('closed', 'duplicate', 'rejected')",
        unit.as_str()
    )?;
    Ok(count)
}

/// How many incidents are open with each unit that has any.
pub async fn count_open_by_unit(tx: &mut Tx) -> Result<Vec<(UnitCode, i64)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (String, i64),
        "SELECT unit, COUNT(*) FROM incident
         WHERE unit IS NOT NULL AND status NOT IN ('draft', 'closed', 'duplicate', 'rejected') GROUP BY unit"
    )?;
    Ok(rows.into_iter().map(|(unit, count)| (UnitCode(unit), count)).collect())
}

/// Open incidents that this person has accepted.
pub async fn held_by(tx: &mut Tx, person: PersonId) -> Result<Vec<Incident>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as IncidentRow,
        "SELECT * FROM incident WHERE assignee = $1 AND status NOT IN ('closed', 'duplicate', 'rejected') ORDER BY id",
        person.0
    )?;
    rows.into_iter().map(Incident::try_from).collect()
}

/// Behind which incident the clocks are still to be counted anew; `None`: behind none.
pub async fn counted_to(tx: &mut Tx) -> Result<Option<IncidentId>, StoreError> {
    let (counted,) = sql!(tx, fetch_one as (Option<i64>,), "SELECT counted_to FROM directory_state WHERE id = 1")?;
    Ok(counted.map(IncidentId))
}

/// Up to which incident the clocks were counted anew; `None`: up to the last.
pub async fn set_counted_to(tx: &mut Tx, incident: Option<IncidentId>) -> Result<(), StoreError> {
    sql!(tx, "UPDATE directory_state SET counted_to = $1 WHERE id = 1", incident.map(|incident| incident.0))?;
    Ok(())
}

/// Some open incidents and drafts behind this one, in the order of their ids.
pub async fn open_behind(tx: &mut Tx, id: IncidentId, most: i64) -> Result<Vec<Incident>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as IncidentRow,
        "SELECT * FROM incident WHERE id > $1 AND status NOT IN ('closed', 'duplicate', 'rejected')
         ORDER BY id LIMIT $2",
        id.0,
        most
    )?;
    rows.into_iter().map(Incident::try_from).collect()
}
