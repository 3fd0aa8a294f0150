use mcu_bot::domain::deadline::{Case, Timers};
use mcu_bot::domain::directory::DeadlineRule;
use mcu_bot::domain::incident::{Channel, Importance, Kind};
use mcu_bot::domain::term::Term;
use proptest::prelude::*;

fn term(written: &str) -> Term {
    written.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The example directory's rules.
fn rules() -> Vec<DeadlineRule> {
    let none = DeadlineRule::default;
    let message = DeadlineRule { kind: Some(Kind::Message), ..none() };
    vec![
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
        DeadlineRule { kind: Some(Kind::Appeal), reply: Some(term("30 d")), ..none() },
    ]
}

const ORDINARY: Case<'_> =
    Case { kind: Kind::Message, unit: None, topic: None, importance: Importance::Normal, channel: Channel::Vk };

#[test]
fn each_timer_is_looked_up_by_itself() {
    let of = |case: Case<'_>| Timers::of(&rules(), &case);
    let ordinary = Timers { accept: Some(term("1 wh")), reply: Some(term("8 wh")), final_: Some(term("7 wd")) };
    assert_eq!(of(ORDINARY), ordinary);
    let high = Case { importance: Importance::High, ..ORDINARY };
    assert_eq!(of(high), Timers { reply: Some(term("4 wh")), ..ordinary });
    let critical = Case { importance: Importance::Critical, ..ORDINARY };
    assert_eq!(of(critical), Timers { accept: Some(term("30 min")), reply: Some(term("3 h")), ..ordinary });
    let appeal = Case { kind: Kind::Appeal, ..ORDINARY };
    assert_eq!(of(appeal), Timers { reply: Some(term("30 d")), ..Timers::default() });
}

#[test]
fn unit_goes_before_topic_before_importance_before_channel_before_kind() {
    let case = Case { unit: Some(&"zhkh".into()), topic: Some(&"snow".into()), ..ORDINARY };
    let mut rules = [
        DeadlineRule { reply: Some(term("6 h")), ..DeadlineRule::default() },
        DeadlineRule { kind: Some(Kind::Message), reply: Some(term("5 h")), ..DeadlineRule::default() },
        DeadlineRule { channel: Some(Channel::Vk), reply: Some(term("4 h")), ..DeadlineRule::default() },
        DeadlineRule { importance: Some(Importance::Normal), reply: Some(term("3 h")), ..DeadlineRule::default() },
        DeadlineRule { topic: Some("snow".into()), reply: Some(term("2 h")), ..DeadlineRule::default() },
        DeadlineRule { unit: Some("zhkh".into()), reply: Some(term("1 h")), ..DeadlineRule::default() },
    ];
    for upto in 1..=rules.len() {
        let expected = rules[upto - 1].reply;
        assert_eq!(Timers::of(&rules[..upto], &case).reply, expected, "the last of {upto}");
    }
    rules.reverse();
    assert_eq!(Timers::of(&rules, &case).reply, Some(term("1 h")), "the order of the file does not matter");
}

#[test]
fn one_strong_condition_beats_all_weaker_ones_together() {
    let rules = [
        DeadlineRule {
            kind: Some(Kind::Message),
            channel: Some(Channel::Vk),
            importance: Some(Importance::Normal),
            topic: Some("snow".into()),
            reply: Some(term("9 h")),
            ..DeadlineRule::default()
        },
        DeadlineRule { unit: Some("zhkh".into()), reply: Some(term("1 h")), ..DeadlineRule::default() },
    ];
    let case = Case { unit: Some(&"zhkh".into()), topic: Some(&"snow".into()), ..ORDINARY };
    assert_eq!(Timers::of(&rules, &case).reply, Some(term("1 h")));
    let elsewhere = Case { unit: Some(&"roads".into()), ..case };
    assert_eq!(Timers::of(&rules, &elsewhere).reply, Some(term("9 h")));
}

#[test]
fn of_equally_specific_rules_the_first_holds() {
    let rule =
        |written| DeadlineRule { kind: Some(Kind::Message), reply: Some(term(written)), ..DeadlineRule::default() };
    assert_eq!(Timers::of(&[rule("1 h"), rule("2 h")], &ORDINARY).reply, Some(term("1 h")));
}

fn rule() -> impl Strategy<Value = DeadlineRule> {
    let maybe = || any::<bool>();
    (maybe(), maybe(), maybe(), maybe(), maybe(), prop::option::of(1_u32..99)).prop_map(
        |(unit, topic, importance, channel, kind, hours)| DeadlineRule {
            unit: unit.then(|| "zhkh".into()),
            topic: topic.then(|| "snow".into()),
            importance: importance.then_some(Importance::Normal),
            channel: channel.then_some(Channel::Vk),
            kind: kind.then_some(Kind::Message),
            reply: hours.map(|hours| term(&format!("{hours} h"))),
            ..DeadlineRule::default()
        },
    )
}

proptest! {
    #[test]
    fn a_rule_that_names_no_term_changes_nothing(rules in prop::collection::vec(rule(), 0..12)) {
        let case = Case { unit: Some(&"zhkh".into()), topic: Some(&"snow".into()), ..ORDINARY };
        let naming: Vec<_> = rules.iter().filter(|rule| rule.reply.is_some()).cloned().collect();
        prop_assert_eq!(Timers::of(&rules, &case), Timers::of(&naming, &case));
        prop_assert_eq!(Timers::of(&rules, &case).reply.is_some(), !naming.is_empty());
    }
}
