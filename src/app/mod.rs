//! Reads what the bot is told from outside, and puts its parts together.

pub mod cli;
pub mod settings;
