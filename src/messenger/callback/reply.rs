//! Presses on a reply. Those that judge carry the version they judge.

use super::{Argument, Callback, number};
use crate::domain::ids::ReplyId;
use crate::domain::incident::Mark;

/// What is to be done with the reply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReplyPress {
    /// 📨 of the version that was shown.
    Send(i64),
    Rewrite,
    Drop,
    Approve(i64),
    Return(i64),
    Publish(i64),
    /// The approved text alone, to be copied.
    Text,
    /// ⭐ of this many points; `None` takes the mark back. A press says what is to be, so that two who press the
    /// same do not undo each other.
    Rate(Option<Mark>),
}

/// Stands for no mark.
const NO_MARK: &str = "-";

impl ReplyPress {
    #[must_use]
    pub const fn of(self, id: ReplyId) -> Callback {
        Callback::Reply(id, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Send(version) => ("rs", Some(version.to_string())),
            Self::Rewrite => ("re", None),
            Self::Drop => ("rd", None),
            Self::Approve(version) => ("ra", Some(version.to_string())),
            Self::Return(version) => ("rr", Some(version.to_string())),
            Self::Publish(version) => ("rp", Some(version.to_string())),
            Self::Text => ("rt", None),
            Self::Rate(mark) => ("rm", Some(mark.map_or(NO_MARK, Mark::code).to_owned())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("rs", Some(version)) => Self::Send(number(version)?),
            ("re", None) => Self::Rewrite,
            ("rd", None) => Self::Drop,
            ("ra", Some(version)) => Self::Approve(number(version)?),
            ("rr", Some(version)) => Self::Return(number(version)?),
            ("rp", Some(version)) => Self::Publish(number(version)?),
            ("rt", None) => Self::Text,
            ("rm", Some(NO_MARK)) => Self::Rate(None),
            ("rm", Some(mark)) => Self::Rate(Some(mark.parse().ok()?)),
            _ => return None,
        })
    }
}
