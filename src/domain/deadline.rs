//! Which terms an incident gets (domain page §5).

use super::directory::DeadlineRule;
use super::ids::{TopicCode, UnitCode};
use super::incident::{Channel, Importance, Kind, codes};
use super::term::Term;

codes! {
    /// What is waited for.
    Timer {
        /// 👌 or a sent reply.
        Accept = "accept",
        /// The reply sent for review.
        Reply = "reply",
        /// After an interim reply, the final one.
        Final = "final",
    }
}

/// Of an incident, what its terms depend on.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    pub kind: Kind,
    pub unit: Option<&'a UnitCode>,
    pub topic: Option<&'a TopicCode>,
    pub importance: Importance,
    pub channel: Channel,
}

/// The term of each timer; `None`: no rule names it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Timers {
    pub accept: Option<Term>,
    pub reply: Option<Term>,
    pub final_: Option<Term>,
}

impl Timers {
    /// Each timer is looked up by itself: the most specific matching rule that names it.
    pub fn of(rules: &[DeadlineRule], case: &Case<'_>) -> Self {
        let term = |timer| {
            let naming = rules.iter().filter(|rule| rule.matches(case) && rule.term(timer).is_some());
            // Of equally specific rules the first in the file holds: `max_by_key` keeps the last it meets.
            naming.rev().max_by_key(|rule| rule.specificity())?.term(timer)
        };
        Self { accept: term(Timer::Accept), reply: term(Timer::Reply), final_: term(Timer::Final) }
    }

    pub const fn term(&self, timer: Timer) -> Option<Term> {
        match timer {
            Timer::Accept => self.accept,
            Timer::Reply => self.reply,
            Timer::Final => self.final_,
        }
    }
}

impl DeadlineRule {
    fn matches(&self, case: &Case<'_>) -> bool {
        self.unit.as_ref().is_none_or(|unit| case.unit == Some(unit))
            && self.topic.as_ref().is_none_or(|topic| case.topic == Some(topic))
            && self.importance.is_none_or(|importance| importance == case.importance)
            && self.channel.is_none_or(|channel| channel == case.channel)
            && self.kind.is_none_or(|kind| kind == case.kind)
    }

    /// Compared from the left: unit > topic > importance > channel > kind.
    fn specificity(&self) -> [bool; 5] {
        [
            self.unit.is_some(),
            self.topic.is_some(),
            self.importance.is_some(),
            self.channel.is_some(),
            self.kind.is_some(),
        ]
    }

    const fn term(&self, timer: Timer) -> Option<Term> {
        match timer {
            Timer::Accept => self.accept,
            Timer::Reply => self.reply,
            Timer::Final => self.final_,
        }
    }
}
