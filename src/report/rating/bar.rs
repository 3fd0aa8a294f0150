//! The bar of a row: what each part has earned, one beside the other, on a track of a hundred points.

use crate::report::look::{FAINT, INNER, PARTS, SMALL, SUBDUED};
use crate::report::svg::{Anchor, Area, Page};
use crate::report::text::{Line, wrap};

use super::Row;

const THICKNESS: f64 = 24.0;
const GAP: f64 = 3.0;
const RADIUS: f64 = 3.0;
/// Between two labels.
const BETWEEN: f64 = 24.0;
const SWATCH: f64 = 22.0;
const AFTER_SWATCH: f64 = 10.0;

/// One part of a bar, from the bar's left end, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    x: f64,
    width: f64,
    fill: &'static str,
}

/// The segments of a row on a track `track` pixels wide. Points over their weight, below zero or no number at all
/// count as what is possible.
pub fn segments(row: &Row, track: f64) -> Vec<Segment> {
    let mut x = 0.0;
    let mut segments = Vec::new();
    for ((points, weight), fill) in row.points.iter().zip(row.weights).zip(PARTS) {
        let most = if weight.is_finite() { weight.clamp(0.0, 100.0) } else { 0.0 };
        let earned = points.filter(|points| points.is_finite()).map_or(0.0, |points| points.clamp(0.0, most));
        let width = (earned / 100.0 * track).min(track - x);
        if width > GAP {
            segments.push(Segment { x, width, fill });
            x += width;
        }
    }
    segments
}

pub fn draw(page: &mut Page, row: &Row, (x, middle): (f64, f64), track: f64) {
    let strip = Area { x, y: middle - THICKNESS / 2.0, width: track, height: THICKNESS };
    page.area(strip, RADIUS, FAINT);
    for segment in segments(row, track) {
        let width = segment.width - GAP;
        page.area(Area { x: x + segment.x, width, ..strip }, RADIUS, segment.fill);
    }
}

/// The names of the parts, written once.
#[derive(Clone, Debug, PartialEq)]
pub enum Labels {
    /// Below the segments of the first bar, each with its place in pixels from the bar's left end.
    Direct(Vec<(f64, Line)>),
    /// On a line of their own, each after a swatch, where the first bar has too narrow segments.
    Swatches(Vec<Line>),
}

impl Labels {
    pub const HEIGHT: f64 = SMALL.leading;

    /// `room`: pixels from the bar's left end to where labels must end.
    pub fn new(parts: &[String; 4], first: &Row, track: f64, room: f64) -> Self {
        let lines = parts
            .iter()
            .flat_map(|part| wrap(part, SMALL, INNER / 4.0 - SWATCH - AFTER_SWATCH - BETWEEN, 1))
            .collect::<Vec<_>>();
        match direct(&lines, &segments(first, track), room) {
            Some(places) => Self::Direct(places.into_iter().zip(lines).collect()),
            None => Self::Swatches(lines),
        }
    }

    /// `x`: the left end, of the bar or of the line.
    pub fn draw(&self, page: &mut Page, (x, top): (f64, f64)) {
        match self {
            Self::Direct(labels) => {
                for (place, line) in labels {
                    page.line((x + place, top), line, SUBDUED, Anchor::Start);
                }
            }
            Self::Swatches(lines) => swatches(page, (x, top), lines),
        }
    }
}

/// Where each label begins, if all parts have segments and no label reaches the next.
fn direct(lines: &[Line], segments: &[Segment], room: f64) -> Option<Vec<f64>> {
    if segments.len() != PARTS.len() || lines.len() != PARTS.len() {
        return None;
    }
    let ends = segments.iter().skip(1).map(|next| next.x - BETWEEN).chain([room]);
    let fit = lines.iter().zip(segments).zip(ends).all(|((line, own), end)| own.x + line.width <= end);
    fit.then(|| segments.iter().map(|segment| segment.x).collect())
}

fn swatches(page: &mut Page, (mut x, top): (f64, f64), lines: &[Line]) {
    let middle = top + SMALL.leading / 2.0;
    for (line, fill) in lines.iter().zip(PARTS) {
        page.area(Area { x, y: middle - SWATCH / 2.0, width: SWATCH, height: SWATCH }, RADIUS, fill);
        x += SWATCH + AFTER_SWATCH;
        page.line((x, top), line, SUBDUED, Anchor::Start);
        x += line.width + BETWEEN;
    }
}
