//! Chance that is the same for the same seed.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::random::Random;

/// A sequence of choices.
#[derive(Debug)]
pub struct Chance {
    source: Random,
    /// The second half of the last bits.
    spare: Option<u64>,
}

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self { source: Random::seeded(seed), spare: None }
    }

    fn bits(&mut self) -> u64 {
        if let Some(bits) = self.spare.take() {
            return bits;
        }
        let bits = u128::from_le_bytes(self.source.bits());
        let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
        self.spare = Some(half(bits >> 64));
        half(bits)
    }

    /// From 0 to below `end`; 0 where there is nothing to choose from.
    pub fn below(&mut self, end: u64) -> u64 {
        let scaled = u128::from(self.bits()) * u128::from(end);
        u64::try_from(scaled >> 64).unwrap_or_default()
    }

    pub fn between(&mut self, range: RangeInclusive<u64>) -> u64 {
        range.start() + self.below(range.end().saturating_sub(*range.start()) + 1)
    }

    /// So often of a thousand times.
    pub fn of_thousand(&mut self, times: u64) -> bool {
        self.below(1000) < times
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(usize::try_from(self.below(all.len() as u64)).unwrap_or_default())
    }

    /// To the millisecond.
    pub fn minutes(&mut self, range: RangeInclusive<u64>) -> Duration {
        const MILLIS: u64 = 60_000;
        Duration::from_millis(self.between(range.start() * MILLIS..=range.end() * MILLIS))
    }
}

/// Things of which some come more often than others.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// Sums of the weights up to each thing, it included.
    sums: Vec<u64>,
}

impl Weighted {
    pub fn new(weights: impl Iterator<Item = u64>) -> Self {
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect() }
    }

    /// The place of one of them; `None` where none has weight.
    pub fn pick(&self, chance: &mut Chance) -> Option<usize> {
        let all = *self.sums.last()?;
        let at = chance.below(all);
        (all > 0).then(|| self.sums.partition_point(|sum| *sum <= at))
    }
}
