//! Pure rules: no input, no output, no clock.

pub mod attachment;
pub mod deadline;
pub mod dialog;
pub mod directory;
pub mod history;
pub mod ids;
pub mod incident;
pub mod links;
pub mod moment;
pub mod permissions;
pub mod person;
pub mod phones;
pub mod redact;
pub mod screen;
pub mod search;
pub mod source;
pub mod stems;
pub mod suggest;
pub mod term;
pub mod visibility;
pub mod waiting;
pub mod ways;
pub mod words;
