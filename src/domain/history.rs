//! What happened to an incident, as it is kept and as people read it.

use super::ids::{IncidentId, PersonId, UpdateId};
use super::incident::Status;
use super::moment::Moment;
use super::ways::Action;

/// One step of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub incident: IncidentId,
    pub at: Moment,
    /// `None`: the clock.
    pub actor: Option<PersonId>,
    pub action: Action,
    pub from: Status,
    pub to: Status,
    /// Why, or what exactly: a reason, a link, a unit's code.
    pub detail: Option<String>,
    /// What caused it, to tell repeats.
    pub update: Option<UpdateId>,
}

/// A step as people read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub at: Moment,
    /// Who did it; `None`: the clock.
    pub by: Option<PersonId>,
    pub actor: Option<String>,
    pub action: Action,
    pub to: Status,
    pub detail: Option<String>,
}
