//! Incident management of a municipal control centre (МЦУ) in a messenger.
//!
//! The folders are the system; `docs/architecture.md` follows three operations through them.

pub mod app;
pub mod cards;
pub mod clock;
pub mod crash;
#[cfg(feature = "demo")]
pub mod demo;
pub mod domain;
#[cfg(feature = "emulator")]
pub mod emulator;
pub mod flows;
pub mod i18n;
pub mod intake;
pub mod jobs;
pub mod messenger;
pub mod random;
pub mod report;
pub mod secret;
pub mod store;
pub mod telegram;
pub mod telemetry;
pub mod web;
