//! A calendar made by chance, and its definition in other words than the program's.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use holidays_ru::Federal;
use mcu_bot::domain::working_time::WorkingTime;
use proptest::collection::{btree_set, vec};
use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Value, json};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
pub(super) const ZONES: [Tz; 4] =
    [Tz::Europe__Astrakhan, Tz::Asia__Vladivostok, Tz::Europe__Berlin, Tz::America__New_York];

/// Quarters of an hour since midnight, two and two.
type Quarters = Vec<u16>;

#[derive(Clone, Debug)]
pub(super) struct Sketch {
    pub(super) zone: Tz,
    pub(super) days: BTreeSet<usize>,
    hours: Quarters,
    weekdays: Vec<Option<Quarters>>,
    russian: bool,
    pub(super) off: BTreeSet<NaiveDate>,
    pub(super) working: BTreeSet<NaiveDate>,
    pub(super) ends: &'static str,
}

pub(super) fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap()
}

/// Days of 2025–2027.
pub(super) fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..1_095_u64).prop_map(|later| first_day() + chrono::Days::new(later))
}

/// From five in the morning on, when no clock changes any more; sometimes round the clock.
fn quarters() -> impl Strategy<Value = Quarters> {
    let periods = |count: usize| btree_set(20..=96_u16, 2 * count).prop_map(|cuts| cuts.into_iter().collect());
    prop_oneof![2 => periods(1), 4 => periods(2), 2 => periods(3), 1 => Just(vec![0, 96])]
}

pub(super) fn any_sketch() -> impl Strategy<Value = Sketch> {
    let week = (btree_set(0..7_usize, 1..=7), quarters(), vec(weighted(0.15, quarters()), 7));
    let dates = (btree_set(any_day(), 0..12), btree_set(any_day(), 0..12));
    let ends = prop::sample::select(vec!["previous", "next", "as_is"]);
    (prop::sample::select(ZONES.to_vec()), week, prop::bool::weighted(0.8), dates, ends).prop_map(
        |(zone, (days, hours, weekdays), russian, (off, working), ends)| {
            let working = working.difference(&off).copied().collect();
            Sketch { zone, days, hours, weekdays, russian, off, working, ends }
        },
    )
}

impl Sketch {
    /// As the directory file says it.
    pub(super) fn table(&self) -> Value {
        let mut table = json!({
            "days": self.days.iter().map(|day| WEEKDAYS[*day]).collect::<Vec<_>>(),
            "hours": written(&self.hours),
            "holidays": if self.russian { "ru" } else { "none" },
            "days_off": self.off,
            "working_days": self.working,
            "calendar_term_ends_on_day_off": self.ends,
        });
        for (name, hours) in WEEKDAYS.iter().zip(&self.weekdays) {
            if let Some(hours) = hours {
                table[*name] = written(hours);
            }
        }
        table
    }

    pub(super) fn calendar(&self) -> WorkingTime {
        super::written_in(self.zone, &self.table())
    }

    /// The minutes of a day in which people work, by local clocks.
    pub(super) fn minutes(&self, day: NaiveDate) -> Vec<u16> {
        let weekday = day.weekday().num_days_from_monday() as usize;
        let own = self.weekdays[weekday].as_ref();
        let mut works = own.is_some() || self.days.contains(&weekday);
        let mut short = false;
        if self.russian {
            let official = holidays_ru::flags::<Federal, _>(day).unwrap().value();
            let moved_here = weekday < 5 && official.is_day_off();
            works = (works && !official.is_holiday() && !moved_here) || (weekday >= 5 && official.is_working_day());
            short = official.is_short_day();
        }
        if self.off.contains(&day) || self.working.contains(&day) {
            works = self.working.contains(&day);
            short = false;
        }
        let periods = own.unwrap_or(&self.hours).chunks(2);
        let mut minutes: Vec<u16> = periods.flat_map(|cut| 15 * cut[0]..15 * cut[1]).filter(|_| works).collect();
        minutes.truncate(minutes.len().saturating_sub(if short { 60 } else { 0 }));
        minutes
    }
}

fn written(quarters: &[u16]) -> Value {
    let clock = |quarter: u16| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
    quarters.chunks(2).map(|cut| Value::from(format!("{}-{}", clock(cut[0]), clock(cut[1])))).collect()
}
