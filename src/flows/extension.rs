//! 📅 Продлить срок: until when and why, and the head decides in one tap.

use chrono::NaiveDate;

use super::change::about_card;
use super::turn::About;
use super::{FlowError, Outcome, Refusal, Turn, due, toast};
use crate::domain::detail::AskedUntil;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::extension::{Extension, ExtensionState};
use crate::domain::ids::{ExtensionId, IncidentId};
use crate::domain::incident::{Incident, Status};
use crate::domain::moment::Moment;
use crate::domain::person::{Person, Role};
use crate::domain::reasons::ExtensionReason;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::{ExtensionPress, QuestionPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::dialogs::Question;
use crate::store::outbox::{self, Priority};
use crate::store::{StoreError, extensions, people};

/// Longest reason that is shown, in code points.
const LONGEST_REASON: usize = 1000;

fn subject(id: ExtensionId) -> String {
    format!("extension:{id}")
}

/// The days to choose from, on the card; words are taken from now on.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::AskExtension, &incident, None)?;
    turn.ask_on_card(actor, id, WaitsFor::ExtensionDate, Screen::Extension).await
}

/// A day: until the end of its work.
pub async fn to(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, day: NaiveDate) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    let until = turn.clocks().time(&incident).usual_end(day);
    ask_reason(turn, actor, &incident, until).await
}

/// A date in words.
pub async fn typed(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let incident = turn.visible(actor, dialog.incident.ok_or(Refusal::QuestionGone)?).await?;
    let until = due::moment(turn, &incident, words)?;
    ask_reason(turn, actor, &incident, until).await
}

async fn ask_reason(turn: &mut Turn<'_>, actor: &Person, incident: &Incident, until: Moment) -> Outcome {
    turn.decide(actor, Action::AskExtension, incident, None)?;
    check(turn, incident, until)?;
    turn.show_card(actor, incident.id, Screen::Main).await?;
    let question = Question {
        waits_for: WaitsFor::ExtensionReason,
        incident: Some(incident.id),
        reply: None,
        held: Some(until.millis().to_string()),
    };
    let words = turn.words;
    let choices = |version| {
        let usual = |reason: &ExtensionReason| {
            Button::press(words.extension_reason(*reason), &QuestionPress::Extension(*reason).of(version))
        };
        ExtensionReason::ALL.chunks(2).fold(Keyboard::default(), |keyboard, row| keyboard.row(row.iter().map(usual)))
    };
    let text = words.question_extension_reason(incident.shown_number(), turn.date_time(until));
    turn.ask_choosing(actor, &question, text, choices).await?;
    Ok(toast(turn.words.toast_why()))
}

/// Later than now and than the present due moment.
fn check(turn: &Turn<'_>, incident: &Incident, until: Moment) -> Result<(), Refusal> {
    due::ahead(turn, until)?;
    match incident.due() {
        Some(due) if until <= due => Err(Refusal::NotLater(turn.date_time(due))),
        _ => Ok(()),
    }
}

/// One of the usual reasons.
pub async fn usual(turn: &mut Turn<'_>, actor: &Person, version: i64, reason: ExtensionReason) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::ExtensionReason).await?;
    let reason = turn.words_of_centre().extension_reason(reason);
    ask(turn, actor, &dialog, &reason).await
}

/// The reason has come: whoever decides is asked. A request that is open already gives way.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, reason: &str) -> Outcome {
    let mut incident = turn.visible(actor, dialog.incident.ok_or(Refusal::QuestionGone)?).await?;
    let to = turn.decide(actor, Action::AskExtension, &incident, None)?;
    let until = dialog.held.as_deref().and_then(|held| held.parse().ok()).map(Moment::from_millis);
    let until = until.ok_or(Refusal::QuestionGone)?;
    check(turn, &incident, until)?;
    turn.end_question(actor.id).await?;
    turn.withdraw_extension(&mut incident).await?;
    let extension = extensions::ask(turn.tx, incident.id, actor.id, until, reason, turn.now).await?;
    incident.extension_until = Some(until);
    let detail = AskedUntil { until, reason: reason.to_owned() }.to_string();
    turn.record(actor.id, &mut incident, Action::AskExtension, to, Some(&detail)).await?;
    call(turn, &incident, &extension).await?;
    Ok(toast(turn.words.toast_extension_asked()))
}

/// Calls those who decide.
async fn call(turn: &mut Turn<'_>, incident: &Incident, extension: &Extension) -> Result<(), FlowError> {
    let (zone, now) = (turn.zone(), turn.now);
    let unit = incident.unit.as_ref().and_then(|code| turn.directory().unit(code));
    let unit = unit.map(|unit| unit.short.clone()).unwrap_or_default();
    for person in turn.holders(&[Role::Head, Role::Coordinator]).await? {
        let (card, _) = turn.give_card(&person, incident.id).await?;
        let words = turn.words_of(&person);
        let at = |at: Moment| words.date_time(at, zone, now);
        let instead = incident.due().map(at).unwrap_or_default();
        let what = words.notice_extension(incident.shown_number(), &unit, at(extension.until), instead);
        let text = Html::lines([what, words.card_text(cut(&extension.reason, LONGEST_REASON))]);
        let press = |label, press: ExtensionPress| Button::press(label, &press.of(extension.id));
        let keyboard = Keyboard::default().row([
            press(words.button_extend(), ExtensionPress::Grant(extension.version)),
            press(words.button_refuse(), ExtensionPress::Refuse(extension.version)),
        ]);
        let about = About { subject: Some(subject(extension.id)), ..about_card(&card) };
        turn.queue(person.chat, &Message::text(text).with_keyboard(keyboard), Priority::Ask, about).await?;
    }
    Ok(())
}

/// ✅ Продлить, or ❌ Отказать, of the request that was read.
pub async fn decide(turn: &mut Turn<'_>, actor: &Person, id: ExtensionId, press: ExtensionPress) -> Outcome {
    let extension = extensions::load(turn.tx, id).await?.ok_or(Refusal::NotFound)?;
    let mut incident = turn.visible(actor, extension.incident).await?;
    turn.ask_for_head().await?;
    let (action, version, state) = match press {
        ExtensionPress::Grant(version) => (Action::Extend, version, ExtensionState::Granted),
        ExtensionPress::Refuse(version) => (Action::RefuseExtension, version, ExtensionState::Refused),
    };
    if !turn.may(actor, action, &incident, None) {
        return Err(Refusal::NotAllowed.into());
    }
    if extension.state != ExtensionState::Asked || extension.version != version {
        return Err(Refusal::ExtensionDecided.into());
    }
    let to = turn.decide(actor, action, &incident, None)?;
    if action == Action::Extend && extension.until <= turn.now {
        return Err(Refusal::ExtensionLate.into());
    }
    extensions::decide(turn.tx, &extension, state, actor.id, turn.now).await?;
    outbox::settle(turn.tx, &subject(id), turn.now).await?;
    incident.extension_until = None;
    let detail = match action {
        Action::Extend => {
            let known = turn.known.clone();
            known.clocks().set(&mut incident, Some(extension.until), turn.now).to_string()
        }
        _ => AskedUntil { until: extension.until, reason: extension.reason.clone() }.to_string(),
    };
    turn.record(actor.id, &mut incident, action, to, Some(&detail)).await?;
    tell(turn, actor, &incident, &extension, action).await?;
    Ok(toast(match action {
        Action::Extend => turn.words.toast_extended(&turn.date_time(extension.until)),
        _ => turn.words.toast_not_extended(),
    }))
}

/// Whoever asked, and whoever has it by now.
async fn tell(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    extension: &Extension,
    action: Action,
) -> Result<(), FlowError> {
    let due = incident.due().map(|due| (due, turn.zone(), turn.now));
    let message = |words: &Words| {
        let due = due.map(|(due, zone, now)| words.date_time(due, zone, now)).unwrap_or_default();
        let text = match action {
            Action::Extend => words.notice_extended(incident.shown_number(), due),
            _ => words.notice_not_extended(incident.shown_number(), due),
        };
        let at_work = matches!(incident.status, Status::Assigned | Status::InProgress | Status::Rework);
        let next = at_work.then(|| super::register::next_step(incident, words));
        Message::text(text).with_keyboard(Keyboard::default().row(next))
    };
    let mut told = turn.at_work(incident).await?;
    let asked = people::by_id(turn.tx, extension.asked_by).await?.filter(|person| turn.is_visible(person, incident));
    if let Some(asked) = asked.filter(|asked| told.iter().all(|person| person.id != asked.id)) {
        told.push(asked);
    }
    for person in told.iter().filter(|person| person.id != actor.id) {
        turn.ask(person, incident.id, message).await?;
    }
    Ok(())
}

impl Turn<'_> {
    /// Nothing is left to decide once the matter is out of the hands of whoever asked.
    pub async fn end_extension(&mut self, incident: &mut Incident) -> Result<(), StoreError> {
        let stands = matches!(
            incident.status,
            Status::Assigned | Status::InProgress | Status::Review | Status::Rework | Status::Monitoring
        );
        if incident.extension_until.is_some() && !stands {
            self.withdraw_extension(incident).await?;
        }
        Ok(())
    }

    async fn withdraw_extension(&mut self, incident: &mut Incident) -> Result<(), StoreError> {
        incident.extension_until = None;
        match extensions::withdraw(self.tx, incident.id, self.now).await? {
            Some(open) => outbox::settle(self.tx, &subject(open), self.now).await,
            None => Ok(()),
        }
    }
}
