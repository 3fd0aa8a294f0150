//! The figures of a digest, and what they mean (domain page §7).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{SettlementCode, TopicCode, UnitCode};
use super::incident::{Channel, codes};
use super::moment::Moment;
use super::period::Period;
use super::rating::Ranking;

/// Everything a digest tells of a part of the tree. Kept as it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The head of the part.
    pub unit: UnitCode,
    /// The days it tells of.
    pub period: Period,
    /// How things stand is told as of here.
    pub at: Moment,
    /// The working days whose own digest did not come: it is told here.
    pub missed: i64,
    /// Registered in these days, without what needed no answer.
    pub received: Compared,
    /// Closed in them, with any outcome.
    pub solved: Compared,
    /// Of the solved ones, answered in time.
    pub in_time: i64,
    pub in_work: Stands,
    pub monitoring: Stands,
    pub overdue: Stands,
    pub due_today: i64,
    pub forgotten: i64,
    /// By group of topics, the largest first.
    pub groups: Vec<(Option<String>, i64)>,
    /// What there was much more of than usual.
    pub growing: Vec<Growth>,
    /// By settlement, the largest first.
    pub settlements: Vec<(Option<SettlementCode>, i64)>,
    /// By channel, the largest first.
    pub channels: Vec<(Channel, i64)>,
    /// The seven days that end with the last one told of.
    pub rated: Period,
    pub rating: Vec<Ranking>,
    /// Who has owed an answer for longest: the unit, the number of the incident, since when, and the time of work
    /// since then in seconds.
    pub longest: Vec<Longest>,
}

/// A number of incidents beside what it was and usually is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    pub value: i64,
    /// In the days it is compared with; `None` where nothing is known of them.
    pub before: Option<i64>,
    /// On average; `None` where nothing is known.
    pub usual: Option<f64>,
}

/// A number of incidents that stand so, beside what the digest before told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stands {
    pub value: i64,
    pub before: Option<i64>,
}

/// A topic that has grown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    pub topic: TopicCode,
    pub count: i64,
    /// What usually comes; at least a little above nothing.
    pub usual: f64,
}

/// An answer that is late.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Longest {
    pub unit: UnitCode,
    pub number: String,
    pub since: Moment,
    /// Seconds of the unit's work.
    pub worked: u64,
}

codes! {
    /// How the days were, as far as the number of complaints says it.
    Verdict {
        /// Nothing is known of the days before.
        First = "first",
        Calmer = "calmer",
        Usual = "usual",
        Tenser = "tenser",
    }
}

codes! {
    /// A figure of a digest behind which there are incidents.
    Behind {
        Received = "received",
        Solved = "solved",
        InWork = "in_work",
        Monitoring = "monitoring",
        Overdue = "overdue",
        DueToday = "due_today",
        Forgotten = "forgotten",
    }
}

/// So far from the usual is as usual, as a share of it …
const NEAR: f64 = 0.15;
/// … and at least so many incidents.
const NEAR_LEAST: f64 = 1.5;
/// A topic grows when there is so many times the usual …
const GROWS: f64 = 2.0;
/// … and at least so many incidents.
const GROWS_LEAST: i64 = 3;

impl Figures {
    /// How many incidents are behind a figure.
    #[must_use]
    pub const fn behind(&self, what: Behind) -> i64 {
        match what {
            Behind::Received => self.received.value,
            Behind::Solved => self.solved.value,
            Behind::InWork => self.in_work.value,
            Behind::Monitoring => self.monitoring.value,
            Behind::Overdue => self.overdue.value,
            Behind::DueToday => self.due_today,
            Behind::Forgotten => self.forgotten,
        }
    }

    /// More complaints than usual are tenser, fewer are calmer.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Some(usual) = self.received.usual else { return Verdict::First };
        let off = as_number(self.received.value) - usual;
        match off {
            off if off.abs() < (usual * NEAR).max(NEAR_LEAST) => Verdict::Usual,
            off if off < 0.0 => Verdict::Calmer,
            _ => Verdict::Tenser,
        }
    }

    /// Whether nothing has happened and nothing is open.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        self.received.value == 0 && self.solved.value == 0 && self.in_work.value == 0 && self.monitoring.value == 0
    }
}

impl Growth {
    /// How many times the usual.
    #[must_use]
    pub fn times(&self) -> f64 {
        as_number(self.count) / self.usual
    }

    /// A topic with so many incidents where there are usually `usual`, if that is growth.
    #[must_use]
    pub fn of(topic: TopicCode, count: i64, usual: f64) -> Option<Self> {
        grows(count, usual).map(|_| Self { topic, count, usual: usual.max(LEAST_USUAL) })
    }
}

/// How many times the usual `count` is, where that is growth.
#[must_use]
pub fn grows(count: i64, usual: f64) -> Option<f64> {
    let times = as_number(count) / usual.max(LEAST_USUAL);
    (count >= GROWS_LEAST && times >= GROWS).then_some(times)
}

/// What never came before would have grown without end.
const LEAST_USUAL: f64 = 0.5;

/// Counts are far from where a float loses ones.
#[expect(clippy::cast_precision_loss, reason = "no town has 2^52 complaints")]
#[must_use]
pub const fn as_number(count: i64) -> f64 {
    count as f64
}

/// The average over the periods that lie in what is known, which begins on `first`; `None` where none does.
#[must_use]
pub fn average(periods: &[Period], first: Option<NaiveDate>, count: impl Fn(Period) -> i64) -> Option<f64> {
    let known: Vec<Period> =
        periods.iter().copied().filter(|period| first.is_some_and(|first| period.first >= first)).collect();
    let sum: i64 = known.iter().map(|period| count(*period)).sum();
    (!known.is_empty()).then(|| as_number(sum) / as_number(i64::try_from(known.len()).unwrap_or(1)))
}

/// Counts added up by `key`, the largest first; among equals in the order of the keys.
#[must_use]
pub fn sums<K: Ord + Clone>(counts: impl Iterator<Item = (K, i64)>) -> Vec<(K, i64)> {
    let mut sums = std::collections::BTreeMap::new();
    for (key, count) in counts {
        *sums.entry(key).or_insert(0) += count;
    }
    let mut sums: Vec<(K, i64)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    sums
}
