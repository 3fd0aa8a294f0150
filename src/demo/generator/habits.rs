//! How units work: most of them well, one slowly, one splendidly, one better and better.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::seasons::Seasons;
use crate::domain::directory::Directory;
use crate::domain::ids::UnitCode;
use crate::domain::period::Period;
use crate::domain::suggest::answering_unit;

/// How a unit works. Shares are of a thousand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Diligence {
    /// Answers that come too late.
    pub late: u64,
    /// How much of the term an answer takes, least and most, percent.
    pub takes: (u64, u64),
    /// Answers that come back from their reviewers.
    pub returned: u64,
    /// Answers that tell everything, of those that are marked.
    pub complete: u64,
    /// Residents who complain again.
    pub again: u64,
}

const STEADY: Diligence = Diligence { late: 45, takes: (15, 85), returned: 120, complete: 650, again: 22 };
const EXCELLENT: Diligence = Diligence { late: 6, takes: (4, 45), returned: 30, complete: 930, again: 6 };
const SLOW: Diligence = Diligence { late: 230, takes: (50, 98), returned: 240, complete: 350, again: 50 };

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Excellent,
    Slow,
    Improving,
}

/// The units that differ from the others, over the days of the plan.
#[derive(Debug)]
pub struct Habits {
    special: BTreeMap<UnitCode, Kind>,
    days: Period,
}

impl Habits {
    /// Those with the most work are the interesting ones: the second is slow, the third splendid, the fourth improves.
    pub fn new(directory: &Directory, seasons: &Seasons<'_>, days: Period) -> Self {
        let mut loads: BTreeMap<UnitCode, u64> = BTreeMap::new();
        for (topic, settlement, times) in seasons.loads() {
            if let Some(guess) = answering_unit(directory, Some(&topic.code), Some(&settlement.code)) {
                *loads.entry(guess.unit).or_default() += times;
            }
        }
        let mut busiest: Vec<(UnitCode, u64)> = loads.into_iter().collect();
        busiest.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        let kinds = [Kind::Slow, Kind::Excellent, Kind::Improving];
        let special = busiest.into_iter().skip(1).map(|(unit, _)| unit).zip(kinds);
        Self { special: special.collect(), days }
    }

    /// How the unit works on that day.
    pub fn of(&self, unit: &UnitCode, day: NaiveDate) -> Diligence {
        match self.special.get(unit) {
            None => STEADY,
            Some(Kind::Excellent) => EXCELLENT,
            Some(Kind::Slow) => SLOW,
            Some(Kind::Improving) => self.improved(day),
        }
    }

    /// From slow on the first day to splendid on the last.
    fn improved(&self, day: NaiveDate) -> Diligence {
        let whole = u64::try_from(self.days.days()).unwrap_or(1).max(1);
        let passed = u64::try_from((day - self.days.first).num_days()).unwrap_or_default().min(whole);
        let between = |from: u64, to: u64| (from * (whole - passed) + to * passed) / whole;
        Diligence {
            late: between(SLOW.late, EXCELLENT.late),
            takes: (between(SLOW.takes.0, EXCELLENT.takes.0), between(SLOW.takes.1, EXCELLENT.takes.1)),
            returned: between(SLOW.returned, EXCELLENT.returned),
            complete: between(SLOW.complete, EXCELLENT.complete),
            again: between(SLOW.again, EXCELLENT.again),
        }
    }
}
