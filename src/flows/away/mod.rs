//! `/away`: somebody is not there for some days, and who stands in.

mod ask;
mod day;

use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::domain::absence::{Absence, AbsenceState, Unfit};
use crate::domain::ids::{AbsenceId, PersonId};
use crate::domain::permissions::may_manage;
use crate::domain::person::Person;
use crate::messenger::callback::AbsencePress;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::outbox::Priority;
use crate::store::{StoreError, absences, outbox, people};

use super::turn::About;

pub use ask::{command, dates, days, deputy, named, nobody, page, set_for};
pub use day::turn_of_day;

fn subject(id: AbsenceId) -> String {
    format!("absence:{id}")
}

/// Whoever is away says so; for others, those who manage them.
pub(super) fn may_set(actor: &Person, person: &Person) -> bool {
    actor.id == person.id || may_manage(actor, &person.posts)
}

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Past => Self::PastDate,
            Unfit::Long => Self::FarDate,
            Unfit::Oneself => Self::OwnDeputy,
            Unfit::Loop => Self::DeputyLoop,
        }
    }
}

/// Keeps an absence: the person's own ones at the same time give way, the deputy is told.
pub(super) async fn keep(turn: &mut Turn<'_>, actor: &Person, wanted: Absence) -> Outcome {
    let person = people::by_id(turn.tx, wanted.person).await?.ok_or(Refusal::NoSuchPerson)?;
    if !may_set(actor, &person) {
        return Err(Refusal::NotToManage.into());
    }
    // Two who stand in for each other at the same instant would see neither.
    people::alone(turn.tx).await?;
    let mut others = absences::ahead(turn.tx).await?;
    let replaced: Vec<_> = others.iter().filter(|other| wanted.replaces(other)).cloned().collect();
    others.retain(|other| !wanted.replaces(other));
    wanted.check(&others, turn.today()).map_err(Refusal::from)?;
    turn.end_question(actor.id).await?;
    for old in replaced {
        call_off(turn, old).await?;
    }
    let kept = absences::add(turn.tx, &wanted, actor.id, turn.now).await?;
    confirm(turn, actor, &person, &kept).await?;
    ask_deputy(turn, &person, &kept).await?;
    while turn_of_day(turn).await? {}
    Ok(toast(turn.words.toast_away()))
}

/// Says what was kept, with a way to call it off.
async fn confirm(turn: &mut Turn<'_>, actor: &Person, person: &Person, kept: &Absence) -> Result<(), StoreError> {
    let deputy = match kept.deputy {
        Some(deputy) => people::by_id(turn.tx, deputy).await?.map(|deputy| deputy.name),
        None => None,
    };
    let told = if actor.id == person.id { vec![actor.clone()] } else { vec![actor.clone(), person.clone()] };
    for reader in told {
        let words = turn.words_of(&reader);
        let span = words.span(kept.first, kept.last, turn.today());
        let text = match &deputy {
            Some(deputy) => words.say_away(&person.name, span, deputy),
            None => words.say_away_nobody(&person.name, span),
        };
        let cancel = Button::press(words.button_call_off(), &AbsencePress::Cancel.of(kept.id));
        let message = Message::text(text).with_keyboard(Keyboard::default().row([cancel]));
        let about = About { subject: Some(subject(kept.id)), ..About::default() };
        turn.queue(reader.chat, &message, Priority::Prompt, about).await?;
    }
    Ok(())
}

async fn ask_deputy(turn: &mut Turn<'_>, person: &Person, kept: &Absence) -> Result<(), StoreError> {
    let Some(deputy) = kept.deputy else { return Ok(()) };
    let Some(deputy) = people::by_id(turn.tx, deputy).await? else { return Ok(()) };
    let words = turn.words_of(&deputy);
    let span = words.span(kept.first, kept.last, turn.today());
    let decline = Button::press(words.button_decline(), &AbsencePress::Decline.of(kept.id));
    let message = Message::text(words.say_deputy(&person.name, span)).with_keyboard(Keyboard::default().row([decline]));
    let about = About { subject: Some(subject(kept.id)), ..About::default() };
    turn.queue(deputy.chat, &message, Priority::Ask, about).await
}

/// A button under what was said about an absence.
pub async fn pressed(turn: &mut Turn<'_>, actor: &Person, id: AbsenceId, press: AbsencePress) -> Outcome {
    let absence = absences::load(turn.tx, id).await?.ok_or(Refusal::AbsenceOver)?;
    if !matches!(absence.state, AbsenceState::Planned | AbsenceState::Current) {
        return Err(Refusal::AbsenceOver.into());
    }
    let person = people::by_id(turn.tx, absence.person).await?.ok_or(Refusal::NoSuchPerson)?;
    match press {
        AbsencePress::Cancel if may_set(actor, &person) => {
            tell_called_off(turn, actor, &person, &absence).await?;
            call_off(turn, absence).await?;
            Ok(toast(turn.words.toast_called_off()))
        }
        AbsencePress::Decline if absence.deputy == Some(actor.id) => decline(turn, actor, &person, absence).await,
        _ => Err(Refusal::NotToManage.into()),
    }
}

/// «Не смогу»: whoever is away has to look for somebody else.
async fn decline(turn: &mut Turn<'_>, actor: &Person, person: &Person, mut absence: Absence) -> Outcome {
    let current = absence.state == AbsenceState::Current;
    let state = absence.state;
    absence.deputy = None;
    absences::change(turn.tx, &mut absence, state).await?;
    outbox::settle(turn.tx, &subject(absence.id), turn.now).await?;
    if current {
        day::left_to_others(turn, person, Some(actor.id)).await?;
        day::tell_unstaffed(turn, person, &absence).await?;
    }
    let words = turn.words_of(person);
    let text = words.say_declined(&actor.name, words.span(absence.first, absence.last, turn.today()));
    turn.queue(person.chat, &Message::text(text), Priority::Ask, About::default()).await?;
    Ok(toast(turn.words.toast_declined()))
}

/// It is not to be: planned, it is forgotten; current, the person is back.
pub(super) async fn call_off(turn: &mut Turn<'_>, mut absence: Absence) -> Result<(), StoreError> {
    let current = absence.state == AbsenceState::Current;
    absences::change(turn.tx, &mut absence, AbsenceState::Cancelled).await?;
    outbox::settle(turn.tx, &subject(absence.id), turn.now).await?;
    if current { day::come_back(turn, &absence).await } else { Ok(()) }
}

async fn tell_called_off(
    turn: &mut Turn<'_>,
    actor: &Person,
    person: &Person,
    absence: &Absence,
) -> Result<(), FlowError> {
    let deputy = match absence.deputy {
        Some(deputy) => people::by_id(turn.tx, deputy).await?,
        None => None,
    };
    for reader in deputy.iter().chain([person]).filter(|reader| reader.id != actor.id) {
        let words = turn.words_of(reader);
        let span = words.span(absence.first, absence.last, turn.today());
        let message = Message::text(words.say_called_off(&person.name, span));
        turn.queue(reader.chat, &message, Priority::Notice, About::default()).await?;
    }
    Ok(())
}

/// What is known so far while an absence is being set.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
struct Held {
    person: PersonId,
    days: Option<(chrono::NaiveDate, chrono::NaiveDate)>,
}
