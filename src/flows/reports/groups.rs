//! Digest groups: `/bind` and what else a group may ask. Figures and names of units only; nobody's words.

use super::behind::today_in_group;
use super::digest::{comes, daily, links, now_in_group};
use super::heat;
use super::show::{asked, tables, top};
use crate::domain::digest::{Digest, Edition};
use crate::domain::ids::{ChatId, UnitCode};
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::Person;
use crate::flows::turn::About;
use crate::flows::{Outcome, Refusal, Turn, toast};
use crate::i18n::Words;
use crate::messenger::callback::GroupPress;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::digests::{self, Group};
use crate::store::outbox::Priority;
use crate::store::{StoreError, people};

/// Answers a command in a group; `false` where this is none for this person.
pub async fn command(
    turn: &mut Turn<'_>,
    actor: &Person,
    group: ChatId,
    title: &str,
    text: &str,
) -> Result<bool, StoreError> {
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let name = name.split('@').next().unwrap_or_default().to_lowercase();
    if name == "bind" && has_right(actor, Right::Bind) {
        bind(turn, actor, group, title).await?;
        return Ok(true);
    }
    if !has_right(actor, Right::Reports) {
        return Ok(false);
    }
    let bound = digests::bound(turn.tx, group).await?.map(|bound| bound.unit);
    let unit = bound.clone().unwrap_or_else(|| top(turn));
    let words = turn.words_of_centre();
    let links = links(turn, words, None);
    let message = match name.as_str() {
        "digest" => now_in_group(turn, bound).await?,
        "rating" => tables(turn, words, &unit, asked(rest)).await?.with_keyboard(links),
        "heatmap" => heat::drawn(turn, words, &unit, asked(rest), heat::By::Unit).await?.with_keyboard(links),
        "today" => today_in_group(turn, &unit).await?.with_keyboard(links),
        _ => return Ok(false),
    };
    people::reachable(turn.tx, group).await?;
    turn.queue(group, &message, Priority::Prompt, About::default()).await?;
    Ok(true)
}

/// `/bind`: the group gets the digest; where there are several, of another part of the tree by a button in private.
async fn bind(turn: &mut Turn<'_>, actor: &Person, group: ChatId, title: &str) -> Result<(), StoreError> {
    // Whoever speaks to us there has let us in again.
    people::reachable(turn.tx, group).await?;
    if let Some(bound) = digests::bound(turn.tx, group).await? {
        let digest = daily(turn, Some(bound.unit));
        let message = Message::text(turn.words_of_centre().say_bound_already(clock(&digest)));
        return turn.queue(group, &message, Priority::Prompt, About::default()).await;
    }
    let Some(Digest { unit, .. }) = dailies(turn).into_iter().next() else {
        let message = Message::text(turn.words_of_centre().say_no_digests());
        return turn.queue(group, &message, Priority::Prompt, About::default()).await;
    };
    bound(turn, actor, Group { chat: group, title: title.to_owned(), unit }).await
}

fn dailies(turn: &Turn<'_>) -> Vec<Digest> {
    let mut digests = Digest::all(turn.directory());
    digests.retain(|digest| digest.edition == Edition::Daily);
    digests.dedup_by(|one, other| one.unit == other.unit);
    digests
}

/// «09:00».
fn clock(digest: &Digest) -> String {
    format!("{:02}:{:02}", digest.at / 60, digest.at % 60)
}

async fn bound(turn: &mut Turn<'_>, actor: &Person, group: Group) -> Result<(), StoreError> {
    digests::bind(turn.tx, &group, actor.id, turn.now).await?;
    let digest = daily(turn, Some(group.unit.clone()));
    let (words, zone, now) = (turn.words_of_centre(), turn.zone(), turn.now);
    let when = comes(turn, &digest).map(|at| words.at(at, zone, now)).unwrap_or_default();
    let message = Message::text(words.say_bound(clock(&digest), when));
    turn.queue(group.chat, &message, Priority::Prompt, About::default()).await?;
    tell(turn, actor, &group, &digest).await
}

/// Whoever has bound it learns in private how to undo it, and of whom else it could be told.
async fn tell(turn: &mut Turn<'_>, actor: &Person, group: &Group, digest: &Digest) -> Result<(), StoreError> {
    let words: &Words = turn.words_of(actor);
    let unit = turn.directory().unit(&group.unit).map(|unit| unit.short.clone()).unwrap_or_default();
    let text = words.say_bound_private(&group.title, unit, clock(digest));
    let unbind = Button::press(words.button_unbind(), &GroupPress::Unbind.of(group.chat));
    let others = dailies(turn).into_iter().filter(|other| other.unit != group.unit);
    let other = |digest: Digest| {
        let name = turn.directory().unit(&digest.unit).map(|unit| unit.short.clone()).unwrap_or_default();
        Button::press(words.button_bind_to(&name), &GroupPress::Bind(digest.unit).of(group.chat))
    };
    let keyboard = others.map(other).fold(Keyboard::default(), |keyboard, button| keyboard.row([button]));
    let message = Message::text(text).with_keyboard(keyboard.row([unbind]));
    turn.replace(actor.chat, &message).await
}

/// `/bind` in a private chat: how it is done.
pub async fn bind_here(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let message = Message::text(turn.words.say_bind_in_group());
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// The part of the tree was chosen, or the group is to be left alone.
pub async fn pressed(turn: &mut Turn<'_>, actor: &Person, chat: ChatId, press: GroupPress) -> Outcome {
    if !has_right(actor, Right::Bind) {
        return Err(Refusal::NotAllowed.into());
    }
    match press {
        GroupPress::Bind(unit) => choose(turn, actor, chat, unit).await,
        GroupPress::Unbind => unbind(turn, actor, chat).await,
    }
}

async fn choose(turn: &mut Turn<'_>, actor: &Person, chat: ChatId, unit: UnitCode) -> Outcome {
    if !dailies(turn).iter().any(|digest| digest.unit == unit) {
        return Err(Refusal::Retired.into());
    }
    let group = digests::bound(turn.tx, chat).await?.ok_or(Refusal::QuestionGone)?;
    bound(turn, actor, Group { unit, ..group }).await?;
    Ok(Toast::default())
}

async fn unbind(turn: &mut Turn<'_>, actor: &Person, chat: ChatId) -> Outcome {
    if let Some(group) = digests::unbind(turn.tx, chat).await? {
        let message = Message::text(turn.words.say_unbound(&group.title));
        turn.replace(actor.chat, &message).await?;
    }
    Ok(toast(turn.words.toast_unbound()))
}
