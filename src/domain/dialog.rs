//! What the bot may wait for from a person: one thing at a time, a row and a visible message with ✖️ Отмена.

use super::ids::{IncidentId, PersonId, ReplyId};
use super::incident::codes;

codes! {
    /// The words, or the choice, that will be taken for what was asked.
    WaitsFor {
        /// Text and files of a reply.
        Reply = "reply",
        /// Why a reply is returned for rework.
        ReturnReason = "return_reason",
        /// Why a draft is rejected.
        RejectReason = "reject_reason",
        /// The number of the incident that a draft repeats.
        DuplicateNumber = "duplicate_number",
        /// A word of the topic that is looked for in the list on a card.
        TopicWords = "topic_words",
        /// A word of the unit that is looked for in the list on a card.
        UnitWords = "unit_words",
        /// Where it is: words or a point on the map.
        Place = "place",
        /// Another due moment.
        DueDate = "due_date",
        /// The day that an interim reply promises.
        PromisedDay = "promised_day",
        /// Until when more time is asked for.
        ExtensionDate = "extension_date",
        /// Why more time is needed; the moment is held.
        ExtensionReason = "extension_reason",
        /// When somebody will be away.
        AwayDays = "away_days",
        /// Who stands in.
        AwayDeputy = "away_deputy",
        /// Where the answer was published.
        PublicLink = "public_link",
        /// What to look for.
        Search = "search",
        /// Another address than the one given at publication.
        NewLink = "new_link",
        /// Why an incident is opened again.
        ReopenReason = "reopen_reason",
        /// Which incident the held message answers.
        WhichIncident = "which_incident",
        /// Why an incident is not the unit's.
        NotOursReason = "not_ours_reason",
        /// Whose it is instead; the reason is held.
        Whose = "whose",
        /// What a person is called from now on.
        PersonName = "person_name",
        /// Whether the held messages go into the reply being written or become a draft.
        ReplyOrDraft = "reply_or_draft",
    }
}

impl WaitsFor {
    /// A list on the card is the question: it has no message of its own and ends with ◀️ Назад.
    #[must_use]
    pub const fn is_on_card(self) -> bool {
        use WaitsFor::{DueDate, ExtensionDate, Place, PromisedDay, TopicWords, UnitWords};
        matches!(self, TopicWords | UnitWords | Place | DueDate | PromisedDay | ExtensionDate)
    }
}

/// An open question to one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Dialog {
    /// Grows with every question, so that a button of an older one is told from a new one's.
    pub version: i64,
    pub person: PersonId,
    pub waits_for: WaitsFor,
    pub incident: Option<IncidentId>,
    pub reply: Option<ReplyId>,
    /// The messages that wait for the answer, as JSON.
    pub held: Option<String>,
}
