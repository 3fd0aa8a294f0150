//! Rich messages: blocks of text, lists, tables and media, as plain lines.

use serde_json::Value;

use super::super::json;
use super::words;

/// Text of a block, in the order people read it.
const TEXTS: [&str; 4] = ["summary", "title", "text", "expression"];
/// Blocks within a block.
const WITHIN: [&str; 2] = ["blocks", "items"];
/// Where a piece of text keeps what is read.
const SPANS: [&str; 4] = ["text", "alternative_text", "expression", "button"];

/// The lines of a message, of a block, or of several.
pub(super) fn lines(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Array(blocks) => blocks.iter().for_each(|block| self::lines(block, lines)),
        Value::Object(_) => block(value, lines),
        _ => words::line(value.as_str(), lines),
    }
}

fn block(block: &Value, lines: &mut Vec<String>) {
    let start = lines.len();
    spans_of(block, &TEXTS, lines);
    WITHIN.iter().filter_map(|name| block.get(name)).for_each(|within| self::lines(within, lines));
    for row in json::list(block, "cells") {
        table_row(row, lines);
    }
    if let Some(place) = json::member(block, "location") {
        words::location(place, lines);
    }
    spans_of(block, &["caption"], lines);
    spans_of(block.get("caption").unwrap_or(&Value::Null), &["credit"], lines);
    spans_of(block, &["credit"], lines);
    // A bullet, or a number, stands before the first line of its item.
    if let (Some(label), Some(first)) = (json::text(block, "label"), lines.get_mut(start)) {
        *first = format!("{} {first}", label.trim());
    }
}

fn spans_of(value: &Value, names: &[&str], lines: &mut Vec<String>) {
    for name in names {
        words::line(value.get(name).map(plain).as_deref(), lines);
    }
}

fn table_row(row: &Value, lines: &mut Vec<String>) {
    let cells: Vec<_> = row.as_array().into_iter().flatten().map(plain).filter(|cell| !cell.is_empty()).collect();
    words::line(Some(&cells.join(" | ")), lines);
}

/// Formatted text without its format.
fn plain(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Array(spans) => spans.iter().map(plain).collect(),
        Value::Object(span) => SPANS.iter().find_map(|name| span.get(*name)).map(plain).unwrap_or_default(),
        _ => String::new(),
    }
}
