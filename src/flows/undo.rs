//! ↩️ Отменить регистрацию: for a minute, and until somebody else has acted, it is a draft again.
//!
//! The number is not used again; both steps stand in the history. Nobody has a card of a draft but those who decide
//! about drafts: whoever else has one had the incident, and its registration was undone.

use super::{Outcome, Refusal, Turn, toast};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, SetBy};
use crate::domain::person::Person;
use crate::domain::undo::{Stands, undoable};
use crate::domain::ways::Action;
use crate::store::{history, replies};

/// Steps that a minute can hold.
const STEPS: i64 = 100;

pub async fn unregister(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::Unregister, &incident, None)?;
    let steps = history::of(turn.tx, id, STEPS).await?;
    undoable(&incident, actor, &steps, turn.now).map_err(refused)?;
    // An answer that was begun stands in no history yet.
    if replies::is_answered(turn.tx, id).await? {
        return Err(Refusal::UndoActed.into());
    }
    let number = incident.shown_number();
    clear(&mut incident);
    turn.record(actor.id, &mut incident, Action::Unregister, to, Some(&number)).await?;
    Ok(toast(turn.words.toast_unregistered(&number)))
}

/// What registration gave.
fn clear(incident: &mut Incident) {
    incident.number = None;
    incident.registered_at = None;
    incident.assigned_at = None;
    incident.accept_due = None;
    if incident.reply_set_by == SetBy::Rule {
        incident.reply_due = None;
        incident.reply_term = None;
    }
}

const fn refused(stands: Stands) -> Refusal {
    match stands {
        Stands::Late => Refusal::UndoLate,
        Stands::Acted => Refusal::UndoActed,
    }
}
