//! 👌 Принять в работу.

use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::Person;
use crate::domain::ways::Action;
use crate::store::people;

pub async fn accept(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    if incident.status == Status::InProgress && turn.may(actor, Action::Accept, &incident, None) {
        return already(turn, actor, &incident).await;
    }
    let to = turn.decide(actor, Action::Accept, &incident, None)?;
    // It may have been handed to a colleague who has not accepted yet.
    incident.assignee = Some(actor.id);
    take(&mut incident, actor.id, turn.now);
    turn.record(actor.id, &mut incident, Action::Accept, to, None).await?;
    Ok(toast(accepted(turn, &incident)))
}

/// Who accepts has it from now on; who had it already keeps it.
pub fn take(incident: &mut Incident, actor: PersonId, now: crate::domain::moment::Moment) {
    incident.assignee.get_or_insert(actor);
    incident.accepted_at.get_or_insert(now);
}

async fn already(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Outcome {
    match incident.assignee {
        Some(holder) if holder != actor.id => Err(taken(turn, holder).await?.into()),
        _ => Ok(toast(turn.words.toast_accepted_already())),
    }
}

/// A colleague has it.
pub async fn taken(turn: &mut Turn<'_>, holder: PersonId) -> Result<Refusal, FlowError> {
    let name = people::by_id(turn.tx, holder).await?.map(|person| person.name).unwrap_or_default();
    Ok(Refusal::Taken { name })
}

fn accepted(turn: &Turn<'_>, incident: &Incident) -> String {
    match incident.due() {
        Some(due) if due < turn.now => turn.words.toast_accepted_late(&turn.date_time(due)),
        Some(due) => turn.words.toast_accepted(&turn.words.until(due, turn.zone(), turn.now)),
        None => turn.words.toast_accepted_no_term(),
    }
}
