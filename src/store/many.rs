//! Statements of as many rows, or about as many ids, as there are.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

/// Arguments of one statement: far below what either engine takes.
pub(super) const ARGUMENTS: usize = 6_000;

/// The statement that inserts `rows` rows, from the one for a single row with so many columns.
pub(super) fn many(one: &str, columns: usize, rows: usize, numbered: bool) -> SqlStr {
    let (head, tail) = one.split_once("VALUES").unwrap_or((one, ""));
    // What follows the row, as `ON CONFLICT` may.
    let tail = tail.split_once(')').map_or("", |(_, tail)| tail);
    let mut text = format!("{head}VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            text.push_str(if column == 0 { "" } else { ", " });
            // SQLite looks numbered arguments up one by one.
            let argument = if numbered { format!("${}", row * columns + column + 1) } else { "?".to_owned() };
            text.push_str(&argument);
        }
        text.push(')');
    }
    text.push_str(tail);
    AssertSqlSafe(text).into_sql_str()
}

/// Rows for one statement after the other, in powers of two: so few statements are worth keeping prepared.
pub(super) fn in_powers<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let most = 1 << rows.len().checked_ilog2()?;
        let (now, later) = rows.split_at(most);
        rows = later;
        Some(now)
    })
}

/// The statement about any of `count` ids, from the one about `IN ($1)`.
pub(super) fn among(one: &str, count: usize) -> SqlStr {
    let list: Vec<_> = (1..=count).map(|place| format!("${place}")).collect();
    AssertSqlSafe(one.replacen("IN ($1)", &format!("IN ({})", list.join(", ")), 1)).into_sql_str()
}
