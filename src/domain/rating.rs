//! How recipients are rated. There is no official formula: this one is ours, and its numbers are settings
//! (domain page §8).
//!
//! A unit earns points for four shares: answers in time, time used, complete answers, complaints that did not come
//! again. Small counts are pulled towards one fixed value, so one answer of one is less than ninety-eight of a hundred,
//! and what another unit does moves nobody's score. Every point that is missing belongs to an incident, or to that pull.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::directory::{Directory, Section};
use super::ids::UnitCode;
use super::incident::codes;

codes! {
    /// What a score is made of.
    Part {
        OnTime = "on_time",
        Speed = "speed",
        Completeness = "completeness",
        NoRepeat = "no_repeat",
    }
}

/// How many parts there are.
pub const PARTS: usize = Part::ALL.len();

/// `[rating]` as it is in force; what the file leaves out is as the example has it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Settings {
    pub weights: Weights,
    /// With fewer incidents in the period a unit is «вне рейтинга».
    pub minimum: u32,
    /// The share towards which small counts are pulled, 0 to 1 …
    pub prior: f64,
    /// … as if by so many incidents.
    pub shrinkage: f64,
    /// Above this share of late answers a place of the heat map is to be watched …
    pub late_watch: f64,
    /// … and above this one it is bad.
    pub late_bad: f64,
}

/// Points for each part; a part without weight is left out.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Weights {
    pub on_time: f64,
    pub speed: f64,
    pub completeness: f64,
    pub no_repeat: f64,
}

impl Default for Settings {
    fn default() -> Self {
        let weights = Weights { on_time: 40.0, speed: 20.0, completeness: 25.0, no_repeat: 15.0 };
        Self { weights, minimum: 2, prior: 0.8, shrinkage: 5.0, late_watch: 0.05, late_bad: 0.15 }
    }
}

impl Settings {
    /// As the directory has it; what it keeps was checked when it was applied.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let kept = directory.kept.get(Section::Rating.name());
        let settings: Self = kept.and_then(|kept| serde_json::from_value(kept.clone()).ok()).unwrap_or_default();
        if settings.weights.all().iter().sum::<f64>() > 0.0 {
            return settings;
        }
        Self { weights: Self::default().weights, ..settings }
    }
}

impl Weights {
    /// In the order of [`Part::ALL`].
    #[must_use]
    pub const fn all(&self) -> [f64; PARTS] {
        [self.on_time, self.speed, self.completeness, self.no_repeat]
    }
}

/// Values from 0 to 1, summed, and how many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    pub good: f64,
    pub of: u32,
}

impl Share {
    /// Adds one value, 0 to 1.
    pub fn add(&mut self, value: f64) {
        self.good += value;
        self.of += 1;
    }
}

/// What a unit did in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Incidents that came due or were closed; one that owed two answers counts once.
    pub incidents: u32,
    /// Answers owed that are late by now, sent or not.
    pub overdue: u32,
    /// In the order of [`Part::ALL`].
    pub shares: [Share; PARTS],
    /// Replies of the unit go through review; without it, completeness is known by marks only.
    pub reviewed: bool,
}

/// What a unit's period is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// In the order of [`Part::ALL`]; `None`: left out, and the others are scaled to a hundred.
    pub parts: [Option<Earned>; PARTS],
}

/// Points of one part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Earned {
    pub points: f64,
    /// The most it can give.
    pub weight: f64,
}

impl Score {
    /// 0 to 100.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.parts.iter().flatten().map(|earned| earned.points).sum()
    }

    /// As it is shown, and by which places are given: whole points.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score is between 0 and 100")]
    pub fn shown(&self) -> u32 {
        self.total().round().clamp(0.0, 100.0) as u32
    }
}

/// Scores what a unit did.
#[must_use]
pub fn score(tally: &Tally, settings: &Settings) -> Score {
    let weights = weights(tally, settings);
    let earned = |part: usize| {
        let weight = weights[part]?;
        Some(Earned { points: weight * pulled(tally.shares[part], settings), weight })
    };
    Score { parts: std::array::from_fn(earned) }
}

/// How many points one value of a part costs its unit: the nearer to 1, the fewer.
#[must_use]
pub fn cost(part: Part, value: f64, tally: &Tally, settings: &Settings) -> f64 {
    let index = part as usize;
    let Some(weight) = weights(tally, settings)[index] else { return 0.0 };
    weight * (1.0 - value) / (f64::from(tally.shares[index].of) + settings.shrinkage)
}

/// What each part can give this unit; they sum up to a hundred.
fn weights(tally: &Tally, settings: &Settings) -> [Option<f64>; PARTS] {
    let all = settings.weights.all();
    let unknown = !tally.reviewed && tally.shares[Part::Completeness as usize].of == 0;
    let counts = |part: usize| all[part] > 0.0 && !(unknown && part == Part::Completeness as usize);
    let sum: f64 = (0..PARTS).filter(|part| counts(*part)).map(|part| all[part]).sum();
    std::array::from_fn(|part| counts(part).then(|| all[part] * 100.0 / sum))
}

/// `(good + prior · k) / (n + k)`: 1 of 1 is 0.83, 98 of 100 are 0.97.
fn pulled(share: Share, settings: &Settings) -> f64 {
    let of = f64::from(share.of) + settings.shrinkage;
    // Nothing known and nothing to pull towards.
    if of <= 0.0 { settings.prior } else { (share.good + settings.prior * settings.shrinkage) / of }
}

/// The value of a time used: at once 1, on the deadline ½, at twice the term 0. Milliseconds.
#[must_use]
pub fn speed(used: f64, term: f64) -> f64 {
    if term <= 0.0 { if used <= 0.0 { 1.0 } else { 0.0 } } else { (1.0 - used / (2.0 * term)).clamp(0.0, 1.0) }
}

/// Units that are compared with each other.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum League {
    /// Named in the directory.
    Named(String),
    /// The children of this unit that name no league.
    Of(UnitCode),
    /// Units without a parent.
    Top,
}

impl League {
    /// The league of a unit; a retired one stands with those without a parent.
    #[must_use]
    pub fn of(unit: &UnitCode, directory: &Directory) -> Self {
        let Some(unit) = directory.unit(unit) else { return Self::Top };
        match (&unit.league, &unit.parent) {
            (Some(league), _) => Self::Named(league.clone()),
            (None, Some(parent)) => Self::Of(parent.clone()),
            (None, None) => Self::Top,
        }
    }
}

/// A table of units that are compared with each other, the best first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    pub league: League,
    pub rows: Vec<Ranked>,
}

/// One unit of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    pub unit: UnitCode,
    /// Ties share a place, and the next one is left free: 1, 2, 2, 4. `None`: «вне рейтинга».
    pub place: Option<u32>,
    /// The place in the period before; `None` where it had none.
    pub before: Option<u32>,
    pub score: Score,
    pub incidents: u32,
    pub overdue: u32,
}

/// How a unit has moved.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Movement {
    Up(u32),
    Down(u32),
    Same,
    New,
}

impl Ranked {
    /// `None` where it has no place now.
    #[must_use]
    pub fn movement(&self) -> Option<Movement> {
        let place = self.place?;
        Some(match self.before {
            None => Movement::New,
            Some(before) if before > place => Movement::Up(before - place),
            Some(before) if before < place => Movement::Down(place - before),
            Some(_) => Movement::Same,
        })
    }
}

/// Puts units into the tables of their leagues; those with most units first. `before` are the tables of the period
/// before.
#[must_use]
pub fn rank(
    tallies: &BTreeMap<UnitCode, Tally>,
    before: &[Ranking],
    directory: &Directory,
    settings: &Settings,
) -> Vec<Ranking> {
    let mut leagues: BTreeMap<League, Vec<Ranked>> = BTreeMap::new();
    for (unit, tally) in tallies.iter().filter(|(_, tally)| tally.incidents > 0) {
        let ranked = Ranked {
            unit: unit.clone(),
            place: (tally.incidents >= settings.minimum).then_some(0),
            before: place_of(before, unit),
            score: score(tally, settings),
            incidents: tally.incidents,
            overdue: tally.overdue,
        };
        leagues.entry(League::of(unit, directory)).or_default().push(ranked);
    }
    let mut tables: Vec<_> = leagues.into_iter().map(|(league, rows)| Ranking { league, rows: placed(rows) }).collect();
    tables.sort_by_key(|table| std::cmp::Reverse(table.rows.len()));
    tables
}

fn placed(mut rows: Vec<Ranked>) -> Vec<Ranked> {
    // Among equals, whoever carried more stands first.
    rows.sort_by_key(|row| (row.place.is_none(), std::cmp::Reverse((row.score.shown(), row.incidents))));
    let scores: Vec<u32> = rows.iter().filter(|row| row.place.is_some()).map(|row| row.score.shown()).collect();
    for row in rows.iter_mut().filter(|row| row.place.is_some()) {
        let better = scores.iter().filter(|score| **score > row.score.shown()).count();
        row.place = u32::try_from(better + 1).ok();
    }
    rows
}

fn place_of(tables: &[Ranking], unit: &UnitCode) -> Option<u32> {
    tables.iter().flat_map(|table| &table.rows).find(|row| row.unit == *unit)?.place
}
