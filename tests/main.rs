//! Every test, in one binary.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod domain;
mod i18n;
