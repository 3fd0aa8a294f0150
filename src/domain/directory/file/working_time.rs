//! `[working_time]` of the centre and `working_time` of a unit: checked here, counted with later.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::problem::{Form, Problem};
use super::table::{Field, Table};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The keys that are written, as JSON: days in the order of the week, hours as `HH:MM-HH:MM`, dates in order.
pub(super) fn read(table: &Table<'_>) -> Value {
    let off = dates(table, "days_off");
    let working = dates(table, "working_days");
    for date in off.iter().flatten().filter(|date| working.iter().flatten().any(|other| other == *date)) {
        table.reject(Problem::OffAndWorking { date: date.clone() });
    }
    let word = |key, known: &[&'static str]| Some(table.field(key)?.one_of(known, |word| word)?.into());
    let written = [
        ("days", table.field("days").map(|field| days(&field))),
        ("hours", table.field("hours").map(|field| hours(&field))),
        ("holidays", word("holidays", &["ru", "none"])),
        ("days_off", off.map(|dates| dates.into_iter().collect())),
        ("working_days", working.map(|dates| dates.into_iter().collect())),
        ("calendar_term_ends_on_day_off", word("calendar_term_ends_on_day_off", &["previous", "next", "as_is"])),
    ];
    Value::Object(object(written))
}

/// The keys that have a value.
pub(super) fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Map<String, Value> {
    entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn days(field: &Field<'_>) -> Value {
    let mut written = BTreeSet::new();
    for item in field.some_items() {
        let Some(day) = item.one_of(&DAYS, |day| day) else { continue };
        if !written.insert(day) {
            item.reject(Problem::Repeated { key: item.path(), value: day.to_owned() });
        }
    }
    DAYS.into_iter().filter(|day| written.contains(day)).collect()
}

/// Periods in order; one may begin when the one before it ends.
fn hours(field: &Field<'_>) -> Value {
    let mut periods: Vec<Period> = Vec::new();
    for item in field.some_items() {
        let Some(period) = item.parsed(Form::Period, Period::parse) else { continue };
        if let Some(earlier) = periods.last().filter(|earlier| period.start < earlier.end) {
            item.reject(Problem::PeriodsOverlap { earlier: earlier.to_string(), later: period.to_string() });
        }
        periods.push(period);
    }
    periods.iter().map(ToString::to_string).collect()
}

/// Two times of one day in minutes since midnight, the first one earlier.
struct Period {
    start: u32,
    end: u32,
}

impl Period {
    fn parse(text: &str) -> Option<Self> {
        const MIDNIGHT: u32 = 24 * 60;
        let (start, end) = text.split_once('-')?;
        let start = minutes(start.trim())?;
        // Work until midnight is written as 24:00.
        let end = if end.trim() == "24:00" { MIDNIGHT } else { minutes(end.trim())? };
        (start < end).then_some(Self { start, end })
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", clock(self.start), clock(self.end))
    }
}

/// `HH:MM` in minutes since midnight.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let digits =
        |part: &str, least| part.len() >= least && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours, 1) || !digits(minutes, 2) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes since midnight as `HH:MM`.
pub(super) fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn dates(table: &Table<'_>, key: &'static str) -> Option<BTreeSet<String>> {
    let mut dates = BTreeSet::new();
    for item in table.field(key)?.items() {
        let Some(date) = item.parsed(Form::Date, date) else { continue };
        if !dates.insert(date.clone()) {
            item.reject(Problem::Repeated { key: item.path(), value: date });
        }
    }
    Some(dates)
}

/// `YYYY-MM-DD` and no other way to write a date.
fn date(text: &str) -> Option<String> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (date.to_string() == text).then(|| text.to_owned())
}
