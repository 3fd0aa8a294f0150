//! A database that has seen much: incidents that are closed, with all that belongs to them.

use std::process::Command;

use anyhow::{Result, ensure};

use super::place::{Engine, Place};

/// Rows of other tables for each incident.
const STEPS: usize = 5;
const CARDS: usize = 3;

/// Fills the database; the bot must not run.
pub async fn seed(place: &Place, incidents: usize) -> Result<()> {
    let numbers = |table: &str, columns: &str, each: usize, values: &str| {
        format!(
            "INSERT INTO {table} ({columns})
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {incidents}),
                 e (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM e WHERE j < {each})
             SELECT {values} FROM n, e"
        )
    };
    // People as the directory would add them, so that rows may name one.
    place.write("INSERT INTO person (chat, name, added_at) VALUES (999, 'Раньше', 0)".to_owned()).await?;
    place
        .write(numbers(
            "incident",
            "version, number_year, number_sequence, status, kind, channel, text, topic, unit, importance, created_by,
             assignee, created_at, registered_at, assigned_at, accepted_at, accept_due, reply_due, reply_term, outcome,
             closed_at",
            1,
            "9, 2025, i, 'closed', 'message', 'telegram', 'Пост ' || i || ': у дома сломался фонарь, никто не чинит',
             'topic-' || (i % 20), 'unit-' || (i % 20), 'normal', 1, 1, i, i, i, i, i, i, '8 wh', 'solved', i",
        ))
        .await?;
    let reply = "version, incident_id, author_id, kind, state, text, created_at, sent_at, decided_at, decided_by";
    place.write(numbers("reply", reply, 1, "4, i, 1, 'final', 'published', 'Починили ' || i, i, i, i, 1")).await?;
    let part = "incident_id, reply_id, chat, message_id, text, attachments";
    place.write(numbers("part", part, 1, "i, NULL, 999, -i, 'Пост ' || i, '[]'")).await?;
    let step = "incident_id, at, actor_id, action, from_status, to_status, update_id";
    place.write(numbers("history", step, STEPS, "i, i, 1, 'accept', 'assigned', 'in_progress', -i")).await?;
    let card = "person_id, incident_id, reply_id, chat, message_id, screen, dirty, clean, shown, priority";
    place
        .write(numbers(
            "card",
            card,
            CARDS,
            "1, i, j - 1, 999, -(i * 10 + j), '\"main\"', 9, 9, '0123456789abcdef', 10",
        ))
        .await?;
    let message = "key, chat, priority, state, incident_id, subject, message_id, plain, queued_at, done_at";
    let values = "'seed:' || i, 999, 20, 'sent', i, 'incident:' || i, -(i * 10), FALSE, i, i";
    place.write(numbers("outbox", message, 1, values)).await?;
    // The planner must know what the tables are like, as a server that runs for long does, and the disk be idle.
    place
        .write(match place.engine {
            Engine::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)".to_owned(),
            Engine::Postgres => "VACUUM ANALYZE".to_owned(),
        })
        .await?;
    ensure!(Command::new("sync").status()?.success(), "what was written does not reach the disk");
    Ok(())
}
