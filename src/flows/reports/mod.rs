//! Figures for those who read them: the digest, the rating, the heat map.

mod figures;
mod rating;

pub use figures::{Asked, figures};
pub use rating::{Cost, Rated, Why, costs, rated};
