//! From values to what a person reads: the card of an incident, its screens, and a reply being written.
//!
//! Pure: the same view gives the same message, so a card can be drawn again at any moment.

mod acting;
mod answer;
mod buttons;
mod choices;
mod dates;
pub mod digest;
mod files;
mod head;
pub mod heat;
mod incident;
mod invite;
mod list;
mod lists;
mod names;
mod origin;
mod pages;
mod people;
mod place;
pub mod rating;
pub mod register;
pub mod reminder;
mod reply;

pub use buttons::{assigning, ending, judging, publish_button, publishing};
pub use incident::{
    Colleague, IncidentView, MainShown, Reach, ReplyShown, Staff, card, has_sound, needs_colleagues, needs_history,
    remains,
};
pub use invite::{choose_role, choose_sphere, choose_unit, invitation, ready};
pub use list::{Lines, Page, list};
pub use lists::summary;
pub use people::{
    PersonView, Roll, UnitLine, ask_remove, ask_take, page_of_unit, people_list, person_screen, unit_screen, units_list,
};
pub use place::in_words as place_in_words;
pub use reply::{ReplyView, reply_card};

/// Longest shares of one message, in code points: together with names and markup below 4096.
mod limit {
    /// The resident's words, or a reply's.
    pub const WORDS: usize = 1300;
    /// A reason, a title, a name.
    pub const LINE: usize = 200;
    /// A button's label.
    pub const LABEL: usize = 60;
}
