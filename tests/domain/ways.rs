use mcu_bot::domain::incident::{ReplyKind, Status};
use mcu_bot::domain::ways::{Action, Facts, Refusal, Review, WAYS, next};
use proptest::prelude::*;

/// The page's table, spelled out: from, action, what it depends on, to. `*` is any status, `=` is unchanged.
const TABLE: &str = "
draft                                    | register          | unit    | assigned
draft                                    | register          | no unit | new
new assigned                             | unregister        |         | draft
draft new                                | reject            |         | rejected
draft new                                | duplicate         |         | duplicate
new assigned in_progress review rework approved published monitoring closed | followed |     | =
new assigned in_progress rework monitoring | assign          | unit    | assigned
assigned                                 | accept            |         | in_progress
assigned                                 | accept_for        |         | in_progress
assigned in_progress rework monitoring   | write             |         | =
assigned in_progress rework monitoring   | write_for         |         | =
assigned in_progress rework monitoring   | send              | review  | review
assigned in_progress rework monitoring   | send              | direct  | approved
assigned in_progress rework              | interim           | review  | review
assigned in_progress rework              | interim           | direct  | approved
assigned in_progress rework              | not_ours          |         | new
assigned in_progress rework              | hand_over         |         | =
review                                   | withdraw          |         | rework
review                                   | approve           |         | approved
review                                   | return            |         | rework
approved                                 | publish           | final   | published
approved                                 | publish           | interim | monitoring
monitoring                               | promised_day      |         | in_progress
published monitoring closed              | change_link       |         | =
published                                | close             |         | closed
published closed                         | reopen            | unit    | in_progress
rejected                                 | reopen            | unit    | assigned
published closed rejected                | reopen            | no unit | new
draft                                    | choose_unit       |         | =
draft new assigned in_progress review rework approved published monitoring | change_topic      | | =
draft new assigned in_progress review rework approved published monitoring | change_importance | | =
draft new assigned in_progress review rework approved published monitoring | change_place      | | =
draft new assigned in_progress review rework monitoring                    | change_due        | | =
draft new assigned in_progress review rework approved published monitoring | recount | | =
assigned in_progress rework monitoring   | ask_extension     |         | =
assigned in_progress review rework monitoring | extend       |         | =
assigned in_progress review rework monitoring | refuse_extension |     | =
review approved published                | rate              |         | =
in_progress                              | give_back         |         | assigned
assigned review rework approved published monitoring | give_back |     | =
*                                        | add               |         | =
*                                        | edit              |         | =
";

/// What the table says, or `None` where it says nothing.
fn told(status: Status, action: Action, facts: Facts) -> Option<Status> {
    TABLE.trim().lines().find_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [from, doing, fact, to] = cells[..] else { panic!("{line}") };
        let from = from == "*" || from.split(' ').any(|code| code == status.code());
        let holds = match fact {
            "" => true,
            "unit" => facts.unit.is_some(),
            "no unit" => facts.unit.is_none(),
            "review" => facts.unit == Some(Review::Required),
            "direct" => facts.unit == Some(Review::Skipped),
            "final" => facts.reply == Some(ReplyKind::Final),
            "interim" => facts.reply == Some(ReplyKind::Interim),
            other => panic!("{other}"),
        };
        let fits = from && doing == action.code() && holds;
        fits.then(|| if to == "=" { status } else { to.parse().unwrap_or_else(|error| panic!("{error}")) })
    })
}

fn every_facts() -> Vec<Facts> {
    let units = [None, Some(Review::Required), Some(Review::Skipped)];
    let replies = [None, Some(ReplyKind::Final), Some(ReplyKind::Interim)];
    units.into_iter().flat_map(|unit| replies.map(|reply| Facts { unit, reply })).collect()
}

#[test]
fn every_way_is_the_pages_and_everything_else_is_refused() {
    for status in Status::ALL {
        for action in Action::ALL {
            for facts in every_facts() {
                let went = next(*status, *action, &facts).ok();
                assert_eq!(went, told(*status, *action, facts), "{} · {} · {facts:?}", status.code(), action.code());
            }
        }
    }
}

#[test]
fn a_refusal_says_what_is_wrong() {
    let none = Facts::default();
    assert_eq!(next(Status::Review, Action::Accept, &none), Err(Refusal::NotFrom(Status::Review)));
    assert_eq!(next(Status::New, Action::Assign, &none), Err(Refusal::NoUnit));
    assert_eq!(next(Status::Assigned, Action::Send, &none), Err(Refusal::NoUnit));
    assert_eq!(next(Status::Approved, Action::Publish, &none), Err(Refusal::NoReply));
}

#[test]
fn no_two_ways_answer_for_one_status_and_action() {
    for status in Status::ALL {
        for action in Action::ALL {
            let ways = WAYS.iter().filter(|way| way.action == *action && way.from.contains(status)).count();
            assert!(ways <= 1, "{} · {}", status.code(), action.code());
        }
    }
}

#[test]
fn only_creation_has_no_way() {
    let without = Action::ALL.iter().filter(|action| WAYS.iter().all(|way| way.action != **action));
    assert_eq!(without.collect::<Vec<_>>(), [&Action::Create]);
}

#[test]
fn what_changes_an_open_incident_is_possible_in_every_open_status() {
    for status in Status::ALL {
        let possible = next(*status, Action::ChangeTopic, &Facts::default()).is_ok();
        assert_eq!(possible, status.is_open(), "{}", status.code());
    }
}

#[test]
fn codes_are_words_of_their_own() {
    let mut codes: Vec<_> = Action::ALL.iter().map(|action| action.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Action::ALL.len());
}

fn steps() -> impl Strategy<Value = Vec<(Action, Facts)>> {
    let action = prop::sample::select(Action::ALL);
    prop::collection::vec((action, prop::sample::select(every_facts())), 0..60)
}

proptest! {
    #[test]
    fn no_sequence_leaves_the_table(steps in steps()) {
        let mut status = Status::Draft;
        for (action, facts) in steps {
            let before = status;
            status = next(before, action, &facts).unwrap_or(before);
            match before {
                _ if status == before => {}
                Status::Closed | Status::Rejected => prop_assert_eq!(action, Action::Reopen),
                Status::Duplicate => prop_assert!(false, "a duplicate follows its main incident"),
                Status::Review => prop_assert!(
                    matches!(action, Action::Withdraw | Action::Approve | Action::Return)
                ),
                _ => prop_assert_eq!(told(before, action, facts), Some(status)),
            }
            prop_assert!(status != Status::Closed || before == Status::Closed || before == Status::Published);
        }
    }
}
