//! How wide columns are, and their headings: level where they fit, else rising to the right.

use crate::report::look::{COUNT, INNER, MARGIN, RIGHT, SMALL, SMALL_BOLD, Style, TEXT, WIDTH};
use crate::report::svg::{Anchor, CAPITALS, Page};
use crate::report::text::{Line, height, in_two, widest_word, wrap};

use super::{Cell, Heat, MOST_COLUMNS, cell};

/// Between cells.
pub const GAP: f64 = 4.0;
/// Between the last topic and the totals.
const BEFORE_TOTAL: f64 = 10.0;
/// Between names and cells.
const AFTER_NAMES: f64 = 14.0;
const WIDEST: f64 = 210.0;
/// Columns that leave room for larger numbers, and their least width.
const FEW: usize = 4;
const WIDER: f64 = 104.0;
/// Two rising lines stand side by side in it.
const NARROWEST: f64 = 72.0;
const NARROWEST_NAMES: f64 = 120.0;
const WIDEST_NAMES: f64 = 360.0;
/// Between level headings.
const BETWEEN_HEADINGS: f64 = 14.0;
const LEVEL_LINES: usize = 3;
const RISING: f64 = 60.0;
const STEEP: f64 = 68.0;
const RISING_LINES: usize = 2;
/// A heading longer than the first becomes two lines, neither longer than the second.
const RISING_LENGTHS: (f64, f64) = (230.0, 330.0);
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
    /// Of the numbers.
    pub style: Style,
    headings: Vec<Vec<Line>>,
    slope: Slope,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Slope {
    Level,
    /// By so many degrees.
    Rising(f64),
}

impl Columns {
    /// Level headings if cells as wide as their numbers ask for, or as the widest word of a heading, make it possible.
    pub fn new(heat: &Heat) -> Self {
        let topics: Vec<_> = heat.columns.iter().take(MOST_COLUMNS).map(String::as_str).collect();
        let (style, least) = if topics.len() > FEW { (SMALL_BOLD, NARROWEST) } else { (COUNT, WIDER) };
        let widest = |cells: &mut dyn Iterator<Item = Cell>| {
            cells.map(|cell| cell::width(cell, style)).fold(least - GAP, f64::max)
        };
        let total = widest(&mut heat.rows.iter().map(|row| row.total));
        let total = total.max(Line::new(&heat.total, SMALL_BOLD).width.min(WIDEST));
        let numbers = GAP + widest(&mut heat.rows.iter().flat_map(|row| row.cells.iter().take(topics.len()).copied()));
        let words = topics.iter().map(|name| BETWEEN_HEADINGS + widest_word(name, SMALL)).fold(numbers, f64::max);
        let room = INNER - AFTER_NAMES - BEFORE_TOTAL - total;
        let (one_line, two_lines) = names(heat);
        let count = float(topics.len().max(1));
        let laid = |least: f64| {
            let cell = ((room - one_line) / count).clamp(least, WIDEST.max(least));
            let cell = cell.min((room - NARROWEST_NAMES) / count);
            let names = room - cell * float(topics.len());
            Self { names, cell, total, style, headings: Vec::new(), slope: Slope::Level }
        };
        let wider = (words <= (room - two_lines) / count).then_some(words);
        let level =
            [Some(numbers), wider].into_iter().flatten().find_map(|least| laid(least).level(&topics, &heat.total));
        level.unwrap_or_else(|| laid(numbers).rising(&topics))
    }

    /// With level headings, if each has few lines and none reaches the next.
    fn level(self, topics: &[&str], total: &str) -> Option<Self> {
        let room = |name| (self.cell - BETWEEN_HEADINGS).max(widest_word(name, SMALL));
        let headings: Vec<_> = topics.iter().map(|name| wrap(name, SMALL, room(name), usize::MAX)).collect();
        let width = |lines: &[Line]| lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let total = Line::new(total, SMALL_BOLD).width.min(self.total);
        let last = f64::midpoint(self.cell - GAP, self.total) + BEFORE_TOTAL + GAP;
        let mut beside = headings.iter().zip(headings.iter().skip(1)).map(|(left, right)| (width(left), width(right)));
        let apart = |(left, right): (f64, f64), middles: f64| f64::midpoint(left, right) + BETWEEN_HEADINGS <= middles;
        let fit = headings.iter().all(|lines| lines.len() <= LEVEL_LINES)
            && beside.all(|both| apart(both, self.cell))
            && headings.last().is_none_or(|lines| apart((width(lines), total), last));
        fit.then_some(Self { headings, slope: Slope::Level, ..self })
    }

    /// With headings that rise to the right, steeply only where a long one asks for it.
    fn rising(self, topics: &[&str]) -> Self {
        let at = |degrees: f64, most: usize| {
            let heading = |(index, name): (usize, &&str)| {
                let to_edge = (WIDTH - EDGE - self.middle(index) - SMALL.leading) / degrees.to_radians().cos();
                let length = in_two(name, SMALL).clamp(RISING_LENGTHS.0, RISING_LENGTHS.1);
                wrap(name, SMALL, length.min(to_edge), most)
            };
            topics.iter().enumerate().map(heading).collect::<Vec<_>>()
        };
        let fit = at(RISING, usize::MAX).iter().all(|lines| lines.len() <= RISING_LINES);
        let degrees = if fit { RISING } else { STEEP };
        Self { headings: at(degrees, RISING_LINES), slope: Slope::Rising(degrees), ..self }
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
        let heights = self.headings.iter().map(|lines| match self.slope {
            Slope::Level => height(lines),
            Slope::Rising(degrees) => {
                let (sine, cosine) = degrees.to_radians().sin_cos();
                lines.iter().map(|line| line.width).fold(0.0, f64::max) * sine + SMALL.size * cosine
            }
        });
        heights.fold(SMALL.leading, f64::max) + BELOW_HEADINGS
    }

    /// The headings from `top`; returns where the rows begin.
    pub fn draw(&self, page: &mut Page, top: f64, total: &str) -> f64 {
        let bottom = top + self.height() - BELOW_HEADINGS;
        for (index, lines) in self.headings.iter().enumerate() {
            match self.slope {
                Slope::Level => {
                    page.lines((self.middle(index), bottom - height(lines)), lines, TEXT, Anchor::Middle);
                }
                Slope::Rising(degrees) => rise(page, (self.middle(index), bottom), lines, degrees),
            }
        }
        let total = wrap(total, SMALL_BOLD, self.total, 1);
        page.lines((RIGHT - self.total / 2.0, bottom - height(&total)), &total, TEXT, Anchor::Middle);
        bottom + BELOW_HEADINGS
    }
}

/// Lines one below the other, turned: together they stand over the middle of the column.
fn rise(page: &mut Page, (middle, bottom): (f64, f64), lines: &[Line], degrees: f64) {
    let sine = degrees.to_radians().sin();
    // How far a line lies from the one before, across the lines.
    let leading = SMALL.size * 1.18;
    let first = if lines.len() > 1 { -RISING_EDGE } else { 0.0 };
    let mut across = first + SMALL.size * CAPITALS / 2.0;
    for line in lines {
        page.rising((middle + across / sine, bottom), line, TEXT, degrees);
        across += leading;
    }
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
