//! Updates are kept once, handled once, and put aside when they cannot be handled.

use std::collections::HashSet;

use anyhow::Result;
use mcu_bot::domain::ids::UpdateId;
use mcu_bot::store::inbox::{self, Failed, Incoming, Waiting};
use mcu_bot::store::lead::Epoch;
use mcu_bot::store::{StoreError, Tx};

use super::{NOON, Store, later};
use crate::engines::both_engines;

/// Before anybody has taken the lead.
const FIRST: Epoch = Epoch(0);

fn update(id: i64, key: i64) -> Incoming {
    Incoming { id: UpdateId(id), key, body: format!("{{\"update_id\":{id}}}") }
}

async fn waiting(tx: &mut Tx) -> Result<Vec<i64>> {
    Ok(inbox::waiting(tx).await?.iter().map(|update| update.id.0).collect())
}

both_engines! {
    async fn an_update_is_kept_once(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        assert_eq!(inbox::keep(&mut tx, &[update(17, 1001)], NOON).await?, HashSet::from([UpdateId(17)]));
        let again = Incoming { body: "{}".to_owned(), ..update(17, 1001) };
        assert!(inbox::keep(&mut tx, &[again], later(1)).await?.is_empty());
        assert_eq!(inbox::waiting(&mut tx).await?, [Waiting { id: UpdateId(17), key: 1001, attempts: 0, kept_at: NOON }]);
        assert_eq!(inbox::body(&mut tx, UpdateId(17), FIRST).await?, Some(update(17, 1001).body));
        Ok(())
    }

    async fn updates_wait_in_the_order_they_came(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        // Two who keep, with clocks that differ; and after a week of silence the numbers may begin anywhere.
        let week = 7 * 24 * 60;
        for (id, minute) in [(901, 0), (900, 1), (902, 3), (12, week), (11, week + 1)] {
            inbox::keep(&mut tx, &[update(id, 1001)], later(minute)).await?;
        }
        assert_eq!(waiting(&mut tx).await?, [900, 901, 902, 11, 12]);
        Ok(())
    }

    async fn an_update_is_handled_once_and_loses_its_words(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        inbox::keep(&mut tx, &[update(17, 1001)], NOON).await?;
        inbox::handled(&mut tx, UpdateId(17), FIRST, NOON).await?;
        assert_eq!(inbox::body(&mut tx, UpdateId(17), FIRST).await?, None);
        assert_eq!(waiting(&mut tx).await?, [0; 0]);
        let again = inbox::handled(&mut tx, UpdateId(17), FIRST, NOON).await;
        assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
        // The messenger repeats it: it is known still.
        assert!(inbox::keep(&mut tx, &[update(17, 1001)], later(1)).await?.is_empty());
        assert_eq!(waiting(&mut tx).await?, [0; 0]);
        Ok(())
    }

    async fn a_late_predecessor_handles_nothing(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        inbox::keep(&mut tx, &[update(17, 1001)], NOON).await?;
        let late = Epoch(FIRST.0 - 1);
        assert_eq!(inbox::body(&mut tx, UpdateId(17), late).await?, None);
        let handled = inbox::handled(&mut tx, UpdateId(17), late, NOON).await;
        assert!(matches!(handled, Err(StoreError::Conflict)), "{handled:?}");
        assert_eq!(waiting(&mut tx).await?, [17]);
        Ok(())
    }

    async fn what_fails_is_counted_put_aside_and_tried_again(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        inbox::keep(&mut tx, &[update(17, 1001)], NOON).await?;
        for attempt in 1..=3 {
            assert_eq!(inbox::count_attempt(&mut tx, UpdateId(17), "a panic").await?, attempt);
        }
        inbox::quarantine(&mut tx, UpdateId(17)).await?;
        let failed = Failed { id: UpdateId(17), kept_at: NOON, error: "a panic".to_owned() };
        assert_eq!(inbox::failed(&mut tx).await?, [failed]);
        assert_eq!(waiting(&mut tx).await?, [0; 0]);

        assert!(inbox::retry(&mut tx, UpdateId(17)).await?);
        assert!(!inbox::retry(&mut tx, UpdateId(17)).await?);
        assert_eq!(inbox::waiting(&mut tx).await?, [Waiting { id: UpdateId(17), key: 1001, attempts: 0, kept_at: NOON }]);
        assert_eq!(inbox::body(&mut tx, UpdateId(17), FIRST).await?, Some(update(17, 1001).body));
        Ok(())
    }

    async fn what_was_put_aside_can_be_dropped(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        inbox::keep(&mut tx, &[update(17, 1001)], NOON).await?;
        assert!(!inbox::drop_failed(&mut tx, UpdateId(17), NOON).await?, "it has not failed yet");
        inbox::quarantine(&mut tx, UpdateId(17)).await?;
        assert!(inbox::drop_failed(&mut tx, UpdateId(17), NOON).await?);
        assert_eq!(inbox::failed(&mut tx).await?, []);
        assert!(inbox::keep(&mut tx, &[update(17, 1001)], NOON).await?.is_empty());
        Ok(())
    }

    async fn only_what_was_handled_long_ago_is_forgotten(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        for id in 1..=4 {
            inbox::keep(&mut tx, &[update(id, 1001)], NOON).await?;
        }
        inbox::handled(&mut tx, UpdateId(1), FIRST, NOON).await?;
        inbox::handled(&mut tx, UpdateId(2), FIRST, later(10)).await?;
        inbox::quarantine(&mut tx, UpdateId(3)).await?;
        assert_eq!(inbox::forget(&mut tx, later(10)).await?, 1);
        let mut known = Vec::new();
        for id in 1..=4 {
            known.push(inbox::keep(&mut tx, &[update(id, 1001)], later(20)).await?.is_empty());
        }
        assert_eq!(known, [false, true, true, true]);
        Ok(())
    }
}
