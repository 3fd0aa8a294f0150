//! Working time between instants.

use std::time::Duration;

use chrono::NaiveDate;

use super::hours::Period;
use super::{WorkingTime, day};
use crate::domain::moment::Moment;

/// A period of work as instants; the second one belongs to it no more.
type Span = (Moment, Moment);

impl WorkingTime {
    /// The earliest moment by which `work` of working time has passed since `start`: work that fills a day ends
    /// with it. Nothing to do is done at `start`.
    #[must_use]
    pub fn add(&self, start: Moment, work: Duration) -> Moment {
        let (mut at, mut left) = (start, work);
        if left.is_zero() {
            return start;
        }
        for (begin, end) in self.spans_from(self.day_of(start)) {
            let begin = begin.max(start);
            let length = end.since(begin);
            if left <= length {
                return begin.plus(left);
            }
            left -= length;
            at = at.max(end);
        }
        // Further than anybody looks: the clock on the wall has to do.
        at.plus(left)
    }

    /// The latest moment from which `work` of working time is left until `end`.
    #[must_use]
    pub fn before(&self, end: Moment, work: Duration) -> Moment {
        let (mut at, mut left) = (end, work);
        if left.is_zero() {
            return end;
        }
        for (begin, until) in self.spans_back_from(self.day_of(end)) {
            let until = until.min(end);
            let length = until.since(begin);
            if left <= length {
                return until.minus(left);
            }
            left -= length;
            at = at.min(begin);
        }
        at.minus(left)
    }

    /// The working time between two moments; none when `to` is not after `from`.
    #[must_use]
    pub fn used(&self, from: Moment, to: Moment) -> Duration {
        let within = self.spans_from(self.day_of(from)).take_while(|(begin, _)| *begin < to);
        within.map(|(begin, end)| end.min(to).since(begin.max(from))).sum()
    }

    #[must_use]
    pub fn is_working(&self, at: Moment) -> bool {
        let day = self.day_of(at);
        self.spans(day).any(|(begin, end)| begin <= at && at < end)
    }

    /// `at` itself within working time, else the beginning of the next period of work.
    #[must_use]
    pub fn next_working(&self, at: Moment) -> Moment {
        let next = self.spans_from(self.day_of(at)).find(|(begin, end)| *end > at && begin < end);
        next.map_or(at, |(begin, _)| begin.max(at))
    }

    fn spans_from(&self, day: NaiveDate) -> impl Iterator<Item = Span> {
        day::from(day).flat_map(|day| self.spans(day))
    }

    fn spans_back_from(&self, day: NaiveDate) -> impl Iterator<Item = Span> {
        day::back_from(day).flat_map(|day| self.spans(day).rev())
    }

    fn spans(&self, day: NaiveDate) -> impl DoubleEndedIterator<Item = Span> {
        let span = move |period: &Period| (self.moment(day, period.begin), self.moment(day, period.end));
        self.periods(day).iter().map(span)
    }
}
