//! One day: whether it works, and when.

use std::iter::successors;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::GapInfo;
use holidays_ru::{DayFlags, FIRST_FACT_YEAR, Federal, LAST_FACT_YEAR, Resolved};

use super::hours::{Hours, Period};
use super::written::index;
use super::{Holidays, Own, WorkingTime, days_after};
use crate::domain::moment::Moment;

/// How many days are looked through at most, about 270 years. Whatever is stored, a search ends.
const FAR: usize = 100_000;

/// Official days of a year are known.
pub(super) fn is_official(year: i32) -> bool {
    (FIRST_FACT_YEAR..=LAST_FACT_YEAR).contains(&year)
}

/// `day` and those after it.
pub(super) fn from(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    successors(Some(day), NaiveDate::succ_opt).take(FAR)
}

/// `day` and those before it, backwards.
pub(super) fn back_from(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    successors(Some(day), NaiveDate::pred_opt).take(FAR)
}

impl WorkingTime {
    /// The local day.
    #[must_use]
    pub fn day_of(&self, at: Moment) -> NaiveDate {
        at.local(self.zone).date_naive()
    }

    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !self.periods(day).is_empty()
    }

    /// When work begins; `None` on a day off.
    #[must_use]
    pub fn day_starts(&self, day: NaiveDate) -> Option<Moment> {
        self.periods(day).first().map(|period| self.moment(day, period.begin))
    }

    /// When work ends; `None` on a day off.
    #[must_use]
    pub fn day_ends(&self, day: NaiveDate) -> Option<Moment> {
        self.periods(day).last().map(|period| self.moment(day, period.end))
    }

    /// When work ends, or would usually end on a day off.
    #[must_use]
    pub fn usual_end(&self, day: NaiveDate) -> Moment {
        // Whoever has no hours at all is done when the day is.
        let usual = || self.hours(day).full.last().map_or(24 * 60, |period| period.end);
        self.day_ends(day).unwrap_or_else(|| self.moment(day, usual()))
    }

    /// The `count`-th working day after `day`; with 0 the day itself or, if it is off, the next that works.
    #[must_use]
    pub fn working_day_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let (first, skipped) = if count == 0 { (day, 0) } else { (days_after(day, 1), count - 1) };
        let found = from(first).filter(|day| self.is_working_day(*day)).nth(skipped as usize);
        found.unwrap_or_else(|| days_after(day, count))
    }

    /// The `count`-th working day before `day`; with 0 the day itself or, if it is off, the last that worked.
    #[must_use]
    pub fn working_day_before(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let days_before = |count: u32| day.checked_sub_days(Days::new(u64::from(count))).unwrap_or(NaiveDate::MIN);
        let (first, skipped) = if count == 0 { (day, 0) } else { (days_before(1), count - 1) };
        let found = back_from(first).filter(|day| self.is_working_day(*day)).nth(skipped as usize);
        found.unwrap_or_else(|| days_before(count))
    }

    /// The periods of work of a day, in order.
    pub(super) fn periods(&self, day: NaiveDate) -> &[Period] {
        match self.own.get(&day) {
            Some(Own::Off) => return &[],
            Some(Own::Working) => return &self.hours(day).full,
            None => {}
        }
        let official = self.official(day);
        if is_off_for_all(official) {
            return &[];
        }
        let works_for_all = official.is_working_day() && official.is_weekend();
        let hours = if works_for_all { self.hours(day) } else { self.of_weekday(day) };
        if official.is_short_day() { &hours.shortened } else { &hours.full }
    }

    fn of_weekday(&self, day: NaiveDate) -> &Hours {
        &self.week[index(day.weekday())]
    }

    /// The hours of a day if it works.
    fn hours(&self, day: NaiveDate) -> &Hours {
        let hours = self.of_weekday(day);
        if hours.is_empty() { &self.usual } else { hours }
    }

    /// What the production calendar says; nothing where none holds, or the year is beyond its forecast.
    fn official(&self, day: NaiveDate) -> DayFlags {
        match self.holidays {
            Holidays::Russian => holidays_ru::flags::<Federal, _>(day).map_or(DayFlags::EMPTY, Resolved::value),
            Holidays::None => DayFlags::EMPTY,
        }
    }

    /// The instant at which clocks show this time. A time they show twice is the first one, a time they leave
    /// out is when they do.
    pub(super) fn moment(&self, day: NaiveDate, minutes: u16) -> Moment {
        let midnight = day.and_time(NaiveTime::MIN);
        let local = midnight.checked_add_signed(TimeDelta::minutes(minutes.into())).unwrap_or(midnight);
        let left_out = || {
            let end = GapInfo::new(&local, &self.zone)?.end?;
            Some(Moment::from_millis(end.timestamp_millis()))
        };
        // A zone says something about every time it does not leave out.
        let in_utc = || Moment::from_millis(local.and_utc().timestamp_millis());
        Moment::from_local(self.zone, local).or_else(left_out).unwrap_or_else(in_utc)
    }
}

/// Holidays and days off that were moved here. Plain weekends are off by the own week: a week of six days
/// works on Saturdays.
fn is_off_for_all(official: DayFlags) -> bool {
    official.is_day_off() && (official.is_holiday() || !official.is_weekend())
}
