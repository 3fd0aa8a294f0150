//! Looking: a card by its number or its button, its history, and what waits for a person.

use chrono::Datelike;

use super::{Outcome, Refusal, Turn, toast};
use crate::cards::summary;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Number, Status};
use crate::domain::person::{Person, Role};
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::messenger::outgoing::{Keyboard, Message, Toast};
use crate::store::{StoreError, incidents};

/// A phone shows so many buttons without scrolling.
const MOST: usize = 10;

/// The card, as the newest message.
pub async fn show(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    let (card, new) = turn.give_card(actor, incident.id).await?;
    if !new {
        turn.show_below(&card).await?;
    }
    Ok(toast(turn.words.toast_shown()))
}

/// Another screen of the card, in place: ◀️ Назад leads to the main one.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, screen: Screen) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    if screen == Screen::History && !turn.may(actor, Action::ChangeTopic, &incident, None) {
        return Err(Refusal::NotAllowed.into());
    }
    super::place::wait_no_more(turn, actor, id).await?;
    turn.show_card(actor, id, screen).await?;
    Ok(Toast::default())
}

/// `/i 123`, `/i 2026-000123`, `/i №123`, `/i No. 123`: without a year it is this one.
pub async fn by_number(turn: &mut Turn<'_>, actor: &Person, asked: &str) -> Outcome {
    let asked = asked.trim();
    // As cards write it, in either language: numbers are copied from there.
    let asked = ["№", "No."].iter().find_map(|sign| asked.strip_prefix(sign)).unwrap_or(asked).trim();
    if asked.is_empty() {
        let message = Message::text(turn.words.say_which_number());
        turn.say(actor.chat, &message).await?;
        return Ok(Toast::default());
    }
    let not_found = || Refusal::NoSuchNumber(crate::messenger::html::cut(asked, 40));
    let year = turn.now.local(turn.zone()).year();
    let number = asked.parse().ok().or_else(|| Some(Number { year, sequence: asked.parse().ok()? }));
    let incident = incidents::by_number(turn.tx, number.ok_or_else(not_found)?).await?;
    let incident = incident.filter(|incident| turn.is_visible(actor, incident)).ok_or_else(not_found)?;
    show(turn, actor, incident.id).await
}

/// `/my`: what waits for this person, the most urgent first, each a button to its card.
pub async fn waiting(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let message = list(turn, actor).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

async fn list(turn: &mut Turn<'_>, actor: &Person) -> Result<Message, StoreError> {
    let waiting = waits_for(turn, actor).await?;
    let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let text = match waiting.len() {
        0 => turn.words.say_nothing_waits(),
        1..=MOST => turn.words.say_waits(count),
        _ => turn.words.say_waits_cut(count),
    };
    let rows = waiting.iter().take(MOST).map(|incident| summary(incident, turn.directory(), turn.words));
    let keyboard = rows.fold(Keyboard::default(), |keyboard, row| keyboard.row([row]));
    Ok(Message::text(text).with_keyboard(keyboard))
}

/// Incidents in which the next step is this person's, those due first at the head.
pub async fn waits_for(turn: &mut Turn<'_>, actor: &Person) -> Result<Vec<Incident>, StoreError> {
    const STEPS: [(Status, Action); 5] = [
        (Status::Draft, Action::Register),
        (Status::New, Action::Assign),
        (Status::Review, Action::Approve),
        (Status::Approved, Action::Publish),
        (Status::Published, Action::Close),
    ];
    let mut waiting = to_answer(turn, actor).await?;
    for (status, action) in STEPS {
        for incident in incidents::open_in(turn.tx, status, 50).await? {
            if turn.may(actor, action, &incident, None) && turn.is_visible(actor, &incident) {
                waiting.push(incident);
            }
        }
    }
    // What has no term yet waits behind what has one.
    waiting.sort_by_key(|incident| (incident.reply_due.is_none(), incident.reply_due, incident.id));
    Ok(waiting)
}

/// What the units of this person have to answer.
pub async fn to_answer(turn: &mut Turn<'_>, actor: &Person) -> Result<Vec<Incident>, StoreError> {
    let mut found = open_of_units(turn, actor).await?;
    found.retain(|incident| is_to_answer(turn, actor, incident));
    Ok(found)
}

/// What is open with the units this person answers for, whoever of them has it.
pub async fn open_of_units(turn: &mut Turn<'_>, actor: &Person) -> Result<Vec<Incident>, StoreError> {
    let mut found = Vec::new();
    let own = actor.units_as(Role::Recipient).chain(actor.units_as(Role::Lead));
    let mut units: Vec<_> = own.cloned().collect();
    units.sort();
    units.dedup();
    for unit in units {
        found.extend(incidents::open_of_unit(turn.tx, &unit).await?);
    }
    Ok(found)
}

/// A colleague's work does not wait for this person.
fn is_to_answer(turn: &Turn<'_>, actor: &Person, incident: &Incident) -> bool {
    incident.assignee.is_none_or(|holder| holder == actor.id)
        && turn.decide(actor, Action::Write, incident, None).is_ok()
}
