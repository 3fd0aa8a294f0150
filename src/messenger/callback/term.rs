//! Presses by which people set terms: a due moment, a promised day, more time.

use chrono::NaiveDate;

use super::{Argument, Callback, day};
use crate::domain::ids::IncidentId;

/// What is to be done with the terms of the incident.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TermPress {
    /// ⏰: the days to choose from.
    Dues,
    DueOn(NaiveDate),
    /// «По правилу».
    DueByRule,
    /// ⏳: the days an interim reply may promise.
    Promises,
    PromiseOn(NaiveDate),
    /// 📅: the days until which more time may be asked for.
    Extensions,
    ExtendTo(NaiveDate),
}

impl TermPress {
    #[must_use]
    pub const fn of(self, id: IncidentId) -> Callback {
        Callback::Term(id, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Dues => ("du", None),
            Self::DueOn(day) => ("do", Some(day.to_string())),
            Self::DueByRule => ("dr", None),
            Self::Promises => ("pp", None),
            Self::PromiseOn(day) => ("po", Some(day.to_string())),
            Self::Extensions => ("ee", None),
            Self::ExtendTo(day) => ("et", Some(day.to_string())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("du", None) => Self::Dues,
            ("do", Some(on)) => Self::DueOn(day(on)?),
            ("dr", None) => Self::DueByRule,
            ("pp", None) => Self::Promises,
            ("po", Some(on)) => Self::PromiseOn(day(on)?),
            ("ee", None) => Self::Extensions,
            ("et", Some(on)) => Self::ExtendTo(day(on)?),
            _ => return None,
        })
    }
}
