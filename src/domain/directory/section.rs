//! The sections of the directory file.

use std::fmt;

/// A section of the file, by the name it has there.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Section {
    Centre,
    WorkingTime,
    Sphere,
    Unit,
    Topic,
    Settlement,
    Source,
    Deadline,
    Reminders,
    Rule,
    Rating,
    Digest,
    Person,
}

impl Section {
    /// Sections whose entries have a `code`.
    pub(super) const CODED: [Self; 5] = [Self::Sphere, Self::Unit, Self::Topic, Self::Settlement, Self::Rule];

    /// As written in the file and in [`super::Directory::kept`].
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::WorkingTime => "working_time",
            Self::Sphere => "sphere",
            Self::Unit => "unit",
            Self::Topic => "topic",
            Self::Settlement => "settlement",
            Self::Source => "source",
            Self::Deadline => "deadline",
            Self::Reminders => "reminders",
            Self::Rule => "rule",
            Self::Rating => "rating",
            Self::Digest => "digest",
            Self::Person => "person",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
