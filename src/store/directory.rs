//! The directory: read whole, written whole. What is no longer in it is retired, never deleted.

use super::db::Tx;
use super::error::{StoreError, code, json, to_json};
use super::sql::sql;
use crate::domain::directory::{Centre, DeadlineRule, Directory, Settlement, Source, Sphere, Topic, Unit};
use crate::domain::ids::{SettlementCode, SphereCode, TopicCode, UnitCode};
use crate::domain::incident::UnknownCode;
use crate::domain::term::Term;

/// The setting that holds `[centre]`; the other settings are sections kept as written.
const CENTRE: &str = "centre";

/// Our own public name in the messenger, without `@`; `None` until it has been told.
pub async fn bot(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    let (bot,) = sql!(tx, fetch_one as (Option<String>,), "SELECT bot FROM directory_state WHERE id = 1")?;
    Ok(bot)
}

/// Remembers our own public name; a new one is told to running processes like a new directory.
pub async fn set_bot(tx: &mut Tx, username: &str) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE directory_state SET bot = $1, version = version + 1 WHERE id = 1 AND COALESCE(bot, '') <> $1",
        username
    )?;
    tx.look_again();
    Ok(())
}

/// The directory as it stands; `None` while no file was applied.
pub async fn load(tx: &mut Tx) -> Result<Option<Directory>, StoreError> {
    let mut kept: std::collections::BTreeMap<String, serde_json::Value> =
        sql!(tx, fetch_all as (String, String), "SELECT name, value FROM setting ORDER BY name")?
            .into_iter()
            .map(|(name, value)| Ok((name, json("setting", 0, &value)?)))
            .collect::<Result<_, StoreError>>()?;
    let Some(centre) = kept.remove(CENTRE) else { return Ok(None) };
    let centre: Centre = serde_json::from_value(centre).map_err(|error| StoreError::Corrupt {
        table: "setting",
        row: 0,
        reason: error.to_string(),
    })?;
    Ok(Some(Directory {
        centre,
        units: units(tx).await?,
        spheres: spheres(tx).await?,
        topics: topics(tx).await?,
        settlements: settlements(tx).await?,
        sources: sources(tx).await?,
        deadlines: deadlines(tx).await?,
        kept,
    }))
}

#[derive(sqlx::FromRow)]
struct UnitRow {
    code: String,
    parent: Option<String>,
    name: String,
    short: String,
    sphere: Option<String>,
    review: bool,
    league: Option<String>,
    working_time: Option<String>,
}

async fn units(tx: &mut Tx) -> Result<Vec<Unit>, StoreError> {
    let rows = sql!(tx, fetch_all as UnitRow, "SELECT * FROM unit WHERE NOT retired ORDER BY position")?;
    rows.into_iter()
        .map(|row| {
            Ok(Unit {
                code: UnitCode(row.code),
                parent: row.parent.map(UnitCode),
                name: row.name,
                short: row.short,
                sphere: row.sphere.map(SphereCode),
                review: row.review,
                league: row.league,
                working_time: row.working_time.map(|text| json("unit", 0, &text)).transpose()?,
            })
        })
        .collect()
}

async fn spheres(tx: &mut Tx) -> Result<Vec<Sphere>, StoreError> {
    let rows =
        sql!(tx, fetch_all as (String, String), "SELECT code, name FROM sphere WHERE NOT retired ORDER BY position")?;
    Ok(rows.into_iter().map(|(code, name)| Sphere { code: SphereCode(code), name }).collect())
}

#[derive(sqlx::FromRow)]
struct TopicRow {
    code: String,
    topic_group: String,
    name: String,
    unit: Option<String>,
    words: String,
    importance: String,
    position: i64,
}

async fn topics(tx: &mut Tx) -> Result<Vec<Topic>, StoreError> {
    let rows = sql!(tx, fetch_all as TopicRow, "SELECT * FROM topic WHERE NOT retired ORDER BY position")?;
    rows.into_iter()
        .map(|row| {
            Ok(Topic {
                code: TopicCode(row.code),
                group: row.topic_group,
                name: row.name,
                unit: row.unit.map(UnitCode),
                words: json("topic", row.position, &row.words)?,
                importance: code("topic", row.position, &row.importance)?,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct SettlementRow {
    code: String,
    name: String,
    aliases: String,
    unit: Option<String>,
    takes: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    position: i64,
}

async fn settlements(tx: &mut Tx) -> Result<Vec<Settlement>, StoreError> {
    let rows = sql!(tx, fetch_all as SettlementRow, "SELECT * FROM settlement WHERE NOT retired ORDER BY position")?;
    rows.into_iter()
        .map(|row| {
            Ok(Settlement {
                code: SettlementCode(row.code),
                name: row.name,
                aliases: json("settlement", row.position, &row.aliases)?,
                unit: row.unit.map(UnitCode),
                takes: json("settlement", row.position, &row.takes)?,
                point: row.latitude.zip(row.longitude),
            })
        })
        .collect()
}

async fn sources(tx: &mut Tx) -> Result<Vec<Source>, StoreError> {
    let rows =
        sql!(tx, fetch_all as (String, Option<String>), "SELECT channel, settlement FROM source ORDER BY position")?;
    Ok(rows
        .into_iter()
        .map(|(channel, settlement)| Source { channel, settlement: settlement.map(SettlementCode) })
        .collect())
}

#[derive(sqlx::FromRow)]
struct DeadlineRow {
    position: i64,
    kind: Option<String>,
    unit: Option<String>,
    topic: Option<String>,
    importance: Option<String>,
    channel: Option<String>,
    accept: Option<String>,
    reply: Option<String>,
    #[sqlx(rename = "final")]
    final_: Option<String>,
}

async fn deadlines(tx: &mut Tx) -> Result<Vec<DeadlineRule>, StoreError> {
    let rows = sql!(tx, fetch_all as DeadlineRow, "SELECT * FROM deadline_rule ORDER BY position")?;
    rows.into_iter()
        .map(|row| {
            let at = row.position;
            Ok(DeadlineRule {
                kind: optional(at, row.kind.as_deref())?,
                unit: row.unit.map(UnitCode),
                topic: row.topic.map(TopicCode),
                importance: optional(at, row.importance.as_deref())?,
                channel: optional(at, row.channel.as_deref())?,
                accept: term(at, row.accept.as_deref())?,
                reply: term(at, row.reply.as_deref())?,
                final_: term(at, row.final_.as_deref())?,
            })
        })
        .collect()
}

fn optional<T: std::str::FromStr<Err = UnknownCode>>(row: i64, text: Option<&str>) -> Result<Option<T>, StoreError> {
    text.map(|text| code("deadline_rule", row, text)).transpose()
}

fn term(row: i64, text: Option<&str>) -> Result<Option<Term>, StoreError> {
    text.map(|text| {
        text.parse().map_err(|error: crate::domain::term::NotATerm| StoreError::Corrupt {
            table: "deadline_rule",
            row,
            reason: error.to_string(),
        })
    })
    .transpose()
}

/// Makes the stored directory equal to this one and tells running processes to read it again.
pub async fn save(tx: &mut Tx, directory: &Directory) -> Result<(), StoreError> {
    save_settings(tx, directory).await?;
    save_spheres(tx, &directory.spheres).await?;
    save_units(tx, &directory.units).await?;
    save_topics(tx, &directory.topics).await?;
    save_settlements(tx, &directory.settlements).await?;
    save_sources(tx, &directory.sources).await?;
    save_deadlines(tx, &directory.deadlines).await?;
    // Other terms or another calendar may move due moments: open incidents are counted anew.
    sql!(tx, "UPDATE directory_state SET version = version + 1, counted_to = 0 WHERE id = 1")?;
    tx.look_again();
    Ok(())
}

/// Positions in a list, as the database counts.
fn numbered<T>(entries: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (1..).zip(entries)
}

async fn save_settings(tx: &mut Tx, directory: &Directory) -> Result<(), StoreError> {
    let centre = to_json("setting", &directory.centre)?;
    let kept = directory.kept.iter().map(|(name, value)| (name.as_str(), value.to_string()));
    sql!(tx, "DELETE FROM setting")?;
    for (name, value) in kept.chain([(CENTRE, centre)]) {
        sql!(tx, "INSERT INTO setting (name, value) VALUES ($1, $2)", name, value)?;
    }
    Ok(())
}

async fn save_spheres(tx: &mut Tx, spheres: &[Sphere]) -> Result<(), StoreError> {
    sql!(tx, "UPDATE sphere SET retired = TRUE")?;
    for (position, sphere) in numbered(spheres) {
        sql!(
            tx,
            "INSERT INTO sphere (code, name, position, retired) VALUES ($1, $2, $3, FALSE)
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, position = excluded.position, retired = FALSE",
            sphere.code.as_str(),
            &sphere.name,
            position
        )?;
    }
    Ok(())
}

async fn save_units(tx: &mut Tx, units: &[Unit]) -> Result<(), StoreError> {
    sql!(tx, "UPDATE unit SET retired = TRUE")?;
    for (position, unit) in numbered(units) {
        sql!(
            tx,
            "INSERT INTO unit (code, parent, name, short, sphere, review, league, working_time, position, retired)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, FALSE)
             ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, name = excluded.name,
                 short = excluded.short, sphere = excluded.sphere, review = excluded.review,
                 league = excluded.league, working_time = excluded.working_time,
                 position = excluded.position, retired = FALSE",
            unit.code.as_str(),
            unit.parent.as_ref().map(UnitCode::as_str),
            &unit.name,
            &unit.short,
            unit.sphere.as_ref().map(SphereCode::as_str),
            unit.review,
            unit.league.as_deref(),
            unit.working_time.as_ref().map(ToString::to_string),
            position
        )?;
    }
    Ok(())
}

async fn save_topics(tx: &mut Tx, topics: &[Topic]) -> Result<(), StoreError> {
    sql!(tx, "UPDATE topic SET retired = TRUE")?;
    for (position, topic) in numbered(topics) {
        let words = to_json("topic", &topic.words)?;
        sql!(
            tx,
            "INSERT INTO topic (code, topic_group, name, unit, words, importance, position, retired)
             VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE)
             ON CONFLICT (code) DO UPDATE SET topic_group = excluded.topic_group, name = excluded.name,
                 unit = excluded.unit, words = excluded.words, importance = excluded.importance,
                 position = excluded.position, retired = FALSE",
            topic.code.as_str(),
            &topic.group,
            &topic.name,
            topic.unit.as_ref().map(UnitCode::as_str),
            words,
            topic.importance.code(),
            position
        )?;
    }
    Ok(())
}

async fn save_settlements(tx: &mut Tx, settlements: &[Settlement]) -> Result<(), StoreError> {
    sql!(tx, "UPDATE settlement SET retired = TRUE")?;
    for (position, settlement) in numbered(settlements) {
        let aliases = to_json("settlement", &settlement.aliases)?;
        let takes = to_json("settlement", &settlement.takes)?;
        sql!(
            tx,
            "INSERT INTO settlement (code, name, aliases, unit, takes, latitude, longitude, position, retired)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE)
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, aliases = excluded.aliases,
                 unit = excluded.unit, takes = excluded.takes, latitude = excluded.latitude,
                 longitude = excluded.longitude, position = excluded.position, retired = FALSE",
            settlement.code.as_str(),
            &settlement.name,
            aliases,
            settlement.unit.as_ref().map(UnitCode::as_str),
            takes,
            settlement.point.map(|(latitude, _)| latitude),
            settlement.point.map(|(_, longitude)| longitude),
            position
        )?;
    }
    Ok(())
}

async fn save_sources(tx: &mut Tx, sources: &[Source]) -> Result<(), StoreError> {
    sql!(tx, "DELETE FROM source")?;
    for (position, source) in numbered(sources) {
        sql!(
            tx,
            "INSERT INTO source (channel, settlement, position) VALUES ($1, $2, $3)",
            &source.channel,
            source.settlement.as_ref().map(SettlementCode::as_str),
            position
        )?;
    }
    Ok(())
}

async fn save_deadlines(tx: &mut Tx, rules: &[DeadlineRule]) -> Result<(), StoreError> {
    let term = |term: Option<Term>| term.map(|term| term.to_string());
    sql!(tx, "DELETE FROM deadline_rule")?;
    for (position, rule) in numbered(rules) {
        sql!(
            tx,
            "INSERT INTO deadline_rule (position, kind, unit, topic, importance, channel, accept, reply, final)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            position,
            rule.kind.map(crate::domain::incident::Kind::code),
            rule.unit.as_ref().map(UnitCode::as_str),
            rule.topic.as_ref().map(TopicCode::as_str),
            rule.importance.map(crate::domain::incident::Importance::code),
            rule.channel.map(crate::domain::incident::Channel::code),
            term(rule.accept),
            term(rule.reply),
            term(rule.final_)
        )?;
    }
    Ok(())
}
