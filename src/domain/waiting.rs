//! What waits for somebody: the next step of an incident, and how urgent it is.

use super::ids::{PersonId, UnitCode};
use super::incident::{Incident, codes};
use super::moment::Moment;

codes! {
    /// What is to be done, in the order in which a list shows it.
    Step {
        Answer = "answer",
        Review = "review",
        Publish = "publish",
        Close = "close",
        /// A draft: register it, or not.
        Decide = "decide",
        /// Somebody must be chosen who answers.
        Assign = "assign",
    }
}

codes! {
    /// The most urgent first.
    Urgency {
        /// Nobody has moved it on for longer than it may lie.
        Forgotten = "forgotten",
        Overdue = "overdue",
        Today = "today",
        Later = "later",
    }
}

/// Whose next step it may be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Doer {
    /// The person, and those for whom he stands in.
    pub people: Vec<PersonId>,
    /// Units the person answers for. What a colleague has accepted does not wait for this person …
    pub units: Vec<UnitCode>,
    /// … but in the units he leads.
    pub led: Vec<UnitCode>,
    /// Steps the person does for all units.
    pub steps: Vec<Step>,
}

/// An incident that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub step: Step,
    pub urgency: Urgency,
    /// While a clock runs: to accept, or to answer.
    pub due: Option<Moment>,
    pub incident: Incident,
}

/// How many wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Count {
    pub step: Step,
    pub urgency: Urgency,
    pub count: i64,
}

/// How many wait in all of these.
pub fn total<'a>(counts: impl IntoIterator<Item = &'a Count>) -> i64 {
    counts.into_iter().map(|count| count.count).sum()
}
