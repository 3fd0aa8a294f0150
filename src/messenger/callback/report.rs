//! Presses under reports: another period, another view, why a score is what it is.

use super::{Argument, Callback, code};
use crate::domain::figures::Behind;
use crate::domain::ids::{ChatId, DigestId, UnitCode};
use crate::domain::period::Span;

/// Which report of a period.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReportPress {
    /// The figures of a digest.
    Digest,
    Rating,
    /// The units to choose from.
    Whose,
    /// What cost this unit points.
    Why(UnitCode),
    HeatByUnit,
    HeatByPlace,
    /// Register and rating as a file.
    Export,
}

impl ReportPress {
    #[must_use]
    pub const fn of(self, span: Span) -> Callback {
        Callback::Report(span, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::Digest => ("gd", None),
            Self::Rating => ("gr", None),
            Self::Whose => ("gw", None),
            Self::Why(unit) => ("gy", Some(unit.to_string())),
            Self::HeatByUnit => ("gh", None),
            Self::HeatByPlace => ("gp", None),
            Self::Export => ("ge", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("gd", None) => Self::Digest,
            ("gr", None) => Self::Rating,
            ("gw", None) => Self::Whose,
            ("gy", Some(unit)) => Self::Why(UnitCode(code(unit)?)),
            ("gh", None) => Self::HeatByUnit,
            ("gp", None) => Self::HeatByPlace,
            ("ge", None) => Self::Export,
            _ => return None,
        })
    }
}

/// A period stands in a button as its days.
pub(super) fn span(days: i64) -> Option<Span> {
    Span::ALL.iter().copied().find(|span| i64::try_from(span.days()).ok() == Some(days))
}

/// On a digest in a private chat.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DigestPress {
    /// All of its lines.
    Full,
    /// The incidents behind one of its figures.
    Behind(Behind),
}

impl DigestPress {
    #[must_use]
    pub const fn of(self, id: DigestId) -> Callback {
        Callback::Digest(id, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Full => ("df", None),
            Self::Behind(what) => ("dn", Some(what.code().to_owned())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        match (tag, argument) {
            ("df", None) => Some(Self::Full),
            ("dn", Some(what)) => what.parse().ok().map(Self::Behind),
            _ => None,
        }
    }
}

/// In a private chat, about a group that gets digests. A group's number is negative; a button holds it without sign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum GroupPress {
    /// It gets the digest of this part of the tree from now on.
    Bind(UnitCode),
    Unbind,
}

impl GroupPress {
    #[must_use]
    pub const fn of(self, group: ChatId) -> Callback {
        Callback::Group(group, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::Bind(unit) => ("db", Some(unit.to_string())),
            Self::Unbind => ("dx", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("db", Some(unit)) => Self::Bind(UnitCode(code(unit)?)),
            ("dx", None) => Self::Unbind,
            _ => return None,
        })
    }
}
