//! Reads what the bot is told from outside, and puts its parts together.

mod apply;
mod bot;
mod claim;
pub mod cli;
mod commands;
pub mod log;
mod polling;
pub mod settings;

pub use apply::{Applied, ApplyError, apply};
pub use bot::{Bot, Parts, StartError};
pub use claim::claim;
pub use commands::{Failure, execute};
pub use polling::{Poller, Received};
