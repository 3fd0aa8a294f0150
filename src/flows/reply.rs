//! ✍️ Ответить, or simply a reply to the card: words and files, a preview, and 📨.

use super::accept::take;
use super::draft::{joined, part_of, text_of};
use super::{FlowError, Outcome, Refusal, Turn, acting, interim, review, toast, which};
use crate::domain::dialog::WaitsFor;
use crate::domain::ids::{IncidentId, ReplyId};
use crate::domain::incident::{Incident, Reply, ReplyKind, ReplyState, Status};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::messenger::event;
use crate::messenger::html::cut;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::cards::{self, Card, Place};
use crate::store::dialogs::Question;
use crate::store::{parts, replies};

/// Longest text that is given back to be copied, in code points: one message holds it.
const LONGEST_BEFORE: usize = 3500;

/// ✍️: the bot waits for the reply; one that was begun is shown again.
pub async fn write(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::Write, &incident, None)?;
    add_held(turn, actor, &incident).await?;
    let mut reply = begun(turn, actor, &incident).await?;
    if reply.kind == ReplyKind::Interim {
        // Whoever answers at once needs no promise.
        reply.kind = ReplyKind::Final;
        reply.promised_on = None;
        replies::save(turn.tx, &reply, None).await?;
    }
    let card = show(turn, actor, &reply).await?;
    turn.show_below(&card).await?;
    wait(turn, actor, &reply).await?;
    Ok(toast(turn.words.toast_write()))
}

/// A message becomes part of the reply to this incident; the first one begins it.
pub async fn add(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, message: &event::Message) -> Outcome {
    let incident = answerable(turn, actor, id).await?;
    add_held(turn, actor, &incident).await?;
    let reply = begun(turn, actor, &incident).await?;
    add_to(turn, actor, reply, message).await
}

/// The messages for which «К какому инциденту?» was asked become the reply to this one.
pub async fn take_up(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = answerable(turn, actor, id).await?;
    add_held(turn, actor, &incident).await?;
    Ok(Toast::default())
}

async fn answerable(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Result<Incident, FlowError> {
    let incident = turn.visible(actor, id).await?;
    if incident.status == Status::Draft {
        return Err(Refusal::DraftReply.into());
    }
    let open = replies::being_written(turn.tx, incident.id, actor.id).await?;
    turn.decide(actor, writing(turn, actor, &incident, open.as_ref()), &incident, None)?;
    Ok(incident)
}

async fn add_held(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), FlowError> {
    for message in which::taken(turn, actor).await? {
        let reply = begun(turn, actor, incident).await?;
        add_to(turn, actor, reply, &message).await?;
    }
    Ok(())
}

/// Somebody who may not answer writes for the recipient, once it is said how the answer came.
fn writing(turn: &Turn<'_>, actor: &Person, incident: &Incident, reply: Option<&Reply>) -> Action {
    let own = turn.may(actor, Action::Write, incident, None);
    let came = reply.is_some_and(|reply| reply.came_by.is_some());
    if came && !own { Action::WriteFor } else { Action::Write }
}

/// Another part of a reply that is being written.
pub async fn add_to(turn: &mut Turn<'_>, actor: &Person, mut reply: Reply, message: &event::Message) -> Outcome {
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

/// More of the reply that is being written. Sent meanwhile, it is closed.
pub async fn go_on(turn: &mut Turn<'_>, actor: &Person, reply: ReplyId, message: &event::Message) -> Outcome {
    let (reply, incident) = turn.visible_reply(actor, reply).await?;
    if reply.state != ReplyState::Writing {
        return Err(Refusal::Stale(incident.status).into());
    }
    let own = turn.decide(actor, Action::Write, &incident, None);
    own.or_else(|why| turn.decide(actor, Action::WriteFor, &incident, None).map_err(|_| why))?;
    add_to(turn, actor, reply, message).await
}

/// After another question the bot waits for the reply again, if it is still being written.
pub async fn resume(turn: &mut Turn<'_>, actor: &Person, reply: ReplyId) -> Result<(), FlowError> {
    match replies::load(turn.tx, reply).await?.filter(|reply| reply.state == ReplyState::Writing) {
        Some(reply) => wait(turn, actor, &reply).await,
        None => Ok(()),
    }
}

/// A message of an unsent reply was edited: its words are put together anew.
pub async fn compose(turn: &mut Turn<'_>, actor: &Person, mut reply: Reply) -> Result<(), FlowError> {
    reply.text = text_of(&parts::of(turn.tx, reply.incident, Some(reply.id)).await?);
    replies::save(turn.tx, &reply, None).await?;
    show(turn, actor, &reply).await?;
    Ok(())
}

/// ✏️ Изменить: the bot waits for the words anew. The old ones are at hand to be copied, the files stay.
pub async fn rewrite(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Outcome {
    let mut reply = own(turn, actor, id).await?;
    parts::clear_words(turn.tx, id).await?;
    let before = std::mem::take(&mut reply.text);
    replies::save(turn.tx, &reply, None).await?;
    show(turn, actor, &reply).await?;
    wait(turn, actor, &reply).await?;
    if !before.trim().is_empty() {
        let message = Message::text(turn.words.say_text_before(cut(&before, LONGEST_BEFORE)));
        turn.say(actor.chat, &message).await?;
    }
    Ok(toast(turn.words.toast_rewrite()))
}

/// 🗑 Убрать файлы: the words stay.
pub async fn drop_files(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Outcome {
    let reply = own(turn, actor, id).await?;
    parts::clear_files(turn.tx, id).await?;
    replies::save(turn.tx, &reply, None).await?;
    show(turn, actor, &reply).await?;
    wait(turn, actor, &reply).await?;
    Ok(toast(turn.words.toast_files_dropped()))
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
    let action = sending(&reply);
    let to = turn.decide(actor, action, &incident, Some(&reply))?;
    let current = reply.state == ReplyState::Writing && reply.version == version;
    if !current {
        show(turn, actor, &reply).await?;
        return Err(Refusal::OldVersion.into());
    }
    if reply.text.trim().is_empty() {
        return Err(Refusal::NoText.into());
    }
    if let Some(day) = reply.promised_on {
        interim::check_day(turn, &incident, day)?;
    }
    reply.state = if to == Status::Approved { ReplyState::Approved } else { ReplyState::Review };
    reply.sent_at = Some(turn.now);
    replies::save(turn.tx, &reply, None).await?;
    reply.version += 1;
    let detail = if let Some(came_by) = reply.came_by {
        // The recipient has it, not who wrote it down.
        incident.accepted_at.get_or_insert(turn.now);
        acting::acted_for(turn, &incident, came_by).await?
    } else {
        take(&mut incident, actor.id, turn.now);
        reply.promised_on.map(|day| day.to_string())
    };
    show(turn, actor, &reply).await?;
    turn.end_question(actor.id).await?;
    turn.record(actor.id, &mut incident, action, to, detail.as_deref()).await?;
    if to == Status::Approved {
        review::ask_to_publish(turn, actor, &incident, &reply).await?;
        return Ok(toast(turn.words.toast_sent_approved()));
    }
    review::ask_to_review(turn, actor, &incident, &reply).await?;
    Ok(toast(turn.words.toast_sent()))
}

/// 📨 of an interim reply is another step: a promise goes with it.
const fn sending(reply: &Reply) -> Action {
    match reply.kind {
        ReplyKind::Final => Action::Send,
        ReplyKind::Interim => Action::Interim,
    }
}

/// The reply this person has begun to this incident, or a new one.
pub async fn begun(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<Reply, FlowError> {
    Ok(match replies::being_written(turn.tx, incident.id, actor.id).await? {
        Some(reply) => reply,
        None => replies::begin(turn.tx, incident.id, actor.id, ReplyKind::Final, turn.now).await?,
    })
}

/// A reply that its author still writes.
async fn own(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Result<Reply, FlowError> {
    let reply = replies::load(turn.tx, id).await?.ok_or(Refusal::NotFound)?;
    if reply.author != actor.id {
        turn.visible(actor, reply.incident).await?;
        return Err(Refusal::NotAllowed.into());
    }
    // One's own words stay one's own, whoever has the incident now.
    if reply.state != ReplyState::Writing {
        let incident = turn.visible(actor, reply.incident).await?;
        show(turn, actor, &reply).await?;
        return Err(Refusal::Stale(incident.status).into());
    }
    Ok(reply)
}

/// The card of the reply itself, to its author.
pub async fn show(turn: &mut Turn<'_>, actor: &Person, reply: &Reply) -> Result<Card, FlowError> {
    let place = Place { person: actor.id, chat: actor.chat, incident: reply.incident, reply: Some(reply.id) };
    Ok(cards::show(turn.tx, place, &Screen::Main).await?)
}

pub async fn wait(turn: &mut Turn<'_>, actor: &Person, reply: &Reply) -> Result<(), FlowError> {
    let open = turn.open_question(actor.id).await?;
    if open.is_some_and(|dialog| dialog.waits_for == WaitsFor::Reply && dialog.reply == Some(reply.id)) {
        return Ok(());
    }
    let question =
        Question { waits_for: WaitsFor::Reply, incident: Some(reply.incident), reply: Some(reply.id), held: None };
    turn.wait_for(actor, &question).await?;
    Ok(())
}
