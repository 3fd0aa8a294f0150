//! The reasons that are given most, to choose from; own words are always possible.

use super::incident::{Status, codes};

codes! {
    /// Why a post needs no answer.
    RejectReason {
        Spam = "spam",
        Advert = "advert",
        Abuse = "abuse",
        /// Nothing that somebody could put right.
        NoProblem = "no_problem",
        Solved = "solved",
        /// Another district's.
        NotHere = "not_here",
    }
}

codes! {
    /// Why an incident is not a unit's.
    NotOursReason {
        /// It happened where another unit answers.
        Place = "place",
        /// Another unit answers for such things.
        Matter = "matter",
        /// What is broken belongs to somebody else.
        Object = "object",
    }
}

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

codes! {
    /// Why more time is needed.
    ExtensionReason {
        /// Materials, or somebody who has to come.
        Supply = "supply",
        Weather = "weather",
        /// It has to be looked into first.
        Survey = "survey",
        /// Several bodies have to agree.
        Agreement = "agreement",
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
