//! ✅ Зарегистрировать: a draft becomes an incident with a number, terms and somebody who answers.

use chrono::Datelike;

use super::{Outcome, Turn, toast};
use crate::cards::summary;
use crate::domain::deadline::{Case, Timer, Timers};
use crate::domain::ids::{IncidentId, UnitCode};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::{Person, Role};
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::{StoreError, incidents};

pub async fn register(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Register, &incident, None)?;
    let year = turn.now.local(turn.zone()).year();
    let number = incidents::next_number(turn.tx, year).await?;
    incident.number = Some(number);
    incident.registered_at = Some(turn.now);
    incident.assigned_at = incident.unit.as_ref().map(|_| turn.now);
    set_terms(turn, &mut incident);
    let unit = incident.unit.clone();
    turn.record(actor.id, &mut incident, Action::Register, to, unit.as_ref().map(UnitCode::as_str)).await?;
    hand_out(turn, actor, &incident).await?;
    Ok(toast(turn.words.toast_registered(&number.to_string())))
}

/// The terms run from registration, or from the last re-opening: re-assigning never restarts the resident's clock.
pub fn set_terms(turn: &Turn<'_>, incident: &mut Incident) {
    let case = Case {
        kind: incident.kind,
        unit: incident.unit.as_ref(),
        topic: incident.topic.as_ref(),
        importance: incident.importance,
        channel: incident.channel,
    };
    let timers = Timers::of(&turn.directory().deadlines, &case);
    let start = incident.clock_from().unwrap_or(turn.now);
    incident.accept_due = incident.assigned_at.and_then(|at| timers.due(Timer::Accept, at));
    incident.reply_due = timers.due(Timer::Reply, start);
    incident.reply_term = timers.reply;
}

/// Everybody who answers for the unit gets the card; without a unit those who choose one are asked.
pub async fn hand_out(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), StoreError> {
    match &incident.unit {
        Some(unit) => {
            let people = turn.recipients(&unit.clone()).await?;
            ask_others(turn, actor, people, incident, |words| yours(incident, words)).await
        }
        None if incident.status == Status::New => {
            let known = turn.known.clone();
            let message = |words: &Words| {
                let card = summary(incident, &known.directory, words);
                let text = words.notice_unassigned(incident.shown_number());
                Message::text(text).with_keyboard(Keyboard::default().row([card]))
            };
            let people = turn.holders(&[Role::Operator, Role::Coordinator, Role::Head]).await?;
            ask_others(turn, actor, people, incident, message).await
        }
        None => Ok(()),
    }
}

/// Whoever acted has the card before the eyes.
pub async fn ask_others(
    turn: &mut Turn<'_>,
    actor: &Person,
    people: Vec<Person>,
    incident: &Incident,
    message: impl Fn(&Words) -> Message,
) -> Result<(), StoreError> {
    for person in people {
        if person.id == actor.id {
            turn.give_card(&person, incident.id).await?;
        } else {
            turn.ask(&person, incident.id, &message).await?;
        }
    }
    Ok(())
}

/// To those who have the card of before.
fn yours(incident: &Incident, words: &Words) -> Message {
    let keyboard = Keyboard::default().row([next_step(incident, words)]);
    Message::text(words.notice_assigned(incident.shown_number())).with_keyboard(keyboard)
}

/// 👌, or ✍️ of what is accepted already.
pub fn next_step(incident: &Incident, words: &Words) -> Button {
    if incident.status == Status::Assigned {
        Button::press(words.button_accept(), &IncidentPress::Accept.of(incident.id))
    } else {
        Button::press(words.button_reply(), &IncidentPress::Write.of(incident.id))
    }
}
