//! An edited message changes what it went into, as long as that is unsent; later it is only noted.

use super::{FlowError, Turn, draft, held, reply};
use crate::domain::ids::ReplyId;
use crate::domain::incident::{Incident, PartRole, ReplyState, Status};
use crate::domain::person::Person;
use crate::domain::ways::Action;
use crate::domain::words::clean_text;
use crate::messenger::event::Message;
use crate::messenger::html::cut;
use crate::store::parts::Part;
use crate::store::{cards, incidents, parts, replies};

/// Longest share of the new words that the history keeps, in code points.
const LONGEST_NOTE: usize = 300;

/// An edit of what never became content says nothing to us, and nobody is told so.
pub async fn edited(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Result<(), FlowError> {
    if held::edit(turn, actor, message).await? {
        return Ok(());
    }
    let Some(part) = parts::of_message(turn.tx, actor.chat, message.id).await? else { return Ok(()) };
    let new =
        Part { text: draft::words_of(message, part.reply), attachments: message.attachments.clone(), ..part.clone() };
    // A live location that moves, or a preview that has loaded, comes as an edit too.
    if new == part {
        return Ok(());
    }
    let Some(incident) = incidents::load(turn.tx, part.incident).await? else { return Ok(()) };
    if !turn.is_visible(actor, &incident) {
        return Ok(());
    }
    match part.reply {
        Some(reply) => of_reply(turn, actor, &incident, reply, &new).await,
        None => of_post(turn, actor, incident, &new).await,
    }
}

async fn of_post(turn: &mut Turn<'_>, actor: &Person, incident: Incident, new: &Part) -> Result<(), FlowError> {
    if !turn.may(actor, Action::Edit, &incident, None) {
        return Ok(());
    }
    if incident.status != Status::Draft {
        return note(turn, actor, &incident, new).await;
    }
    parts::save(turn.tx, new).await?;
    let mut incident = incident;
    if new.role == PartRole::Note {
        incident.note = Some(new.text.clone()).filter(|note| !note.trim().is_empty());
    }
    draft::compose(turn, actor, incident).await
}

async fn of_reply(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    reply: ReplyId,
    new: &Part,
) -> Result<(), FlowError> {
    let Some(reply) = replies::load(turn.tx, reply).await? else { return Ok(()) };
    match reply.state {
        ReplyState::Writing => {
            parts::save(turn.tx, new).await?;
            reply::compose(turn, actor, reply).await
        }
        ReplyState::Dropped => Ok(()),
        _ => note(turn, actor, incident, new).await,
    }
}

/// Nothing changes but the history.
async fn note(turn: &mut Turn<'_>, actor: &Person, incident: &Incident, new: &Part) -> Result<(), FlowError> {
    let words = cut(clean_text(&new.text).trim(), LONGEST_NOTE);
    let words = (!words.is_empty()).then_some(words.as_str());
    // Its words may be destroyed at this moment: then there is no part any more, and nothing to note.
    incidents::hold(turn.tx, incident).await?;
    turn.remember(actor.id, incident, Action::Edit, incident.status, words).await?;
    Ok(cards::touch(turn.tx, incident.id).await?)
}
