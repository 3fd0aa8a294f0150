//! Digests as they were told, and the groups that get them.

use chrono::NaiveDate;

use super::db::Tx;
use super::error::{StoreError, day, json, to_json};
use super::sql::sql;
use crate::domain::digest::Edition;
use crate::domain::figures::Figures;
use crate::domain::ids::{ChatId, DigestId, PersonId, UnitCode};
use crate::domain::moment::Moment;

/// Keeps the figures of a digest as they are told; one for each part of the tree, edition and day.
pub async fn keep(
    tx: &mut Tx,
    edition: Edition,
    on: NaiveDate,
    figures: &Figures,
    now: Moment,
) -> Result<DigestId, StoreError> {
    let (id,) = sql!(
        tx,
        fetch_one as (i64,),
        "INSERT INTO digest (unit, edition, day, first_day, last_day, figures, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (unit, edition, day) DO UPDATE SET figures = excluded.figures RETURNING id",
        figures.unit.as_str(),
        edition.code(),
        on.to_string(),
        figures.period.first.to_string(),
        figures.period.last.to_string(),
        to_json("digest", figures)?,
        now.millis()
    )?;
    Ok(DigestId(id))
}

/// The figures of a digest.
pub async fn load(tx: &mut Tx, id: DigestId) -> Result<Option<Figures>, StoreError> {
    let row = sql!(tx, fetch_optional as (String,), "SELECT figures FROM digest WHERE id = $1", id.0)?;
    row.map(|(figures,)| json("digest", id.0, &figures)).transpose()
}

/// The last digest before a day, and the day on which it came.
pub async fn last(
    tx: &mut Tx,
    unit: &UnitCode,
    edition: Edition,
    before: NaiveDate,
) -> Result<Option<(NaiveDate, Figures)>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64, String, String),
        "SELECT id, day, figures FROM digest WHERE unit = $1 AND edition = $2 AND day < $3 ORDER BY day DESC LIMIT 1",
        unit.as_str(),
        edition.code(),
        before.to_string()
    )?;
    row.map(|(id, on, figures)| Ok((day("digest", id, &on)?, json("digest", id, &figures)?))).transpose()
}

/// A group that gets digests.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
    pub chat: ChatId,
    pub title: String,
    /// The head of the part of the tree it is told about.
    pub unit: UnitCode,
}

impl Group {
    fn of((chat, title, unit): (i64, String, String)) -> Self {
        Self { chat: ChatId(chat), title, unit: UnitCode(unit) }
    }
}

/// From now on the group gets the digest of this part of the tree, and of no other.
pub async fn bind(tx: &mut Tx, group: &Group, by: PersonId, now: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO digest_group (chat, title, unit, bound_by, bound_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (chat) DO UPDATE SET title = excluded.title, unit = excluded.unit, bound_by = excluded.bound_by,
             bound_at = excluded.bound_at",
        group.chat.0,
        &group.title,
        group.unit.as_str(),
        by.0,
        now.millis()
    )?;
    Ok(())
}

/// The group gets no digest any more; what it was, if it got one.
pub async fn unbind(tx: &mut Tx, chat: ChatId) -> Result<Option<Group>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64, String, String),
        "DELETE FROM digest_group WHERE chat = $1 RETURNING chat, title, unit",
        chat.0
    )?;
    Ok(row.map(Group::of))
}

/// What a group gets.
pub async fn bound(tx: &mut Tx, chat: ChatId) -> Result<Option<Group>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64, String, String),
        "SELECT chat, title, unit FROM digest_group WHERE chat = $1",
        chat.0
    )?;
    Ok(row.map(Group::of))
}

/// The groups that get the digest of a part of the tree that comes at this moment: those bound before it.
pub async fn groups(tx: &mut Tx, unit: &UnitCode, comes: Moment) -> Result<Vec<Group>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, String, String),
        "SELECT chat, title, unit FROM digest_group WHERE unit = $1 AND bound_at <= $2 ORDER BY chat",
        unit.as_str(),
        comes.millis()
    )?;
    Ok(rows.into_iter().map(Group::of).collect())
}

/// The group has another number now.
pub async fn moved(tx: &mut Tx, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    sql!(
        tx,
        "DELETE FROM digest_group WHERE chat = $2 AND EXISTS (SELECT 1 FROM digest_group WHERE chat = $1)",
        from.0,
        to.0
    )?;
    sql!(tx, "UPDATE digest_group SET chat = $2 WHERE chat = $1", from.0, to.0)?;
    Ok(())
}
