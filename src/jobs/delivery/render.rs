//! From a card's row to its message: everything is read anew, so the message is right after any crash.

use crate::cards::{IncidentView, ReplyShown, ReplyView, card as draw_incident, reply_card};
use crate::domain::attachment::AttachmentKind;
use crate::domain::directory::Directory;
use crate::domain::ids::{IncidentId, PersonId, ReplyId};
use crate::domain::incident::{Incident, Reply};
use crate::domain::moment::Moment;
use crate::i18n::Words;
use crate::messenger::outgoing::Message;
use crate::store::cards::Card;
use crate::store::{StoreError, Tx, history, incidents, parts, people, replies};

/// Steps of the history that fit into one message.
const STEPS: i64 = 30;

#[derive(Debug)]
pub enum Drawn {
    Message(Message),
    /// What it shows is gone, so nothing is to be shown.
    Nothing,
}

/// The card as it should stand now.
pub async fn draw(tx: &mut Tx, card: &Card, directory: &Directory, now: Moment) -> Result<Drawn, StoreError> {
    let words = Words::of(directory.centre.language);
    let Some(incident) = incidents::load(tx, card.incident).await? else { return Ok(Drawn::Nothing) };
    match card.reply {
        Some(reply) => draw_reply(tx, &incident, reply, words).await,
        None => Ok(Drawn::Message(draw_card(tx, card, &incident, directory, now, words).await?)),
    }
}

async fn draw_reply(tx: &mut Tx, incident: &Incident, id: ReplyId, words: &Words) -> Result<Drawn, StoreError> {
    let Some(reply) = replies::load(tx, id).await? else { return Ok(Drawn::Nothing) };
    let attachments = files(tx, incident.id, Some(id)).await?;
    Ok(Drawn::Message(reply_card(&ReplyView { incident, reply: &reply, attachments: &attachments }, words)))
}

async fn draw_card(
    tx: &mut Tx,
    card: &Card,
    incident: &Incident,
    directory: &Directory,
    now: Moment,
    words: &Words,
) -> Result<Message, StoreError> {
    let Some(viewer) = people::by_id(tx, card.person).await? else { return Ok(Message::text(words.card_gone())) };
    let attachments = files(tx, incident.id, None).await?;
    let reply = sent_reply(tx, incident.id).await?;
    let assignee = name(tx, incident.assignee).await?;
    let history = history::of(tx, incident.id, STEPS).await?;
    let staffed = match &incident.unit {
        Some(unit) => !people::answering(tx, unit).await?.is_empty(),
        None => true,
    };
    let view = IncidentView {
        incident,
        directory,
        viewer: &viewer,
        screen: card.screen,
        attachments: &attachments,
        reply: reply.as_ref().map(|(reply, author, attachments)| ReplyShown { reply, author, attachments }),
        assignee: assignee.as_deref(),
        staffed,
        history: &history,
        now,
    };
    Ok(draw_incident(&view, words))
}

async fn sent_reply(
    tx: &mut Tx,
    incident: IncidentId,
) -> Result<Option<(Reply, String, Vec<AttachmentKind>)>, StoreError> {
    let Some(reply) = replies::latest_sent(tx, incident).await? else { return Ok(None) };
    let attachments = files(tx, incident, Some(reply.id)).await?;
    let author = name(tx, Some(reply.author)).await?.unwrap_or_default();
    Ok(Some((reply, author, attachments)))
}

async fn files(tx: &mut Tx, incident: IncidentId, reply: Option<ReplyId>) -> Result<Vec<AttachmentKind>, StoreError> {
    let parts = parts::of(tx, incident, reply).await?;
    Ok(parts.iter().flat_map(|part| &part.attachments).map(|attachment| attachment.kind).collect())
}

async fn name(tx: &mut Tx, person: Option<PersonId>) -> Result<Option<String>, StoreError> {
    let Some(id) = person else { return Ok(None) };
    Ok(people::by_id(tx, id).await?.map(|person| person.name))
}
