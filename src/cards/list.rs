//! A list of incidents as a message: a line is a button to its card, pages turn in place.

use super::incident::redacted;
use super::{limit, place};
use crate::domain::directory::Directory;
use crate::domain::incident::{Incident, Status};
use crate::domain::moment::Moment;
use crate::domain::visibility::Detail;
use crate::domain::waiting::{Step, Urgency, Waiting};
use crate::i18n::Words;
use crate::messenger::callback::{IncidentPress, IncidentsPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};

/// Which page of a list, counted from 1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Page {
    pub number: u32,
    pub of: u32,
}

impl Page {
    /// The page asked for of a list of so many rows; behind the last one, the last.
    #[must_use]
    pub fn of(asked: u32, rows: i64, size: i64) -> Self {
        let of = u32::try_from((rows.max(1) - 1) / size + 1).unwrap_or(u32::MAX);
        Self { number: asked.clamp(1, of), of }
    }
}

/// The words above, the lines, ways to the other pages, and 🔄 Обновить.
#[must_use]
pub fn list(text: Html, lines: Vec<Button>, page: Page, which: IncidentsPress, words: &Words) -> Message {
    let text = if page.of > 1 {
        Html::lines([text, words.say_page(page.number.to_string(), page.of.to_string())])
    } else {
        text
    };
    let previous = (page.number > 1).then(|| Button::press(words.button_previous(), &which.page(page.number - 1)));
    let next = (page.number < page.of).then(|| Button::press(words.button_next(), &which.page(page.number + 1)));
    let refresh = Button::press(words.button_refresh(), &which.page(page.number));
    let rows = lines.into_iter().fold(Keyboard::default(), |keyboard, line| keyboard.row([line]));
    Message::text(text).with_keyboard(rows.row(previous.into_iter().chain([refresh]).chain(next)))
}

/// How lines are drawn for one reader.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    pub directory: &'a Directory,
    pub words: &'a Words,
    pub now: Moment,
    /// How much of the incidents the reader sees.
    pub detail: Detail,
}

impl Lines<'_> {
    /// What waits: «№ … · тема · до 14:05», or what is to be done where no clock runs.
    #[must_use]
    pub fn waiting(&self, waiting: &Waiting) -> Button {
        let (words, incident) = (self.words, &waiting.incident);
        let number = incident.shown_number();
        let until = self.until(waiting).unwrap_or_default();
        Self::line(incident, &self.topic(incident), &until, |what| match waiting.step {
            Step::Decide => words.button_draft(what),
            Step::Review => words.button_incident_review(&number, what),
            Step::Publish => words.button_incident_publish(&number, what),
            Step::Close => words.button_incident_close(&number, what),
            Step::Answer | Step::Assign if waiting.urgency == Urgency::Overdue => {
                words.button_incident_overdue(&number, what)
            }
            Step::Answer | Step::Assign => words.button_incident(&number, what),
        })
    }

    /// What was found, by its own words: topics would often be the same in all lines.
    #[must_use]
    pub fn found(&self, incident: &Incident) -> Button {
        let (words, text) = (self.words, self.text(incident));
        let what = if text.is_empty() { self.topic(incident) } else { text };
        let number = incident.shown_number();
        Self::line(incident, &what, "", |what| match incident.number {
            None => words.button_draft(what),
            Some(_) if incident.status == Status::Draft => words.button_draft(what),
            Some(_) if incident.status.is_open() => words.button_incident(&number, what),
            Some(_) => words.button_incident_ended(&number, what),
        })
    }

    /// What is open: what it is, and until when.
    #[must_use]
    pub fn open(&self, incident: &Incident) -> Button {
        let words = self.words;
        let number = incident.shown_number();
        let until = incident.due().filter(|_| incident.is_clocked());
        let until = until.map(|due| {
            let until = words.until(due, self.directory.centre.time_zone, self.now);
            words.plain_until_reply(&until)
        });
        Self::line(incident, &self.topic(incident), &until.unwrap_or_default(), |what| match incident.status {
            Status::Draft => words.button_draft(what),
            status if !status.is_open() => words.button_incident_ended(&number, what),
            _ if incident.is_clocked() && incident.due().is_some_and(|due| due < self.now) => {
                words.button_incident_overdue(&number, what)
            }
            _ => words.button_incident(&number, what),
        })
    }

    /// What is late: who has it, and for how long.
    #[must_use]
    pub fn late(&self, incident: &Incident, since: Moment) -> Button {
        let words = self.words;
        let unit = incident.unit.as_ref();
        let unit = unit.map(|code| self.directory.unit(code).map_or(code.to_string(), |unit| unit.short.clone()));
        let unit = unit.unwrap_or_else(|| words.status(incident.status));
        let late = words.lateness(since, self.now);
        let not_accepted = incident.status == Status::Assigned && incident.due() != Some(since);
        let late = if not_accepted { words.plain_late_to_accept(&late) } else { words.plain_late_by_term(&late) };
        Self::line(incident, &unit, &late, |what| words.button_incident(&incident.shown_number(), what))
    }

    /// What stands in the middle is cut, so that number and time are always whole.
    fn line(incident: &Incident, what: &str, end: &str, label: impl Fn(&str) -> String) -> Button {
        let end = if end.is_empty() { String::new() } else { format!(" · {end}") };
        let room = limit::LABEL.saturating_sub(label(&end).chars().count());
        let label = label(&(cut(what, room) + &end));
        Button::press(cut(&label, limit::LABEL), &IncidentPress::Show.of(incident.id))
    }

    pub(super) fn topic(&self, incident: &Incident) -> String {
        let topic = incident.topic.as_ref().and_then(|code| self.directory.topic(code));
        let what = topic.map_or_else(|| self.text(incident), |topic| topic.name.clone());
        place::address(incident).map_or_else(|| what.clone(), |address| format!("{what}, {address}"))
    }

    /// The resident's words in one line, without what the reader may not see.
    fn text(&self, incident: &Incident) -> String {
        let text = redacted(incident, &incident.text, self.detail, self.directory, self.words);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn until(&self, waiting: &Waiting) -> Option<String> {
        let due = waiting.due?;
        let until = self.words.until(due, self.directory.centre.time_zone, self.now);
        let accept = waiting.incident.status == Status::Assigned && waiting.incident.due() != Some(due);
        Some(if accept { self.words.plain_until_accept(&until) } else { self.words.plain_until_reply(&until) })
    }
}
