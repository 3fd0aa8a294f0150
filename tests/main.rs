//! One test binary: it links once.

mod directory;
mod settings;
