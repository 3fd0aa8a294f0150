//! One migration text, the same schema on both engines; brought up to date once, whoever comes first.

use std::collections::BTreeSet;

use anyhow::Result;
use mcu_bot::store::{Db, MIGRATIONS};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::Store;
use crate::engines::{Engine, both_engines};

#[tokio::test]
async fn both_schemas_have_the_same_tables_and_columns() -> Result<()> {
    let (sqlite, postgres) = (Engine::sqlite().await?, Engine::postgres().await?);
    let (on_sqlite, on_postgres) =
        (columns(&sqlite.connect().await?).await?, columns(&postgres.connect().await?).await?);
    assert!(on_sqlite.len() > 100, "{on_sqlite:?}");
    let different: Vec<_> = on_sqlite.symmetric_difference(&on_postgres).collect();
    assert!(different.is_empty(), "only on one engine: {different:?}");
    Ok(())
}

/// Table, column and whether it must be filled.
async fn columns(db: &Db) -> Result<BTreeSet<(String, String, bool)>> {
    let rows: Vec<(String, String, bool)> = match db {
        Db::Sqlite { readers, .. } => {
            // A primary key must be filled there too, though SQLite does not say so.
            let text = "SELECT t.name, c.name, c.\"notnull\" OR c.pk FROM sqlite_schema t, pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
            sqlx::query_as(text).fetch_all(readers).await?
        }
        Db::Postgres { pool, .. } => {
            let text = "SELECT table_name::text, column_name::text, is_nullable = 'NO' FROM information_schema.columns
                 WHERE table_schema = 'public'";
            sqlx::query_as(text).fetch_all(pool).await?
        }
    };
    // That one is sqlx's own.
    Ok(rows.into_iter().filter(|(table, ..)| table != "_sqlx_migrations").collect())
}

/// Rows as each schema version may have met them, so that the next migration is tried on more than nothing:
/// version → a statement that runs right after it.
const SAMPLES: &[(i64, &[&str])] = &[(
    1,
    &[
        "INSERT INTO person (chat, name, added_at) VALUES (1001, 'Оператор', 0), (1002, 'Специалист', 0)",
        "INSERT INTO post (person_id, role, unit, sphere) VALUES (1, 'operator', '', ''), (2, 'recipient', 'zhkh', '')",
        "INSERT INTO unit (code, name, short, review, position, retired)
         VALUES ('zhkh', 'Управление', 'ЖКХ', TRUE, 1, FALSE)",
        "INSERT INTO inbox (update_id, queue_key, body, state, attempts, kept_at)
         VALUES (1, 1001, '{}', 'waiting', 0, 0)",
        "INSERT INTO incident (version, status, kind, channel, text, unit, importance, created_by, created_at)
         VALUES (1, 'draft', 'message', 'vk', 'Яма', 'zhkh', 'normal', 1, 0)",
        "INSERT INTO reply (version, incident_id, author_id, kind, state, text, created_at)
         VALUES (1, 1, 2, 'final', 'writing', '', 0)",
        "INSERT INTO part (incident_id, chat, message_id, text, attachments) VALUES (1, 1001, 5, 'Яма', '[]')",
        "INSERT INTO history (incident_id, at, actor_id, action, from_status, to_status)
         VALUES (1, 0, 1, 'create', 'draft', 'draft')",
        "INSERT INTO dialog (version, person_id, waits_for, incident_id, reply_id, asked_at)
         VALUES (1, 2, 'reply', 1, 1, 0)",
        "INSERT INTO card (person_id, incident_id, reply_id, chat, screen, dirty, clean, priority)
         VALUES (1, 1, 0, 1001, '\"main\"', 1, 0, 10)",
        "INSERT INTO outbox (key, chat, priority, state, body, card_id, incident_id, plain, queued_at)
         VALUES ('hint:1', 1001, 30, 'queued', '{}', 1, 1, FALSE, 0)",
    ],
)];

#[tokio::test]
async fn migrations_apply_one_by_one_over_rows() -> Result<()> {
    for engine in Engine::both_empty().await? {
        let db = engine.connect().await?;
        for migration in MIGRATIONS.iter() {
            migrate_to(&db, migration.version).await?;
            let samples = SAMPLES.iter().filter(|(version, _)| *version == migration.version);
            for statement in samples.flat_map(|(_, statements)| *statements) {
                run(&db, statement).await?;
            }
        }
        db.migrate().await?;
        assert_eq!(count(&db, "SELECT COUNT(*) FROM incident").await?, 1);
        db.close().await;
    }
    Ok(())
}

async fn migrate_to(db: &Db, version: i64) -> Result<()> {
    match db {
        Db::Sqlite { writer, .. } => db.migrations().run_to(version, writer).await?,
        Db::Postgres { pool, .. } => db.migrations().run_to(version, pool).await?,
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_migrate_once() -> Result<()> {
    for engine in Engine::both_empty().await? {
        let (one, other) = (engine.connect().await?, engine.connect().await?);
        let (first, second) = tokio::join!(one.migrate(), other.migrate());
        first?;
        second?;
        let applied = count(&one, "SELECT COUNT(*) FROM _sqlx_migrations").await?;
        assert_eq!(usize::try_from(applied)?, MIGRATIONS.iter().count());
        one.close().await;
        other.close().await;
    }
    Ok(())
}

both_engines! {
    async fn migrating_again_changes_nothing(store: &mut Store) -> Result<()> {
        run(&store.db, "UPDATE lead SET epoch = 7 WHERE id = 1").await?;
        store.db.migrate().await?;
        assert_eq!(count(&store.db, "SELECT epoch FROM lead").await?, 7);
        Ok(())
    }
}

async fn run(db: &Db, statement: &str) -> Result<()> {
    let statement = AssertSqlSafe(statement).into_sql_str();
    match db {
        Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(|_| ())?,
        Db::Postgres { pool, .. } => sqlx::query(statement).execute(pool).await.map(|_| ())?,
    }
    Ok(())
}

async fn count(db: &Db, statement: &str) -> Result<i64> {
    let statement = AssertSqlSafe(statement).into_sql_str();
    let (number,) = match db {
        Db::Sqlite { writer, .. } => sqlx::query_as(statement).fetch_one(writer).await?,
        Db::Postgres { pool, .. } => sqlx::query_as(statement).fetch_one(pool).await?,
    };
    Ok(number)
}
