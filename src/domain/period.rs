//! The days a report tells of.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::incident::codes;
use super::moment::Moment;
use super::working_time::WorkingTime;

/// Local days, both inclusive.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

codes! {
    /// How far a report looks back.
    Span { Week = "7d", Month = "month", Quarter = "quarter" }
}

impl Span {
    /// Days it has.
    #[must_use]
    pub const fn days(self) -> u64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 91,
        }
    }

    /// The last one that ends on `day`.
    #[must_use]
    pub fn ending(self, day: NaiveDate) -> Period {
        Period { first: back(day, self.days() - 1), last: day }
    }
}

impl Period {
    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The same number of days right before.
    #[must_use]
    pub fn before(self) -> Self {
        self.earlier(u64::try_from(self.days()).unwrap_or_default())
    }

    /// So many days earlier.
    #[must_use]
    pub fn earlier(self, days: u64) -> Self {
        Self { first: back(self.first, days), last: back(self.last, days) }
    }

    /// What an ordinary morning tells: everything since the last working day began. On Monday from Friday to Sunday,
    /// after holidays the whole break; `told` is the day of the last digest, if that is longer ago.
    #[must_use]
    pub fn since_last(today: NaiveDate, told: Option<NaiveDate>, time: &WorkingTime) -> Self {
        let yesterday = back(today, 1);
        let usual = time.working_day_before(yesterday, 0);
        Self { first: told.map_or(usual, |told| told.min(usual)), last: yesterday }
    }

    /// What it is compared with: a day with the day before, several with the same weekdays a week earlier.
    #[must_use]
    pub fn compared(self) -> Self {
        let weeks = u64::try_from((self.days() + 6) / 7).unwrap_or(1);
        if self.days() == 1 { self.before() } else { self.earlier(weeks * 7) }
    }

    /// What usually happens in it: a day as one of the seven before, several as the same weekdays of four weeks.
    #[must_use]
    pub fn usual(self) -> Vec<Self> {
        let weeks = u64::try_from((self.days() + 6) / 7).unwrap_or(1) * 7;
        if self.days() == 1 {
            (1..=7).map(|days| self.earlier(days)).collect()
        } else {
            (1..=4).map(|times| self.earlier(times * weeks)).collect()
        }
    }

    /// The moment its last day has ended in the zone of `time`, or `now` where that is earlier.
    #[must_use]
    pub fn end(self, time: &WorkingTime, now: Moment) -> Moment {
        let midnight = self.last.succ_opt().and_then(|day| day.and_hms_opt(0, 0, 0));
        midnight.and_then(|midnight| Moment::from_local(time.zone(), midnight)).map_or(now, |end| end.min(now))
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}
