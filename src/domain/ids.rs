//! Names of things: numbers given by the database or the messenger, codes given by the directory.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

numbers! {
    /// Row of an incident; people see [`crate::domain::incident::Number`].
    IncidentId,
    /// Row of a person.
    PersonId,
    /// Row of an invite.
    InviteId,
    /// Row of a reply: one version of an answer to one incident.
    ReplyId,
    /// Row of a card: the message that shows one incident to one person.
    CardId,
    /// Row of a search: the words somebody looked for.
    SearchId,
    /// Row of a reminder: what one person is to be told about one incident.
    ReminderId,
    /// Row of an absence.
    AbsenceId,
    /// Row of a request for more time.
    ExtensionId,
    /// Row of a digest: figures as they were told.
    DigestId,
    /// Row of the outbox.
    OutboxId,
    /// The messenger's number of an update; grows by one, never handled twice.
    UpdateId,
    /// A conversation: the account of a person, or a group.
    ChatId,
    /// A message within its conversation.
    MessageId,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                Self(code.to_owned())
            }
        }
    )*};
}

codes! {
    /// Stable name of a unit in the directory.
    UnitCode,
    /// Stable name of a topic.
    TopicCode,
    /// Stable name of a settlement.
    SettlementCode,
    /// Stable name of a sphere (отраслевой блок).
    SphereCode,
}
