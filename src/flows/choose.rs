//! 🏷 and 🏢: the operator chooses another topic or another unit.

use super::register::{hand_out, set_terms};
use super::{Outcome, Refusal, Turn, toast};
use crate::domain::directory::Directory;
use crate::domain::ids::{IncidentId, TopicCode, UnitCode};
use crate::domain::incident::{Incident, Status, UnitReason};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::suggest::answering_unit;
use crate::domain::ways::{Action, Facts, Review, next};
use crate::messenger::outgoing::Toast;

/// The list to choose from, on the card.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, screen: Screen) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    let allowed = match screen {
        Screen::Units { .. } => decide_unit(turn, actor, &incident).map(drop),
        _ => turn.decide(actor, Action::ChangeTopic, &incident, None).map(drop),
    };
    allowed?;
    turn.show_card(actor, id, screen).await?;
    Ok(Toast::default())
}

/// Another topic; the unit follows it while it is only suggested.
pub async fn topic(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, code: TopicCode) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::ChangeTopic, &incident, None)?;
    let known = turn.known.clone();
    let topic = known.directory.topic(&code).ok_or(Refusal::Retired)?;
    incident.topic = Some(code);
    incident.topic_reason = None;
    incident.importance = topic.importance;
    suggest_unit(&known.directory, &mut incident);
    if incident.status != Status::Draft {
        set_terms(turn, &mut incident);
    }
    turn.show_card(actor, id, Screen::Main).await?;
    turn.record(actor.id, &mut incident, Action::ChangeTopic, to, Some(topic.code.as_str())).await?;
    Ok(toast(turn.words.toast_topic(&topic.name)))
}

/// The unit follows topic and place while it is only suggested; after registration a person decides.
pub fn suggest_unit(directory: &Directory, incident: &mut Incident) {
    if incident.status == Status::Draft && (incident.unit.is_none() || incident.unit_reason.is_some()) {
        let guess = answering_unit(directory, incident.topic.as_ref(), incident.settlement.as_ref());
        incident.unit_reason = guess.as_ref().map(|guess| guess.reason);
        incident.unit = guess.map(|guess| guess.unit);
    }
}

/// Another unit: of a draft it is only a choice, of an incident the unit is told.
pub async fn unit(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, code: UnitCode) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let (action, to) = decide_unit(turn, actor, &incident)?;
    let known = turn.known.clone();
    let unit = known.directory.unit(&code).ok_or(Refusal::Retired)?;
    incident.unit = Some(code);
    incident.unit_reason = None::<UnitReason>;
    if action == Action::Assign {
        incident.assigned_at = Some(turn.now);
        incident.assignee = None;
        incident.accepted_at = None;
        set_terms(turn, &mut incident);
    }
    turn.show_card(actor, id, Screen::Main).await?;
    turn.record(actor.id, &mut incident, action, to, Some(unit.code.as_str())).await?;
    if action == Action::Assign {
        hand_out(turn, actor, &incident).await?;
    }
    Ok(toast(turn.words.toast_unit(&unit.short)))
}

/// 🏢 of a draft tells nobody; of an incident it assigns. The unit to come stands for the one that is missing.
fn decide_unit(turn: &Turn<'_>, actor: &Person, incident: &Incident) -> Result<(Action, Status), Refusal> {
    let action = if incident.status == Status::Draft { Action::ChooseUnit } else { Action::Assign };
    if !turn.may(actor, action, incident, None) {
        return Err(Refusal::NotAllowed);
    }
    let facts = Facts { unit: Some(Review::Required), reply: None };
    Ok((action, next(incident.status, action, &facts)?))
}
