//! An invite: chosen step by step, and ready to be forwarded.

use super::limit;
use super::pages::Page;
use crate::domain::directory::{Directory, Sphere, Unit};
use crate::domain::ids::InviteId;
use crate::domain::invite::Offer;
use crate::domain::person::{Post, Role};
use crate::i18n::Words;
use crate::messenger::callback::InvitePress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};

/// The roles, with ✓ before those that are taken.
#[must_use]
pub fn choose_role(id: InviteId, offer: &Offer, roles: &[Role], directory: &Directory, words: &Words) -> Message {
    let row = |role: &Role| {
        let name = words.role(*role);
        let label = if offer.roles.contains(role) { words.button_chosen(&name) } else { name };
        Button::press(cut(&label, limit::LABEL), &InvitePress::Role(*role).of(id))
    };
    let unit = offer.unit.as_ref().and_then(|code| directory.unit(code));
    let text = match unit {
        Some(unit) => words.invite_roles_of(&unit.short),
        None => words.invite_roles(),
    };
    let next = (!offer.roles.is_empty()).then(|| Button::press(words.button_continue(), &InvitePress::Next(1).of(id)));
    let keyboard = roles.iter().fold(Keyboard::default(), |keyboard, role| keyboard.row([row(role)]));
    Message::text(text).with_keyboard(keyboard.row(next).row([cancel(id, words)]))
}

/// The units to choose from.
#[must_use]
pub fn choose_unit(id: InviteId, offer: &Offer, units: &[&Unit], page: u16, words: &Words) -> Message {
    let row = |unit: &&Unit| {
        let press = InvitePress::Unit(unit.code.clone());
        Button::press(cut(&unit.short, limit::LABEL), &press.of(id))
    };
    let text = words.invite_unit(roles(offer, words));
    Message::text(text).with_keyboard(listed(id, &Page::of(units, page), row, words))
}

/// The spheres to choose from.
#[must_use]
pub fn choose_sphere(id: InviteId, offer: &Offer, spheres: &[Sphere], page: u16, words: &Words) -> Message {
    let row = |sphere: &Sphere| {
        let press = InvitePress::Sphere(sphere.code.clone());
        Button::press(cut(&sphere.name, limit::LABEL), &press.of(id))
    };
    let text = words.invite_sphere(roles(offer, words));
    Message::text(text).with_keyboard(listed(id, &Page::of(spheres, page), row, words))
}

fn listed<T>(id: InviteId, page: &Page<'_, T>, row: impl Fn(&T) -> Button, words: &Words) -> Keyboard {
    let back = Button::press(words.button_back(), &InvitePress::Roles.of(id));
    let rows = page.rows.iter().fold(Keyboard::default(), |keyboard, one| keyboard.row([row(one)]));
    rows.row(page.ways(words, |page| InvitePress::Next(page).of(id), Some(back))).row([cancel(id, words)])
}

fn roles(offer: &Offer, words: &Words) -> String {
    offer.roles.iter().map(|role| words.role(*role)).collect::<Vec<_>>().join("; ")
}

fn cancel(id: InviteId, words: &Words) -> Button {
    Button::press(words.button_cancel(), &InvitePress::Cancel.of(id))
}

/// To whoever invites: what to do with the next message, and how to take it back.
#[must_use]
pub fn ready(id: InviteId, offer: &Offer, posts: &[Post], directory: &Directory, words: &Words) -> Message {
    let posts = words.posts(posts, directory);
    let text = if offer.asks_first() { words.invite_ready_asks(posts) } else { words.invite_ready(posts) };
    let revoke = Button::press(words.button_revoke(), &InvitePress::Revoke.of(id));
    Message::text(text).with_keyboard(Keyboard::default().row([revoke]))
}

/// To be forwarded as it is: no buttons, and nothing only the inviter understands.
#[must_use]
pub fn invitation(
    name: &str,
    posts: &[Post],
    link: &str,
    until: &str,
    directory: &Directory,
    words: &Words,
) -> Message {
    let centre = match directory.centre.name.as_str() {
        "" => words.plain_any_centre(),
        name => name.to_owned(),
    };
    let link = Html::escape(link);
    let head = words.invite_message(cut(name, limit::LINE), centre, words.posts(posts, directory));
    Message::text(Html::lines([head, Html::default(), words.invite_link(&link, until)]))
}
