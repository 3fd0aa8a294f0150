//! Stories of people at work, told on both engines over the real Bot API protocol.

mod acting;
mod answers;
mod crashes;
mod drafts;
mod hostile;
mod looking;
mod recipient;
mod replies;
mod review;
mod terminal;
mod together;
mod trouble;
mod way;
