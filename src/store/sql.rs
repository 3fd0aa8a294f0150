//! One SQL text for both engines: the macro through which every statement goes.

/// Runs one statement on whichever engine the transaction is of.
///
/// `sql!(tx, "UPDATE …", arg, …)` gives the number of rows touched;
/// `sql!(tx, fetch_optional as Row, "SELECT …", arg, …)` (or `fetch_one`, `fetch_all`) gives rows.
macro_rules! sql {
    ($tx:expr, $fetch:ident as $row:ty, $text:literal $(, $arg:expr)* $(,)?) => {
        match $tx {
            $crate::store::db::Tx::Sqlite(tx) =>
                sqlx::query_as::<sqlx::Sqlite, $row>($text)$(.bind($arg))*.$fetch(&mut **tx).await,
            $crate::store::db::Tx::Postgres(tx) =>
                sqlx::query_as::<sqlx::Postgres, $row>($text)$(.bind($arg))*.$fetch(&mut **tx).await,
        }
        .map_err($crate::store::StoreError::from)
    };
    ($tx:expr, $text:literal $(, $arg:expr)* $(,)?) => {
        match $tx {
            $crate::store::db::Tx::Sqlite(tx) =>
                sqlx::query::<sqlx::Sqlite>($text)$(.bind($arg))*.execute(&mut **tx).await
                    .map(|done| done.rows_affected()),
            $crate::store::db::Tx::Postgres(tx) =>
                sqlx::query::<sqlx::Postgres>($text)$(.bind($arg))*.execute(&mut **tx).await
                    .map(|done| done.rows_affected()),
        }
        .map_err($crate::store::StoreError::from)
    };
}
pub(super) use sql;
