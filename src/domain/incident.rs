//! What an incident is: its number, status, importance, channel and kind.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{IncidentId, PersonId, ReplyId, SettlementCode, TopicCode, UnitCode};
use super::moment::Moment;
use super::term::Term;

/// A stable word that stands in the database, in callbacks and in the directory for an enum's variant.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every variant, in the order of the domain page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::incident::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err($crate::domain::incident::UnknownCode { kind: stringify!($name), code: code.to_owned() }),
                }
            }
        }
    };
}
pub(crate) use codes;

/// A code that names no variant of `kind`.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{kind} has no code {code:?}")]
pub struct UnknownCode {
    pub kind: &'static str,
    pub code: String,
}

codes! {
    /// Where an incident stands on its way (domain page §3). Overdue is a flag, never a status.
    Status {
        Draft = "draft",
        New = "new",
        Assigned = "assigned",
        InProgress = "in_progress",
        Review = "review",
        Rework = "rework",
        Approved = "approved",
        Published = "published",
        Monitoring = "monitoring",
        Closed = "closed",
        Duplicate = "duplicate",
        Rejected = "rejected",
    }
}

impl Status {
    /// Work is still to be done by somebody.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Duplicate | Self::Rejected)
    }
}

codes! {
    /// How an incident ended.
    Outcome { Solved = "solved", Explained = "explained", Refused = "refused" }
}

codes! {
    /// How much it hurts.
    Importance { Normal = "normal", High = "high", Critical = "critical" }
}

codes! {
    /// Сообщение, or обращение under 59-ФЗ: two kinds with different deadlines.
    Kind { Message = "message", Appeal = "appeal" }
}

codes! {
    /// Where the resident wrote.
    Channel {
        Vk = "vk",
        Ok = "ok",
        Telegram = "telegram",
        X = "x",
        Facebook = "facebook",
        Instagram = "instagram",
        Max = "max",
        Pos = "pos",
        Im = "im",
        Hotline = "hotline",
        Site = "site",
        Email = "email",
        InPerson = "in_person",
        Other = "other",
    }
}

codes! {
    /// A final reply, or one that promises a date.
    ReplyKind { Final = "final", Interim = "interim" }
}

codes! {
    /// Where one version of a reply stands.
    ReplyState {
        /// Being written; only its author sees it.
        Writing = "writing",
        /// Sent for review.
        Review = "review",
        /// Returned for rework, with a reason.
        Returned = "returned",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
        /// Approved, to be published.
        Approved = "approved",
        /// Published.
        Published = "published",
        /// Thrown away unsent.
        Dropped = "dropped",
    }
}

/// The number people use: `2026-000123`, a year and a sequence within it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Number {
    pub year: i32,
    pub sequence: i64,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.year, self.sequence)
    }
}

impl Number {
    /// Without the sign that stands before a number.
    #[must_use]
    pub fn bare(words: &str) -> &str {
        let words = words.trim();
        ["№", "No."].iter().find_map(|sign| words.strip_prefix(sign)).unwrap_or(words).trim()
    }

    /// As people write it: `2026-000123`, `№ 123`, `No. 123`; without a year it is this one's.
    #[must_use]
    pub fn asked(words: &str, this_year: i32) -> Option<Self> {
        let words = Self::bare(words);
        words.parse().ok().or_else(|| Some(Self { year: this_year, sequence: words.parse().ok()? }))
    }
}

impl FromStr for Number {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (year, sequence) = text.split_once('-')?;
            Some(Self { year: year.parse().ok()?, sequence: sequence.parse().ok()? })
        };
        parse().ok_or_else(|| UnknownCode { kind: "Number", code: text.to_owned() })
    }
}

/// A resident's complaint on its way to an answer. Times are moments; what is not known yet is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    pub id: IncidentId,
    /// Grows with every change; a change names the version it was decided on.
    pub version: i64,
    /// `None` until registered.
    pub number: Option<Number>,
    pub status: Status,
    pub kind: Kind,
    pub channel: Channel,
    /// The public page the post stood on: «Подслушано Ахтубинск».
    pub source_title: Option<String>,
    /// Number of the post on that page.
    pub post: Option<i64>,
    /// Address of the post.
    pub link: Option<String>,
    /// What the addresses of one post share ([`super::source::post_key`]): tells that another incident is about it.
    pub post_key: Option<String>,
    /// Name of the resident: personal data, shown only to those who may see it.
    pub author: Option<String>,
    /// The resident's public account name, without `@`.
    pub author_nick: Option<String>,
    /// The resident's words.
    pub text: String,
    pub topic: Option<TopicCode>,
    /// The directory's words that suggested the topic; `None` when a person chose it.
    pub topic_reason: Option<String>,
    /// Who answers.
    pub unit: Option<UnitCode>,
    pub unit_reason: Option<UnitReason>,
    pub settlement: Option<SettlementCode>,
    /// Why the settlement is suggested; `None` when a person chose it.
    pub settlement_reason: Option<SettlementReason>,
    /// As people write it: «ул. Ленина».
    pub street: Option<String>,
    pub house: Option<String>,
    /// Latitude and longitude, degrees.
    pub point: Option<(f64, f64)>,
    pub importance: Importance,
    /// Why the importance is suggested; `None` when a person chose it.
    pub importance_reason: Option<ImportanceReason>,
    /// The operator's own words beside the resident's; shown to those who answer.
    pub note: Option<String>,
    /// The main incident that this one follows as its duplicate.
    pub duplicate_of: Option<IncidentId>,
    /// The operator who brought it.
    pub created_by: PersonId,
    /// The recipient who accepted it.
    pub assignee: Option<PersonId>,
    pub created_at: Moment,
    pub registered_at: Option<Moment>,
    /// When the present unit got it.
    pub assigned_at: Option<Moment>,
    pub accepted_at: Option<Moment>,
    pub accept_due: Option<Moment>,
    pub reply_due: Option<Moment>,
    pub reply_term: Option<Term>,
    /// Where the answer was published.
    pub public_link: Option<String>,
    pub outcome: Option<Outcome>,
    pub closed_at: Option<Moment>,
    /// How often it was opened again after an answer, which counts against quality.
    pub reopened: i64,
    /// When that was last; the reply clock runs from there.
    pub reopened_at: Option<Moment>,
    /// Since when it stands in its status.
    pub status_since: Moment,
    /// By when whoever can move it on should have done so; `None` where another clock runs.
    pub idle_due: Option<Moment>,
    /// When the clock of a reply stood still, because the reply was with its reviewers.
    pub pauses: Vec<Pause>,
    /// Who set the due moment of the reply.
    pub reply_set_by: SetBy,
    /// When an interim reply was published: from then on the final clock runs.
    pub final_from: Option<Moment>,
    pub final_due: Option<Moment>,
    pub final_term: Option<Term>,
    pub final_set_by: SetBy,
    /// The local day on which work goes on, promised by an interim reply.
    pub promised_on: Option<NaiveDate>,
    /// The due moment that was asked for, while nobody has decided.
    pub extension_until: Option<Moment>,
    /// The next moment at which the clock has something to say about it.
    pub look_at: Option<Moment>,
    /// Up to when the clock has said everything.
    pub looked_until: Moment,
    /// When its personal data were destroyed; nothing can be done to it since.
    pub purged_at: Option<Moment>,
}

/// From one moment to another.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Pause(pub Moment, pub Moment);

/// Who decided on a due moment.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SetBy {
    /// It follows rules and calendar.
    #[default]
    Rule,
    /// A person, by hand or by granting more time: no rule moves it.
    Person,
}

impl Incident {
    /// A draft of which nothing is known but where it came from; the store gives it its id.
    #[must_use]
    pub const fn draft(channel: Channel, created_by: PersonId, now: Moment) -> Self {
        Self {
            id: IncidentId(0),
            version: 0,
            number: None,
            status: Status::Draft,
            kind: Kind::Message,
            channel,
            source_title: None,
            post: None,
            link: None,
            post_key: None,
            author: None,
            author_nick: None,
            text: String::new(),
            topic: None,
            topic_reason: None,
            unit: None,
            unit_reason: None,
            settlement: None,
            settlement_reason: None,
            street: None,
            house: None,
            point: None,
            importance: Importance::Normal,
            importance_reason: Some(ImportanceReason::Topic),
            note: None,
            duplicate_of: None,
            created_by,
            assignee: None,
            created_at: now,
            registered_at: None,
            assigned_at: None,
            accepted_at: None,
            accept_due: None,
            reply_due: None,
            reply_term: None,
            public_link: None,
            outcome: None,
            closed_at: None,
            reopened: 0,
            reopened_at: None,
            status_since: now,
            idle_due: None,
            pauses: Vec::new(),
            reply_set_by: SetBy::Rule,
            final_from: None,
            final_due: None,
            final_term: None,
            final_set_by: SetBy::Rule,
            promised_on: None,
            extension_until: None,
            look_at: None,
            looked_until: now,
            purged_at: None,
        }
    }

    /// When the resident's clock for a reply began to run: a complaint opened again is a new one.
    #[must_use]
    pub fn clock_from(&self) -> Option<Moment> {
        self.reopened_at.or(self.registered_at)
    }

    /// The due moment of the clock that counts: after an interim reply the final one's.
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        self.final_due.or(self.reply_due)
    }

    /// The term behind [`Incident::due`]; a person's date has none.
    #[must_use]
    pub fn term(&self) -> Option<Term> {
        match (self.final_from, self.reply_set_by, self.final_set_by) {
            (Some(_), _, SetBy::Rule) => self.final_term,
            (None, SetBy::Rule, _) => self.reply_term,
            _ => None,
        }
    }

    /// From whom it goes when `person` hands it over: its holder, else the person.
    #[must_use]
    pub fn holder_or(&self, person: PersonId) -> PersonId {
        self.assignee.unwrap_or(person)
    }

    /// The number as people read it; empty for a draft.
    #[must_use]
    pub fn shown_number(&self) -> String {
        self.number.map(|number| number.to_string()).unwrap_or_default()
    }
}

codes! {
    /// Why a unit is suggested.
    UnitReason {
        /// It answers for the topic.
        Topic = "topic",
        /// It answers for the settlement.
        Settlement = "settlement",
    }
}

codes! {
    /// Why a settlement is suggested.
    SettlementReason {
        /// The post names it.
        Words = "words",
        /// It is the nearest to the point on the map.
        Point = "point",
        /// Posts of this channel are about it.
        Source = "source",
    }
}

codes! {
    /// Why an importance is suggested.
    ImportanceReason {
        /// It is the topic's, or the usual one where no topic was found.
        Topic = "topic",
    }
}

codes! {
    /// What a message is to the incident it has joined.
    PartRole {
        /// The resident's words and files; of a reply, its own.
        Content = "content",
        /// The operator's comment before a forward.
        Note = "note",
        /// Content that came after the registration: cards say «+2 фото».
        Late = "late",
    }
}

codes! {
    /// How the answer of a recipient came who does not use the bot.
    CameBy { Call = "call", Letter = "letter", InPerson = "in_person" }
}

codes! {
    /// The reviewer's mark for a reply's completeness.
    Mark { None = "0", Partly = "1", Full = "2" }
}

impl Mark {
    /// Of two.
    #[must_use]
    pub const fn points(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Partly => 1,
            Self::Full => 2,
        }
    }
}

/// One version of an answer to an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub id: ReplyId,
    pub version: i64,
    pub incident: IncidentId,
    pub author: PersonId,
    pub kind: ReplyKind,
    pub state: ReplyState,
    pub text: String,
    /// Why it was returned.
    pub return_reason: Option<String>,
    pub created_at: Moment,
    /// When it was sent for review; in time when this is at or before the due moment.
    pub sent_at: Option<Moment>,
    /// How complete the reviewer found it.
    pub mark: Option<Mark>,
    /// Set when somebody else wrote it down for the recipient.
    pub came_by: Option<CameBy>,
    /// Of an interim reply, the local day on which work goes on.
    pub promised_on: Option<NaiveDate>,
}
