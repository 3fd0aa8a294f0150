//! ✍️ Ответить, or simply a reply to the card: words and files, a preview, and 📨.

use super::accept::take;
use super::draft::{joined, part_of};
use super::{FlowError, Outcome, Refusal, Turn, review, toast};
use crate::domain::dialog::WaitsFor;
use crate::domain::ids::{IncidentId, ReplyId};
use crate::domain::incident::{Incident, Reply, ReplyKind, ReplyState, Status};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::messenger::event::Message;
use crate::messenger::outgoing::Toast;
use crate::store::cards::{self, Card, Place};
use crate::store::dialogs::Question;
use crate::store::{parts, replies};

/// ✍️: the bot waits for the reply; one that was begun is shown again.
pub async fn write(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::Write, &incident, None)?;
    let reply = begun(turn, actor, &incident).await?;
    let card = show(turn, actor, &reply).await?;
    turn.show_below(&card).await?;
    wait(turn, actor, &reply).await?;
    Ok(toast(turn.words.toast_write()))
}

/// A message becomes part of the reply to this incident; the first one begins it.
pub async fn add(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, message: &Message) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    if incident.status == Status::Draft {
        return Err(Refusal::DraftReply.into());
    }
    turn.decide(actor, Action::Write, &incident, None)?;
    let reply = begun(turn, actor, &incident).await?;
    add_to(turn, actor, reply, message).await
}

/// Another part of a reply that is being written.
pub async fn add_to(turn: &mut Turn<'_>, actor: &Person, mut reply: Reply, message: &Message) -> Outcome {
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let earlier = parts::of(turn.tx, reply.incident, Some(reply.id)).await?;
    let same_album = message.album.is_some() && earlier.iter().any(|part| part.album == message.album);
    let part = part_of(actor, message, reply.incident, Some(reply.id));
    parts::add(turn.tx, &part).await?;
    if !part.text.trim().is_empty() {
        reply.text = joined(&reply.text, &part.text);
    }
    replies::save(turn.tx, &reply, None).await?;
    let card = show(turn, actor, &reply).await?;
    // The preview stands below what was written, and once below an album.
    if !same_album {
        turn.show_below(&card).await?;
    }
    wait(turn, actor, &reply).await?;
    Ok(Toast::default())
}

/// A part of an album whose first part went into a reply. Sent meanwhile, the reply is closed to it.
pub async fn add_late(turn: &mut Turn<'_>, actor: &Person, reply: ReplyId, message: &Message) -> Outcome {
    let (reply, incident) = turn.visible_reply(actor, reply).await?;
    if reply.state != ReplyState::Writing {
        return Err(Refusal::Stale(incident.status).into());
    }
    add_to(turn, actor, reply, message).await
}

/// ✏️ Изменить: what was written goes, and the bot waits for the reply anew.
pub async fn rewrite(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Outcome {
    let mut reply = own(turn, actor, id).await?;
    parts::clear(turn.tx, id).await?;
    reply.text = String::new();
    replies::save(turn.tx, &reply, None).await?;
    show(turn, actor, &reply).await?;
    wait(turn, actor, &reply).await?;
    Ok(toast(turn.words.toast_rewrite()))
}

/// ✖️ Отмена of a reply.
pub async fn drop(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Outcome {
    let mut reply = own(turn, actor, id).await?;
    reply.state = ReplyState::Dropped;
    replies::save(turn.tx, &reply, None).await?;
    show(turn, actor, &reply).await?;
    turn.end_question(actor.id).await?;
    Ok(toast(turn.words.toast_dropped()))
}

/// 📨 of the version that was shown: to review, or to publication where the unit has no review.
pub async fn send(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, version: i64) -> Outcome {
    let (mut reply, mut incident) = turn.visible_reply(actor, id).await?;
    let to = turn.decide(actor, Action::Send, &incident, Some(&reply))?;
    let current = reply.state == ReplyState::Writing && reply.version == version;
    if !current {
        show(turn, actor, &reply).await?;
        return Err(Refusal::OldVersion.into());
    }
    if reply.text.trim().is_empty() {
        return Err(Refusal::NoText.into());
    }
    reply.state = if to == Status::Approved { ReplyState::Approved } else { ReplyState::Review };
    reply.sent_at = Some(turn.now);
    replies::save(turn.tx, &reply, None).await?;
    reply.version += 1;
    take(&mut incident, actor.id, turn.now);
    show(turn, actor, &reply).await?;
    turn.end_question(actor.id).await?;
    turn.record(actor.id, &mut incident, Action::Send, to, None).await?;
    if to == Status::Approved {
        review::ask_to_publish(turn, actor, &incident, &reply).await?;
        return Ok(toast(turn.words.toast_sent_approved()));
    }
    review::ask_to_review(turn, actor, &incident, &reply).await?;
    Ok(toast(turn.words.toast_sent()))
}

/// The reply this person has begun to this incident, or a new one.
async fn begun(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<Reply, FlowError> {
    Ok(match replies::being_written(turn.tx, incident.id, actor.id).await? {
        Some(reply) => reply,
        None => replies::begin(turn.tx, incident.id, actor.id, ReplyKind::Final, turn.now).await?,
    })
}

/// A reply that its author still writes.
async fn own(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Result<Reply, FlowError> {
    let (reply, incident) = turn.visible_reply(actor, id).await?;
    if reply.author != actor.id {
        return Err(Refusal::NotAllowed.into());
    }
    if reply.state != ReplyState::Writing {
        show(turn, actor, &reply).await?;
        return Err(Refusal::Stale(incident.status).into());
    }
    Ok(reply)
}

/// The card of the reply itself, to its author.
async fn show(turn: &mut Turn<'_>, actor: &Person, reply: &Reply) -> Result<Card, FlowError> {
    let place = Place { person: actor.id, chat: actor.chat, incident: reply.incident, reply: Some(reply.id) };
    Ok(cards::show(turn.tx, place, &Screen::Main).await?)
}

async fn wait(turn: &mut Turn<'_>, actor: &Person, reply: &Reply) -> Result<(), FlowError> {
    let open = turn.open_question(actor.id).await?;
    if open.is_some_and(|dialog| dialog.waits_for == WaitsFor::Reply && dialog.reply == Some(reply.id)) {
        return Ok(());
    }
    let question =
        Question { waits_for: WaitsFor::Reply, incident: Some(reply.incident), reply: Some(reply.id), held: None };
    turn.wait_for(actor, &question).await?;
    Ok(())
}
