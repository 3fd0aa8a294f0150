//! What every picture has: the conclusion above, the source below.

use super::look::{INNER, MARGIN, SMALL, SUBDUED, SUBTITLE, TEXT, TITLE};
use super::svg::{Anchor, Page};
use super::text::{Line, balanced, height, wrap};

const ABOVE: f64 = 38.0;
const BELOW_TITLE: f64 = 6.0;
const BELOW_HEAD: f64 = 24.0;
const ABOVE_FOOT: f64 = 18.0;
const BELOW: f64 = 34.0;

/// The conclusion as title, and the period.
#[derive(Debug)]
pub struct Head {
    title: Vec<Line>,
    subtitle: Vec<Line>,
}

impl Head {
    pub fn new(title: &str, subtitle: &str) -> Self {
        Self { title: balanced(title, TITLE, INNER, 3), subtitle: wrap(subtitle, SUBTITLE, INNER, 2) }
    }

    pub fn height(&self) -> f64 {
        ABOVE + height(&self.title) + BELOW_TITLE + height(&self.subtitle) + BELOW_HEAD
    }

    /// From the top of the page; returns where the body begins.
    pub fn draw(&self, page: &mut Page) -> f64 {
        let y = page.lines((MARGIN, ABOVE), &self.title, TEXT, Anchor::Start);
        page.lines((MARGIN, y + BELOW_TITLE), &self.subtitle, SUBDUED, Anchor::Start) + BELOW_HEAD
    }
}

/// The source in small type, and the lower margin.
#[derive(Debug)]
pub struct Foot {
    source: Vec<Line>,
}

impl Foot {
    pub fn new(source: &str) -> Self {
        Self { source: wrap(source, SMALL, INNER, 2) }
    }

    pub fn height(&self) -> f64 {
        let source = if self.source.is_empty() { 0.0 } else { ABOVE_FOOT + height(&self.source) };
        source + BELOW
    }

    /// Returns the height of the page.
    pub fn draw(&self, page: &mut Page, y: f64) -> f64 {
        page.lines((MARGIN, y + ABOVE_FOOT), &self.source, SUBDUED, Anchor::Start);
        (y + self.height()).ceil()
    }
}
