//! Which days work, against the production calendars of 2025–2027.

use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use mcu_bot::domain::working_time::WorkingTime;
use serde_json::json;

use super::{at, day, told, usual, written};

/// Days off from Monday to Friday, by the domain page and the decrees about 2025–2027.
#[rustfmt::skip]
const OFF_ON_WEEKDAYS: &[(i32, &[&str])] = &[
    (2025, &["01-01", "01-02", "01-03", "01-06", "01-07", "01-08", "05-01", "05-02", "05-08", "05-09",
             "06-12", "06-13", "11-03", "11-04", "12-31"]),
    (2026, &["01-01", "01-02", "01-05", "01-06", "01-07", "01-08", "01-09", "02-23", "03-09", "05-01", "05-11",
             "06-12", "11-04", "12-31"]),
    (2027, &["01-01", "01-04", "01-05", "01-06", "01-07", "01-08", "02-22", "02-23", "03-08", "05-03", "05-10",
             "06-14", "11-04", "11-05", "12-31"]),
];

/// Working days with an hour less.
#[rustfmt::skip]
const SHORTENED: &[&str] = &[
    "2025-03-07", "2025-04-30", "2025-06-11", "2025-11-01",
    "2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03",
    "2027-02-20", "2027-04-30", "2027-06-11", "2027-11-03",
];

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first.iter_days().take_while(move |day| day.year() == year)
}

fn is_weekend(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() >= 5
}

fn hours(working: &WorkingTime, year: i32) -> u64 {
    let from = at(working, &format!("{year}-01-01 00:00"));
    let to = at(working, &format!("{}-01-01 00:00", year + 1));
    working.used(from, to).as_secs() / 3_600
}

#[test]
fn each_year_has_the_days_and_hours_of_its_production_calendar() {
    let working = usual();
    for year in 2025..=2027 {
        let days = days_of(year).filter(|day| working.is_working_day(*day)).count();
        assert_eq!((days, hours(&working, year)), (247, 1_972), "{year}");
    }
}

#[test]
fn the_listed_weekdays_are_off_and_no_others() {
    let working = usual();
    for (year, listed) in OFF_ON_WEEKDAYS {
        let off = days_of(*year).filter(|day| !is_weekend(*day) && !working.is_working_day(*day));
        let off: Vec<_> = off.map(|day| day.format("%m-%d").to_string()).collect();
        assert_eq!(off, *listed, "{year}");
    }
}

#[test]
fn of_weekends_only_the_moved_saturdays_work() {
    let working = usual();
    let days = (2025..=2027).flat_map(days_of).filter(|day| is_weekend(*day) && working.is_working_day(*day));
    assert_eq!(days.collect::<Vec<_>>(), [day("2025-11-01"), day("2027-02-20")]);
}

#[test]
fn the_listed_days_are_an_hour_shorter_and_no_others() {
    let working = usual();
    let shortened = (2025..=2027).flat_map(days_of).filter(|day| {
        let Some((starts, ends)) = working.day_starts(*day).zip(working.day_ends(*day)) else { return false };
        ends.since(starts) == Duration::from_secs(8 * 3_600)
    });
    assert_eq!(shortened.collect::<Vec<_>>(), SHORTENED.iter().map(|text| day(text)).collect::<Vec<_>>());
}

#[test]
fn a_six_day_week_works_on_saturdays_that_are_no_holidays() {
    let working = written(&json!({ "days": ["mon", "tue", "wed", "thu", "fri", "sat"], "sat": ["09:00-13:00"] }));
    for (text, works) in [
        ("2026-11-28", true),
        ("2026-11-29", false),
        ("2027-05-01", false),
        ("2025-03-08", false),
        ("2026-01-03", false),
        ("2026-01-10", true),
        ("2025-11-01", true),
        ("2027-02-22", false),
    ] {
        assert_eq!(working.is_working_day(day(text)), works, "{text}");
    }
    let ends = |text| told(&working, working.day_ends(day(text)).unwrap());
    assert_eq!(ends("2026-11-28"), "2026-11-28 13:00");
    assert_eq!(ends("2025-11-01"), "2025-11-01 12:00");
}

#[test]
fn holidays_fall_on_sundays_too() {
    let working = written(&json!({ "days": ["sat", "sun"] }));
    assert!(!working.is_working_day(day("2027-05-09")));
    assert!(working.is_working_day(day("2027-05-16")));
    // Whoever does not work on weekdays is not made to by the calendar, except where a Saturday was moved.
    assert!(!working.is_working_day(day("2026-11-03")));
}

#[test]
fn without_a_production_calendar_only_the_week_counts() {
    let working = written(&json!({ "holidays": "none" }));
    assert!(working.is_working_day(day("2026-01-01")));
    assert!(!working.is_working_day(day("2025-11-01")));
    assert_eq!(told(&working, working.day_ends(day("2026-11-03")).unwrap()), "2026-11-03 17:00");
}

#[test]
fn own_dates_beat_the_calendar_and_the_week() {
    let working = written(&json!({
        "days_off": ["2026-11-30", "2025-11-01"],
        "working_days": ["2026-01-05", "2026-11-28", "2026-11-03"],
    }));
    let days = ["2026-11-30", "2025-11-01", "2026-01-05", "2026-11-28", "2026-11-03"].map(day);
    assert_eq!(days.map(|day| working.is_working_day(day)), [false, false, true, true, true]);
    // A day that is named works in full.
    assert_eq!(told(&working, working.day_ends(day("2026-11-03")).unwrap()), "2026-11-03 17:00");
    assert_eq!(told(&working, working.day_starts(day("2026-11-28")).unwrap()), "2026-11-28 08:00");
}

#[test]
fn a_day_off_neither_begins_nor_ends_but_has_a_usual_end() {
    let working = written(&json!({ "fri": ["08:00-12:00", "13:00-16:00"] }));
    let saturday = day("2026-11-28");
    assert_eq!((working.day_starts(saturday), working.day_ends(saturday)), (None, None));
    let usual_end = |text| told(&working, working.usual_end(day(text)));
    assert_eq!(usual_end("2026-11-28"), "2026-11-28 17:00");
    assert_eq!(usual_end("2026-11-27"), "2026-11-27 16:00");
    assert_eq!(usual_end("2026-05-01"), "2026-05-01 16:00");
    assert_eq!(usual_end("2026-11-03"), "2026-11-03 16:00");
}

#[test]
fn working_days_are_counted_both_ways() {
    let working = usual();
    let after = |text, count| working.working_day_after(day(text), count).to_string();
    let before = |text, count| working.working_day_before(day(text), count).to_string();
    assert_eq!(after("2026-11-27", 0), "2026-11-27");
    assert_eq!(after("2026-11-28", 0), "2026-11-30");
    assert_eq!(after("2026-11-28", 1), "2026-11-30");
    assert_eq!(after("2026-11-27", 1), "2026-11-30");
    assert_eq!(after("2026-12-30", 2), "2027-01-12");
    assert_eq!(before("2026-11-30", 0), "2026-11-30");
    assert_eq!(before("2026-11-29", 0), "2026-11-27");
    assert_eq!(before("2026-11-29", 1), "2026-11-27");
    assert_eq!(before("2026-11-30", 1), "2026-11-27");
    assert_eq!(before("2027-01-12", 2), "2026-12-30");
}

#[test]
fn a_year_without_official_days_is_a_forecast() {
    let working = usual();
    assert_eq!([2024, 2027, 2028, 2200].map(|year| working.is_forecast(year)), [false, false, true, true]);
    assert!(!written(&json!({ "holidays": "none" })).is_forecast(2028));
    // Where even the forecast ends, the week is left.
    assert!(working.is_working_day(day("2150-01-01")));
    assert!(!working.is_working_day(day("2150-01-03")));
}
