//! `[reminders]`: when people are reminded, and who hears when nothing helps.

use serde_json::Value;

use super::super::problem::Form;
use super::super::table::{Field, Table};
use super::super::working_time::object;
use crate::domain::term::{Term, TermUnit};

pub(in super::super) fn read(table: &Table<'_>) -> Value {
    let written = [
        ("hours", table.field("hours").map(|field| list(&field, Form::HourReminder, before_hours))),
        ("days", table.field("days").map(|field| list(&field, Form::DayReminder, before_days))),
        ("escalate", table.inner("escalate", escalate)),
        ("idle", table.inner("idle", idle)),
    ];
    Value::Object(object(written))
}

fn list(field: &Field<'_>, form: Form, parse: fn(&str) -> Option<String>) -> Value {
    field.items().iter().filter_map(|item| item.parsed(form, parse)).collect()
}

/// A share of the term, or a time before its end.
fn before_hours(text: &str) -> Option<String> {
    if let Some(share) = text.strip_suffix('%') {
        let share: u8 = share.parse().ok()?;
        return (1..100).contains(&share).then(|| format!("{share}%"));
    }
    let term: Term = text.parse().ok()?;
    let in_days = matches!(term.unit, TermUnit::Days | TermUnit::WorkingDays);
    (!in_days).then(|| term.to_string())
}

fn before_days(text: &str) -> Option<String> {
    if text == "morning" {
        return Some(text.to_owned());
    }
    let term: Term = text.parse().ok()?;
    matches!(term.unit, TermUnit::Days | TermUnit::WorkingDays).then(|| term.to_string())
}

/// How long after the due moment each rung hears.
fn escalate(table: &Table<'_>) -> Value {
    let after = |key| Some(table.field(key)?.parsed(Form::Delay, delay)?.into());
    let repeat = table.term("repeat").map(|term| term.to_string().into());
    let written = [("lead", after("lead")), ("curator", after("curator")), ("head", after("head")), ("repeat", repeat)];
    Value::Object(object(written))
}

/// How long an incident may lie in a status that has no deadline.
fn idle(table: &Table<'_>) -> Value {
    let term = |key| (key, table.term(key).map(|term| term.to_string().into()));
    Value::Object(object(["draft", "new", "review", "approved"].map(term)))
}

/// A term, or none of it: `0 wh`.
fn delay(text: &str) -> Option<String> {
    match text.strip_prefix("0 ") {
        Some(unit) => format!("1 {unit}").parse::<Term>().ok().map(|_| text.to_owned()),
        None => text.parse::<Term>().ok().map(|term| term.to_string()),
    }
}
