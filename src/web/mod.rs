//! HTTP that others call: the webhook of the messenger.

pub mod webhook;
