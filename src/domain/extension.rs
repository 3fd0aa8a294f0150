//! A request for more time.

use super::ids::{ExtensionId, IncidentId, PersonId};
use super::incident::codes;
use super::moment::Moment;

codes! {
    /// Where a request stands.
    ExtensionState {
        Asked = "asked",
        Granted = "granted",
        Refused = "refused",
        /// Asked anew, or needless by now.
        Withdrawn = "withdrawn",
    }
}

/// Somebody asks for more time for an incident.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Extension {
    pub id: ExtensionId,
    /// Grows with every change; a decision names the one it was made on.
    pub version: i64,
    pub incident: IncidentId,
    pub state: ExtensionState,
    /// The due moment asked for.
    pub until: Moment,
    pub reason: String,
    pub asked_by: PersonId,
}
