//! What shades and marks mean, written on the shades and beside the marks themselves.

use crate::report::look::{INNER, MARGIN, SMALL, SUBDUED};
use crate::report::svg::{Anchor, Area, Mark, Page};
use crate::report::text::{Line, wrap};

use super::{Cell, Heat, Shade};

const HEIGHT: f64 = 44.0;
const PADDING: f64 = 16.0;
const RADIUS: f64 = 8.0;
const MARK: f64 = 18.0;
const BEFORE_MARK: f64 = 8.0;
const AFTER_MARK: f64 = 10.0;
const BETWEEN: f64 = 12.0;
const ABOVE: f64 = 20.0;

#[derive(Debug)]
enum Sign {
    Shade(Shade, Line),
    Mark(Mark, Line),
}

impl Sign {
    fn width(&self) -> f64 {
        match self {
            Self::Shade(_, line) => line.width + 2.0 * PADDING,
            Self::Mark(_, line) => BEFORE_MARK + MARK + AFTER_MARK + line.width,
        }
    }

    fn draw(&self, page: &mut Page, (x, y): (f64, f64)) {
        let text = y + (HEIGHT - SMALL.leading) / 2.0;
        match self {
            Self::Shade(shade, line) => {
                let (fill, ink) = shade.colours();
                let area = Area { x, y, width: self.width(), height: HEIGHT };
                page.area(area, RADIUS, fill.unwrap_or("none"));
                page.line((x + PADDING, text), line, ink, Anchor::Start);
            }
            Self::Mark(mark, line) => {
                let left = x + BEFORE_MARK;
                page.mark((left + MARK / 2.0, y + HEIGHT / 2.0), *mark, MARK, SUBDUED);
                page.line((left + MARK + AFTER_MARK, text), line, SUBDUED, Anchor::Start);
            }
        }
    }
}

/// All signs of a map, each with its left edge and top below the map.
#[derive(Debug)]
pub struct Signs {
    placed: Vec<(f64, f64, Sign)>,
    height: f64,
}

impl Signs {
    /// Shades and marks are two groups: one that does not fit beside the other begins a line.
    pub fn new(heat: &Heat) -> Self {
        let (mut x, mut y) = (0.0, ABOVE);
        let mut placed = Vec::new();
        for group in [shades(heat), marks(heat)] {
            // The whole group before its first sign, then each sign for itself.
            let mut needed = group.iter().map(|sign| sign.width() + BETWEEN).sum::<f64>() - BETWEEN;
            for sign in group {
                let width = sign.width();
                if x > 0.0 && x + needed.max(width) > INNER {
                    (x, y) = (0.0, y + HEIGHT + BETWEEN);
                }
                placed.push((x, y, sign));
                x += width + BETWEEN;
                needed = 0.0;
            }
        }
        let height = if placed.is_empty() { 0.0 } else { y + HEIGHT };
        Self { placed, height }
    }

    pub fn height(&self) -> f64 {
        self.height
    }

    /// Returns where the next thing begins.
    pub fn draw(&self, page: &mut Page, top: f64) -> f64 {
        for (x, y, sign) in &self.placed {
            sign.draw(page, (MARGIN + x, top + y));
        }
        top + self.height
    }
}

fn shades(heat: &Heat) -> Vec<Sign> {
    let shades = [Shade::Calm, Shade::Watch, Shade::Bad].into_iter().zip(&heat.scale);
    shades.filter_map(|(shade, words)| Some(Sign::Shade(shade, line(words)?))).collect()
}

fn marks(heat: &Heat) -> Vec<Sign> {
    let any = |has: fn(&Cell) -> bool| heat.rows.iter().any(|row| row.cells.iter().chain([&row.total]).any(has));
    let worst = any(|cell| cell.worst).then_some((Mark::Dot, &heat.marks.worst));
    let growing = any(|cell| cell.growing).then_some((Mark::Up, &heat.marks.growing));
    worst.into_iter().chain(growing).filter_map(|(mark, words)| Some(Sign::Mark(mark, line(words)?))).collect()
}

fn line(words: &str) -> Option<Line> {
    wrap(words, SMALL, INNER - 2.0 * PADDING - MARK - AFTER_MARK, 1).pop()
}
