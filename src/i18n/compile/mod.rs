//! From the texts of all languages to Rust, or to a list of what is wrong with them.
//!
//! Pure, so that the tests feed it broken texts.

mod code;
mod markup;
mod message;

use std::collections::BTreeMap;

use fluent_syntax::ast::Entry;
use message::{Argument, Message};

/// The language whose messages give the methods their names and their arguments' order.
const FIRST: &str = "ru";

/// Plural forms that must be written out in a language; the default variant covers the last.
const PLURALS: [(&str, &[&str]); 2] = [("ru", &["one", "few", "many"]), ("en", &["one", "other"])];

/// The texts of one language.
pub struct Locale {
    /// Name of the folder: `ru`.
    pub language: String,
    pub files: Vec<File>,
}

/// One `.ftl` file.
pub struct File {
    /// From the root of the project: `locales/ru/time.ftl`.
    pub path: String,
    pub text: String,
}

/// The Rust code for these texts, or every problem found: one line each, naming file, message and variable.
pub fn compile(locales: &[Locale]) -> Result<String, Vec<String>> {
    let mut problems = Vec::new();
    let mut catalogues: BTreeMap<&str, Catalogue> =
        locales.iter().map(|locale| (locale.language.as_str(), read(locale, &mut problems))).collect();
    let mut first = catalogues.remove(FIRST).unwrap_or_default();
    for (language, other) in catalogues {
        agree(&mut first, language, &other, &mut problems);
    }
    if problems.is_empty() { Ok(code::write(locales, first.values())) } else { Err(problems) }
}

/// Messages of one language by id.
type Catalogue = BTreeMap<String, Message>;

fn read(locale: &Locale, problems: &mut Vec<String>) -> Catalogue {
    let mut catalogue = Catalogue::new();
    let Some((_, forms)) = PLURALS.iter().find(|(language, _)| *language == locale.language) else {
        problems
            .push(format!("locales/{}: its plural forms are not known to src/i18n/compile/mod.rs", locale.language));
        return catalogue;
    };
    for file in &locale.files {
        for message in messages(file, forms, problems) {
            if let Some(earlier) = catalogue.get(&message.id) {
                problems.push(format!("{}: message `{}` stands in {} too", file.path, message.id, earlier.file));
            } else {
                catalogue.insert(message.id.clone(), message);
            }
        }
    }
    catalogue
}

fn messages(file: &File, forms: &[&str], problems: &mut Vec<String>) -> Vec<Message> {
    let resource = fluent_syntax::parser::parse(file.text.as_str()).unwrap_or_else(|(resource, errors)| {
        problems.extend(errors.iter().map(|error| {
            let line = file.text[..error.pos.start].lines().count().max(1);
            format!("{}:{line}: not Fluent: {}", file.path, error.kind)
        }));
        resource
    });
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => messages.push(message::read(&file.path, message, forms, problems)),
            Entry::Term(term) => {
                problems.push(format!("{}: term `-{}`: there are no terms here", file.path, term.id.name));
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
    messages
}

/// `other` must have the messages and variables of the first language; a variable that selects a plural in
/// any language is a number in all.
fn agree(first: &mut Catalogue, language: &str, other: &Catalogue, problems: &mut Vec<String>) {
    for (id, message) in first.iter_mut() {
        match other.get(id) {
            Some(translated) => agree_on_arguments(message, translated, problems),
            None => problems.push(format!("locales/{language}: message `{id}` of {} is missing", message.file)),
        }
    }
    for extra in other.values().filter(|message| !first.contains_key(&message.id)) {
        problems.push(format!("{}: message `{}` is not in locales/{FIRST}", extra.file, extra.id));
    }
}

fn agree_on_arguments(first: &mut Message, other: &Message, problems: &mut Vec<String>) {
    for argument in &mut first.arguments {
        match find(&other.arguments, &argument.name) {
            Some(same) => argument.kind = argument.kind.max(same.kind),
            None => problems.push(missing(other, &argument.name, &first.file)),
        }
    }
    for argument in &other.arguments {
        if find(&first.arguments, &argument.name).is_none() {
            problems.push(missing(first, &argument.name, &other.file));
        }
    }
}

fn find<'a>(arguments: &'a [Argument], name: &str) -> Option<&'a Argument> {
    arguments.iter().find(|argument| argument.name == name)
}

fn missing(from: &Message, variable: &str, present: &str) -> String {
    format!("{}: message `{}`: variable ${variable} of {present} is missing", from.file, from.id)
}
