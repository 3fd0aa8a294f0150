//! Working time: fixed days, the layers of the directory, properties, and an oracle that walks minute by minute.

mod cases;
mod days;
mod layers;
mod oracle;
mod properties;
mod sketch;
mod zones;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::term::Term;
use mcu_bot::domain::working_time::{Calendars, WorkingTime};
use serde_json::{Value, json};

/// Astrakhan, with nothing written about working time.
fn usual() -> WorkingTime {
    written(&json!({}))
}

/// Astrakhan, with this `[working_time]`.
fn written(table: &Value) -> WorkingTime {
    written_in(chrono_tz::Europe::Astrakhan, table)
}

fn written_in(zone: Tz, table: &Value) -> WorkingTime {
    let mut directory = crate::domain::directory();
    directory.centre.time_zone = zone;
    directory.kept.insert("working_time".to_owned(), table.clone());
    Calendars::of(&directory).centre().clone()
}

/// Round the clock, whatever the calendar says.
fn always() -> Value {
    json!({
        "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "hours": ["00:00-24:00"],
        "holidays": "none"
    })
}

fn term(text: &str) -> Term {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `2026-11-27 14:05` on the clocks of the calendar.
fn at(working: &WorkingTime, text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_else(|error| panic!("{text}: {error}"));
    Moment::from_local(working.zone(), local).unwrap_or_else(|| panic!("no clock shows {text}"))
}

fn told(working: &WorkingTime, at: Moment) -> String {
    at.local(working.zone()).format("%Y-%m-%d %H:%M").to_string()
}

/// Holds that each term, from each start, is due then.
#[track_caller]
fn assert_due(working: &WorkingTime, cases: &[(&str, &str, &str)]) {
    for (start, length, due) in cases {
        let found = told(working, working.due(term(length), at(working, start)));
        assert_eq!(found, *due, "{start} + {length}");
    }
}
