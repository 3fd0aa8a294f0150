//! What `telegram/` promises, without Telegram: a schema to generate from, and small servers on loopback.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod classify;
mod client;
mod convert;
mod gateway;
mod polling;
mod properties;
mod proxy;
mod schema;
mod server;
mod upload;
