//! Presses on a request for more time. They carry the version that was read.

use super::{Argument, Callback, number};
use crate::domain::ids::ExtensionId;

/// What is decided.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExtensionPress {
    Grant(i64),
    Refuse(i64),
}

impl ExtensionPress {
    #[must_use]
    pub const fn of(self, id: ExtensionId) -> Callback {
        Callback::Extension(id, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Grant(version) => ("xg", Some(version.to_string())),
            Self::Refuse(version) => ("xr", Some(version.to_string())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("xg", Some(version)) => Self::Grant(number(version)?),
            ("xr", Some(version)) => Self::Refuse(number(version)?),
            _ => return None,
        })
    }
}
