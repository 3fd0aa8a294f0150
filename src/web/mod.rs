//! HTTP that others call: the webhook of the messenger, and health and metrics on an address of their own.

pub mod ops;
pub mod webhook;

mod connections;
mod metrics;
