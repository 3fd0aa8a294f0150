//! «Отменить регистрацию»: for a minute after it, and until somebody else has acted.

use std::time::Duration;

use super::history::Told;
use super::incident::{Incident, Status};
use super::moment::Moment;
use super::person::Person;
use super::ways::Action;

/// How long a registration can be undone.
pub const MINUTE: Duration = Duration::from_secs(60);

/// Why a registration stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stands {
    /// The minute is over.
    Late,
    /// Somebody else has registered it, or has done something since.
    Acted,
}

/// The minute runs: whether somebody has acted is told by the history alone.
#[must_use]
pub fn runs(incident: &Incident, now: Moment) -> bool {
    matches!(incident.status, Status::New | Status::Assigned)
        && incident.registered_at.is_some_and(|at| now.minus(MINUTE) <= at)
}

/// Whether this person may take the registration back. `history` ends with the newest step.
///
/// # Errors
/// Why not.
pub fn undoable(incident: &Incident, person: &Person, history: &[Told], now: Moment) -> Result<(), Stands> {
    if !runs(incident, now) {
        return Err(Stands::Late);
    }
    let registered = history.iter().rposition(|step| step.action == Action::Register).ok_or(Stands::Acted)?;
    // Duplicates that follow it know it by its number.
    let own = |step: &Told| step.by == Some(person.id) && step.action != Action::Followed;
    if history[registered..].iter().all(own) { Ok(()) } else { Err(Stands::Acted) }
}
