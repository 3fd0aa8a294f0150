//! `[rating]`: how recipients are scored.

use serde_json::Value;

use super::super::table::Table;
use super::super::working_time::object;

pub(in super::super) fn read(table: &Table<'_>) -> Value {
    let share = |key| Some(table.field(key)?.number(0.0..=1.0, "a share from 0 to 1")?.into());
    let count = |key, least, allowed| Some(table.field(key)?.integer(least..=1_000_000, allowed)?.into());
    Value::Object(object([
        ("weights", table.inner("weights", weights)),
        ("minimum", count("minimum", 1, "a number of incidents from 1")),
        ("prior", share("prior")),
        ("late_watch", share("late_watch")),
        ("late_bad", share("late_bad")),
        ("shrinkage", count("shrinkage", 0, "a number of incidents from 0")),
    ]))
}

/// A part that is not named has no weight.
fn weights(table: &Table<'_>) -> Value {
    let weight = |key| {
        let weight = table.field(key).and_then(|field| field.integer(1..=1000, "a weight from 1 to 1000"));
        (key, weight.map(Value::from))
    };
    Value::Object(object(["on_time", "speed", "completeness", "no_repeat"].map(weight)))
}
