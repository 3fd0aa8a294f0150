//! The buttons of a card: what this person may do with the incident as it stands, and nothing else.

use super::incident::{IncidentView, MainShown, ReplyShown, returned};
use super::limit;
use super::lists::summary;
use crate::domain::directory::Directory;
use crate::domain::ids::{IncidentId, UnitCode};
use crate::domain::incident::{Mark, Outcome, Reply, ReplyState, Status};
use crate::domain::permissions::{HeadPost, Matter, may};
use crate::domain::undo::undoable;
use crate::domain::visibility::{Subject, sees};
use crate::domain::ways::{Action, Facts, Review, next};
use crate::i18n::Words;
use crate::messenger::callback::{IncidentPress, ReplyPress, TermPress};
use crate::messenger::html::cut;
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
    let register = one(possible(view, Action::Register), words.button_register(), IncidentPress::Register, view);
    let link = one(possible(view, Action::ChangeLink), words.button_link(), IncidentPress::Link, view);
    let undo = one(is_undoable(view), words.button_unregister(), IncidentPress::Unregister, view);
    let [same, look, other] = duplicates(view, words);
    let [solved, otherwise] = outcomes(view, words);
    let keyboard = Keyboard::default().row(register).row(same).row(look);
    let keyboard = answering(view, words)
        .into_iter()
        .fold(keyboard, Keyboard::row)
        .row(judge(view, words))
        .row(marks(view, words))
        .row(publish(view, words))
        .row(solved)
        .row(otherwise.into_iter().chain(link));
    leading(view, other, words).into_iter().fold(keyboard, Keyboard::row).row(undo)
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

/// A button that stands on the card when it may.
fn one(allowed: bool, label: String, press: IncidentPress, view: &IncidentView<'_>) -> Option<Button> {
    allowed.then(|| Button::press(label, &press.of(view.incident.id)))
}

/// What those who answer do, and those who act for them.
fn answering(view: &IncidentView<'_>, words: &Words) -> [Vec<Button>; 7] {
    let can = |action| possible(view, action);
    // Whoever may simply answer needs no detour.
    let instead = |action, own| can(action) && !can(own);
    let (accept_for, write_for) =
        (instead(Action::AcceptFor, Action::Accept), instead(Action::WriteFor, Action::Write));
    let row = |button: Option<Button>| button.into_iter().collect::<Vec<_>>();
    let id = view.incident.id;
    let interim = may_promise(view).then(|| Button::press(words.button_interim(), &TermPress::Promises.of(id)));
    let extension = can(Action::AskExtension);
    let extension = extension.then(|| Button::press(words.button_extension(), &TermPress::Extensions.of(id)));
    let not_ours = one(can(Action::NotOurs), words.button_not_ours(), IncidentPress::NotOurs, view);
    let hand_over = one(can(Action::HandOver), words.button_hand_over(), IncidentPress::HandOver(0), view);
    [
        row(one(can(Action::Accept), words.button_accept(), IncidentPress::Accept, view)),
        row(one(can(Action::Write), words.button_reply(), IncidentPress::Write, view)),
        interim.into_iter().chain(extension).collect(),
        not_ours.into_iter().chain(hand_over).collect(),
        row(one(accept_for, words.button_accept_for(), IncidentPress::AcceptFor, view)),
        row(one(write_for, words.button_write_for(), IncidentPress::WriteFor, view)),
        row(withdraw(view, words)),
    ]
}

/// Whoever may answer may promise a day first, while no promise stands.
pub(super) fn may_promise(view: &IncidentView<'_>) -> bool {
    let facts = Facts { unit: Some(Review::Required), reply: None };
    possible(view, Action::Write) && next(view.incident.status, Action::Interim, &facts).is_ok()
}

/// What those do who lead the way of an incident, in rows that fit a phone; and the files, for all.
fn leading(view: &IncidentView<'_>, other: Option<Button>, words: &Words) -> Vec<Vec<Button>> {
    let can = |action| possible(view, action);
    let button = |action, label, press| one(can(action), label, press, view);
    let unit = can(Action::ChooseUnit) || can(Action::Assign);
    let first = [
        button(Action::ChangeTopic, words.button_topic(), IncidentPress::Topics),
        one(unit, words.button_unit(), IncidentPress::Units, view),
    ];
    let rest = [
        can(Action::ChangeDue).then(|| Button::press(words.button_due(), &TermPress::Dues.of(view.incident.id))),
        button(Action::ChangePlace, words.button_place(), IncidentPress::Places(0)),
        button(Action::ChangeImportance, words.button_importance(), IncidentPress::Importances),
        other,
        button(Action::Reject, words.button_reject(), IncidentPress::Reject),
        button(Action::Reopen, words.button_reopen(), IncidentPress::Reopen),
        one(tells_history(view), words.button_history(), IncidentPress::History, view),
        one(has_versions(view), words.button_versions(), IncidentPress::Versions(0), view),
        one(has_files(view), words.button_files(), IncidentPress::Files, view),
    ];
    let rest: Vec<_> = rest.into_iter().flatten().collect();
    let hinted = hinted(view, words).into_iter().collect();
    let rows = [hinted, first.into_iter().flatten().collect()].into_iter();
    rows.chain(rest.chunks(2).map(<[Button]>::to_vec)).collect()
}

/// The unit that «Не к нам» names, in one tap.
fn hinted(view: &IncidentView<'_>, words: &Words) -> Option<Button> {
    let (_, returned) = returned(view).filter(|_| possible(view, Action::Assign))?;
    assigning(view.incident.id, returned.whose.as_ref()?, view.directory, words)
}

/// 🏢 of one unit, unless it was retired meanwhile.
pub fn assigning(id: IncidentId, unit: &UnitCode, directory: &Directory, words: &Words) -> Option<Button> {
    let unit = directory.unit(unit)?;
    let label = cut(&words.button_assign_to(&unit.short), limit::LABEL);
    Some(Button::press(label, &IncidentPress::Unit(unit.code.clone()).of(id)))
}

fn withdraw(view: &IncidentView<'_>, words: &Words) -> Option<Button> {
    let reply = shown(view, ReplyState::Review).filter(|_| possible(view, Action::Withdraw))?;
    Some(withdrawing(reply, words))
}

/// ↩️ of a reply in review.
pub(super) fn withdrawing(reply: &Reply, words: &Words) -> Button {
    Button::press(words.button_withdraw(), &ReplyPress::Withdraw(reply.version).of(reply.id))
}

/// Files of a draft were sent by whoever looks at it, a moment ago.
fn has_files(view: &IncidentView<'_>) -> bool {
    let of_reply = view.reply.is_some_and(|shown| !shown.attachments.is_empty());
    view.incident.status != Status::Draft && (of_reply || !view.attachments.is_empty())
}

/// «История» stands on the cards of those who lead the way of an incident.
fn tells_history(view: &IncidentView<'_>) -> bool {
    view.incident.status != Status::Draft && may(view.viewer, Action::ChangeTopic, &matter(view))
}

/// The viewer reads a reply to judge it.
pub(super) fn judges(view: &IncidentView<'_>) -> bool {
    shown(view, ReplyState::Review).is_some() && possible(view, Action::Approve)
}

/// ✅ and 🔧 of the version that is shown.
fn judge(view: &IncidentView<'_>, words: &Words) -> Vec<Button> {
    match shown(view, ReplyState::Review).filter(|_| judges(view)) {
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

/// The viewer may do this, and the incident's status allows it. With what was purged nothing is done.
pub(super) fn possible(view: &IncidentView<'_>, action: Action) -> bool {
    let unit = view.incident.unit.as_ref().and_then(|code| view.directory.unit(code));
    let review = unit.map(|unit| if unit.review { Review::Required } else { Review::Skipped });
    // 🏢 of an incident without a unit is how it gets one.
    let review = if action == Action::Assign { Some(Review::Required) } else { review };
    let facts = Facts { unit: review, reply: view.reply.map(|shown| shown.reply.kind) };
    let there = view.incident.purged_at.is_none();
    there && may(view.viewer, action, &matter(view)) && next(view.incident.status, action, &facts).is_ok()
}

fn matter<'a>(view: &'a IncidentView<'_>) -> Matter<'a> {
    Matter {
        unit: view.incident.unit.as_ref(),
        reply_author: view.reply.map(|shown| shown.reply.author),
        assignee: view.incident.assignee,
        // No button of this card depends on it.
        head: HeadPost::Held,
        directory: view.directory,
    }
}
