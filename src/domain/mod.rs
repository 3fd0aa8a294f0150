//! Pure rules: no input, no output, no clock.

pub mod attachment;
pub mod dialog;
pub mod directory;
pub mod ids;
pub mod incident;
pub mod moment;
pub mod permissions;
pub mod person;
pub mod screen;
pub mod term;
pub mod visibility;
pub mod ways;
