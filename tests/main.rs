//! One test binary: it links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cli;
mod directory;
mod domain;
mod emulator;
mod i18n;
mod settings;
mod telegram;
