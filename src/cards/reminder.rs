//! What the clock says: one matter in a sentence, several in a list, and the list of the morning.

use std::time::Duration;

use super::limit;
use super::list::Lines;
use super::lists::summary;
use super::names::capitalised;
use crate::domain::clocks::alarms::{Alarm, Planned};
use crate::domain::incident::{Incident, Status};
use crate::domain::moment::Moment;
use crate::domain::person::Role;
use crate::domain::waiting::{Urgency, Waiting};
use crate::messenger::callback::{IncidentPress, IncidentsPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};

/// Lines of one section; what is left out is counted.
const LINES: usize = 10;
/// Buttons below a list.
const BUTTONS: usize = 6;

/// One thing that one person is told.
#[derive(Clone, Debug)]
pub struct Matter {
    pub incident: Incident,
    pub planned: Planned,
    /// Time until the end, or since the beginning, of what it is about.
    pub span: Span,
    /// Who has it.
    pub holder: Option<String>,
    /// How often those whose turn it is were reminded.
    pub reminded: i64,
    /// Who hears next, and when.
    pub next: Vec<(Role, Moment)>,
    /// The reader is told whose it is rather than what to do.
    pub is_others: bool,
}

/// A span in the measure in which people count it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Span {
    Work(Duration),
    Clock(Duration),
    Days(i64),
}

/// One matter, in a sentence or two.
#[must_use]
pub fn matter(matter: &Matter, lines: &Lines<'_>) -> Message {
    let text = match matter.planned.alarm {
        Alarm::Left => left(matter, lines),
        Alarm::NotAccepted => not_accepted(matter, lines),
        Alarm::Promised => promised(matter, lines),
        alarm if alarm.is_idle() => idle(matter, lines),
        _ if matter.is_others => silence(matter, lines),
        _ => overdue(matter, lines),
    };
    let id = matter.incident.id;
    let act = match matter.incident.status {
        _ if matter.is_others => None,
        Status::Assigned => Some(Button::press(lines.words.button_accept(), &IncidentPress::Accept.of(id))),
        Status::InProgress | Status::Rework | Status::Monitoring => {
            Some(Button::press(lines.words.button_reply(), &IncidentPress::Write.of(id)))
        }
        _ => None,
    };
    let open = summary(&matter.incident, lines.directory, lines.words);
    Message::text(text).with_keyboard(Keyboard::default().row(act).row([open]))
}

fn left(matter: &Matter, lines: &Lines<'_>) -> Html {
    let words = lines.words;
    let until = until(matter.planned.about, lines);
    let (number, what) = (matter.incident.shown_number(), what(&matter.incident, lines));
    match matter.span {
        Span::Days(days) => words.remind_left_days(days, number, what, until),
        Span::Work(left) => words.remind_left(words.work(left), number, what, until),
        Span::Clock(left) => words.remind_left(clock(left, lines), number, what, until),
    }
}

fn not_accepted(matter: &Matter, lines: &Lines<'_>) -> Html {
    let (words, at) = (lines.words, at(matter.planned.about, lines));
    let number = matter.incident.shown_number();
    if matter.is_others {
        return words.remind_not_accepted_by(number, unit(&matter.incident, lines), at);
    }
    words.remind_not_accepted(number, what(&matter.incident, lines), at)
}

fn promised(matter: &Matter, lines: &Lines<'_>) -> Html {
    let words = lines.words;
    let first = words.remind_promised(matter.incident.shown_number(), what(&matter.incident, lines));
    let due = matter.incident.due().map(|due| words.remind_final_until(until(due, lines)));
    Html::lines([first].into_iter().chain(due))
}

fn overdue(matter: &Matter, lines: &Lines<'_>) -> Html {
    let words = lines.words;
    let at = at(matter.planned.about, lines);
    let (number, what) = (matter.incident.shown_number(), what(&matter.incident, lines));
    let first = match matter.incident.status {
        Status::New => words.remind_overdue_new(at, number, what),
        _ => words.remind_overdue(at, number, what),
    };
    Html::lines([first].into_iter().chain(next(&matter.next, lines)))
}

/// «Завтра в 09:05 узнает куратор, в 14:05 — руководитель МЦУ.»
fn next(rungs: &[(Role, Moment)], lines: &Lines<'_>) -> Option<Html> {
    let (words, zone) = (lines.words, lines.directory.centre.time_zone);
    let [(role, when), above @ ..] = rungs else { return None };
    let first = capitalised(&at(*when, lines));
    let Some((higher, later)) = above.first() else { return Some(words.remind_next(first, words.role(*role))) };
    let same_day = when.local(zone).date_naive() == later.local(zone).date_naive();
    let later = if same_day { words.plain_at_time(&words.time(*later, zone)) } else { at(*later, lines) };
    Some(words.remind_next_two(first, words.role(*role), later, words.role(*higher)))
}

/// To those who can make others act.
fn silence(matter: &Matter, lines: &Lines<'_>) -> Html {
    let words = lines.words;
    let (number, unit) = (matter.incident.shown_number(), unit(&matter.incident, lines));
    let first = match matter.span {
        Span::Work(late) if late.as_secs() < 60 => {
            words.remind_silence_at_once(at(matter.planned.about, lines), number, unit)
        }
        Span::Work(late) => words.remind_silence(words.work(late), number, unit),
        Span::Clock(late) => words.remind_silence(clock(late, lines), number, unit),
        Span::Days(days) => words.remind_silence(words.plain_term_days(days), number, unit),
    };
    let zone = lines.directory.centre.time_zone;
    let accepted = matter.incident.accepted_at.map(|at| words.date_time(at, zone, lines.now));
    let who = match (&matter.holder, accepted) {
        (Some(name), Some(at)) => words.remind_holder(cut(name, limit::LINE), at),
        (_, Some(at)) => words.remind_accepted(at),
        _ => words.remind_nobody(),
    };
    let reminded = (matter.reminded > 0).then(|| words.remind_times(matter.reminded));
    Html::lines([first, who].into_iter().chain(reminded))
}

fn idle(matter: &Matter, lines: &Lines<'_>) -> Html {
    let (words, number) = (lines.words, matter.incident.shown_number());
    let span = match matter.span {
        Span::Work(span) => words.work(span),
        Span::Clock(span) => clock(span, lines),
        Span::Days(days) => words.plain_term_days(days),
    };
    match matter.incident.status {
        Status::Draft => words.remind_draft(span, what(&matter.incident, lines)),
        Status::New => words.remind_new(span, number, what(&matter.incident, lines)),
        Status::Review => words.remind_review(span, number, unit(&matter.incident, lines)),
        _ => words.remind_approved(span, number, unit(&matter.incident, lines)),
    }
}

/// Several matters: the worst first, each in a line.
#[must_use]
pub fn matters(matters: &[Matter], lines: &Lines<'_>) -> Message {
    let words = lines.words;
    let of = |wanted: Kind| matters.iter().filter(move |matter| kind(matter.planned.alarm) == wanted);
    let sections = [
        (Kind::Overdue, words.remind_list_overdue()),
        (Kind::NotAccepted, words.remind_list_not_accepted()),
        (Kind::Promised, words.remind_list_promised()),
        (Kind::Left, words.remind_list_left()),
        (Kind::Idle, words.remind_list_idle()),
    ];
    let blocks = sections.into_iter().filter_map(|(kind, title)| {
        let rows: Vec<_> = of(kind).map(|matter| row(matter, lines)).collect();
        section(title, rows, lines)
    });
    let incidents = matters.iter().map(|matter| &matter.incident);
    Message::text(Html::trusted(blocks.map(|block| block.as_str().to_owned()).collect::<Vec<_>>().join("\n\n")))
        .with_keyboard(buttons(incidents, lines))
}

/// What is told together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Overdue,
    NotAccepted,
    Promised,
    Left,
    Idle,
}

const fn kind(alarm: Alarm) -> Kind {
    match alarm {
        Alarm::Left => Kind::Left,
        Alarm::NotAccepted => Kind::NotAccepted,
        Alarm::Promised => Kind::Promised,
        Alarm::Idle | Alarm::IdleHead | Alarm::StillIdle => Kind::Idle,
        _ => Kind::Overdue,
    }
}

fn row(matter: &Matter, lines: &Lines<'_>) -> Html {
    let (words, incident) = (lines.words, &matter.incident);
    let what = what(incident, lines);
    match kind(matter.planned.alarm) {
        Kind::Idle => words.remind_row_idle(words.status(incident.status), number(incident, lines), what),
        Kind::Overdue if matter.is_others => {
            words.remind_row(at(matter.planned.about, lines), number(incident, lines), unit(incident, lines))
        }
        Kind::Promised => match incident.due() {
            Some(due) => words.remind_row(until(due, lines), number(incident, lines), what),
            None => words.remind_row_plain(number(incident, lines), what),
        },
        Kind::Left => words.remind_row(until(matter.planned.about, lines), number(incident, lines), what),
        Kind::Overdue | Kind::NotAccepted => {
            words.remind_row(at(matter.planned.about, lines), number(incident, lines), what)
        }
    }
}

/// The list of the morning: what is over, and what ends today.
#[must_use]
pub fn today(waiting: &[Waiting], lines: &Lines<'_>) -> Message {
    let words = lines.words;
    let of = |urgency| {
        let due = waiting.iter().filter(move |waiting| waiting.urgency == urgency);
        due.map(|waiting| {
            let (incident, due) = (&waiting.incident, waiting.due.unwrap_or(lines.now));
            let when = if urgency == Urgency::Today { until(due, lines) } else { at(due, lines) };
            words.remind_row(when, number(incident, lines), what(incident, lines))
        })
        .collect::<Vec<_>>()
    };
    let (over, ends) = (of(Urgency::Overdue), of(Urgency::Today));
    let count = i64::try_from(ends.len()).unwrap_or(i64::MAX);
    let date = words.date(lines.now, lines.directory.centre.time_zone, lines.now);
    let blocks = [
        Some(words.remind_today(date)),
        section(words.remind_list_overdue(), over, lines),
        section(words.remind_today_ends(count), ends, lines),
    ];
    let blocks = blocks.into_iter().flatten().map(|block| block.as_str().to_owned());
    let incidents = waiting.iter().map(|waiting| &waiting.incident);
    Message::text(Html::trusted(blocks.collect::<Vec<_>>().join("\n\n"))).with_keyboard(buttons(incidents, lines))
}

/// A title with its lines; nothing where there are none.
fn section(title: Html, rows: Vec<Html>, lines: &Lines<'_>) -> Option<Html> {
    if rows.is_empty() {
        return None;
    }
    let more = i64::try_from(rows.len().saturating_sub(LINES)).unwrap_or_default();
    let more = (more > 0).then(|| lines.words.remind_more(more.to_string()));
    Some(Html::lines([title].into_iter().chain(rows.into_iter().take(LINES)).chain(more)))
}

/// Each leads to its card; what has no room is in the list of everything that waits.
fn buttons<'a>(incidents: impl Iterator<Item = &'a Incident>, lines: &Lines<'_>) -> Keyboard {
    let mut seen = Vec::new();
    let mut incidents: Vec<_> = incidents.collect();
    incidents.retain(|incident| !seen.contains(&incident.id) && (seen.push(incident.id), true).1);
    let rows = incidents.iter().take(BUTTONS).map(|incident| summary(incident, lines.directory, lines.words));
    let keyboard = rows.fold(Keyboard::default(), |keyboard, button| keyboard.row([button]));
    let all = Button::press(lines.words.button_all(), &IncidentsPress::Waiting.page(1));
    keyboard.row((incidents.len() > BUTTONS).then_some(all))
}

fn number(incident: &Incident, lines: &Lines<'_>) -> String {
    match incident.number {
        Some(number) => lines.words.plain_number(&number.to_string()),
        None => lines.words.status(Status::Draft),
    }
}

fn what(incident: &Incident, lines: &Lines<'_>) -> String {
    cut(&lines.topic(incident), limit::LABEL)
}

fn unit(incident: &Incident, lines: &Lines<'_>) -> String {
    let unit = incident.unit.as_ref();
    let unit = unit.map(|code| lines.directory.unit(code).map_or(code.to_string(), |unit| unit.short.clone()));
    unit.unwrap_or_else(|| lines.words.status(incident.status))
}

fn until(at: Moment, lines: &Lines<'_>) -> String {
    lines.words.until(at, lines.directory.centre.time_zone, lines.now)
}

fn at(at: Moment, lines: &Lines<'_>) -> String {
    lines.words.at(at, lines.directory.centre.time_zone, lines.now)
}

fn clock(span: Duration, lines: &Lines<'_>) -> String {
    lines.words.elapsed(lines.now.minus(span), lines.now)
}
