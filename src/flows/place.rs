//! 📍 Место: a settlement from the list, an address in words, a point on the map, or none.

use super::choose::suggest_unit;
use super::{Outcome, Refusal, Turn, toast};
use crate::cards::place_in_words;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{IncidentId, SettlementCode};
use crate::domain::incident::{Incident, SettlementReason, Status};
use crate::domain::person::Person;
use crate::domain::place::{Found, nearest};
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::domain::words::clean_text;
use crate::i18n::Words;
use crate::messenger::event::Message;
use crate::messenger::outgoing::Toast;
use crate::store::StoreError;
use crate::store::dialogs::Question;

/// The settlements, on the card; words and a point are taken from now on.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, page: u16) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::ChangePlace, &incident, None)?;
    if !is_waiting(turn, actor, id).await? {
        let question = Question { waits_for: WaitsFor::Place, incident: Some(id), reply: None, held: None };
        turn.wait_for(actor, &question).await?;
    }
    turn.show_card(actor, id, Screen::Places { page }).await?;
    Ok(Toast::default())
}

/// A settlement of the list.
pub async fn settlement(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, code: SettlementCode) -> Outcome {
    turn.known.directory.settlement(&code).ok_or(Refusal::Retired)?;
    change(turn, actor, id, |incident| move_to(incident, code)).await
}

/// «Убрать место».
pub async fn nowhere(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    change(turn, actor, id, |incident| {
        incident.settlement = None;
        forget_address(incident);
    })
    .await
}

/// Words or a point that came while the list was open.
pub async fn told(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Message) -> Outcome {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let known = turn.known.clone();
    if let Some(point) = message.point {
        let around = nearest(&known.directory, point).map(|settlement| settlement.code.clone());
        return change(turn, actor, id, |incident| {
            if let Some(code) = around {
                move_to(incident, code);
            }
            incident.point = Some(point);
        })
        .await;
    }
    let found = known.suggester.places().typed(&clean_text(&message.text));
    // A house alone is one of the street that is known.
    let incident = turn.visible(actor, id).await?;
    if found.is_nothing() || found.house.is_some() && found.street.is_none() && incident.street.is_none() {
        return Err(Refusal::NotAPlace.into());
    }
    change(turn, actor, id, |incident| move_into(incident, found)).await
}

/// What a later message tells of the place of a draft, where nothing better is known.
pub fn learn(turn: &Turn<'_>, incident: &mut Incident, words: &str, point: Option<(f64, f64)>) {
    incident.point = incident.point.or(point);
    if incident.status != Status::Draft {
        return;
    }
    let suggestion = turn.known.suggester.suggest(words, None, point);
    let guessed = incident.settlement.is_none() || incident.settlement_reason == Some(SettlementReason::Source);
    if let Some(guess) = suggestion.settlement.filter(|_| guessed) {
        incident.settlement = Some(guess.settlement);
        incident.settlement_reason = Some(guess.reason);
        suggest_unit(&turn.known.directory, incident);
    }
    if incident.street.is_none() && suggestion.street.is_some() {
        incident.street = suggestion.street;
        incident.house = suggestion.house;
    }
}

/// Another screen is looked at: words are no place any more.
pub async fn wait_no_more(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Result<(), StoreError> {
    if is_waiting(turn, actor, id).await? { turn.end_question(actor.id).await } else { Ok(()) }
}

async fn is_waiting(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Result<bool, StoreError> {
    let open = turn.open_question(actor.id).await?;
    Ok(open.is_some_and(|dialog| dialog.waits_for == WaitsFor::Place && dialog.incident == Some(id)))
}

async fn change(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, put: impl FnOnce(&mut Incident)) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::ChangePlace, &incident, None)?;
    let known = turn.known.clone();
    let before = incident.clone();
    put(&mut incident);
    let changed = incident != before;
    if changed {
        // A person has said so: no reason is needed any more.
        incident.settlement_reason = None;
        suggest_unit(&known.directory, &mut incident);
    }
    wait_no_more(turn, actor, id).await?;
    turn.show_card(actor, id, Screen::Main).await?;
    if changed {
        let detail = from_to(turn, &before, &incident);
        turn.record(actor.id, &mut incident, Action::ChangePlace, to, Some(&detail)).await?;
    }
    Ok(toast(match place_in_words(&incident, &known.directory) {
        Some(place) => turn.words.toast_place(&place),
        None => turn.words.toast_no_place(),
    }))
}

/// «Ахтубинск → Нижний Баскунчак, ул. Мира, 5», in the centre's language: the history is one for all.
fn from_to(turn: &Turn<'_>, before: &Incident, after: &Incident) -> String {
    let words = Words::of(turn.directory().centre.language);
    let place = |incident: &Incident| match (place_in_words(incident, turn.directory()), incident.point) {
        (Some(place), _) => place,
        (None, Some((latitude, longitude))) => format!("{latitude}, {longitude}"),
        (None, None) => words.plain_place_unknown(),
    };
    let (from, to) = (place(before), place(after));
    match after.point.filter(|point| before.point != Some(*point)) {
        Some((latitude, longitude)) => format!("{from} → {to} ({latitude}, {longitude})"),
        None => format!("{from} → {to}"),
    }
}

/// Another settlement has other streets.
fn move_to(incident: &mut Incident, code: SettlementCode) {
    if incident.settlement.as_ref() != Some(&code) {
        incident.settlement = Some(code);
        forget_address(incident);
    }
}

fn move_into(incident: &mut Incident, found: Found) {
    if let Some(code) = found.settlement {
        move_to(incident, code);
    }
    if found.street.is_some() {
        incident.street = found.street;
        incident.house = found.house;
    } else if found.house.is_some() {
        incident.house = found.house;
    }
}

fn forget_address(incident: &mut Incident) {
    incident.street = None;
    incident.house = None;
    incident.point = None;
}
