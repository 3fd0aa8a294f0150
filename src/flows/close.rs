//! 🏁: how it ended.

use super::{Outcome, Turn, toast};
use crate::domain::ids::IncidentId;
use crate::domain::incident;
use crate::domain::person::Person;
use crate::domain::ways::Action;

pub async fn close(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, outcome: incident::Outcome) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Close, &incident, None)?;
    let name = turn.words.outcome(outcome);
    incident.outcome = Some(outcome);
    incident.closed_at = Some(turn.now);
    turn.record(actor.id, &mut incident, Action::Close, to, Some(outcome.code())).await?;
    Ok(toast(turn.words.toast_closed(&name)))
}
