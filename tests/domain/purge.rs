//! What may stay of a step, and from which day on.

use chrono_tz::Europe::Astrakhan;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::purge::{Cutoff, Destroyed, stays};
use mcu_bot::domain::ways::Action;

#[test]
fn codes_and_times_stay_and_words_of_people_go() {
    let kept = [
        (Action::Register, "roads"),
        (Action::Close, "solved"),
        (Action::Reject, "spam"),
        (Action::NotOurs, "roads zhkh place"),
        (Action::Recount, "1795772700000 -"),
        (Action::Interim, "2026-12-01"),
        (Action::HandOver, "Специалист дорог"),
    ];
    for (action, detail) in kept {
        assert!(stays(action, detail), "{action:?} {detail}");
    }
    let gone = [
        (Action::Reject, "Петрова пишет не впервые"),
        (Action::NotOurs, "roads ? двор Петровой"),
        (Action::Edit, "Петрова"),
        (Action::Return, "contact"),
        (Action::Reopen, "Житель не согласен"),
        (Action::Publish, "https://vk.com/wall-1_2?reply=3"),
        (Action::ChangePlace, "ул. Ленина, 12 → ул. Мира"),
        (Action::AskExtension, "1796036400000 ждём Петрову"),
        (Action::AcceptFor, "call Петров"),
        (Action::Interim, "call Петров"),
    ];
    for (action, detail) in gone {
        assert!(!stays(action, detail), "{action:?} {detail}");
    }
}

#[test]
fn what_ended_more_than_so_many_days_ago_is_due() {
    // Friday 27 November 2026, 00:30 in Astrakhan, where it is still Thursday in London.
    let now = Moment::from_millis(1_795_725_000_000);
    let cutoff = Cutoff::of(now, 1, Astrakhan);
    assert_eq!(cutoff.day.to_string(), "2026-11-26");
    assert_eq!(cutoff.at.local(Astrakhan).to_rfc3339(), "2026-11-26T00:00:00+04:00");
    assert_eq!(Cutoff::of(now, u32::MAX, Astrakhan).day.to_string(), "1970-01-01");
}

#[test]
fn reports_of_pieces_add_up() {
    let at = |millis| Some(Moment::from_millis(millis));
    let mut sum = Destroyed { incidents: 1, files: 2, first: at(5), last: at(7), ..Destroyed::default() };
    sum += Destroyed { incidents: 2, others: 3, first: at(3), last: at(6), ..Destroyed::default() };
    sum += Destroyed::default();
    assert_eq!(sum, Destroyed { incidents: 3, files: 2, others: 3, first: at(3), last: at(7), ..Destroyed::default() });
}
