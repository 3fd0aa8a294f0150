//! `[[digest]]`: what is told about a subtree, and when.

use serde_json::Value;

use super::super::problem::{Form, Problem};
use super::super::table::Table;
use super::super::working_time::object;
use crate::domain::directory::Section;
use crate::domain::working_time::{clock, minutes};

/// Digests in the order of the file.
pub(in super::super) fn read(root: &Table<'_>) -> Option<Value> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    let digests = root.entries(Section::Digest, "", |table| {
        let word = |edition| edition;
        let edition = table.required("edition").and_then(|field| field.one_of(&["daily", "weekly", "monthly"], word));
        let unit = table.required("unit").and_then(|field| field.reference(Section::Unit));
        let at = table.required("at").and_then(|field| field.parsed(Form::Time, minutes));
        let chat = table.field("chat_id").and_then(|field| field.integer(i64::MIN..=-1, "the number of a group"));
        let name = [edition, unit.as_deref()].map(Option::unwrap_or_default).join(" of ");
        let key = format!("{name}{}", chat.map(|chat| format!(" in {chat}")).unwrap_or_default());
        match seen.iter().find(|(known, _)| *known == key) {
            Some((_, line)) => table.reject(Problem::Taken { value: key, first_line: *line }),
            None => seen.push((key, table.line())),
        }
        Value::Object(object([
            ("edition", edition.map(Value::from)),
            ("unit", unit.map(Value::from)),
            ("at", at.map(|at| clock(at).into())),
            ("chat_id", chat.map(Value::from)),
        ]))
    });
    (!digests.is_empty()).then_some(Value::Array(digests))
}
