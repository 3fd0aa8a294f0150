//! What the figures of a digest mean: cases counted by hand.

use chrono::NaiveDate;
use mcu_bot::domain::figures::{Behind, Compared, Figures, Growth, Stands, Verdict, average, grows, sums};
use mcu_bot::domain::ids::{TopicCode, UnitCode};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::period::Period;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Nothing has happened.
fn quiet() -> Figures {
    let yesterday = Period { first: day("2026-11-26"), last: day("2026-11-26") };
    Figures {
        unit: UnitCode("adm".to_owned()),
        period: yesterday,
        at: Moment::from_millis(0),
        missed: 0,
        received: Compared::default(),
        solved: Compared::default(),
        in_time: 0,
        in_work: Stands::default(),
        monitoring: Stands::default(),
        overdue: Stands::default(),
        due_today: 0,
        forgotten: 0,
        groups: Vec::new(),
        growing: Vec::new(),
        settlements: Vec::new(),
        channels: Vec::new(),
        rated: yesterday,
        rating: Vec::new(),
        longest: Vec::new(),
    }
}

fn verdict(value: i64, usual: Option<f64>) -> Verdict {
    Figures { received: Compared { value, before: None, usual }, ..quiet() }.verdict()
}

#[test]
fn more_complaints_than_usual_are_tenser_and_fewer_calmer() {
    assert_eq!(verdict(12, None), Verdict::First);
    // 15 per cent of 20 are 3: from 17 to 23 it is as usual, without the ends.
    assert_eq!(verdict(17, Some(20.0)), Verdict::Calmer);
    assert_eq!(verdict(18, Some(20.0)), Verdict::Usual);
    assert_eq!(verdict(22, Some(20.0)), Verdict::Usual);
    assert_eq!(verdict(23, Some(20.0)), Verdict::Tenser);
    // Of small numbers one more says nothing, two do.
    assert_eq!(verdict(2, Some(1.0)), Verdict::Usual);
    assert_eq!(verdict(3, Some(1.0)), Verdict::Tenser);
}

#[test]
fn a_topic_grows_when_it_is_twice_the_usual_and_more_than_a_few() {
    assert_eq!(grows(6, 3.0), Some(2.0));
    assert_eq!(grows(5, 3.0), None);
    assert_eq!(grows(2, 0.0), None, "two are no growth");
    assert_eq!(grows(3, 0.0), Some(6.0), "what never came before counts as half of one");
    let grown = Growth::of(TopicCode("snow".to_owned()), 9, 3.0).map(|growth| growth.times());
    assert_eq!(grown, Some(3.0));
}

#[test]
fn an_average_is_of_the_days_that_are_known() {
    let days: Vec<Period> =
        ["2026-11-23", "2026-11-24", "2026-11-25"].map(day).map(|day| Period { first: day, last: day }).into();
    let count = |period: Period| if period.first == day("2026-11-25") { 7 } else { 2 };
    assert_eq!(average(&days, Some(day("2026-11-24")), count), Some(4.5));
    assert_eq!(average(&days, Some(day("2026-11-26")), count), None);
    assert_eq!(average(&days, None, count), None);
}

#[test]
fn sums_put_the_largest_first_and_equals_in_order() {
    let counts = [("snow", 2), ("roads", 3), ("water", 1), ("snow", 1)];
    assert_eq!(sums(counts.into_iter()), [("roads", 3), ("snow", 3), ("water", 1)]);
}

#[test]
fn a_quiet_day_has_nothing_in_it_and_nothing_open() {
    assert!(quiet().is_quiet());
    assert!(!Figures { in_work: Stands { value: 1, before: None }, ..quiet() }.is_quiet());
    let full = Figures { due_today: 4, forgotten: 2, ..quiet() };
    assert_eq!(Behind::ALL.iter().map(|what| full.behind(*what)).collect::<Vec<_>>(), [0, 0, 0, 0, 0, 4, 2]);
}
