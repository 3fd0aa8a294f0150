//! Presses on the card of an incident, or on a message about one.

use super::{Argument, Callback, code, number};
use crate::domain::ids::{IncidentId, PersonId, TopicCode, UnitCode};
use crate::domain::incident::{CameBy, Outcome};

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
    Accept,
    Write,
    Close(Outcome),
    /// 📎: all files, below.
    Files,
    NotOurs,
    /// The page of colleagues to hand over to.
    HandOver(u16),
    /// From the one who had it when the button was drawn.
    HandTo {
        to: PersonId,
        from: PersonId,
    },
    /// «Принять за исполнителя», and how it came.
    AcceptFor,
    AcceptedBy(CameBy),
    /// «Ответить за исполнителя», and how it came.
    WriteFor,
    WrittenBy(CameBy),
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
            Self::Accept => ("a", None),
            Self::Write => ("w", None),
            Self::Close(outcome) => ("c", Some(outcome.code().to_owned())),
            Self::Files => ("fi", None),
            Self::NotOurs => ("no", None),
            Self::HandOver(page) => ("ho", Some(page.to_string())),
            Self::HandTo { to, from } => ("ht", Some(format!("{to}-{from}"))),
            Self::AcceptFor => ("af", None),
            Self::AcceptedBy(way) => ("ab", Some(way.code().to_owned())),
            Self::WriteFor => ("wf", None),
            Self::WrittenBy(way) => ("wb", Some(way.code().to_owned())),
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
            ("a", None) => Self::Accept,
            ("w", None) => Self::Write,
            ("c", Some(outcome)) => Self::Close(outcome.parse().ok()?),
            ("fi", None) => Self::Files,
            ("no", None) => Self::NotOurs,
            ("ho", Some(page)) => Self::HandOver(page.parse().ok()?),
            ("ht", Some(people)) => {
                let (to, from) = people.split_once('-')?;
                Self::HandTo { to: PersonId(number(to)?), from: PersonId(number(from)?) }
            }
            ("af", None) => Self::AcceptFor,
            ("ab", Some(way)) => Self::AcceptedBy(way.parse().ok()?),
            ("wf", None) => Self::WriteFor,
            ("wb", Some(way)) => Self::WrittenBy(way.parse().ok()?),
            _ => return None,
        })
    }
}
