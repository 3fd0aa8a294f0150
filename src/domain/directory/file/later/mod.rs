//! Sections that later work reads. They are checked now, so that a file that is taken today is taken then,
//! and kept as JSON with keys in order.

pub(super) mod digests;
pub(super) mod rating;
pub(super) mod reminders;
pub(super) mod rules;
