//! Telegram, and the only place that knows it: updates in, messages out.
//!
//! teloxide gives the typed payloads of requests; the transport is our own [`client`], because teloxide's
//! sleeps 10 s inside a call that met a 5xx, gives up after 17 s (shorter than a long poll), cannot use a SOCKS
//! proxy, and parses answers strictly: an entity of a kind it does not know empties the whole message.
//!
//! Coming in: [`polling`] fetches a page as raw text, which is kept before anybody looks at it;
//! [`convert`] reads one update out of such a text and says what it means in the words of
//! [`crate::messenger::event`]. Both are tolerant: what is unknown or of a wrong type is passed over, the rest is
//! read.
//!
//! Going out: [`gateway`] turns a neutral message into requests, with `album` for files Telegram has and `upload` for
//! those it gets; [`classify`] turns a refusal into what the sender should do about it.

mod album;
pub mod classify;
pub mod client;
pub mod convert;
pub mod gateway;
mod json;
pub mod polling;
pub mod proxy;
mod upload;
pub mod webhook;
