//! Questions to a person: asked visibly with ✖️ Отмена, answered by words or a choice, ended after a day.

use std::time::Duration;

use super::turn::About;
use super::{FlowError, Outcome, Refusal, Turn, held, reply, toast};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::person::Person;
use crate::i18n::Words;
use crate::messenger::callback::QuestionPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::dialogs::{self, Question};
use crate::store::outbox::Priority;
use crate::store::{StoreError, outbox};

/// A question nobody answers ends by itself.
pub const LIFE: Duration = Duration::from_secs(24 * 60 * 60);

fn subject(person: PersonId, version: i64) -> String {
    format!("question:{person}:{version}")
}

impl Turn<'_> {
    /// The question that is open to this person.
    pub async fn open_question(&mut self, person: PersonId) -> Result<Option<Dialog>, StoreError> {
        dialogs::open(self.tx, person, self.now.minus(LIFE)).await
    }

    /// Waits for something that a card asks for, without a message of its own.
    pub async fn wait_for(&mut self, person: &Person, question: &Question) -> Result<Dialog, StoreError> {
        self.settle_question(person.id).await?;
        dialogs::ask(self.tx, person.id, question, self.now).await
    }

    /// Asks in words. `choices` stand above ✖️ Отмена and are made for the version of the question.
    pub async fn ask_words(
        &mut self,
        person: &Person,
        question: &Question,
        text: Html,
        choices: impl FnOnce(i64) -> Vec<Button>,
    ) -> Result<(), StoreError> {
        let rows = |version| {
            let choices = choices(version).into_iter();
            choices.fold(Keyboard::default(), |keyboard, choice| keyboard.row([choice]))
        };
        self.ask_choosing(person, question, text, rows).await
    }

    /// The same, with the choices in rows of their own.
    pub async fn ask_choosing(
        &mut self,
        person: &Person,
        question: &Question,
        text: Html,
        choices: impl FnOnce(i64) -> Keyboard,
    ) -> Result<(), StoreError> {
        let dialog = self.wait_for(person, question).await?;
        let cancel = cancelling(self.words, dialog.version);
        let message = Message::text(text).with_keyboard(choices(dialog.version).row([cancel]));
        self.put_question(person, &dialog, &message).await
    }

    /// Says a question; its buttons go when it is answered.
    pub async fn put_question(
        &mut self,
        person: &Person,
        dialog: &Dialog,
        message: &Message,
    ) -> Result<(), StoreError> {
        let subject = Some(subject(person.id, dialog.version));
        let about = About { card: None, incident: dialog.incident, subject };
        self.queue(person.chat, message, Priority::Prompt, about).await
    }

    /// Ends the open question: it was answered, or is wanted no more. Messages that wait for its answer are not
    /// lost; whoever has the answer takes them before.
    pub async fn end_question(&mut self, person: PersonId) -> Result<(), StoreError> {
        self.settle_question(person).await?;
        dialogs::close(self.tx, person).await
    }

    /// Ends the search in a list on this incident's card: it is no longer shown.
    pub async fn end_search(&mut self, person: &Person, incident: IncidentId) -> Result<(), StoreError> {
        let open = self.open_question(person.id).await?;
        let searches = |dialog: &Dialog| dialog.waits_for.is_on_card();
        match open.filter(|dialog| searches(dialog) && dialog.incident == Some(incident)) {
            Some(_) => self.end_question(person.id).await,
            None => Ok(()),
        }
    }

    async fn settle_question(&mut self, person: PersonId) -> Result<(), StoreError> {
        // One that has ended by its age still has its buttons.
        let Some(dialog) = dialogs::open(self.tx, person, crate::domain::moment::Moment::from_millis(0)).await? else {
            return Ok(());
        };
        outbox::settle(self.tx, &subject(person, dialog.version), self.now).await?;
        held::let_go(self, &dialog).await
    }

    /// The open question, if it is the one that a button was drawn for.
    pub async fn question_of(
        &mut self,
        person: PersonId,
        version: i64,
        waits_for: WaitsFor,
    ) -> Result<Dialog, FlowError> {
        let open = self.open_question(person).await?;
        let fits = |dialog: &Dialog| dialog.version == version && dialog.waits_for == waits_for;
        Ok(open.filter(fits).ok_or(Refusal::QuestionGone)?)
    }
}

/// ✖️ Отмена of the question of this version.
pub fn cancelling(words: &Words, version: i64) -> Button {
    Button::press(words.button_cancel(), &QuestionPress::Cancel.of(version))
}

/// ✖️ Отмена under a question.
pub async fn cancel(turn: &mut Turn<'_>, actor: &Person, version: i64) -> Outcome {
    let open = turn.open_question(actor.id).await?;
    let dialog = open.filter(|dialog| dialog.version == version).ok_or(Refusal::QuestionGone)?;
    give_up(turn, actor, &dialog).await?;
    Ok(toast(turn.words.toast_cancelled()))
}

/// Whoever cancels wants what he sent meanwhile no more, and goes on with the reply he was writing.
pub async fn give_up(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog) -> Result<(), FlowError> {
    held::take(turn, dialog).await?;
    match dialog.reply.filter(|_| dialog.waits_for == WaitsFor::ReplyOrDraft) {
        Some(reply) => reply::resume(turn, actor, reply).await,
        None => Ok(()),
    }
}
