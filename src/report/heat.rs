//! The heat map: what troubles where, one hue from light to dark.

mod cell;
mod columns;
mod plan;
mod signs;

use serde::{Deserialize, Serialize};

use plan::Plan;

/// How many columns are drawn: more leave no room for numbers a phone can show.
pub const MOST_COLUMNS: usize = 8;

/// What the picture of a heat map shows: rows are units or settlements, columns topics.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// The conclusion: «Снег: втрое больше обычного».
    pub title: String,
    /// The period.
    pub subtitle: String,
    /// Where the figures come from, in small type below.
    pub source: String,
    /// Topics, the most loaded first; those after `MOST_COLUMNS` are not drawn.
    pub columns: Vec<String>,
    pub rows: Vec<HeatRow>,
    /// «и ещё 12»: rows that are not shown. `cut` fills it in.
    pub rest: Option<String>,
    /// «Всего»: over the totals at the right edge.
    pub total: String,
    /// What the shades mean, calm, watch, bad: «до 5 % с опозданием». An empty one is not drawn.
    pub scale: [String; 3],
    pub marks: Marks,
    /// Said where there are no rows or no columns.
    pub empty: String,
}

/// What the marks in cells mean; said below the map if a cell has one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// ●, «хуже всего».
    pub worst: String,
    /// ▲, «растёт».
    pub growing: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeatRow {
    pub name: String,
    /// One for each of the columns; a missing one is blank.
    pub cells: Vec<Cell>,
    pub total: Cell,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub count: u32,
    pub shade: Shade,
    pub growing: bool,
    pub worst: bool,
}

/// How it stands, by the caller's own measure. `None`: there is nothing to say, as for a plain total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    #[default]
    None,
    Calm,
    Watch,
    Bad,
}

impl Heat {
    /// How many rows fit on the page.
    pub fn fit(&self) -> usize {
        Plan::new(self).shown()
    }

    /// What fits on the page, with `more` of the number of rows that do not: «и ещё 12».
    #[must_use]
    pub fn cut(mut self, more: impl Fn(usize) -> String) -> Self {
        let shown = self.fit();
        let left = self.rows.len().saturating_sub(shown);
        if left > 0 {
            self.rows.truncate(shown);
            self.rest = Some(more(left));
        }
        self
    }

    /// The picture as SVG. Rows that do not fit are left out without a word: `cut` before says how many.
    pub fn svg(&self) -> String {
        Plan::new(self).svg()
    }
}
