//! Many incidents at once, with all that happened to them: for a history that was made up, never for the bot's work.
//!
//! Each statement is written for one row; `many` repeats its values. Ids of incidents are the caller's, so that one
//! may follow another.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::{Postgres, Sqlite};

use super::db::{Session, Tx};
use super::error::{StoreError, to_json};
use super::many::{ARGUMENTS, many};
use super::owed::Answered;
use super::search::between_spaces;
use super::sql::sql;
use crate::domain::history::Step;
use crate::domain::ids::{IncidentId, PersonId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::{
    CameBy, Channel, ImportanceReason, Incident, Mark, Outcome, Reply, SetBy, SettlementReason, UnitReason,
};
use crate::domain::moment::Moment;
use crate::domain::owed::{Allowed, Key, Measure};
use crate::domain::search::Findable;

/// An incident with everything that is kept of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    pub incident: Incident,
    /// In the order in which they happened.
    pub steps: Vec<Step>,
    pub replies: Vec<Judged>,
    pub received: Option<Received>,
    /// In the order in which they came to be owed.
    pub owed: Vec<Owed>,
    /// What it is found by; `None`: by nothing.
    pub findable: Option<Findable>,
}

/// A reply, with who decided on it and when. Its id is given here.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub reply: Reply,
    pub decided: Option<(PersonId, Moment)>,
}

/// A row of what was received.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The local day of the registration.
    pub day: NaiveDate,
    pub unit: Option<UnitCode>,
    pub topic: Option<TopicCode>,
    pub settlement: Option<SettlementCode>,
    pub channel: Channel,
}

/// A row of what is owed.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    pub key: Key,
    pub topic: Option<TopicCode>,
    pub settlement: Option<SettlementCode>,
    pub channel: Channel,
    pub allowed: Option<Allowed>,
    /// The local day of the due moment.
    pub due_day: Option<NaiveDate>,
    pub reviewed: bool,
    /// `None` while it is owed.
    pub answered: Option<Answered>,
    pub returns: i64,
    pub mark: Option<Mark>,
    pub closed_day: Option<NaiveDate>,
    pub again_day: Option<NaiveDate>,
    pub left_at: Option<Moment>,
}

/// Inserts many rows by the statement for one of them.
macro_rules! insert {
    ($tx:expr, $one:literal, $rows:expr, |$row:ident| [$($value:expr),* $(,)?]) => {{
        let columns = [$(stringify!($value)),*].len();
        for chunk in $rows.chunks(ARGUMENTS / columns) {
            match &mut $tx.session {
                Session::Sqlite(tx) => {
                    let mut query = sqlx::query::<Sqlite>(many($one, columns, chunk.len(), false));
                    for $row in chunk { $(query = query.bind($value);)* }
                    query.execute(&mut **tx).await.map(|done| done.rows_affected())?
                }
                Session::Postgres(tx) => {
                    let mut query = sqlx::query::<Postgres>(many($one, columns, chunk.len(), true));
                    for $row in chunk { $(query = query.bind($value);)* }
                    query.execute(&mut **tx).await.map(|done| done.rows_affected())?
                }
            };
        }
    }};
}

/// Where a made-up history goes on: behind the last incident, and behind the last number of each year.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Last {
    pub incident: i64,
    pub numbers: BTreeMap<i32, i64>,
}

/// The last ones there are.
pub async fn last(tx: &mut Tx) -> Result<Last, StoreError> {
    let (incident,) = sql!(tx, fetch_one as (i64,), "SELECT COALESCE(MAX(id), 0) FROM incident")?;
    let rows = sql!(tx, fetch_all as (i64, i64), "SELECT year, last FROM number_sequence")?;
    let numbers = rows.into_iter().filter_map(|(year, last)| Some((i32::try_from(year).ok()?, last))).collect();
    Ok(Last { incident, numbers })
}

/// Writes incidents with all that is kept of them. A duplicate's main incident comes before it.
pub async fn write(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    incidents(tx, wholes).await?;
    replies(tx, wholes).await?;
    history(tx, wholes).await?;
    received(tx, wholes).await?;
    owed(tx, wholes).await?;
    words(tx, wholes).await
}

/// Tells the engine up to where ids and numbers were given out. Afterwards the bot goes on from there.
pub async fn given_out(tx: &mut Tx, last: &Last) -> Result<(), StoreError> {
    if matches!(tx.session, Session::Postgres(_)) && last.incident > 0 {
        sql!(tx, fetch_one as (i64,), "SELECT setval(pg_get_serial_sequence('incident', 'id'), $1)", last.incident)?;
    }
    for (year, number) in &last.numbers {
        sql!(
            tx,
            "INSERT INTO number_sequence (year, last) VALUES ($1, $2)
             ON CONFLICT (year) DO UPDATE SET last = excluded.last",
            i64::from(*year),
            *number
        )?;
    }
    Ok(())
}

fn millis(at: Option<Moment>) -> Option<i64> {
    at.map(Moment::millis)
}

fn written(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

async fn incidents(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    let with_pauses = |whole: &'_ Whole| to_json("incident", &whole.incident.pauses);
    let pauses: Vec<String> = wholes.iter().map(with_pauses).collect::<Result<_, _>>()?;
    let rows: Vec<(&Incident, String)> = wholes.iter().map(|whole| &whole.incident).zip(pauses).collect();
    insert!(
        tx,
        "INSERT INTO incident (id, version, number_year, number_sequence, status, kind, channel, source_title, post,
             link, post_key, author, author_nick, text, topic, topic_reason, unit, unit_reason, settlement,
             settlement_reason, street, house, latitude, longitude, importance, importance_reason, note, duplicate_of,
             created_by, assignee, created_at, registered_at, assigned_at, accepted_at, accept_due, reply_due,
             reply_term, public_link, outcome, closed_at, reopened, reopened_at, status_since, idle_due, pauses,
             reply_fixed, final_from, final_due, final_term, final_fixed, promised_on, extension_until, look_at,
             looked_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43,
             $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54)",
        rows,
        |row| [
            row.0.id.0,
            row.0.version,
            row.0.number.map(|number| i64::from(number.year)),
            row.0.number.map(|number| number.sequence),
            row.0.status.code(),
            row.0.kind.code(),
            row.0.channel.code(),
            row.0.source_title.as_deref(),
            row.0.post,
            row.0.link.as_deref(),
            row.0.post_key.as_deref(),
            row.0.author.as_deref(),
            row.0.author_nick.as_deref(),
            row.0.text.as_str(),
            row.0.topic.as_ref().map(TopicCode::as_str),
            row.0.topic_reason.as_deref(),
            row.0.unit.as_ref().map(UnitCode::as_str),
            row.0.unit_reason.map(UnitReason::code),
            row.0.settlement.as_ref().map(SettlementCode::as_str),
            row.0.settlement_reason.map(SettlementReason::code),
            row.0.street.as_deref(),
            row.0.house.as_deref(),
            row.0.point.map(|(latitude, _)| latitude),
            row.0.point.map(|(_, longitude)| longitude),
            row.0.importance.code(),
            row.0.importance_reason.map(ImportanceReason::code),
            row.0.note.as_deref(),
            row.0.duplicate_of.map(|main| main.0),
            row.0.created_by.0,
            row.0.assignee.map(|person| person.0),
            row.0.created_at.millis(),
            millis(row.0.registered_at),
            millis(row.0.assigned_at),
            millis(row.0.accepted_at),
            millis(row.0.accept_due),
            millis(row.0.reply_due),
            row.0.reply_term.map(|term| term.to_string()),
            row.0.public_link.as_deref(),
            row.0.outcome.map(Outcome::code),
            millis(row.0.closed_at),
            row.0.reopened,
            millis(row.0.reopened_at),
            row.0.status_since.millis(),
            millis(row.0.idle_due),
            row.1.as_str(),
            row.0.reply_set_by == SetBy::Person,
            millis(row.0.final_from),
            millis(row.0.final_due),
            row.0.final_term.map(|term| term.to_string()),
            row.0.final_set_by == SetBy::Person,
            written(row.0.promised_on),
            millis(row.0.extension_until),
            millis(row.0.look_at),
            row.0.looked_until.millis(),
        ]
    );
    Ok(())
}

async fn replies(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    let rows: Vec<&Judged> = wholes.iter().flat_map(|whole| &whole.replies).collect();
    insert!(
        tx,
        "INSERT INTO reply (version, incident_id, author_id, kind, state, text, return_reason, created_at, sent_at,
             decided_at, decided_by, mark, came_by, promised_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        rows,
        |row| [
            row.reply.version,
            row.reply.incident.0,
            row.reply.author.0,
            row.reply.kind.code(),
            row.reply.state.code(),
            row.reply.text.as_str(),
            row.reply.return_reason.as_deref(),
            row.reply.created_at.millis(),
            millis(row.reply.sent_at),
            row.decided.map(|(_, at)| at.millis()),
            row.decided.map(|(by, _)| by.0),
            row.reply.mark.map(Mark::points),
            row.reply.came_by.map(CameBy::code),
            written(row.reply.promised_on),
        ]
    );
    Ok(())
}

async fn history(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    let rows: Vec<&Step> = wholes.iter().flat_map(|whole| &whole.steps).collect();
    insert!(
        tx,
        "INSERT INTO history (incident_id, at, actor_id, action, from_status, to_status, detail, update_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        rows,
        |row| [
            row.incident.0,
            row.at.millis(),
            row.actor.map(|actor| actor.0),
            row.action.code(),
            row.from.code(),
            row.to.code(),
            row.detail.as_deref(),
            row.update.map(|update| update.0),
        ]
    );
    Ok(())
}

async fn received(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    let of = |whole: &'_ Whole| whole.received.clone().map(|received| (whole.incident.id, received));
    let rows: Vec<(IncidentId, Received)> = wholes.iter().filter_map(of).collect();
    insert!(
        tx,
        "INSERT INTO received (incident_id, day, unit, topic, settlement, channel) VALUES ($1, $2, $3, $4, $5, $6)",
        rows,
        |row| [
            row.0.0,
            row.1.day.to_string(),
            row.1.unit.as_ref().map(UnitCode::as_str),
            row.1.topic.as_ref().map(TopicCode::as_str),
            row.1.settlement.as_ref().map(SettlementCode::as_str),
            row.1.channel.code(),
        ]
    );
    Ok(())
}

async fn owed(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    let of = |whole: &'_ Whole| whole.owed.iter().cloned().map(|owed| (whole.incident.id, owed)).collect::<Vec<_>>();
    let rows: Vec<(IncidentId, Owed)> = wholes.iter().flat_map(of).collect();
    insert!(
        tx,
        "INSERT INTO owed_answer (incident_id, round, timer, unit, since, topic, settlement, channel, due, due_day,
             term, used, clocked, answered_at, answered_day, in_time, returns, reviewed, accepted, mark, closed_day,
             again_day, left_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23)",
        rows,
        |row| [
            row.0.0,
            row.1.key.round,
            row.1.key.by.code(),
            row.1.key.unit.as_str(),
            row.1.key.since.millis(),
            row.1.topic.as_ref().map(TopicCode::as_str),
            row.1.settlement.as_ref().map(SettlementCode::as_str),
            row.1.channel.code(),
            row.1.allowed.map(|allowed| allowed.due.millis()),
            written(row.1.due_day),
            row.1.allowed.map(|allowed| length(allowed.term)),
            row.1.answered.and_then(|answered| answered.used).map(length),
            row.1.allowed.is_some_and(|allowed| allowed.measure == Measure::Clock),
            row.1.answered.map(|answered| answered.at.millis()),
            row.1.answered.map(|answered| answered.day.to_string()),
            row.1.answered.map(|answered| answered.in_time),
            row.1.returns,
            row.1.reviewed,
            row.1.answered.is_some_and(|answered| answered.accepted),
            row.1.mark.map(Mark::points),
            written(row.1.closed_day),
            written(row.1.again_day),
            millis(row.1.left_at),
        ]
    );
    Ok(())
}

/// Milliseconds.
fn length(time: std::time::Duration) -> i64 {
    Moment::from_millis(0).plus(time).millis()
}

async fn words(tx: &mut Tx, wholes: &[Whole]) -> Result<(), StoreError> {
    let found = wholes.iter().filter_map(|whole| Some((whole.incident.id, whole.findable.as_ref()?)));
    let found: Vec<(IncidentId, &Findable)> = found.collect();
    let mut stems: Vec<(&str, IncidentId, bool)> = Vec::new();
    for (id, findable) in &found {
        let public = findable.stems.iter().map(|stem| (stem.as_str(), *id, false));
        stems.extend(public.chain(findable.private.iter().map(|stem| (stem.as_str(), *id, true))));
    }
    // In the order of the key, so that its pages are written once.
    stems.sort_unstable();
    insert!(tx, "INSERT INTO incident_word (stem, incident_id, private) VALUES ($1, $2, $3)", stems, |row| [
        row.0, row.1.0, row.2
    ]);
    insert!(tx, "INSERT INTO incident_stems (incident_id, stems, private) VALUES ($1, $2, $3)", found, |row| [
        row.0.0,
        between_spaces(&row.1.stems),
        between_spaces(&row.1.private)
    ]);
    Ok(())
}
