//! ⏳ Промежуточный ответ: the day on which work goes on is promised, then the words are written.

use chrono::NaiveDate;

use super::reply::{begun, show, wait};
use super::{Outcome, Refusal, Turn, toast};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, ReplyKind};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::{Action, Facts, Review, next};
use crate::domain::when;
use crate::store::{StoreError, incidents, replies};

/// The days to choose from, on the card; words are taken from now on.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    check(turn, actor, &incident)?;
    turn.ask_on_card(actor, id, WaitsFor::PromisedDay, Screen::Promise).await
}

/// A date in words.
pub async fn typed(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let when = when::read(words, turn.now.local(turn.zone()).naive_local()).ok_or(Refusal::NotADate)?;
    on(turn, actor, id, when.day).await
}

/// The day is chosen: the bot waits for the words. On a day off nobody is there to keep the promise.
pub async fn on(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, day: NaiveDate) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    check(turn, actor, &incident)?;
    let day = turn.clocks().time(&incident).working_day_after(day, 0);
    check_day(turn, &incident, day)?;
    let mut reply = begun(turn, actor, &incident).await?;
    reply.kind = ReplyKind::Interim;
    reply.promised_on = Some(day);
    replies::save(turn.tx, &reply, None).await?;
    turn.show_card(actor, id, Screen::Main).await?;
    let card = show(turn, actor, &reply).await?;
    turn.show_below(&card).await?;
    wait(turn, actor, &reply).await?;
    Ok(toast(turn.words.toast_promised(&turn.words.day(day, turn.today()))))
}

/// Whoever answers may promise, while no promise stands.
fn check(turn: &Turn<'_>, actor: &Person, incident: &Incident) -> Result<(), Refusal> {
    if !turn.may(actor, Action::Write, incident, None) {
        return Err(Refusal::NotAllowed);
    }
    let facts = Facts { unit: Some(Review::Required), reply: Some(ReplyKind::Interim) };
    Ok(next(incident.status, Action::Interim, &facts).map(drop)?)
}

/// After today, and no later than the final term allows.
pub fn check_day(turn: &Turn<'_>, incident: &Incident, day: NaiveDate) -> Result<(), Refusal> {
    if day <= turn.today() {
        return Err(Refusal::PastDate);
    }
    let clocks = turn.clocks();
    let time = clocks.time(incident);
    let last = clocks.timers(incident).final_.map(|term| time.day_of(time.due(term, turn.now)));
    match last {
        Some(last) if day > last => Err(Refusal::LateDate(last)),
        _ => super::due::ahead(turn, time.usual_end(day)),
    }
}

/// The promised day begins: it is work again. Nobody is told at midnight; reminders come with the working day.
pub async fn promised_day(turn: &mut Turn<'_>, id: IncidentId) -> Result<(), StoreError> {
    let Some(mut incident) = incidents::load(turn.tx, id).await? else { return Ok(()) };
    let begun = incident.promised_on.is_some_and(|day| day <= turn.today());
    let to = next(incident.status, Action::PromisedDay, &Facts::default());
    match to {
        Ok(to) if begun => turn.record(None, &mut incident, Action::PromisedDay, to, None).await,
        _ => Ok(()),
    }
}
