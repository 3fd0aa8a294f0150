//! Working time: when a term is due, and how much working time was used (domain page §5).
//!
//! A day works in the periods of its weekday, unless the production calendar or a list of own dates says
//! otherwise. Everything is counted in instants, so a night on which clocks change is as long as it really is.

mod calendars;
mod counting;
mod day;
mod hours;
mod written;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::incident::codes;
use super::moment::Moment;
use super::term::{Term, TermUnit};

pub use calendars::Calendars;
pub use hours::Period;
pub(in crate::domain) use hours::{clock, minutes};

use hours::Hours;

/// When the centre or a unit works.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkingTime {
    zone: Tz,
    /// Of each weekday, from Monday; empty on a day off.
    week: [Hours; 7],
    /// Of a day that works though its weekday does not.
    usual: Hours,
    holidays: Holidays,
    /// Dates that were decided about by name: they beat week and production calendar.
    own: BTreeMap<NaiveDate, Own>,
    ends_on_day_off: EndsOnDayOff,
}

/// What was decided about one date.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Own {
    Off,
    /// With all the hours of its weekday, though the production calendar may shorten it.
    Working,
}

codes! {
    /// Which production calendar holds.
    Holidays { Russian = "ru", None = "none" }
}

codes! {
    /// Where a term in calendar days ends that runs out on a day off.
    EndsOnDayOff { Previous = "previous", Next = "next", AsIs = "as_is" }
}

impl WorkingTime {
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// When `term` is due that runs from `start`: always after it.
    #[must_use]
    pub fn due(&self, term: Term, start: Moment) -> Moment {
        let day = self.day_of(start);
        match term.unit {
            TermUnit::WorkingHours | TermUnit::WorkingMinutes => self.add(start, term.length()),
            TermUnit::Hours | TermUnit::Minutes => start.plus(term.length()),
            TermUnit::WorkingDays => self.usual_end(self.working_day_after(day, term.amount)),
            TermUnit::Days => self.end_of_calendar_term(days_after(day, term.amount), start),
        }
    }

    /// The end of a term in calendar days that runs out on `day`.
    fn end_of_calendar_term(&self, day: NaiveDate, start: Moment) -> Moment {
        let next = || self.usual_end(self.working_day_after(day, 0));
        match self.ends_on_day_off {
            EndsOnDayOff::AsIs => self.usual_end(day),
            EndsOnDayOff::Next => next(),
            EndsOnDayOff::Previous => {
                let previous = self.usual_end(self.working_day_before(day, 0));
                if previous > start { previous } else { next() }
            }
        }
    }

    /// The production calendar holds, and nothing official is known about this year: its days are guessed from
    /// the law.
    #[must_use]
    pub fn is_forecast(&self, year: i32) -> bool {
        self.holidays == Holidays::Russian && !day::is_official(year)
    }
}

/// The day `count` days later; the last one a calendar has where it ends before.
fn days_after(day: NaiveDate, count: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(count))).unwrap_or(NaiveDate::MAX)
}
