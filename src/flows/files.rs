//! 📎 Файлы: everything the resident and the unit have sent, below and named, as often as somebody asks.

use std::iter;

use super::audience::file;
use super::change::about_card;
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::ids::IncidentId;
use crate::domain::incident::ReplyState;
use crate::domain::person::Person;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Message, albums};
use crate::store::cards::Card;
use crate::store::outbox::Priority;
use crate::store::{parts, people, replies};

pub async fn again(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    let (card, _) = turn.give_card(actor, id).await?;
    let number = incident.shown_number();
    let post = parts::of(turn.tx, id, None).await?;
    let title = turn.words.say_files_post(number.clone());
    let mut any = send(turn, &card, title, &post).await?;
    let sent = replies::sent(turn.tx, id).await?;
    if let Some(reply) = sent.into_iter().rfind(|reply| reply.state != ReplyState::Withdrawn) {
        let author = people::by_id(turn.tx, reply.author).await?.map(|person| person.name).unwrap_or_default();
        let answered = parts::of(turn.tx, id, Some(reply.id)).await?;
        let title = turn.words.say_files_reply(number, author);
        any |= send(turn, &card, title, &answered).await?;
    }
    if any { Ok(toast(turn.words.toast_files())) } else { Err(Refusal::NoFiles.into()) }
}

/// Whose files they are, and the files; `false` where there are none.
async fn send(turn: &mut Turn<'_>, card: &Card, title: Html, parts: &[parts::Part]) -> Result<bool, FlowError> {
    let attachments = parts.iter().flat_map(|part| &part.attachments);
    let files: Vec<_> = attachments.map(file).collect();
    if files.is_empty() {
        return Ok(false);
    }
    for message in iter::once(Message { silent: true, ..Message::text(title) }).chain(albums(&files)) {
        turn.queue(card.chat, &message, Priority::Prompt, about_card(card)).await?;
    }
    Ok(true)
}
