//! Reads what the bot is told from outside, and puts its parts together.

mod apply;
mod backup;
mod bot;
mod claim;
pub mod cli;
mod commands;
mod copy;
mod polling;
pub mod settings;

pub use apply::{Applied, ApplyError, apply};
pub use bot::{Bot, Parts, StartError};
pub use claim::claim;
pub use commands::{Failure, execute};
pub use copy::CopyError;
pub use polling::{Poller, Received};
