//! The directory file and the difference between two directories.

mod diff;
mod file;

const EXAMPLE: &str = include_str!("../../deploy/example.toml");
