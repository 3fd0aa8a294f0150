//! `/people`: who is here, and what may be done with one of them.

use super::{FlowError, Outcome, Refusal, Turn, joining, toast};
use crate::cards::{
    PersonView, Roll, ask_remove as draw_ask_remove, ask_take as draw_ask_take, people_list, person_screen,
};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::PersonId;
use crate::domain::permissions::{Right, has_right, may_give, may_manage};
use crate::domain::person::{Listed, Person, Post, Role};
use crate::domain::visibility::{sees_people_of, sees_person};
use crate::messenger::callback::ListPress;
use crate::messenger::html::cut;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::dialogs::Question;
use crate::store::{StoreError, cards, incidents, people};

/// Longest name a person may be given, in code points.
const LONGEST_NAME: usize = 100;

/// The list, on one of its pages.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, page: u16) -> Outcome {
    demand_right(actor)?;
    let listed = people::listed(turn.tx).await?;
    let roll = Roll::of(&listed, turn.directory(), |unit| sees_people_of(actor, unit));
    let message = people_list(&roll, page, turn.directory(), turn.words);
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

pub(super) fn demand_right(actor: &Person) -> Result<(), Refusal> {
    if has_right(actor, Right::People) { Ok(()) } else { Err(Refusal::NoPeopleRight) }
}

/// One person.
pub async fn show(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Outcome {
    demand_right(actor)?;
    let everybody = people::listed(turn.tx).await?;
    let listed = seen(&everybody, actor, id)?;
    let work = held(turn, id).await?;
    let posts = &listed.person.posts;
    let other = id != actor.id;
    let takes: Vec<Post> =
        posts.iter().filter(|post| other && posts.len() > 1 && takes(actor, post)).cloned().collect();
    let view = PersonView {
        listed,
        work,
        since: &turn.words.date(listed.since, turn.zone(), turn.now),
        takes: &takes,
        renames: may_manage(actor, posts),
        gives: !may_give(actor).is_empty(),
        removes: other && may_manage(actor, posts),
        back: Roll::of(&everybody, turn.directory(), |unit| sees_people_of(actor, unit)).page_of(id),
        directory: turn.directory(),
    };
    let message = person_screen(&view, turn.words);
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

fn takes(actor: &Person, post: &Post) -> bool {
    may_manage(actor, std::slice::from_ref(post))
}

fn seen<'a>(everybody: &'a [Listed], actor: &Person, id: PersonId) -> Result<&'a Listed, Refusal> {
    let found = everybody.iter().find(|listed| listed.person.id == id);
    found.filter(|listed| sees_person(actor, &listed.person)).ok_or(Refusal::NoSuchPerson)
}

async fn held(turn: &mut Turn<'_>, id: PersonId) -> Result<i64, StoreError> {
    let held = incidents::held_by(turn.tx, id).await?;
    Ok(i64::try_from(held.len()).unwrap_or(i64::MAX))
}

/// A person the actor sees, with every right asked again; not removed meanwhile.
async fn found(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Result<Person, FlowError> {
    demand_right(actor)?;
    let person = people::by_id(turn.tx, id).await?.filter(|person| !person.posts.is_empty());
    Ok(person.filter(|person| sees_person(actor, person)).ok_or(Refusal::NoSuchPerson)?)
}

/// Somebody else, all of whose named posts the actor may take.
async fn to_change(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Result<Person, FlowError> {
    let person = found(turn, actor, id).await?;
    if person.id == actor.id { Err(Refusal::NotOneself.into()) } else { Ok(person) }
}

/// ✏️ Переименовать asks for the name.
pub async fn ask_name(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Outcome {
    let person = found(turn, actor, id).await?;
    if !may_manage(actor, &person.posts) {
        return Err(Refusal::NotToManage.into());
    }
    let held = Some(id.to_string());
    let question = Question { waits_for: WaitsFor::PersonName, incident: None, reply: None, held };
    let text = turn.words.question_person_name(&person.name);
    turn.ask_words(actor, &question, text, |_| Vec::new()).await?;
    Ok(toast(turn.words.toast_name()))
}

/// The name has come; cards that show it are drawn anew.
pub async fn rename(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, name: &str) -> Outcome {
    let id = dialog.held.as_deref().and_then(|held| held.parse().ok()).map(PersonId).ok_or(Refusal::QuestionGone)?;
    let person = found(turn, actor, id).await?;
    if !may_manage(actor, &person.posts) {
        return Err(Refusal::NotToManage.into());
    }
    turn.end_question(actor.id).await?;
    let name = cut(&name.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_NAME);
    people::rename(turn.tx, id, &name).await?;
    for incident in incidents::held_by(turn.tx, id).await? {
        cards::touch(turn.tx, incident.id).await?;
    }
    let message = Message::text(turn.words.say_renamed(&name)).with_keyboard(to_list(turn));
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

fn to_list(turn: &Turn<'_>) -> Keyboard {
    Keyboard::default().row([Button::press(turn.words.button_back(), &ListPress::People.on(1))])
}

/// ➖ asks first, and says what goes back to the unit.
pub async fn ask_take(turn: &mut Turn<'_>, actor: &Person, id: PersonId, fingerprint: &str) -> Outcome {
    let person = to_change(turn, actor, id).await?;
    let post = post_to_take(actor, &person, fingerprint)?;
    let after = joining::without(&person, std::slice::from_ref(&post));
    let work = joining::held_without(turn, &after).await?.len();
    let work = i64::try_from(work).unwrap_or(i64::MAX);
    let message = draw_ask_take(id, &person.name, &post, work, turn.directory(), turn.words);
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

fn post_to_take(actor: &Person, person: &Person, fingerprint: &str) -> Result<Post, Refusal> {
    let post = person.posts.iter().find(|post| post.fingerprint() == fingerprint).ok_or(Refusal::NoSuchPerson)?;
    // The last post goes with the person, who is told so.
    if takes(actor, post) && person.posts.len() > 1 { Ok(post.clone()) } else { Err(Refusal::NotToManage) }
}

/// ➖ Да, снять.
pub async fn take(turn: &mut Turn<'_>, actor: &Person, id: PersonId, fingerprint: &str) -> Outcome {
    let actor = &alone(turn, actor).await?;
    let person = to_change(turn, actor, id).await?;
    let post = post_to_take(actor, &person, fingerprint)?;
    spare_last_admin(turn, std::slice::from_ref(&post)).await?;
    joining::take(turn, &person, &[post], Some(actor)).await?;
    show(turn, actor, id).await?;
    Ok(toast(turn.words.toast_taken()))
}

/// 🗑 Убрать asks first.
pub async fn ask_remove(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Outcome {
    let person = to_remove(turn, actor, id).await?;
    let work = held(turn, id).await?;
    let message = draw_ask_remove(id, &person.name, work, turn.words);
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

async fn to_remove(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Result<Person, FlowError> {
    let person = to_change(turn, actor, id).await?;
    if may_manage(actor, &person.posts) { Ok(person) } else { Err(Refusal::NotToManage.into()) }
}

/// 🗑 Да, убрать.
pub async fn remove(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Outcome {
    let actor = &alone(turn, actor).await?;
    let person = to_remove(turn, actor, id).await?;
    spare_last_admin(turn, &person.posts).await?;
    let count = joining::leave(turn, &person, Some(actor)).await?;
    let work = turn.words.plain_went_back(i64::try_from(count).unwrap_or(i64::MAX));
    let message = Message::text(turn.words.person_removed(&person.name, work)).with_keyboard(to_list(turn));
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turn.words.toast_removed(&person.name)))
}

/// Nobody else changes people until we are done; the actor as the others have left him.
async fn alone(turn: &mut Turn<'_>, actor: &Person) -> Result<Person, FlowError> {
    people::alone(turn.tx).await?;
    Ok(people::by_chat(turn.tx, actor.chat).await?.ok_or(Refusal::NotAllowed)?)
}

/// Whoever takes these posts away leaves an administrator.
pub(super) async fn spare_last_admin(turn: &mut Turn<'_>, taken: &[Post]) -> Result<(), FlowError> {
    let admin = taken.iter().any(|post| post.role == Role::Admin);
    if admin && people::with_role(turn.tx, Role::Admin).await?.len() <= 1 {
        return Err(Refusal::LastAdmin.into());
    }
    Ok(())
}
