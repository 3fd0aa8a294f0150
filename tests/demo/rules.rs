//! What was made up keeps the rules by which the product works.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::Result;
use chrono::Datelike;
use mcu_bot::domain::clocks::{Clocks, Schedule};
use mcu_bot::domain::history::Step;
use mcu_bot::domain::incident::{Channel, Importance, Incident, ReplyState, Status};
use mcu_bot::domain::owed::OwedBy;
use mcu_bot::domain::ways::{Action, WAYS};
use mcu_bot::store::bulk::Whole;

use super::{counts, day, district, found, made_up, quarter, wanted};

#[test]
fn one_seed_tells_one_history() {
    let directory = district();
    let history = || made_up(&directory, wanted(&directory, day(2026, 10, 20), 25));
    assert_eq!(history(), history());
    let another = made_up(&directory, super::Wanted { seed: 1, ..wanted(&directory, day(2026, 10, 20), 25) });
    assert_ne!(history(), another);
}

#[test]
fn numbers_and_ids_have_no_gaps() {
    let directory = district();
    let mut last: BTreeMap<i32, i64> = BTreeMap::new();
    let days = super::Period { first: day(2025, 12, 20), last: day(2026, 1, 20) };
    let wholes = made_up(&directory, super::Wanted { days, ..wanted(&directory, day(2026, 1, 20), 25) });
    let mut registered = None;
    for (whole, id) in wholes.iter().zip(1..) {
        assert_eq!(whole.incident.id.0, id);
        if let Some(number) = whole.incident.number {
            let before = last.insert(number.year, number.sequence).unwrap_or_default();
            assert_eq!(number.sequence, before + 1);
            assert!(registered <= whole.incident.registered_at, "numbers are given in the order of registration");
            registered = whole.incident.registered_at;
            let local = whole.incident.registered_at.unwrap().local(directory.centre.time_zone);
            assert_eq!(local.year(), number.year);
        }
    }
    assert_eq!(last.len(), 2);
}

#[test]
fn every_step_is_a_way_and_time_goes_on() {
    for whole in quarter(&district()) {
        let steps = &whole.steps;
        assert_eq!(steps[0].action, Action::Create);
        for pair in steps.windows(2) {
            assert!(pair[0].at <= pair[1].at, "{steps:#?}");
            assert_eq!(pair[0].to, pair[1].from, "{steps:#?}");
            let Step { action, from, .. } = pair[1];
            assert!(WAYS.iter().any(|way| way.action == action && way.from.contains(&from)), "{action:?} {from:?}");
        }
        let Incident { status, version, status_since, .. } = whole.incident;
        assert_eq!(steps.last().unwrap().to, status);
        assert_eq!(i64::try_from(steps.len()).unwrap(), version, "a change for each step but the first");
        let moved = steps.iter().rev().find(|step| step.from != step.to).map_or(steps[0].at, |step| step.at);
        assert_eq!(status_since, moved);
    }
}

#[test]
fn fields_are_as_the_status_says() {
    let directory = district();
    let end = wanted(&directory, day(2026, 12, 30), 25).now;
    for whole in quarter(&directory) {
        let incident = &whole.incident;
        let is = |statuses: &[Status]| statuses.contains(&incident.status);
        assert_eq!(incident.number.is_none(), is(&[Status::Draft, Status::Rejected, Status::Duplicate]));
        assert_eq!(incident.number.is_some(), incident.registered_at.is_some());
        assert_eq!(incident.closed_at.is_some(), is(&[Status::Closed, Status::Rejected, Status::Duplicate]));
        assert_eq!(incident.outcome.is_some(), is(&[Status::Closed]));
        assert_eq!(incident.duplicate_of.is_some(), is(&[Status::Duplicate]));
        assert_eq!(whole.received.is_some(), incident.number.is_some());
        if is(&[Status::InProgress, Status::Review, Status::Approved, Status::Published, Status::Closed]) {
            assert!(incident.unit.is_some() && incident.assignee.is_some() && incident.accepted_at.is_some());
        }
        assert!(incident.created_at <= end && whole.steps.iter().all(|step| step.at <= end));
        assert!(incident.topic.iter().all(|code| directory.topic(code).is_some()));
        assert!(incident.unit.iter().all(|code| directory.unit(code).is_some()));
        assert!(incident.settlement.iter().all(|code| directory.settlement(code).is_some()));
        assert!(!incident.text.contains(['{', '}']), "{}", incident.text);
        let last = whole.replies.last().map(|judged| judged.reply.state);
        let expected = match incident.status {
            Status::Review => Some(ReplyState::Review),
            Status::Rework => Some(ReplyState::Returned),
            Status::Approved => Some(ReplyState::Approved),
            Status::Published | Status::Closed | Status::Monitoring => Some(ReplyState::Published),
            _ => last,
        };
        assert_eq!(last, expected, "{:?}", incident.status);
    }
}

#[test]
fn clocks_are_those_of_the_rules() {
    let directory = district();
    let schedule = Schedule::of(&directory);
    let clocks = Clocks { directory: &directory, schedule: &schedule };
    let end = wanted(&directory, day(2026, 12, 30), 25).now;
    for whole in quarter(&directory).iter().filter(|whole| whole.incident.number.is_some()) {
        let mut counted = whole.incident.clone();
        clocks.count(&mut counted, end);
        let Incident { accept_due, reply_due, final_due, .. } = whole.incident;
        assert_eq!((counted.accept_due, counted.reply_due, counted.final_due), (accept_due, reply_due, final_due));
        assert_eq!(counted.looked_until, whole.incident.looked_until, "nothing has moved");
        assert_eq!(whole.incident.idle_due, clocks.idle_due(&whole.incident));
        assert_eq!(whole.incident.look_at, clocks.next_look(&whole.incident));
        if whole.incident.status.is_open() {
            assert_eq!(whole.incident.looked_until, end);
            assert!(whole.incident.look_at.is_none_or(|at| at > end), "the past is not told again");
            assert!(clocks.alarms(&whole.incident, end).is_empty());
        } else {
            assert_eq!(whole.incident.look_at, None);
        }
    }
}

#[test]
fn what_is_owed_is_what_happened() {
    let directory = district();
    for whole in quarter(&directory) {
        let zone = directory.centre.time_zone;
        let sent: BTreeSet<_> = whole.replies.iter().filter_map(|judged| judged.reply.sent_at).collect();
        let keys: Vec<_> = whole.owed.iter().map(|row| row.key.clone()).collect();
        assert!(keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key)), "one row a clock: {keys:#?}");
        for row in &whole.owed {
            let allowed = row.allowed.unwrap();
            assert_eq!(row.due_day, Some(allowed.due.local(zone).date_naive()));
            assert!(row.key.since < allowed.due && allowed.term > Duration::ZERO);
            if let Some(answered) = row.answered {
                assert!(sent.contains(&answered.at) && row.left_at.is_none());
                assert_eq!(answered.day, answered.at.local(zone).date_naive());
                let used = answered.used.unwrap();
                if row.returns == 0 {
                    assert_eq!(answered.at <= allowed.due, used <= allowed.term, "{row:#?}");
                }
                assert!(!answered.in_time || answered.at <= allowed.due);
            }
            assert!(row.closed_day.is_none() || row.answered.is_some_and(|answered| answered.accepted));
        }
        agrees(whole);
    }
}

/// The rows of the last round, with the status.
fn agrees(whole: &Whole) {
    let incident = &whole.incident;
    let current = incident.owed().and_then(|key| whole.owed.iter().find(|row| row.key == key));
    let answered = current.is_some_and(|row| row.answered.is_some());
    match incident.status {
        Status::Assigned | Status::InProgress | Status::Rework => assert!(current.is_some() && !answered),
        Status::Monitoring => assert!(current.is_some_and(|row| row.key.by == OwedBy::Final) && !answered),
        Status::Review | Status::Approved | Status::Published => assert!(answered),
        Status::Closed => assert!(current.is_some_and(|row| row.closed_day.is_some())),
        Status::New | Status::Draft | Status::Rejected | Status::Duplicate => assert!(current.is_none()),
    }
    let others = whole.owed.iter().filter(|row| Some(&row.key) != current.map(|current| &current.key));
    assert!(others.into_iter().all(|row| row.answered.is_some() || row.left_at.is_some()), "{:#?}", whole.owed);
    let returns = whole.steps.iter().filter(|step| step.action == Action::Return).count();
    assert_eq!(whole.owed.iter().map(|row| row.returns).sum::<i64>(), i64::try_from(returns).unwrap());
}

#[test]
fn everything_happens_now_and_then() -> Result<()> {
    let wholes = quarter(&district());
    assert!((2000..3200).contains(&wholes.len()), "{}", wholes.len());
    let took = |action| move |whole: &Whole| whole.steps.iter().any(|step| step.action == action);
    let rare = [
        Action::Assign,
        Action::NotOurs,
        Action::Interim,
        Action::PromisedDay,
        Action::Return,
        Action::Rate,
        Action::Followed,
        Action::Reopen,
        Action::Duplicate,
        Action::Reject,
    ];
    for action in rare {
        found(wholes, action.code(), took(action))?;
    }
    found(wholes, "critical incident", |whole| whole.incident.importance == Importance::Critical)?;
    let closed = wholes.iter().filter(|whole| whole.incident.status == Status::Closed);
    assert!(closed.clone().count() * 10 > wholes.len() * 7);
    assert!(closed.clone().all(|whole| whole.steps.len() >= 6));
    let channels = counts(wholes.iter().map(|whole| whole.incident.channel));
    assert!(channels.iter().all(|(channel, count)| *channel == Channel::Vk || count < &channels[&Channel::Vk]));
    let topics = counts(wholes.iter().filter_map(|whole| whole.incident.topic.clone()));
    assert!(topics[&"heating".into()] > topics[&"roads-potholes".into()], "it is autumn");
    let late = wholes.iter().flat_map(|whole| &whole.owed);
    let late = late.filter(|row| row.answered.is_some_and(|answered| !answered.in_time)).count();
    assert!((wholes.len() / 50..wholes.len() / 5).contains(&late), "{late} late");
    Ok(())
}

#[test]
fn the_last_days_leave_open_incidents_of_all_statuses() {
    let directory = district();
    let wanted = wanted(&directory, day(2026, 11, 26), 400);
    let now = wanted.now;
    let wholes = made_up(&directory, wanted);
    let statuses = counts(wholes.iter().map(|whole| whole.incident.status));
    assert!(Status::ALL.iter().all(|status| statuses.contains_key(status)), "{statuses:?}");
    let overdue = |whole: &&Whole| whole.incident.is_clocked() && whole.incident.due().is_some_and(|due| due < now);
    let overdue = wholes.iter().filter(overdue).count();
    assert!((1..=60).contains(&overdue), "{overdue} overdue of {}", wholes.len());
}
