//! Pure rules: no input, no output, no clock.

pub mod attachment;
pub mod directory;
pub mod ids;
pub mod incident;
pub mod moment;
pub mod person;
pub mod term;
