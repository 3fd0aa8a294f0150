//! Presses on what was said about an absence.

use super::{Argument, Callback};
use crate::domain::ids::AbsenceId;

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
