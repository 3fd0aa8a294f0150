//! Every statement of the store, as it is written.

use anyhow::{Context, Result};
use mcu_bot::store::Db;
use proc_macro2::TokenTree;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

use super::Store;
use crate::engines::both_engines;
use crate::source::{File, files, line, walk};

/// What only one engine has.
const ONLY_POSTGRES: &[&str] = &[
    "SELECT pg_advisory_lock($1)",
    "SELECT pg_notify($1, $2)",
    "SELECT setval(pg_get_serial_sequence('incident', 'id'), $1)",
    "SELECT setval(pg_get_serial_sequence($1, $2), $3)",
    "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence($1, $2) AS regclass))",
];
const ONLY_SQLITE: &[&str] = &[
    "SELECT seq FROM sqlite_sequence WHERE name = $1",
    "UPDATE sqlite_sequence SET seq = $2 WHERE name = $1",
    "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)",
    "SELECT COUNT(*) FROM sqlite_schema",
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1",
    "SELECT [table], rowid, parent FROM pragma_foreign_key_check LIMIT 1",
];
/// The schema of SQLite, and statements whose tables come from it: `transfer.rs` of the tests runs each of them, on
/// every table.
const FROM_THE_SCHEMA: &[&str] = &["store/schema.rs", "store/transfer.rs"];

both_engines! {
    async fn every_statement_prepares(store: &mut Store) -> Result<()> {
        let statements = statements();
        assert!(statements.len() > 50, "only {} statements are found: is the search for them still right?", statements.len());
        let on_sqlite = matches!(store.db, Db::Sqlite { .. });
        for (place, text) in &statements {
            let others = if on_sqlite { ONLY_POSTGRES } else { ONLY_SQLITE };
            if others.contains(&text.as_str()) {
                continue;
            }
            prepare(&store.db, text).await.with_context(|| place.clone())?;
        }
        Ok(())
    }
}

async fn prepare(db: &Db, statement: &str) -> Result<()> {
    let statement = AssertSqlSafe(statement).into_sql_str();
    match db {
        Db::Sqlite { writer, .. } => drop(writer.acquire().await?.prepare(statement).await?),
        Db::Postgres { pool, .. } => drop(pool.acquire().await?.prepare(statement).await?),
    }
    Ok(())
}

#[test]
fn the_history_is_only_added_to_and_purged_of_words() {
    for (place, text) in statements() {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
        if place.starts_with("src/store/purge.rs:") && text == "UPDATE HISTORY SET DETAIL = NULL WHERE ID = $1" {
            continue;
        }
        for change in ["UPDATE HISTORY", "DELETE FROM HISTORY"] {
            assert!(!text.contains(change), "{place} changes the history");
        }
    }
}

/// Who holds what, who is away and who can be reached is kept in memory: it changes where its number is raised.
#[test]
fn people_change_in_two_places() {
    const OF_THE_ROSTER: [&str; 4] = ["person", "post", "unreachable", "absence"];
    const NOT_IN_IT: [&str; 2] = ["UPDATE person SET menu = ", "UPDATE person SET reminded_at = "];
    let mut found = 0;
    for (place, text) in statements() {
        let words: Vec<_> = text.split_whitespace().collect();
        let (["INSERT", "INTO", changed, ..] | ["DELETE", "FROM", changed, ..] | ["UPDATE", changed, ..]) = words[..]
        else {
            continue;
        };
        let is_kept = OF_THE_ROSTER.contains(&changed) && !NOT_IN_IT.iter().any(|begin| text.starts_with(begin));
        if is_kept {
            found += 1;
            let is_raised =
                ["src/store/people.rs:", "src/store/absences.rs:"].iter().any(|file| place.starts_with(file));
            assert!(is_raised, "{place} changes {changed} behind the back of those who know it by heart");
        }
    }
    assert!(found > 8, "only {found} are found: is the search for them still right?");
}

/// Every string literal of the store that begins like a statement, with its place.
fn statements() -> Vec<(String, String)> {
    let written_out = |file: &&File| file.path.starts_with("store/") && !FROM_THE_SCHEMA.contains(&file.path.as_str());
    files().iter().filter(written_out).flat_map(statements_of).collect()
}

fn statements_of(file: &File) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&file.tokens, &mut |tokens| {
        let Some(TokenTree::Literal(literal)) = tokens.first() else { return };
        let written = literal.to_string();
        let text = written.trim_start_matches(['r', '#']).trim_end_matches('#').trim_matches('"');
        // Documentation is a literal too, but begins with a space.
        let first = text.split_whitespace().next().filter(|_| !text.starts_with(' '));
        if first.is_some_and(|word| ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&word)) {
            found.push((format!("src/{}:{}", file.path, line(literal.span())), text.to_owned()));
        }
    });
    found
}
