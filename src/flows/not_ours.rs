//! ↩️ Не к нам: why, whose it may be, and back to those who choose.

use super::register::count;
use super::{FlowError, Outcome, Refusal, Turn, question, toast};
use crate::cards::{assigning, summary};
use crate::domain::detail::{NotOurs, Why};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{IncidentId, UnitCode};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::{Person, Role};
use crate::domain::reasons::NotOursReason;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::QuestionPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::dialogs::Question;

/// Units on a page of «Чьё это?».
const PAGE: usize = 6;

/// Asks for the reason.
pub async fn ask_reason(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::NotOurs, &incident, None)?;
    let question = Question { waits_for: WaitsFor::NotOursReason, incident: Some(id), reply: None, held: None };
    let words = turn.words;
    let usual = |reason: &NotOursReason, version| {
        Button::press(words.not_ours_reason(*reason), &QuestionPress::NotOurs(*reason).of(version))
    };
    let choices = |version| NotOursReason::ALL.iter().map(|reason| usual(reason, version)).collect();
    turn.ask_words(actor, &question, words.question_not_ours_reason(incident.shown_number()), choices).await?;
    Ok(toast(turn.words.toast_why()))
}

/// One of the usual reasons.
pub async fn usual(turn: &mut Turn<'_>, actor: &Person, version: i64, reason: NotOursReason) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::NotOursReason).await?;
    ask_whose(turn, actor, &dialog, &Why::Usual(reason)).await
}

/// The reason in own words.
pub async fn reason(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    ask_whose(turn, actor, dialog, &Why::from(words)).await
}

async fn ask_whose(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, why: &Why) -> Outcome {
    let incident = asked_about(turn, actor, dialog).await?;
    let held = Some(why.to_string());
    let question = Question { waits_for: WaitsFor::Whose, incident: Some(incident.id), reply: None, held };
    let dialog = turn.wait_for(actor, &question).await?;
    let message = whose(turn, &incident, dialog.version, 0);
    turn.put_question(actor, &dialog, &message).await?;
    Ok(toast(turn.words.toast_whose()))
}

/// Another page of units, in place.
pub async fn page(turn: &mut Turn<'_>, actor: &Person, version: i64, page: u16) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::Whose).await?;
    let incident = asked_about(turn, actor, &dialog).await?;
    let message = whose(turn, &incident, version, usize::from(page));
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// «Чьё это?»: likely units first, then all others, and «Не знаю».
fn whose(turn: &Turn<'_>, incident: &Incident, version: i64, page: usize) -> Message {
    let words = turn.words;
    let mut units = turn.known.suggester.units(&incident.text, incident.settlement.as_ref());
    units.retain(|unit| Some(unit) != incident.unit.as_ref());
    let page = page.min(units.len().saturating_sub(1) / PAGE);
    let at = |page: usize| QuestionPress::WhosePage(u16::try_from(page).unwrap_or(u16::MAX)).of(version);
    let previous = (page > 0).then(|| Button::press(words.button_previous(), &at(page - 1)));
    let more = (page + 1) * PAGE < units.len();
    let next = more.then(|| Button::press(words.button_next(), &at(page + 1)));
    let shown = units.iter().skip(page * PAGE).take(PAGE).filter_map(|code| turn.directory().unit(code));
    let rows = shown.map(|unit| {
        let label = crate::messenger::html::cut(&words.button_assign_to(&unit.short), 60);
        Button::press(label, &QuestionPress::Whose(unit.code.clone()).of(version))
    });
    let unknown = Button::press(words.button_whose_unknown(), &QuestionPress::WhoseUnknown.of(version));
    let keyboard = rows.fold(Keyboard::default(), |keyboard, row| keyboard.row([row]));
    let keyboard = keyboard.row(previous.into_iter().chain(next)).row([unknown, question::cancelling(words, version)]);
    Message::text(words.question_whose(incident.shown_number())).with_keyboard(keyboard)
}

/// A unit, or «Не знаю».
pub async fn chosen(turn: &mut Turn<'_>, actor: &Person, version: i64, unit: Option<UnitCode>) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::Whose).await?;
    if unit.as_ref().is_some_and(|unit| turn.directory().unit(unit).is_none()) {
        return Err(Refusal::Retired.into());
    }
    give_back(turn, actor, &dialog, unit).await
}

/// The name of a unit, written instead of chosen: as much of it as names one alone.
pub async fn named(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let wanted = words.to_lowercase();
    let named = |name: &str| name.to_lowercase().contains(&wanted);
    let units = &turn.known.directory.units;
    let exactly = units.iter().find(|unit| [&unit.short, &unit.name].iter().any(|name| name.to_lowercase() == wanted));
    let mut fitting = units.iter().filter(|unit| named(&unit.short) || named(&unit.name));
    let only = match (fitting.next(), fitting.next()) {
        (Some(unit), None) => Some(unit),
        _ => None,
    };
    let unit = exactly.or(only).map(|unit| unit.code.clone()).ok_or(Refusal::NoUnitNamed)?;
    give_back(turn, actor, dialog, Some(unit)).await
}

/// Back to those who choose. The resident's clock goes on; the unit's work and its terms end.
async fn give_back(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, whose: Option<UnitCode>) -> Outcome {
    let mut incident = asked_about(turn, actor, dialog).await?;
    let to = turn.decide(actor, Action::NotOurs, &incident, None)?;
    let from = incident.unit.take().ok_or(Refusal::NoUnit)?;
    let why = dialog.held.as_deref().unwrap_or_default().into();
    let returned = NotOurs { whose: whose.filter(|unit| *unit != from), from, why };
    incident.unit_reason = None;
    incident.assigned_at = None;
    incident.assignee = None;
    incident.accepted_at = None;
    count(turn, &mut incident);
    turn.end_question(actor.id).await?;
    turn.record(actor.id, &mut incident, Action::NotOurs, to, Some(&returned.to_string())).await?;
    ask_operators(turn, actor, &incident, &returned).await?;
    Ok(toast(turn.words.toast_not_ours()))
}

async fn ask_operators(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    returned: &NotOurs,
) -> Result<(), FlowError> {
    let known = turn.known.clone();
    let (now, zone) = (turn.now, turn.zone());
    let name = |code: &UnitCode| known.directory.unit(code).map_or(code.to_string(), |unit| unit.short.clone());
    let message = |words: &Words| {
        let why = words.notice_not_ours(incident.shown_number(), name(&returned.from), words.why(&returned.why));
        let used = incident.registered_at.zip(incident.due());
        let used = used.map(|(at, due)| words.notice_used(words.elapsed(at, now), words.date_time(due, zone, now)));
        let whose = returned.whose.as_ref().map(|unit| words.notice_whose(name(unit)));
        let assign = returned.whose.as_ref().and_then(|unit| assigning(incident.id, unit, &known.directory, words));
        let keyboard = Keyboard::default().row(assign).row([summary(incident, &known.directory, words)]);
        Message::text(Html::lines([why].into_iter().chain(used).chain(whose))).with_keyboard(keyboard)
    };
    for person in turn.holders(&[Role::Operator, Role::Coordinator, Role::Head]).await? {
        if person.id == actor.id {
            turn.give_card(&person, incident.id).await?;
        } else {
            turn.ask(&person, incident.id, message).await?;
        }
    }
    Ok(())
}

async fn asked_about(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog) -> Result<Incident, FlowError> {
    let incident = turn.visible(actor, dialog.incident.ok_or(Refusal::QuestionGone)?).await?;
    if incident.status == Status::New {
        return Err(Refusal::Stale(Status::New).into());
    }
    Ok(incident)
}
