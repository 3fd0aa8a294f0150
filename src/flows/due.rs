//! ⏰ Срок: a person says by when, and no rule moves it any more.

use chrono::NaiveDate;

use super::register::ask_others;
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Status};
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::domain::when;
use crate::i18n::Words;
use crate::messenger::outgoing::{Keyboard, Message, Toast};
use crate::store::dialogs::Question;

/// A due moment further ahead is a slip of the finger.
const FURTHEST: chrono::Days = chrono::Days::new(366);

/// The days to choose from, on the card; words are taken from now on.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::ChangeDue, &incident, None)?;
    turn.ask_on_card(actor, id, WaitsFor::DueDate, Screen::Due).await
}

/// A day: until the end of its work.
pub async fn on(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, day: NaiveDate) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    let due = turn.clocks().time(&incident).usual_end(day);
    set(turn, actor, incident, Some(due)).await
}

/// «По правилу».
pub async fn by_rule(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    set(turn, actor, incident, None).await
}

/// A date in words.
pub async fn typed(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let incident = turn.visible(actor, dialog.incident.ok_or(Refusal::QuestionGone)?).await?;
    let due = moment(turn, &incident, words)?;
    set(turn, actor, incident, Some(due)).await
}

/// The moment that words mean; a day without a time is until the end of its work.
pub fn moment(turn: &Turn<'_>, incident: &Incident, words: &str) -> Result<Moment, Refusal> {
    let zone = turn.zone();
    let when = when::read(words, turn.now.local(zone).naive_local()).ok_or(Refusal::NotADate)?;
    match when.time {
        Some(time) => Moment::from_local(zone, when.day.and_time(time)).ok_or(Refusal::NotADate),
        None => Ok(turn.clocks().time(incident).usual_end(when.day)),
    }
}

async fn set(turn: &mut Turn<'_>, actor: &Person, mut incident: Incident, due: Option<Moment>) -> Outcome {
    let to = turn.decide(actor, Action::ChangeDue, &incident, None)?;
    if let Some(due) = due {
        ahead(turn, due)?;
    }
    let (known, before) = (turn.known.clone(), incident.due());
    let moved = known.clocks().set(&mut incident, due, turn.now);
    turn.end_search(actor, incident.id).await?;
    turn.show_card(actor, incident.id, Screen::Main).await?;
    turn.record(actor.id, &mut incident, Action::ChangeDue, to, Some(&moved.to_string())).await?;
    let earlier = incident.due().zip(before).is_some_and(|(due, before)| due < before);
    if earlier && incident.is_clocked() && incident.status != Status::New {
        tell_earlier(turn, actor, &incident).await?;
    }
    Ok(toast(match due {
        Some(due) => turn.words.toast_due(&turn.date_time(due)),
        None => turn.words.toast_due_by_rule(),
    }))
}

/// In the future, and no further than a year.
pub fn ahead(turn: &Turn<'_>, due: Moment) -> Result<(), Refusal> {
    let furthest = turn.now.local(turn.zone()).date_naive().checked_add_days(FURTHEST);
    let far = furthest.is_some_and(|furthest| due.local(turn.zone()).date_naive() > furthest);
    match due {
        due if due <= turn.now => Err(Refusal::PastDate),
        _ if far => Err(Refusal::FarDate),
        _ => Ok(()),
    }
}

async fn tell_earlier(turn: &mut Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), FlowError> {
    let Some(due) = incident.due() else { return Ok(()) };
    let (zone, now) = (turn.zone(), turn.now);
    let message = |words: &Words| {
        let text = words.notice_earlier(incident.shown_number(), words.date_time(due, zone, now));
        Message::text(text).with_keyboard(Keyboard::default().row([super::register::next_step(incident, words)]))
    };
    let people = turn.at_work(incident).await?;
    Ok(ask_others(turn, actor, people, incident, message).await?)
}

impl Turn<'_> {
    /// Asks on a screen of the card: words are taken while it is open.
    pub async fn ask_on_card(
        &mut self,
        actor: &Person,
        id: IncidentId,
        waits_for: WaitsFor,
        screen: Screen,
    ) -> Outcome {
        let question = Question { waits_for, incident: Some(id), reply: None, held: None };
        self.wait_for(actor, &question).await?;
        let card = self.show_card(actor, id, screen).await?;
        // Pressed under a short message, the card may be far above.
        if self.pressed != card.message {
            self.show_below(&card).await?;
        }
        Ok(Toast::default())
    }
}
