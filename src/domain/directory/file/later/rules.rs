//! `[[rule]]`: what is done with an incident that looks like this.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::problem::Problem;
use super::super::structure::words;
use super::super::table::{Field, Table};
use super::super::working_time::object;
use crate::domain::directory::Section;

/// Rules in the order of the file.
pub(in super::super) fn read(root: &Table<'_>) -> Option<Value> {
    let rules = root.entries(Section::Rule, "code", |table| {
        let priority = table.required("priority").and_then(|field| field.integer(0..=9999, "a number from 0 to 9999"));
        let written = [
            ("code", Some(table.own_code(Section::Rule).into())),
            ("priority", priority.map(Value::from)),
            ("when", part(table, "when", when)),
            ("then", part(table, "then", then)),
        ];
        Value::Object(object(written))
    });
    (!rules.is_empty()).then_some(Value::Array(rules))
}

/// An inline table with at least one key.
fn part(table: &Table<'_>, key: &'static str, read: fn(&Table<'_>) -> Map<String, Value>) -> Option<Value> {
    if !table.has(key) {
        table.reject(Problem::MissingKey { key: key.to_owned() });
    }
    let part = table.inner(key, |inner| {
        if inner.is_empty() {
            inner.reject(Problem::Empty { key: key.to_owned() });
        }
        read(inner)
    });
    part.map(Value::Object)
}

fn when(table: &Table<'_>) -> Map<String, Value> {
    object([
        ("words", table.field("words").map(|field| words(field.some_items()).into())),
        ("topic", table.topic().map(|code| code.0.into())),
        ("settlement", table.settlement().map(|code| code.0.into())),
        ("channel", table.channel().map(|channel| channel.code().into())),
        ("kind", table.kind().map(|kind| kind.code().into())),
        ("importance", table.importance().map(|importance| importance.code().into())),
        ("months", table.field("months").map(|field| months(&field))),
    ])
}

/// Months from 1 to 12 in the order of the year.
fn months(field: &Field<'_>) -> Value {
    let mut written = BTreeSet::new();
    for item in field.some_items() {
        let Some(month) = item.integer(1..=12, "a month from 1 to 12") else { continue };
        if !written.insert(month) {
            item.reject(Problem::Repeated { key: item.path(), value: month.to_string() });
        }
    }
    written.into_iter().collect()
}

fn then(table: &Table<'_>) -> Map<String, Value> {
    let term = |key| (key, table.term(key).map(|term| term.to_string().into()));
    object([
        ("topic", table.topic().map(|code| code.0.into())),
        ("unit", table.unit("unit").map(|code| code.0.into())),
        ("importance", table.importance().map(|importance| importance.code().into())),
        term("accept"),
        term("reply"),
        term("final"),
        ("register", table.flag("register").map(Value::from)),
    ])
}
