//! The rating: sums from the store, scored by the rules of the domain.

use std::collections::BTreeMap;

use crate::domain::figures::as_number;
use crate::domain::ids::{IncidentId, TopicCode, UnitCode};
use crate::domain::incident::Number;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::rating::{self, Part, Ranking, Settings, Share, Tally};
use crate::flows::Turn;
use crate::store::StoreError;
use crate::store::reports::{self, AnswerSums, Judgement, OneAnswer, Unanswered};

/// The tables of a period.
#[derive(Clone, Debug)]
pub struct Rated {
    pub tallies: BTreeMap<UnitCode, Tally>,
    pub tables: Vec<Ranking>,
}

/// The tables of a part of the tree, with how its units have moved since the period before.
pub async fn rated(turn: &mut Turn<'_>, within: &UnitCode, period: Period) -> Result<Rated, StoreError> {
    let before = tallies(turn, within, period.before()).await?;
    let tallies = tallies(turn, within, period).await?;
    let (directory, settings) = (turn.directory(), Settings::of(turn.directory()));
    let before = rating::rank(&before, &[], directory, &settings);
    let tables = rating::rank(&tallies, &before, directory, &settings);
    Ok(Rated { tallies, tables })
}

async fn tallies(
    turn: &mut Turn<'_>,
    within: &UnitCode,
    period: Period,
) -> Result<BTreeMap<UnitCode, Tally>, StoreError> {
    let end = period.end(turn.clocks().centre(), turn.now);
    let sums = reports::answers(turn.tx, period, end).await?;
    let unanswered = reports::unanswered(turn.tx, period, end).await?;
    let repeats = reports::repeats(turn.tx, period).await?;
    let mut tallies: BTreeMap<UnitCode, Tally> =
        sums.into_iter().map(|sums| (UnitCode(sums.unit.clone()), tally(&sums))).collect();
    for one in unanswered {
        let value = speed_of(turn, &one, end);
        if let Some(tally) = tallies.get_mut(&one.unit) {
            tally.shares[Part::Speed as usize].add(value);
        }
    }
    for (unit, of, again) in repeats {
        let share = Share { good: as_number(of - again), of: count(of) };
        tallies.entry(unit).or_default().shares[Part::NoRepeat as usize] = share;
    }
    let directory = turn.directory();
    // A retired unit was the centre's.
    let whole = directory.unit(within).is_some_and(|unit| unit.parent.is_none());
    tallies.retain(|unit, _| directory.is_within(unit, within) || (whole && directory.unit(unit).is_none()));
    Ok(tallies)
}

fn tally(sums: &AnswerSums) -> Tally {
    let share = |good: f64, of: i64| Share { good, of: count(of) };
    Tally {
        incidents: count(sums.incidents),
        overdue: count(sums.owed - sums.on_time),
        shares: [
            share(as_number(sums.on_time), sums.owed),
            share(sums.speed, sums.timed),
            share(sums.complete, sums.judged),
            Share::default(),
        ],
        reviewed: sums.reviewed,
    }
}

fn count(of: i64) -> u32 {
    u32::try_from(of).unwrap_or_default()
}

/// The time used so far by what nobody has answered: all it had, and what has passed since.
fn speed_of(turn: &Turn<'_>, one: &Unanswered, end: Moment) -> f64 {
    let until = one.left_at.map_or(end, |left| left.min(end));
    let time = turn.known.schedule.calendars.of_unit(Some(&one.unit));
    // Long after the end of its time it is worth nothing, and needs no counting.
    if until.since(one.due).as_secs() > LONG {
        return 0.0;
    }
    let over = one.measure.between(time, one.due, until);
    let term = as_number(one.term);
    rating::speed(term + as_number(Moment::from_millis(0).plus(over).millis()), term)
}

/// Half a year, seconds: no term is as long.
const LONG: u64 = 183 * 24 * 60 * 60;

/// Why a unit has its score.
#[derive(Clone, Debug)]
pub struct Why {
    /// The incidents that cost points, the dearest first.
    pub costs: Vec<Cost>,
    /// Points that no incident has cost: small counts are pulled towards a fixed value.
    pub pull: f64,
}

/// What one incident has cost.
#[derive(Clone, Debug)]
pub struct Cost {
    pub incident: IncidentId,
    pub number: Option<Number>,
    pub topic: Option<TopicCode>,
    /// In the order of [`Part::ALL`].
    pub points: [f64; rating::PARTS],
}

impl Cost {
    /// Points in all.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.points.iter().sum()
    }
}

/// What the missing points of a unit are: each belongs to an incident, or to the pull.
pub async fn costs(turn: &mut Turn<'_>, unit: &UnitCode, period: Period, tally: &Tally) -> Result<Why, StoreError> {
    let end = period.end(turn.clocks().centre(), turn.now);
    let settings = Settings::of(turn.directory());
    let mut costs: BTreeMap<IncidentId, Cost> = BTreeMap::new();
    for one in reports::answers_of(turn.tx, unit, period, end).await? {
        let values = values(turn, unit, &one, end);
        let known = costs.entry(one.incident).or_insert_with(|| Cost {
            incident: one.incident,
            number: one.number,
            topic: one.topic.clone(),
            points: [0.0; rating::PARTS],
        });
        for (part, value) in Part::ALL.iter().zip(values) {
            known.points[*part as usize] += value.map_or(0.0, |value| rating::cost(*part, value, tally, &settings));
        }
    }
    let mut costs: Vec<Cost> = costs.into_values().collect();
    costs.sort_by(|one, other| other.total().total_cmp(&one.total()).then(one.incident.cmp(&other.incident)));
    let lost: f64 = costs.iter().map(Cost::total).sum();
    let pull = 100.0 - rating::score(tally, &settings).total() - lost;
    Ok(Why { costs, pull })
}

/// What an answer is worth in each part; `None` where it says nothing.
fn values(turn: &Turn<'_>, unit: &UnitCode, one: &OneAnswer, end: Moment) -> [Option<f64>; rating::PARTS] {
    let answered = one.answered_at.filter(|at| *at <= end);
    let share = |good: bool| if good { 1.0 } else { 0.0 };
    let on_time = one.due.filter(|_| one.counted).map(|due| share(answered.is_some_and(|at| at <= due)));
    let speed = one.term.zip(one.due).filter(|_| one.counted).and_then(|(term, due)| {
        if answered.is_some() {
            return Some(rating::speed(as_number(one.used?), as_number(term)));
        }
        let late = Unanswered { unit: unit.clone(), due, term, measure: one.measure, left_at: one.left_at };
        Some(speed_of(turn, &late, end))
    });
    let completeness = match one.judgement {
        Judgement::None => None,
        Judgement::Mark(mark) => Some(as_number(mark) / 2.0),
        Judgement::AtFirst => Some(1.0),
        Judgement::Returned => Some(0.0),
    };
    let judged = one.counted && answered.is_some();
    [on_time, speed, completeness.filter(|_| judged), one.closed.then(|| share(!one.again))]
}
