//! Stories of people at work, told on both engines over the real Bot API protocol.

mod crashes;
mod drafts;
mod groups;
mod hostile;
mod language;
mod looking;
mod meaning;
mod messages;
mod replies;
mod review;
mod taking_back;
mod terminal;
mod together;
mod trouble;
mod way;
