//! What of a heat map fits on the page, and where.

use crate::report::frame::{Foot, Head};
use crate::report::look::{EMPTY, HEIGHT, INNER, MARGIN, SMALL, SUBDUED, TEXT};
use crate::report::svg::{Anchor, Area, Page};
use crate::report::text::{Line, height, wrap};

use super::columns::{Columns, GAP};
use super::signs::Signs;
use super::{Cell, Heat, HeatRow, cell};

/// Least height of a row, from what looks best to what is still readable.
const ROWS: [f64; 5] = [72.0, 62.0, 54.0, 47.0, 42.0];
/// Above and below a name of several lines.
const AROUND_NAME: f64 = 4.0;
const NAME_LEADING: f64 = 31.0;
const ABOVE_REST: f64 = 8.0;

#[derive(Debug)]
pub struct Plan<'a> {
    heat: &'a Heat,
    head: Head,
    foot: Foot,
    columns: Columns,
    names: Vec<Vec<Line>>,
    rest: Vec<Line>,
    empty: Vec<Line>,
    signs: Signs,
    /// Least height of a row, in pixels with the gap below it.
    row: f64,
    shown: usize,
}

impl<'a> Plan<'a> {
    pub fn new(heat: &'a Heat) -> Self {
        let columns = Columns::new(heat);
        let style = crate::report::look::Style { leading: NAME_LEADING, ..SMALL };
        let names: Vec<_> = heat.rows.iter().map(|row| wrap(&row.name, style, columns.names, 5)).collect();
        let nothing = heat.rows.is_empty() || heat.columns.is_empty();
        let mut plan = Self {
            head: Head::new(&heat.title, &heat.subtitle),
            foot: Foot::new(&heat.source),
            columns,
            rest: heat.rest.as_deref().map_or_else(Vec::new, |rest| wrap(rest, SMALL, INNER, 2)),
            empty: if nothing { wrap(&heat.empty, EMPTY, INNER, 3) } else { Vec::new() },
            signs: Signs::new(heat),
            row: ROWS[0],
            shown: if nothing { 0 } else { names.len() },
            names,
            heat,
        };
        for row in ROWS {
            plan.row = row;
            if plan.height(plan.shown) <= HEIGHT {
                return plan;
            }
        }
        let fits = (0..plan.shown).rev().find(|shown| plan.height(*shown) <= HEIGHT);
        plan.shown = fits.unwrap_or_default();
        plan
    }

    pub fn shown(&self) -> usize {
        self.shown
    }

    fn height(&self, shown: usize) -> f64 {
        let around = self.head.height() + self.foot.height();
        if shown == 0 {
            return around + height(&self.empty);
        }
        let rows: f64 = self.names.iter().take(shown).map(|name| self.row_height(name)).sum();
        around + self.columns.height() + rows + self.rest_height(shown) + self.signs.height()
    }

    fn row_height(&self, name: &[Line]) -> f64 {
        self.row.max(height(name) + 2.0 * AROUND_NAME + GAP)
    }

    /// Of the line that says how many are left out, whether its words are there yet or not.
    fn rest_height(&self, shown: usize) -> f64 {
        let unsaid = if shown < self.names.len() { SMALL.leading } else { 0.0 };
        let rest = height(&self.rest).max(unsaid);
        if rest > 0.0 { ABOVE_REST + rest } else { 0.0 }
    }

    pub fn svg(&self) -> String {
        let mut page = Page::default();
        let mut y = self.head.draw(&mut page);
        if self.shown == 0 {
            y = page.lines((MARGIN, y), &self.empty, SUBDUED, Anchor::Start);
        } else {
            y = self.columns.draw(&mut page, y, &self.heat.total);
            for (row, name) in self.heat.rows.iter().zip(&self.names).take(self.shown) {
                y = self.draw_row(&mut page, y, row, name);
            }
            page.lines((MARGIN, y + ABOVE_REST), &self.rest, SUBDUED, Anchor::Start);
            y = self.signs.draw(&mut page, y + self.rest_height(self.shown));
        }
        let height = self.foot.draw(&mut page, y);
        page.svg(height)
    }

    /// Returns where the next row begins.
    fn draw_row(&self, page: &mut Page, top: f64, row: &HeatRow, name: &[Line]) -> f64 {
        let pitch = self.row_height(name);
        let area = |x, width| Area { x, y: top, width, height: pitch - GAP };
        page.lines((MARGIN, top + (pitch - GAP - height(name)) / 2.0), name, TEXT, Anchor::Start);
        let cells = row.cells.iter().copied().chain(std::iter::repeat(Cell::default()));
        for (index, cell) in cells.take(self.columns.count()).enumerate() {
            cell::draw(page, area(self.columns.left(index), self.columns.cell - GAP), cell, self.columns.style);
        }
        cell::draw(page, area(self.columns.total_left(), self.columns.total), row.total, self.columns.style);
        top + pitch
    }
}
