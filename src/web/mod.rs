//! What is served over HTTP.

pub mod ops;

mod connections;
mod metrics;
