//! The rating of the units: bars in order of place, the score at their end.

mod bar;
mod plan;
mod row;

use serde::{Deserialize, Serialize};

use plan::Plan;

/// What the picture of a rating shows. Leagues are drawn in this order, rows as they stand in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// The conclusion: «Дороги отстают третью неделю».
    pub title: String,
    /// The period.
    pub subtitle: String,
    /// Where the figures come from, in small type below.
    pub source: String,
    /// Names of the parts of a score, in the order of `Row::points`.
    pub parts: [String; 4],
    pub leagues: Vec<League>,
    /// «Вне рейтинга: меньше двух сообщений»; drawn where somebody is unranked.
    pub unranked_title: String,
    pub unranked: Vec<Unranked>,
    /// «и ещё 12»: those of the unranked that are not shown. `cut` fills it in.
    pub unranked_rest: Option<String>,
    /// Said where the rating has no rows.
    pub empty: String,
    pub words: Words,
}

/// Words beside the figures of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// «просрочено», before the number.
    pub overdue: String,
    /// «впервые»: was not ranked before.
    pub new: String,
}

/// Units that are compared with each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct League {
    /// `None` where there is only one.
    pub name: Option<String>,
    pub rows: Vec<Row>,
    /// «и ещё 12»: those that are not shown. `cut` fills it in.
    pub rest: Option<String>,
}

/// One unit in its place. Units with equal scores share a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub place: u32,
    pub name: String,
    pub movement: Movement,
    /// 0 to 100.
    pub score: u32,
    /// What each part has earned, 0 to its weight; `None` where the part is left out for this unit.
    pub points: [Option<f64>; 4],
    /// The most each part can give this unit; together 100.
    pub weights: [f64; 4],
    /// «12 сообщений».
    pub incidents: String,
    pub overdue: u32,
}

/// Where a unit stood before, in places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    Up(u32),
    Down(u32),
    Same,
    New,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unranked {
    pub name: String,
    /// «1 сообщение».
    pub incidents: String,
}

impl Rating {
    /// How many rows fit on the page, of all leagues together.
    pub fn fit(&self) -> usize {
        Plan::new(self).room().rows.iter().sum()
    }

    /// What fits on the page, with `more` of the number that does not: «и ещё 12». A league loses its last rows, and
    /// each league shows about as many as the others.
    #[must_use]
    pub fn cut(mut self, more: impl Fn(usize) -> String) -> Self {
        let room = Plan::new(&self).room().clone();
        for (league, shown) in self.leagues.iter_mut().zip(room.rows) {
            let left = league.rows.len().saturating_sub(shown);
            if left > 0 {
                league.rows.truncate(shown);
                league.rest = Some(more(left));
            }
        }
        let left = self.unranked.len().saturating_sub(room.unranked);
        if left > 0 {
            self.unranked.truncate(room.unranked);
            self.unranked_rest = Some(more(left));
        }
        self
    }

    /// The picture as SVG. Rows that do not fit are left out without a word: `cut` before says how many.
    pub fn svg(&self) -> String {
        Plan::new(self).svg()
    }
}
