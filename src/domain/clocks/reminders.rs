//! `[reminders]`: when people are reminded, and who hears when nothing helps.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::domain::directory::{Directory, Section};
use crate::domain::incident::Status;
use crate::domain::term::{Term, TermUnit};

/// The section as it is in force; what the file leaves out is as the example has it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Reminders {
    /// Before the end of a term in hours.
    pub hours: Vec<Before>,
    /// Before the end of a term in days.
    pub days: Vec<Before>,
    pub escalate: Escalate,
    pub idle: Idle,
}

/// When a reminder comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Before {
    /// When so much of the term has passed, percent.
    Share(u8),
    /// So long before the end.
    Left(Term),
    /// On the morning of the last day.
    Morning,
}

/// How long after the due moment each rung hears; then once a `repeat`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Escalate {
    #[serde(deserialize_with = "delay")]
    pub lead: Option<Term>,
    #[serde(deserialize_with = "delay")]
    pub curator: Option<Term>,
    #[serde(deserialize_with = "delay")]
    pub head: Option<Term>,
    #[serde(deserialize_with = "term")]
    pub repeat: Term,
}

/// How long an incident may lie where no clock of the resident tells whose turn it is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(default)]
pub struct Idle {
    #[serde(deserialize_with = "term")]
    pub draft: Term,
    #[serde(deserialize_with = "term")]
    pub new: Term,
    #[serde(deserialize_with = "term")]
    pub review: Term,
    #[serde(deserialize_with = "term")]
    pub approved: Term,
}

const fn of(amount: u32, unit: TermUnit) -> Term {
    Term { amount, unit }
}

impl Default for Reminders {
    fn default() -> Self {
        use TermUnit::{Days, WorkingHours, WorkingMinutes};
        let left = |amount, unit| Before::Left(of(amount, unit));
        Self {
            hours: vec![Before::Share(50), left(2, WorkingHours), left(30, WorkingMinutes)],
            days: vec![left(3, Days), left(1, Days), Before::Morning],
            escalate: Escalate::default(),
            idle: Idle::default(),
        }
    }
}

impl Default for Escalate {
    fn default() -> Self {
        let after = |hours| Some(of(hours, TermUnit::WorkingHours));
        Self { lead: None, curator: after(4), head: after(8), repeat: of(1, TermUnit::WorkingDays) }
    }
}

impl Default for Idle {
    fn default() -> Self {
        let (half_an_hour, two_hours) = (of(30, TermUnit::WorkingMinutes), of(2, TermUnit::WorkingHours));
        Self { draft: half_an_hour, new: half_an_hour, review: two_hours, approved: two_hours }
    }
}

impl Reminders {
    /// What the directory says. It was checked when it was applied; what cannot be read now is as the example has it.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let written = directory.kept.get(Section::Reminders.name()).cloned();
        written.and_then(|written: Value| serde_json::from_value(written).ok()).unwrap_or_default()
    }
}

impl Idle {
    /// `None`: in this status another clock runs, or nothing is left to do.
    #[must_use]
    pub const fn term(&self, status: Status) -> Option<Term> {
        match status {
            Status::Draft => Some(self.draft),
            Status::New => Some(self.new),
            Status::Review => Some(self.review),
            Status::Approved => Some(self.approved),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Before {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "morning" {
            return Ok(Self::Morning);
        }
        match text.strip_suffix('%') {
            Some(share) => share.parse().map(Self::Share).map_err(serde::de::Error::custom),
            None => text.parse().map(Self::Left).map_err(serde::de::Error::custom),
        }
    }
}

fn term<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Term, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

/// A term, or nothing at once: `0 wh`.
fn delay<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Term>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.starts_with("0 ") { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}
