//! The methods of [`Words`], written by `build.rs` from `locales/`; `cargo doc` shows them with their texts.

use super::{Text, Words, argument};
use crate::messenger::html::Html;

/// A message as it stands in the first language, for tests and documents.
#[derive(Debug)]
pub struct Message {
    pub id: &'static str,
    /// From the root of the project: `locales/ru/time.ftl`.
    pub file: &'static str,
    /// As written.
    pub source: &'static str,
    /// Names, in the order in which the method takes them.
    pub variables: &'static [&'static str],
    /// The message with one text for every text it takes, and one number for every number.
    pub sample: fn(&Words, &str, i64) -> String,
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
