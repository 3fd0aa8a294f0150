//! One row of a rating: place, name and movement, what it is about, the bar and the score.

use crate::report::look::{
    BAD, GOOD_TEXT, MARGIN, NAME, NEUTRAL, RIGHT, SCORE, SMALL, SMALL_BOLD, SUBDUED, Style, TEXT, Weight,
};
use crate::report::svg::{Anchor, Mark, Page};
use crate::report::text::{Line, height, wrap};

use super::{Movement, Row, Words, bar};

const PLACE: Style = Style { size: 40.0, leading: 44.0, weight: Weight::Regular };
/// From below the name to the end of the row: the bar with its air.
const BAR_STRIP: f64 = 30.0;
const BEFORE_MOVEMENT: f64 = 14.0;
const TRIANGLE: f64 = 20.0;
const AFTER_TRIANGLE: f64 = 7.0;
const BEFORE_CAPTION: f64 = 18.0;
const BEFORE_OVERDUE: f64 = 16.0;
/// For «100» and the space before it.
const SCORE_ROOM: f64 = 108.0;

/// Where names and bars begin, in pixels: places stand left of it.
pub fn left(widest_place: u32) -> f64 {
    MARGIN + Line::new(&widest_place.to_string(), PLACE).width.max(34.0) + 22.0
}

/// Width of a bar of a hundred points.
pub fn track(left: f64) -> f64 {
    RIGHT - left - SCORE_ROOM
}

/// A row with its lines broken.
#[derive(Debug)]
pub struct Laid<'a> {
    row: &'a Row,
    name: Vec<Line>,
    moved: Option<Line>,
    incidents: Vec<Line>,
    overdue: Vec<Line>,
    /// The caption has a strip of its own: it did not fit beside the name.
    below: bool,
}

impl<'a> Laid<'a> {
    pub fn new(row: &'a Row, words: &Words, left: f64) -> Self {
        let room = track(left);
        let moved = moved(row.movement, words);
        let movement = moved.as_ref().map_or(0.0, |line| BEFORE_MOVEMENT + sign_width(row.movement) + line.width);
        let overdue = format!("{} {}", words.overdue, row.overdue);
        let overdue = if row.overdue == 0 { Vec::new() } else { wrap(&overdue, SMALL_BOLD, room / 2.0, 1) };
        let mut laid = Self {
            row,
            name: wrap(&row.name, NAME, room - movement, 3),
            moved,
            incidents: wrap(&row.incidents, SMALL, room / 2.0 - BEFORE_OVERDUE, 1),
            overdue,
            below: false,
        };
        let last = laid.name.last().map_or(0.0, |line| line.width) + movement;
        laid.below = last + laid.caption() > room;
        laid
    }

    /// Width of the caption with the space before it.
    fn caption(&self) -> f64 {
        let width = |lines: &[Line], before: f64| lines.first().map_or(0.0, |line| before + line.width);
        width(&self.incidents, BEFORE_CAPTION) + width(&self.overdue, BEFORE_OVERDUE)
    }

    pub fn height(&self) -> f64 {
        self.names() + if self.below { SMALL.leading } else { 0.0 } + BAR_STRIP
    }

    fn names(&self) -> f64 {
        height(&self.name).max(NAME.leading)
    }

    pub fn draw(&self, page: &mut Page, left: f64, top: f64) {
        let row = self.row;
        let place = Line::new(&row.place.to_string(), PLACE);
        page.line((MARGIN, top + (self.height() - PLACE.leading) / 2.0), &place, SUBDUED, Anchor::Start);
        page.lines((left, top), &self.name, TEXT, Anchor::Start);
        let last = top + self.names() - NAME.leading;
        let end = left + self.name.last().map_or(0.0, |line| line.width);
        self.draw_movement(page, (end + BEFORE_MOVEMENT, last));
        let caption = if self.below { last + NAME.leading } else { last + (NAME.leading - SMALL.leading) / 2.0 };
        self.draw_caption(page, (left + track(left), caption));
        let strip = top + self.height() - BAR_STRIP;
        bar::draw(page, row, (left, strip + BAR_STRIP / 2.0), track(left));
        let score = Line::new(&row.score.min(100).to_string(), SCORE);
        page.line((RIGHT, top + (self.height() - SCORE.leading) / 2.0), &score, TEXT, Anchor::End);
    }

    fn draw_movement(&self, page: &mut Page, (x, top): (f64, f64)) {
        let (mark, fill) = match self.row.movement {
            Movement::Up(_) => (Some(Mark::Up), GOOD_TEXT),
            Movement::Down(_) => (Some(Mark::Down), BAD),
            Movement::Same | Movement::New => (None, NEUTRAL),
        };
        let Some(line) = &self.moved else { return };
        if let Some(mark) = mark {
            page.mark((x + TRIANGLE / 2.0, top + NAME.leading / 2.0), mark, TRIANGLE, fill);
        }
        let fill = if mark.is_some() { fill } else { SUBDUED };
        let top = top + (NAME.leading - SMALL.leading) / 2.0;
        page.line((x + sign_width(self.row.movement), top), line, fill, Anchor::Start);
    }

    fn draw_caption(&self, page: &mut Page, (mut end, top): (f64, f64)) {
        for line in &self.overdue {
            page.line((end, top), line, BAD, Anchor::End);
            end -= line.width + BEFORE_OVERDUE;
        }
        for line in &self.incidents {
            page.line((end, top), line, SUBDUED, Anchor::End);
        }
    }
}

/// Width of the triangle with the space after it.
fn sign_width(movement: Movement) -> f64 {
    match movement {
        Movement::Up(_) | Movement::Down(_) => TRIANGLE + AFTER_TRIANGLE,
        Movement::Same | Movement::New => 0.0,
    }
}

fn moved(movement: Movement, words: &Words) -> Option<Line> {
    match movement {
        Movement::Up(places) | Movement::Down(places) => Some(Line::new(&places.to_string(), SMALL_BOLD)),
        Movement::Same => None,
        Movement::New => wrap(&words.new, SMALL, 200.0, 1).pop(),
    }
}
