//! Reading one table of the file, key by key.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Form, Place, Problem, similar};
use super::reading::Reading;
use crate::domain::directory::Section;
use crate::domain::ids::{SettlementCode, SphereCode, TopicCode, UnitCode};
use crate::domain::incident::{Channel, Importance, Kind};
use crate::domain::term::Term;

/// A table that is being read. Keys nobody asked for are unknown ones, see [`Table::close`].
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) reading: &'a Reading<'a>,
    place: Place,
    /// Empty, or the key that holds this inline table and a dot.
    prefix: String,
    span: Range<usize>,
    entries: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
}

/// One value with all that is needed to complain about it.
#[derive(Debug)]
pub(super) struct Field<'a> {
    table: &'a Table<'a>,
    key: &'static str,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    pub(super) fn root(reading: &'a Reading<'a>, root: &'a Spanned<DeTable<'a>>) -> Self {
        Self::open(reading, Place::File, String::new(), root.span(), root.get_ref())
    }

    fn open(
        reading: &'a Reading<'a>,
        place: Place,
        prefix: String,
        span: Range<usize>,
        entries: &'a DeTable<'a>,
    ) -> Self {
        Self { reading, place, prefix, span, entries, asked: RefCell::default() }
    }

    /// Reads the table with `read`, which asks for every key it knows.
    pub(super) fn read<T>(self, read: impl FnOnce(&Table<'_>) -> T) -> T {
        let value = read(&self);
        self.close();
        value
    }

    /// Notes a problem of the whole entry.
    pub(super) fn reject(&self, problem: Problem) {
        self.reading.note(self.at(), self.place.clone(), problem);
    }

    /// Where the table begins: byte of the text.
    pub(super) fn at(&self) -> usize {
        self.span.start
    }

    pub(super) fn line(&self) -> usize {
        self.reading.line(self.at())
    }

    fn path(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// Notes the keys nobody asked for. Called when all of the table has been read.
    fn close(self) {
        let asked = self.asked.into_inner();
        for key in self.entries.keys().filter(|key| !asked.contains(&key.get_ref().as_ref())) {
            let similar = similar(key.get_ref(), asked.iter().copied());
            let problem = Problem::UnknownKey { key: format!("{}{}", self.prefix, key.get_ref()), similar };
            self.reading.note(key.span().start, self.place.clone(), problem);
        }
    }

    /// The value of `key`, if the table has it.
    pub(super) fn field(&'a self, key: &'static str) -> Option<Field<'a>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key).map(|value| Field { table: self, key, value })
    }

    pub(super) fn required(&'a self, key: &'static str) -> Option<Field<'a>> {
        let field = self.field(key);
        if field.is_none() {
            self.reject(Problem::MissingKey { key: self.path(key) });
        }
        field
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A name that must be there; empty where it is wrong.
    pub(super) fn name(&'a self, key: &'static str) -> String {
        self.required(key).and_then(|field| field.text()).unwrap_or_default()
    }

    pub(super) fn text(&'a self, key: &'static str) -> Option<String> {
        self.field(key)?.text()
    }

    pub(super) fn flag(&'a self, key: &'static str) -> Option<bool> {
        self.field(key)?.flag()
    }

    /// The values of a list; none where the key is missing.
    pub(super) fn items(&'a self, key: &'static str) -> Vec<Field<'a>> {
        self.field(key).map(|field| field.items()).unwrap_or_default()
    }

    pub(super) fn term(&'a self, key: &'static str) -> Option<Term> {
        self.field(key)?.parsed(Form::Term, |text| text.parse().ok())
    }

    pub(super) fn unit(&'a self, key: &'static str) -> Option<UnitCode> {
        self.field(key)?.reference(Section::Unit).map(UnitCode)
    }

    pub(super) fn sphere(&'a self) -> Option<SphereCode> {
        self.field("sphere")?.reference(Section::Sphere).map(SphereCode)
    }

    pub(super) fn topic(&'a self) -> Option<TopicCode> {
        self.field("topic")?.reference(Section::Topic).map(TopicCode)
    }

    pub(super) fn settlement(&'a self) -> Option<SettlementCode> {
        self.field("settlement")?.reference(Section::Settlement).map(SettlementCode)
    }

    pub(super) fn kind(&'a self) -> Option<Kind> {
        self.field("kind")?.one_of(Kind::ALL, Kind::code)
    }

    pub(super) fn channel(&'a self) -> Option<Channel> {
        self.field("channel")?.one_of(Channel::ALL, Channel::code)
    }

    pub(super) fn importance(&'a self) -> Option<Importance> {
        self.field("importance")?.one_of(Importance::ALL, Importance::code)
    }

    /// The entry's own code; empty where it is wrong or taken.
    pub(super) fn own_code(&'a self, section: Section) -> String {
        let Some(field) = self.required("code") else { return String::new() };
        let code = field.parsed(Form::Code, |text| is_code(text).then(|| text.to_owned())).unwrap_or_default();
        match self.reading.codes.first(section, &code) {
            Some(first) if first != field.at() => field.taken(code.clone(), first),
            _ => {}
        }
        code
    }

    /// Reads the one table of a section, or nothing where the file has none.
    pub(super) fn section<T>(&'a self, section: Section, read: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        let field = self.field(section.name())?;
        field.table_at(Place::Section(section), String::new(), read)
    }

    /// Reads every entry of a section in the order of the file. `label` is the key that names an entry.
    pub(super) fn entries<T>(&'a self, section: Section, label: &str, mut read: impl FnMut(&Table<'_>) -> T) -> Vec<T> {
        let Some(field) = self.field(section.name()) else { return Vec::new() };
        if !field.value.get_ref().is_array() {
            field.reject(Problem::NotEntries { section });
            return Vec::new();
        }
        let items = field.items().into_iter().zip(1..);
        items
            .filter_map(|(item, number)| item.table_at(item.entry(section, label, number), String::new(), &mut read))
            .collect()
    }

    /// Reads an inline table.
    pub(super) fn inner<T>(&'a self, key: &'static str, read: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        let prefix = format!("{}.", self.path(key));
        self.field(key)?.table_at(self.place.clone(), prefix, read)
    }
}

impl<'a> Field<'a> {
    pub(super) fn at(&self) -> usize {
        self.value.span().start
    }

    pub(super) fn reject(&self, problem: Problem) {
        self.table.reading.note(self.at(), self.table.place.clone(), problem);
    }

    pub(super) fn path(&self) -> String {
        self.table.path(self.key)
    }

    /// Notes that `value` stands already at the byte `first`.
    pub(super) fn taken(&self, value: String, first: usize) {
        self.reject(Problem::Taken { value, first_line: self.table.reading.line(first) });
    }

    fn wrong_type(&self, expected: &'static str) {
        let found = self.value.get_ref().type_str();
        self.reject(Problem::WrongType { key: self.path(), expected, found });
    }

    fn string(&self) -> Option<&'a str> {
        let text = self.value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type("a string");
        }
        text
    }

    /// One line of text, without blanks around it.
    pub(super) fn text(&self) -> Option<String> {
        let text = self.string()?.trim();
        if text.is_empty() {
            self.reject(Problem::Empty { key: self.path() });
            return None;
        }
        if text.chars().any(char::is_control) {
            self.reject(Problem::Malformed { key: self.path(), value: text.to_owned(), form: Form::OneLine });
            return None;
        }
        Some(text.to_owned())
    }

    pub(super) fn flag(&self) -> Option<bool> {
        let flag = self.value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type("true or false");
        }
        flag
    }

    /// A string that `parse` can read.
    pub(super) fn parsed<T>(&self, form: Form, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.string()?;
        let parsed = parse(text);
        if parsed.is_none() {
            self.reject(Problem::Malformed { key: self.path(), value: text.to_owned(), form });
        }
        parsed
    }

    /// One of the words of an enum.
    pub(super) fn one_of<T: Copy>(&self, all: &[T], code: impl Fn(T) -> &'static str) -> Option<T> {
        let text = self.string()?;
        let chosen = all.iter().copied().find(|one| code(*one) == text);
        if chosen.is_none() {
            let known: Vec<_> = all.iter().copied().map(code).collect();
            let similar = similar(text, known.iter().copied());
            self.reject(Problem::UnknownWord { key: self.path(), value: text.to_owned(), known, similar });
        }
        chosen
    }

    /// The code of another entry of the file.
    pub(super) fn reference(&self, section: Section) -> Option<String> {
        let code = self.string()?;
        let codes = &self.table.reading.codes;
        if codes.first(section, code).is_none() {
            let similar = codes.similar(section, code);
            self.reject(Problem::NoSuch { section, code: code.to_owned(), similar });
        }
        Some(code.to_owned())
    }

    /// A whole number within `range`, which `allowed` describes.
    pub(super) fn integer(&self, range: RangeInclusive<i64>, allowed: &'static str) -> Option<i64> {
        let Some(written) = self.value.get_ref().as_integer() else {
            self.wrong_type("a whole number");
            return None;
        };
        let number =
            i64::from_str_radix(written.as_str(), written.radix()).ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.reject(Problem::OutOfRange { key: self.path(), value: written.to_string(), allowed });
        }
        number
    }

    /// A number within `range`, which `allowed` describes.
    pub(super) fn number(&self, range: RangeInclusive<f64>, allowed: &'static str) -> Option<f64> {
        let written = match self.value.get_ref() {
            DeValue::Float(written) => written.to_string(),
            DeValue::Integer(written) if written.radix() == 10 => written.to_string(),
            _ => {
                self.wrong_type("a number");
                return None;
            }
        };
        let number = written.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.reject(Problem::OutOfRange { key: self.path(), value: written, allowed });
        }
        number
    }

    pub(super) fn items(&self) -> Vec<Field<'a>> {
        let Some(items) = self.value.get_ref().as_array() else {
            self.wrong_type("a list");
            return Vec::new();
        };
        items.iter().map(|value| Field { table: self.table, key: self.key, value }).collect()
    }

    /// A list with at least one value.
    pub(super) fn some_items(&self) -> Vec<Field<'a>> {
        let items = self.items();
        if items.is_empty() && self.value.get_ref().is_array() {
            self.reject(Problem::Empty { key: self.path() });
        }
        items
    }

    fn table_at<T>(&self, place: Place, prefix: String, read: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        let Some(entries) = self.value.get_ref().as_table() else {
            self.wrong_type("a table");
            return None;
        };
        Some(Table::open(self.table.reading, place, prefix, self.value.span(), entries).read(read))
    }

    /// What the entry is called in messages.
    fn entry(&self, section: Section, label: &str, number: usize) -> Place {
        match self.value.get_ref().get(label).map(Spanned::get_ref) {
            Some(DeValue::String(name)) => Place::Named(section, name.to_string()),
            Some(DeValue::Integer(name)) => Place::Named(section, name.to_string()),
            _ => Place::Numbered(section, number),
        }
    }
}

/// Codes stand in callbacks, which are short.
fn is_code(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
