//! Incidents found by words. An inverted index, kept in the transaction that changes the words.

use std::collections::BTreeSet;

use super::db::Tx;
use super::error::StoreError;
use super::incidents::IncidentRow;
use super::lists::{PAGE, Part, Sees};
use super::sql::sql;
use crate::domain::ids::{IncidentId, PersonId, SearchId};
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;
use crate::domain::search::{Findable, LONGEST_STEM, MOST_WORDS, Query};

/// So many incidents with the rarest word are looked at, the newest first; who wants others says more words.
pub const LOOKED_AT: i64 = 20_000;
/// Searches of one person that can still be paged through.
const KEPT: i64 = 20;

/// Makes the incident found by these stems, and by no others any more.
pub async fn index(tx: &mut Tx, id: IncidentId, findable: &Findable) -> Result<(), StoreError> {
    let known = sql!(
        tx,
        fetch_optional as (String, String),
        "SELECT stems, private FROM incident_stems WHERE incident_id = $1",
        id.0
    )?;
    let (stems, private) = (between_spaces(&findable.stems), between_spaces(&findable.private));
    if known.as_ref().is_some_and(|known| *known == (stems.clone(), private.clone())) {
        return Ok(());
    }
    let (known_stems, known_private) = known.unwrap_or_default();
    index_kind(tx, id, &listed(&known_stems), &findable.stems, false).await?;
    index_kind(tx, id, &listed(&known_private), &findable.private, true).await?;
    sql!(
        tx,
        "INSERT INTO incident_stems (incident_id, stems, private) VALUES ($1, $2, $3)
         ON CONFLICT (incident_id) DO UPDATE SET stems = excluded.stems, private = excluded.private",
        id.0,
        stems,
        private
    )?;
    Ok(())
}

/// Makes the incident found by no words any more.
pub async fn forget(tx: &mut Tx, id: IncidentId) -> Result<(), StoreError> {
    index(tx, id, &Findable::default()).await?;
    sql!(tx, "DELETE FROM incident_stems WHERE incident_id = $1", id.0)?;
    Ok(())
}

async fn index_kind(
    tx: &mut Tx,
    id: IncidentId,
    known: &BTreeSet<String>,
    wanted: &BTreeSet<String>,
    private: bool,
) -> Result<(), StoreError> {
    let (gone, gone_count) = packed(known.difference(wanted));
    if gone_count > 0 {
        sql!(
            tx,
            "DELETE FROM incident_word WHERE incident_id = CAST($1 AS BIGINT) AND private = CAST($2 AS BOOLEAN)
             AND stem IN (
                 WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST($3 AS INTEGER))
                 SELECT TRIM(SUBSTR(CAST($4 AS TEXT), i * 24 + 1, 24)) FROM n)",
            id.0,
            private,
            gone_count,
            gone
        )?;
    }
    let (new, new_count) = packed(wanted.difference(known));
    if new_count > 0 {
        // One statement for all of them: PostgreSQL is asked over a socket.
        sql!(
            tx,
            "INSERT INTO incident_word (stem, incident_id, private)
             WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST($3 AS INTEGER))
             SELECT TRIM(SUBSTR(CAST($4 AS TEXT), i * 24 + 1, 24)), CAST($1 AS BIGINT), CAST($2 AS BOOLEAN) FROM n
             WHERE TRUE ON CONFLICT DO NOTHING",
            id.0,
            private,
            new_count,
            new
        )?;
    }
    Ok(())
}

/// Stems in one text, each filled up with spaces to the longest: neither engine takes a list as an argument.
fn packed<'a>(stems: impl Iterator<Item = &'a String>) -> (String, i64) {
    let mut count = 0;
    let mut text = String::new();
    for stem in stems {
        count += 1;
        text.push_str(stem);
        text.extend(std::iter::repeat_n(' ', LONGEST_STEM.saturating_sub(stem.chars().count())));
    }
    (text, count)
}

pub(super) fn between_spaces(stems: &BTreeSet<String>) -> String {
    stems.iter().fold(" ".to_owned(), |text, stem| text + stem + " ")
}

fn listed(stems: &str) -> BTreeSet<String> {
    stems.split_whitespace().map(str::to_owned).collect()
}

/// Keeps what somebody looks for, so that buttons can name it.
pub async fn keep(tx: &mut Tx, person: PersonId, words: &str, now: Moment) -> Result<SearchId, StoreError> {
    let (id,) = sql!(
        tx,
        fetch_one as (i64,),
        "INSERT INTO search (person_id, words, at) VALUES ($1, $2, $3) RETURNING id",
        person.0,
        words,
        now.millis()
    )?;
    sql!(
        tx,
        "DELETE FROM search WHERE person_id = $1 AND id <= (
             SELECT id FROM search WHERE person_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)",
        person.0,
        KEPT
    )?;
    Ok(SearchId(id))
}

/// What this person looked for, unless it is too long ago.
pub async fn kept(tx: &mut Tx, person: PersonId, id: SearchId) -> Result<Option<String>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (String,),
        "SELECT words FROM search WHERE id = $1 AND person_id = $2",
        id.0,
        person.0
    )?;
    Ok(row.map(|(words,)| words))
}

/// One page of what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub part: Part<Incident>,
    /// Even the rarest word stands in more incidents than are looked at.
    pub cut: bool,
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    incident: IncidentRow,
    total: i64,
}

/// Incidents this person sees and all words stand in: open ones first, then the newest.
pub async fn find(tx: &mut Tx, query: &Query, sees: &Sees, page: u32) -> Result<Found, StoreError> {
    let (rarest, count) = rarest(tx, query, sees.contacts).await?;
    if count == 0 {
        return Ok(Found::default());
    }
    let search = Search::of(query, rarest);
    let offset = i64::from(page.saturating_sub(1)) * PAGE;
    let rows = run(tx, &search, sees, offset).await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| row.incident.try_into()).collect::<Result<_, _>>()?;
    Ok(Found { part: Part { rows, total }, cut: count >= LOOKED_AT })
}

/// Which word stands in the fewest incidents, and in how many, counted up to the most that are looked at.
async fn rarest(tx: &mut Tx, query: &Query, private: bool) -> Result<(usize, i64), StoreError> {
    let mut rarest = (0, i64::MAX);
    let last = query.stems.len().saturating_sub(1);
    for (at, stem) in query.stems.iter().enumerate() {
        let beginning = query.beginning.as_deref().filter(|_| at == last);
        let (from, to) = range(beginning);
        let (count,) = sql!(
            tx,
            fetch_one as (i64,),
            "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM incident_word
                         WHERE stem = $1 AND (NOT private OR CAST($2 AS BOOLEAN)) LIMIT 20000) AS whole)
                  + (SELECT COUNT(*) FROM (SELECT 1 FROM incident_word
                         WHERE stem >= $3 AND stem < $4 AND (NOT private OR CAST($2 AS BOOLEAN)) LIMIT 20000) AS begun)",
            stem,
            private,
            from,
            to
        )?;
        if count < rarest.1 {
            rarest = (at, count);
        }
    }
    Ok(rarest)
}

/// The stems that begin so; an empty range where none may.
fn range(beginning: Option<&str>) -> (String, String) {
    beginning.map_or_else(Default::default, |beginning| (beginning.to_owned(), format!("{beginning}\u{10ffff}")))
}

/// A query as the arguments of its statement.
struct Search {
    stem: String,
    from: String,
    to: String,
    /// One for every word but the last.
    others: Vec<String>,
    last: [String; 2],
}

impl Search {
    fn of(query: &Query, rarest: usize) -> Self {
        let last = query.stems.len().saturating_sub(1);
        let beginning = query.beginning.as_deref();
        let (from, to) = range(beginning.filter(|_| rarest == last));
        let whole = |stem: &String| format!("% {stem} %");
        let stem = query.stems.get(rarest).cloned().unwrap_or_default();
        let mut others: Vec<String> = query.stems.iter().take(last).map(whole).collect();
        others.resize(MOST_WORDS - 1, "%".to_owned());
        let end = query.stems.last().map(whole).unwrap_or_default();
        let begun = beginning.map_or_else(|| end.clone(), |beginning| format!("% {beginning}%"));
        Self { stem, from, to, others, last: [end, begun] }
    }
}

async fn run(tx: &mut Tx, search: &Search, sees: &Sees, offset: i64) -> Result<Vec<FoundRow>, StoreError> {
    let [one, two, three, four, five] = [0, 1, 2, 3, 4].map(|at| search.others.get(at).map_or("%", String::as_str));
    sql!(
        tx,
        fetch_all as FoundRow,
        "WITH looked_at AS (
             SELECT incident_id FROM (SELECT incident_id FROM incident_word
                 WHERE stem = $1 AND (NOT private OR CAST($2 AS BOOLEAN))
                 ORDER BY incident_id DESC LIMIT 20000) AS whole
             UNION SELECT incident_id FROM (SELECT incident_id FROM incident_word
                 WHERE stem >= $3 AND stem < $4 AND (NOT private OR CAST($2 AS BOOLEAN)) LIMIT 20000) AS begun
         ), said AS (
             SELECT s.incident_id, CASE WHEN CAST($2 AS BOOLEAN) THEN s.stems || s.private ELSE s.stems END AS stems
             FROM looked_at l JOIN incident_stems s ON s.incident_id = l.incident_id
         ), found AS (
             SELECT i.id, CASE WHEN i.status IN ('closed', 'duplicate', 'rejected') THEN 1 ELSE 0 END AS ended
             FROM said JOIN incident i ON i.id = said.incident_id
             WHERE said.stems LIKE $5 AND said.stems LIKE $6 AND said.stems LIKE $7 AND said.stems LIKE $8
                 AND said.stems LIKE $9 AND (said.stems LIKE $10 OR said.stems LIKE $11)
                 AND (CAST($12 AS BOOLEAN) OR (i.number_year IS NOT NULL AND i.status <> 'draft'
                     AND (CAST($13 AS BOOLEAN)
                         OR i.unit IN (SELECT code FROM unit WHERE CAST($14 AS TEXT) LIKE '%,' || code || ',%'))))
         ), page AS (
             SELECT id, ended, COUNT(*) OVER () AS total FROM found ORDER BY ended, id DESC LIMIT $15 OFFSET $16
         )
         SELECT i.*, page.total FROM page JOIN incident i ON i.id = page.id ORDER BY page.ended, page.id DESC",
        &search.stem,
        sees.contacts,
        &search.from,
        &search.to,
        one,
        two,
        three,
        four,
        five,
        &search.last[0],
        &search.last[1],
        sees.drafts,
        sees.register,
        &sees.units,
        PAGE,
        offset
    )
}
