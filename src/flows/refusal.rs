//! What the person did wrong, as another type than what we did wrong; and its words.

use chrono::NaiveDate;

use crate::domain::incident::Status;
use crate::domain::ways;
use crate::i18n::Words;

/// Why something cannot be done. It is told to the person, with what is possible instead.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The button was drawn for another status than the present one.
    Stale(Status),
    /// A colleague was faster.
    Taken {
        name: String,
    },
    /// Another post decides this.
    NotAllowed,
    /// There is no such incident, or it does not exist for this person.
    NotFound,
    NoSuchNumber(String),
    /// Its personal data were destroyed: there is nothing left to act on.
    Purged,
    NoUnit,
    NoReply,
    /// The reply has no words.
    NoText,
    /// The reply is another version than the one that was judged.
    OldVersion,
    NotALink,
    /// The address leads to this bot.
    OwnLink,
    /// The minute in which a registration can be undone is over.
    UndoLate,
    /// Somebody else has acted since the registration.
    UndoActed,
    /// It would be a duplicate of itself.
    SameIncident,
    /// The main incident of a duplicate was rejected.
    MainRejected,
    /// The main incident of a duplicate is no incident yet.
    MainDraft,
    /// The absence was called off, or has passed.
    AbsenceOver,
    OwnDeputy,
    /// The deputies of the deputy lead back.
    DeputyLoop,
    NobodyNamed,
    /// No date could be read from what was typed.
    NotADate,
    PastDate,
    /// Further ahead than anybody plans.
    FarDate,
    /// Later than the rule allows; the last day.
    LateDate(NaiveDate),
    /// No later than the due moment there is.
    NotLater(String),
    /// Somebody has decided, or it was asked anew.
    ExtensionDecided,
    /// The moment that was asked for has passed.
    ExtensionLate,
    /// No place could be read from what was typed.
    NotAPlace,
    /// The directory has no such entry any more.
    Retired,
    /// The button is none of ours.
    Forged,
    /// The question was answered, cancelled or replaced.
    QuestionGone,
    /// The words of a search stand everywhere.
    WordsEverywhere,
    /// Somebody turns pages of a search that is not kept any more.
    SearchGone,
    /// The bot waits for words, and there were none.
    WordsWanted,
    /// A message without words and files.
    Empty,
    /// There is nothing open that a message could answer.
    NoIncidents,
    /// A message that fits nothing this person does.
    NothingToDo,
    /// A reply was written to a draft.
    DraftReply,
    /// The unit has nobody to hand over to.
    NobodyElse,
    /// No unit is called so, or several are.
    NoUnitNamed,
    NoFiles,
    InviteExpired,
    /// Somebody else has come in by this invite.
    InviteUsed,
    /// The invite was taken back, or whoever made it may not invite any more.
    InviteVoid,
    InviteUnknown,
    /// The invite gives nothing this person does not have.
    NothingNew,
    /// A button of an invite that is chosen, revoked or decided already, or somebody else's.
    InviteClosed,
    /// People are invited and removed by others.
    NoPeopleRight,
    /// The messenger has not told our name, which stands in links.
    NoBotName,
    LastAdmin,
    NotOneself,
    NoSuchPerson,
    NoSuchUnit,
    /// Another post manages this person.
    NotToManage,
}

impl From<ways::Refusal> for Refusal {
    fn from(refusal: ways::Refusal) -> Self {
        match refusal {
            ways::Refusal::NotFrom(status) => Self::Stale(status),
            ways::Refusal::NoUnit => Self::NoUnit,
            ways::Refusal::NoReply => Self::NoReply,
        }
    }
}

impl Refusal {
    /// Plain text: a toast after a press, a message otherwise.
    pub fn told(&self, words: &Words) -> String {
        match self {
            Self::Stale(Status::Draft) => words.plain_stale_draft(),
            Self::Stale(status) => words.plain_stale(&words.status(*status)),
            Self::Taken { name } => words.plain_taken(name),
            Self::NotAllowed => words.plain_not_allowed(),
            Self::NotFound => words.plain_not_found(),
            Self::NoSuchNumber(number) => words.plain_no_such_number(number),
            Self::Purged => words.plain_purged(),
            Self::NoUnit => words.plain_no_unit(),
            Self::NoReply => words.plain_no_reply(),
            Self::NoText => words.plain_no_text(),
            Self::OldVersion => words.plain_old_version(),
            Self::NotALink => words.plain_not_a_link(),
            Self::OwnLink => words.plain_own_link(),
            Self::UndoLate => words.plain_undo_late(),
            Self::UndoActed => words.plain_undo_acted(),
            Self::SameIncident => words.plain_same_incident(),
            Self::MainRejected => words.plain_main_rejected(),
            Self::MainDraft => words.plain_main_draft(),
            Self::AbsenceOver => words.plain_absence_over(),
            Self::OwnDeputy => words.plain_own_deputy(),
            Self::DeputyLoop => words.plain_deputy_loop(),
            Self::NobodyNamed => words.plain_nobody_named(),
            Self::NotADate => words.plain_not_a_date(),
            Self::PastDate => words.plain_past_date(),
            Self::FarDate => words.plain_far_date(),
            Self::LateDate(day) => words.plain_late_date(&words.day(*day, *day)),
            Self::NotLater(due) => words.plain_not_later(due),
            Self::ExtensionDecided => words.plain_extension_decided(),
            Self::ExtensionLate => words.plain_extension_late(),
            Self::NotAPlace => words.plain_not_a_place(),
            Self::Retired => words.plain_retired(),
            Self::Forged => words.plain_forged(),
            Self::QuestionGone => words.plain_question_gone(),
            Self::WordsEverywhere => words.plain_words_everywhere(),
            Self::SearchGone => words.plain_search_gone(),
            Self::WordsWanted => words.plain_words_wanted(),
            Self::Empty => words.plain_empty(),
            Self::NoIncidents => words.plain_no_incidents(),
            Self::NothingToDo => words.plain_nothing_to_do(),
            Self::DraftReply => words.plain_draft_reply(),
            Self::NobodyElse => words.plain_nobody_else(),
            Self::NoUnitNamed => words.plain_no_unit_named(),
            Self::NoFiles => words.plain_no_files(),
            Self::InviteExpired => words.plain_invite_expired(),
            Self::InviteUsed => words.plain_invite_used(),
            Self::InviteVoid => words.plain_invite_void(),
            Self::InviteUnknown => words.plain_invite_unknown(),
            Self::NothingNew => words.plain_invite_nothing_new(),
            Self::InviteClosed => words.plain_invite_closed(),
            Self::NoPeopleRight => words.plain_no_people_right(),
            Self::NoBotName => words.plain_no_bot_name(),
            Self::LastAdmin => words.plain_last_admin(),
            Self::NotOneself => words.plain_not_oneself(),
            Self::NoSuchPerson => words.plain_no_such_person(),
            Self::NoSuchUnit => words.plain_no_such_unit(),
            Self::NotToManage => words.plain_not_to_manage(),
        }
    }
}
