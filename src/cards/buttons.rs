//! The buttons of a card: what this person may do with the incident as it stands, and nothing else.

use super::incident::IncidentView;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Outcome, Reply, ReplyState, Status};
use crate::domain::permissions::{HeadPost, Matter, may};
use crate::domain::ways::{Action, Facts, Review, next};
use crate::i18n::Words;
use crate::messenger::callback::{Callback, IncidentPress, ReplyPress};
use crate::messenger::outgoing::{Button, Keyboard};

/// ◀️ Назад, to the main screen.
pub(super) fn back(view: &IncidentView<'_>, words: &Words) -> Keyboard {
    Keyboard::default().row([Button::press(words.button_back(), &IncidentPress::Main.of(view.incident.id))])
}

/// The buttons of the main screen.
pub(super) fn main(view: &IncidentView<'_>, words: &Words) -> Keyboard {
    let can = |action| possible(view, action);
    let id = view.incident.id;
    let one = |allowed: bool, label: String, callback: Callback| allowed.then(|| Button::press(label, &callback));
    let decide = one(can(Action::Register), words.button_register(), IncidentPress::Register.of(id));
    let accept = one(can(Action::Accept), words.button_accept(), IncidentPress::Accept.of(id));
    let write = one(can(Action::Write), words.button_reply(), IncidentPress::Write.of(id));
    let topic = one(can(Action::ChangeTopic), words.button_topic(), IncidentPress::Topics(0).of(id));
    let unit = can(Action::ChooseUnit) || can(Action::Assign);
    let unit = one(unit, words.button_unit(), IncidentPress::Units(0).of(id));
    let place = one(can(Action::ChangePlace), words.button_place(), IncidentPress::Places(0).of(id));
    let reject = one(can(Action::Reject), words.button_reject(), IncidentPress::Reject.of(id));
    let history = one(tells_history(view), words.button_history(), IncidentPress::History.of(id));
    let [solved, otherwise] = outcomes(view, words);
    Keyboard::default()
        .row(decide)
        .row(accept)
        .row(write)
        .row(judge(view, words))
        .row(publish(view, words))
        .row(solved)
        .row(otherwise)
        .row(topic.into_iter().chain(unit))
        .row(place)
        .row(reject.into_iter().chain(history))
}

/// «История» stands on the cards of those who lead the way of an incident.
fn tells_history(view: &IncidentView<'_>) -> bool {
    view.incident.status != Status::Draft && may(view.viewer, Action::ChangeTopic, &matter(view))
}

/// ✅ and 🔧 of the version that is shown.
fn judge(view: &IncidentView<'_>, words: &Words) -> Vec<Button> {
    match shown(view, ReplyState::Review).filter(|_| possible(view, Action::Approve)) {
        Some(reply) => judging(reply, words).into(),
        None => Vec::new(),
    }
}

/// The two buttons that judge a reply.
pub fn judging(reply: &Reply, words: &Words) -> [Button; 2] {
    [
        Button::press(words.button_approve(), &ReplyPress::Approve(reply.version).of(reply.id)),
        Button::press(words.button_return(), &ReplyPress::Return(reply.version).of(reply.id)),
    ]
}

fn publish(view: &IncidentView<'_>, words: &Words) -> Option<Button> {
    let reply = shown(view, ReplyState::Approved).filter(|_| possible(view, Action::Publish))?;
    Some(publishing(reply, words))
}

/// 📢 of an approved reply.
pub fn publishing(reply: &Reply, words: &Words) -> Button {
    Button::press(words.button_published(), &ReplyPress::Publish(reply.version).of(reply.id))
}

fn outcomes(view: &IncidentView<'_>, words: &Words) -> [Vec<Button>; 2] {
    if possible(view, Action::Close) { ending(view.incident.id, words) } else { Default::default() }
}

/// The three ways to end an incident, in two rows: a phone cuts three such labels in one.
pub fn ending(id: IncidentId, words: &Words) -> [Vec<Button>; 2] {
    let end = |label, outcome| Button::press(label, &IncidentPress::Close(outcome).of(id));
    [
        vec![end(words.button_solved(), Outcome::Solved), end(words.button_explained(), Outcome::Explained)],
        vec![end(words.button_refused(), Outcome::Refused)],
    ]
}

fn shown<'a>(view: &IncidentView<'a>, state: ReplyState) -> Option<&'a Reply> {
    view.reply.map(|shown| shown.reply).filter(|reply| reply.state == state)
}

/// The viewer may do this, and the incident's status allows it.
fn possible(view: &IncidentView<'_>, action: Action) -> bool {
    let unit = view.incident.unit.as_ref().and_then(|code| view.directory.unit(code));
    let review = unit.map(|unit| if unit.review { Review::Required } else { Review::Skipped });
    // 🏢 of an incident without a unit is how it gets one.
    let review = if action == Action::Assign { Some(Review::Required) } else { review };
    let facts = Facts { unit: review, reply: view.reply.map(|shown| shown.reply.kind) };
    may(view.viewer, action, &matter(view)) && next(view.incident.status, action, &facts).is_ok()
}

fn matter<'a>(view: &'a IncidentView<'_>) -> Matter<'a> {
    Matter {
        unit: view.incident.unit.as_ref(),
        reply_author: view.reply.map(|shown| shown.reply.author),
        // No button of this card depends on it.
        head: HeadPost::Held,
        directory: view.directory,
    }
}
