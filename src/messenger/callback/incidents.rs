//! Presses under a list: another page, or the same one anew.

use super::{Argument, Callback, number};
use crate::domain::ids::SearchId;

/// Which list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IncidentsPress {
    /// What waits for the person.
    Waiting,
    Overdue,
    /// What was found by the words of this search.
    Found(SearchId),
}

impl IncidentsPress {
    /// Pages are counted from 1.
    #[must_use]
    pub const fn page(self, page: u32) -> Callback {
        Callback::Incidents(page, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Waiting => ("lw", None),
            Self::Overdue => ("lv", None),
            Self::Found(search) => ("lf", Some(search.to_string())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("lw", None) => Self::Waiting,
            ("lv", None) => Self::Overdue,
            ("lf", Some(search)) => Self::Found(SearchId(number(search)?)),
            _ => return None,
        })
    }
}
