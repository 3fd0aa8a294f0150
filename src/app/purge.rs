//! `mcu-bot purge`: shows which personal data would be destroyed, and destroys them when told to.

use std::io::Write;
use std::time::Duration;

use chrono_tz::Tz;

use crate::clock::Clock;
use crate::domain::moment::Moment;
use crate::domain::purge::{By, Cutoff, Destroyed};
use crate::flows::{self, Turn};
use crate::random::Random;
use crate::store::known::DirectoryCache;
use crate::store::{Db, StoreError, Tx};

/// Between two pieces, so that a running bot gets to write too.
const BREATH: Duration = Duration::from_millis(50);

/// Why a purge has stopped. What was destroyed before is noted in the journal.
#[derive(Debug, thiserror::Error)]
pub enum PurgeError {
    #[error("DATABASE_URL: {0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Output(#[from] std::io::Error),
}

/// Without `yes` nothing is changed.
pub async fn purge(
    db: &Db,
    clock: &Clock,
    days: u32,
    yes: bool,
    out: &mut (impl Write + Send),
) -> Result<(), PurgeError> {
    let directory = DirectoryCache::default();
    let mut tx = db.read().await?;
    let mut turn = begun(&mut tx, &directory, clock).await?;
    let zone = turn.zone();
    let cutoff = Cutoff::of(turn.now, days, zone);
    let due = if yes { Destroyed::default() } else { flows::purge::preview(&mut turn, cutoff).await? };
    tx.rollback().await?;
    if !yes {
        writeln!(out, "Personal data of incidents closed before {} would be destroyed:", cutoff.day)?;
        tell(&due, zone, out)?;
        return Ok(writeln!(out, "Nothing was changed. With --yes they are destroyed; there is no way back.")?);
    }
    let mut all = Destroyed::default();
    loop {
        let mut tx = db.begin().await?;
        let mut turn = begun(&mut tx, &directory, clock).await?;
        let piece = flows::purge::piece(&mut turn, cutoff, By::Terminal).await?;
        if piece.is_none() {
            all += flows::purge::rest(&mut turn, cutoff, By::Terminal).await?;
        }
        tx.commit().await?;
        let Some(piece) = piece else { break };
        all += piece;
        if piece.incidents >= flows::purge::PIECE {
            clock.wait_until(clock.elapsed() + BREATH).await;
        }
    }
    db.overwrite_freed().await?;
    writeln!(out, "Personal data of incidents closed before {} are destroyed:", cutoff.day)?;
    Ok(tell(&all, zone, out)?)
}

async fn begun<'a>(tx: &'a mut Tx, directory: &DirectoryCache, clock: &Clock) -> Result<Turn<'a>, StoreError> {
    let known = directory.current(tx).await?;
    Ok(Turn::new(tx, known, clock.now(), None, &Random::system()))
}

fn tell(destroyed: &Destroyed, zone: Tz, out: &mut impl Write) -> std::io::Result<()> {
    let Destroyed { incidents, replies, messages, files, steps, others, first, last } = *destroyed;
    match first.zip(last) {
        Some((first, last)) => {
            let day = |at: Moment| at.local(zone).date_naive();
            writeln!(out, "  incidents         {incidents}, closed from {} to {}", day(first), day(last))?;
        }
        None => writeln!(out, "  incidents         {incidents}")?,
    }
    writeln!(out, "  replies           {replies}")?;
    writeln!(out, "  messages          {messages}")?;
    writeln!(out, "  files             {files}")?;
    writeln!(out, "  history lines     {steps}")?;
    if others > 0 {
        writeln!(
            out,
            "  of no incident    {others} (searches, messages never delivered, updates that failed, names of newcomers)"
        )?;
    }
    Ok(())
}
