//! Stories of people at work, told on both engines over the real Bot API protocol.

mod drafts;
mod looking;
mod replies;
mod review;
mod way;
