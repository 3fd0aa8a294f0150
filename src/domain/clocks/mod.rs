//! The clocks of an incident: when they start, stand still and run out (domain page §5).

pub mod alarms;
pub mod reminders;

use std::fmt;
use std::str::FromStr;

use super::deadline::{Case, Timers};
use super::detail::AnotherDetail;
use super::directory::Directory;
use super::incident::{Incident, Pause, SetBy, Status};
use super::moment::Moment;
use super::term::{Term, TermUnit};
use super::working_time::{Calendars, WorkingTime};
use reminders::Reminders;

/// What of a directory tells the time: read once for each of its versions.
#[derive(Debug)]
pub struct Schedule {
    pub calendars: Calendars,
    pub reminders: Reminders,
}

impl Schedule {
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        Self { calendars: Calendars::of(directory), reminders: Reminders::of(directory) }
    }
}

/// The rules by which the clocks of incidents run.
#[derive(Clone, Copy, Debug)]
pub struct Clocks<'a> {
    pub directory: &'a Directory,
    pub schedule: &'a Schedule,
}

/// The due moment that counts, before and after.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Moved {
    pub from: Option<Moment>,
    pub to: Option<Moment>,
}

/// As a step of the history keeps it: `1795772700000 1796036400000`, `-` for none.
impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = |at: Option<Moment>| at.map_or_else(|| NONE.to_owned(), |at| at.millis().to_string());
        write!(f, "{} {}", moment(self.from), moment(self.to))
    }
}

impl FromStr for Moved {
    type Err = AnotherDetail;

    fn from_str(detail: &str) -> Result<Self, AnotherDetail> {
        let moment = |text: &str| match text {
            NONE => Ok(None),
            text => text.parse().map(|millis| Some(Moment::from_millis(millis))).map_err(|_| AnotherDetail),
        };
        let (from, to) = detail.split_once(' ').ok_or(AnotherDetail)?;
        Ok(Self { from: moment(from)?, to: moment(to)? })
    }
}

/// Stands for no due moment.
const NONE: &str = "-";

impl<'a> Clocks<'a> {
    /// The working time by which the incident is counted: its unit's, else the centre's.
    #[must_use]
    pub fn time(&self, incident: &Incident) -> &'a WorkingTime {
        self.schedule.calendars.of_unit(incident.unit.as_ref())
    }

    /// The working time of those who lead the way of incidents.
    #[must_use]
    pub fn centre(&self) -> &'a WorkingTime {
        self.schedule.calendars.centre()
    }

    #[must_use]
    pub fn timers(&self, incident: &Incident) -> Timers {
        let case = Case {
            kind: incident.kind,
            unit: incident.unit.as_ref(),
            topic: incident.topic.as_ref(),
            importance: incident.importance,
            channel: incident.channel,
        };
        Timers::of(&self.directory.deadlines, &case)
    }

    /// By when a draft would have to be answered if it were registered now, and the term behind it.
    #[must_use]
    pub fn draft_due(&self, draft: &Incident, now: Moment) -> Option<(Moment, Option<Term>)> {
        if let (SetBy::Person, Some(due)) = (draft.reply_set_by, draft.reply_due) {
            return Some((due, None));
        }
        let term = self.timers(draft).reply?;
        Some((self.time(draft).due(term, now), Some(term)))
    }

    /// Counts the due moments of a registered incident anew. What a person has set stays, and so does a clock that
    /// has run out into an interim reply.
    pub fn count(&self, incident: &mut Incident, now: Moment) -> Moved {
        let before = (incident.accept_due, incident.due());
        let (timers, time) = (self.timers(incident), self.time(incident));
        incident.accept_due = incident.assigned_at.zip(timers.accept).map(|(at, term)| time.due(term, at));
        if incident.reply_set_by == SetBy::Rule {
            let start = incident.clock_from().unwrap_or(now);
            incident.reply_term = timers.reply;
            incident.reply_due = timers.reply.map(|term| runs_out(time, term, start, incident.pauses_of_reply()));
        }
        if let (Some(start), SetBy::Rule) = (incident.final_from, incident.final_set_by) {
            let promised = incident.promised_on.map(|day| time.usual_end(day));
            let ruled = timers.final_.map(|term| runs_out(time, term, start, incident.pauses_since(start)));
            incident.final_term = timers.final_;
            incident.final_due = ruled.or(promised);
        }
        incident.overlook(before, now);
        Moved { from: before.1, to: incident.due() }
    }

    /// The reply comes back from its reviewers: their time is not the recipient's. The clock went still at
    /// `incident.status_since`.
    pub fn go_on(&self, incident: &mut Incident, now: Moment) {
        let before = (incident.accept_due, incident.due());
        let pause = Pause(incident.status_since, now);
        let shift = |due: Option<Moment>| {
            let time = self.time(incident);
            due.map(|due| time.add(due, time.used(pause.0, pause.1)))
        };
        match (incident.final_from, incident.reply_set_by, incident.final_set_by) {
            (Some(_), _, SetBy::Person) => incident.final_due = shift(incident.final_due),
            (None, SetBy::Person, _) => incident.reply_due = shift(incident.reply_due),
            _ => {}
        }
        incident.pauses.push(pause);
        self.count(incident, now);
        incident.overlook(before, now);
    }

    /// An interim reply was published: from now on the final clock runs.
    pub fn begin_final(&self, incident: &mut Incident, now: Moment) {
        incident.final_from = Some(now);
        incident.final_set_by = SetBy::Rule;
        self.count(incident, now);
    }

    /// A person sets the due moment of the clock that counts; `None` gives it back to the rules.
    pub fn set(&self, incident: &mut Incident, due: Option<Moment>, now: Moment) -> Moved {
        let before = (incident.accept_due, incident.due());
        let set_by = if due.is_some() { SetBy::Person } else { SetBy::Rule };
        if incident.final_from.is_some() {
            incident.final_set_by = set_by;
            incident.final_due = due;
        } else {
            incident.reply_set_by = set_by;
            incident.reply_due = due;
        }
        if incident.registered_at.is_some() {
            self.count(incident, now);
        }
        incident.overlook(before, now);
        Moved { from: before.1, to: incident.due() }
    }
}

/// When a term that starts at `start` runs out, with the time it stood still. Calendar terms are the law's: they
/// do not stand still.
pub(in crate::domain) fn runs_out(
    time: &WorkingTime,
    term: Term,
    start: Moment,
    pauses: impl Iterator<Item = Pause>,
) -> Moment {
    let due = time.due(term, start);
    match term.unit {
        TermUnit::Days => due,
        TermUnit::Hours | TermUnit::Minutes => pauses.fold(due, |due, Pause(from, to)| due.plus(to.since(from))),
        TermUnit::WorkingHours | TermUnit::WorkingMinutes | TermUnit::WorkingDays => {
            let still = pauses.map(|Pause(from, to)| time.used(from, to)).sum();
            time.add(due, still)
        }
    }
}

impl Incident {
    pub(in crate::domain) fn pauses_since(&self, start: Moment) -> impl Iterator<Item = Pause> {
        self.pauses.iter().copied().filter(move |pause| pause.0 >= start)
    }

    fn pauses_of_reply(&self) -> impl Iterator<Item = Pause> {
        let end = self.final_from;
        self.pauses.iter().copied().filter(move |pause| end.is_none_or(|end| pause.0 < end))
    }

    /// Whoever moved a due moment is told of it: reminders that the new one has left behind are not made up for,
    /// but that it is over already is told.
    fn overlook(&mut self, (accept, due): (Option<Moment>, Option<Moment>), now: Moment) {
        let moved = [(accept, self.accept_due), (due, self.due())].into_iter().filter(|(old, new)| old != new);
        let until = moved.map(|(_, new)| new.map_or(now, |new| new.min(now))).min();
        if let Some(until) = until {
            self.looked_until = until;
        }
    }

    /// A clock of the resident runs in this status.
    #[must_use]
    pub const fn is_clocked(&self) -> bool {
        use Status::{Assigned, InProgress, Monitoring, New, Rework};
        matches!(self.status, New | Assigned | InProgress | Rework | Monitoring)
    }

    /// What registration, or the life before it was opened again, has left of clocks.
    pub fn clear_final(&mut self) {
        self.pauses.clear();
        self.final_from = None;
        self.final_due = None;
        self.final_term = None;
        self.final_set_by = SetBy::Rule;
        self.promised_on = None;
    }
}
