//! «Добавить в ответ или новый черновик?»: an operator who writes a reply has sent a post.

use super::{FlowError, Outcome, Refusal, Turn, draft, held, reply, toast};
use crate::domain::choice::chosen;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::person::Person;
use crate::messenger::callback::QuestionPress;
use crate::messenger::event::Message;
use crate::messenger::outgoing::{Button, Toast};
use crate::store::dialogs::Question;
use crate::store::incidents;

/// Asks; messages that wait already stay with this one. Words that name one of the choices are the answer.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Message) -> Outcome {
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let (add, new) = (turn.words.button_into_reply(), turn.words.button_new_draft());
    if dialog.waits_for == WaitsFor::ReplyOrDraft && message.is_words_only() && !message.is_a_post() {
        match chosen(&message.text, &[&add, &new]) {
            Some(0) => return add_held(turn, actor, dialog).await,
            Some(_) => return draw_up_held(turn, actor, dialog).await,
            None => {}
        }
    }
    let number = number(turn, dialog).await?;
    let held = held::gather(turn, Some(dialog), message).await?;
    let question = Question { waits_for: WaitsFor::ReplyOrDraft, incident: dialog.incident, reply: dialog.reply, held };
    let choices = |version| {
        let button = |label, press: QuestionPress| Button::press(label, &press.of(version));
        vec![button(add, QuestionPress::IntoReply), button(new, QuestionPress::NewDraft)]
    };
    turn.ask_words(actor, &question, turn.words.question_reply_or_draft(number), choices).await?;
    Ok(Toast::default())
}

pub async fn into_reply(turn: &mut Turn<'_>, actor: &Person, version: i64) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::ReplyOrDraft).await?;
    add_held(turn, actor, &dialog).await
}

pub async fn new_draft(turn: &mut Turn<'_>, actor: &Person, version: i64) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::ReplyOrDraft).await?;
    draw_up_held(turn, actor, &dialog).await
}

async fn add_held(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog) -> Outcome {
    let reply = dialog.reply.ok_or(Refusal::QuestionGone)?;
    for message in held::take(turn, dialog).await? {
        reply::go_on(turn, actor, reply, &message).await?;
    }
    Ok(toast(turn.words.toast_taken_as_reply()))
}

/// The bot goes on waiting for the reply.
async fn draw_up_held(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog) -> Outcome {
    let held = held::take(turn, dialog).await?;
    draft::of_all(turn, actor, &held).await?;
    if let Some(reply) = dialog.reply {
        reply::resume(turn, actor, reply).await?;
    }
    Ok(toast(turn.words.toast_new_draft()))
}

async fn number(turn: &mut Turn<'_>, dialog: &Dialog) -> Result<String, FlowError> {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let incident = incidents::load(turn.tx, id).await?;
    Ok(incident.map(|incident| incident.shown_number()).unwrap_or_default())
}
