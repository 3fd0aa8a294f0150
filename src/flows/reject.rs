//! 🗑 Отклонить: not a problem, with the reason.

use super::{Outcome, Turn, toast};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::person::Person;
use crate::domain::reasons::RejectReason;
use crate::domain::ways::Action;
use crate::messenger::callback::QuestionPress;
use crate::messenger::outgoing::{Button, Keyboard, Toast};
use crate::store::dialogs::Question;

/// Asks for the reason.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::Reject, &incident, None)?;
    let question = Question { waits_for: WaitsFor::RejectReason, incident: Some(id), reply: None, held: None };
    let text = turn.words.question_reject_reason();
    let words = turn.words;
    // Two short labels stand in a row.
    let usual = |version| {
        let press =
            |why: &RejectReason| Button::press(words.reject_reason(*why), &QuestionPress::Reject(*why).of(version));
        let rows = RejectReason::ALL.chunks(2).map(|pair| pair.iter().map(press).collect::<Vec<_>>());
        rows.fold(Keyboard::default(), Keyboard::row)
    };
    turn.ask_choosing(actor, &question, text, usual).await?;
    Ok(toast(turn.words.toast_why()))
}

/// A usual reason was chosen.
pub async fn usual(turn: &mut Turn<'_>, actor: &Person, version: i64, why: RejectReason) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::RejectReason).await?;
    reject(turn, actor, &dialog, why.code()).await?;
    Ok(toast(turn.words.toast_rejected()))
}

/// The reason has come: in own words, or the code of a usual one.
pub async fn reject(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, reason: &str) -> Outcome {
    let id = dialog.incident.ok_or(super::Refusal::QuestionGone)?;
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Reject, &incident, None)?;
    incident.closed_at = Some(turn.now);
    turn.end_question(actor.id).await?;
    turn.record(actor.id, &mut incident, Action::Reject, to, Some(reason)).await?;
    Ok(Toast::default())
}
