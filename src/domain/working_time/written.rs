//! What the directory says about working time, layer over layer.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use super::hours::{Hours, Period};
use super::{EndsOnDayOff, Holidays, Own, WorkingTime};

/// One `working_time` table of the directory, as `apply` has checked and kept it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written {
    days: Option<Vec<Weekday>>,
    hours: Option<Vec<Period>>,
    mon: Option<Vec<Period>>,
    tue: Option<Vec<Period>>,
    wed: Option<Vec<Period>>,
    thu: Option<Vec<Period>>,
    fri: Option<Vec<Period>>,
    sat: Option<Vec<Period>>,
    sun: Option<Vec<Period>>,
    holidays: Option<Holidays>,
    days_off: Vec<NaiveDate>,
    working_days: Vec<NaiveDate>,
    calendar_term_ends_on_day_off: Option<EndsOnDayOff>,
}

/// Working time that is still being written: the defaults, and the layers laid over them so far.
#[derive(Clone)]
pub(super) struct Draft {
    days: [bool; 7],
    hours: Vec<Period>,
    /// The hours of a weekday where they are other than `hours`, from Monday.
    weekday_hours: [Option<Vec<Period>>; 7],
    holidays: Holidays,
    own: BTreeMap<NaiveDate, Own>,
    ends_on_day_off: EndsOnDayOff,
}

impl Draft {
    /// Monday to Friday from eight to five with an hour for lunch, as the law has it by default.
    pub(super) fn usual() -> Self {
        let morning = Period { begin: 8 * 60, end: 12 * 60 };
        let afternoon = Period { begin: 13 * 60, end: 17 * 60 };
        Self {
            days: [true, true, true, true, true, false, false],
            hours: vec![morning, afternoon],
            weekday_hours: Default::default(),
            holidays: Holidays::Russian,
            own: BTreeMap::new(),
            ends_on_day_off: EndsOnDayOff::Previous,
        }
    }

    /// Lays a nearer table over what is there: what it writes holds. One that cannot be read changes nothing,
    /// since only tables that can be are let in.
    #[must_use]
    pub(super) fn under(mut self, table: &Value) -> Self {
        let written = Written::deserialize(table).unwrap_or_default();
        self.holidays = written.holidays.unwrap_or(self.holidays);
        self.ends_on_day_off = written.calendar_term_ends_on_day_off.unwrap_or(self.ends_on_day_off);
        self.own.extend(written.days_off.iter().map(|date| (*date, Own::Off)));
        self.own.extend(written.working_days.iter().map(|date| (*date, Own::Working)));
        self.lay_week(written);
        self
    }

    /// `days` and `hours` speak of the whole week: hours of single weekdays that stand further away give way
    /// to them, lest a unit that works round the clock go home early on Fridays because the centre does.
    fn lay_week(&mut self, written: Written) {
        if let Some(days) = &written.days {
            self.days = [false; 7];
            for day in days {
                self.days[index(*day)] = true;
            }
        }
        if let Some(hours) = &written.hours {
            self.hours.clone_from(hours);
            self.weekday_hours = Default::default();
        }
        for (day, hours) in written.weekday_hours().into_iter().enumerate() {
            if hours.is_some() {
                self.days[day] = true;
                self.weekday_hours[day] = hours;
            }
        }
    }

    pub(super) fn finish(self, zone: Tz) -> WorkingTime {
        let usual = Hours::of(self.hours);
        let mut days = self.days.into_iter().zip(self.weekday_hours);
        let week = std::array::from_fn(|_| match days.next() {
            Some((true, Some(hours))) => Hours::of(hours),
            Some((true, None)) => usual.clone(),
            _ => Hours::default(),
        });
        let (holidays, own, ends_on_day_off) = (self.holidays, self.own, self.ends_on_day_off);
        WorkingTime { zone, week, usual, holidays, own, ends_on_day_off }
    }
}

impl Written {
    fn weekday_hours(self) -> [Option<Vec<Period>>; 7] {
        [self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun]
    }
}

/// Where a weekday stands in a week that begins on Monday.
pub(super) const fn index(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}
