//! By the clock: an absence begins, and ends by itself.

use super::subject;
use crate::domain::absence::{Absence, AbsenceState};
use crate::domain::ids::{PersonId, UnitCode};
use crate::domain::incident::Incident;
use crate::domain::person::{Person, Role};
use crate::flows::turn::About;
use crate::flows::{Turn, joining, look};
use crate::messenger::outgoing::Message;
use crate::store::outbox::Priority;
use crate::store::{StoreError, absences, cards, incidents, menus, outbox, people};

/// Begins or ends one absence whose day has come; whether there was one.
pub async fn turn_of_day(turn: &mut Turn<'_>) -> Result<bool, StoreError> {
    let today = turn.today();
    let Some(mut absence) = absences::due(turn.tx, today).await? else { return Ok(false) };
    let current = absence.state == AbsenceState::Current;
    if absence.last < today {
        absences::change(turn.tx, &mut absence, AbsenceState::Over).await?;
        outbox::settle(turn.tx, &subject(absence.id), turn.now).await?;
        // What has passed while the bot was away has never begun.
        if current {
            come_back(turn, &absence).await?;
        }
    } else {
        absences::change(turn.tx, &mut absence, AbsenceState::Current).await?;
        begin(turn, &absence).await?;
    }
    Ok(true)
}

/// Whoever stands in gets what is open; where nobody does, those who give out work are told.
async fn begin(turn: &mut Turn<'_>, absence: &Absence) -> Result<(), StoreError> {
    let Some(person) = people::by_id(turn.tx, absence.person).await? else { return Ok(()) };
    let there = turn.tx.roster().await?.absences().stands_in(person.id);
    if let Some(deputy) = there {
        take_over(turn, &person, absence, deputy).await?;
    }
    joining::staffing(turn, &person.posts).await?;
    tell_unstaffed(turn, &person, absence).await
}

async fn take_over(
    turn: &mut Turn<'_>,
    person: &Person,
    absence: &Absence,
    deputy: PersonId,
) -> Result<(), StoreError> {
    let Some(deputy) = turn.tx.roster().await?.acting(deputy) else { return Ok(()) };
    menus::expire(turn.tx, deputy.id).await?;
    cards::touch_person(turn.tx, deputy.id).await?;
    let mut open = work_of(turn, person).await?;
    open.retain(|incident| turn.is_visible(&deputy, incident));
    let words = turn.words_of(&deputy);
    let count = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let day = words.day(absence.last, turn.today());
    let message = Message::text(words.say_stands_in(&person.name, day, words.plain_open_work(count)));
    turn.queue(deputy.chat, &message, Priority::Ask, About::default()).await?;
    for incident in open {
        if cards::of_person(turn.tx, deputy.id, incident.id).await?.is_none_or(|card| card.taken_back) {
            turn.give_card(&deputy, incident.id).await?;
        }
    }
    Ok(())
}

/// What the person holds, and what waits for the units he answers for; nothing twice.
async fn work_of(turn: &mut Turn<'_>, person: &Person) -> Result<Vec<Incident>, StoreError> {
    let mut open = incidents::held_by(turn.tx, person.id).await?;
    for incident in look::open_of_units(turn, person).await? {
        let others = incident.assignee.is_some_and(|holder| holder != person.id);
        if !others && open.iter().all(|known| known.id != incident.id) {
            open.push(incident);
        }
    }
    Ok(open)
}

/// The person is there again: whoever stood in sees what is his own, the person gets what is open.
pub(super) async fn come_back(turn: &mut Turn<'_>, absence: &Absence) -> Result<(), StoreError> {
    let Some(person) = people::by_id(turn.tx, absence.person).await? else { return Ok(()) };
    left_to_others(turn, &person, absence.deputy).await?;
    let deputy = match absence.deputy {
        Some(deputy) => people::by_id(turn.tx, deputy).await?,
        None => None,
    };
    let words = turn.words_of(&person);
    let open = work_of(turn, &person).await?;
    let count = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let text = match &deputy {
        Some(deputy) => words.say_back_from(&deputy.name, words.plain_open_work(count)),
        None => words.say_back(words.plain_open_work(count)),
    };
    turn.queue(person.chat, &Message::text(text), Priority::Ask, About::default()).await?;
    for incident in open {
        if cards::of_person(turn.tx, person.id, incident.id).await?.is_none() && turn.is_visible(&person, &incident) {
            turn.give_card(&person, incident.id).await?;
        }
    }
    Ok(())
}

/// Whoever stood in for the person does no more: cards and menu are drawn anew, and what is seen no more is cut down.
/// The work may go on to others by another way.
pub(super) async fn left_to_others(
    turn: &mut Turn<'_>,
    person: &Person,
    deputy: Option<PersonId>,
) -> Result<(), StoreError> {
    // By way of others, work may have come to anybody who stands in.
    let mut stood: Vec<PersonId> = deputy.into_iter().collect();
    let mut at = deputy;
    while let Some(id) = at {
        let ahead = absences::ahead(turn.tx).await?;
        let next = ahead.iter().find(|other| other.person == id && other.state == AbsenceState::Current);
        at = next.and_then(|next| next.deputy).filter(|next| !stood.contains(next));
        stood.extend(at);
    }
    for id in stood {
        menus::expire(turn.tx, id).await?;
        cards::touch_person(turn.tx, id).await?;
    }
    joining::staffing(turn, &person.posts).await
}

/// A unit with open work that nobody gets: those who give out work and its leads hear at once, and once.
pub(super) async fn tell_unstaffed(turn: &mut Turn<'_>, person: &Person, absence: &Absence) -> Result<(), StoreError> {
    let mut units: Vec<UnitCode> = person.posts.iter().filter_map(|post| post.unit.clone()).collect();
    units.sort();
    units.dedup();
    for unit in units {
        let open = incidents::count_open(turn.tx, &unit).await?;
        if open == 0 || turn.tx.roster().await?.is_staffed(&unit) {
            continue;
        }
        let short = turn.directory().unit(&unit).map_or(unit.to_string(), |unit| unit.short.clone());
        let mut told = turn.holders(&[Role::Operator, Role::Coordinator, Role::Head]).await?;
        told.extend(people::of_unit(turn.tx, &unit, Role::Lead).await?);
        for reader in told.into_iter().filter(|reader| reader.id != person.id) {
            let words = turn.words_of(&reader);
            let message = Message::text(words.say_unstaffed(&short, words.plain_open_work(open)));
            let key = format!("unstaffed:{}:{}:{unit}:{}", absence.id, absence.version, reader.id);
            turn.queue_once(key, reader.chat, &message, Priority::Ask, About::default()).await?;
        }
    }
    Ok(())
}
