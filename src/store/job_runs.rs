//! Runs of jobs: whoever writes the row of a period does its work, so no restart and no replica does it again.

use super::db::Tx;
use super::error::StoreError;
use super::sql::sql;
use crate::domain::incident::codes;
use crate::domain::moment::Moment;

codes! {
    /// What is done once in a period.
    Job {
        /// «Сегодня», to everybody whose working day begins at that moment.
        Today = "today",
        /// A digest of a part of the tree.
        Digest = "digest",
        /// A year the production calendar is not official for, to the administrators.
        Forecast = "forecast",
        /// The work of a night: purge and sweeping.
        Night = "night",
    }
}

/// Takes the run of this period; `false` when it was taken before.
pub async fn take(tx: &mut Tx, job: Job, period: &str, now: Moment) -> Result<bool, StoreError> {
    let rows = sql!(
        tx,
        "INSERT INTO job_run (job, period, at) VALUES ($1, $2, $3) ON CONFLICT (job, period) DO NOTHING",
        job.code(),
        period,
        now.millis()
    )?;
    Ok(rows == 1)
}

/// Whether the run of this period was taken.
pub async fn is_taken(tx: &mut Tx, job: Job, period: &str) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT at FROM job_run WHERE job = $1 AND period = $2",
        job.code(),
        period
    )?;
    Ok(row.is_some())
}
