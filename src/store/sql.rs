//! One SQL text for both engines: the macro through which every statement goes.

/// Runs one statement on whichever engine the transaction is of.
///
/// `sql!(tx, "UPDATE …", arg, …)` gives the number of rows touched;
/// `sql!(tx, fetch_optional as Row, "SELECT …", arg, …)` (or `fetch_one`, `fetch_all`) gives rows.
macro_rules! sql {
    ($tx:expr, $fetch:ident as $row:ty, $text:literal $(, $arg:expr)* $(,)?) => {
        match &mut $tx.session {
            $crate::store::db::Session::Sqlite(tx) =>
                sqlx::query_as::<sqlx::Sqlite, $row>($text)$(.bind($arg))*.$fetch(&mut **tx).await,
            $crate::store::db::Session::Postgres(tx) =>
                sqlx::query_as::<sqlx::Postgres, $row>($text)$(.bind($arg))*.$fetch(&mut **tx).await,
        }
        .map_err($crate::store::StoreError::from)
    };
    ($tx:expr, $text:literal $(, $arg:expr)* $(,)?) => {
        match &mut $tx.session {
            $crate::store::db::Session::Sqlite(tx) =>
                sqlx::query::<sqlx::Sqlite>($text)$(.bind($arg))*.execute(&mut **tx).await
                    .map(|done| done.rows_affected()),
            $crate::store::db::Session::Postgres(tx) =>
                sqlx::query::<sqlx::Postgres>($text)$(.bind($arg))*.execute(&mut **tx).await
                    .map(|done| done.rows_affected()),
        }
        .map_err($crate::store::StoreError::from)
    };
}
pub(super) use sql;

/// Rows about any of these ids, however many: `sql_among!(tx, Row, "SELECT … WHERE id IN ($1)", ids)`.
macro_rules! sql_among {
    ($tx:expr, $row:ty, $text:literal, $ids:expr) => {{
        let mut rows = Vec::new();
        for ids in $crate::store::many::in_powers($ids) {
            let text = $crate::store::many::among($text, ids.len());
            let more = match &mut $tx.session {
                $crate::store::db::Session::Sqlite(tx) => {
                    let query = sqlx::query_as::<sqlx::Sqlite, $row>(text);
                    ids.iter().fold(query, |query, id| query.bind(id.0)).fetch_all(&mut **tx).await
                }
                $crate::store::db::Session::Postgres(tx) => {
                    let query = sqlx::query_as::<sqlx::Postgres, $row>(text);
                    ids.iter().fold(query, |query, id| query.bind(id.0)).fetch_all(&mut **tx).await
                }
            };
            rows.extend(more.map_err($crate::store::StoreError::from)?);
        }
        rows
    }};
}
pub(super) use sql_among;
