//! From values to what a person reads: the card of an incident, its screens, and a reply being written.
//!
//! Pure: the same view gives the same message, so a card can be drawn again at any moment.

mod buttons;
mod head;
mod incident;
mod list;
mod lists;
mod reply;

pub use buttons::{ending, judging, publishing};
pub use incident::{IncidentView, ReplyShown, card, has_sound, needs_history};
pub use list::{Lines, Page, list};
pub use lists::summary;
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
