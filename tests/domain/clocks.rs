//! The clocks of an incident and what they have to say, by moments written by hand.

use chrono::NaiveDateTime;
use chrono_tz::Europe::Astrakhan;
use mcu_bot::domain::clocks::alarms::{Alarm, Planned};
use mcu_bot::domain::clocks::reminders::{Before, Reminders};
use mcu_bot::domain::clocks::{Clocks, Moved, Schedule};
use mcu_bot::domain::directory::{DeadlineRule, Directory};
use mcu_bot::domain::ids::PersonId;
use mcu_bot::domain::incident::{Channel, Importance, Incident, Kind, SetBy, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::term::Term;
use proptest::prelude::*;

use super::directory;

/// «27.11 14:05» of 2026, in Astrakhan.
fn on(moment: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(&moment.replacen(' ', ".2026 ", 1), "%d.%m.%Y %H:%M").unwrap();
    Moment::from_local(Astrakhan, local).unwrap()
}

fn shown(at: Moment) -> String {
    at.local(Astrakhan).format("%d.%m %H:%M").to_string()
}

fn term(written: &str) -> Term {
    written.parse().unwrap()
}

/// The example's terms, and a department of schools that answers in days.
fn ruled() -> Directory {
    let message = DeadlineRule { kind: Some(Kind::Message), ..DeadlineRule::default() };
    let deadlines = vec![
        DeadlineRule {
            accept: Some(term("1 wh")),
            reply: Some(term("8 wh")),
            final_: Some(term("7 wd")),
            ..message.clone()
        },
        DeadlineRule { importance: Some(Importance::High), reply: Some(term("4 wh")), ..message.clone() },
        DeadlineRule {
            importance: Some(Importance::Critical),
            accept: Some(term("30 min")),
            reply: Some(term("3 h")),
            ..message.clone()
        },
        DeadlineRule { unit: Some("school".into()), reply: Some(term("7 wd")), ..message.clone() },
        DeadlineRule { unit: Some("boiler".into()), reply: Some(term("30 d")), ..message },
    ];
    Directory { deadlines, ..directory() }
}

struct Rules {
    directory: Directory,
    schedule: Schedule,
}

impl Rules {
    fn new() -> Self {
        let directory = ruled();
        Self { schedule: Schedule::of(&directory), directory }
    }

    fn clocks(&self) -> Clocks<'_> {
        Clocks { directory: &self.directory, schedule: &self.schedule }
    }

    /// Registered and assigned at this moment.
    fn assigned(&self, unit: &str, at: Moment) -> Incident {
        let mut incident = Incident {
            status: Status::Assigned,
            unit: Some(unit.into()),
            registered_at: Some(at),
            assigned_at: Some(at),
            ..Incident::draft(Channel::Vk, PersonId(1), at)
        };
        self.clocks().count(&mut incident, at);
        incident
    }

    /// Everything the clock says until this moment, asked each minute, as it is told.
    fn said(&self, mut incident: Incident, until: Moment) -> Vec<String> {
        let mut said = Vec::new();
        let mut now = incident.looked_until;
        while now < until {
            now = now.plus(std::time::Duration::from_secs(60));
            for Planned { at, alarm, .. } in self.clocks().alarms(&incident, now) {
                said.push(format!("{} {}", shown(at), alarm.code()));
            }
            incident.looked_until = now;
        }
        said
    }
}

#[test]
fn a_reply_in_hours_has_its_marks_and_its_ladder() {
    let rules = Rules::new();
    let incident = Incident { status: Status::InProgress, ..rules.assigned("roads", on("27.11 14:05")) };
    assert_eq!(incident.due(), Some(on("30.11 14:05")));
    let said = rules.said(incident, on("03.12 12:00"));
    let expected = [
        "30.11 09:05 left",
        "30.11 11:05 left",
        "30.11 13:35 left",
        "30.11 14:05 overdue",
        "30.11 14:05 overdue_lead",
        "01.12 09:05 overdue_curator",
        "01.12 14:05 overdue_head",
        "02.12 08:00 still_overdue",
        "03.12 08:00 still_overdue",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_reply_in_days_is_told_three_days_one_day_and_on_the_morning() {
    let rules = Rules::new();
    let incident = Incident { status: Status::InProgress, ..rules.assigned("school", on("27.11 14:05")) };
    assert_eq!(incident.due(), Some(on("08.12 17:00")));
    let said = rules.said(incident, on("08.12 17:00"));
    // The third day before is a Saturday.
    assert_eq!(said, ["04.12 08:00 left", "07.12 08:00 left", "08.12 08:00 left"]);
}

#[test]
fn a_term_by_the_clock_is_told_by_the_clock() {
    let rules = Rules::new();
    let mut incident = rules.assigned("roads", on("27.11 22:00"));
    incident.importance = Importance::Critical;
    rules.clocks().count(&mut incident, on("27.11 22:00"));
    let said = rules.said(incident, on("28.11 01:30"));
    let expected = [
        "27.11 22:30 not_accepted",
        "27.11 23:00 left",
        "27.11 23:30 left",
        "28.11 00:30 left",
        "28.11 01:00 overdue",
        "28.11 01:00 overdue_lead",
    ];
    assert_eq!(said, expected);
}

#[test]
fn what_was_slept_through_is_said_by_the_last_of_it() {
    let rules = Rules::new();
    let incident = Incident { status: Status::InProgress, ..rules.assigned("roads", on("27.11 14:05")) };
    let alarms = |now| -> Vec<_> { rules.clocks().alarms(&incident, now).into_iter().map(|said| said.alarm).collect() };
    assert_eq!(alarms(on("30.11 13:40")), [Alarm::Left], "of three marks the last");
    assert_eq!(alarms(on("30.11 15:00")), [Alarm::Overdue, Alarm::OverdueLead], "and none when it is over");
    let long = alarms(on("07.12 12:00"));
    let ladder = [Alarm::Overdue, Alarm::OverdueLead, Alarm::OverdueCurator, Alarm::OverdueHead, Alarm::StillOverdue];
    assert_eq!(long, ladder, "of what comes each day, once");
}

#[test]
fn what_nobody_moves_on_is_said_to_those_who_can_then_to_the_head_then_each_day() {
    let rules = Rules::new();
    let draft = Incident::draft(Channel::Vk, PersonId(1), on("27.11 16:45"));
    let said = rules.said(draft, on("02.12 12:00"));
    let expected = ["30.11 08:15 idle", "30.11 08:45 idle_head", "01.12 08:00 still_idle", "02.12 08:00 still_idle"];
    assert_eq!(said, expected);
}

#[test]
fn review_stands_the_clock_still() {
    let rules = Rules::new();
    let mut incident = rules.assigned("roads", on("27.11 14:05"));
    incident.status = Status::Review;
    incident.status_since = on("27.11 15:00");
    assert_eq!(rules.said(incident.clone(), on("27.11 16:50")), Vec::<String>::new());
    incident.status = Status::Rework;
    rules.clocks().go_on(&mut incident, on("30.11 10:00"));
    // Two hours of Friday and two of Monday were the reviewers'.
    assert_eq!(incident.due().map(shown), Some("01.12 09:05".to_owned()));
    assert_eq!(incident.accept_due, Some(on("27.11 15:05")), "accepting is another clock");
    rules.clocks().count(&mut incident, on("30.11 10:05"));
    assert_eq!(incident.due().map(shown), Some("01.12 09:05".to_owned()), "counted anew it is the same");
}

#[test]
fn a_sending_after_the_end_gives_no_time_back_but_the_reviewers_own() {
    let rules = Rules::new();
    let mut incident = rules.assigned("roads", on("27.11 14:05"));
    incident.status = Status::Rework;
    incident.status_since = on("30.11 15:05");
    rules.clocks().go_on(&mut incident, on("30.11 16:05"));
    assert_eq!(incident.due(), Some(on("30.11 15:05")), "it stays as late as it was");
}

#[test]
fn the_laws_days_do_not_stand_still() {
    let rules = Rules::new();
    let mut incident = rules.assigned("boiler", on("27.11 14:05"));
    let due = incident.due();
    assert_eq!(due, Some(on("25.12 17:00")));
    incident.status_since = on("01.12 10:00");
    rules.clocks().go_on(&mut incident, on("04.12 10:00"));
    assert_eq!(incident.due(), due);
}

#[test]
fn an_interim_reply_begins_the_final_clock_and_ends_the_other() {
    let rules = Rules::new();
    let mut incident = Incident { status: Status::Monitoring, ..rules.assigned("roads", on("27.11 14:05")) };
    incident.promised_on = on("02.12 00:00").local(Astrakhan).date_naive().into();
    rules.clocks().begin_final(&mut incident, on("30.11 12:00"));
    assert_eq!(incident.due(), Some(on("09.12 17:00")), "seven working days");
    assert_eq!(incident.reply_due, Some(on("30.11 14:05")), "what was due stays known");
    let said = rules.said(incident.clone(), on("09.12 08:00"));
    let expected = ["02.12 00:00 promised", "04.12 08:00 left", "08.12 08:00 left", "09.12 08:00 left"];
    assert_eq!(said, expected);
    incident.clear_final();
    assert_eq!(incident.due(), Some(on("30.11 14:05")));
}

#[test]
fn what_a_person_has_set_no_rule_moves() {
    let rules = Rules::new();
    let mut incident = rules.assigned("roads", on("27.11 14:05"));
    let moved = rules.clocks().set(&mut incident, Some(on("03.12 12:00")), on("27.11 15:00"));
    assert_eq!(moved, Moved { from: Some(on("30.11 14:05")), to: Some(on("03.12 12:00")) });
    incident.importance = Importance::High;
    rules.clocks().count(&mut incident, on("27.11 16:00"));
    assert_eq!((incident.due(), incident.reply_set_by), (Some(on("03.12 12:00")), SetBy::Person));
    assert_eq!(incident.term(), None);
    rules.clocks().set(&mut incident, None, on("27.11 16:10"));
    assert_eq!(incident.due(), Some(on("30.11 09:05")), "given back, it is the rule's of now");
}

#[test]
fn an_earlier_end_that_is_over_already_is_told() {
    let rules = Rules::new();
    let mut incident = Incident { status: Status::InProgress, ..rules.assigned("roads", on("27.11 14:05")) };
    incident.looked_until = on("30.11 10:00");
    incident.importance = Importance::High;
    rules.clocks().count(&mut incident, on("30.11 10:00"));
    assert_eq!(incident.due(), Some(on("30.11 09:05")));
    let alarms = rules.clocks().alarms(&incident, on("30.11 10:00"));
    assert_eq!(alarms.first().map(|said| said.alarm), Some(Alarm::Overdue));
}

#[test]
fn a_clock_set_back_says_nothing_twice() {
    let rules = Rules::new();
    let mut incident = Incident { status: Status::InProgress, ..rules.assigned("roads", on("27.11 14:05")) };
    incident.looked_until = on("30.11 11:05");
    assert!(rules.clocks().alarms(&incident, on("30.11 10:05")).is_empty());
}

#[test]
fn the_section_of_the_file_is_read_and_its_gaps_are_the_examples() {
    let written = serde_json::json!({ "hours": ["25%", "1 h"], "escalate": { "lead": "2 wh", "head": "0 wh" } });
    let kept = [("reminders".to_owned(), written)].into_iter().collect();
    let read = Reminders::of(&Directory { kept, ..directory() });
    assert_eq!(read.hours, [Before::Share(25), Before::Left(term("1 h"))]);
    assert_eq!(read.days, Reminders::default().days);
    assert_eq!((read.escalate.lead, read.escalate.head), (Some(term("2 wh")), None));
    assert_eq!(read.escalate.curator, Some(term("4 wh")));
}

#[test]
fn a_move_is_kept_and_read_again() {
    for moved in [Moved { from: None, to: Some(on("27.11 14:05")) }, Moved { from: Some(on("27.11 14:05")), to: None }]
    {
        assert_eq!(moved.to_string().parse(), Ok(moved));
    }
    assert!("roads".parse::<Moved>().is_err());
}

proptest! {
    /// Whenever the bot happens to look, everything of the ladder is said once and in order, and looking again at the
    /// moment it asked for misses nothing.
    #[test]
    fn however_often_it_is_looked_at_the_ladder_is_said_once(gaps in prop::collection::vec(1_u64..3000, 1..40)) {
        let rules = Rules::new();
        let mut incident = Incident { status: Status::InProgress, ..rules.assigned("roads", on("27.11 14:05")) };
        let mut now = incident.looked_until;
        let mut said = Vec::new();
        for gap in gaps {
            now = now.plus(std::time::Duration::from_secs(gap * 60));
            let next = rules.clocks().next_look(&incident);
            let alarms = rules.clocks().alarms(&incident, now);
            prop_assert!(alarms.is_empty() || next.is_some_and(|next| next <= now), "it is asked for in time");
            said.extend(alarms.into_iter().filter(|planned| planned.alarm != Alarm::Left));
            incident.looked_until = now;
        }
        let due = on("30.11 14:05");
        for alarm in [Alarm::Overdue, Alarm::OverdueLead, Alarm::OverdueCurator, Alarm::OverdueHead] {
            let times = said.iter().filter(|planned| planned.alarm == alarm).count();
            let planned = rules.clocks().ladder(&incident).into_iter().find(|planned| planned.alarm == alarm);
            let over = planned.map_or(now > due, |planned| planned.at <= now);
            prop_assert_eq!(times, usize::from(over), "{:?}", alarm);
        }
        let mut sorted = said.clone();
        sorted.sort_by_key(|planned| planned.at);
        prop_assert_eq!(said, sorted);
    }
}
