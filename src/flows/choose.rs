//! 🏷 and 🏢: another topic or another unit was chosen.

use super::importance::tell_raised;
use super::register::{count, hand_out};
use super::turn::subject_of;
use super::{Outcome, Refusal, Turn, toast};
use crate::domain::directory::{Directory, Topic};
use crate::domain::ids::{IncidentId, TopicCode, UnitCode};
use crate::domain::incident::{Incident, Status, UnitReason};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::suggest::answering_unit;
use crate::domain::ways::{Action, Facts, Review, next};
use crate::store::outbox;

/// Another topic. The unit of a draft follows it while it is only suggested; that of an incident never does by
/// itself: it is offered.
pub async fn topic(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, code: TopicCode) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::ChangeTopic, &incident, None)?;
    let known = turn.known.clone();
    let topic = known.directory.topic(&code).ok_or(Refusal::Retired)?;
    turn.end_search(actor, id).await?;
    // Chosen once more, it is no step.
    if incident.status != Status::Draft && incident.topic.as_ref() == Some(&code) {
        turn.show_card(actor, id, Screen::Main).await?;
        return Ok(toast(turn.words.toast_topic(&topic.name)));
    }
    let before = incident.importance;
    take(&mut incident, topic, &known.directory);
    let moved = (incident.status != Status::Draft).then(|| count(turn, &mut incident));
    turn.show_card(actor, id, after(turn, actor, &incident)).await?;
    turn.record(actor.id, &mut incident, Action::ChangeTopic, to, Some(topic.code.as_str())).await?;
    turn.tell_moved(&mut incident, moved).await?;
    tell_raised(turn, actor, &incident, before).await?;
    Ok(toast(turn.words.toast_topic(&topic.name)))
}

/// The topic, and what is only suggested because of it.
fn take(incident: &mut Incident, topic: &Topic, directory: &Directory) {
    incident.topic = Some(topic.code.clone());
    incident.topic_reason = None;
    if incident.importance_reason.is_some() {
        incident.importance = topic.importance;
    }
    suggest_unit(directory, incident);
}

/// The unit follows topic and place while it is only suggested; after registration a person decides.
pub fn suggest_unit(directory: &Directory, incident: &mut Incident) {
    if incident.status == Status::Draft && (incident.unit.is_none() || incident.unit_reason.is_some()) {
        let guess = answering_unit(directory, incident.topic.as_ref(), incident.settlement.as_ref());
        incident.unit_reason = guess.as_ref().map(|guess| guess.reason);
        incident.unit = guess.map(|guess| guess.unit);
    }
}

/// An incident whose new topic is another unit's asks whether to hand it over.
fn after(turn: &Turn<'_>, actor: &Person, incident: &Incident) -> Screen {
    let guess = answering_unit(turn.directory(), incident.topic.as_ref(), incident.settlement.as_ref());
    let elsewhere = guess.is_some_and(|guess| Some(guess.unit) != incident.unit);
    let offered = elsewhere && incident.status != Status::Draft && decide_unit(turn, actor, incident).is_ok();
    if offered { Screen::Transfer } else { Screen::Main }
}

/// Another unit: of a draft it is only a choice, of an incident the unit is told.
pub async fn unit(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, code: UnitCode) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let (action, to) = decide_unit(turn, actor, &incident)?;
    let known = turn.known.clone();
    let unit = known.directory.unit(&code).ok_or(Refusal::Retired)?;
    turn.end_search(actor, id).await?;
    turn.show_card(actor, id, Screen::Main).await?;
    if action == Action::Assign && incident.unit.as_ref() == Some(&code) {
        return Ok(toast(turn.words.toast_unit_already(&unit.short)));
    }
    incident.unit = Some(code);
    incident.unit_reason = None::<UnitReason>;
    let mut moved = None;
    if action == Action::Assign {
        incident.assigned_at = Some(turn.now);
        incident.assignee = None;
        incident.accepted_at = None;
        moved = Some(count(turn, &mut incident));
        // What was asked of those who had it is settled, though the status may stay.
        outbox::settle(turn.tx, &subject_of(id), turn.now).await?;
    }
    turn.record(actor.id, &mut incident, action, to, Some(unit.code.as_str())).await?;
    turn.tell_moved(&mut incident, moved).await?;
    if action == Action::Assign {
        hand_out(turn, actor, &incident).await?;
    }
    Ok(toast(turn.words.toast_unit(&unit.short)))
}

/// 🏢 of a draft tells nobody; of an incident it assigns. The unit to come stands for the one that is missing.
pub fn decide_unit(turn: &Turn<'_>, actor: &Person, incident: &Incident) -> Result<(Action, Status), Refusal> {
    let action = if incident.status == Status::Draft { Action::ChooseUnit } else { Action::Assign };
    if !turn.may(actor, action, incident, None) {
        return Err(Refusal::NotAllowed);
    }
    let facts = Facts { unit: Some(Review::Required), reply: None };
    Ok((action, next(incident.status, action, &facts)?))
}
