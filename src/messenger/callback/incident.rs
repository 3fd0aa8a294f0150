//! Presses on the card of an incident, or on a message about one.

use super::{Argument, Callback, code};
use crate::domain::ids::{IncidentId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::Outcome;

/// What is to be done with the incident.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IncidentPress {
    /// Show the card anew, below.
    Show,
    /// ◀️ Назад: the card's main screen.
    Main,
    History,
    Register,
    Reject,
    /// The page of topics to choose from.
    Topics(u16),
    Topic(TopicCode),
    /// The page of units to choose from.
    Units(u16),
    Unit(UnitCode),
    /// The page of settlements to choose from.
    Places(u16),
    Place(SettlementCode),
    /// «Убрать место».
    NoPlace,
    Accept,
    Write,
    Close(Outcome),
}

impl IncidentPress {
    #[must_use]
    pub const fn of(self, id: IncidentId) -> Callback {
        Callback::Incident(id, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::Show => ("s", None),
            Self::Main => ("m", None),
            Self::History => ("h", None),
            Self::Register => ("r", None),
            Self::Reject => ("x", None),
            Self::Topics(page) => ("tt", Some(page.to_string())),
            Self::Topic(code) => ("t", Some(code.to_string())),
            Self::Units(page) => ("uu", Some(page.to_string())),
            Self::Unit(code) => ("u", Some(code.to_string())),
            Self::Places(page) => ("pp", Some(page.to_string())),
            Self::Place(code) => ("p", Some(code.to_string())),
            Self::NoPlace => ("pn", None),
            Self::Accept => ("a", None),
            Self::Write => ("w", None),
            Self::Close(outcome) => ("c", Some(outcome.code().to_owned())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("s", None) => Self::Show,
            ("m", None) => Self::Main,
            ("h", None) => Self::History,
            ("r", None) => Self::Register,
            ("x", None) => Self::Reject,
            ("tt", Some(page)) => Self::Topics(page.parse().ok()?),
            ("t", Some(topic)) => Self::Topic(TopicCode(code(topic)?)),
            ("uu", Some(page)) => Self::Units(page.parse().ok()?),
            ("u", Some(unit)) => Self::Unit(UnitCode(code(unit)?)),
            ("pp", Some(page)) => Self::Places(page.parse().ok()?),
            ("p", Some(settlement)) => Self::Place(SettlementCode(code(settlement)?)),
            ("pn", None) => Self::NoPlace,
            ("a", None) => Self::Accept,
            ("w", None) => Self::Write,
            ("c", Some(outcome)) => Self::Close(outcome.parse().ok()?),
            _ => return None,
        })
    }
}
