//! ✅ Зарегистрировать: a draft becomes an incident with a number, terms and somebody who answers.

use chrono::Datelike;

use super::change::about_status;
use super::{Outcome, Turn, toast};
use crate::cards::summary;
use crate::domain::clocks::Moved;
use crate::domain::ids::{IncidentId, UnitCode};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::{Person, Role};
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::outbox::Priority;
use crate::store::{StoreError, incidents};

pub async fn register(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Register, &incident, None)?;
    let year = turn.now.local(turn.zone()).year();
    let number = incidents::next_number(turn.tx, year).await?;
    incident.number = Some(number);
    incident.registered_at = Some(turn.now);
    incident.assigned_at = incident.unit.as_ref().map(|_| turn.now);
    count(turn, &mut incident);
    let unit = incident.unit.clone();
    turn.record(actor.id, &mut incident, Action::Register, to, unit.as_ref().map(UnitCode::as_str)).await?;
    hand_out(turn, actor, &incident).await?;
    Ok(toast(turn.words.toast_registered(&number.to_string())))
}

/// Counts the clocks anew, from registration or from the last re-opening: re-assigning never restarts the resident's.
pub fn count(turn: &Turn<'_>, incident: &mut Incident) -> Moved {
    turn.clocks().count(incident, turn.now)
}

/// Everybody who answers for the unit gets the card; without a unit those who choose one are asked.
pub async fn hand_out(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), StoreError> {
    match &incident.unit {
        Some(unit) => {
            let people = turn.recipients(&unit.clone()).await?;
            // A unit without people is told of by the card.
            let unreached = !people.is_empty() && !turn.tx.roster().await?.is_staffed(unit);
            ask_others(turn, actor, people, incident, |words| yours(incident, words)).await?;
            if unreached { tell_unreached(turn, incident).await } else { Ok(()) }
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

/// Those who give out work hear at once, and once for an incident, that it has reached nobody.
async fn tell_unreached(turn: &mut Turn<'_>, incident: &Incident) -> Result<(), StoreError> {
    let unit = incident.unit.as_ref().and_then(|code| turn.directory().unit(code));
    let unit = unit.map(|unit| unit.short.clone()).unwrap_or_default();
    let mut told = turn.holders(&[Role::Operator, Role::Coordinator, Role::Head]).await?;
    told.extend(turn.holding(incident, Role::Lead).await?);
    for person in told {
        let (card, _) = turn.give_card(&person, incident.id).await?;
        let words = turn.words_of(&person);
        let press = |label, press: IncidentPress| Button::press(label, &press.of(incident.id));
        // A lead answers himself.
        let keyboard = if turn.may(&person, Action::AcceptFor, incident, None) {
            Keyboard::default()
                .row([press(words.button_accept_for(), IncidentPress::AcceptFor)])
                .row([press(words.button_write_for(), IncidentPress::WriteFor)])
        } else {
            Keyboard::default().row([next_step(incident, words)])
        };
        let message = Message::text(words.notice_unreached(incident.shown_number(), &unit)).with_keyboard(keyboard);
        let key = format!("unreached:{}:{}", incident.id, person.id);
        turn.queue_once(key, person.chat, &message, Priority::Ask, about_status(&card)).await?;
    }
    Ok(())
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
