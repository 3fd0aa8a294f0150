//! The tables, as the migrations make them. Read from an empty database in memory: both engines have the same ones,
//! which a test holds, so that one reader serves both and no later table can be forgotten.

use std::collections::BTreeSet;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, SqliteConnection};

use super::db::sqlite_migrations;
use super::{MigrateError, StoreError};

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// Columns of the primary key.
    pub key: Vec<String>,
    /// The column whose values the database gives, and never gives again.
    pub identity: Option<String>,
    /// Rows refer to rows of the same table.
    pub refers_to_itself: bool,
    /// So many rows the migrations write themselves.
    pub rows: i64,
    /// The other tables its rows refer to.
    others: BTreeSet<String>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
}

/// What a column holds: there is nothing else in our schema.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Integer,
    Boolean,
    Real,
    Text,
}

/// Why the tables cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("column {table}.{column} is of a kind that is not known: {kind}")]
    Kind { table: String, column: String, kind: String },
    #[error("tables refer to each other in a circle: {0}")]
    Circle(String),
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Table {
    /// The name as an identifier of either engine.
    pub(super) fn quoted(&self) -> String {
        quoted(&self.name)
    }
}

/// `name` as an identifier of either engine.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// All tables but the migrator's own; those that are referred to come first.
pub(super) async fn tables() -> Result<Vec<Table>, SchemaError> {
    let mut empty = SqliteConnectOptions::new().in_memory(true).connect().await?;
    sqlite_migrations().run(&mut empty).await.map_err(MigrateError::from)?;
    let found: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations' ORDER BY name",
    )
    .fetch_all(&mut empty)
    .await?;
    let mut tables = Vec::new();
    for (name, text) in found {
        tables.push(table(&mut empty, name, &text).await?);
    }
    in_order(tables)
}

async fn table(empty: &mut SqliteConnection, name: String, text: &str) -> Result<Table, SchemaError> {
    let found: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid")
            .bind(&name)
            .fetch_all(&mut *empty)
            .await?;
    let key: Vec<String> = found.iter().filter(|(.., key)| *key > 0).map(|(column, ..)| column.clone()).collect();
    let referred: Vec<(String,)> =
        sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_list($1)").bind(&name).fetch_all(&mut *empty).await?;
    let mut others: BTreeSet<String> = referred.into_iter().map(|(table,)| table).collect();
    let count = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&name)));
    let (rows,) = sqlx::query_as(count).fetch_one(&mut *empty).await?;
    Ok(Table {
        columns: found
            .into_iter()
            .map(|(column, kind, _)| self::column(&name, column, kind))
            .collect::<Result<_, _>>()?,
        identity: text.contains("AUTOINCREMENT").then(|| key.first().cloned()).flatten(),
        key,
        refers_to_itself: others.remove(&name),
        rows,
        others,
        name,
    })
}

fn column(table: &str, name: String, kind: String) -> Result<Column, SchemaError> {
    let kind = match kind.as_str() {
        "BIGINT" | "INTEGER" => Kind::Integer,
        "BOOLEAN" => Kind::Boolean,
        "DOUBLE PRECISION" => Kind::Real,
        "TEXT" => Kind::Text,
        _ => return Err(SchemaError::Kind { table: table.to_owned(), column: name, kind }),
    };
    Ok(Column { name, kind })
}

fn in_order(mut left: Vec<Table>) -> Result<Vec<Table>, SchemaError> {
    let mut ordered: Vec<Table> = Vec::new();
    while !left.is_empty() {
        let is_there = |name: &String| ordered.iter().any(|table| table.name == *name);
        let (next, later): (Vec<_>, Vec<_>) = left.into_iter().partition(|table| table.others.iter().all(is_there));
        if next.is_empty() {
            return Err(SchemaError::Circle(later.into_iter().map(|table| table.name).collect::<Vec<_>>().join(", ")));
        }
        ordered.extend(next);
        left = later;
    }
    Ok(ordered)
}
