//! Stories of people at work, told on both engines over the real Bot API protocol.

mod acting;
mod answers;
mod crashes;
mod drafts;
mod groups;
mod hostile;
mod joining;
mod language;
mod looking;
mod people;
mod recipient;
mod replies;
mod review;
mod taking_back;
mod terminal;
mod together;
mod trouble;
mod way;
