//! What the clocks of an incident have to say, and when. Pure: the same incident gives the same alarms.

use std::time::Duration;

use super::Clocks;
use super::reminders::Before;
use crate::domain::deadline::Timer;
use crate::domain::incident::{Incident, Status, codes};
use crate::domain::moment::Moment;
use crate::domain::term::{Term, TermUnit};
use crate::domain::working_time::WorkingTime;

codes! {
    /// What is said. The codes stand in the rows of reminders.
    Alarm {
        /// So much of the term is left.
        Left = "left",
        /// Nobody has accepted in time. Told once, without a ladder.
        NotAccepted = "not_accepted",
        /// The term is over: to whoever has it.
        Overdue = "overdue",
        /// The same, to the lead, the curator and the head of the centre, one after the other.
        OverdueLead = "overdue_lead",
        OverdueCurator = "overdue_curator",
        OverdueHead = "overdue_head",
        /// Still nothing, each working day anew: to the head.
        StillOverdue = "still_overdue",
        /// The day that was promised to the resident begins.
        Promised = "promised",
        /// Nobody moves it on: to those who can.
        Idle = "idle",
        /// Still nobody: to the head.
        IdleHead = "idle_head",
        /// Each working day anew: to those who can.
        StillIdle = "still_idle",
    }
}

impl Alarm {
    /// Of the clock of the resident, after it has run out.
    #[must_use]
    pub const fn is_overdue(self) -> bool {
        use Alarm::{Overdue, OverdueCurator, OverdueHead, OverdueLead, StillOverdue};
        matches!(self, Overdue | OverdueLead | OverdueCurator | OverdueHead | StillOverdue)
    }

    /// Told to those whose turn it is, for whom the list of the morning says it too.
    #[must_use]
    pub const fn is_of_today(self) -> bool {
        matches!(self, Self::Left | Self::NotAccepted | Self::Overdue | Self::OverdueLead | Self::Promised)
    }

    /// Nobody moves it on.
    #[must_use]
    pub const fn is_idle(self) -> bool {
        matches!(self, Self::Idle | Self::IdleHead | Self::StillIdle)
    }
}

/// One thing to be said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Planned {
    pub at: Moment,
    pub alarm: Alarm,
    /// The moment it is about: a due moment, or since when it lies. Another one makes another alarm.
    pub about: Moment,
}

/// What falls due for one person within so long is one message, so reminders are known so long before.
pub const GATHER: Duration = Duration::from_secs(15 * 60);

impl Planned {
    /// From when on it is known.
    const fn known_at(&self) -> Moment {
        match self.alarm {
            Alarm::Left => self.at.minus(GATHER),
            _ => self.at,
        }
    }
}

/// Alarms that come again are looked for so often at most: the calendar of a very long silence is cut off.
const REPEATS: u32 = 5000;

impl Clocks<'_> {
    /// What there is to say since the incident was looked at last, the earliest first. What the later ones say too is
    /// left out: after an outage nobody needs to hear how much time there was.
    #[must_use]
    pub fn alarms(&self, incident: &Incident, now: Moment) -> Vec<Planned> {
        let mut alarms = self.around(incident, now);
        alarms.retain(|planned| incident.looked_until < planned.known_at() && planned.known_at() <= now);
        alarms.sort_by_key(|planned| (planned.at, planned.alarm));
        let over = alarms.iter().any(|planned| planned.alarm == Alarm::Overdue);
        let newest = alarms.iter().filter(|planned| planned.alarm == Alarm::Left).map(|planned| planned.at).max();
        alarms.retain(|planned| match planned.alarm {
            Alarm::Left => !over && Some(planned.at) == newest,
            Alarm::NotAccepted => !over,
            _ => true,
        });
        alarms
    }

    /// When the incident is to be looked at again.
    #[must_use]
    pub fn next_look(&self, incident: &Incident) -> Option<Moment> {
        let from = incident.looked_until;
        self.around(incident, from).iter().map(Planned::known_at).filter(|at| *at > from).min()
    }

    /// By when whoever can move it on should have done so.
    #[must_use]
    pub fn idle_due(&self, incident: &Incident) -> Option<Moment> {
        let term = self.schedule.reminders.idle.term(incident.status)?;
        Some(self.centre().due(term, incident.status_since))
    }

    /// The planned moments of the ladder after the due moment: lead, curator, head.
    #[must_use]
    pub fn ladder(&self, incident: &Incident) -> Vec<Planned> {
        let Some(due) = incident.due().filter(|_| incident.is_clocked()) else { return Vec::new() };
        let escalate = self.schedule.reminders.escalate;
        let rungs = [
            (Alarm::OverdueLead, escalate.lead),
            (Alarm::OverdueCurator, escalate.curator),
            (Alarm::OverdueHead, escalate.head),
        ];
        let time = self.time(incident);
        let after = |delay: Option<Term>| past(delay.map_or(due, |delay| time.due(delay, due)));
        rungs.into_iter().map(|(alarm, delay)| Planned { at: after(delay), alarm, about: due }).collect()
    }

    /// Everything that is planned; of what comes again, the last at `around` or before and the next after it.
    fn around(&self, incident: &Incident, around: Moment) -> Vec<Planned> {
        let mut alarms = self.idle(incident, around);
        alarms.extend(not_accepted(incident));
        alarms.extend(self.promised(incident));
        if incident.status != Status::New {
            alarms.extend(self.left(incident));
        }
        alarms.extend(self.overdue(incident, around));
        alarms
    }

    fn idle(&self, incident: &Incident, around: Moment) -> Vec<Planned> {
        let since = incident.status_since;
        let idle = |at, alarm| Planned { at, alarm, about: since };
        let Some(term) = self.schedule.reminders.idle.term(incident.status) else { return Vec::new() };
        let first = self.centre().due(term, since);
        let head = self.centre().due(term, first);
        let again = again(self.centre(), self.schedule.reminders.escalate.repeat, head, around);
        let again = again.into_iter().flatten().map(|at| idle(at, Alarm::StillIdle));
        [idle(first, Alarm::Idle), idle(head, Alarm::IdleHead)].into_iter().chain(again).collect()
    }

    fn promised(&self, incident: &Incident) -> Option<Planned> {
        let day = incident.promised_on.filter(|_| incident.status == Status::Monitoring)?;
        let midnight = day.and_hms_opt(0, 0, 0)?;
        let at = Moment::from_local(self.centre().zone(), midnight)?;
        Some(Planned { at, alarm: Alarm::Promised, about: at })
    }

    fn left(&self, incident: &Incident) -> Vec<Planned> {
        let Some(due) = incident.due().filter(|_| incident.is_clocked()) else { return Vec::new() };
        let (time, reminders) = (self.time(incident), &self.schedule.reminders);
        let Some(start) = incident.final_from.or_else(|| incident.clock_from()) else { return Vec::new() };
        let span = Span { time, start, due, unit: measure(time, incident, start, due) };
        let marks = if span.is_in_days() { &reminders.days } else { &reminders.hours };
        let mut moments: Vec<_> = marks.iter().filter_map(|mark| span.moment(*mark)).collect();
        // Those before the start, after the end or on another one are left out.
        moments.retain(|at| start < *at && *at < due);
        moments.sort();
        moments.dedup();
        moments.into_iter().map(|at| Planned { at, alarm: Alarm::Left, about: due }).collect()
    }

    fn overdue(&self, incident: &Incident, around: Moment) -> Vec<Planned> {
        let Some(due) = incident.due().filter(|_| incident.is_clocked()) else { return Vec::new() };
        let rungs = self.ladder(incident);
        let last = rungs.iter().map(|planned| planned.at).max().unwrap_or(due);
        let again = again(self.time(incident), self.schedule.reminders.escalate.repeat, last, around);
        let again = again.into_iter().flatten().map(|at| Planned { at, alarm: Alarm::StillOverdue, about: due });
        let first = Planned { at: past(due), alarm: Alarm::Overdue, about: due };
        [first].into_iter().chain(rungs).chain(again).collect()
    }
}

fn not_accepted(incident: &Incident) -> Option<Planned> {
    let due = incident.accept_due.filter(|_| incident.status == Status::Assigned)?;
    Some(Planned { at: past(due), alarm: Alarm::NotAccepted, about: due })
}

/// An answer at the due moment is in time: what is over is over after it.
fn past(due: Moment) -> Moment {
    due.plus(Duration::from_millis(1))
}

/// The last time at `around` or before, and the next after it, of what comes again after `first`. A repetition in
/// working days comes in the morning.
fn again(time: &WorkingTime, every: Term, first: Moment, around: Moment) -> [Option<Moment>; 2] {
    let (mut last, mut at) = (None, first);
    for _ in 0..REPEATS {
        let next = match every.unit {
            TermUnit::WorkingDays => morning(time, at, every.amount),
            _ => Some(time.due(every, at)).filter(|next| *next > at),
        };
        match next {
            Some(next) if next <= around => (last, at) = (Some(next), next),
            next => return [last, next],
        }
    }
    [last, None]
}

fn morning(time: &WorkingTime, after: Moment, days: u32) -> Option<Moment> {
    time.day_starts(time.working_day_after(time.day_of(after), days))
}

/// How a term is measured. A date that a person has set is measured in days where it is days away.
fn measure(time: &WorkingTime, incident: &Incident, start: Moment, due: Moment) -> TermUnit {
    match incident.term() {
        Some(term) => term.unit,
        None if time.working_day_after(time.day_of(start), 2) < time.day_of(due) => TermUnit::WorkingDays,
        None => TermUnit::WorkingHours,
    }
}

/// A term from its start to its end.
struct Span<'a> {
    time: &'a WorkingTime,
    start: Moment,
    due: Moment,
    unit: TermUnit,
}

impl Span<'_> {
    const fn is_in_days(&self) -> bool {
        matches!(self.unit, TermUnit::Days | TermUnit::WorkingDays)
    }

    const fn is_in_working_time(&self) -> bool {
        matches!(self.unit, TermUnit::WorkingHours | TermUnit::WorkingMinutes)
    }

    fn moment(&self, mark: Before) -> Option<Moment> {
        let last = self.time.day_of(self.due);
        match mark {
            Before::Share(share) => Some(self.left(self.whole() * u32::from(100 - share.min(100)) / 100)),
            Before::Morning => self.time.day_starts(last),
            Before::Left(Term { amount, unit: TermUnit::Days }) => {
                // On a day off it would be told on the next working day, which may be the last.
                let day = last.checked_sub_days(chrono::Days::new(amount.into()))?;
                self.time.day_starts(day).or_else(|| self.time.day_starts(self.time.working_day_before(day, 0)))
            }
            Before::Left(Term { amount, unit: TermUnit::WorkingDays }) => {
                self.time.day_starts(self.time.working_day_before(last, amount))
            }
            Before::Left(Term { amount, unit: TermUnit::WorkingHours | TermUnit::Hours }) => {
                Some(self.left(Duration::from_secs(60 * 60 * u64::from(amount))))
            }
            Before::Left(Term { amount, unit: TermUnit::WorkingMinutes | TermUnit::Minutes }) => {
                Some(self.left(Duration::from_secs(60 * u64::from(amount))))
            }
        }
    }

    /// In the measure of the term, so that two hours of a term by the clock are two hours by the clock.
    fn whole(&self) -> Duration {
        if self.is_in_working_time() { self.time.used(self.start, self.due) } else { self.due.since(self.start) }
    }

    fn left(&self, left: Duration) -> Moment {
        if self.is_in_working_time() { self.time.before(self.due, left) } else { self.due.minus(left) }
    }
}

/// The key under which a reminder is told once: incident, clock, moment, and person.
#[must_use]
pub fn key(incident: &Incident, planned: &Planned, person: crate::domain::ids::PersonId) -> String {
    let timer = if incident.final_from.is_some() { Timer::Final } else { Timer::Reply };
    let Planned { at, alarm, about } = planned;
    let at = match alarm {
        // Told at several moments before the same end.
        Alarm::Left | Alarm::StillOverdue | Alarm::StillIdle => at.millis(),
        _ => 0,
    };
    format!("{}:{}:{}:{}:{at}:{person}", incident.id, timer.code(), alarm.code(), about.millis())
}
