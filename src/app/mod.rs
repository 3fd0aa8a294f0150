//! Reads what the bot is told from outside, and puts its parts together.

mod apply;
mod backup;
mod bot;
mod claim;
pub mod cli;
mod commands;
mod copy;
mod health;
pub mod log;
mod polling;
mod purge;
mod run;
pub mod settings;
mod webhook;

pub use apply::{Applied, ApplyError, apply};
pub use bot::{Bot, Parts, StartError};
pub use claim::claim;
pub use commands::{Failure, execute};
pub use copy::CopyError;
pub use health::HealthError;
pub use polling::{Poller, Received};
pub use purge::purge;
pub use webhook::Hook;
