//! Absences of the bot: which are told, to whom, and what was lost in them.

use std::time::Duration;

use super::incident::codes;
use super::moment::Moment;

/// A shorter silence is a start, a change of the leader or a moment's weather.
const WORTH_TELLING: Duration = Duration::from_secs(15 * 60);
/// The messenger keeps what people write for a day.
const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// The leader says this often that it lives; with some room, else it was not there.
const ALIVE: Duration = Duration::from_secs(3 * 60);

codes! {
    /// Why nothing came in.
    Cause {
        /// No program ran.
        Stopped = "stopped",
        /// The messenger did not answer.
        Unreachable = "unreachable",
        /// The messenger did not accept us: the token, or another program with it.
        Refused = "refused",
    }
}

/// What is known of the last contact.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Contact {
    /// When the leader last said that it lives.
    pub alive_at: Option<Moment>,
    /// When the messenger last gave what waited.
    pub reached_at: Option<Moment>,
    /// Why it gives nothing since.
    pub trouble: Option<Cause>,
}

/// A time in which nothing came in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Outage {
    pub began_at: Moment,
    pub ended_at: Moment,
    pub cause: Cause,
}

impl Contact {
    /// The absence that ends with a contact which lasted from `begins` on; `None` where there is none to tell of.
    #[must_use]
    pub fn outage(&self, begins: Moment) -> Option<Outage> {
        let began_at = self.reached_at?;
        if begins.since(began_at) < WORTH_TELLING {
            return None;
        }
        let lived = self.alive_at.is_some_and(|alive| begins.since(alive) < ALIVE);
        let cause = if lived { self.trouble.unwrap_or(Cause::Unreachable) } else { Cause::Stopped };
        Some(Outage { began_at, ended_at: begins, cause })
    }
}

impl Outage {
    /// Whether the messenger has forgotten some of what people wrote.
    #[must_use]
    pub fn has_lost(&self) -> bool {
        self.ended_at.since(self.began_at) > KEPT_FOR
    }
}
