//! Presses in answer to a question: they carry its version, so that a button of an older one is told apart.

use super::{Argument, Callback, number};
use crate::domain::ids::IncidentId;
use crate::domain::incident::RejectReason;
use crate::domain::reasons::{ReopenReason, ReturnReason};

/// What is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
}

impl QuestionPress {
    /// `version` of the question.
    #[must_use]
    pub const fn of(self, version: i64) -> Callback {
        Callback::Question(version, self)
    }

    pub(super) fn written(self) -> (&'static str, Argument) {
        match self {
            Self::Cancel => ("qc", None),
            Self::WithoutLink => ("qn", None),
            Self::Reject(reason) => ("qx", Some(reason.code().to_owned())),
            Self::Answers(incident) => ("qi", Some(incident.to_string())),
            Self::Return(reason) => ("qr", Some(reason.code().to_owned())),
            Self::Reopen(reason) => ("qo", Some(reason.code().to_owned())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("qc", None) => Self::Cancel,
            ("qn", None) => Self::WithoutLink,
            ("qx", Some(reason)) => Self::Reject(reason.parse().ok()?),
            ("qi", Some(incident)) => Self::Answers(IncidentId(number(incident)?)),
            ("qr", Some(reason)) => Self::Return(reason.parse().ok()?),
            ("qo", Some(reason)) => Self::Reopen(reason.parse().ok()?),
            _ => return None,
        })
    }
}
