//! One reading of a directory file: where things stand, and everything found wrong so far.

use std::cell::RefCell;
use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::problem::{FileError, Place, Problem, similar};
use crate::domain::directory::Section;

/// A wrong value is noted and read as a stand-in, so that the rest of the file is read too. The stand-ins
/// never leave: [`Reading::finish`] hands the result out only if nothing was noted.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    text: &'t str,
    pub(super) codes: Codes,
    /// Byte of the text and what is wrong there. Written through the many tables that are open at once.
    errors: RefCell<Vec<(usize, FileError)>>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str, root: &DeTable<'_>) -> Self {
        Self { text, codes: Codes::gather(root), errors: RefCell::default() }
    }

    /// Notes a problem at the byte `at` of the text.
    pub(super) fn note(&self, at: usize, place: Place, problem: Problem) {
        self.errors.borrow_mut().push((at, FileError { line: self.line(at), place, problem }));
    }

    /// How many problems have been noted so far.
    pub(super) fn noted(&self) -> usize {
        self.errors.borrow().len()
    }

    /// The line of the byte `at`, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        line(self.text, at)
    }

    /// `value` if nothing was wrong, else everything that was, from the top of the file to its end.
    pub(super) fn finish<T>(self, value: T) -> Result<T, Vec<FileError>> {
        let mut errors = self.errors.into_inner();
        if errors.is_empty() {
            return Ok(value);
        }
        errors.sort_by_key(|(at, _)| *at);
        Err(errors.into_iter().map(|(_, error)| error).collect())
    }
}

/// The line of the byte `at` of `text`, from 1.
pub(super) fn line(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// Every code of the file, known before anything refers to it: entries may stand in any order.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// Where each code stands first: byte of the text.
    first: BTreeMap<(Section, String), usize>,
    /// Unit → the parent it names.
    parents: BTreeMap<String, String>,
}

impl Codes {
    fn gather(root: &DeTable<'_>) -> Self {
        let mut codes = Self::default();
        for section in Section::CODED {
            let entries = root.get(section.name()).and_then(|entries| entries.get_ref().as_array());
            for entry in entries.into_iter().flat_map(|entries| entries.iter()) {
                codes.add(section, entry.get_ref());
            }
        }
        codes
    }

    fn add(&mut self, section: Section, entry: &DeValue<'_>) {
        let Some(code) = entry.get("code") else { return };
        let Some(name) = code.get_ref().as_str() else { return };
        self.first.entry((section, name.to_owned())).or_insert(code.span().start);
        if let Some(parent) = entry.get("parent").and_then(|parent| parent.get_ref().as_str())
            && section == Section::Unit
        {
            self.parents.entry(name.to_owned()).or_insert_with(|| parent.to_owned());
        }
    }

    pub(super) fn first(&self, section: Section, code: &str) -> Option<usize> {
        self.first.get(&(section, code.to_owned())).copied()
    }

    pub(super) fn similar(&self, section: Section, code: &str) -> Option<String> {
        similar(code, self.first.keys().filter(|(kind, _)| *kind == section).map(|(_, known)| known.as_str()))
    }

    /// The circle of parents on which `unit` stands. Told for the first of its codes only.
    pub(super) fn unit_loop(&self, unit: &str) -> Option<Vec<String>> {
        let mut circle = vec![unit.to_owned()];
        let mut at = self.parents.get(unit)?;
        while at != unit {
            // A way that comes back without meeting `unit` hangs below a circle.
            if circle.contains(at) {
                return None;
            }
            circle.push(at.clone());
            at = self.parents.get(at)?;
        }
        (circle.iter().min()? == unit).then_some(circle)
    }
}
