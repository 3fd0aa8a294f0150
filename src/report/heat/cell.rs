//! One cell of the map: its shade, its number, its marks.

use crate::report::look::{CALM, DARK, NEUTRAL, Style, TEXT, WATCH, WHITE};
use crate::report::svg::{Anchor, Area, Mark, Page};
use crate::report::text::Line;

use super::{Cell, Shade};

const RADIUS: f64 = 6.0;
/// Between the number and the edges.
const PADDING: f64 = 2.0;
const MARK: f64 = 13.0;
/// Between the number and its marks, where the cell is narrow and where it is wide.
const BEFORE_MARK: f64 = 2.0;
const MOST_BEFORE_MARK: f64 = 5.0;
/// What a cell can show; a number above ends with «+».
const MOST: u32 = 99_999;

impl Shade {
    /// Fill of the cell and colour of its number: 13, 8 and 6 : 1.
    pub const fn colours(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::None => (None, TEXT),
            Self::Calm => (Some(CALM), TEXT),
            Self::Watch => (Some(WATCH), TEXT),
            Self::Bad => (Some(DARK), WHITE),
        }
    }
}

fn number(cell: Cell, style: Style) -> Line {
    let text = if cell.count > MOST { format!("{MOST}+") } else { cell.count.to_string() };
    Line::new(&text, style)
}

fn marks_width(cell: Cell) -> f64 {
    if cell.worst || cell.growing { BEFORE_MARK + MARK } else { 0.0 }
}

/// Width the cell needs for its number in this style, in pixels.
pub fn width(cell: Cell, style: Style) -> f64 {
    number(cell, style).width + marks_width(cell) + 2.0 * PADDING
}

pub fn draw(page: &mut Page, area: Area, cell: Cell, style: Style) {
    let (fill, ink) = cell.shade.colours();
    if let Some(fill) = fill {
        page.area(area, RADIUS, fill);
    }
    let centre = area.x + area.width / 2.0;
    if cell.count == 0 && cell.shade == Shade::None {
        page.mark((centre, area.middle()), Mark::Dot, 5.0, NEUTRAL);
        return;
    }
    let line = number(cell, style);
    // Number and marks stand in the middle together.
    let spare = ((area.width - width(cell, style)) / 4.0).clamp(0.0, MOST_BEFORE_MARK - BEFORE_MARK);
    let spare = if cell.worst || cell.growing { spare } else { 0.0 };
    let x = centre - (line.width + marks_width(cell) + spare) / 2.0;
    page.line((x, area.middle() - style.leading / 2.0), &line, ink, Anchor::Start);
    let mark = x + line.width + BEFORE_MARK + spare + MARK / 2.0;
    // One stands like an exponent, two stand one above the other.
    let top = area.middle() - MARK * 0.62;
    if cell.worst {
        page.mark((mark, top), Mark::Dot, MARK, ink);
    }
    if cell.growing {
        page.mark((mark, if cell.worst { area.middle() + MARK * 0.62 } else { top }), Mark::Up, MARK, ink);
    }
}
