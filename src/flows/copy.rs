//! 📋: the approved text alone, to be copied whole, with its files.

use super::audience::files_of;
use super::change::about_status;
use super::turn::About;
use super::{Outcome, Refusal, Turn, toast};
use crate::cards::publish_button;
use crate::domain::ids::ReplyId;
use crate::domain::incident::ReplyState;
use crate::domain::person::Person;
use crate::domain::ways::Action;
use crate::messenger::html::{Html, split};
use crate::messenger::outgoing::{Keyboard, Message};
use crate::store::outbox::Priority;
use crate::store::{cards, parts};

/// Longest message, in code points.
const LONGEST: usize = 4096;

/// The text as messages of their own, without markup; the last one carries 📢.
pub async fn text(turn: &mut Turn<'_>, actor: &Person, id: ReplyId) -> Outcome {
    let (reply, incident) = turn.visible_reply(actor, id).await?;
    turn.decide(actor, Action::Publish, &incident, Some(&reply))?;
    if reply.state != ReplyState::Approved {
        return Err(Refusal::OldVersion.into());
    }
    let card = cards::of_person(turn.tx, actor.id, incident.id).await?;
    let about = card.as_ref().map(about_status).unwrap_or_default();
    let mut pieces = split(&reply.text, LONGEST).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none().then(|| publish_button(&reply, turn.words));
        let message = Message::text(Html::escape(&piece)).with_keyboard(Keyboard::default().row(last));
        turn.queue(actor.chat, &message, Priority::Prompt, about.clone()).await?;
    }
    let written = parts::of(turn.tx, incident.id, Some(reply.id)).await?;
    for message in files_of(&written) {
        let about = About { subject: None, ..about.clone() };
        turn.queue(actor.chat, &message, Priority::Prompt, about).await?;
    }
    Ok(toast(turn.words.toast_text()))
}
