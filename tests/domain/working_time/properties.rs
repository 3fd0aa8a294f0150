//! What holds for every calendar.

use std::time::Duration;

use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::term::{Term, TermUnit};
use mcu_bot::domain::working_time::{Calendars, WorkingTime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::sketch::{any_day, any_sketch};
use super::term;

const UNITS: [TermUnit; 6] = [
    TermUnit::WorkingHours,
    TermUnit::WorkingMinutes,
    TermUnit::Hours,
    TermUnit::Minutes,
    TermUnit::Days,
    TermUnit::WorkingDays,
];

fn any_term() -> impl Strategy<Value = Term> {
    (prop::sample::select(UNITS.to_vec()), prop_oneof![1..=60_u32, 1..=1_000_u32])
        .prop_map(|(unit, amount)| Term { amount, unit })
}

/// Some millisecond of 2025–2027.
fn any_moment() -> impl Strategy<Value = Moment> {
    (1_735_700_000_000_i64..1_830_000_000_000).prop_map(Moment::from_millis)
}

fn any_work() -> impl Strategy<Value = Duration> {
    (1..200 * 3_600_000_u64).prop_map(Duration::from_millis)
}

/// A table that `apply` lets in, or what somebody left in the database.
fn any_table() -> impl Strategy<Value = Option<Value>> {
    let broken = prop::sample::select(vec![
        json!({ "days": [] }),
        json!({ "hours": [] }),
        json!({ "days": [], "hours": [], "mon": [] }),
        json!({ "hours": ["17:00-08:00"] }),
        json!({ "hours": ["08:00-12:00", "11:00-17:00"] }),
        json!({ "hours": [8, 17], "days": "all" }),
        json!(null),
    ]);
    option::of(prop_oneof![3 => any_sketch().prop_map(|sketch| sketch.table()), 1 => broken])
}

fn try_everything(working: &WorkingTime, at: Moment) {
    let dues = ["9999 wh", "9999 wmin", "9999 wd", "9999 d", "9999 h"].map(|length| working.due(term(length), at));
    assert!(dues.iter().all(|due| *due > at), "{dues:?}");
    let day = working.day_of(at);
    let _ = (working.next_working(at), working.working_day_before(day, 9_999), working.usual_end(day));
    let _ = (working.before(at, Duration::from_secs(36_000_000)), working.used(at, dues[4]));
}

proptest! {
    #[test]
    fn every_term_is_due_after_its_start(sketch in any_sketch(), start in any_moment(), term in any_term()) {
        prop_assert!(sketch.calendar().due(term, start) > start);
    }

    #[test]
    fn a_working_term_is_used_up_when_it_is_due(sketch in any_sketch(), start in any_moment(), work in any_work()) {
        let calendar = sketch.calendar();
        let due = calendar.add(start, work);
        prop_assert_eq!(calendar.used(start, due), work);
        // And not a millisecond earlier.
        prop_assert!(calendar.used(start, due.minus(Duration::from_millis(1))) < work);
    }

    #[test]
    fn before_undoes_add(sketch in any_sketch(), start in any_moment(), work in any_work()) {
        let calendar = sketch.calendar();
        let due = calendar.add(start, work);
        prop_assert_eq!(calendar.before(due, work), calendar.next_working(start));
    }

    #[test]
    fn add_undoes_before(sketch in any_sketch(), end in any_moment(), work in any_work()) {
        let calendar = sketch.calendar();
        let start = calendar.before(end, work);
        prop_assert_eq!(calendar.used(start, end), work);
        let due = calendar.add(start, work);
        prop_assert!(due <= end);
        prop_assert_eq!(calendar.used(due, end), Duration::ZERO);
        prop_assert!(calendar.before(end, work + Duration::from_millis(1)) < start);
    }

    #[test]
    fn used_time_adds_up(sketch in any_sketch(), moments in [any_moment(), any_moment(), any_moment()]) {
        let calendar = sketch.calendar();
        let mut moments = moments;
        moments.sort_unstable();
        let [from, between, to] = moments;
        prop_assert_eq!(calendar.used(from, between) + calendar.used(between, to), calendar.used(from, to));
        prop_assert_eq!(calendar.used(to, from), Duration::ZERO);
    }

    #[test]
    fn a_further_day_off_never_makes_a_term_end_earlier(
        mut sketch in any_sketch(),
        start in any_moment(),
        length in any_term(),
        off in any_day(),
    ) {
        sketch.ends = "next";
        let mut later = sketch.clone();
        later.working.remove(&off);
        later.off.insert(off);
        prop_assert!(later.calendar().due(length, start) >= sketch.calendar().due(length, start));
    }

    #[test]
    fn days_and_moments_agree(sketch in any_sketch(), day in any_day()) {
        let calendar = sketch.calendar();
        let works = calendar.is_working_day(day);
        prop_assert_eq!(works, !sketch.minutes(day).is_empty());
        prop_assert_eq!(calendar.day_starts(day).is_some(), works);
        prop_assert_eq!(calendar.working_day_after(day, 0) == day, works);
        prop_assert_eq!(calendar.working_day_before(day, 0) == day, works);
        let next = calendar.working_day_after(day, 3);
        let back = calendar.working_day_before(next, 3);
        prop_assert_eq!(back, calendar.working_day_before(day, 0));
        if let Some((starts, ends)) = calendar.day_starts(day).zip(calendar.day_ends(day)) {
            prop_assert!(calendar.is_working(starts));
            prop_assert!(calendar.is_working(ends.minus(Duration::from_millis(1))));
            prop_assert_eq!(calendar.usual_end(day), ends);
        }
    }

    /// What the file lets in is never without working time.
    #[test]
    fn a_week_that_can_be_written_has_work(sketch in any_sketch()) {
        let section = format!("{}[working_time]\n{}", crate::directory::SMALL, toml(&sketch.table()));
        let directory = parse(&section).map_err(|errors| TestCaseError::fail(format!("{errors:?}")))?.directory;
        let calendar = Calendars::of(&directory);
        let start = Moment::from_millis(1_800_000_000_000);
        let month = Duration::from_secs(31 * 86_400);
        prop_assert!(calendar.centre().used(start, start.plus(month)) > Duration::ZERO);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Whatever is stored: tables nobody would let in, and units that stand above each other in a circle.
    #[test]
    fn no_search_goes_on_for_ever(
        tables in vec(any_table(), 6),
        parents in vec(option::of(0..5_usize), 5),
        start in any_moment(),
    ) {
        let mut directory = crate::domain::directory();
        directory.kept.extend(tables[5].clone().map(|table| ("working_time".to_owned(), table)));
        let codes: Vec<_> = directory.units.iter().map(|unit| unit.code.clone()).collect();
        for (place, unit) in directory.units.iter_mut().enumerate() {
            unit.working_time = tables[place].clone();
            unit.parent = parents[place].map(|parent| codes[parent].clone());
        }
        let calendars = Calendars::of(&directory);
        try_everything(calendars.centre(), start);
        for code in &codes {
            try_everything(calendars.of_unit(Some(code)), start);
        }
    }
}

/// A table of lists and words as TOML, which writes both as JSON does.
fn toml(table: &Value) -> String {
    let keys = table.as_object().into_iter().flatten();
    keys.map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join("\n")
}
