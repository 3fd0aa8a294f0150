//! The index of words: kept in step, seen as far as one sees, the rarest word first.

use anyhow::{Context, Result};
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::ids::{IncidentId, UnitCode};
use mcu_bot::domain::incident::{Incident, Number, Status};
use mcu_bot::domain::search::{Findable, Query};
use mcu_bot::domain::visibility::Scope;
use mcu_bot::store::lists::Sees;
use mcu_bot::store::search::{find, index, keep, kept};
use mcu_bot::store::{StoreError, Tx, directory, incidents};

use super::{NOON, Store, draft, operator, recipient};
use crate::engines::both_engines;

async fn indexed(tx: &mut Tx, incident: &Incident) -> Result<(), StoreError> {
    index(tx, incident.id, &Findable::of(incident, None, &Directory::empty())).await
}

/// A registered incident of a unit, with these words.
async fn registered(tx: &mut Tx, text: &str, unit: &str) -> Result<Incident> {
    let operator = operator(tx).await?;
    let mut incident = incidents::insert(tx, &Incident { text: text.to_owned(), ..draft(operator) }).await?;
    incident.number = Some(Number { year: 2026, sequence: incident.id.0 });
    incident.status = Status::Assigned;
    incident.unit = Some(unit.into());
    incident.author = Some("Иванова".to_owned());
    incidents::save(tx, &incident).await?;
    incident.version += 1;
    indexed(tx, &incident).await?;
    Ok(incident)
}

async fn found(tx: &mut Tx, words: &str, scope: &Scope) -> Result<Vec<IncidentId>> {
    let query = Query::read(words).context("words")?;
    let found = find(tx, &query, &Sees::from(scope), 1).await?;
    assert_eq!(found.part.total, i64::try_from(found.part.rows.len())?, "one page");
    Ok(found.part.rows.into_iter().map(|incident| incident.id).collect())
}

fn units() -> Directory {
    let text = include_str!("../world/directory.toml");
    mcu_bot::domain::directory::file::parse(text).map_or_else(|_| Directory::empty(), |file| file.directory)
}

both_engines! {
    async fn what_changes_is_found_by_what_it_says_now(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let mut incident = registered(&mut tx, "Яма на улице Мира", "roads").await?;
        assert_eq!(found(&mut tx, "ямы мира", &Scope::All).await?, [incident.id]);
        "Снег на улице Мира".clone_into(&mut incident.text);
        indexed(&mut tx, &incident).await?;
        indexed(&mut tx, &incident).await?;
        assert_eq!(found(&mut tx, "яма", &Scope::All).await?, []);
        assert_eq!(found(&mut tx, "мира снега", &Scope::All).await?, [incident.id]);
        // Private words become open, and the other way round.
        "Снег, звонить Ивановой".clone_into(&mut incident.text);
        indexed(&mut tx, &incident).await?;
        assert_eq!(found(&mut tx, "Иванова", &Scope::Registered).await?, [incident.id]);
        "Снег".clone_into(&mut incident.text);
        indexed(&mut tx, &incident).await?;
        assert_eq!(found(&mut tx, "Иванова", &Scope::Registered).await?, []);
        assert_eq!(found(&mut tx, "Иванова", &Scope::All).await?, [incident.id]);
        Ok(())
    }

    async fn open_ones_come_first_then_the_newest(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let mut ids = Vec::new();
        for at in 0..6 {
            let mut incident = registered(&mut tx, &format!("Яма номер {at}"), "roads").await?;
            if at % 2 == 1 {
                incident.status = Status::Closed;
                incidents::save(&mut tx, &incident).await?;
            }
            ids.push(incident.id);
        }
        assert_eq!(found(&mut tx, "яма", &Scope::All).await?, [4, 2, 0, 5, 3, 1].map(|at: usize| ids[at]));
        Ok(())
    }

    async fn everybody_finds_what_he_sees(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        directory::save(&mut tx, &units()).await?;
        let roads = registered(&mut tx, "Яма", "roads").await?;
        let zhkh = registered(&mut tx, "Яма", "zhkh").await?;
        let operator = operator(&mut tx).await?;
        let draft = incidents::insert(&mut tx, &Incident { text: "Яма".to_owned(), ..draft(operator) }).await?;
        indexed(&mut tx, &draft).await?;
        let of = |units: &[&str]| Scope::Units(units.iter().map(|unit| UnitCode::from(*unit)).collect());
        assert_eq!(found(&mut tx, "яма", &Scope::All).await?, [draft.id, zhkh.id, roads.id]);
        assert_eq!(found(&mut tx, "яма", &Scope::Registered).await?, [zhkh.id, roads.id]);
        assert_eq!(found(&mut tx, "яма", &of(&["roads"])).await?, [roads.id]);
        assert_eq!(found(&mut tx, "яма", &of(&["roads", "zhkh"])).await?, [zhkh.id, roads.id]);
        assert_eq!(found(&mut tx, "яма", &Scope::None).await?, []);
        Ok(())
    }

    async fn pages_do_not_overlap(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        for at in 0..19 {
            registered(&mut tx, &format!("Яма у дома {at}, дорога разбита"), "roads").await?;
        }
        let query = Query::read("дорога яма").context("words")?;
        let sees = Sees::from(&Scope::All);
        let mut rows_seen = Vec::new();
        for (page, rows) in [(1, 8), (2, 8), (3, 3), (4, 0)] {
            let found = find(&mut tx, &query, &sees, page).await?;
            assert_eq!(found.part.rows.len(), rows);
            assert!(!found.cut && (rows == 0 || found.part.total == 19));
            rows_seen.extend(found.part.rows.into_iter().map(|incident| incident.id.0));
        }
        let newest_first: Vec<i64> = rows_seen.iter().copied().max().map(|max| (max - 18..=max).rev().collect()).unwrap();
        assert_eq!(rows_seen, newest_first);
        Ok(())
    }

    async fn only_the_latest_searches_are_kept(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let operator = operator(&mut tx).await?;
        let recipient = recipient(&mut tx).await?;
        let first = keep(&mut tx, operator, "яма", NOON).await?;
        let foreign = keep(&mut tx, recipient, "снег", NOON).await?;
        assert_eq!(kept(&mut tx, operator, first).await?.as_deref(), Some("яма"));
        assert_eq!(kept(&mut tx, operator, foreign).await?, None);
        for _ in 0..20 {
            keep(&mut tx, operator, "снег", NOON).await?;
        }
        assert_eq!(kept(&mut tx, operator, first).await?, None);
        assert_eq!(kept(&mut tx, recipient, foreign).await?.as_deref(), Some("снег"));
        Ok(())
    }
}
