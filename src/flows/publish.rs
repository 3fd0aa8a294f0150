//! 📢 Опубликовано, with the public link or without one.

use chrono::NaiveDate;

use super::change::about_status;
use super::review::check_version;
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::cards::ending;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{IncidentId, ReplyId};
use crate::domain::incident::{Incident, ReplyState, Status};
use crate::domain::person::Person;
use crate::domain::public_link::{NoLink, public_link};
use crate::domain::source::telegram_post;
use crate::domain::ways::Action;
use crate::domain::words::clean_text;
use crate::messenger::callback::QuestionPress;
use crate::messenger::event::{Message as Said, Origin};
use crate::messenger::html::Html;
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
    let text = turn.words.question_public_link(incident.shown_number());
    ask(turn, actor, &question, text).await
}

/// 🔗: the link was wrong, or came later.
pub async fn ask_new_link(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::ChangeLink, &incident, None)?;
    let question = Question { waits_for: WaitsFor::NewLink, incident: Some(id), reply: None, held: None };
    let text = turn.words.question_new_link(incident.shown_number());
    ask(turn, actor, &question, text).await
}

async fn ask(turn: &mut Turn<'_>, actor: &Person, question: &Question, text: Html) -> Outcome {
    let label = turn.words.button_without_link();
    let without = |version| vec![Button::press(label, &QuestionPress::WithoutLink.of(version))];
    turn.ask_words(actor, question, text, without).await?;
    Ok(toast(turn.words.toast_link()))
}

/// The link has come: written, hidden behind words, or as the forwarded post itself.
pub async fn with_link(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Said) -> Outcome {
    let asked = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let incident = turn.visible(actor, asked).await?;
    let link = if let Some(Origin::Channel { username: Some(name), post, .. }) = &message.origin {
        telegram_post(name, *post)
    } else {
        let (post, bot) = (incident.link.as_deref(), turn.known.bot.as_deref());
        public_link(&clean_text(&message.text), &message.links, post, bot).map_err(refusal)?
    };
    settle(turn, actor, dialog, Some(link)).await
}

const fn refusal(no_link: NoLink) -> Refusal {
    match no_link {
        NoLink::None => Refusal::NotALink,
        NoLink::OurBot => Refusal::OwnLink,
    }
}

/// «Без ссылки».
pub async fn without_link(turn: &mut Turn<'_>, actor: &Person, version: i64) -> Outcome {
    let open = turn.open_question(actor.id).await?.filter(|dialog| dialog.version == version);
    settle(turn, actor, &open.ok_or(Refusal::QuestionGone)?, None).await
}

async fn settle(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, link: Option<String>) -> Outcome {
    match dialog.waits_for {
        WaitsFor::PublicLink => publish(turn, actor, dialog, link).await,
        WaitsFor::NewLink => change_link(turn, actor, dialog, link).await,
        _ => Err(Refusal::QuestionGone.into()),
    }
}

async fn change_link(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, link: Option<String>) -> Outcome {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::ChangeLink, &incident, None)?;
    turn.end_question(actor.id).await?;
    if incident.public_link != link {
        incident.public_link.clone_from(&link);
        turn.record(actor.id, &mut incident, Action::ChangeLink, to, link.as_deref()).await?;
    }
    turn.show_next(actor, id).await?;
    Ok(toast(if link.is_some() { turn.words.toast_link_changed() } else { turn.words.toast_link_removed() }))
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
    if let Some(day) = reply.promised_on {
        return monitor(turn, actor, incident, day, link).await;
    }
    turn.record(actor.id, &mut incident, Action::Publish, to, link.as_deref()).await?;
    ask_outcome(turn, actor, &incident).await?;
    Ok(toast(turn.words.toast_published()))
}

/// An interim reply is out: the final clock runs, and nothing has ended yet.
async fn monitor(
    turn: &mut Turn<'_>,
    actor: &Person,
    mut incident: Incident,
    day: NaiveDate,
    link: Option<String>,
) -> Outcome {
    let known = turn.known.clone();
    incident.promised_on = Some(day);
    known.clocks().begin_final(&mut incident, turn.now);
    turn.record(actor.id, &mut incident, Action::Publish, Status::Monitoring, link.as_deref()).await?;
    turn.show_next(actor, incident.id).await?;
    Ok(toast(turn.words.toast_monitoring(&turn.words.day(day, turn.today()))))
}

/// Who published knows how it ended.
async fn ask_outcome(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), FlowError> {
    let Some(card) = cards::of_person(turn.tx, actor.id, incident.id).await? else { return Ok(()) };
    let keyboard = ending(incident.id, turn.words).into_iter().fold(Keyboard::default(), Keyboard::row);
    let message = Message::text(turn.words.notice_outcome(incident.shown_number())).with_keyboard(keyboard);
    turn.queue(actor.chat, &message, Priority::Prompt, about_status(&card)).await?;
    Ok(())
}
