//! Every call the bot made, in the order in which they were answered.

use serde_json::{Map, Value};

use super::faults::Fault;
use super::refusal::Refusal;
use crate::domain::ids::ChatId;
use crate::domain::moment::Moment;

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub at: Moment,
    /// As `api.json` writes it, whatever case the bot used.
    pub method: String,
    pub chat: Option<ChatId>,
    /// The fields; an uploaded file is `attach://` and the name of its part.
    pub fields: Map<String, Value>,
    pub outcome: Outcome,
}

/// How a call ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    Done,
    Refused { status: u16, description: String },
    Failed(Fault),
}

impl Outcome {
    pub(super) fn refused(refusal: &Refusal) -> Self {
        Self::Refused { status: refusal.status, description: refusal.description.clone() }
    }
}
