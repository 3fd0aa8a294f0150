use mcu_bot::domain::ids::{PersonId, UnitCode};
use mcu_bot::domain::permissions::{HeadPost, Matter, Right, has_right, may, may_manage};
use mcu_bot::domain::person::{Person, Post, Role};
use mcu_bot::domain::ways::Action;
use proptest::prelude::*;

use super::{directory, holder, person, post};

/// In own unit, with a reply of one's own, in a centre that has a head.
#[rustfmt::skip]
const MAY: &[(&str, &[Role])] = {
    use Role::*;
    &[
        ("create",            &[Operator, Coordinator, Head]),
        ("register",          &[Operator, Coordinator, Head]),
        ("unregister",        &[Operator, Coordinator, Head]),
        ("reject",            &[Operator, Coordinator, Head]),
        ("duplicate",         &[Operator, Coordinator, Head]),
        ("followed",          &[Operator, Coordinator, Head]),
        ("assign",            &[Operator, Coordinator, Head]),
        ("accept",            &[Recipient, Lead]),
        ("accept_for",        &[Operator, Coordinator, Head]),
        ("write",             &[Recipient, Lead]),
        ("write_for",         &[Operator, Coordinator, Head]),
        ("send",              &[Operator, Coordinator, Head, Recipient, Lead]),
        ("interim",           &[Operator, Coordinator, Head, Recipient, Lead]),
        ("not_ours",          &[Recipient, Lead]),
        ("hand_over",         &[Recipient, Lead]),
        ("withdraw",          &[Operator, Coordinator, Head, Recipient, Lead]),
        ("approve",           &[Coordinator, Head]),
        ("return",            &[Coordinator, Head]),
        ("publish",           &[Coordinator, Media, Head]),
        ("promised_day",      &[]),
        ("recount",           &[]),
        ("give_back",         &[]),
        ("change_link",       &[Coordinator, Media, Head]),
        ("close",             &[Coordinator, Media, Head]),
        ("reopen",            &[Operator, Coordinator, Head]),
        ("choose_unit",       &[Operator, Coordinator, Head]),
        ("change_topic",      &[Operator, Coordinator, Head]),
        ("change_importance", &[Operator, Coordinator, Head]),
        ("change_place",      &[Operator, Coordinator, Head]),
        ("change_due",        &[Operator, Coordinator, Head]),
        ("ask_extension",     &[Recipient, Lead]),
        ("extend",            &[Head]),
        ("refuse_extension",  &[Head]),
        ("rate",              &[Coordinator, Head]),
        ("add",               &[Operator, Coordinator, Head]),
        ("edit",              &[Operator, Coordinator, Head]),
    ]
};

/// The incident is with `unit`; the reply was written by the person the helpers make.
fn tries(person: &Person, action: Action, unit: Option<&str>, author: i64, head: HeadPost) -> bool {
    let unit = unit.map(UnitCode::from);
    let reply_author = Some(PersonId(author));
    may(person, action, &Matter { unit: unit.as_ref(), reply_author, assignee: None, head, directory: &directory() })
}

fn may_here(person: &Person, action: Action) -> bool {
    tries(person, action, Some("zhkh"), 7, HeadPost::Held)
}

#[test]
fn every_post_may_exactly_what_the_page_gives_it() {
    assert_eq!(MAY.len(), Action::ALL.len());
    for (code, roles) in MAY {
        let action: Action = code.parse().unwrap_or_else(|error| panic!("{error}"));
        for role in Role::ALL {
            assert_eq!(may_here(&holder(*role), action), roles.contains(role), "{} · {code}", role.code());
        }
    }
}

#[test]
fn a_person_without_posts_may_nothing() {
    assert!(Action::ALL.iter().all(|action| !may_here(&person(Vec::new()), *action)));
}

#[test]
fn only_the_author_sends_and_withdraws_a_reply() {
    for role in Role::ALL {
        for action in [Action::Send, Action::Interim, Action::Withdraw] {
            assert!(!tries(&holder(*role), action, Some("zhkh"), 8, HeadPost::Held), "{}", role.code());
        }
    }
}

#[test]
fn recipients_and_leads_act_in_own_unit_and_below() {
    let reach = |role, action| {
        let units = [Some("zhkh"), Some("boiler"), Some("adm"), Some("roads"), Some("retired"), None];
        units.map(|unit| tries(&holder(role), action, unit, 7, HeadPost::Held))
    };
    let own_and_below = [true, true, false, false, false, false];
    for action in [Action::Accept, Action::Write, Action::Send, Action::NotOurs, Action::HandOver, Action::AskExtension]
    {
        assert_eq!(reach(Role::Recipient, action), own_and_below, "{}", action.code());
        assert_eq!(reach(Role::Lead, action), own_and_below, "{}", action.code());
    }
    assert_eq!(reach(Role::Operator, Action::Reopen), [true; 6]);
}

#[test]
fn a_post_without_its_unit_gives_nothing() {
    let lost = person(vec![Post { role: Role::Recipient, unit: None, sphere: None }]);
    assert!(Action::ALL.iter().all(|action| !tries(&lost, *action, None, 7, HeadPost::Held)));
}

#[test]
fn where_nobody_is_head_the_coordinator_decides_on_extensions() {
    for action in [Action::Extend, Action::RefuseExtension] {
        let may: Vec<_> = Role::ALL
            .iter()
            .filter(|role| **role != Role::Head)
            .filter(|role| tries(&holder(**role), action, Some("zhkh"), 7, HeadPost::Vacant))
            .collect();
        assert_eq!(may, [&Role::Coordinator]);
    }
}

#[test]
fn one_person_may_hold_every_post() {
    let one = person(Role::ALL.iter().map(|role| post(*role)).collect());
    let barred: Vec<_> = Action::ALL.iter().filter(|action| !may_here(&one, **action)).collect();
    assert_eq!(barred, [&Action::PromisedDay, &Action::Recount, &Action::GiveBack]);
    assert!(Right::ALL.iter().all(|right| has_right(&one, *right)));
}

#[test]
fn rights_beside_incidents() {
    use Role::*;
    let given: [(Right, &[Role]); 5] = [
        (Right::People, &[Head, Lead, Admin]),
        (Right::Bind, &[Coordinator, Head, Admin]),
        (Right::Settings, &[Coordinator, Head, Admin]),
        (Right::Export, &[Head, Observer]),
        (Right::Reports, &[Operator, Coordinator, Media, Head, Curator, Chief, Observer]),
    ];
    assert_eq!(given.len(), Right::ALL.len());
    for (right, roles) in given {
        for role in Role::ALL {
            assert_eq!(has_right(&holder(*role), right), roles.contains(role), "{} · {}", role.code(), right.code());
        }
    }
}

#[test]
fn who_invites_whom() {
    for inviter in Role::ALL {
        for invited in Role::ALL {
            let expected = match inviter {
                Role::Admin => true,
                Role::Head => *invited != Role::Admin,
                Role::Lead => *invited == Role::Recipient,
                _ => false,
            };
            let allowed = may_manage(&holder(*inviter), &[post(*invited)]);
            assert_eq!(allowed, expected, "{} invites {}", inviter.code(), invited.code());
        }
    }
}

#[test]
fn a_lead_invites_into_own_unit_only() {
    let recipient = |unit: &str| Post { role: Role::Recipient, unit: Some(unit.into()), sphere: None };
    let lead = holder(Role::Lead);
    assert!(may_manage(&lead, &[recipient("zhkh")]));
    for unit in ["boiler", "adm", "roads"] {
        assert!(!may_manage(&lead, &[recipient(unit)]), "{unit}");
    }
    let unplaced = Post { role: Role::Recipient, unit: None, sphere: None };
    assert!(!may_manage(&lead, std::slice::from_ref(&unplaced)));
    assert!(!may_manage(&person(vec![Post { role: Role::Lead, unit: None, sphere: None }]), &[unplaced]));
}

#[test]
fn every_post_of_a_set_must_be_in_ones_gift() {
    assert!(!may_manage(&holder(Role::Head), &[post(Role::Operator), post(Role::Admin)]));
    assert!(!may_manage(&holder(Role::Lead), &[post(Role::Recipient), post(Role::Operator)]));
    let both = person(vec![post(Role::Head), post(Role::Admin)]);
    assert!(may_manage(&both, &[post(Role::Operator), post(Role::Admin)]));
}

#[test]
fn somebody_without_posts_is_removed_by_head_and_admin_only() {
    let able = Role::ALL.iter().filter(|role| may_manage(&holder(**role), &[]));
    assert_eq!(able.collect::<Vec<_>>(), [&Role::Head, &Role::Admin]);
}

proptest! {
    #[test]
    fn posts_add_up(
        roles in prop::sample::subsequence(Role::ALL, 0..=Role::ALL.len()),
        action in prop::sample::select(Action::ALL),
        unit in prop::sample::select(vec![None, Some("adm"), Some("zhkh"), Some("boiler"), Some("roads")]),
        author in 7_i64..9,
        head in prop::sample::select(vec![HeadPost::Held, HeadPost::Vacant]),
    ) {
        let together = person(roles.iter().map(|role| post(*role)).collect());
        let alone = roles.iter().any(|role| tries(&holder(*role), action, unit, author, head));
        prop_assert_eq!(tries(&together, action, unit, author, head), alone);
    }
}
