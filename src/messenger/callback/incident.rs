//! Presses on the card of an incident, or on a message about one.

use super::{Argument, Callback, code, number};
use crate::domain::ids::{IncidentId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::{Importance, Outcome};

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
    /// «Отменить регистрацию».
    Unregister,
    /// Ask which incident this one repeats.
    Duplicate,
    DuplicateOf(IncidentId),
    /// The topics to choose from, by groups.
    Topics,
    /// A page of what is listed now.
    TopicsPage(u16),
    /// The topics of the group that stands at this place of the directory, from a page on.
    Group(u16, u16),
    Topic(TopicCode),
    /// The units to choose from.
    Units,
    UnitsPage(u16),
    Unit(UnitCode),
    /// How much it hurts, to choose from.
    Importances,
    Importance(Importance),
    /// The page of settlements to choose from.
    Places(u16),
    Place(SettlementCode),
    /// «Убрать место».
    NoPlace,
    Accept,
    Write,
    Close(Outcome),
    /// 🔗: another public address of the reply.
    Link,
    /// 🔓 Открыть снова.
    Reopen,
    /// The page of the reply's versions.
    Versions(u16),
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
            Self::Unregister => ("ur", None),
            Self::Duplicate => ("dd", None),
            Self::DuplicateOf(main) => ("d", Some(main.to_string())),
            Self::Topics => ("tt", None),
            Self::TopicsPage(page) => ("tp", Some(page.to_string())),
            Self::Group(at, page) => ("tg", Some(format!("{at}.{page}"))),
            Self::Topic(code) => ("t", Some(code.to_string())),
            Self::Units => ("uu", None),
            Self::UnitsPage(page) => ("up", Some(page.to_string())),
            Self::Unit(code) => ("u", Some(code.to_string())),
            Self::Importances => ("ii", None),
            Self::Importance(importance) => ("im", Some(importance.code().to_owned())),
            Self::Places(page) => ("pp", Some(page.to_string())),
            Self::Place(code) => ("p", Some(code.to_string())),
            Self::NoPlace => ("pn", None),
            Self::Accept => ("a", None),
            Self::Write => ("w", None),
            Self::Close(outcome) => ("c", Some(outcome.code().to_owned())),
            Self::Link => ("ln", None),
            Self::Reopen => ("op", None),
            Self::Versions(page) => ("vv", Some(page.to_string())),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("s", None) => Self::Show,
            ("m", None) => Self::Main,
            ("h", None) => Self::History,
            ("r", None) => Self::Register,
            ("x", None) => Self::Reject,
            ("ur", None) => Self::Unregister,
            ("dd", None) => Self::Duplicate,
            ("d", Some(main)) => Self::DuplicateOf(IncidentId(number(main)?)),
            ("tt", None) => Self::Topics,
            ("tp", Some(page)) => Self::TopicsPage(page.parse().ok()?),
            ("tg", Some(place)) => {
                let (at, page) = place.split_once('.')?;
                Self::Group(at.parse().ok()?, page.parse().ok()?)
            }
            ("t", Some(topic)) => Self::Topic(TopicCode(code(topic)?)),
            ("uu", None) => Self::Units,
            ("up", Some(page)) => Self::UnitsPage(page.parse().ok()?),
            ("u", Some(unit)) => Self::Unit(UnitCode(code(unit)?)),
            ("ii", None) => Self::Importances,
            ("im", Some(importance)) => Self::Importance(importance.parse().ok()?),
            ("pp", Some(page)) => Self::Places(page.parse().ok()?),
            ("p", Some(settlement)) => Self::Place(SettlementCode(code(settlement)?)),
            ("pn", None) => Self::NoPlace,
            ("a", None) => Self::Accept,
            ("w", None) => Self::Write,
            ("c", Some(outcome)) => Self::Close(outcome.parse().ok()?),
            ("ln", None) => Self::Link,
            ("op", None) => Self::Reopen,
            ("vv", Some(page)) => Self::Versions(page.parse().ok()?),
            _ => return None,
        })
    }
}
