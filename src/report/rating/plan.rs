//! What of a rating fits on the page, and where.

use crate::report::frame::{Foot, Head};
use crate::report::look::{EMPTY, FAINT, HEIGHT, INNER, MARGIN, RIGHT, SECTION, SMALL, SUBDUED, TEXT};
use crate::report::svg::{Anchor, Area, Page};
use crate::report::text::{Line, height, wrap};

use super::bar::Labels;
use super::row::{Laid, left, track};
use super::{League, Rating, Unranked};

/// Between rows, from what looks best to what is still readable.
const AIR: [f64; 5] = [34.0, 26.0, 20.0, 14.0, 9.0];
/// Above a league that follows another.
const ABOVE_LEAGUE: f64 = 18.0;
const BELOW_LEAGUE: f64 = 10.0;
const BELOW_LABELS: f64 = 22.0;
const AROUND_RULE: f64 = 14.0;
/// Lines the unranked have at most, and those they are cut to so that no ranked unit is.
const UNRANKED_LINES: usize = 20;
const FEWER_LINES: [usize; 3] = [4, 2, 1];
/// Stands for «и ещё 12» before anybody has counted.
const UNCOUNTED: &str = "00000000000";

/// How much of everything is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// By league.
    pub rows: Vec<usize>,
    pub unranked: usize,
    /// With how much each of them got.
    pub counted: bool,
}

#[derive(Debug)]
pub struct Plan<'a> {
    rating: &'a Rating,
    head: Head,
    foot: Foot,
    /// Where names and bars begin.
    left: f64,
    labels: Option<Labels>,
    leagues: Vec<Block<'a>>,
    air: f64,
    room: Room,
}

#[derive(Debug)]
struct Block<'a> {
    /// Space above its name: the first one has that of the head.
    above: f64,
    name: Vec<Line>,
    rows: Vec<Laid<'a>>,
    rest: Vec<Line>,
}

impl<'a> Block<'a> {
    fn new(league: &'a League, rating: &Rating, above: f64, left: f64) -> Self {
        let wrapped = |text: &Option<String>, style, room| {
            text.as_deref().map_or_else(Vec::new, |text| wrap(text, style, room, 2))
        };
        Self {
            above,
            name: wrapped(&league.name, SECTION, INNER),
            rows: league.rows.iter().map(|row| Laid::new(row, &rating.words, left)).collect(),
            rest: wrapped(&league.rest, SMALL, RIGHT - left),
        }
    }

    /// With its first `shown` rows; a league that shows none takes no room.
    fn height(&self, shown: usize, air: f64) -> f64 {
        if shown == 0 {
            return 0.0;
        }
        let name = if self.name.is_empty() { 0.0 } else { self.above + height(&self.name) + BELOW_LEAGUE };
        let rows: f64 = self.rows.iter().take(shown).map(|row| row.height() + air).sum();
        let unsaid = shown < self.rows.len() && self.rest.is_empty();
        name + rows + height(&self.rest) + if unsaid { SMALL.leading } else { 0.0 }
    }
}

impl<'a> Plan<'a> {
    pub fn new(rating: &'a Rating) -> Self {
        let rows = || rating.leagues.iter().flat_map(|league| &league.rows);
        let left = left(rows().map(|row| row.place).max().unwrap_or_default());
        let labels = rows().next().map(|first| Labels::new(&rating.parts, first, track(left), RIGHT - left));
        let above = std::iter::once(0.0).chain(std::iter::repeat(ABOVE_LEAGUE));
        let leagues: Vec<_> =
            rating.leagues.iter().zip(above).map(|(league, above)| Block::new(league, rating, above, left)).collect();
        let all = Room {
            rows: leagues.iter().map(|league| league.rows.len()).collect(),
            unranked: rating.unranked.len(),
            counted: rating.unranked_rest.is_none(),
        };
        let (head, foot) = (Head::new(&rating.title, &rating.subtitle), Foot::new(&rating.source));
        let mut plan = Self { rating, head, foot, left, labels, leagues, air: AIR[0], room: all };
        for air in AIR {
            plan.air = air;
            if plan.height(&plan.room) <= HEIGHT {
                return plan;
            }
        }
        plan.room = plan.cut();
        plan
    }

    pub fn room(&self) -> &Room {
        &self.room
    }

    /// What fits where not everything does: fewer of the unranked, then rows of the leagues in turn.
    fn cut(&self) -> Room {
        let mut room = Room { counted: false, ..self.room.clone() };
        for lines in FEWER_LINES {
            let fewer = (0..=room.unranked).rev().find(|shown| self.unranked(*shown, false).len() <= lines);
            room.unranked = fewer.unwrap_or_default();
            if self.height(&room) <= HEIGHT {
                return room;
            }
        }
        room.rows.fill(0);
        let mut open: Vec<usize> = (0..self.leagues.len()).collect();
        while !open.is_empty() {
            open.retain(|league| self.show_one_more(&mut room, *league));
        }
        room
    }

    /// Whether this league had one more row, and it fits.
    fn show_one_more(&self, room: &mut Room, league: usize) -> bool {
        let mut more = room.clone();
        let all = self.leagues.get(league).map_or(0, |league| league.rows.len());
        let Some(shown) = more.rows.get_mut(league).filter(|shown| **shown < all) else { return false };
        *shown += 1;
        let fits = self.height(&more) <= HEIGHT;
        if fits {
            *room = more;
        }
        fits
    }

    fn height(&self, room: &Room) -> f64 {
        let leagues: f64 =
            self.leagues.iter().zip(&room.rows).map(|(league, shown)| league.height(*shown, self.air)).sum();
        let labels = match &self.labels {
            None => height(&self.empty()),
            Some(Labels::Direct(_)) => Labels::HEIGHT,
            Some(Labels::Swatches(_)) => Labels::HEIGHT + BELOW_LABELS,
        };
        self.head.height()
            + labels
            + leagues
            + self.below(room).map_or(0.0, |(title, names)| 2.0 * AROUND_RULE + height(&title) + height(&names))
            + self.foot.height()
    }

    fn empty(&self) -> Vec<Line> {
        wrap(&self.rating.empty, EMPTY, INNER, 3)
    }

    /// Title and names of those below the line.
    fn below(&self, room: &Room) -> Option<(Vec<Line>, Vec<Line>)> {
        let names = self.unranked(room.unranked, room.counted);
        (!names.is_empty()).then(|| (wrap(&self.rating.unranked_title, SMALL, INNER, 2), names))
    }

    fn unranked(&self, shown: usize, counted: bool) -> Vec<Line> {
        let all = &self.rating.unranked;
        let unsaid = (shown < all.len()).then_some(UNCOUNTED);
        let rest = self.rating.unranked_rest.as_deref().or(unsaid).map(together);
        let names: Vec<_> = all.iter().take(shown).map(|unit| named(unit, counted)).chain(rest).collect();
        let lines = wrap(&names.join(" · "), SMALL, INNER, UNRANKED_LINES);
        lines.iter().map(|line| Line::new(line.text.trim_end_matches(" ·"), SMALL)).collect()
    }
}

/// «Связь — 1 сообщение», on one line where it can.
fn named(unit: &Unranked, counted: bool) -> String {
    together(&if counted { format!("{} — {}", unit.name, unit.incidents) } else { unit.name.clone() })
}

fn together(text: &str) -> String {
    let whole = text.replace(' ', "\u{a0}");
    if Line::new(&whole, SMALL).width <= INNER - 30.0 { whole } else { text.to_owned() }
}

impl Plan<'_> {
    pub fn svg(&self) -> String {
        let mut page = Page::default();
        let mut y = self.head.draw(&mut page);
        match &self.labels {
            None => y = page.lines((MARGIN, y), &self.empty(), SUBDUED, Anchor::Start),
            Some(labels @ Labels::Swatches(_)) => {
                labels.draw(&mut page, (MARGIN, y));
                y += Labels::HEIGHT + BELOW_LABELS;
            }
            Some(Labels::Direct(_)) => {}
        }
        let mut labels = self.labels.as_ref().filter(|labels| matches!(labels, Labels::Direct(_)));
        for (league, shown) in self.leagues.iter().zip(&self.room.rows) {
            if *shown > 0 {
                y = self.draw_league(&mut page, y, league, *shown, labels.take());
            }
        }
        y = self.draw_below(&mut page, y);
        let height = self.foot.draw(&mut page, y);
        page.svg(height)
    }

    fn draw_league(&self, page: &mut Page, top: f64, block: &Block<'_>, shown: usize, labels: Option<&Labels>) -> f64 {
        let (mut y, mut labels) = (top, labels);
        if !block.name.is_empty() {
            y = page.lines((MARGIN, y + block.above), &block.name, TEXT, Anchor::Start) + BELOW_LEAGUE;
        }
        for row in block.rows.iter().take(shown) {
            row.draw(page, self.left, y);
            y += row.height();
            if let Some(labels) = labels.take() {
                labels.draw(page, (self.left, y));
                y += Labels::HEIGHT;
            }
            y += self.air;
        }
        page.lines((self.left, y), &block.rest, SUBDUED, Anchor::Start)
    }

    fn draw_below(&self, page: &mut Page, top: f64) -> f64 {
        let Some((title, names)) = self.below(&self.room) else { return top };
        page.area(Area { x: MARGIN, y: top + AROUND_RULE, width: INNER, height: 2.0 }, 0.0, FAINT);
        let y = page.lines((MARGIN, top + 2.0 * AROUND_RULE), &title, SUBDUED, Anchor::Start);
        page.lines((MARGIN, y), &names, SUBDUED, Anchor::Start)
    }
}
