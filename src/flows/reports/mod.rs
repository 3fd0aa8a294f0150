//! Figures for those who read them: the digest, the rating, the heat map.

mod behind;
mod digest;
mod export;
mod figures;
mod groups;
mod heat;
mod rating;
mod show;

pub use behind::{due_today, open as open_behind, today_turn_to, turn_to as turn_behind_to};
pub use digest::{Morning, command as digest, full, morning, send, turn_to as turn_digest_to};
pub use export::{command as export_command, export};
pub use groups::{bind_here, command as in_group, pressed as on_group};
pub use heat::{By, command as heatmap, turn_to as turn_heat_to};
pub use show::{command as rating, rating_of_all, turn_to as turn_rating_to, whose, why_of};
