//! Other rules, or another calendar: the clocks of open incidents are counted anew, a few at a time.

use crate::flows::Turn;
use crate::store::{StoreError, incidents};

/// Incidents counted in one turn.
const AT_ONCE: i64 = 100;

/// Counts some open incidents anew; whether there may be more.
pub async fn recount(turn: &mut Turn<'_>) -> Result<bool, StoreError> {
    let Some(behind) = incidents::counted_to(turn.tx).await? else { return Ok(false) };
    let open = incidents::open_behind(turn.tx, behind, AT_ONCE).await?;
    let last = open.last().map(|incident| incident.id);
    for mut incident in open {
        let (clocks, now) = (turn.known.clone(), turn.now);
        let before = incident.clone();
        let moved = (incident.registered_at.is_some()).then(|| clocks.clocks().count(&mut incident, now));
        turn.plan(&mut incident);
        if incident != before {
            match moved.filter(|moved| moved.from != moved.to) {
                Some(moved) => turn.record_recount(&mut incident, moved).await?,
                None => incidents::save(turn.tx, &incident).await?,
            }
        }
        turn.keep_owed(&incident).await?;
    }
    incidents::set_counted_to(turn.tx, last).await?;
    Ok(last.is_some())
}
