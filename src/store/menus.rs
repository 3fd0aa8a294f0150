//! Which menus of commands are set, as fingerprints.

use super::db::Tx;
use super::error::StoreError;
use super::lead::Epoch;
use super::sql::sql;
use crate::domain::ids::PersonId;

/// People whose menu is to be set, those removed too: they get back the strangers' one.
pub async fn stale(tx: &mut Tx, most: i64) -> Result<Vec<PersonId>, StoreError> {
    let rows = sql!(tx, fetch_all as (i64,), "SELECT id FROM person WHERE menu IS NULL ORDER BY id LIMIT $1", most)?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// Every menu that was set or refused, of those who are still there.
pub async fn all(tx: &mut Tx) -> Result<Vec<(PersonId, String)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, String),
        "SELECT id, menu FROM person WHERE menu IS NOT NULL AND removed_at IS NULL ORDER BY id"
    )?;
    Ok(rows.into_iter().map(|(id, menu)| (PersonId(id), menu)).collect())
}

/// The menu is to be set anew.
pub async fn expire(tx: &mut Tx, id: PersonId) -> Result<(), StoreError> {
    sql!(tx, "UPDATE person SET menu = NULL WHERE id = $1", id.0)?;
    Ok(())
}

/// The messenger has refused it while the person could not be reached: now it can be tried again.
pub async fn retry(tx: &mut Tx, id: PersonId) -> Result<(), StoreError> {
    sql!(tx, "UPDATE person SET menu = NULL WHERE id = $1 AND menu = ''", id.0)?;
    Ok(())
}

/// The person's menu is this one; empty: it was refused.
pub async fn done(tx: &mut Tx, id: PersonId, menu: &str, epoch: Epoch) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE person SET menu = $2 WHERE id = $1 AND $3 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        menu,
        epoch.0
    )?;
    Ok(())
}

/// The menu that strangers see.
pub async fn of_strangers(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    let (menu,) = sql!(tx, fetch_one as (Option<String>,), "SELECT menu FROM directory_state WHERE id = 1")?;
    Ok(menu)
}

/// Strangers see this menu.
pub async fn done_for_strangers(tx: &mut Tx, menu: &str, epoch: Epoch) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE directory_state SET menu = $1 WHERE id = 1 AND $2 = (SELECT epoch FROM lead WHERE id = 1)",
        menu,
        epoch.0
    )?;
    Ok(())
}
