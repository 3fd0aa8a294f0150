//! Sums for reports: counts along an index, over any days. Whose they are is told by unit, so that a report about a
//! part of the tree adds up what belongs to it.

use chrono::NaiveDate;

use super::db::Tx;
use super::error::{StoreError, code, day};
use super::sql::sql;
use crate::domain::ids::{IncidentId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::{Channel, Number};
use crate::domain::moment::Moment;
use crate::domain::owed::Measure;
use crate::domain::period::Period;

/// So many incidents of a unit; of none while nobody had been chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted<T> {
    pub unit: Option<UnitCode>,
    pub what: T,
    pub count: i64,
}

impl<T> Counted<T> {
    fn of((unit, what, count): (Option<String>, T, i64)) -> Self {
        Self { unit: unit.map(UnitCode), what, count }
    }
}

fn days(period: Period) -> (String, String) {
    (period.first.to_string(), period.last.to_string())
}

/// The first day of which anything is known.
pub async fn first_day(tx: &mut Tx) -> Result<Option<NaiveDate>, StoreError> {
    let (first,) = sql!(tx, fetch_one as (Option<String>,), "SELECT MIN(day) FROM received")?;
    first.map(|first| day("received", 0, &first)).transpose()
}

/// What was received on each day.
pub async fn received_by_day(tx: &mut Tx, period: Period) -> Result<Vec<Counted<NaiveDate>>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (Option<String>, String, i64),
        "SELECT unit, day, COUNT(*) FROM received WHERE day BETWEEN $1 AND $2 GROUP BY day, unit",
        first,
        last
    )?;
    rows.into_iter().map(|(unit, at, count)| Ok(Counted::of((unit, day("received", 0, &at)?, count)))).collect()
}

/// What was received, by topic.
pub async fn received_by_topic(tx: &mut Tx, period: Period) -> Result<Vec<Counted<Option<TopicCode>>>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (Option<String>, Option<String>, i64),
        "SELECT unit, topic, COUNT(*) FROM received WHERE day BETWEEN $1 AND $2 GROUP BY unit, topic",
        first,
        last
    )?;
    Ok(rows.into_iter().map(|(unit, topic, count)| Counted::of((unit, topic.map(TopicCode), count))).collect())
}

/// What was received, by settlement and topic.
pub async fn received_by_place(tx: &mut Tx, period: Period) -> Result<Vec<Counted<Place>>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (Option<String>, Option<String>, Option<String>, i64),
        "SELECT unit, settlement, topic, COUNT(*) FROM received WHERE day BETWEEN $1 AND $2
         GROUP BY unit, settlement, topic",
        first,
        last
    )?;
    let place = |(unit, settlement, topic, count): (_, Option<String>, Option<String>, _)| {
        let what = Place { settlement: settlement.map(SettlementCode), topic: topic.map(TopicCode) };
        Counted::of((unit, what, count))
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Where, and about what.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    pub settlement: Option<SettlementCode>,
    pub topic: Option<TopicCode>,
}

/// What was received, by channel.
pub async fn received_by_channel(tx: &mut Tx, period: Period) -> Result<Vec<Counted<Channel>>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (Option<String>, String, i64),
        "SELECT unit, channel, COUNT(*) FROM received WHERE day BETWEEN $1 AND $2 GROUP BY unit, channel",
        first,
        last
    )?;
    rows.into_iter()
        .map(|(unit, channel, count)| Ok(Counted::of((unit, code("received", 0, &channel)?, count))))
        .collect()
}

/// What was closed on each day.
pub async fn closed_by_day(tx: &mut Tx, period: Period) -> Result<Vec<Counted<Closed>>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (String, String, i64, i64),
        "SELECT unit, closed_day, COUNT(*), COUNT(*) FILTER (WHERE in_time) FROM owed_answer
         WHERE closed_day BETWEEN $1 AND $2 GROUP BY closed_day, unit",
        first,
        last
    )?;
    let closed = |(unit, at, count, in_time): (String, String, i64, i64)| {
        let what = Closed { day: day("owed_answer", 0, &at)?, in_time };
        Ok(Counted::of((Some(unit), what, count)))
    };
    rows.into_iter().map(closed).collect()
}

/// On which day, and how many of them were answered in time by the resident's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closed {
    pub day: NaiveDate,
    pub in_time: i64,
}

/// What a unit's answers of a period come to. Sums are of values from 0 to 1; milliseconds are nowhere in them.
#[derive(Clone, Debug, Default, PartialEq, sqlx::FromRow)]
pub struct AnswerSums {
    pub unit: String,
    pub incidents: i64,
    /// Of those with a due moment.
    pub owed: i64,
    pub on_time: i64,
    /// Answers whose use of time is known, and the sum of its values.
    pub timed: i64,
    pub speed: f64,
    /// Judged answers, and the sum of their values.
    pub judged: i64,
    pub complete: f64,
    pub reviewed: bool,
}

/// What came due or was closed in the period, and what was owed from before and not answered by its end: by unit.
/// What nobody has answered by `end` has no speed here: see [`unanswered`].
///
/// No answer is in two of the parts, so none has to be put together by its id: PostgreSQL would read the whole table.
pub async fn answers(tx: &mut Tx, period: Period, end: Moment) -> Result<Vec<AnswerSums>, StoreError> {
    let (first, last) = days(period);
    sql!(
        tx,
        fetch_all as AnswerSums,
        "WITH counted AS (
             SELECT incident_id, unit, due, term, used, answered_at, returns, reviewed, accepted, mark FROM owed_answer
                 WHERE due_day BETWEEN $1 AND $2 AND due <= $3 AND (left_at IS NULL OR left_at > due)
             UNION ALL SELECT incident_id, unit, due, term, used, answered_at, returns, reviewed, accepted, mark
                 FROM owed_answer WHERE closed_day BETWEEN $1 AND $2 AND NOT COALESCE(
                     due_day BETWEEN $1 AND $2 AND due <= $3 AND (left_at IS NULL OR left_at > due), FALSE)
             UNION ALL SELECT incident_id, unit, due, term, used, answered_at, returns, reviewed, accepted, mark
                 FROM owed_answer WHERE answered_at IS NULL AND left_at IS NULL AND due_day < $1
             UNION ALL SELECT incident_id, unit, due, term, used, answered_at, returns, reviewed, accepted, mark
                 FROM owed_answer WHERE answered_day > $2 AND due_day < $1 AND answered_at > $3
             UNION ALL SELECT incident_id, unit, due, term, used, answered_at, returns, reviewed, accepted, mark
                 FROM owed_answer WHERE left_at > $3 AND due_day < $1
         )
         SELECT o.unit, COUNT(DISTINCT o.incident_id) AS incidents,
             COUNT(*) FILTER (WHERE o.due IS NOT NULL) AS owed,
             COUNT(*) FILTER (WHERE o.due IS NOT NULL AND o.answered_at <= $3 AND o.answered_at <= o.due) AS on_time,
             COUNT(*) FILTER (WHERE o.term IS NOT NULL AND o.answered_at <= $3) AS timed,
             COALESCE(SUM(CASE WHEN o.term IS NULL OR o.answered_at IS NULL OR o.answered_at > $3 THEN 0.0
                 WHEN o.term <= 0 THEN CASE WHEN o.used <= 0 THEN 1.0 ELSE 0.0 END
                 WHEN o.used >= 2 * o.term THEN 0.0
                 ELSE 1.0 - CAST(o.used AS DOUBLE PRECISION) / (2 * o.term) END), 0.0) AS speed,
             COUNT(*) FILTER (WHERE o.answered_at <= $3 AND o.accepted AND (o.mark IS NOT NULL OR o.reviewed)) AS judged,
             COALESCE(SUM(CASE WHEN o.answered_at IS NULL OR o.answered_at > $3 OR NOT o.accepted THEN 0.0
                 WHEN o.mark IS NOT NULL THEN CAST(o.mark AS DOUBLE PRECISION) / 2
                 WHEN o.reviewed AND o.returns = 0 THEN 1.0 ELSE 0.0 END), 0.0) AS complete,
             MAX(CASE WHEN o.reviewed THEN 1 ELSE 0 END) = 1 AS reviewed
         FROM counted o GROUP BY o.unit ORDER BY o.unit",
        first,
        last,
        end.millis()
    )
}

/// How often residents complained again: by unit, the closed or complained of, and the complained of.
pub async fn repeats(tx: &mut Tx, period: Period) -> Result<Vec<(UnitCode, i64, i64)>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (String, i64, i64),
        "SELECT unit, COUNT(*), COUNT(*) FILTER (WHERE again_day <= $2) FROM (
             SELECT unit, again_day FROM owed_answer WHERE closed_day BETWEEN $1 AND $2
             UNION ALL SELECT unit, again_day FROM owed_answer WHERE again_day BETWEEN $1 AND $2
                 AND (closed_day IS NULL OR closed_day < $1 OR closed_day > $2)
         ) AS counted GROUP BY unit ORDER BY unit",
        first,
        last
    )?;
    Ok(rows.into_iter().map(|(unit, closed, again)| (UnitCode(unit), closed, again)).collect())
}

/// An answer that was late and not sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Unanswered {
    pub unit: UnitCode,
    pub due: Moment,
    /// Milliseconds.
    pub term: i64,
    pub measure: Measure,
    /// When the unit lost it.
    pub left_at: Option<Moment>,
}

/// Of what [`answers`] counts: what was owed and not answered by `end`.
pub async fn unanswered(tx: &mut Tx, period: Period, end: Moment) -> Result<Vec<Unanswered>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (String, i64, i64, bool, Option<i64>),
        "SELECT unit, due, term, clocked, left_at FROM (
             SELECT unit, due, term, clocked, left_at FROM owed_answer WHERE due_day BETWEEN $1 AND $2 AND due <= $3
                 AND (left_at IS NULL OR left_at > due) AND (answered_at IS NULL OR answered_at > $3)
             UNION ALL SELECT unit, due, term, clocked, left_at FROM owed_answer
                 WHERE answered_at IS NULL AND left_at IS NULL AND due_day < $1
             UNION ALL SELECT unit, due, term, clocked, left_at FROM owed_answer
                 WHERE answered_day > $2 AND due_day < $1 AND answered_at > $3
             UNION ALL SELECT unit, due, term, clocked, left_at FROM owed_answer
                 WHERE left_at > $3 AND due_day < $1 AND answered_at IS NULL
         ) AS late WHERE term IS NOT NULL",
        first,
        last,
        end.millis()
    )?;
    Ok(rows
        .into_iter()
        .map(|(unit, due, term, clocked, left_at)| Unanswered {
            unit: UnitCode(unit),
            due: Moment::from_millis(due),
            term,
            measure: measure(clocked),
            left_at: left_at.map(Moment::from_millis),
        })
        .collect())
}

const fn measure(clocked: bool) -> Measure {
    if clocked { Measure::Clock } else { Measure::Work }
}

/// One answer of a unit, with what it may have cost.
#[derive(Clone, Debug, PartialEq)]
pub struct OneAnswer {
    pub incident: IncidentId,
    pub number: Option<Number>,
    pub topic: Option<TopicCode>,
    pub due: Option<Moment>,
    /// Milliseconds.
    pub term: Option<i64>,
    pub used: Option<i64>,
    pub measure: Measure,
    pub answered_at: Option<Moment>,
    pub left_at: Option<Moment>,
    pub judgement: Judgement,
    /// It is one of those that came due or were closed.
    pub counted: bool,
    /// It is one of those that were closed or complained of again.
    pub closed: bool,
    /// The resident complained again by the end of the period.
    pub again: bool,
}

/// What the reviewers made of an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Judgement {
    /// Nothing yet, or nobody reviews.
    None,
    /// Let through at once.
    AtFirst,
    /// Let through after it had come back.
    Returned,
    /// Of two.
    Mark(i64),
}

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "columns of a table")]
struct OneAnswerRow {
    incident_id: i64,
    number_year: Option<i64>,
    number_sequence: Option<i64>,
    topic: Option<String>,
    due: Option<i64>,
    term: Option<i64>,
    used: Option<i64>,
    clocked: bool,
    answered_at: Option<i64>,
    left_at: Option<i64>,
    returns: i64,
    reviewed: bool,
    accepted: bool,
    mark: Option<i64>,
    counted: i64,
    closed: i64,
    again: bool,
}

/// Every answer of one unit that its score of the period is made of.
pub async fn answers_of(
    tx: &mut Tx,
    unit: &UnitCode,
    period: Period,
    end: Moment,
) -> Result<Vec<OneAnswer>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as OneAnswerRow,
        "WITH counted AS (
             SELECT id, 1 AS counted, 0 AS closed FROM owed_answer WHERE due_day BETWEEN $1 AND $2 AND due <= $3
                 AND (left_at IS NULL OR left_at > due)
             UNION ALL SELECT id, 1, 1 FROM owed_answer WHERE closed_day BETWEEN $1 AND $2
             UNION ALL SELECT id, 1, 0 FROM owed_answer WHERE answered_at IS NULL AND left_at IS NULL AND due_day < $1
             UNION ALL SELECT id, 1, 0 FROM owed_answer WHERE answered_day > $2 AND due_day < $1 AND answered_at > $3
             UNION ALL SELECT id, 1, 0 FROM owed_answer WHERE left_at > $3 AND due_day < $1
             UNION ALL SELECT id, 0, 1 FROM owed_answer WHERE again_day BETWEEN $1 AND $2
         ), once AS (
             SELECT id, CAST(MAX(counted) AS BIGINT) AS counted, CAST(MAX(closed) AS BIGINT) AS closed
             FROM counted GROUP BY id
         )
         SELECT o.incident_id, i.number_year, i.number_sequence, o.topic, o.due, o.term, o.used, o.clocked,
             o.answered_at, o.left_at, o.returns, o.reviewed, o.accepted, o.mark, once.counted, once.closed,
             (o.again_day IS NOT NULL AND o.again_day <= $2) AS again
         FROM once JOIN owed_answer o ON o.id = once.id JOIN incident i ON i.id = o.incident_id
         WHERE o.unit = $4 ORDER BY o.id",
        first,
        last,
        end.millis(),
        unit.as_str()
    )?;
    Ok(rows.into_iter().map(OneAnswer::from).collect())
}

impl From<OneAnswerRow> for OneAnswer {
    fn from(row: OneAnswerRow) -> Self {
        let moment = |at: Option<i64>| at.map(Moment::from_millis);
        let year = row.number_year.and_then(|year| i32::try_from(year).ok());
        Self {
            incident: IncidentId(row.incident_id),
            number: year.zip(row.number_sequence).map(|(year, sequence)| Number { year, sequence }),
            topic: row.topic.map(TopicCode),
            due: moment(row.due),
            term: row.term,
            used: row.used,
            measure: measure(row.clocked),
            answered_at: moment(row.answered_at),
            left_at: moment(row.left_at),
            judgement: match row.mark {
                _ if !row.accepted => Judgement::None,
                Some(mark) => Judgement::Mark(mark),
                None if !row.reviewed => Judgement::None,
                None if row.returns == 0 => Judgement::AtFirst,
                None => Judgement::Returned,
            },
            counted: row.counted == 1,
            closed: row.closed == 1,
            again: row.again,
        }
    }
}

/// How the open incidents of a unit stand.
#[derive(Clone, Debug, Default, PartialEq, sqlx::FromRow)]
pub struct Standing {
    pub unit: Option<String>,
    /// Open and not under control («на контроле»).
    pub in_work: i64,
    pub monitoring: i64,
    pub overdue: i64,
    /// Run out later today.
    pub due_today: i64,
    /// Nobody has moved them on though somebody should have.
    pub forgotten: i64,
}

/// How the registered open incidents stand now, and the drafts that were forgotten; by unit.
pub async fn standing(tx: &mut Tx, now: Moment, day_ends: Moment) -> Result<Vec<Standing>, StoreError> {
    sql!(
        tx,
        fetch_all as Standing,
        "SELECT unit, COUNT(*) FILTER (WHERE status NOT IN ('draft', 'monitoring')) AS in_work,
             COUNT(*) FILTER (WHERE status = 'monitoring') AS monitoring,
             COUNT(*) FILTER (WHERE status IN ('new', 'assigned', 'in_progress', 'rework', 'monitoring')
                 AND COALESCE(final_due, reply_due) < $1) AS overdue,
             COUNT(*) FILTER (WHERE status IN ('new', 'assigned', 'in_progress', 'rework', 'monitoring')
                 AND COALESCE(final_due, reply_due) >= $1 AND COALESCE(final_due, reply_due) < $2) AS due_today,
             COUNT(*) FILTER (WHERE idle_due < $1) AS forgotten
         FROM incident WHERE status NOT IN ('closed', 'duplicate', 'rejected') GROUP BY unit",
        now.millis(),
        day_ends.millis()
    )
}

/// Late answers of units, the oldest first: who, which, since when.
pub async fn longest(tx: &mut Tx, now: Moment, most: i64) -> Result<Vec<(UnitCode, Number, Moment)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, String, i64, i64, i64),
        "SELECT id, unit, number_year, number_sequence, COALESCE(final_due, reply_due) FROM incident
         WHERE status IN ('assigned', 'in_progress', 'rework', 'monitoring')
             AND status NOT IN ('closed', 'duplicate', 'rejected') AND unit IS NOT NULL
             AND number_year IS NOT NULL AND number_sequence IS NOT NULL AND COALESCE(final_due, reply_due) < $1
         ORDER BY COALESCE(final_due, reply_due), id LIMIT $2",
        now.millis(),
        most
    )?;
    let late = |(id, unit, year, sequence, due): (i64, String, i64, i64, i64)| {
        let year = i32::try_from(year).map_err(|error| StoreError::Corrupt {
            table: "incident",
            row: id,
            reason: error.to_string(),
        })?;
        Ok((UnitCode(unit), Number { year, sequence }, Moment::from_millis(due)))
    };
    rows.into_iter().map(late).collect()
}

/// How many answers came due in the period, and how many of them were not in time: by unit, settlement and topic.
pub async fn lateness(tx: &mut Tx, period: Period, end: Moment) -> Result<Vec<Counted<Late>>, StoreError> {
    let (first, last) = days(period);
    let rows = sql!(
        tx,
        fetch_all as (String, Option<String>, Option<String>, i64, i64),
        "SELECT unit, settlement, topic, COUNT(*),
             COUNT(*) FILTER (WHERE answered_at IS NULL OR answered_at > due) FROM owed_answer
         WHERE due_day BETWEEN $1 AND $2 AND due <= $3 AND (left_at IS NULL OR left_at > due)
         GROUP BY unit, settlement, topic",
        first,
        last,
        end.millis()
    )?;
    let late = |(unit, settlement, topic, count, late): (_, Option<String>, Option<String>, _, _)| {
        let place = Place { settlement: settlement.map(SettlementCode), topic: topic.map(TopicCode) };
        Counted::of((Some(unit), Late { place, late }, count))
    };
    Ok(rows.into_iter().map(late).collect())
}

/// Where, about what, and how many of them were late.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    pub place: Place,
    pub late: i64,
}
