//! The directory file: from its text to a [`Directory`], or to everything that is wrong with it.

mod deadlines;
mod later;
mod people;
mod problem;
mod reading;
mod structure;
mod table;
mod working_time;

use std::collections::BTreeMap;

use serde_json::Value;
use toml::de::DeTable;

pub use people::PersonEntry;
pub use problem::{FileError, Form, Place, Problem};

use super::{Directory, Section};
use reading::Reading;
use table::Table;

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub directory: Directory,
    /// People to add if they are not there yet, in the order of the file.
    pub people: Vec<PersonEntry>,
}

/// Reads a directory file.
///
/// # Errors
/// Everything that is wrong, by line. Text that is not TOML is told alone: what it was to say is not known.
pub fn parse(text: &str) -> Result<File, Vec<FileError>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(syntax(text, &errors));
    }
    let reading = Reading::new(text, root.get_ref());
    let file = Table::root(&reading, &root).read(read);
    reading.finish(file)
}

fn read(root: &Table<'_>) -> File {
    let directory = Directory {
        centre: structure::centre(root),
        spheres: structure::spheres(root),
        units: structure::units(root),
        topics: structure::topics(root),
        settlements: structure::settlements(root),
        sources: structure::sources(root),
        deadlines: deadlines::read(root),
        kept: kept(root),
    };
    File { directory, people: people::read(root) }
}

/// The sections later work reads. One that is not in the file is not kept.
fn kept(root: &Table<'_>) -> BTreeMap<String, Value> {
    let sections = [
        (Section::WorkingTime, root.section(Section::WorkingTime, working_time::read)),
        (Section::Reminders, root.section(Section::Reminders, later::reminders::read)),
        (Section::Rule, later::rules::read(root)),
        (Section::Rating, root.section(Section::Rating, later::rating::read)),
        (Section::Digest, later::digests::read(root)),
    ];
    let written = sections.into_iter().filter_map(|(section, value)| Some((section.name().to_owned(), value?)));
    written.collect()
}

/// The parser stumbles on over what follows a mistake; the first word about each line is the one that helps.
fn syntax(text: &str, errors: &[toml::de::Error]) -> Vec<FileError> {
    let mut found: Vec<_> = errors
        .iter()
        .map(|error| FileError {
            line: reading::line(text, error.span().map_or(0, |span| span.start)),
            place: Place::File,
            problem: Problem::Syntax(error.message().to_owned()),
        })
        .collect();
    found.sort_by_key(|error| error.line);
    found.dedup_by_key(|error| error.line);
    found
}
