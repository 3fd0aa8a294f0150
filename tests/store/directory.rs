//! The directory is kept as it was read, and what is gone is retired rather than deleted.

use anyhow::Result;
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::directory::file::parse;
use mcu_bot::store::{Tx, directory};

use super::Store;
use crate::engines::both_engines;

fn example() -> Directory {
    parse(include_str!("../../deploy/example.toml")).unwrap().directory
}

async fn saved(tx: &mut Tx, wanted: &Directory) -> Result<()> {
    directory::save(tx, wanted).await?;
    assert_eq!(directory::load(tx).await?.as_ref(), Some(wanted));
    Ok(())
}

both_engines! {
    async fn the_example_comes_back_as_it_was_read(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        assert_eq!(directory::load(&mut tx).await?, None);
        assert_eq!(tx.versions().await?.directory, 0);
        let example = example();
        saved(&mut tx, &example).await?;
        assert_eq!(tx.versions().await?.directory, 1);
        saved(&mut tx, &example).await?;
        assert_eq!(tx.versions().await?.directory, 2);
        Ok(())
    }

    async fn what_a_unit_or_a_place_may_have_is_kept(store: &mut Store) -> Result<()> {
        let mut full = example();
        full.units[1].working_time = Some(serde_json::json!({ "hours": ["09:00-13:00", "14:00-18:00"] }));
        full.settlements[1].takes = vec!["roads-potholes".into()];
        full.settlements[1].point = None;
        saved(&mut store.begin().await?, &full).await
    }

    async fn what_is_gone_is_retired_and_may_come_back(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let whole = example();
        saved(&mut tx, &whole).await?;
        let mut less = whole.clone();
        less.units.pop();
        less.topics.remove(0);
        less.settlements.clear();
        less.sources.clear();
        less.deadlines.remove(0);
        less.spheres.clear();
        less.kept.remove("rating");
        saved(&mut tx, &less).await?;
        // In another order, and under another name.
        let mut back = whole;
        back.units.reverse();
        back.topics.reverse();
        "Администрация посёлка".clone_into(&mut back.units[0].name);
        saved(&mut tx, &back).await
    }
}
