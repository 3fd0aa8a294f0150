//! Terms that people set: by hand, by a promise to the resident, by an extension.

mod due;
mod extension;
mod interim;
