//! 👤 Передать: a colleague of the unit has it from now on; the status stays.

use super::accept::taken;
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::people;

/// The colleagues to choose from, on the card.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, page: u16) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    decide(turn, actor, &incident).await?;
    let from = incident.holder_or(actor.id);
    if colleagues(turn, &incident).await?.iter().all(|colleague| colleague.id == from) {
        return Err(Refusal::NobodyElse.into());
    }
    turn.show_card(actor, id, Screen::Colleagues { page }).await?;
    Ok(toast(turn.words.toast_colleagues()))
}

/// `from`: who had it when the button was drawn.
pub async fn to(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, to: PersonId, from: PersonId) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let holder = incident.holder_or(actor.id);
    if holder == to && incident.assignee.is_some() {
        return Err(taken(turn, holder).await?.into());
    }
    let status = decide(turn, actor, &incident).await?;
    // Somebody handed it over meanwhile: the choice was made among others.
    if holder != from {
        return Err(taken(turn, holder).await?.into());
    }
    let colleagues = colleagues(turn, &incident).await?;
    let colleague = colleagues.into_iter().find(|colleague| colleague.id == to).ok_or(Refusal::Retired)?;
    incident.assignee = Some(to);
    turn.show_card(actor, id, Screen::Main).await?;
    turn.record(actor.id, &mut incident, Action::HandOver, status, Some(&colleague.name)).await?;
    if colleague.id == actor.id {
        return Ok(toast(turn.words.toast_taken_over()));
    }
    turn.ask(&colleague, id, |words| yours(&incident, actor, words)).await?;
    let silent = turn.tx.roster().await?.is_unreachable(colleague.chat);
    let told = if silent {
        turn.words.toast_handed_over_silent(&colleague.name)
    } else {
        turn.words.toast_handed_over(&colleague.name)
    };
    Ok(toast(told))
}

/// A colleague's work is the lead's to give away; who has it is told instead.
async fn decide(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<Status, FlowError> {
    match (turn.decide(actor, Action::HandOver, incident, None), incident.assignee) {
        (Err(Refusal::NotAllowed), Some(holder)) if turn.may(actor, Action::Write, incident, None) => {
            Err(taken(turn, holder).await?.into())
        }
        (decided, _) => Ok(decided?),
    }
}

async fn colleagues(turn: &mut Turn<'_>, incident: &Incident) -> Result<Vec<Person>, FlowError> {
    Ok(match &incident.unit {
        Some(unit) => people::colleagues(turn.tx, unit).await?,
        None => Vec::new(),
    })
}

fn yours(incident: &Incident, from: &Person, words: &Words) -> Message {
    let next = if incident.status == Status::Assigned {
        Button::press(words.button_accept(), &IncidentPress::Accept.of(incident.id))
    } else {
        Button::press(words.button_reply(), &IncidentPress::Write.of(incident.id))
    };
    let text = words.notice_handed_over(incident.shown_number(), &from.name);
    Message::text(text).with_keyboard(Keyboard::default().row([next]))
}
