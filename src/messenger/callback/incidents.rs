//! Presses under a list: another page, or the same one anew.

use super::{Argument, Callback, number};
use crate::domain::figures::Behind;
use crate::domain::ids::{DigestId, SearchId};

/// Which list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IncidentsPress {
    /// What waits for the person.
    Waiting,
    Overdue,
    /// What was found by the words of this search.
    Found(SearchId),
    /// What runs out today.
    DueToday,
    /// The incidents behind a figure of a digest.
    Behind(DigestId, Behind),
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
            Self::DueToday => ("lt", None),
            Self::Behind(digest, behind) => ("lb", Some(format!("{digest}-{}", behind.code()))),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("lw", None) => Self::Waiting,
            ("lv", None) => Self::Overdue,
            ("lf", Some(search)) => Self::Found(SearchId(number(search)?)),
            ("lt", None) => Self::DueToday,
            ("lb", Some(behind)) => {
                let (digest, behind) = behind.split_once('-')?;
                Self::Behind(DigestId(number(digest)?), behind.parse().ok()?)
            }
            _ => return None,
        })
    }
}
