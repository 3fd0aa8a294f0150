//! Presses in answer to a question: they carry its version, so that a button of an older one is told apart.

use super::{Argument, Callback, code, number};
use crate::domain::ids::{IncidentId, UnitCode};
use crate::domain::reasons::{ExtensionReason, NotOursReason, RejectReason, ReopenReason, ReturnReason};

/// What is answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum QuestionPress {
    /// ✖️ Отмена.
    Cancel,
    /// «Без ссылки».
    WithoutLink,
    /// A usual reason why a post needs no answer.
    Reject(RejectReason),
    /// The incident that the held message answers.
    Answers(IncidentId),
    /// One of the usual reasons to return a reply.
    Return(ReturnReason),
    /// One of the usual reasons to open an incident again.
    Reopen(ReopenReason),
    /// The held messages belong to the reply being written.
    IntoReply,
    /// The held messages are a new draft.
    NewDraft,
    /// One of the usual reasons to ask for more time.
    Extension(ExtensionReason),
    /// Why it is not ours.
    NotOurs(NotOursReason),
    /// The page of units it may belong to.
    WhosePage(u16),
    /// It belongs to this unit.
    Whose(UnitCode),
    /// «Не знаю».
    WhoseUnknown,
}

impl QuestionPress {
    /// `version` of the question.
    #[must_use]
    pub const fn of(self, version: i64) -> Callback {
        Callback::Question(version, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::Cancel => ("qc", None),
            Self::WithoutLink => ("qn", None),
            Self::Reject(reason) => ("qx", Some(reason.code().to_owned())),
            Self::Answers(incident) => ("qi", Some(incident.to_string())),
            Self::Return(reason) => ("qr", Some(reason.code().to_owned())),
            Self::Reopen(reason) => ("qo", Some(reason.code().to_owned())),
            Self::IntoReply => ("qir", None),
            Self::NewDraft => ("qnd", None),
            Self::Extension(reason) => ("qe", Some(reason.code().to_owned())),
            Self::NotOurs(reason) => ("qy", Some(reason.code().to_owned())),
            Self::WhosePage(page) => ("qp", Some(page.to_string())),
            Self::Whose(unit) => ("qw", Some(unit.to_string())),
            Self::WhoseUnknown => ("qk", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("qc", None) => Self::Cancel,
            ("qn", None) => Self::WithoutLink,
            ("qx", Some(reason)) => Self::Reject(reason.parse().ok()?),
            ("qir", None) => Self::IntoReply,
            ("qnd", None) => Self::NewDraft,
            ("qi", Some(incident)) => Self::Answers(IncidentId(number(incident)?)),
            ("qr", Some(reason)) => Self::Return(reason.parse().ok()?),
            ("qo", Some(reason)) => Self::Reopen(reason.parse().ok()?),
            ("qe", Some(reason)) => Self::Extension(reason.parse().ok()?),
            ("qy", Some(reason)) => Self::NotOurs(reason.parse().ok()?),
            ("qp", Some(page)) => Self::WhosePage(page.parse().ok()?),
            ("qw", Some(unit)) => Self::Whose(UnitCode(code(unit)?)),
            ("qk", None) => Self::WhoseUnknown,
            _ => return None,
        })
    }
}
