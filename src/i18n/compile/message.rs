//! Reads one message: what it takes, what it gives, and whether it keeps the rules of the texts.

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey};

use super::markup::Markup;

/// Ids that begin so are plain text: buttons, toasts, commands, what stands in pictures and tables, and words that go
/// into other texts.
const PLAIN: [&str; 6] = ["button-", "toast-", "command-", "plain-", "picture-", "sheet-"];

/// One message of one language.
pub struct Message {
    pub id: String,
    pub file: String,
    /// As written, spaces and breaks tidied.
    pub source: String,
    pub gives: Output,
    /// In the order of their first appearance.
    pub arguments: Vec<Argument>,
}

/// What the message is once its arguments are in.
#[derive(Clone, Copy, PartialEq)]
pub enum Output {
    Plain,
    Html,
}

/// A variable of a message.
pub struct Argument {
    pub name: String,
    pub kind: Kind,
}

/// How an argument is given; where uses differ, the later one serves all.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// Words.
    Text,
    /// Words inside a tag, so that quotes too are dangerous.
    Link,
    /// Selects a plural form.
    Number,
}

/// Reads `message` of `file`; `forms` are the plural forms of the language.
pub fn read(file: &str, message: ast::Message<&str>, forms: &[&str], problems: &mut Vec<String>) -> Message {
    let id = message.id.name.to_owned();
    let gives = if PLAIN.iter().any(|prefix| id.starts_with(prefix)) { Output::Plain } else { Output::Html };
    let mut reader = Reader { gives, forms, markup: Markup::default(), arguments: Vec::new(), problem: None };
    reader.message(&message);
    problems.extend(reader.problem.map(|problem| format!("{file}: message `{id}`: {problem}")));
    let arguments = reader.arguments;
    let source = fluent_syntax::serializer::serialize(&Resource { body: vec![Entry::Message(message)] });
    Message { id, file: file.to_owned(), source: source.trim_end().to_owned(), gives, arguments }
}

struct Reader<'a> {
    gives: Output,
    forms: &'a [&'a str],
    markup: Markup,
    arguments: Vec<Argument>,
    /// The first one; those after it are often its echo.
    problem: Option<String>,
}

impl Reader<'_> {
    fn message(&mut self, message: &ast::Message<&str>) {
        if !is_name(message.id.name, '-') {
            self.problem("an id is of small letters, digits and hyphens");
        }
        match &message.value {
            Some(value) => self.pattern(value),
            None => self.problem("it has no text"),
        }
        if let Some(attribute) = message.attributes.first() {
            self.problem(format!("attribute .{}: there are no attributes here", attribute.id.name));
        }
        let end = self.markup.end();
        self.check(end);
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.gives {
            Output::Html => {
                let read = self.markup.text(text);
                self.check(read);
            }
            Output::Plain if text.contains('<') => self.problem("a tag in plain text"),
            Output::Plain => {}
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                self.argument(id.name, Kind::Number);
                self.forms(id.name, variants);
                self.variants(variants);
            }
            Expression::Select { .. } => self.problem("only a variable can select"),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { value } => self.text(value),
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                let kind = if self.markup.placeable() { Kind::Link } else { Kind::Text };
                self.argument(id.name, kind);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { id, .. }
            | InlineExpression::MessageReference { id, .. }
            | InlineExpression::TermReference { id, .. } => {
                self.problem(format!("`{}`: only variables and plurals may stand in braces", id.name));
            }
        }
    }

    fn argument(&mut self, name: &str, kind: Kind) {
        if !is_name(name, '_') {
            self.problem(format!("variable ${name}: a name is of small letters, digits and underscores"));
        }
        match self.arguments.iter_mut().find(|argument| argument.name == name) {
            Some(argument) => argument.kind = argument.kind.max(kind),
            None => self.arguments.push(Argument { name: name.to_owned(), kind }),
        }
    }

    /// A choice by plural form leaves none out; a choice by exact numbers is free.
    fn forms(&mut self, variable: &str, variants: &[ast::Variant<&str>]) {
        let written: Vec<&str> = variants
            .iter()
            .filter_map(|variant| match variant.key {
                VariantKey::Identifier { name } => Some(name),
                VariantKey::NumberLiteral { .. } => None,
            })
            .collect();
        let only_default = written == ["other"];
        let (required, last) = self.forms.split_at(self.forms.len() - 1);
        for form in required.iter().filter(|form| !only_default && !written.is_empty() && !written.contains(form)) {
            self.problem(format!("variable ${variable}: the form [{form}] is missing"));
        }
        let unknown = |name: &&&str| **name != "other" && !last.contains(name) && !required.contains(name);
        if let Some(name) = written.iter().find(unknown) {
            self.problem(format!("variable ${variable}: [{name}] is no plural form of the language"));
        }
    }

    /// Each variant leaves the tags as it found them.
    fn variants(&mut self, variants: &[ast::Variant<&str>]) {
        let before = self.markup.clone();
        for variant in variants {
            self.pattern(&variant.value);
            if self.markup != before {
                self.problem("a variant must close the tags it opens, and no others");
                self.markup = before.clone();
            }
        }
    }

    fn check(&mut self, result: Result<(), String>) {
        if let Err(problem) = result {
            self.problem(problem);
        }
    }

    fn problem(&mut self, problem: impl Into<String>) {
        self.problem.get_or_insert_with(|| problem.into());
    }
}

fn is_name(name: &str, joint: char) -> bool {
    name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == joint)
}
