//! Stories of people at work, told on both engines over the real Bot API protocol.

mod choices;
mod crashes;
mod drafts;
mod duplicates;
mod finding;
mod groups;
mod hostile;
mod importance;
mod joining;
mod judging;
mod language;
mod looking;
mod menus;
mod people;
mod place;
mod publishing;
mod reopening;
mod replies;
mod review;
mod taking_back;
mod terminal;
mod together;
mod trouble;
mod undo;
mod waiting;
mod way;
