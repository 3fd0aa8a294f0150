//! What a database holds: every column of every table, as text.

use anyhow::Result;
use mcu_bot::store::Db;
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// A column, and whether words may stand in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    pub table: String,
    pub name: String,
    pub is_text: bool,
}

pub async fn columns(db: &Db) -> Result<Vec<Column>> {
    let rows: Vec<(String, String, bool)> = match db {
        Db::Sqlite { readers, .. } => {
            let text = "SELECT t.name, c.name, c.type = 'TEXT' FROM sqlite_schema t, pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
            sqlx::query_as(text).fetch_all(readers).await?
        }
        Db::Postgres { pool, .. } => {
            let text = "SELECT table_name::text, column_name::text, data_type = 'text'
                 FROM information_schema.columns WHERE table_schema = 'public'";
            sqlx::query_as(text).fetch_all(pool).await?
        }
    };
    let column = |(table, name, is_text)| Column { table, name, is_text };
    // That one is sqlx's own.
    Ok(rows.into_iter().map(column).filter(|column| column.table != "_sqlx_migrations").collect())
}

/// «incident.text: Яма», sorted: one line for each value.
pub async fn everything(db: &Db) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for Column { table, name, .. } in columns(db).await? {
        let text = format!("SELECT CAST(\"{name}\" AS TEXT) FROM \"{table}\" WHERE \"{name}\" IS NOT NULL");
        let text = AssertSqlSafe(text).into_sql_str();
        let values: Vec<(String,)> = match db {
            Db::Sqlite { readers, .. } => sqlx::query_as(text).fetch_all(readers).await?,
            Db::Postgres { pool, .. } => sqlx::query_as(text).fetch_all(pool).await?,
        };
        lines.extend(values.into_iter().map(|(value,)| format!("{table}.{name}: {value}")));
    }
    lines.sort();
    Ok(lines)
}
