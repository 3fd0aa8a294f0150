//! Everything moves from one engine to the other and back, exactly.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use mcu_bot::domain::incident::Incident;
use mcu_bot::store::transfer::{Copied, LastStop, TransferError, copy};
use mcu_bot::store::{Db, incidents};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Store, draft, operator};
use crate::engines::{Engine, both_engines};

/// A store of the other engine.
async fn other(store: &Store) -> Result<Store> {
    match store.db {
        Db::Sqlite { .. } => Store::open(Engine::postgres().await?).await,
        Db::Postgres { .. } => Store::open(Engine::sqlite().await?).await,
    }
}

/// The tables themselves, as the engine names them.
async fn tables(db: &Db) -> Result<BTreeSet<String>> {
    let names: Vec<(String,)> = match db {
        Db::Sqlite { readers, .. } => {
            let text = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
            sqlx::query_as(text).fetch_all(readers).await?
        }
        Db::Postgres { pool, .. } => {
            let text = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'";
            sqlx::query_as(text).fetch_all(pool).await?
        }
    };
    Ok(names.into_iter().map(|(name,)| name).filter(|name| name != "_sqlx_migrations").collect())
}

async fn run(db: &Db, statement: String) -> Result<()> {
    let statement = AssertSqlSafe(statement).into_sql_str();
    match db {
        Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(|_| ())?,
        Db::Postgres { pool, .. } => sqlx::query(statement).execute(pool).await.map(|_| ())?,
    }
    Ok(())
}

/// Two rows in every table of a SQLite store, whatever tables there are: one of ones, one of as little as it takes.
async fn two_rows_everywhere(db: &Db) -> Result<()> {
    let Db::Sqlite { writer, .. } = db else { anyhow::bail!("of SQLite only") };
    let mut tx = writer.begin().await?;
    sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *tx).await?;
    for table in tables_of(&mut tx).await? {
        let columns: Vec<(String, String, bool)> =
            sqlx::query_as("SELECT name, type, \"notnull\" OR pk FROM pragma_table_info($1)")
                .bind(&table)
                .fetch_all(&mut *tx)
                .await?;
        run_in(&mut tx, format!("DELETE FROM {table}")).await?;
        for (which, text, real) in [(1, "Ямы «во дворе»\n'", "0.1 + 0.2"), (2, "", "-1e300")] {
            let value = |(_, kind, needed): &(String, String, bool)| match kind.as_str() {
                _ if which == 2 && !needed => "NULL".to_owned(),
                "TEXT" => format!("'{}'", text.replace('\'', "''")),
                "BOOLEAN" => (which == 1).to_string(),
                "DOUBLE PRECISION" => real.to_owned(),
                _ => which.to_string(),
            };
            let values: Vec<String> = columns.iter().map(value).collect();
            run_in(&mut tx, format!("INSERT INTO {table} VALUES ({})", values.join(", "))).await?;
        }
    }
    Ok(tx.commit().await?)
}

type Sqlite<'t> = sqlx::Transaction<'t, sqlx::Sqlite>;

async fn tables_of(tx: &mut Sqlite<'_>) -> Result<Vec<String>> {
    let text = "SELECT name FROM sqlite_schema WHERE type = 'table'
        AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'";
    let names: Vec<(String,)> = sqlx::query_as(text).fetch_all(&mut **tx).await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

async fn run_in(tx: &mut Sqlite<'_>, statement: String) -> Result<()> {
    let text = AssertSqlSafe(statement.clone()).into_sql_str();
    sqlx::query(text).execute(&mut **tx).await.with_context(|| statement)?;
    Ok(())
}

fn names(copied: &[Copied]) -> BTreeSet<String> {
    copied.iter().map(|copied| copied.table.clone()).collect()
}

#[tokio::test]
async fn every_table_is_copied_there_and_back() -> Result<()> {
    let (first, back) = (Store::open(Engine::sqlite().await?).await?, Store::open(Engine::sqlite().await?).await?);
    let second = Store::open(Engine::postgres().await?).await?;
    two_rows_everywhere(&first.db).await?;

    let there = copy(&first.db, &second.db, LastStop::Unclean).await?;
    assert_eq!(names(&there), tables(&first.db).await?);
    assert_eq!(names(&there), tables(&second.db).await?);
    assert!(there.iter().all(|copied| copied.tally.rows == 2), "{there:?}");

    let again = copy(&second.db, &back.db, LastStop::Unclean).await?;
    // The copy says how the last bot ended.
    let but_lead = |copied: &[Copied]| copied.iter().filter(|it| it.table != "lead").cloned().collect::<Vec<_>>();
    assert_eq!(but_lead(&again), but_lead(&there));
    assert_eq!(differences(&first, &back).await?, BTreeSet::from(["lead".to_owned()]));
    for store in [first, second, back] {
        store.finish().await?;
    }
    Ok(())
}

/// The tables that are not row by row what they are in the other SQLite file, by SQLite's own comparison.
async fn differences(one: &Store, other: &Store) -> Result<BTreeSet<String>> {
    let (Db::Sqlite { writer, .. }, Db::Sqlite { file, .. }) = (&one.db, &other.db) else {
        anyhow::bail!("of SQLite only")
    };
    let mut session = writer.acquire().await?;
    sqlx::query("ATTACH $1 AS other").bind(file.to_str()).execute(&mut *session).await?;
    let mut different = BTreeSet::new();
    for table in tables(&other.db).await? {
        let text = format!(
            "SELECT (SELECT COUNT(*) FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM other.{table}))
                  + (SELECT COUNT(*) FROM (SELECT * FROM other.{table} EXCEPT SELECT * FROM main.{table}))"
        );
        let (rows,): (i64,) = sqlx::query_as(AssertSqlSafe(text).into_sql_str()).fetch_one(&mut *session).await?;
        if rows > 0 {
            different.insert(table);
        }
    }
    sqlx::query("DETACH other").execute(&mut *session).await?;
    Ok(different)
}

both_engines! {
    async fn ids_go_on_after_the_highest_that_was_ever_given(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let person = operator(&mut tx).await?;
        let kept = incidents::insert(&mut tx, &draft(person)).await?.id;
        let gone = incidents::insert(&mut tx, &draft(person)).await?.id;
        tx.commit().await?;
        run(&store.db, format!("DELETE FROM incident WHERE id = {gone}")).await?;

        let other = other(store).await?;
        copy(&store.db, &other.db, LastStop::Clean).await?;
        let mut tx = other.begin().await?;
        let next = incidents::insert(&mut tx, &draft(person)).await?.id;
        tx.commit().await?;
        assert_eq!((kept.0, gone.0, next.0), (1, 2, 3));
        other.finish().await
    }

    async fn a_row_may_refer_to_a_later_one(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let person = operator(&mut tx).await?;
        let duplicate = incidents::insert(&mut tx, &draft(person)).await?;
        let main = incidents::insert(&mut tx, &draft(person)).await?;
        incidents::save(&mut tx, &Incident { duplicate_of: Some(main.id), ..duplicate.clone() }).await?;
        tx.commit().await?;

        let other = other(store).await?;
        copy(&store.db, &other.db, LastStop::Clean).await?;
        let mut tx = other.begin().await?;
        assert_eq!(incidents::load(&mut tx, duplicate.id).await?.and_then(|it| it.duplicate_of), Some(main.id));
        tx.rollback().await?;
        let nowhere = run(&other.db, format!("UPDATE incident SET duplicate_of = 77 WHERE id = {}", main.id)).await;
        assert!(nowhere.is_err(), "references are looked at again, and at once");
        other.finish().await
    }

    async fn what_holds_data_already_is_left_alone(store: &mut Store) -> Result<()> {
        let other = other(store).await?;
        let mut tx = other.begin().await?;
        operator(&mut tx).await?;
        tx.commit().await?;
        let refused = copy(&store.db, &other.db, LastStop::Clean).await.unwrap_err();
        assert_eq!(refused.to_string(), "--to: the database is not empty: table person has 1 rows");
        other.finish().await
    }
}

#[tokio::test]
async fn a_nul_character_is_told_with_its_row() -> Result<()> {
    let (from, to) = (Store::open(Engine::sqlite().await?).await?, Store::open(Engine::postgres().await?).await?);
    let mut tx = from.begin().await?;
    let person = operator(&mut tx).await?;
    let text = "Яма\0 на улице".to_owned();
    incidents::insert(&mut tx, &draft(person)).await?;
    incidents::insert(&mut tx, &Incident { text, ..draft(person) }).await?;
    tx.commit().await?;
    let refused = copy(&from.db, &to.db, LastStop::Clean).await.unwrap_err();
    assert!(
        matches!(&refused, TransferError::Nul { table, row, column }
        if (table.as_str(), row.as_str(), column.as_str()) == ("incident", "2", "text")),
        "{refused}"
    );
    assert_eq!(people_of(&to.db).await?, 0, "nothing was copied");
    from.finish().await?;
    to.finish().await
}

async fn people_of(db: &Db) -> Result<i64> {
    let Db::Postgres { pool, .. } = db else { anyhow::bail!("of PostgreSQL only") };
    Ok(sqlx::query_as::<_, (i64,)>("SELECT COUNT(*) FROM person").fetch_one(pool).await?.0)
}
