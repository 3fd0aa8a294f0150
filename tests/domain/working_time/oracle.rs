//! Counts as slowly as one can: minute by minute over the definition of a calendar.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::term::{Term, TermUnit};
use proptest::collection::vec;
use proptest::prelude::*;

use super::sketch::{Sketch, any_sketch, first_day};

const MINUTES_A_DAY: usize = 24 * 60;
/// The days before and after 2025–2027 that terms reach into and zones shift into.
const MARGIN: u64 = 400;

/// For each minute since [`Walk::begin`] whether people work in it.
struct Walk<'a> {
    sketch: &'a Sketch,
    begin: DateTime<Utc>,
    works: Vec<bool>,
}

impl<'a> Walk<'a> {
    fn over(sketch: &'a Sketch) -> Self {
        let first = first_day() - Days::new(2);
        let days = 1_095 + usize::try_from(MARGIN).unwrap();
        let by_day: Vec<_> = first.iter_days().take(days + 3).map(|day| by_clock(sketch, day)).collect();
        let begin = (first + Days::new(1)).and_hms_opt(0, 0, 0).unwrap().and_utc();
        let mut works = Vec::with_capacity(days * MINUTES_A_DAY);
        for hour in 0..days * 24 {
            // All these zones are whole hours away from UTC.
            let local = (begin + TimeDelta::hours(i64::try_from(hour).unwrap())).with_timezone(&sketch.zone);
            let day = usize::try_from((local.date_naive() - first).num_days()).unwrap();
            let minute = usize::try_from(60 * local.hour()).unwrap();
            works.extend_from_slice(&by_day[day][minute..minute + 60]);
        }
        Self { sketch, begin, works }
    }

    fn moment(&self, minute: usize) -> Moment {
        let at = self.begin + TimeDelta::minutes(i64::try_from(minute).unwrap());
        Moment::from_millis(at.timestamp_millis())
    }

    fn day(&self, minute: usize) -> NaiveDate {
        let at = self.begin + TimeDelta::minutes(i64::try_from(minute).unwrap());
        at.with_timezone(&self.sketch.zone).date_naive()
    }

    /// The end of the minute in which the last of so many minutes was worked.
    fn after_work(&self, start: usize, minutes: u32) -> Option<Moment> {
        let mut left = minutes;
        for at in start..self.works.len() {
            left -= u32::from(self.works[at]);
            if left == 0 {
                return Some(self.moment(at + 1));
            }
        }
        None
    }

    fn used(&self, from: usize, to: usize) -> Duration {
        let worked = self.works[from..to].iter().filter(|works| **works).count();
        Duration::from_secs(60 * u64::try_from(worked).unwrap())
    }

    /// The end of a working day.
    fn end_of(&self, day: NaiveDate) -> Option<Moment> {
        let last = *self.sketch.minutes(day).last()?;
        let end = day.and_hms_opt(0, 0, 0)? + TimeDelta::minutes(i64::from(last) + 1);
        let end = self.sketch.zone.from_local_datetime(&end).single()?;
        Some(Moment::from_millis(end.timestamp_millis()))
    }

    fn after_working_days(&self, start: usize, count: u32) -> Option<Moment> {
        let mut days = self.day(start).iter_days().skip(1).take(5_000);
        let mut ends = days.by_ref().filter_map(|day| self.end_of(day));
        ends.nth(usize::try_from(count).ok()? - 1)
    }

    /// `None` where the definition leaves the end to what is usual: `as_is` on a day off.
    fn after_days(&self, start: usize, count: u32) -> Option<Moment> {
        let last = self.day(start) + Days::new(count.into());
        let next = || last.iter_days().take(5_000).find_map(|day| self.end_of(day));
        if let Some(end) = self.end_of(last) {
            return Some(end);
        }
        match self.sketch.ends {
            "previous" => {
                let previous = (1..5_000).find_map(|back| self.end_of(last - Days::new(back)));
                previous.filter(|end| *end > self.moment(start)).or_else(next)
            }
            "next" => next(),
            _ => None,
        }
    }

    fn due(&self, term: Term, start: usize) -> Option<Moment> {
        match term.unit {
            TermUnit::WorkingMinutes => self.after_work(start, term.amount),
            TermUnit::WorkingHours => self.after_work(start, 60 * term.amount),
            TermUnit::WorkingDays => self.after_working_days(start, term.amount),
            TermUnit::Days => self.after_days(start, term.amount),
            TermUnit::Hours | TermUnit::Minutes => None,
        }
    }
}

/// For each minute of a day, by local clocks, whether people work in it.
fn by_clock(sketch: &Sketch, day: NaiveDate) -> [bool; MINUTES_A_DAY] {
    let mut works = [false; MINUTES_A_DAY];
    for minute in sketch.minutes(day) {
        works[usize::from(minute)] = true;
    }
    works
}

fn any_term() -> impl Strategy<Value = Term> {
    let of = |unit, most: u32| (1..=most).prop_map(move |amount| Term { amount, unit });
    prop_oneof![
        3 => of(TermUnit::WorkingHours, 80),
        3 => of(TermUnit::WorkingMinutes, 1_000),
        1 => of(TermUnit::WorkingDays, 20),
        2 => of(TermUnit::Days, 60),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// 24 calendars with 120 cases each.
    #[test]
    fn walking_minute_by_minute_comes_to_the_same(
        sketch in any_sketch(),
        cases in vec((MINUTES_A_DAY..1_090 * MINUTES_A_DAY, 0..30 * MINUTES_A_DAY, any_term()), 120),
    ) {
        let (walk, calendar) = (Walk::over(&sketch), sketch.calendar());
        for (start, span, term) in cases {
            let from = walk.moment(start);
            prop_assert_eq!(calendar.used(from, walk.moment(start + span)), walk.used(start, start + span));
            prop_assert_eq!(calendar.is_working(from), walk.works[start]);
            if let Some(due) = walk.due(term, start) {
                prop_assert_eq!(calendar.due(term, from), due, "{} from {:?}", term, from.local(sketch.zone));
            }
        }
    }
}
