//! Somebody opens the link of an invite.

use super::{holds, settle, subject_of};
use crate::domain::invite::{Asked, Door, Invite, InviteState};
use crate::domain::person::{Person, Post};
use crate::flows::{About, FlowError, Outcome, Refusal, Turn, greet, joining};
use crate::i18n::Words;
use crate::messenger::callback::InvitePress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::outbox::Priority;
use crate::store::{StoreError, cards, invites, people};

/// Longest name taken from an account, in code points.
const LONGEST_NAME: usize = 100;

/// A stranger becomes a person, a person gets more posts; whatever was opened before gives nothing twice.
pub async fn enter(turn: &mut Turn<'_>, visitor: &Asked, known: Option<&Person>, door: Door) -> Outcome {
    let Some(invite) = behind(turn, door).await? else {
        return match known {
            Some(_) => Err(Refusal::InviteUnknown.into()),
            None => {
                greet::stranger(turn, visitor.chat).await?;
                Ok(Toast::default())
            }
        };
    };
    if let (InviteState::Used, Some(person)) = (invite.state, known)
        && invite.used_by == Some(person.id)
    {
        return greet::start(turn, person).await;
    }
    if let Some(refusal) = closed(turn, &invite, visitor).await? {
        return turned_away(turn, &invite, visitor, known, refusal).await;
    }
    if invite.state == InviteState::Asked {
        wait(turn, &invite, visitor).await?;
    } else if fresh(&invite, known).is_empty() {
        return Err(Refusal::NothingNew.into());
    } else if invite.offer.asks_first() && invite.invited_by.is_some() {
        ask(turn, &invite, visitor).await?;
    } else {
        admit(turn, &invite, visitor).await?;
    }
    Ok(Toast::default())
}

async fn behind(turn: &mut Turn<'_>, door: Door) -> Result<Option<Invite>, StoreError> {
    let (Door::Invite(code) | Door::Claim(code)) = door;
    let invite = invites::by_hash(turn.tx, &code.hash()).await?;
    Ok(invite.filter(|invite| invite.invited_by.is_none() == matches!(door, Door::Claim(_))))
}

/// Why this account cannot come in by it; `None` also for whoever waits to be confirmed.
async fn closed(turn: &mut Turn<'_>, invite: &Invite, visitor: &Asked) -> Result<Option<Refusal>, FlowError> {
    Ok(match invite.state {
        InviteState::Asked if invite.asked.as_ref().is_some_and(|asked| asked.chat == visitor.chat) => None,
        InviteState::Used | InviteState::Asked => Some(Refusal::InviteUsed),
        InviteState::Choosing | InviteState::Refused | InviteState::Revoked => Some(Refusal::InviteVoid),
        InviteState::Open if invite.expires_at.is_none_or(|end| end <= turn.now) => Some(Refusal::InviteExpired),
        InviteState::Open => (!holds(turn, invite).await?).then_some(Refusal::InviteVoid),
    })
}

/// A stranger hears it once a day, however often the link is opened.
async fn turned_away(
    turn: &mut Turn<'_>,
    invite: &Invite,
    visitor: &Asked,
    known: Option<&Person>,
    refusal: Refusal,
) -> Outcome {
    if known.is_some() {
        return Err(refusal.into());
    }
    let text = Html::escape(&refusal.told(turn.words));
    once_a_day(turn, invite, visitor, "closed", Message::text(text)).await?;
    Ok(Toast::default())
}

async fn once_a_day(
    turn: &mut Turn<'_>,
    invite: &Invite,
    visitor: &Asked,
    what: &str,
    message: Message,
) -> Result<(), StoreError> {
    let day = turn.now.local(turn.zone()).date_naive();
    let key = format!("invite:{}:{what}:{}:{day}", invite.id, visitor.chat);
    turn.queue_once(key, visitor.chat, &message, Priority::Prompt, About::default()).await
}

async fn wait(turn: &mut Turn<'_>, invite: &Invite, visitor: &Asked) -> Result<(), StoreError> {
    let message = Message::text(turn.words.say_wait_for_inviter());
    once_a_day(turn, invite, visitor, "wait", message).await
}

/// Power over people is given to somebody whom the inviter has confirmed.
async fn ask(turn: &mut Turn<'_>, invite: &Invite, visitor: &Asked) -> Result<(), StoreError> {
    invites::ask(turn.tx, invite.id, &named(visitor)).await?;
    settle(turn, invite.id).await?;
    wait(turn, invite, visitor).await?;
    let posts = invite.offer.posts().unwrap_or_default();
    tell_inviter(
        turn,
        invite,
        |words, posts| {
            let admit = Button::press(words.button_admit(), &InvitePress::Admit.of(invite.id));
            let refuse = Button::press(words.button_refuse(), &InvitePress::Refuse.of(invite.id));
            let text = words.say_asks_in(&named(visitor).name, posts);
            Message::text(text).with_keyboard(Keyboard::default().row([admit, refuse]))
        },
        &posts,
    )
    .await
}

/// As colleagues will read it: the account's name without tricks.
fn named(visitor: &Asked) -> Asked {
    let name = cut(crate::domain::words::clean_text(&visitor.name).trim(), LONGEST_NAME);
    let name = if name.is_empty() { visitor.chat.to_string() } else { name };
    Asked { chat: visitor.chat, name }
}

/// The posts that this person does not hold yet.
fn fresh(invite: &Invite, known: Option<&Person>) -> Vec<Post> {
    let mut posts = invite.offer.posts().unwrap_or_default();
    posts.retain(|post| known.is_none_or(|person| !person.posts.contains(post)));
    posts
}

/// Gives the posts, greets the one and tells the other.
pub(super) async fn admit(turn: &mut Turn<'_>, invite: &Invite, visitor: &Asked) -> Result<(), FlowError> {
    let known = people::by_chat(turn.tx, visitor.chat).await?;
    let given = fresh(invite, known.as_ref());
    let id = match &known {
        Some(person) => {
            people::give(turn.tx, person.id, &given).await?;
            person.id
        }
        None => people::add(turn.tx, visitor.chat, &named(visitor).name, &given, turn.now).await?,
    };
    invites::used(turn.tx, invite, id, &given, turn.now).await?;
    settle(turn, invite.id).await?;
    people::started(turn.tx, id, turn.now).await?;
    let Some(person) = people::by_id(turn.tx, id).await? else { return Ok(()) };
    joining::staffing(turn, &given).await?;
    match known {
        Some(_) => cards::touch_person(turn.tx, person.id).await?,
        None => joining::come_back(turn, &person).await?,
    }
    let words = turn.words;
    turn.speak_to(&person);
    greet(turn, &person, known.is_some(), &given).await?;
    turn.words = words;
    if invite.invited_by == Some(person.id) {
        return Ok(());
    }
    let joined = |words: &Words, posts: String| {
        let revoke = Button::press(words.button_revoke(), &InvitePress::Revoke.of(invite.id));
        Message::text(words.say_joined(&person.name, posts)).with_keyboard(Keyboard::default().row([revoke]))
    };
    Ok(tell_inviter(turn, invite, joined, &given).await?)
}

async fn greet(turn: &mut Turn<'_>, person: &Person, known: bool, given: &[Post]) -> Result<(), FlowError> {
    if !known {
        greet::start(turn, person).await?;
        return Ok(());
    }
    let message = Message::text(turn.words.say_posts_added(turn.words.posts(given, turn.directory())));
    turn.say(person.chat, &message).await?;
    greet::help(turn, person).await?;
    Ok(joining::welcome(turn, person).await?)
}

/// In the inviter's own language; nobody is told of a claim.
async fn tell_inviter(
    turn: &mut Turn<'_>,
    invite: &Invite,
    message: impl Fn(&Words, String) -> Message,
    posts: &[Post],
) -> Result<(), StoreError> {
    let Some(inviter) = invite.invited_by else { return Ok(()) };
    let Some(inviter) = people::by_id(turn.tx, inviter).await? else { return Ok(()) };
    let words = turn.words_of(&inviter);
    let message = message(words, words.posts(posts, turn.directory()));
    let about = About { subject: Some(subject_of(invite.id)), ..About::default() };
    turn.queue(inviter.chat, &message, Priority::Ask, about).await
}
