//! Stories of people at work, told on both engines over the real Bot API protocol.

mod choices;
mod crashes;
mod drafts;
mod duplicates;
mod hostile;
mod importance;
mod looking;
mod replies;
mod review;
mod terminal;
mod together;
mod trouble;
mod undo;
mod way;
