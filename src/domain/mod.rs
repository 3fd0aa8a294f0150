//! Pure rules: no input, no output, no clock.

pub mod directory;
pub mod ids;
pub mod incident;
pub mod moment;
pub mod permissions;
pub mod person;
pub mod term;
pub mod visibility;
pub mod ways;
