//! Writes the Rust that `src/i18n/messages.rs` takes in.

use std::fmt::Write as _;

use super::message::{Argument, Kind, Message, Output};
use super::{File, Locale};

/// `RU` and the like (the texts as written), `MESSAGES` (all of the first language) and the methods.
pub fn write<'a>(locales: &[Locale], messages: impl Iterator<Item = &'a Message>) -> String {
    let mut code: String = locales.iter().map(texts).collect();
    let (mut table, mut methods) = (String::new(), String::new());
    for message in messages {
        table.push_str(&row(message));
        methods.push_str(&method(message));
    }
    let _ = write!(code, "\npub static MESSAGES: &[Message] = &[{table}\n];\n\nimpl Words {{{methods}}}\n");
    code
}

fn texts(locale: &Locale) -> String {
    let mut files = String::new();
    for File { path, .. } in &locale.files {
        let _ = write!(files, "\n    include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{path}\")),");
    }
    format!("pub(super) const {}: &[&str] = &[{files}\n];\n", locale.language.to_uppercase())
}

fn row(message: &Message) -> String {
    let Message { id, file, source, arguments, .. } = message;
    let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    let sample = sample(message);
    format!(
        "\n    Message {{ id: {id:?}, file: {file:?}, source: {source:?}, variables: &{names:?}, sample: {sample} }},"
    )
}

/// A call of the method with one text and one number in every place that takes them.
fn sample(message: &Message) -> String {
    let is_number = |argument: &Argument| argument.kind == Kind::Number;
    let text = if message.arguments.iter().all(is_number) { "_" } else { "text" };
    let number = if message.arguments.iter().any(is_number) { "number" } else { "_" };
    let given: Vec<&str> =
        message.arguments.iter().map(|argument| if is_number(argument) { "number" } else { "text" }).collect();
    let finish = if message.gives == Output::Html { ".to_string()" } else { "" };
    format!("|words, {text}, {number}| words.{}({}){finish}", method_name(message), given.join(", "))
}

fn method(message: &Message) -> String {
    let Message { id, source, gives, .. } = message;
    let name = method_name(message);
    let docs = source.replace('\n', "\n    /// ");
    let (mut parameters, mut arguments) = (String::new(), Vec::new());
    for Argument { name, kind } in &message.arguments {
        let (type_, make) = argument(*gives, *kind);
        let _ = write!(parameters, ", {name}: {type_}");
        arguments.push(format!("({name:?}, argument::{make}({name}))"));
    }
    let arguments = arguments.join(", ");
    let lifetime = if parameters.contains("'a") { "<'a>" } else { "" };
    let (type_, make) = match gives {
        Output::Plain => ("String", "plain"),
        Output::Html => ("Html", "html"),
    };
    format!(
        "
    /// ```text
    /// {docs}
    /// ```
    pub fn {name}{lifetime}(&self{parameters}) -> {type_} {{
        self.{make}({id:?}, [{arguments}])
    }}
"
    )
}

/// The type of a parameter, and what of `src/i18n/argument.rs` turns it into a value.
const fn argument(gives: Output, kind: Kind) -> (&'static str, &'static str) {
    match (gives, kind) {
        (_, Kind::Number) => ("i64", "number"),
        (Output::Plain, _) => ("&str", "plain"),
        (Output::Html, Kind::Link) => ("&str", "link"),
        (Output::Html, Kind::Text) => ("impl Into<Text<'a>>", "text"),
    }
}

fn method_name(message: &Message) -> String {
    message.id.replace('-', "_")
}
