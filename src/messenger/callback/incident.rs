//! Presses on the card of an incident, or on a message about one.

use super::{Argument, Callback, code, number};
use crate::domain::ids::{IncidentId, PersonId, SettlementCode, TopicCode, UnitCode};
use crate::domain::incident::{CameBy, Importance, Outcome};

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
            Self::Places(page) => ("gg", Some(page.to_string())),
            Self::Place(code) => ("g", Some(code.to_string())),
            Self::NoPlace => ("gn", None),
            Self::Accept => ("a", None),
            Self::Write => ("w", None),
            Self::Close(outcome) => ("c", Some(outcome.code().to_owned())),
            Self::Link => ("ln", None),
            Self::Reopen => ("op", None),
            Self::Versions(page) => ("vv", Some(page.to_string())),
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
            ("gg", Some(page)) => Self::Places(page.parse().ok()?),
            ("g", Some(settlement)) => Self::Place(SettlementCode(code(settlement)?)),
            ("gn", None) => Self::NoPlace,
            ("a", None) => Self::Accept,
            ("w", None) => Self::Write,
            ("c", Some(outcome)) => Self::Close(outcome.parse().ok()?),
            ("ln", None) => Self::Link,
            ("op", None) => Self::Reopen,
            ("vv", Some(page)) => Self::Versions(page.parse().ok()?),
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
