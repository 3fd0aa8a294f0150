//! The buttons of a card: what this person may do with the incident as it stands, and nothing else.

use super::incident::{IncidentView, MainShown, ReplyShown};
use super::lists::summary;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Mark, Outcome, Reply, ReplyState, Status};
use crate::domain::permissions::{HeadPost, Matter, may};
use crate::domain::undo::undoable;
use crate::domain::visibility::{Subject, sees};
use crate::domain::ways::{Action, Facts, Review, next};
use crate::i18n::Words;
use crate::messenger::callback::{Callback, IncidentPress, ReplyPress};
use crate::messenger::outgoing::{Button, ButtonAction, Keyboard};

/// The clipboard takes so many code points from a button.
const LONGEST_COPY: usize = 256;

/// ◀️ Назад, to the main screen.
pub(super) fn back(view: &IncidentView<'_>, words: &Words) -> Keyboard {
    Keyboard::default().row([Button::press(words.button_back(), &IncidentPress::Main.of(view.incident.id))])
}

/// The buttons of the main screen.
pub(super) fn main(view: &IncidentView<'_>, words: &Words) -> Keyboard {
    if view.incident.status == Status::Duplicate {
        return to_main(view, words);
    }
    let can = |action| possible(view, action);
    let id = view.incident.id;
    let one = |allowed: bool, label: String, callback: Callback| allowed.then(|| Button::press(label, &callback));
    let decide = one(can(Action::Register), words.button_register(), IncidentPress::Register.of(id));
    let accept = one(can(Action::Accept), words.button_accept(), IncidentPress::Accept.of(id));
    let write = one(can(Action::Write), words.button_reply(), IncidentPress::Write.of(id));
    let topic = one(can(Action::ChangeTopic), words.button_topic(), IncidentPress::Topics.of(id));
    let unit = can(Action::ChooseUnit) || can(Action::Assign);
    let unit = one(unit, words.button_unit(), IncidentPress::Units.of(id));
    let place = one(can(Action::ChangePlace), words.button_place(), IncidentPress::Places(0).of(id));
    let important = one(can(Action::ChangeImportance), words.button_importance(), IncidentPress::Importances.of(id));
    let reject = one(can(Action::Reject), words.button_reject(), IncidentPress::Reject.of(id));
    let history = one(tells_history(view), words.button_history(), IncidentPress::History.of(id));
    let link = one(can(Action::ChangeLink), words.button_link(), IncidentPress::Link.of(id));
    let reopen = one(can(Action::Reopen), words.button_reopen(), IncidentPress::Reopen.of(id));
    let versions = one(has_versions(view), words.button_versions(), IncidentPress::Versions(0).of(id));
    let undo = one(is_undoable(view), words.button_unregister(), IncidentPress::Unregister.of(id));
    let [same, look, other] = duplicates(view, words);
    let [solved, otherwise] = outcomes(view, words);
    let keyboard = Keyboard::default()
        .row(decide)
        .row(same)
        .row(look)
        .row(accept)
        .row(write)
        .row(judge(view, words))
        .row(marks(view, words))
        .row(publish(view, words))
        .row(solved)
        .row(otherwise.into_iter().chain(link))
        .row(topic.into_iter().chain(unit));
    let rest =
        place.into_iter().chain(important).chain(other).chain(reject).chain(reopen).chain(history).chain(versions);
    let rest: Vec<_> = rest.collect();
    rest.chunks(2).fold(keyboard, |keyboard, row| keyboard.row(row.iter().cloned())).row(undo)
}

/// What tells of the same post: «Дубликат № …», a look at it; where nothing does, «Дубликат» of a number to be named.
fn duplicates(view: &IncidentView<'_>, words: &Words) -> [Option<Button>; 3] {
    if !possible(view, Action::Duplicate) {
        return [None, None, None];
    }
    let id = view.incident.id;
    let ask = Button::press(words.button_duplicate(), &IncidentPress::Duplicate.of(id));
    let Some(MainShown { incident: main, .. }) = view.main else { return [None, None, Some(ask)] };
    let look = summary(main, view.directory, words);
    match main.number {
        Some(number) => {
            let label = words.button_duplicate_of(&number.to_string());
            [Some(Button::press(label, &IncidentPress::DuplicateOf(main.id).of(id))), Some(look), None]
        }
        // A draft may be rejected yet: nothing follows it.
        None => [None, Some(look), Some(ask)],
    }
}

/// Only who registered it may take that back; the minute is seen when the card is drawn.
fn is_undoable(view: &IncidentView<'_>) -> bool {
    possible(view, Action::Unregister) && undoable(view.incident, view.viewer, view.history, view.now).is_ok()
}

/// «К основному» is all that is left to do with a duplicate.
fn to_main(view: &IncidentView<'_>, words: &Words) -> Keyboard {
    let main = view.main.map(|main| main.incident).filter(|main| {
        let subject = Subject { number: main.number, status: main.status, unit: main.unit.as_ref() };
        sees(view.viewer, &subject, view.directory).is_some()
    });
    let main = main.map(|main| Button::press(words.button_main(), &IncidentPress::Show.of(main.id)));
    Keyboard::default().row(main)
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

/// ⭐ of the reply that is shown; the chosen one, pressed again, is taken back.
fn marks(view: &IncidentView<'_>, words: &Words) -> Vec<Button> {
    let Some(ReplyShown { reply, .. }) = view.reply.filter(|_| possible(view, Action::Rate)) else { return Vec::new() };
    let button = |mark: &Mark| {
        let (label, mark) = if reply.mark == Some(*mark) {
            (words.button_mark_chosen(mark.code()), None)
        } else {
            (words.button_mark(mark.code()), Some(*mark))
        };
        Button::press(label, &ReplyPress::Rate(mark).of(reply.id))
    };
    Mark::ALL.iter().map(button).collect()
}

/// The viewer judges replies, whatever the status.
pub(super) fn reviews(view: &IncidentView<'_>) -> bool {
    may(view.viewer, Action::Rate, &matter(view))
}

fn has_versions(view: &IncidentView<'_>) -> bool {
    reviews(view) && !view.earlier.is_empty()
}

fn publish(view: &IncidentView<'_>, words: &Words) -> Vec<Button> {
    match shown(view, ReplyState::Approved).filter(|_| possible(view, Action::Publish)) {
        Some(reply) => publishing(reply, words).into(),
        None => Vec::new(),
    }
}

/// 📋 and 📢 of an approved reply. What is too long for the clipboard is sent alone.
pub fn publishing(reply: &Reply, words: &Words) -> [Button; 2] {
    let label = words.button_copy();
    let copy = if (1..=LONGEST_COPY).contains(&reply.text.chars().count()) {
        Button { label, does: ButtonAction::Copy(reply.text.clone()) }
    } else {
        Button::press(label, &ReplyPress::Text.of(reply.id))
    };
    [copy, publish_button(reply, words)]
}

/// 📢 of an approved reply.
pub fn publish_button(reply: &Reply, words: &Words) -> Button {
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
pub(super) fn possible(view: &IncidentView<'_>, action: Action) -> bool {
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
