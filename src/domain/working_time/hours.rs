//! The periods of work of a day.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

const MIDNIGHT: u16 = 24 * 60;

/// Two times of one day in minutes since midnight, the first one earlier: `08:00-12:00`. Work until midnight
/// ends at `24:00`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "String")]
pub struct Period {
    pub begin: u16,
    pub end: u16,
}

/// No period.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no period: write an earlier and a later time, as in \"08:00-12:00\"")]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (begin, end) = text.split_once('-')?;
            let (begin, end) = (minutes(begin.trim())?, end.trim());
            let end = if end == "24:00" { MIDNIGHT } else { minutes(end)? };
            (begin < end).then_some(Self { begin, end })
        };
        parse().ok_or(NotAPeriod)
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", clock(self.begin), clock(self.end))
    }
}

/// `HH:MM` in minutes since midnight.
pub(in crate::domain) fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits =
        |part: &str, least| part.len() >= least && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours, 1) || !digits(minutes, 2) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes since midnight as `HH:MM`.
pub(in crate::domain) fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The periods of a day in order, none within another.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hours {
    pub(super) full: Vec<Period>,
    /// On a shortened day: without its last hour of work.
    pub(super) shortened: Vec<Period>,
}

impl Hours {
    pub(super) fn of(mut periods: Vec<Period>) -> Self {
        periods.sort_by_key(|period| (period.begin, period.end));
        let mut full: Vec<Period> = Vec::new();
        for period in periods {
            match full.last_mut().filter(|last| period.begin < last.end) {
                Some(last) => last.end = last.end.max(period.end),
                None => full.push(period),
            }
        }
        Self { shortened: without_last(60, full.clone()), full }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.full.is_empty()
    }
}

/// The periods without the last `minutes` of work; breaks are not work.
fn without_last(mut minutes: u16, mut periods: Vec<Period>) -> Vec<Period> {
    while let Some(mut last) = periods.pop() {
        if last.end - last.begin > minutes {
            last.end -= minutes;
            periods.push(last);
            break;
        }
        minutes -= last.end - last.begin;
    }
    periods
}
