//! What an incident is: its number, status, importance, channel and kind.

use std::fmt;
use std::str::FromStr;

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
