//! Pictures: from plain values, with every word ready, to a PNG. No store, no locale, nothing asynchronous.
//!
//! A picture is a value that can be kept as JSON until it is drawn. Drawing never fails over what it is given: names
//! wrap, what has no glyph is left out, and what does not fit is not drawn. A caller that wants the reader to know
//! what was left out calls `cut` first.

pub mod export;
pub mod heat;
pub mod rating;

mod frame;
mod look;
mod render;
mod svg;
mod text;

use serde::{Deserialize, Serialize};

pub use render::{PictureError, png};
pub use text::{REGULAR, SEMI_BOLD};

/// What a picture shows, as it is kept until it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    Rating(rating::Rating),
    Heat(heat::Heat),
}

impl Drawing {
    /// The picture as SVG, 1080 px wide and at most 1440 px high, with its text as text.
    pub fn svg(&self) -> String {
        match self {
            Self::Rating(rating) => rating.svg(),
            Self::Heat(heat) => heat.svg(),
        }
    }

    /// The bytes of a PNG. Blocking, tens of milliseconds.
    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        png(&self.svg())
    }
}
