//! Screens on which something is chosen: topics by groups, units, importance. Long lists have pages and are searched.

use super::incident::IncidentView;
use super::limit;
use super::pages::Page;
use crate::domain::directory::{Topic, Unit};
use crate::domain::find;
use crate::domain::ids::UnitCode;
use crate::domain::incident::Importance;
use crate::domain::screen::List;
use crate::domain::suggest::answering_unit;
use crate::i18n::Words;
use crate::messenger::callback::{Callback, IncidentPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard};

/// Guesses that stand before the groups.
const GUESSES: usize = 3;

/// A question and what can be answered.
type Choice = (Html, Keyboard);

/// The best guesses and then the groups; what was typed finds topics of all groups.
pub(super) fn topics(view: &IncidentView<'_>, list: &List, words: &Words) -> Choice {
    let rows: Vec<_> = match &list.words {
        Some(typed) => find::topics(view.directory, typed).into_iter().map(|one| in_full(view, one, words)).collect(),
        None => guesses(view, words).chain(groups(view, words)).collect(),
    };
    let pages = |page| IncidentPress::TopicsPage(page).of(view.incident.id);
    listed(view, list, &rows, words.card_choose_topic(), IncidentPress::Topics, pages, words)
}

/// The topics of one group.
pub(super) fn group(view: &IncidentView<'_>, name: &str, page: u16, words: &Words) -> Choice {
    let id = view.incident.id;
    let at = view.directory.groups().iter().position(|group| *group == name).unwrap_or_default();
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    let within = view.directory.topics.iter().filter(|topic| topic.group == name);
    let rows: Vec<_> = within.map(|topic| named(view, topic, &topic.name, words)).collect();
    let back = Button::press(words.button_back(), &IncidentPress::Topics.of(id));
    let keyboard = paged(&rows, page, |page| IncidentPress::Group(at, page).of(id), None, back, words);
    (words.card_choose_in_group(cut(name, limit::LINE)), keyboard)
}

/// Who answers for the topic or the place first, then everybody.
pub(super) fn units(view: &IncidentView<'_>, list: &List, words: &Words) -> Choice {
    let found = list.words.as_ref().map_or_else(|| in_turn(view), |typed| find::units(view.directory, typed));
    let row = |unit: &Unit| {
        let current = view.incident.unit.as_ref() == Some(&unit.code);
        let press = IncidentPress::Unit(unit.code.clone()).of(view.incident.id);
        Button::press(cut(&marked(&unit.short, current, words), limit::LABEL), &press)
    };
    let pages = |page| IncidentPress::UnitsPage(page).of(view.incident.id);
    let rows: Vec<_> = found.into_iter().map(row).collect();
    listed(view, list, &rows, words.card_choose_unit(), IncidentPress::Units, pages, words)
}

/// The three, the present one marked.
pub(super) fn importance(view: &IncidentView<'_>, words: &Words) -> Choice {
    let row = |importance: &Importance| {
        let current = view.incident.importance == *importance;
        let press = IncidentPress::Importance(*importance).of(view.incident.id);
        [Button::press(marked(&words.importance(*importance), current, words), &press)]
    };
    let keyboard = Importance::ALL.iter().map(row).fold(Keyboard::default(), Keyboard::row);
    (words.card_choose_importance(), keyboard.row([back(view, words)]))
}

/// «Передать: …», where the topic is another unit's; `None`: it no longer is.
pub(super) fn transfer(view: &IncidentView<'_>, words: &Words) -> Option<Choice> {
    let (topic, settlement) = (view.incident.topic.as_ref(), view.incident.settlement.as_ref());
    let unit = answering_unit(view.directory, topic, settlement)?.unit;
    let unit = view.directory.unit(&unit).filter(|unit| view.incident.unit.as_ref() != Some(&unit.code))?;
    let press = IncidentPress::Unit(unit.code.clone()).of(view.incident.id);
    let hand = Button::press(cut(&words.button_transfer(&unit.short), limit::LABEL), &press);
    let leave = Button::press(words.button_leave(), &IncidentPress::Main.of(view.incident.id));
    Some((words.card_transfer(&unit.short), Keyboard::default().row([hand]).row([leave])))
}

fn guesses(view: &IncidentView<'_>, words: &Words) -> impl Iterator<Item = Button> {
    let guessed = view.guesses.iter().filter_map(|code| view.directory.topic(code)).take(GUESSES);
    guessed.map(move |topic| in_full(view, topic, words))
}

/// A group of one topic is that topic.
fn groups(view: &IncidentView<'_>, words: &Words) -> impl Iterator<Item = Button> {
    let id = view.incident.id;
    (0..).zip(view.directory.groups()).map(move |(at, name)| {
        let mut within = view.directory.topics.iter().filter(|topic| topic.group == name);
        match (within.next(), within.next()) {
            (Some(only), None) => in_full(view, only, words),
            _ => Button::press(cut(&words.button_group(name), limit::LABEL), &IncidentPress::Group(at, 0).of(id)),
        }
    })
}

/// «Дороги → Ямы на дорогах».
fn in_full(view: &IncidentView<'_>, topic: &Topic, words: &Words) -> Button {
    named(view, topic, &format!("{} → {}", topic.group, topic.name), words)
}

fn named(view: &IncidentView<'_>, topic: &Topic, label: &str, words: &Words) -> Button {
    let current = view.incident.topic.as_ref() == Some(&topic.code);
    let press = IncidentPress::Topic(topic.code.clone()).of(view.incident.id);
    Button::press(cut(&marked(label, current, words), limit::LABEL), &press)
}

fn marked(label: &str, current: bool, words: &Words) -> String {
    if current { words.button_current(label) } else { label.to_owned() }
}

/// All units, those of the topic and of the place first.
fn in_turn<'a>(view: &IncidentView<'a>) -> Vec<&'a Unit> {
    let first = answering(view);
    let rest = view.directory.units.iter().filter(|unit| !first.contains(&unit.code));
    first.iter().filter_map(|code| view.directory.unit(code)).chain(rest).collect()
}

/// The units of the topic and of the place.
fn answering(view: &IncidentView<'_>) -> Vec<UnitCode> {
    let (topic, settlement) = (view.incident.topic.as_ref(), view.incident.settlement.as_ref());
    let by_both = answering_unit(view.directory, topic, settlement);
    let mut found = Vec::new();
    for guess in
        [by_both, answering_unit(view.directory, topic, None), answering_unit(view.directory, None, settlement)]
    {
        if let Some(guess) = guess.filter(|guess| !found.contains(&guess.unit)) {
            found.push(guess.unit);
        }
    }
    found
}

/// A list with its question; one that was searched leads back to the whole.
fn listed(
    view: &IncidentView<'_>,
    list: &List,
    rows: &[Button],
    question: Html,
    whole: IncidentPress,
    pages: impl Fn(u16) -> Callback,
    words: &Words,
) -> Choice {
    let text = match &list.words {
        None => question,
        Some(typed) if rows.is_empty() => words.card_nothing_found(typed),
        Some(typed) => words.card_found(typed),
    };
    let whole = list.words.as_ref().map(|_| Button::press(words.button_whole_list(), &whole.of(view.incident.id)));
    (text, paged(rows, list.page, pages, whole, back(view, words), words))
}

fn back(view: &IncidentView<'_>, words: &Words) -> Button {
    Button::press(words.button_back(), &IncidentPress::Main.of(view.incident.id))
}

/// One page of rows, what stands below them, ways to the next ones, and ◀️ Назад. A page behind the last shows the
/// last.
pub(super) fn paged(
    rows: &[Button],
    page: u16,
    turn: impl Fn(u16) -> Callback,
    below: Option<Button>,
    back: Button,
    words: &Words,
) -> Keyboard {
    let page = Page::of(rows, page.saturating_add(1));
    let ways = page.ways(words, |number| turn(number - 1), Some(back));
    let keyboard = page.rows.iter().cloned().fold(Keyboard::default(), |keyboard, row| keyboard.row([row]));
    keyboard.row(below).row(ways)
}
