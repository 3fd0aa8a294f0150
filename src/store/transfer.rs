//! All data from one database to another, whatever their engines. The only statements that are put together here and
//! not written out: names of tables and columns come from the schema (`schema.rs`), never from outside.
//!
//! What is read is never held as a whole: rows stream from the source and leave in statements of many rows.

use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Postgres, Row, SqlSafeStr, SqlStr, Sqlite};

use super::db::{Session, Tx};
use super::many::{ARGUMENTS, many};
use super::schema::{self, Kind, SchemaError, Table, quoted};
use super::sql::sql;
use super::{Db, StoreError, sequences};

/// What was copied of one table, and is the same on both sides.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Copied {
    pub table: String,
    pub tally: Tally,
}

/// What a table holds, whatever the order of its rows.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    pub rows: u64,
    /// The sum of what SHA-256 makes of each row's values.
    pub checksum: u64,
}

/// What the lead of the copy says about the source's last bot.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LastStop {
    Clean,
    /// What it had in hand is suspect on the copy too.
    Unclean,
}

/// Why nothing was copied: the target is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    #[error("--to: the database is not empty: table {table} has {rows} rows")]
    NotEmpty { table: String, rows: i64 },
    #[error(
        "--from: table {table}, row {row}: column {column} holds a NUL character, which PostgreSQL cannot keep; \
         take it out of the text and copy again"
    )]
    Nul { table: String, row: String, column: String },
    #[error("table {table} is not the same on both sides: {} and {} rows", from.rows, to.rows)]
    Differs { table: String, from: Tally, to: Tally },
    #[error("--from: {0}")]
    From(#[source] StoreError),
    #[error("--to: {0}")]
    To(#[source] StoreError),
    #[error("the schema cannot be read: {0}")]
    Schema(#[from] SchemaError),
}

/// A value as the schema types it: NULL has a type too.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Integer(Option<i64>),
    Boolean(Option<bool>),
    Real(Option<f64>),
    Text(Option<String>),
}

/// Copies all rows of all tables in one transaction, reads them again there, and commits what is the same. Nobody may
/// work on either database meanwhile; both have the present schema.
pub async fn copy(source: &Db, target: &Db, last_stop: LastStop) -> Result<Vec<Copied>, TransferError> {
    let tables = schema::tables().await?;
    let mut from = source.read().await.map_err(TransferError::From)?;
    let mut to = target.begin().await.map_err(TransferError::To)?;
    make_room(&mut to, &tables).await?;
    let deferred = defer(&mut to, &tables).await.map_err(TransferError::To)?;
    let mut copied = Vec::new();
    for table in &tables {
        copied.push(copy_table(&mut from, &mut to, table).await?);
    }
    settle(&mut to, &tables, &deferred, last_stop).await.map_err(TransferError::To)?;
    to.commit().await.map_err(TransferError::To)?;
    from.rollback().await.map_err(TransferError::From)?;
    Ok(copied)
}

/// Only the rows that migrations wrote may be there, and they go: those of the source take their place.
async fn make_room(to: &mut Tx, tables: &[Table]) -> Result<(), TransferError> {
    for table in tables {
        let rows = count(to, table).await.map_err(TransferError::To)?;
        if rows > table.rows {
            return Err(TransferError::NotEmpty { table: table.name.clone(), rows });
        }
    }
    for table in tables.iter().rev().filter(|table| table.rows > 0) {
        run(to, format!("DELETE FROM {}", table.quoted())).await.map_err(TransferError::To)?;
    }
    Ok(())
}

async fn count(tx: &mut Tx, table: &Table) -> Result<i64, StoreError> {
    let text = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", table.quoted())).into_sql_str();
    let (count,) = match &mut tx.session {
        Session::Sqlite(tx) => sqlx::query_as::<Sqlite, (i64,)>(text).fetch_one(&mut **tx).await?,
        Session::Postgres(tx) => sqlx::query_as::<Postgres, (i64,)>(text).fetch_one(&mut **tx).await?,
    };
    Ok(count)
}

/// A row may refer to a later one of its own table: such references are looked at in the end. Gives those that
/// PostgreSQL has to be told of again.
async fn defer(to: &mut Tx, tables: &[Table]) -> Result<Vec<String>, StoreError> {
    if matches!(to.session, Session::Sqlite(_)) {
        run(to, "PRAGMA defer_foreign_keys = ON".to_owned()).await?;
        return Ok(Vec::new());
    }
    let mut deferred = Vec::new();
    for table in tables.iter().filter(|table| table.refers_to_itself) {
        let names = sql!(
            to,
            fetch_all as (String,),
            "SELECT CAST(conname AS TEXT) FROM pg_constraint
             WHERE contype = 'f' AND conrelid = to_regclass($1) AND confrelid = conrelid",
            table.quoted()
        )?;
        for (name,) in names {
            let constraint = format!("ALTER TABLE {} ALTER CONSTRAINT {}", table.quoted(), quoted(&name));
            run(to, format!("{constraint} DEFERRABLE INITIALLY DEFERRED")).await?;
            deferred.push(constraint);
        }
    }
    Ok(deferred)
}

/// References are looked at, and are as they were; the copy says of the last bot what the source says.
async fn settle(to: &mut Tx, tables: &[Table], deferred: &[String], last_stop: LastStop) -> Result<(), StoreError> {
    if matches!(to.session, Session::Postgres(_)) {
        run(to, "SET CONSTRAINTS ALL IMMEDIATE".to_owned()).await?;
        for constraint in deferred {
            run(to, format!("{constraint} NOT DEFERRABLE")).await?;
        }
        // Or the first questions are planned as if there were nothing. Of ours alone: the rest is the server's own.
        for table in tables {
            run(to, format!("ANALYZE {}", table.quoted())).await?;
        }
    }
    sql!(to, "UPDATE lead SET clean = $1 WHERE id = 1", last_stop == LastStop::Clean)?;
    Ok(())
}

async fn copy_table(from: &mut Tx, to: &mut Tx, table: &Table) -> Result<Copied, TransferError> {
    let mut highest = sequences::highest(from, table).await.map_err(TransferError::From)?;
    let identity = table.columns.iter().position(|column| Some(&column.name) == table.identity.as_ref());
    let at_once = ARGUMENTS / table.columns.len();
    let insert = table.insert();
    let mut read = Tally::default();
    let mut waiting = Vec::with_capacity(at_once);
    let mut rows = rows(from, table);
    while let Some(row) = rows.try_next().await.map_err(|error| TransferError::From(error.into()))? {
        if matches!(to.session, Session::Postgres(_)) {
            has_no_nul(table, &row)?;
        }
        if let Some(Value::Integer(Some(id))) = identity.and_then(|at| row.get(at)) {
            highest = highest.max(*id);
        }
        read.add(&row);
        waiting.push(row);
        if waiting.len() == at_once {
            write(to, &insert, &waiting).await.map_err(TransferError::To)?;
            waiting.clear();
        }
    }
    if !waiting.is_empty() {
        write(to, &insert, &waiting).await.map_err(TransferError::To)?;
    }
    sequences::go_on_after(to, table, highest).await.map_err(TransferError::To)?;
    let written = tally(to, table).await.map_err(TransferError::To)?;
    if read != written {
        return Err(TransferError::Differs { table: table.name.clone(), from: read, to: written });
    }
    Ok(Copied { table: table.name.clone(), tally: read })
}

/// What a table holds.
async fn tally(tx: &mut Tx, table: &Table) -> Result<Tally, StoreError> {
    let mut tally = Tally::default();
    let mut rows = rows(tx, table);
    while let Some(row) = rows.try_next().await? {
        tally.add(&row);
    }
    Ok(tally)
}

impl Tally {
    fn add(&mut self, row: &[Value]) {
        let mut hash = Sha256::new();
        for value in row {
            value.hash(&mut hash);
        }
        let digest: [u8; 32] = hash.finalize().into();
        let first = digest.first_chunk::<8>().copied().map(u64::from_be_bytes).unwrap_or_default();
        self.rows += 1;
        self.checksum = self.checksum.wrapping_add(first);
    }
}

impl Value {
    /// NULL is another than any value, and no two rows of values run into each other.
    fn hash(&self, hash: &mut Sha256) {
        let bytes = match self {
            Self::Integer(value) => value.map(|value| value.to_be_bytes().to_vec()),
            Self::Boolean(value) => value.map(|value| vec![u8::from(value)]),
            // SQLite does not tell zeros apart.
            Self::Real(value) => value.map(|value| (value + 0.0).to_be_bytes().to_vec()),
            Self::Text(value) => value.as_ref().map(|value| value.as_bytes().to_vec()),
        };
        match bytes {
            None => hash.update([0]),
            Some(bytes) => {
                hash.update([1]);
                hash.update((bytes.len() as u64).to_be_bytes());
                hash.update(bytes);
            }
        }
    }
}

fn has_no_nul(table: &Table, row: &[Value]) -> Result<(), TransferError> {
    let holds_nul = |value: &Value| matches!(value, Value::Text(Some(text)) if text.contains('\0'));
    let Some(at) = row.iter().position(holds_nul) else { return Ok(()) };
    let keys = table.columns.iter().zip(row).filter(|(column, _)| table.key.contains(&column.name));
    let told = |(_, value): (_, &Value)| match value {
        Value::Integer(Some(key)) => key.to_string(),
        Value::Text(Some(key)) => format!("{key:?}"),
        _ => String::new(),
    };
    let row = keys.map(told).collect::<Vec<_>>().join(", ");
    let column = table.columns.get(at).map(|column| column.name.clone()).unwrap_or_default();
    Err(TransferError::Nul { table: table.name.clone(), row, column })
}

impl Table {
    fn column_list(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }

    /// In the order of the key, so that its pages are written once.
    fn select(&self) -> SqlStr {
        let key = self.key.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
        AssertSqlSafe(format!("SELECT {} FROM {} ORDER BY {key}", self.column_list(), self.quoted())).into_sql_str()
    }

    fn insert(&self) -> Insert {
        let one = format!("INSERT INTO {} ({}) VALUES ()", self.quoted(), self.column_list());
        Insert { one, columns: self.columns.len() }
    }
}

/// A statement that inserts rows of so many columns.
struct Insert {
    one: String,
    columns: usize,
}

macro_rules! values {
    ($row:expr, $table:expr) => {{
        let row = $row;
        let value = |(at, column): (usize, &schema::Column)| {
            Ok(match column.kind {
                Kind::Integer => Value::Integer(row.try_get(at)?),
                Kind::Boolean => Value::Boolean(row.try_get(at)?),
                Kind::Real => Value::Real(row.try_get(at)?),
                Kind::Text => Value::Text(row.try_get(at)?),
            })
        };
        $table.columns.iter().enumerate().map(value).collect()
    }};
}

fn rows<'t>(tx: &'t mut Tx, table: &'t Table) -> BoxStream<'t, Result<Vec<Value>, sqlx::Error>> {
    match &mut tx.session {
        Session::Sqlite(tx) => {
            let rows = sqlx::query::<Sqlite>(table.select()).fetch(&mut **tx);
            rows.map(|row| values!(row?, table)).boxed()
        }
        Session::Postgres(tx) => {
            let rows = sqlx::query::<Postgres>(table.select()).fetch(&mut **tx);
            rows.map(|row| values!(row?, table)).boxed()
        }
    }
}

macro_rules! bound {
    ($query:expr, $rows:expr) => {{
        let mut query = $query;
        for value in $rows.iter().flatten() {
            query = match value {
                Value::Integer(value) => query.bind(*value),
                Value::Boolean(value) => query.bind(*value),
                Value::Real(value) => query.bind(*value),
                Value::Text(value) => query.bind(value.as_deref()),
            };
        }
        query
    }};
}

async fn write(to: &mut Tx, insert: &Insert, rows: &[Vec<Value>]) -> Result<(), StoreError> {
    let text = |numbered| many(&insert.one, insert.columns, rows.len(), numbered);
    match &mut to.session {
        Session::Sqlite(tx) => bound!(sqlx::query::<Sqlite>(text(false)), rows).execute(&mut **tx).await.map(drop)?,
        Session::Postgres(tx) => {
            bound!(sqlx::query::<Postgres>(text(true)), rows).execute(&mut **tx).await.map(drop)?;
        }
    }
    Ok(())
}

/// A statement without arguments that gives nothing back.
async fn run(tx: &mut Tx, statement: String) -> Result<(), StoreError> {
    let statement = AssertSqlSafe(statement).into_sql_str();
    match &mut tx.session {
        Session::Sqlite(tx) => sqlx::query::<Sqlite>(statement).execute(&mut **tx).await.map(drop)?,
        Session::Postgres(tx) => sqlx::query::<Postgres>(statement).execute(&mut **tx).await.map(drop)?,
    }
    Ok(())
}
