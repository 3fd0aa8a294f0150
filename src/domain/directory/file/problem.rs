//! What can be wrong in a directory file, told to the engineer who wrote it.

use std::fmt;

use crate::domain::directory::Section;
use crate::domain::person::PostError;

/// One thing that is wrong. Shown as `47: unit "roads": there is no sphere "housng"`, so that a caller who
/// writes `{file}:` before it gets the form terminals and editors follow.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileError {
    /// From 1.
    pub line: usize,
    pub place: Place,
    pub problem: Problem,
}

/// The entry in which something is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// Outside of every section.
    File,
    /// `[centre]`.
    Section(Section),
    /// An entry with a name of its own: `unit "roads"`.
    Named(Section, String),
    /// An entry without one, counted from 1 within its section: `deadline #2`.
    Numbered(Section, usize),
}

/// What is wrong, with the offending value. Keys of inline tables are written with a dot: `when.words`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// Not TOML; the parser's own words.
    Syntax(String),
    UnknownKey {
        key: String,
        similar: Option<String>,
    },
    MissingKey {
        key: String,
    },
    WrongType {
        key: String,
        expected: &'static str,
        found: &'static str,
    },
    /// `[unit]` instead of `[[unit]]`.
    NotEntries {
        section: Section,
    },
    Empty {
        key: String,
    },
    /// The value is of the right type and cannot be read.
    Malformed {
        key: String,
        value: String,
        form: Form,
    },
    OutOfRange {
        key: String,
        value: String,
        allowed: &'static str,
    },
    /// A word that is none of the `known` ones.
    UnknownWord {
        key: String,
        value: String,
        known: Vec<&'static str>,
        similar: Option<String>,
    },
    UnknownZone {
        value: String,
        similar: Option<String>,
    },
    /// A reference to an entry that is not in the file.
    NoSuch {
        section: Section,
        code: String,
        similar: Option<String>,
    },
    /// The same code, channel, person or digest a second time.
    Taken {
        value: String,
        first_line: usize,
    },
    /// The value stands twice in one list.
    Repeated {
        key: String,
        value: String,
    },
    /// Each unit's parent is the next one, and the last one's the first.
    UnitLoop(Vec<String>),
    /// A period begins before the one written before it ends.
    PeriodsOverlap {
        earlier: String,
        later: String,
    },
    /// A date is both a day off and a working day.
    OffAndWorking {
        date: String,
    },
    TakesWithoutUnit,
    Posts(PostError),
    DeadlineWithoutTerm,
    SameConditions {
        first_line: usize,
    },
    NoReplyForMessages,
}

/// How a value has to be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    OneLine,
    Code,
    Channel,
    Term,
    /// A term or nothing at once: `0 wh`.
    Delay,
    HourReminder,
    DayReminder,
    Time,
    Period,
    Date,
    Word,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}{}", self.line, self.place, self.problem)
    }
}

impl std::error::Error for FileError {}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Section(section) => write!(f, "[{section}]: "),
            Self::Named(section, name) => write!(f, "{section} {name:?}: "),
            Self::Numbered(section, number) => write!(f, "{section} #{number}: "),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(message) => f.write_str(message),
            Self::UnknownKey { key, similar } => write!(f, "unknown key {key:?}{}", hint(similar.as_deref())),
            Self::MissingKey { key } => write!(f, "{key:?} is missing"),
            Self::WrongType { key, expected, found } => {
                let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
                write!(f, "{key:?} must be {expected}, not {article} {found}")
            }
            Self::NotEntries { section } => write!(f, "write [[{section}]], once for each {section}"),
            Self::Empty { key } => write!(f, "{key:?} is empty"),
            Self::Malformed { key, value, form } => write!(f, "{key:?}: {value:?} is no {form}"),
            Self::OutOfRange { key, value, allowed } => write!(f, "{key:?}: {value} is not {allowed}"),
            Self::UnknownWord { key, value, known, similar } => {
                let known = known.join(", ");
                write!(f, "{key:?}: {value:?} is none of {known}{}", hint(similar.as_deref()))
            }
            Self::UnknownZone { value, similar } => {
                write!(f, "{value:?} is no time zone{}", hint(similar.as_deref()))
            }
            Self::NoSuch { section, code, similar } => {
                write!(f, "there is no {section} {code:?}{}", hint(similar.as_deref()))
            }
            Self::Repeated { key, value } => write!(f, "{key:?}: {value:?} stands there twice"),
            Self::OffAndWorking { date } => write!(f, "{date} is both a day off and a working day"),
            Self::PeriodsOverlap { earlier, later } => write!(f, "{later} begins before {earlier} ends"),
            Self::Taken { value, first_line } => write!(f, "{value} is already on line {first_line}"),
            Self::UnitLoop(codes) => {
                let back = codes.first().map_or("", String::as_str);
                write!(f, "the units above it go round in a circle: {} → {back}", codes.join(" → "))
            }
            Self::TakesWithoutUnit => f.write_str("\"takes\" topics over for a unit, and \"unit\" is missing"),
            Self::Posts(error) => error.fmt(f),
            Self::DeadlineWithoutTerm => f.write_str("names none of accept, reply, final"),
            Self::SameConditions { first_line } => write!(f, "has the same conditions as the one on line {first_line}"),
            Self::NoReplyForMessages => f.write_str(
                "some messages would have no deadline: add a [[deadline]] with kind = \"message\", \
                 a reply and no other condition",
            ),
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneLine => "text of one line",
            Self::Code => "code: write 1 to 32 of a-z, 0-9 and -",
            Self::Channel => "public name of a channel: write it without https://t.me/, as in \"podsluh_akhtuba\"",
            Self::Term => "term: write a whole number from 1 to 9999 and wh, wmin, h, min, d or wd, as in \"8 wh\"",
            Self::Delay => "delay: write a whole number up to 9999 and wh, wmin, h, min, d or wd, as in \"0 wh\"",
            Self::HourReminder => "reminder of a term in hours: write \"50%\", or wh, wmin, h, min, as in \"2 wh\"",
            Self::DayReminder => "reminder of a term in days: write \"morning\", or d, wd, as in \"3 d\"",
            Self::Time => "time of day: write it as \"09:00\"",
            Self::Period => "period: write an earlier and a later time, as in \"08:00-12:00\"",
            Self::Date => "date: write it as \"2026-12-30\"",
            Self::Word => "word to look for: it has no letter and no digit",
        })
    }
}

fn hint(similar: Option<&str>) -> String {
    similar.map(|similar| format!(" (did you mean {similar:?}?)")).unwrap_or_default()
}

/// The known word that `value` was most likely meant to be.
pub(super) fn similar<'a>(value: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // One slip in a short word, two in a longer one; further away is another word.
    let slips = if value.chars().count() < 5 { 1 } else { 2 };
    let value = value.to_lowercase();
    let near = known.into_iter().filter_map(|word| {
        let distance = strsim::osa_distance(&value, &word.to_lowercase());
        // Of two as near, the one that begins alike.
        (distance <= slips).then(|| (distance, !word.starts_with(&value), word))
    });
    near.min().map(|(_, _, word)| word.to_owned())
}
