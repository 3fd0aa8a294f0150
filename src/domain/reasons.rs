//! The reasons that are given most, to choose from; own words are always possible.

use super::incident::{Status, codes};

codes! {
    /// Why a reply is returned for rework.
    ReturnReason {
        Contact = "contact",
        Term = "term",
        /// It talks past the question.
        Substance = "substance",
        Photo = "photo",
        /// Officialese.
        Plainness = "plainness",
        /// Personal data of the resident, which would be published.
        Privacy = "privacy",
    }
}

codes! {
    /// Why an incident is opened again.
    ReopenReason {
        /// The resident does not agree with the reply.
        Disagrees = "disagrees",
        NotDone = "not_done",
        /// Somebody complains about the same thing anew.
        Repeated = "repeated",
        /// It was rejected by mistake.
        Mistake = "mistake",
    }
}

impl ReopenReason {
    /// What fits an incident that ended like this.
    #[must_use]
    pub const fn usual(ended: Status) -> &'static [Self] {
        match ended {
            Status::Rejected => &[Self::Mistake, Self::Repeated],
            _ => &[Self::Disagrees, Self::NotDone, Self::Repeated],
        }
    }
}
