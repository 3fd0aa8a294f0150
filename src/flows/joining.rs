//! Somebody can be reached, comes to a unit, or leaves: the work of the unit is where its people are.

use super::{About, Turn, look, register};
use crate::domain::ids::{ChatId, UnitCode};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::{Person, Post, Role};
use crate::domain::ways::{Action, Facts, next};
use crate::messenger::outgoing::Message;
use crate::store::outbox::Priority;
use crate::store::{StoreError, cards, incidents, menus, outbox, people};

/// Whether anybody answers for these units is another matter now: what says so is drawn anew.
pub async fn staffing(turn: &mut Turn<'_>, posts: &[Post]) -> Result<(), StoreError> {
    let mut units: Vec<&UnitCode> = posts.iter().filter_map(|post| post.unit.as_ref()).collect();
    units.sort();
    units.dedup();
    for unit in units {
        cards::touch_unit(turn.tx, unit).await?;
    }
    Ok(())
}

/// The person has written to us, perhaps for the first time.
pub async fn here(turn: &mut Turn<'_>, person: &Person) -> Result<(), StoreError> {
    if people::started(turn.tx, person.id, turn.now).await? {
        staffing(turn, &person.posts).await?;
    }
    Ok(())
}

/// Whoever joins, presses Start or unblocks gets the open cards of the unit at once.
pub async fn welcome(turn: &mut Turn<'_>, person: &Person) -> Result<(), StoreError> {
    if people::reachable(turn.tx, person.chat).await? {
        cards::touch_open(turn.tx, person.chat).await?;
        staffing(turn, &person.posts).await?;
        outbox::try_again(turn.tx, person.chat).await?;
    }
    menus::retry(turn.tx, person.id).await?;
    for incident in look::open_of_units(turn, person).await? {
        if turn.is_visible(person, &incident) && cards::of_person(turn.tx, person.id, incident.id).await?.is_none() {
            turn.give_card(person, incident.id).await?;
            // Others read on theirs that nobody was there.
            cards::touch(turn.tx, incident.id).await?;
        }
    }
    Ok(())
}

/// Somebody who was removed comes back: cards that were cut down are whole again, those of open work as the
/// newest messages.
pub async fn come_back(turn: &mut Turn<'_>, person: &Person) -> Result<(), StoreError> {
    cards::touch_person(turn.tx, person.id).await?;
    for incident in look::open_of_units(turn, person).await? {
        let card = cards::of_person(turn.tx, person.id, incident.id).await?;
        if let Some(card) = card.filter(|_| turn.is_visible(person, &incident)) {
            // Cut down as it was, it has no buttons to lose.
            cards::detach(turn.tx, card.id).await?;
        }
    }
    Ok(())
}

/// Somebody is removed: accepted work belongs to the unit again, the cards are cut down, and those who work with
/// the person are told. How many incidents went back.
pub async fn leave(turn: &mut Turn<'_>, person: &Person, by: Option<&Person>) -> Result<usize, StoreError> {
    let after = without(person, &person.posts);
    let held = held_without(turn, &after).await?;
    turn.end_question(person.id).await?;
    people::remove(turn.tx, person.id, turn.now).await?;
    cards::touch_person(turn.tx, person.id).await?;
    let message = Message::text(turn.words_of(person).say_access_ended());
    turn.queue(person.chat, &message, Priority::Notice, About::default()).await?;
    let count = held.len();
    tell_left(turn, person, by, count).await?;
    give_back(turn, person, by, held).await?;
    staffing(turn, &person.posts).await?;
    Ok(count)
}

/// Some of a person's posts are taken away; whoever is left without any is removed.
pub async fn take(
    turn: &mut Turn<'_>,
    person: &Person,
    posts: &[Post],
    by: Option<&Person>,
) -> Result<usize, StoreError> {
    let after = without(person, posts);
    if after.posts.is_empty() {
        return leave(turn, person, by).await;
    }
    let held = held_without(turn, &after).await?;
    for post in posts {
        people::take(turn.tx, person.id, post).await?;
    }
    cards::touch_person(turn.tx, person.id).await?;
    let words = turn.words_of(person);
    let message = Message::text(words.say_post_taken(words.posts(posts, turn.directory())));
    turn.queue(person.chat, &message, Priority::Notice, About::default()).await?;
    let count = held.len();
    give_back(turn, person, by, held).await?;
    staffing(turn, posts).await?;
    Ok(count)
}

/// The person as he is when these posts are gone.
pub fn without(person: &Person, posts: &[Post]) -> Person {
    let mut after = person.clone();
    after.posts.retain(|post| !posts.contains(post));
    after
}

/// What the person has accepted and may, with the posts that are left, answer no more.
pub async fn held_without(turn: &mut Turn<'_>, after: &Person) -> Result<Vec<Incident>, StoreError> {
    let mut held = incidents::held_by(turn.tx, after.id).await?;
    held.retain(|incident| !turn.may(after, Action::Write, incident, None));
    Ok(held)
}

async fn give_back(
    turn: &mut Turn<'_>,
    person: &Person,
    by: Option<&Person>,
    held: Vec<Incident>,
) -> Result<(), StoreError> {
    for mut incident in held {
        // Every open status an incident can be held in has its way.
        let Ok(to) = next(incident.status, Action::GiveBack, &Facts::default()) else { continue };
        incident.assignee = None;
        incident.accepted_at = None;
        let by = by.map(|by| by.id);
        turn.record(by, &mut incident, Action::GiveBack, to, Some(&person.name)).await?;
        if matches!(to, Status::Assigned | Status::Rework) {
            register::hand_out(turn, person, &incident).await?;
        }
    }
    Ok(())
}

/// The people of the same units, and those who give out work; nobody twice, and not whoever did it.
async fn tell_left(turn: &mut Turn<'_>, person: &Person, by: Option<&Person>, count: usize) -> Result<(), StoreError> {
    let mut told: Vec<Person> = turn.holders(&[Role::Operator, Role::Coordinator, Role::Head]).await?;
    for unit in person.posts.iter().filter_map(|post| post.unit.as_ref()) {
        for role in [Role::Recipient, Role::Lead] {
            told.extend(people::of_unit(turn.tx, unit, role).await?);
        }
    }
    let mut seen = vec![person.id];
    seen.extend(by.map(|by| by.id));
    for colleague in told {
        if !seen.contains(&colleague.id) {
            seen.push(colleague.id);
            let words = turn.words_of(&colleague);
            let work = words.plain_went_back(i64::try_from(count).unwrap_or(i64::MAX));
            let message = Message::text(words.say_left(&person.name, work));
            turn.queue(colleague.chat, &message, Priority::Notice, About::default()).await?;
        }
    }
    Ok(())
}

/// The person has blocked us: those who give out work are told once.
pub async fn lost(turn: &mut Turn<'_>, person: &Person) -> Result<(), StoreError> {
    if people::unreachable(turn.tx, person.chat, "blocked", turn.now).await? {
        staffing(turn, &person.posts).await?;
        for operator in turn.holders(&[Role::Operator, Role::Coordinator, Role::Head, Role::Admin]).await? {
            if operator.id != person.id {
                let message = Message::text(turn.words_of(&operator).say_unreachable(&person.name));
                turn.queue(operator.chat, &message, Priority::Notice, About::default()).await?;
            }
        }
    }
    Ok(())
}

/// The conversation has another number now.
pub async fn moved(turn: &mut Turn<'_>, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    outbox::migrate(turn.tx, from, to).await
}
