//! Clocks elsewhere, and nights on which they change.

use std::time::Duration;

use chrono_tz::Tz;
use serde_json::json;

use super::{always, assert_due, at, day, told, written_in};

const HOUR: Duration = Duration::from_secs(3_600);

#[test]
fn another_zone_counts_by_its_own_clocks() {
    let working = written_in(Tz::Asia__Vladivostok, &json!({}));
    let cases = [
        ("2026-11-28 23:00", "8 wh", "2026-11-30 17:00"),
        ("2026-11-27 14:05", "7 wd", "2026-12-08 17:00"),
        ("2026-11-27 00:30", "1 wd", "2026-11-30 17:00"),
    ];
    assert_due(&working, &cases);
    let astrakhan = written_in(Tz::Europe__Astrakhan, &json!({}));
    // Friday evening there, Friday noon here: 16:00 UTC+10 is 10:00 UTC+4.
    let moment = at(&working, "2026-11-27 16:00");
    assert_eq!(told(&astrakhan, moment), "2026-11-27 10:00");
    assert_eq!(told(&working, working.add(moment, 2 * HOUR)), "2026-11-30 09:00");
    assert_eq!(told(&astrakhan, astrakhan.add(moment, 2 * HOUR)), "2026-11-27 12:00");
}

#[test]
fn changing_clocks_change_no_working_hours() {
    let working = written_in(Tz::Europe__Berlin, &json!({ "holidays": "none" }));
    let cases = [
        ("2026-03-27 16:00", "2 wh", "2026-03-30 09:00"),
        ("2026-10-23 16:00", "2 wh", "2026-10-26 09:00"),
        ("2026-03-27 14:00", "2 d", "2026-03-27 17:00"),
        ("2026-03-28 12:00", "3 h", "2026-03-28 15:00"),
        ("2026-03-28 23:00", "4 h", "2026-03-29 04:00"),
    ];
    assert_due(&working, &cases);
}

#[test]
fn a_night_is_as_long_as_it_is() {
    let working = written_in(Tz::Europe__Berlin, &always());
    let used = |from, to| working.used(at(&working, from), at(&working, to));
    assert_eq!(used("2026-03-29 00:00", "2026-03-30 00:00"), 23 * HOUR);
    assert_eq!(used("2026-10-25 00:00", "2026-10-26 00:00"), 25 * HOUR);
    assert_due(&working, &[("2026-03-29 01:30", "1 wh", "2026-03-29 03:30")]);
    assert_due(&working, &[("2026-10-25 00:00", "25 wh", "2026-10-26 00:00")]);
    let end = at(&working, "2026-03-29 03:30");
    assert_eq!(told(&working, working.before(end, HOUR)), "2026-03-29 01:30");
}

#[test]
fn work_that_begins_when_no_clock_shows_it_begins_as_soon_as_one_does() {
    let working = written_in(Tz::Europe__Berlin, &json!({ "hours": ["02:30-06:00"], "sun": ["02:30-06:00"] }));
    let sunday = day("2026-03-29");
    assert_eq!(told(&working, working.day_starts(sunday).unwrap()), "2026-03-29 03:00");
    let (starts, ends) = working.day_starts(sunday).zip(working.day_ends(sunday)).unwrap();
    assert_eq!(working.used(starts, ends), 3 * HOUR);
}

#[test]
fn midnight_itself_may_be_left_out_or_come_twice() {
    let working = written_in(Tz::America__Santiago, &always());
    let spring = day("2026-09-06");
    assert_eq!(told(&working, working.day_starts(spring).unwrap()), "2026-09-06 01:00");
    assert_eq!(working.day_ends(day("2026-09-05")), working.day_starts(spring));
    let length = |date| working.day_ends(date).zip(working.day_starts(date)).map(|(ends, starts)| ends.since(starts));
    assert_eq!(length(spring), Some(23 * HOUR));
    assert_eq!(length(day("2026-04-04")), Some(25 * HOUR));
    assert_due(&working, &[("2026-09-05 23:30", "1 wh", "2026-09-06 01:30")]);
}

#[test]
fn a_day_that_no_clock_ever_showed_holds_no_work() {
    let working = written_in(Tz::Pacific__Apia, &json!({ "holidays": "none" }));
    let cases = [("2011-12-29 16:00", "2 wh", "2011-12-31 09:00")];
    let saturday = written_in(Tz::Pacific__Apia, &json!({ "holidays": "none", "sat": ["08:00-17:00"] }));
    assert_due(&saturday, &cases);
    assert_eq!(working.used(at(&working, "2011-12-29 17:00"), at(&working, "2011-12-31 17:00")), Duration::ZERO);
}
