//! Looking: a card by its number or its button, its history, and what is open with a person's units.

use super::{Outcome, Refusal, Turn, toast};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Number};
use crate::domain::person::{Person, Role};
use crate::domain::screen::Screen;
use crate::domain::search::{bare_number, number};
use crate::domain::ways::Action;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::{StoreError, incidents};

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
    let allowed = match screen {
        Screen::History => turn.may(actor, Action::ChangeTopic, &incident, None),
        Screen::Versions { .. } => turn.may(actor, Action::Rate, &incident, None),
        _ => true,
    };
    if !allowed {
        return Err(Refusal::NotAllowed.into());
    }
    if screen == Screen::Main {
        turn.end_search(actor, id).await?;
    }
    turn.show_card(actor, id, screen).await?;
    Ok(Toast::default())
}

/// `/i 123`, `/i 2026-000123`, `/i №123`, `/i No. 123`: without a year, the newest that exists for this person.
pub async fn by_number(turn: &mut Turn<'_>, actor: &Person, asked: &str) -> Outcome {
    let asked = bare_number(asked);
    if asked.is_empty() {
        let message = Message::text(turn.words.say_which_number());
        turn.say(actor.chat, &message).await?;
        return Ok(Toast::default());
    }
    let found = match number(asked) {
        Some((Some(year), sequence)) => {
            incidents::by_number(turn.tx, Number { year, sequence }).await?.into_iter().collect()
        }
        Some((None, sequence)) => incidents::with_sequence(turn.tx, sequence).await?,
        None => Vec::new(),
    };
    let incident = found.into_iter().find(|incident| turn.is_visible(actor, incident));
    let incident = incident.ok_or_else(|| Refusal::NoSuchNumber(crate::messenger::html::cut(asked, 40)))?;
    show(turn, actor, incident.id).await
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
