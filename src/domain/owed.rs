//! What a unit owes: an answer by a moment. Kept for reports as it happens.

use std::time::Duration;

use super::clocks::Clocks;
use super::ids::UnitCode;
use super::incident::{Incident, Pause, SetBy, Status, codes};
use super::moment::Moment;
use super::term::{Term, TermUnit};
use super::working_time::WorkingTime;

codes! {
    /// The clock by which an answer is owed.
    OwedBy {
        /// A reply, final or interim.
        Reply = "reply",
        /// The final reply after an interim one.
        Final = "final",
    }
}

/// Which answer: an incident owes one for each of its clocks, each unit that has it and each time it is opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// How often the incident had been opened again before.
    pub round: i64,
    pub by: OwedBy,
    pub unit: UnitCode,
    /// When the unit got it.
    pub since: Moment,
}

/// By when, and in which measure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Allowed {
    /// The unit's own due moment: never before the resident's.
    pub due: Moment,
    /// How much time the unit has in all.
    pub term: Duration,
    pub measure: Measure,
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Measure {
    Work,
    Clock,
}

impl Incident {
    /// The answer that is owed now, or was sent last; `None` where no unit has the incident.
    #[must_use]
    pub fn owed(&self) -> Option<Key> {
        let held = !matches!(self.status, Status::Draft | Status::New | Status::Rejected | Status::Duplicate);
        let unit = self.unit.clone().filter(|_| held && self.number.is_some())?;
        let by = if self.final_from.is_some() { OwedBy::Final } else { OwedBy::Reply };
        Some(Key { round: self.reopened, by, unit, since: self.assigned_at? })
    }
}

impl Clocks<'_> {
    /// By when the unit itself has to answer: whoever got the incident late has the whole term all the same, but the
    /// resident's clock goes on. `None` where no rule and no person says so.
    #[must_use]
    pub fn allowed(&self, incident: &Incident) -> Option<Allowed> {
        let (due, clock) = (incident.due()?, UnitsClock::of(incident)?);
        let (time, from) = (self.time(incident), clock.from);
        let measure = clock.measure();
        let own = match clock.term {
            Some(term) if clock.late => super::clocks::runs_out(time, term, from, incident.pauses_since(from)).max(due),
            _ => due,
        };
        // The due moment has moved by every pause, also by those that came after it.
        let still: Duration = incident.pauses_since(from).map(|Pause(from, to)| measure.between(time, from, to)).sum();
        let term = measure.between(time, from, own).saturating_sub(still);
        Some(Allowed { due: own, term, measure })
    }

    /// How much of its time the unit has used until a moment: without what was the reviewers'.
    #[must_use]
    pub fn used(&self, incident: &Incident, until: Moment) -> Option<Duration> {
        let clock = UnitsClock::of(incident)?;
        Some(spent(self.time(incident), clock.measure(), incident, clock.from, until))
    }
}

/// The clock that counts, as the unit sees it.
struct UnitsClock {
    from: Moment,
    /// The unit got the incident when the clock was running already.
    late: bool,
    term: Option<Term>,
}

impl UnitsClock {
    fn of(incident: &Incident) -> Option<Self> {
        let (start, set_by, term) = match incident.final_from {
            Some(start) => (start, incident.final_set_by, incident.final_term),
            None => (incident.clock_from()?, incident.reply_set_by, incident.reply_term),
        };
        let assigned = incident.assigned_at?;
        let term = term.filter(|_| set_by == SetBy::Rule);
        Some(Self { from: start.max(assigned), late: assigned > start, term })
    }

    fn measure(&self) -> Measure {
        match self.term.map(|term| term.unit) {
            Some(TermUnit::Hours | TermUnit::Minutes) => Measure::Clock,
            _ => Measure::Work,
        }
    }
}

impl Measure {
    /// How much time lies between two moments.
    #[must_use]
    pub fn between(self, time: &WorkingTime, from: Moment, to: Moment) -> Duration {
        match self {
            Self::Work => time.used(from, to),
            Self::Clock => to.since(from),
        }
    }
}

fn spent(time: &WorkingTime, measure: Measure, incident: &Incident, from: Moment, until: Moment) -> Duration {
    let still = incident.pauses_since(from).filter(|pause| pause.1 <= until);
    let still: Duration = still.map(|Pause(from, to)| measure.between(time, from, to)).sum();
    measure.between(time, from, until).saturating_sub(still)
}
