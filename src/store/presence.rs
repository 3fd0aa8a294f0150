//! When the bot was last there, and when it was not.

use super::db::Tx;
use super::error::{StoreError, code};
use super::sql::sql;
use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
use crate::domain::outage::{Cause, Contact, Outage};

/// How it stood before this contact.
pub async fn contact(tx: &mut Tx) -> Result<Contact, StoreError> {
    let (alive, reached, trouble) = sql!(
        tx,
        fetch_one as (Option<i64>, Option<i64>, Option<String>),
        "SELECT alive_at, reached_at, trouble FROM lead WHERE id = 1"
    )?;
    Ok(Contact {
        alive_at: alive.map(Moment::from_millis),
        reached_at: reached.map(Moment::from_millis),
        trouble: trouble.map(|trouble| code("lead", 1, &trouble)).transpose()?,
    })
}

/// The messenger gave what waited.
pub async fn reached(tx: &mut Tx, now: Moment) -> Result<(), StoreError> {
    sql!(tx, "UPDATE lead SET alive_at = $1, reached_at = $1, trouble = NULL WHERE id = 1", now.millis())?;
    Ok(())
}

/// The leader lives; `trouble` says why the messenger gives nothing, where it does not.
pub async fn alive(tx: &mut Tx, trouble: Option<Cause>, now: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE lead SET alive_at = $1, trouble = COALESCE($2, trouble) WHERE id = 1",
        now.millis(),
        trouble.map(Cause::code)
    )?;
    Ok(())
}

/// Keeps an absence, to be told.
pub async fn note(tx: &mut Tx, outage: &Outage) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO outage (began_at, ended_at, cause) VALUES ($1, $2, $3)",
        outage.began_at.millis(),
        outage.ended_at.millis(),
        outage.cause.code()
    )?;
    Ok(())
}

type Row = (i64, i64, i64, String);

fn outage((id, began_at, ended_at, cause): Row) -> Result<(i64, Outage), StoreError> {
    let cause = code("outage", id, &cause)?;
    let (began_at, ended_at) = (Moment::from_millis(began_at), Moment::from_millis(ended_at));
    Ok((id, Outage { began_at, ended_at, cause }))
}

/// The oldest absence nobody was told of, with its number.
pub async fn untold(tx: &mut Tx) -> Result<Option<(i64, Outage)>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as Row,
        "SELECT id, began_at, ended_at, cause FROM outage WHERE told_at IS NULL ORDER BY id LIMIT 1"
    )?;
    row.map(outage).transpose()
}

pub async fn told(tx: &mut Tx, id: i64, now: Moment) -> Result<(), StoreError> {
    sql!(tx, "UPDATE outage SET told_at = $2 WHERE id = $1", id, now.millis())?;
    Ok(())
}

/// The newest absences, the newest first.
pub async fn newest(tx: &mut Tx, most: i64) -> Result<Vec<Outage>, StoreError> {
    let rows =
        sql!(tx, fetch_all as Row, "SELECT id, began_at, ended_at, cause FROM outage ORDER BY id DESC LIMIT $1", most)?;
    rows.into_iter().map(|row| Ok(outage(row)?.1)).collect()
}

/// How many of the newest incidents are looked at for what came since a moment.
const NEWEST: i64 = 2000;

/// The first words of what a person has brought since `moment`, oldest first.
pub async fn brought_since(tx: &mut Tx, person: PersonId, moment: Moment) -> Result<Vec<String>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, i64, String),
        "SELECT id, created_by, created_at, text FROM incident ORDER BY id DESC LIMIT $1",
        NEWEST
    )?;
    let since = rows.into_iter().filter(|(_, by, at, _)| *by == person.0 && *at >= moment.millis());
    let mut words: Vec<String> = since.map(|(_, _, _, text)| text).collect();
    words.reverse();
    Ok(words)
}
