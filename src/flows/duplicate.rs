//! 🔁 Дубликат: what tells of the same thing follows its main incident and leaves the counts.

use chrono::Datelike;

use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Number, Status};
use crate::domain::person::Person;
use crate::domain::ways::Action;
use crate::messenger::html::cut;
use crate::store::dialogs::Question;
use crate::store::incidents;

/// Asks for the number of the main incident.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::Duplicate, &incident, None)?;
    let question = Question { waits_for: WaitsFor::DuplicateNumber, incident: Some(id), reply: None, held: None };
    let text = turn.words.question_duplicate_number();
    turn.ask_words(actor, &question, text, |_| Vec::new()).await?;
    Ok(toast(turn.words.toast_number()))
}

/// The number has come.
pub async fn numbered(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let year = turn.now.local(turn.zone()).year();
    let not_found = || Refusal::NoSuchNumber(cut(Number::bare(words), 40));
    let number = Number::asked(words, year).ok_or_else(not_found)?;
    let main = incidents::by_number(turn.tx, number).await?.ok_or_else(not_found)?;
    let told = follow(turn, actor, id, main.id).await?;
    turn.end_question(actor.id).await?;
    Ok(told)
}

/// One incident becomes a duplicate of another; what followed it follows the other too.
pub async fn follow(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, main: IncidentId) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Duplicate, &incident, None)?;
    let mut main = main_of(turn, actor, main).await?;
    if main.id == id {
        return Err(Refusal::SameIncident.into());
    }
    let stays = turn.decide(actor, Action::Followed, &main, None).map_err(|_| cannot_lead(&main))?;
    let (number, own) = (main.shown_number(), incident.shown_number());
    let own = Some(own.as_str()).filter(|own| !own.is_empty());
    incident.duplicate_of = Some(main.id);
    incident.closed_at = Some(turn.now);
    // Both rows change, so that of two who link them to each other one comes too late. Always in one order, so
    // that neither waits for the other for ever.
    if main.id < id {
        turn.record(actor.id, &mut main, Action::Followed, stays, own).await?;
        turn.record(actor.id, &mut incident, Action::Duplicate, to, Some(&number)).await?;
    } else {
        turn.record(actor.id, &mut incident, Action::Duplicate, to, Some(&number)).await?;
        turn.record(actor.id, &mut main, Action::Followed, stays, own).await?;
    }
    for mut follower in incidents::followers(turn.tx, id).await? {
        follower.duplicate_of = Some(main.id);
        turn.record(actor.id, &mut follower, Action::Duplicate, Status::Duplicate, Some(&number)).await?;
    }
    Ok(toast(turn.words.toast_duplicate(&number)))
}

/// A duplicate stands for what it follows, which is never a duplicate itself.
async fn main_of(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Result<Incident, FlowError> {
    let named = turn.visible(actor, id).await?;
    match named.duplicate_of {
        Some(main) => turn.visible(actor, main).await,
        None => Ok(named),
    }
}

fn cannot_lead(main: &Incident) -> Refusal {
    match main.status {
        Status::Rejected => Refusal::MainRejected,
        _ => Refusal::MainDraft,
    }
}
