//! One test binary: it links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
#[cfg(feature = "demo")]
mod browser;
mod chance;
mod cli;
#[cfg(feature = "demo")]
mod demo;
mod deploy;
mod directory;
mod documents;
mod domain;
mod dump;
mod emulator;
mod engines;
mod fuzz;
mod i18n;
mod messenger;
mod ops;
mod process;
mod report;
mod server;
mod settings;
mod source;
mod store;
mod stories;
mod telegram;
mod world;
