//! Presses in answer to a question: they carry its version, so that a button of an older one is told apart.

use super::{Argument, Callback, number};
use crate::domain::ids::IncidentId;

/// What is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QuestionPress {
    /// ✖️ Отмена.
    Cancel,
    /// «Без ссылки».
    WithoutLink,
    /// The incident that the held message answers.
    Answers(IncidentId),
    /// The held messages belong to the reply being written.
    IntoReply,
    /// The held messages are a new draft.
    NewDraft,
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
            Self::Answers(incident) => ("qi", Some(incident.to_string())),
            Self::IntoReply => ("qir", None),
            Self::NewDraft => ("qnd", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("qc", None) => Self::Cancel,
            ("qn", None) => Self::WithoutLink,
            ("qir", None) => Self::IntoReply,
            ("qnd", None) => Self::NewDraft,
            ("qi", Some(incident)) => Self::Answers(IncidentId(number(incident)?)),
            _ => return None,
        })
    }
}
