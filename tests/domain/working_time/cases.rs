//! When terms are due, by hand.

use std::time::Duration;

use mcu_bot::domain::moment::Moment;
use serde_json::json;

use super::{always, assert_due, at, term, told, usual, written};

const HOUR: Duration = Duration::from_secs(3_600);
const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn terms_end_as_the_domain_page_says() {
    let cases = [
        ("2026-11-28 23:00", "8 wh", "2026-11-30 17:00"),
        ("2026-11-27 14:05", "8 wh", "2026-11-30 14:05"),
        ("2026-11-27 14:05", "7 wd", "2026-12-08 17:00"),
        ("2026-11-27 14:05", "30 d", "2026-12-25 17:00"),
        ("2026-11-27 14:05", "3 h", "2026-11-27 17:05"),
        ("2026-11-27 23:50", "30 min", "2026-11-28 00:20"),
    ];
    assert_due(&usual(), &cases);
}

#[test]
fn hours_stand_still_at_lunch_and_at_night() {
    let cases = [
        ("2026-11-27 11:00", "1 wh", "2026-11-27 12:00"),
        ("2026-11-27 11:30", "1 wh", "2026-11-27 13:30"),
        ("2026-11-27 12:00", "30 wmin", "2026-11-27 13:30"),
        ("2026-11-27 12:30", "30 wmin", "2026-11-27 13:30"),
        ("2026-11-27 00:00", "1 wh", "2026-11-27 09:00"),
        ("2026-11-26 17:00", "1 wh", "2026-11-27 09:00"),
        ("2026-11-26 16:59", "1 wmin", "2026-11-26 17:00"),
        ("2026-11-26 16:59", "2 wmin", "2026-11-27 08:01"),
        ("2026-11-26 08:00", "8 wh", "2026-11-26 17:00"),
    ];
    assert_due(&usual(), &cases);
}

#[test]
fn a_calendar_term_on_a_day_off_goes_where_the_centre_wants_it() {
    let of = |ends: &str| written(&json!({ "calendar_term_ends_on_day_off": ends }));
    assert_due(&of("previous"), &[("2026-11-27 14:05", "30 d", "2026-12-25 17:00")]);
    assert_due(&of("next"), &[("2026-11-27 14:05", "30 d", "2026-12-28 17:00")]);
    assert_due(&of("as_is"), &[("2026-11-27 14:05", "30 d", "2026-12-27 17:00")]);
    assert_due(&of("as_is"), &[("2026-11-02 14:05", "2 d", "2026-11-04 17:00")]);
}

#[test]
fn a_calendar_term_never_ends_before_it_began() {
    let cases = [
        ("2026-11-27 16:59", "1 d", "2026-11-27 17:00"),
        ("2026-11-27 17:00", "1 d", "2026-11-30 17:00"),
        ("2026-11-28 09:00", "1 d", "2026-11-30 17:00"),
        ("2027-01-02 12:00", "3 d", "2027-01-11 17:00"),
    ];
    assert_due(&usual(), &cases);
}

#[test]
fn days_are_counted_from_the_day_after() {
    let cases = [
        ("2026-11-27 00:00", "1 wd", "2026-11-30 17:00"),
        ("2026-11-27 23:59", "1 wd", "2026-11-30 17:00"),
        ("2026-11-28 10:00", "1 wd", "2026-11-30 17:00"),
        ("2026-11-30 10:00", "1 d", "2026-12-01 17:00"),
        ("2026-11-01 10:00", "2 d", "2026-11-03 16:00"),
    ];
    assert_due(&usual(), &cases);
}

#[test]
fn nothing_is_due_in_the_new_year_holidays() {
    let cases = [
        ("2026-12-30 16:00", "2 wh", "2027-01-11 09:00"),
        ("2026-12-30 10:00", "1 wd", "2027-01-11 17:00"),
        ("2026-12-25 10:00", "10 d", "2026-12-30 17:00"),
        ("2025-12-30 16:00", "2 wh", "2026-01-12 09:00"),
        ("2027-01-05 03:00", "8 wh", "2027-01-11 17:00"),
    ];
    assert_due(&usual(), &cases);
}

#[test]
fn working_saturdays_count_and_are_short() {
    let cases = [
        ("2025-10-31 16:00", "2 wh", "2025-11-01 09:00"),
        ("2025-11-01 15:30", "1 wh", "2025-11-05 08:30"),
        ("2025-10-31 10:00", "1 wd", "2025-11-01 16:00"),
        ("2027-02-19 16:00", "2 wh", "2027-02-20 09:00"),
        ("2027-02-20 15:59", "2 wmin", "2027-02-24 08:01"),
        ("2027-02-10 10:00", "10 d", "2027-02-20 16:00"),
    ];
    assert_due(&usual(), &cases);
}

#[test]
fn a_shortened_day_ends_with_its_last_minute() {
    let working = usual();
    let cases = [
        ("2026-11-03 15:59", "1 wmin", "2026-11-03 16:00"),
        ("2026-11-03 15:59", "2 wmin", "2026-11-05 08:01"),
        ("2026-11-03 16:00", "1 wmin", "2026-11-05 08:01"),
        ("2026-11-02 14:05", "1 wd", "2026-11-03 16:00"),
    ];
    assert_due(&working, &cases);
    let end = at(&working, "2026-11-03 16:00");
    assert!(working.is_working(end.minus(Duration::from_millis(1))));
    assert!(!working.is_working(end));
}

#[test]
fn an_hour_less_goes_on_into_the_period_before() {
    let working = written(&json!({ "hours": ["08:00-12:00", "13:00-16:30", "17:00-17:30"] }));
    let cases = [
        ("2026-11-03 15:59", "1 wmin", "2026-11-03 16:00"),
        ("2026-11-03 10:00", "7 wh", "2026-11-05 10:00"),
        ("2026-11-02 10:00", "1 wd", "2026-11-03 16:00"),
    ];
    assert_due(&working, &cases);
    let exactly = written(&json!({ "hours": ["08:00-12:00", "13:00-14:00"] }));
    assert_due(&exactly, &[("2026-11-02 10:00", "1 wd", "2026-11-03 12:00")]);
}

#[test]
fn an_hour_of_work_is_nothing_on_a_shortened_day() {
    let working = written(&json!({ "hours": ["08:00-09:00"] }));
    assert_due(&working, &[("2026-11-02 10:00", "1 wd", "2026-11-05 09:00")]);
    assert_due(&working, &[("2026-11-02 10:00", "30 wmin", "2026-11-05 08:30")]);
}

#[test]
fn round_the_clock_every_minute_counts() {
    let cases = [
        ("2026-11-28 23:00", "8 wh", "2026-11-29 07:00"),
        ("2026-12-31 23:30", "1 wh", "2027-01-01 00:30"),
        ("2026-11-03 23:30", "30 wmin", "2026-11-04 00:00"),
        ("2026-11-27 14:05", "30 d", "2026-12-28 00:00"),
        ("2026-11-27 14:05", "7 wd", "2026-12-05 00:00"),
    ];
    assert_due(&written(&always()), &cases);
}

#[test]
fn used_time_is_working_time_between() {
    let working = usual();
    let used = |from, to| working.used(at(&working, from), at(&working, to));
    assert_eq!(used("2026-11-27 14:05", "2026-11-30 14:05"), 8 * HOUR);
    assert_eq!(used("2026-11-27 11:59", "2026-11-27 13:01"), 2 * MINUTE);
    assert_eq!(used("2026-11-27 17:00", "2026-11-30 08:00"), Duration::ZERO);
    assert_eq!(used("2026-11-03 00:00", "2026-11-04 00:00"), 7 * HOUR);
    assert_eq!(used("2026-12-30 12:00", "2027-01-11 12:00"), 8 * HOUR);
    assert_eq!(used("2026-11-27 14:05", "2026-11-27 14:05"), Duration::ZERO);
    assert_eq!(used("2026-11-30 14:05", "2026-11-27 14:05"), Duration::ZERO);
}

#[test]
fn the_way_back_is_the_way_there() {
    let working = usual();
    let before = |end, work| told(&working, working.before(at(&working, end), work));
    assert_eq!(before("2026-11-30 14:05", 8 * HOUR), "2026-11-27 14:05");
    assert_eq!(before("2026-11-30 17:00", 2 * HOUR), "2026-11-30 15:00");
    assert_eq!(before("2026-11-30 08:00", HOUR), "2026-11-27 16:00");
    assert_eq!(before("2026-11-30 13:30", HOUR), "2026-11-30 11:30");
    assert_eq!(before("2026-11-30 13:30", 30 * MINUTE), "2026-11-30 13:00");
    assert_eq!(before("2026-11-05 08:30", HOUR), "2026-11-03 15:30");
    assert_eq!(before("2026-11-29 12:00", Duration::ZERO), "2026-11-29 12:00");
}

#[test]
fn nothing_to_do_is_done_at_once() {
    let working = usual();
    let night = at(&working, "2026-11-28 23:00");
    assert_eq!(working.add(night, Duration::ZERO), night);
}

#[test]
fn a_second_of_work_counts_as_one() {
    let working = usual();
    let start = at(&working, "2026-11-27 16:59").plus(Duration::from_millis(59_250));
    let due = working.due(term("1 wmin"), start);
    assert_eq!(due, at(&working, "2026-11-30 08:00").plus(Duration::from_millis(59_250)));
    assert_eq!(working.used(start, due), MINUTE);
}

#[test]
fn the_next_working_moment_is_now_or_when_work_begins() {
    let working = usual();
    let next = |text| told(&working, working.next_working(at(&working, text)));
    assert_eq!(next("2026-11-27 14:05"), "2026-11-27 14:05");
    assert_eq!(next("2026-11-27 12:00"), "2026-11-27 13:00");
    assert_eq!(next("2026-11-27 17:00"), "2026-11-30 08:00");
    assert_eq!(next("2026-11-28 23:00"), "2026-11-30 08:00");
    assert_eq!(next("2026-11-30 08:00"), "2026-11-30 08:00");
    assert_eq!(next("2026-12-31 09:00"), "2027-01-11 08:00");
}

#[test]
fn moments_out_of_every_calendar_harm_nothing() {
    let working = usual();
    let now = at(&working, "2026-11-27 14:05");
    for odd in [Moment::from_millis(i64::MIN), Moment::from_millis(i64::MAX)] {
        let terms = ["9999 wh", "9999 wd", "9999 d", "9999 h"].map(term);
        let _ = terms.map(|term| working.due(term, odd));
        let _ = (working.used(now, odd), working.used(odd, now), working.before(odd, HOUR));
        let _ = (working.next_working(odd), working.is_working(odd));
    }
}
