//! Somebody can be reached, comes to a unit, or leaves: the work of the unit is where its people are.

use super::{Turn, look, register};
use crate::domain::ids::ChatId;
use crate::domain::incident::{Incident, Status};
use crate::domain::person::{Person, Role};
use crate::domain::ways::{Action, Facts, next};
use crate::messenger::outgoing::Message;
use crate::store::outbox::Priority;
use crate::store::{StoreError, cards, incidents, menus, people};

/// Whoever joins, presses Start or unblocks gets the open cards of the unit at once.
pub async fn welcome(turn: &mut Turn<'_>, person: &Person) -> Result<(), StoreError> {
    if people::reachable(turn.tx, person.chat).await? {
        cards::touch_open(turn.tx, person.chat).await?;
    }
    menus::retry(turn.tx, person.id).await?;
    for incident in look::open_of_units(turn, person).await? {
        if turn.is_visible(person, &incident) && cards::of_person(turn.tx, person.id, incident.id).await?.is_none() {
            turn.give_card(person, incident.id).await?;
        }
    }
    Ok(())
}

/// Somebody is removed: accepted work belongs to the unit again, and the cards are cut down.
pub async fn leave(turn: &mut Turn<'_>, person: &Person) -> Result<usize, StoreError> {
    let held = incidents::held_by(turn.tx, person.id).await?;
    people::remove(turn.tx, person.id, turn.now).await?;
    cards::touch_person(turn.tx, person.id).await?;
    let count = held.len();
    for incident in held {
        give_back(turn, person, incident).await?;
    }
    Ok(count)
}

async fn give_back(turn: &mut Turn<'_>, person: &Person, mut incident: Incident) -> Result<(), StoreError> {
    // Every open status an incident can be held in has its way.
    let Ok(to) = next(incident.status, Action::GiveBack, &Facts::default()) else { return Ok(()) };
    incident.assignee = None;
    incident.accepted_at = None;
    turn.record(None, &mut incident, Action::GiveBack, to, Some(&person.name)).await?;
    if matches!(to, Status::Assigned | Status::Rework) {
        register::hand_out(turn, person, &incident).await?;
    }
    Ok(())
}

/// The person has blocked us: those who give out work are told once.
pub async fn lost(turn: &mut Turn<'_>, person: &Person) -> Result<(), StoreError> {
    if people::unreachable(turn.tx, person.chat, "blocked", turn.now).await? {
        for operator in turn.holders(&[Role::Operator, Role::Coordinator, Role::Head, Role::Admin]).await? {
            if operator.id != person.id {
                let message = Message::text(turn.words_of(&operator).say_unreachable(&person.name));
                turn.queue(operator.chat, &message, Priority::Notice, super::About::default()).await?;
            }
        }
    }
    Ok(())
}

/// The conversation has another number now.
pub async fn moved(turn: &mut Turn<'_>, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    crate::store::outbox::migrate(turn.tx, from, to).await
}
