//! One statement that inserts many rows.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

/// Arguments of one statement: far below what either engine takes.
pub(super) const ARGUMENTS: usize = 6_000;

/// The statement for `rows` rows, from the one for a single row with so many columns.
pub(super) fn many(one: &str, columns: usize, rows: usize, numbered: bool) -> SqlStr {
    let head = one.split_once("VALUES").map_or(one, |(head, _)| head);
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
    AssertSqlSafe(text).into_sql_str()
}
