//! How wide columns are, and their headings: level where they fit, else rising to the right.

use crate::report::look::{INNER, MARGIN, RIGHT, SMALL, SMALL_BOLD, TEXT, WIDTH};
use crate::report::svg::{Anchor, CAPITALS, Page};
use crate::report::text::{Line, height, in_two, widest_word, wrap};

use super::{Cell, Heat, MOST_COLUMNS, cell};

/// Between cells.
pub const GAP: f64 = 4.0;
/// Between the last topic and the totals.
const BEFORE_TOTAL: f64 = 14.0;
/// Between names and cells.
const AFTER_NAMES: f64 = 18.0;
const WIDEST: f64 = 210.0;
/// Two rising lines stand side by side in it.
const NARROWEST: f64 = 76.0;
const NARROWEST_NAMES: f64 = 120.0;
const WIDEST_NAMES: f64 = 360.0;
const LEVEL_LINES: usize = 3;
const DEGREES: f64 = 55.0;
const RISING_LINES: usize = 2;
const RISING_LENGTH: f64 = 250.0;
const BELOW_HEADINGS: f64 = 12.0;
/// From the middle of a column to that of its first line, where there are two.
const RISING_EDGE: f64 = 15.0;
/// What rising lines keep free of the page's right edge.
const EDGE: f64 = 16.0;

/// Widths in pixels, and the headings.
#[derive(Debug)]
pub struct Columns {
    pub names: f64,
    /// With the gap after it.
    pub cell: f64,
    pub total: f64,
    headings: Vec<Vec<Line>>,
    level: bool,
}

impl Columns {
    pub fn new(heat: &Heat) -> Self {
        let topics: Vec<_> = heat.columns.iter().take(MOST_COLUMNS).collect();
        let total = widest(heat.rows.iter().map(|row| row.total));
        let total = total.max(Line::new(&heat.total, SMALL_BOLD).width.min(WIDEST));
        let numbers = GAP + widest(heat.rows.iter().flat_map(|row| row.cells.iter().take(topics.len()).copied()));
        let room = INNER - AFTER_NAMES - BEFORE_TOTAL - total;
        let count = float(topics.len().max(1));
        let words =
            topics.iter().map(|name| widest_word(name, SMALL)).fold(numbers, |wide, word| wide.max(word + 3.0 * GAP));
        let (one_line, two_lines) = names(heat);
        let level = words <= (room - two_lines) / count;
        let least = if level { words } else { numbers };
        let cell = ((room - one_line) / count).clamp(least, WIDEST.max(least)).min((room - NARROWEST_NAMES) / count);
        let mut laid = Self { names: room - cell * float(topics.len()), cell, total, headings: Vec::new(), level };
        let fits = |name: &&String| wrap(name, SMALL, laid.heading_width(), usize::MAX).len() <= LEVEL_LINES;
        laid.level = level && topics.iter().all(|name| fits(name));
        laid.headings = topics.iter().enumerate().map(|(index, name)| laid.heading(index, name)).collect();
        laid
    }

    fn heading(&self, index: usize, name: &str) -> Vec<Line> {
        if self.level {
            return wrap(name, SMALL, self.heading_width(), LEVEL_LINES);
        }
        let to_edge = (WIDTH - EDGE - self.middle(index) - SMALL.leading) / DEGREES.to_radians().cos();
        wrap(name, SMALL, RISING_LENGTH.min(to_edge), RISING_LINES)
    }

    fn heading_width(&self) -> f64 {
        self.cell - 3.0 * GAP
    }

    /// Left edge of a topic's cells.
    pub fn left(&self, index: usize) -> f64 {
        MARGIN + self.names + AFTER_NAMES + float(index) * self.cell
    }

    fn middle(&self, index: usize) -> f64 {
        self.left(index) + (self.cell - GAP) / 2.0
    }

    /// Left edge of the totals.
    pub fn total_left(&self) -> f64 {
        RIGHT - self.total
    }

    pub fn count(&self) -> usize {
        self.headings.len()
    }

    pub fn height(&self) -> f64 {
        let (sine, cosine) = DEGREES.to_radians().sin_cos();
        let heights = self.headings.iter().map(|lines| {
            let longest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
            if self.level { height(lines) } else { longest * sine + SMALL.size * cosine }
        });
        heights.fold(SMALL.leading, f64::max) + BELOW_HEADINGS
    }

    /// The headings from `top`; returns where the rows begin.
    pub fn draw(&self, page: &mut Page, top: f64, total: &str) -> f64 {
        let bottom = top + self.height() - BELOW_HEADINGS;
        for (index, lines) in self.headings.iter().enumerate() {
            if self.level {
                page.lines((self.middle(index), bottom - height(lines)), lines, TEXT, Anchor::Middle);
            } else {
                rise(page, (self.middle(index), bottom), lines);
            }
        }
        let total = wrap(total, SMALL_BOLD, self.total, 1);
        page.lines((RIGHT - self.total / 2.0, bottom - height(&total)), &total, TEXT, Anchor::Middle);
        bottom + BELOW_HEADINGS
    }
}

/// Lines one below the other, turned: together they stand over the middle of the column.
fn rise(page: &mut Page, (middle, bottom): (f64, f64), lines: &[Line]) {
    let sine = DEGREES.to_radians().sin();
    // How far a line lies from the one before, across the lines.
    let leading = SMALL.size * 1.18;
    let first = if lines.len() > 1 { -RISING_EDGE } else { 0.0 };
    let mut across = first + SMALL.size * CAPITALS / 2.0;
    for line in lines {
        page.rising((middle + across / sine, bottom), line, TEXT, DEGREES);
        across += leading;
    }
}

fn widest(cells: impl Iterator<Item = Cell>) -> f64 {
    cells.map(cell::width).fold(NARROWEST - GAP, f64::max)
}

/// Width of the names on one line each, and on two.
fn names(heat: &Heat) -> (f64, f64) {
    let names = || heat.rows.iter().map(|row| row.name.as_str());
    let one = names().map(|name| Line::new(name, SMALL).width).fold(NARROWEST_NAMES, f64::max);
    let two = names().map(|name| in_two(name, SMALL)).fold(NARROWEST_NAMES, f64::max);
    (one.min(WIDEST_NAMES), two.min(WIDEST_NAMES))
}

/// A count of columns: there are few.
fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}
