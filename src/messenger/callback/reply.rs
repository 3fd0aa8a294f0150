//! Presses on a reply. Those that judge carry the version they judge.

use super::{Argument, Callback, number};
use crate::domain::ids::ReplyId;

/// What is to be done with the reply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReplyPress {
    /// 📨 of the version that was shown.
    Send(i64),
    Rewrite,
    Drop,
    /// Leave the files out.
    DropFiles,
    /// ↩️ of the version that was sent.
    Withdraw(i64),
    Approve(i64),
    Return(i64),
    Publish(i64),
}

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
            Self::DropFiles => ("rf", None),
            Self::Withdraw(version) => ("rw", Some(version.to_string())),
            Self::Approve(version) => ("ra", Some(version.to_string())),
            Self::Return(version) => ("rr", Some(version.to_string())),
            Self::Publish(version) => ("rp", Some(version.to_string())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("rs", Some(version)) => Self::Send(number(version)?),
            ("re", None) => Self::Rewrite,
            ("rd", None) => Self::Drop,
            ("rf", None) => Self::DropFiles,
            ("rw", Some(version)) => Self::Withdraw(number(version)?),
            ("ra", Some(version)) => Self::Approve(number(version)?),
            ("rr", Some(version)) => Self::Return(number(version)?),
            ("rp", Some(version)) => Self::Publish(number(version)?),
            _ => return None,
        })
    }
}
