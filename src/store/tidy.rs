//! Rows of messages and reminders that nobody needs any more. They hold no words; they only grow.

use super::db::Tx;
use super::error::StoreError;
use super::sql::sql;
use crate::domain::moment::Moment;

/// Rows looked at in one go, along the keys: so a sweep costs the same wherever the rows lie that stay.
const WINDOW: i64 = 5000;

/// What is swept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Table {
    /// First, because they name messages.
    Reminders,
    Messages,
    Searches,
}

impl Table {
    pub const ALL: [Self; 3] = [Self::Reminders, Self::Messages, Self::Searches];
}

/// Sweeps the next rows behind this key; behind which one to go on, `None` at the end.
pub async fn sweep(tx: &mut Tx, table: Table, behind: i64, before: Moment) -> Result<Option<i64>, StoreError> {
    let to = behind.saturating_add(WINDOW);
    let (last,) = match table {
        Table::Reminders => {
            reminders(tx, behind, to, before).await?;
            sql!(tx, fetch_one as (Option<i64>,), "SELECT MAX(id) FROM reminder")?
        }
        Table::Messages => {
            messages(tx, behind, to, before).await?;
            sql!(tx, fetch_one as (Option<i64>,), "SELECT MAX(id) FROM outbox")?
        }
        Table::Searches => {
            // Few: each person has twenty.
            sql!(tx, "DELETE FROM search WHERE at < $1", before.millis())?;
            (None,)
        }
    };
    Ok(last.filter(|last| *last > to).map(|_| to))
}

/// Told or withdrawn, of what was closed or followed another long ago, or was purged. The key of such a one cannot come
/// again: a closed incident that is opened again gets another due moment, which stands in the key; a duplicate and
/// a purged one are never opened. What was rejected goes on with the old clock, so its reminders stay. An open
/// incident's are counted («напоминали трижды»).
async fn reminders(tx: &mut Tx, behind: i64, to: i64, before: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "DELETE FROM reminder WHERE id > $1 AND id <= $2 AND state IN ('told', 'withdrawn')
             AND EXISTS (SELECT 1 FROM incident i WHERE i.id = reminder.incident_id AND i.status_since < $3
                 AND (i.status IN ('closed', 'duplicate') OR i.purged_at IS NOT NULL))",
        behind,
        to,
        before.millis()
    )?;
    Ok(())
}

/// Done long ago. Stay: what still has buttons to lose (`subject`), what tells of an incident that is open or ended
/// since (a reply to it is honoured), what a reminder counts, and `files:`, by which a file follows a card once for as
/// long as there is a file. No other key can come again: `turn:`, `remind:`, `unreachable:` and `back:` name a moment
/// or a row of its own, `today:`, `digest:` and `forecast:` are fenced by `job_run`, `stranger:` and `invite:` name a
/// day that has passed, `unstaffed:` and `plain:` a version that only grows. `unreached:` comes again when what ended
/// long ago is opened anew, and `failed:` when somebody repeats an old row by hand: both are news then. `strip:` takes
/// buttons that are gone already.
async fn messages(tx: &mut Tx, behind: i64, to: i64, before: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "DELETE FROM outbox WHERE id > $1 AND id <= $2 AND done_at < $3
             AND (state = 'withdrawn' OR (state = 'sent' AND subject IS NULL))
             AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.outbox_id = outbox.id)
             AND (incident_id IS NULL OR EXISTS (SELECT 1 FROM incident i WHERE i.id = outbox.incident_id
                 AND i.status IN ('closed', 'duplicate', 'rejected') AND i.status_since < $3
                 AND (i.purged_at IS NOT NULL OR outbox.key NOT LIKE 'files:%')))",
        behind,
        to,
        before.millis()
    )?;
    Ok(())
}
