//! What people do, one file for each thing. A flow decides and stores; it sends nothing.
//!
//! All of a flow runs in the transaction that also marks its update handled, so it takes effect once or not
//! at all. What is to be said goes to the outbox, and cards that changed are marked stale.

mod accept;
mod acting;
mod audience;
mod away;
mod change;
mod choose;
pub mod clock;
mod close;
mod commands;
mod copy;
pub mod doctor;
mod draft;
mod due;
mod duplicate;
mod edit;
mod extension;
mod facts;
mod files;
mod find;
mod greet;
mod groups;
mod hand_over;
mod held;
mod importance;
mod interim;
mod invite;
mod joining;
mod language;
mod look;
mod not_ours;
pub mod outage;
mod overdue;
mod people;
mod pick;
mod place;
mod publish;
pub mod purge;
mod question;
mod refusal;
mod refused;
mod register;
mod reject;
mod reopen;
mod reply;
mod reply_or_draft;
pub mod reports;
mod review;
mod route;
mod suggest;
mod turn;
mod undo;
mod units;
mod waiting;
mod which;
mod withdraw;

pub use away::turn_of_day;
pub use commands::menu;
pub use held::let_go_of_ended;
pub use joining::{leave, staffing, welcome};
pub use refusal::Refusal;
pub use refused::refused;
pub use route::route;
pub use turn::{About, Turn};

use crate::messenger::outgoing::Toast;
use crate::store::StoreError;

/// What a flow comes to: the line shown after a press, or why it is not done.
pub type Outcome = Result<Toast, FlowError>;

/// Why a flow was not done.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The person asked for something that cannot be: told to the person, nothing is stored.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for FlowError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A line that fades.
const fn toast(text: String) -> Toast {
    Toast { text: Some(text), alert: false }
}
