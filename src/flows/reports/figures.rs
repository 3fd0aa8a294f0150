//! The figures of a digest, added up from what was kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rating::rated;
use crate::domain::directory::Directory;
use crate::domain::figures::{Compared, Figures, Growth, Longest, Stands, as_number, average, sums};
use crate::domain::ids::{TopicCode, UnitCode};
use crate::domain::moment::Moment;
use crate::domain::period::{Period, Span};
use crate::flows::Turn;
use crate::store::StoreError;
use crate::store::reports::{self, Counted};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The head of the part of the tree.
    pub unit: &'a UnitCode,
    pub period: Period,
    /// The digest before, by which is told how things have moved.
    pub before: Option<&'a Figures>,
    /// Working days whose own digest did not come.
    pub missed: i64,
}

/// Late answers looked at to find the longest of this part of the tree.
const LATE: i64 = 200;
/// Late answers named.
const LONGEST: usize = 5;
/// Growing topics named.
const GROWING: usize = 3;

/// Adds up the figures.
pub async fn figures(turn: &mut Turn<'_>, asked: &Asked<'_>) -> Result<Figures, StoreError> {
    let (period, now) = (asked.period, turn.now);
    let within = Within::of(asked.unit, turn.directory());
    let history = history(period);
    let first = reports::first_day(turn.tx).await?;
    let received = by_day(&within, reports::received_by_day(turn.tx, history).await?, |day| *day);
    let closed = reports::closed_by_day(turn.tx, history).await?;
    let in_time = closed.iter().filter(|row| within.has(row.unit.as_ref()) && period.contains(row.what.day));
    let in_time = in_time.map(|row| row.what.in_time).sum();
    let closed = by_day(&within, closed, |closed| closed.day);
    let standing = standing(turn, &within).await?;
    let topics = reports::received_by_topic(turn.tx, period).await?;
    let topics = sums(within.only(topics).map(|row| (row.what, row.count)));
    let growing = growing(turn, &within, &topics, period, first).await?;
    let groups = groups(&topics, turn.directory());
    let places = reports::received_by_place(turn.tx, period).await?;
    let channels = reports::received_by_channel(turn.tx, period).await?;
    let rated_days = Span::Week.ending(period.last);
    let rating = rated(turn, asked.unit, rated_days).await?.tables;
    let longest = longest(turn, &within).await?;
    let stands = |value, before: fn(&Figures) -> i64| Stands { value, before: asked.before.map(before) };
    Ok(Figures {
        unit: asked.unit.clone(),
        period,
        at: now,
        missed: asked.missed,
        received: compared(&received, period, first),
        solved: compared(&closed, period, first),
        in_time,
        in_work: stands(standing.in_work, |before| before.in_work.value),
        monitoring: stands(standing.monitoring, |before| before.monitoring.value),
        overdue: stands(standing.overdue, |before| before.overdue.value),
        due_today: standing.due_today,
        forgotten: standing.forgotten,
        groups,
        growing,
        settlements: sums(within.only(places).map(|row| (row.what.settlement, row.count))),
        channels: sums(within.only(channels).map(|row| (row.what, row.count))),
        rated: rated_days,
        rating,
        longest,
    })
}

/// A part of the tree of units.
pub struct Within<'a> {
    unit: &'a UnitCode,
    directory: Directory,
    /// What no unit of the directory has is the whole tree's.
    whole: bool,
}

impl<'a> Within<'a> {
    pub fn of(unit: &'a UnitCode, directory: &Directory) -> Self {
        let whole = directory.unit(unit).is_some_and(|unit| unit.parent.is_none());
        Self { unit, directory: directory.clone(), whole }
    }

    pub fn has(&self, unit: Option<&UnitCode>) -> bool {
        match unit {
            Some(unit) => {
                self.directory.is_within(unit, self.unit) || (self.whole && self.directory.unit(unit).is_none())
            }
            None => self.whole,
        }
    }

    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Every unit of it.
    pub fn units(&self) -> Vec<UnitCode> {
        let units = self.directory.units.iter().map(|unit| unit.code.clone());
        units.filter(|unit| self.has(Some(unit))).collect()
    }

    pub fn only<T>(&self, rows: Vec<Counted<T>>) -> impl Iterator<Item = Counted<T>> {
        rows.into_iter().filter(|row| self.has(row.unit.as_ref()))
    }
}

/// The days of a period and all it is compared with.
fn history(period: Period) -> Period {
    let first = period.usual().iter().map(|usual| usual.first).chain([period.compared().first]).min();
    Period { first: first.unwrap_or(period.first), last: period.last }
}

type ByDay = BTreeMap<NaiveDate, i64>;

fn by_day<T>(within: &Within<'_>, rows: Vec<Counted<T>>, day: impl Fn(&T) -> NaiveDate) -> ByDay {
    let mut counts = ByDay::new();
    for row in within.only(rows) {
        *counts.entry(day(&row.what)).or_insert(0) += row.count;
    }
    counts
}

fn in_days(counts: &ByDay, period: Period) -> i64 {
    counts.range(period.first..=period.last).map(|(_, count)| count).sum()
}

fn compared(counts: &ByDay, period: Period, first: Option<NaiveDate>) -> Compared {
    let before = period.compared();
    Compared {
        value: in_days(counts, period),
        before: first.filter(|first| *first <= before.first).map(|_| in_days(counts, before)),
        usual: average(&period.usual(), first, |usual| in_days(counts, usual)),
    }
}

/// How the open incidents of a part of the tree stand, added up.
pub async fn standing(turn: &mut Turn<'_>, within: &Within<'_>) -> Result<reports::Standing, StoreError> {
    let ends = turn.day_ends();
    let mut sum = reports::Standing::default();
    for row in reports::standing(turn.tx, turn.now, ends).await? {
        let unit = row.unit.clone().map(UnitCode);
        if within.has(unit.as_ref()) {
            sum.in_work += row.in_work;
            sum.monitoring += row.monitoring;
            sum.overdue += row.overdue;
            sum.due_today += row.due_today;
            sum.forgotten += row.forgotten;
        }
    }
    Ok(sum)
}

/// Counts of topics, added up by the group they stand in; what stands in none is unknown.
fn groups(topics: &[(Option<TopicCode>, i64)], directory: &Directory) -> Vec<(Option<String>, i64)> {
    let group = |code: &Option<TopicCode>| {
        let code = code.as_ref()?;
        directory.topics.iter().find(|topic| topic.code == *code).map(|topic| topic.group.clone())
    };
    sums(topics.iter().map(|(code, count)| (group(code), *count)))
}

async fn growing(
    turn: &mut Turn<'_>,
    within: &Within<'_>,
    topics: &[(Option<TopicCode>, i64)],
    period: Period,
    first: Option<NaiveDate>,
) -> Result<Vec<Growth>, StoreError> {
    // Four weeks tell what is usual; fewer say little.
    let before = Period { first: period.earlier(28).first, last: period.earlier(1).last.min(period.compared().last) };
    if first.is_none_or(|first| first > before.first) {
        return Ok(Vec::new());
    }
    let usual = reports::received_by_topic(turn.tx, before).await?;
    let usual: BTreeMap<_, _> = sums(within.only(usual).map(|row| (row.what, row.count))).into_iter().collect();
    let share = as_number(period.days()) / as_number(before.days());
    let grown = |(topic, count): &(Option<TopicCode>, i64)| {
        let came = as_number(usual.get(topic).copied().unwrap_or_default());
        Growth::of(topic.clone()?, *count, came * share)
    };
    let mut grown: Vec<Growth> = topics.iter().filter_map(grown).collect();
    grown.sort_by(|one, other| other.times().total_cmp(&one.times()));
    grown.truncate(GROWING);
    Ok(grown)
}

async fn longest(turn: &mut Turn<'_>, within: &Within<'_>) -> Result<Vec<Longest>, StoreError> {
    let late = reports::longest(turn.tx, turn.now, LATE).await?;
    let late = late.into_iter().filter(|(unit, _, _)| within.has(Some(unit))).take(LONGEST);
    let calendars = &turn.known.schedule.calendars;
    let longest = |(unit, number, since): (UnitCode, crate::domain::incident::Number, Moment)| {
        let worked = calendars.of_unit(Some(&unit)).used(since, turn.now).as_secs();
        Longest { unit, number: number.to_string(), since, worked }
    };
    Ok(late.map(longest).collect())
}
