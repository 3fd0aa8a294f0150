//! The journal of what was done beside incidents: who took figures away, and which personal data were destroyed.

use super::db::Tx;
use super::error::{StoreError, code, json, to_json};
use super::sql::sql;
use crate::domain::ids::PersonId;
use crate::domain::incident::codes;
use crate::domain::moment::Moment;
use crate::domain::purge::{By, Cutoff, Destroyed, Report};

codes! {
    /// What stands in the journal.
    Entry {
        /// Register and rating were taken away as a file.
        Export = "export",
        /// Personal data were destroyed; the detail is a [`Report`].
        Purge = "purge",
    }
}

/// Adds a line to the journal.
pub async fn note(tx: &mut Tx, entry: Entry, by: PersonId, detail: &str, now: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO journal (at, person_id, action, detail) VALUES ($1, $2, $3, $4)",
        now.millis(),
        by.0,
        entry.code(),
        detail
    )?;
    Ok(())
}

/// Adds what was destroyed to the report of this purge, in the transaction that destroys it: so the report is true
/// wherever a purge was killed, and one that goes on later goes on in it. A report of another day is never touched.
pub async fn note_purge(
    tx: &mut Tx,
    by: By,
    cutoff: Cutoff,
    destroyed: Destroyed,
    now: Moment,
) -> Result<(), StoreError> {
    if let Some((id, mut report)) = purge_of(tx, by, cutoff).await? {
        report.destroyed += destroyed;
        sql!(tx, "UPDATE journal SET detail = $2 WHERE id = $1", id, to_json("journal", &report)?)?;
        return Ok(());
    }
    let report = Report { by, before: cutoff.day, destroyed };
    sql!(
        tx,
        "INSERT INTO journal (at, action, detail) VALUES ($1, $2, $3)",
        now.millis(),
        Entry::Purge.code(),
        to_json("journal", &report)?
    )?;
    Ok(())
}

/// The report of the purge that destroys what ended before this day, if it is the newest of its kind.
pub async fn purge_of(tx: &mut Tx, by: By, cutoff: Cutoff) -> Result<Option<(i64, Report)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, String),
        "SELECT id, detail FROM journal WHERE action = $1 ORDER BY id DESC LIMIT 10",
        Entry::Purge.code()
    )?;
    for (id, detail) in rows {
        let report: Report = json("journal", id, &detail)?;
        if report.by == by && report.before == cutoff.day {
            return Ok(Some((id, report)));
        }
    }
    Ok(None)
}

/// A line of the journal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    pub at: Moment,
    pub by: String,
    pub entry: Entry,
    pub detail: String,
    /// Of a purge, its detail.
    pub report: Option<Report>,
}

/// The newest lines of the journal, the oldest of them first.
pub async fn journal(tx: &mut Tx, most: i64) -> Result<Vec<Line>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, Option<String>, String, String),
        "SELECT j.id, j.at, p.name, j.action, j.detail FROM journal j LEFT JOIN person p ON p.id = j.person_id
         ORDER BY j.id DESC LIMIT $1",
        most
    )?;
    let line = |(id, at, by, action, detail): (i64, i64, Option<String>, String, String)| {
        let entry = code("journal", id, &action)?;
        let report = match entry {
            Entry::Export => None,
            Entry::Purge => Some(json("journal", id, &detail)?),
        };
        Ok(Line { at: Moment::from_millis(at), by: by.unwrap_or_default(), entry, detail, report })
    };
    let mut lines = rows.into_iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
    lines.reverse();
    Ok(lines)
}
