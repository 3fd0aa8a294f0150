//! `[working_time]` of the centre and `working_time` of a unit: checked here, counted with in
//! [`crate::domain::working_time`].
//!
//! No list of days or hours may be empty, so every week that can be written has working time.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::problem::{Form, Problem};
use super::table::{Field, Table};
use crate::domain::working_time::{EndsOnDayOff, Holidays, Period};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The keys that are written, as JSON: days in the order of the week, hours as `HH:MM-HH:MM`, dates in order.
pub(super) fn read(table: &Table<'_>) -> Value {
    let off = dates(table, "days_off");
    let working = dates(table, "working_days");
    for date in off.iter().flatten().filter(|date| working.iter().flatten().any(|other| other == *date)) {
        table.reject(Problem::OffAndWorking { date: date.clone() });
    }
    let holidays = table.field("holidays").and_then(|field| field.one_of(Holidays::ALL, Holidays::code));
    let ends = table.field("calendar_term_ends_on_day_off");
    let ends = ends.and_then(|field| field.one_of(EndsOnDayOff::ALL, EndsOnDayOff::code));
    let written = [
        ("days", table.field("days").map(|field| days(&field))),
        ("hours", table.field("hours").map(|field| hours(&field))),
        ("holidays", holidays.map(|holidays| holidays.code().into())),
        ("days_off", off.map(|dates| dates.into_iter().collect())),
        ("working_days", working.map(|dates| dates.into_iter().collect())),
        ("calendar_term_ends_on_day_off", ends.map(|ends| ends.code().into())),
    ];
    let weekdays = DAYS.map(|day| (day, table.field(day).map(|field| hours(&field))));
    let mut written = object(written);
    written.extend(object(weekdays));
    Value::Object(written)
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
        let Some(period) = item.parsed(Form::Period, |text| text.parse::<Period>().ok()) else { continue };
        if let Some(earlier) = periods.last().filter(|earlier| period.begin < earlier.end) {
            item.reject(Problem::PeriodsOverlap { earlier: earlier.to_string(), later: period.to_string() });
        }
        periods.push(period);
    }
    periods.iter().map(ToString::to_string).collect()
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
