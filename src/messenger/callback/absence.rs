//! Presses about an absence: while it is set, and on what was said about it.

use chrono::NaiveDate;

use super::{Argument, Callback, day, number};
use crate::domain::ids::{AbsenceId, PersonId};

/// What is answered to the question of this version.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AwayPress {
    /// From the first day to the last, both included.
    Days(NaiveDate, NaiveDate),
    /// The page of people who may stand in.
    Page(u16),
    Deputy(PersonId),
    /// «Никто».
    Nobody,
}

impl AwayPress {
    /// `version` of the question.
    #[must_use]
    pub const fn of(self, version: i64) -> Callback {
        Callback::Away(version, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Days(first, last) => ("za", Some(format!("{first}.{last}"))),
            Self::Page(page) => ("zp", Some(page.to_string())),
            Self::Deputy(person) => ("zw", Some(person.to_string())),
            Self::Nobody => ("zn", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("za", Some(days)) => {
                let (first, last) = days.split_once('.')?;
                Self::Days(day(first)?, day(last)?)
            }
            ("zp", Some(page)) => Self::Page(page.parse().ok()?),
            ("zw", Some(person)) => Self::Deputy(PersonId(number(person)?)),
            ("zn", None) => Self::Nobody,
            _ => return None,
        })
    }
}

/// What is to be done with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AbsencePress {
    /// It is called off.
    Cancel,
    /// «Не смогу»: the deputy cannot.
    Decline,
}

impl AbsencePress {
    #[must_use]
    pub const fn of(self, id: AbsenceId) -> Callback {
        Callback::Absence(id, self)
    }

    pub(super) const fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Cancel => ("zc", None),
            Self::Decline => ("zd", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        match (tag, argument) {
            ("zc", None) => Some(Self::Cancel),
            ("zd", None) => Some(Self::Decline),
            _ => None,
        }
    }
}
