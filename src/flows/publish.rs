//! 📢 Опубликовано, with the public link or without one.

use super::change::about_status;
use super::review::check_version;
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::cards::ending;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::ReplyId;
use crate::domain::incident::{Incident, ReplyState};
use crate::domain::person::Person;
use crate::domain::source;
use crate::domain::ways::Action;
use crate::messenger::callback::QuestionPress;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::dialogs::Question;
use crate::store::outbox::Priority;
use crate::store::{cards, replies};

/// Asks for the link.
pub async fn ask_link(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, version: i64) -> Outcome {
    let (reply, incident) = turn.visible_reply(actor, id).await?;
    turn.decide(actor, Action::Publish, &incident, Some(&reply))?;
    check_version(&reply, version)?;
    let question =
        Question { waits_for: WaitsFor::PublicLink, incident: Some(incident.id), reply: Some(id), held: None };
    let (text, label) = (turn.words.question_public_link(incident.shown_number()), turn.words.button_without_link());
    let without = |version| vec![Button::press(label, &QuestionPress::WithoutLink.of(version))];
    turn.ask_words(actor, &question, text, without).await?;
    Ok(toast(turn.words.toast_link()))
}

/// The link has come.
pub async fn with_link(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let link = source::links(words).into_iter().next().ok_or(Refusal::NotALink)?;
    publish(turn, actor, dialog, Some(link)).await
}

/// «Без ссылки».
pub async fn without_link(turn: &mut Turn<'_>, actor: &Person, version: i64) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::PublicLink).await?;
    publish(turn, actor, &dialog, None).await
}

async fn publish(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, link: Option<String>) -> Outcome {
    let id = dialog.reply.ok_or(Refusal::QuestionGone)?;
    let (mut reply, mut incident) = turn.visible_reply(actor, id).await?;
    let to = turn.decide(actor, Action::Publish, &incident, Some(&reply))?;
    if reply.state != ReplyState::Approved {
        return Err(Refusal::OldVersion.into());
    }
    reply.state = ReplyState::Published;
    replies::save(turn.tx, &reply, None).await?;
    turn.end_question(actor.id).await?;
    incident.public_link.clone_from(&link);
    turn.record(actor.id, &mut incident, Action::Publish, to, link.as_deref()).await?;
    ask_outcome(turn, actor, &incident).await?;
    Ok(toast(turn.words.toast_published()))
}

/// Who published knows how it ended.
async fn ask_outcome(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), FlowError> {
    let Some(card) = cards::of_person(turn.tx, actor.id, incident.id).await? else { return Ok(()) };
    let keyboard = ending(incident.id, turn.words).into_iter().fold(Keyboard::default(), Keyboard::row);
    let message = Message::text(turn.words.notice_outcome(incident.shown_number())).with_keyboard(keyboard);
    turn.queue(actor.chat, &message, Priority::Prompt, about_status(&card)).await?;
    Ok(())
}
