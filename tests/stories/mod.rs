//! Stories of people at work, told on both engines over the real Bot API protocol.

mod crashes;
mod drafts;
mod finding;
mod groups;
mod hostile;
mod language;
mod looking;
mod menus;
mod replies;
mod review;
mod terminal;
mod together;
mod trouble;
mod waiting;
mod way;
