//! Up to where the database has given ids out, deleted rows included: none of them is ever given again.

use super::db::{Session, Tx};
use super::error::StoreError;
use super::schema::Table;
use super::sql::sql;

/// The highest id a table was ever given; 0: none.
pub(super) async fn highest(tx: &mut Tx, table: &Table) -> Result<i64, StoreError> {
    let Some(column) = &table.identity else { return Ok(0) };
    let last = match tx.session {
        Session::Sqlite(_) => {
            let row = sql!(
                tx,
                fetch_optional as (i64,),
                "SELECT seq FROM sqlite_sequence WHERE name = $1",
                table.name.as_str()
            )?;
            row.map(|(last,)| last)
        }
        Session::Postgres(_) => {
            let (last,) = sql!(
                tx,
                fetch_one as (Option<i64>,),
                "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence($1, $2) AS regclass))",
                table.name.as_str(),
                column.as_str()
            )?;
            last
        }
    };
    Ok(last.unwrap_or_default())
}

/// The next id will be the one after `last`. A sequence of PostgreSQL does not roll back: ids are then left out.
pub(super) async fn go_on_after(tx: &mut Tx, table: &Table, last: i64) -> Result<(), StoreError> {
    let Some(column) = &table.identity else { return Ok(()) };
    if last == 0 {
        return Ok(());
    }
    if matches!(tx.session, Session::Postgres(_)) {
        sql!(
            tx,
            fetch_one as (i64,),
            "SELECT setval(pg_get_serial_sequence($1, $2), $3)",
            table.name.as_str(),
            column.as_str(),
            last
        )?;
    } else if sql!(tx, "UPDATE sqlite_sequence SET seq = $2 WHERE name = $1", table.name.as_str(), last)? == 0 {
        sql!(tx, "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", table.name.as_str(), last)?;
    }
    Ok(())
}
