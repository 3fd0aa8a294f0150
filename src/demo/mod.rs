//! A district that was made up: for benchmarks, tests, and to show the product in a browser. No person and no address
//! is real.
//!
//! ```text
//! page ──acts──▶ emulator's people ──▶ bot (a runtime of its own, to be killed) ──▶ emulator ──events──▶ page
//! ```

mod acts;
mod cast;
mod district;
pub mod drawings;
mod events;
pub mod generator;
mod message;
mod paper;
mod process;
pub mod shelf;
pub mod show;
mod stage;
mod time;
mod web;

use crate::store::bulk::{self, Whole};
use crate::store::{Db, StoreError, Tx};
use generator::Plan;

/// Incidents written in one transaction: a history of some months is one.
const AT_ONCE: usize = 5_000;

/// Writes the whole history; `told` hears after each transaction how many incidents there are. Gives their number.
pub async fn fill(db: &Db, mut plan: Plan<'_>, mut told: impl FnMut(usize)) -> Result<usize, StoreError> {
    let mut written = 0;
    loop {
        let mut tx = db.begin().await?;
        let count = write(&mut tx, &mut plan, AT_ONCE).await?;
        tx.commit().await?;
        written += count;
        told(written);
        if count < AT_ONCE {
            return Ok(written);
        }
    }
}

/// Writes the next incidents of the history, at most so many; gives their number.
pub async fn write(tx: &mut Tx, plan: &mut Plan<'_>, most: usize) -> Result<usize, StoreError> {
    // What is in memory at once is little, however many are wanted.
    const CHUNK: usize = 500;
    let mut written = 0;
    while written < most {
        let wholes: Vec<Whole> = plan.take(CHUNK.min(most - written)).collect();
        if wholes.is_empty() {
            break;
        }
        bulk::write(tx, &wholes).await?;
        written += wholes.len();
    }
    bulk::given_out(tx, plan.given_out()).await?;
    Ok(written)
}
