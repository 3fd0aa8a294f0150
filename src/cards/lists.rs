//! Long lists on a card, in pages; the history; and an incident in one line.

use super::incident::{IncidentView, Reach};
use super::{acting, limit};
use crate::domain::detail::NotOurs;
use crate::domain::directory::Directory;
use crate::domain::history::Told;
use crate::domain::incident::{Incident, Status};
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::{Callback, IncidentPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard};

/// Rows on a page: a phone shows them without scrolling.
const PAGE: usize = 8;

pub(super) fn topics(view: &IncidentView<'_>, page: u16, words: &Words) -> (Html, Keyboard) {
    let id = view.incident.id;
    let rows = view.directory.topics.iter().map(|topic| {
        let label = format!("{} → {}", topic.group, topic.name);
        Button::press(cut(&label, limit::LABEL), &IncidentPress::Topic(topic.code.clone()).of(id))
    });
    (words.card_choose_topic(), paged(rows.collect(), page, |page| IncidentPress::Topics(page).of(id), view, words))
}

pub(super) fn units(view: &IncidentView<'_>, page: u16, words: &Words) -> (Html, Keyboard) {
    let id = view.incident.id;
    let rows = view
        .directory
        .units
        .iter()
        .map(|unit| Button::press(cut(&unit.short, limit::LABEL), &IncidentPress::Unit(unit.code.clone()).of(id)));
    (words.card_choose_unit(), paged(rows.collect(), page, |page| IncidentPress::Units(page).of(id), view, words))
}

pub(super) fn colleagues(view: &IncidentView<'_>, page: u16, words: &Words) -> (Html, Keyboard) {
    let id = view.incident.id;
    let from = view.incident.holder_or(view.viewer.id);
    let rows = view.colleagues.iter().filter(|colleague| colleague.id != from).map(|colleague| {
        let label = match colleague.reach {
            Reach::Reached => words.button_colleague(&colleague.name),
            Reach::Silent => words.button_colleague_silent(&colleague.name),
        };
        Button::press(cut(&label, limit::LABEL), &IncidentPress::HandTo { to: colleague.id, from }.of(id))
    });
    let turn = |page| IncidentPress::HandOver(page).of(id);
    (words.card_choose_colleague(), paged(rows.collect(), page, turn, view, words))
}

/// One page of rows, ways to the next ones, and ◀️ Назад. A page behind the last shows the last.
fn paged(
    rows: Vec<Button>,
    page: u16,
    turn: impl Fn(u16) -> Callback,
    view: &IncidentView<'_>,
    words: &Words,
) -> Keyboard {
    let last = u16::try_from(rows.len().saturating_sub(1) / PAGE).unwrap_or(u16::MAX);
    let page = page.min(last);
    let previous = (page > 0).then(|| Button::press(words.button_previous(), &turn(page - 1)));
    let next = (page < last).then(|| Button::press(words.button_next(), &turn(page + 1)));
    let back = Button::press(words.button_back(), &IncidentPress::Main.of(view.incident.id));
    rows.into_iter()
        .skip(usize::from(page) * PAGE)
        .take(PAGE)
        .fold(Keyboard::default(), |keyboard, row| keyboard.row([row]))
        .row(previous.into_iter().chain([back]).chain(next))
}

/// Who did what, when and why.
pub(super) fn history(view: &IncidentView<'_>, words: &Words) -> Html {
    let title = match view.incident.number {
        Some(number) => words.history_title(number),
        None => words.history_title_draft(),
    };
    let steps = view.history.iter().map(|step| told(view, step, words));
    Html::lines([title, Html::default()].into_iter().chain(steps))
}

fn told(view: &IncidentView<'_>, step: &Told, words: &Words) -> Html {
    let at = words.date_time(step.at, view.zone(), view.now);
    let nobody = words.history_nobody();
    let who = step.actor.as_deref().map_or(nobody, |name| Html::escape(&cut(name, limit::LABEL)));
    let what = words.action(step.action);
    match detail(view.directory, step, words) {
        Some(why) => words.history_step_why(at, &who, what, cut(&why, limit::LINE)),
        None => words.history_step(at, &who, what),
    }
}

/// Codes as people name them; everything else as it was written.
fn detail(directory: &Directory, step: &Told, words: &Words) -> Option<String> {
    let written = step.detail.as_ref()?;
    let named = match step.action {
        Action::Register | Action::Assign | Action::ChooseUnit => {
            directory.unit(&written.as_str().into()).map(|unit| unit.short.clone())
        }
        Action::AcceptFor | Action::Send => {
            written.parse().ok().map(|acted| acting::for_whom(directory, &acted, words))
        }
        Action::NotOurs => written.parse().ok().map(|returned| given_back(directory, &returned, words)),
        Action::Close => written.parse().ok().map(|outcome| words.outcome(outcome)),
        Action::ChangeTopic => directory.topic(&written.as_str().into()).map(|topic| topic.name.clone()),
        _ => None,
    };
    Some(named.unwrap_or_else(|| written.clone()))
}

fn given_back(directory: &Directory, returned: &NotOurs, words: &Words) -> String {
    let why = words.why(&returned.why);
    match returned.whose.as_ref().and_then(|whose| directory.unit(whose)) {
        Some(unit) => words.plain_history_not_ours_whose(&why, &unit.short),
        None => why,
    }
}

/// An incident as a button that shows its card.
#[must_use]
pub fn summary(incident: &Incident, directory: &Directory, words: &Words) -> Button {
    let topic = incident.topic.as_ref().and_then(|code| directory.topic(code)).map(|topic| topic.name.as_str());
    let what = topic.unwrap_or(&incident.text);
    let label = match incident.number {
        Some(number) if incident.status != Status::Draft => words.button_incident(&number.to_string(), what),
        _ => words.button_draft(what),
    };
    Button::press(cut(&label, limit::LABEL), &IncidentPress::Show.of(incident.id))
}
