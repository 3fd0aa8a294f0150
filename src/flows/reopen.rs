//! 🔓 Открыть снова: what was answered, or rejected, is work again.

use chrono::Datelike;

use super::register::{count, hand_out, next_step};
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Number, SetBy, Status};
use crate::domain::person::Person;
use crate::domain::reasons::ReopenReason;
use crate::domain::ways::{Action, Facts, next};
use crate::i18n::Words;
use crate::messenger::callback::QuestionPress;
use crate::messenger::html::cut;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::dialogs::Question;
use crate::store::{StoreError, incidents, people};

/// Asks for the reason.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::Reopen, &incident, None)?;
    let question = Question { waits_for: WaitsFor::ReopenReason, incident: Some(id), reply: None, held: None };
    let words = turn.words;
    let text = match incident.number {
        Some(number) => words.question_reopen(number),
        None => words.question_reopen_draft(),
    };
    let usual = ReopenReason::usual(incident.status);
    let choices = |version| {
        let button = |reason: &ReopenReason| {
            Button::press(words.reopen_button(*reason), &QuestionPress::Reopen(*reason).of(version))
        };
        usual.chunks(2).fold(Keyboard::default(), |keyboard, row| keyboard.row(row.iter().map(button)))
    };
    turn.ask_choosing(actor, &question, text, choices).await?;
    Ok(toast(words.toast_reason()))
}

/// One of the usual reasons was chosen.
pub async fn for_usual(turn: &mut Turn<'_>, actor: &Person, version: i64, reason: ReopenReason) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::ReopenReason).await?;
    let reason = turn.words_of_centre().reopen_reason(reason);
    reopen(turn, actor, &dialog, &reason).await
}

/// The reason has come.
pub async fn reopen(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, reason: &str) -> Outcome {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Reopen, &incident, None)?;
    turn.end_question(actor.id).await?;
    let registered = if incident.status == Status::Rejected {
        take_up(turn, &mut incident).await?
    } else {
        complain_anew(turn, &mut incident);
        None
    };
    let held = holder(turn, &incident).await?;
    if held.is_none() {
        incident.assignee = None;
        incident.accepted_at = None;
        incident.assigned_at = incident.unit.as_ref().map(|_| turn.now);
    }
    count(turn, &mut incident);
    turn.record(actor.id, &mut incident, Action::Reopen, to, Some(reason)).await?;
    if held.is_none() && to == Status::InProgress {
        // Whoever had answered has left: somebody of the unit accepts it anew.
        let to = next(to, Action::GiveBack, &Facts::default()).map_err(Refusal::from)?;
        turn.record(None, &mut incident, Action::GiveBack, to, None).await?;
    }
    tell(turn, actor, &incident, held, reason).await?;
    Ok(toast(match registered {
        Some(number) => turn.words.toast_registered(&number.to_string()),
        None => turn.words.toast_reopened(),
    }))
}

/// What was rejected was never asked of anybody. A draft gets the number it never had, which is returned; the
/// clock of one that had a number goes on.
async fn take_up(turn: &mut Turn<'_>, incident: &mut Incident) -> Result<Option<Number>, StoreError> {
    incident.closed_at = None;
    if incident.number.is_some() {
        return Ok(None);
    }
    let year = turn.now.local(turn.zone()).year();
    incident.number = Some(incidents::next_number(turn.tx, year).await?);
    incident.registered_at = Some(turn.now);
    Ok(incident.number)
}

/// The answer did not help: the resident complains anew, and the clock runs from now.
fn complain_anew(turn: &Turn<'_>, incident: &mut Incident) {
    incident.closed_at = None;
    incident.outcome = None;
    incident.reopened += 1;
    incident.reopened_at = Some(turn.now);
    incident.reply_set_by = SetBy::Rule;
    incident.clear_final();
}

/// Who had accepted it, if still there to answer.
async fn holder(turn: &mut Turn<'_>, incident: &Incident) -> Result<Option<Person>, StoreError> {
    let Some(id) = incident.assignee else { return Ok(None) };
    let person = people::by_id(turn.tx, id).await?;
    Ok(person.filter(|person| turn.may(person, Action::Write, incident, None)))
}

/// Whoever had it is asked, else the unit, else those who choose one.
async fn tell(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    held: Option<Person>,
    reason: &str,
) -> Result<(), FlowError> {
    let told = match (held, incident.unit.clone()) {
        (Some(holder), _) => turn.there(vec![holder]).await?,
        (None, Some(unit)) => turn.recipients(&unit).await?,
        (None, None) => {
            hand_out(turn, actor, incident).await?;
            Vec::new()
        }
    };
    let due = incident.due().map(|due| (due, turn.zone(), turn.now));
    let message = |words: &Words| {
        let (number, reason) = (incident.shown_number(), cut(reason, 1000));
        let text = match due {
            Some((due, zone, now)) => words.notice_reopened(number, reason, words.date_time(due, zone, now)),
            None => words.notice_reopened_no_term(number, reason),
        };
        Message::text(text).with_keyboard(Keyboard::default().row([next_step(incident, words)]))
    };
    for person in told.iter().filter(|person| person.id != actor.id) {
        turn.ask(person, incident.id, message).await?;
    }
    turn.show_next(actor, incident.id).await?;
    Ok(())
}
