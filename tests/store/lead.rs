//! One process leads; the next one fences it off.

use std::time::Duration;

use anyhow::{Context, Result};
use mcu_bot::clock::Clock;
use mcu_bot::store::lead::{self, Epoch, Lead};
use mcu_bot::store::{Db, outbox};

use super::{NOON, Store};
use crate::engines::{both_engines, insist};

async fn taken(db: &Db) -> Result<Lead> {
    // A session's locks go when the server has noticed its end, which is soon.
    insist(async || Ok(lead::take(db).await?)).await
}

both_engines! {
    async fn only_one_process_leads(store: &mut Store) -> Result<()> {
        let other = store.engine.connect().await?;
        let mut first = taken(&store.db).await?;
        assert!(lead::take(&other).await?.is_none());
        assert!(lead::take(&store.db).await?.is_none(), "nor twice in one process");
        first.check(&Clock::system()).await?;
        assert!(store.begin().await?.leads(first.epoch).await?);
        first.resign(&store.db).await?;
        let second = taken(&other).await?;
        second.resign(&other).await?;
        other.close().await;
        Ok(())
    }

    async fn the_epoch_grows_and_tells_a_clean_stop(store: &mut Store) -> Result<()> {
        let first = taken(&store.db).await?;
        assert_eq!((first.epoch, first.unclean), (Epoch(1), false));
        first.resign(&store.db).await?;
        let second = taken(&store.db).await?;
        assert_eq!((second.epoch, second.unclean), (Epoch(2), false));
        // Stopped without a word.
        drop(second);
        let third = taken(&store.db).await?;
        assert_eq!((third.epoch, third.unclean), (Epoch(3), true));
        let mut tx = store.begin().await?;
        assert!(tx.leads(Epoch(3)).await? && !tx.leads(Epoch(2)).await?);
        tx.rollback().await?;
        third.resign(&store.db).await?;
        let fourth = taken(&store.db).await?;
        assert!(!fourth.unclean);
        Ok(())
    }

    async fn a_lead_that_is_let_go_is_free_for_another_process(store: &mut Store) -> Result<()> {
        let other = store.engine.connect().await?;
        drop(taken(&store.db).await?);
        let next = taken(&other).await?;
        assert!(next.unclean);
        drop(next);
        other.close().await;
        Ok(())
    }

    async fn who_leads_leaves_connections_to_others(store: &mut Store) -> Result<()> {
        let lead = taken(&store.db).await?;
        let mut tx = store.begin().await?;
        assert_eq!(outbox::due(&mut tx, 1).await?, []);
        tx.commit().await?;
        lead.resign(&store.db).await?;
        Ok(())
    }

    async fn the_lease_runs_out_before_another_can_lead(store: &mut Store) -> Result<()> {
        let clock = Clock::manual(NOON);
        let mut lead = lead::take(&store.db).await?.context("the lead")?;
        let lease = lead.lease();
        clock.advance(Duration::from_secs(100));
        assert!(lease.holds(clock.elapsed()), "nobody has begun to ask after the session");
        lead.check(&clock).await?;
        clock.advance(Duration::from_millis(4999));
        assert!(lease.holds(clock.elapsed()));
        clock.advance(Duration::from_millis(1));
        // A lock of the operating system is held by whoever sleeps.
        assert_eq!(lease.holds(clock.elapsed()), !store.db.is_shared());
        lead.check(&clock).await?;
        assert!(lease.holds(clock.elapsed()));
        Ok(())
    }
}
