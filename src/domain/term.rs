//! A term: how long something may take, in the units of the directory file.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::moment::Moment;

/// `8 wh`, `30 wmin`, `3 h`, `30 min`, `30 d`, `7 wd`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Term {
    pub amount: u32,
    pub unit: TermUnit,
}

/// What a term is counted in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TermUnit {
    WorkingHours,
    WorkingMinutes,
    Hours,
    Minutes,
    Days,
    WorkingDays,
}

/// Not a term.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0:?} is no term: write a whole number from 1 to 9999 and wh, wmin, h, min, d or wd, as in \"8 wh\"")]
pub struct NotATerm(pub String);

impl Term {
    /// The largest amount: what is longer is a slip of the finger.
    pub const MOST: u32 = 9_999;

    /// How long it is by the clock, or of working time; a day counts as 24 hours.
    #[must_use]
    pub fn length(self) -> Duration {
        const MINUTE: u64 = 60;
        let seconds = match self.unit {
            TermUnit::WorkingMinutes | TermUnit::Minutes => MINUTE,
            TermUnit::WorkingHours | TermUnit::Hours => 60 * MINUTE,
            TermUnit::Days | TermUnit::WorkingDays => 24 * 60 * MINUTE,
        };
        Duration::from_secs(seconds * u64::from(self.amount))
    }

    /// When the term that starts at `start` ends, counted by the clock on the wall.
    ///
    /// Working units count as clock units until working time comes in.
    #[must_use]
    pub fn due(self, start: Moment) -> Moment {
        start.plus(self.length())
    }
}

impl TermUnit {
    const CODES: [(&'static str, Self); 6] = [
        ("wh", Self::WorkingHours),
        ("wmin", Self::WorkingMinutes),
        ("h", Self::Hours),
        ("min", Self::Minutes),
        ("d", Self::Days),
        ("wd", Self::WorkingDays),
    ];
}

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (amount, code) = text.split_once(' ')?;
            let amount = amount.parse().ok().filter(|amount| (1..=Self::MOST).contains(amount))?;
            let (_, unit) = TermUnit::CODES.into_iter().find(|(known, _)| *known == code)?;
            Some(Self { amount, unit })
        };
        parse().ok_or_else(|| NotATerm(text.to_owned()))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = TermUnit::CODES.into_iter().find(|(_, unit)| *unit == self.unit).map_or("", |(code, _)| code);
        write!(f, "{} {code}", self.amount)
    }
}
