//! What applying a file would change, for people to read before they say yes.

mod entries;

use std::collections::BTreeSet;
use std::fmt;

use super::file::{File, PersonEntry};
use super::{Directory, Section};
use crate::domain::ids::ChatId;
use entries::Entry;

/// Everything that would change, in the order of [`Section`] and of the file within it; what is gone stands
/// at the end of its section.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Diff {
    pub changes: Vec<Change>,
    /// People of the file who are there already: the file never changes them.
    pub left_as_is: Vec<PersonEntry>,
}

/// One line of a [`Diff`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change {
    /// Name and title of an entry.
    Added(Name, String),
    /// What of it is different.
    Changed(Name, Vec<FieldChange>),
    /// No longer in the file: kept for the history, offered no more.
    Retired(Name),
    /// No longer in the file, and nothing refers to it.
    Removed(Name),
    /// The same entries in another order.
    Reordered(Section),
    PersonAdded(PersonEntry),
}

/// An entry: its section and its code, or what tells it apart where it has none (empty for single tables).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Name {
    pub section: Section,
    pub key: String,
}

/// One field of an entry, as written in a file; `None` where it is not set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldChange {
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// Compares what is in force (`None` before the first file) with a file. `known` are the accounts of people
/// who are there already.
#[must_use]
pub fn diff(old: Option<&Directory>, new: &File, known: &BTreeSet<ChatId>) -> Diff {
    let old = old.map(entries::of).unwrap_or_default();
    let new_entries = entries::of(&new.directory);
    let mut changes = Vec::new();
    for (section, new) in &new_entries {
        let old = old.get(section).map(Vec::as_slice).unwrap_or_default();
        compare(*section, old, new, &mut changes);
    }
    let (left_as_is, added): (Vec<_>, Vec<_>) =
        new.people.iter().cloned().partition(|person| known.contains(&person.telegram_id));
    changes.extend(added.into_iter().map(Change::PersonAdded));
    Diff { changes, left_as_is }
}

fn compare(section: Section, old: &[Entry], new: &[Entry], changes: &mut Vec<Change>) {
    let name = |entry: &Entry| Name { section, key: entry.key.clone() };
    for entry in new {
        match old.iter().find(|known| known.key == entry.key) {
            None => changes.push(Change::Added(name(entry), entry.title.clone())),
            Some(known) if known.fields != entry.fields => {
                changes.push(Change::Changed(name(entry), fields(known, entry)));
            }
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|known| !new.iter().any(|entry| entry.key == known.key));
    changes.extend(gone.map(|entry| match section {
        Section::Sphere | Section::Unit | Section::Topic | Section::Settlement => Change::Retired(name(entry)),
        _ => Change::Removed(name(entry)),
    }));
    let order_matters = !matches!(section, Section::Source | Section::Deadline);
    if order_matters && common(old, new) != common(new, old) {
        changes.push(Change::Reordered(section));
    }
}

/// The keys of `entries` that stand in `others` too, in the order of `entries`.
fn common<'a>(entries: &'a [Entry], others: &[Entry]) -> Vec<&'a str> {
    let keys = entries.iter().map(|entry| entry.key.as_str());
    keys.filter(|key| others.iter().any(|other| other.key == *key)).collect()
}

fn fields(old: &Entry, new: &Entry) -> Vec<FieldChange> {
    let keys: BTreeSet<_> = old.fields.keys().chain(new.fields.keys()).collect();
    let both = keys.into_iter().map(|key| (key, old.fields.get(key), new.fields.get(key)));
    let different = both.filter(|(_, old, new)| old != new);
    different
        .map(|(field, old, new)| FieldChange { field: field.clone(), old: old.cloned(), new: new.cloned() })
        .collect()
}

impl Diff {
    /// Applying the file would change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        for person in &self.left_as_is {
            writeln!(f, "= person {} «{}» is there already, left as is", person.telegram_id, person.name)?;
        }
        if self.is_empty() {
            writeln!(f, "= nothing to change")?;
        }
        Ok(())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(name, title) if title.is_empty() => write!(f, "+ {name}"),
            Self::Added(name, title) => write!(f, "+ {name} «{title}»"),
            Self::Changed(name, fields) => {
                let fields: Vec<_> = fields.iter().map(ToString::to_string).collect();
                write!(f, "~ {name}: {}", fields.join(", "))
            }
            Self::Retired(name) => write!(f, "- {name} (retired)"),
            Self::Removed(name) => write!(f, "- {name} (removed)"),
            Self::Reordered(section) => write!(f, "~ {section}: another order"),
            Self::PersonAdded(person) => {
                let posts: Vec<_> = person.posts.iter().map(ToString::to_string).collect();
                write!(f, "+ person {} «{}»: {}", person.telegram_id, person.name, posts.join(", "))
            }
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blank = if self.key.is_empty() { "" } else { " " };
        write!(f, "{}{blank}{}", self.section, self.key)
    }
}

impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &'_ Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
        write!(f, "{} {} → {}", self.field, shown(&self.old), shown(&self.new))
    }
}
