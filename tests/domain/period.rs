//! The days a digest tells of, and what they are compared with.

use chrono::NaiveDate;
use mcu_bot::domain::digest::{Digest, Edition};
use mcu_bot::domain::ids::UnitCode;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::period::{Period, Span};
use mcu_bot::domain::working_time::{Calendars, WorkingTime};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(first: &str, last: &str) -> Period {
    Period { first: day(first), last: day(last) }
}

/// Five days of eight hours, the Russian production calendar.
fn time() -> WorkingTime {
    let file = include_str!("../world/directory.toml");
    let directory = mcu_bot::domain::directory::file::parse(file).unwrap().directory;
    Calendars::of(&directory).centre().clone()
}

#[test]
fn a_morning_tells_of_everything_since_the_last_working_day_began() {
    let since = |today: &str| Period::since_last(day(today), None, &time());
    assert_eq!(since("2026-11-27"), period("2026-11-26", "2026-11-26"), "Friday of Thursday");
    assert_eq!(since("2026-11-30"), period("2026-11-27", "2026-11-29"), "Monday of Friday to Sunday");
    assert_eq!(since("2027-01-11"), period("2026-12-30", "2027-01-10"), "after the holidays of the whole break");
    assert_eq!(since("2027-02-20"), period("2027-02-19", "2027-02-19"), "a working Saturday is a day like others");
}

#[test]
fn days_whose_digest_did_not_come_are_told_in_the_next() {
    let told = Period::since_last(day("2026-11-27"), Some(day("2026-11-24")), &time());
    assert_eq!(told, period("2026-11-24", "2026-11-26"));
}

#[test]
fn a_day_is_compared_with_the_day_before_and_a_weekend_with_a_weekend() {
    let one = period("2026-11-26", "2026-11-26");
    assert_eq!(one.compared(), period("2026-11-25", "2026-11-25"));
    assert_eq!(one.usual().len(), 7);
    assert_eq!(one.usual().last(), Some(&period("2026-11-19", "2026-11-19")));
    let weekend = period("2026-11-27", "2026-11-29");
    assert_eq!(weekend.compared(), period("2026-11-20", "2026-11-22"));
    assert_eq!(weekend.usual().last(), Some(&period("2026-10-30", "2026-11-01")));
    let holidays = period("2026-12-31", "2027-01-10");
    assert_eq!(holidays.compared(), period("2026-12-17", "2026-12-27"), "the same weekdays, and none of its own days");
}

#[test]
fn spans_end_on_their_day() {
    assert_eq!(Span::Week.ending(day("2026-11-26")), period("2026-11-20", "2026-11-26"));
    assert_eq!(Span::Week.ending(day("2026-11-26")).before(), period("2026-11-13", "2026-11-19"));
    assert_eq!(Span::Quarter.ending(day("2026-11-26")).days(), 91);
}

fn comes(edition: Edition, on: &str) -> bool {
    let digest = Digest { edition, unit: UnitCode("adm".to_owned()), at: 9 * 60, chat: None };
    digest.comes_on(day(on), &time()).is_some()
}

#[test]
fn a_daily_digest_comes_on_working_days_only() {
    assert!(comes(Edition::Daily, "2026-11-27"));
    assert!(!comes(Edition::Daily, "2026-11-28"));
    assert!(!comes(Edition::Daily, "2026-12-31"), "off in 2026");
    assert!(comes(Edition::Daily, "2027-02-20"), "a working Saturday");
}

#[test]
fn a_weekly_digest_comes_on_the_first_working_day_of_the_week_and_a_monthly_one_of_the_month() {
    assert!(comes(Edition::Weekly, "2026-11-30") && !comes(Edition::Weekly, "2026-12-01"));
    assert!(comes(Edition::Weekly, "2027-03-09") && !comes(Edition::Weekly, "2027-03-08"), "after the holiday");
    assert!(comes(Edition::Monthly, "2026-12-01") && !comes(Edition::Monthly, "2026-12-02"));
    assert!(comes(Edition::Monthly, "2027-01-11"), "after the holidays");
}

#[test]
fn weeks_and_months_are_told_whole() {
    let of = |edition, today: &str| {
        Digest { edition, unit: UnitCode("adm".to_owned()), at: 9 * 60, chat: None }.period(day(today), None, &time())
    };
    assert_eq!(of(Edition::Weekly, "2026-11-30"), period("2026-11-23", "2026-11-29"));
    assert_eq!(of(Edition::Monthly, "2027-01-11"), period("2026-12-01", "2026-12-31"));
}

#[test]
fn a_report_of_days_that_go_on_ends_now() {
    let time = time();
    let noon = day("2026-11-26").and_hms_opt(12, 0, 0).and_then(|at| Moment::from_local(time.zone(), at)).unwrap();
    assert_eq!(period("2026-11-20", "2026-11-26").end(&time, noon), noon);
    assert!(period("2026-11-20", "2026-11-25").end(&time, noon) < noon);
}
