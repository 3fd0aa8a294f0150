//! Presses in the lists of people and units, and on one person.

use super::{Argument, Callback, code};
use crate::domain::ids::{PersonId, UnitCode};

/// A list, on one of its pages; pages begin with 1, as people count them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ListPress {
    People,
    Units,
    /// The people of one unit.
    Unit(UnitCode),
    /// ✉️ Пригласить into this unit.
    Invite(UnitCode),
}

/// What is to be done with the person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PersonPress {
    Show,
    Rename,
    /// 🏖 Отсутствие.
    Away,
    /// ➕ Ещё роль: an invite for somebody who is there.
    Invite,
    /// ➖ the post with this fingerprint, after a question.
    AskTake(String),
    Take(String),
    /// 🗑 Убрать, after a question.
    AskRemove,
    Remove,
}

impl ListPress {
    #[must_use]
    pub const fn on(self, page: u16) -> Callback {
        Callback::List(page, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::People => ("lp", None),
            Self::Units => ("lu", None),
            Self::Unit(code) => ("lo", Some(code.to_string())),
            Self::Invite(code) => ("li", Some(code.to_string())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("lp", None) => Self::People,
            ("lu", None) => Self::Units,
            ("lo", Some(unit)) => Self::Unit(UnitCode(code(unit)?)),
            ("li", Some(unit)) => Self::Invite(UnitCode(code(unit)?)),
            _ => return None,
        })
    }
}

impl PersonPress {
    #[must_use]
    pub const fn of(self, id: PersonId) -> Callback {
        Callback::Person(id, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::Show => ("ps", None),
            Self::Rename => ("pn", None),
            Self::Away => ("pw", None),
            Self::Invite => ("pi", None),
            Self::AskTake(post) => ("pa", Some(post.clone())),
            Self::Take(post) => ("pt", Some(post.clone())),
            Self::AskRemove => ("pr", None),
            Self::Remove => ("px", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("ps", None) => Self::Show,
            ("pn", None) => Self::Rename,
            ("pw", None) => Self::Away,
            ("pi", None) => Self::Invite,
            ("pa", Some(post)) => Self::AskTake(code(post)?),
            ("pt", Some(post)) => Self::Take(code(post)?),
            ("pr", None) => Self::AskRemove,
            ("px", None) => Self::Remove,
            _ => return None,
        })
    }
}
