//! `[[digest]]`: what is told about a part of the tree, and when.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::directory::{Directory, Section};
use super::ids::{ChatId, UnitCode};
use super::incident::codes;
use super::moment::Moment;
use super::period::Period;
use super::working_time::{WorkingTime, minutes};

codes! {
    /// How often a digest comes.
    Edition { Daily = "daily", Weekly = "weekly", Monthly = "monthly" }
}

/// One digest.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Digest {
    pub edition: Edition,
    /// The head of the part of the tree.
    pub unit: UnitCode,
    /// Minutes of the day.
    pub at: u32,
    /// A group that always gets it; others are bound in the chat.
    pub chat: Option<ChatId>,
}

/// As the file has it.
#[derive(Deserialize, Serialize)]
struct Kept {
    edition: Edition,
    unit: UnitCode,
    at: String,
    chat_id: Option<ChatId>,
}

/// Nine o'clock.
const USUAL: u32 = 9 * 60;

impl Digest {
    /// Every digest of the directory, in the order of the file.
    #[must_use]
    pub fn all(directory: &Directory) -> Vec<Self> {
        let kept = directory.kept.get(Section::Digest.name());
        let kept: Vec<Kept> = kept.and_then(|kept| serde_json::from_value(kept.clone()).ok()).unwrap_or_default();
        let digest = |kept: Kept| {
            let at = minutes(&kept.at).map_or(USUAL, u32::from);
            Self { edition: kept.edition, unit: kept.unit, at, chat: kept.chat_id }
        };
        kept.into_iter().map(digest).filter(|one| directory.unit(&one.unit).is_some()).collect()
    }

    /// When it comes on `day`; `None` where that is no day for it.
    #[must_use]
    pub fn comes_on(&self, day: NaiveDate, time: &WorkingTime) -> Option<Moment> {
        let first = |begins: NaiveDate| time.working_day_after(begins.pred_opt()?, 1).eq(&day).then_some(());
        match self.edition {
            Edition::Daily => time.is_working_day(day).then_some(())?,
            Edition::Weekly => first(monday(day))?,
            Edition::Monthly => first(day.with_day(1)?)?,
        }
        let at = day.and_hms_opt(self.at / 60, self.at % 60, 0)?;
        Moment::from_local(time.zone(), at)
    }

    /// The next day on which it comes, from this moment on.
    #[must_use]
    pub fn next(&self, now: Moment, time: &WorkingTime) -> Option<Moment> {
        let today = now.local(time.zone()).date_naive();
        today.iter_days().take(62).filter_map(|day| self.comes_on(day, time)).find(|at| *at > now)
    }

    /// The days it tells of on `today`; `told` is the day on which it came last.
    #[must_use]
    pub fn period(&self, today: NaiveDate, told: Option<NaiveDate>, time: &WorkingTime) -> Period {
        let back = |day: NaiveDate, days: u64| day.checked_sub_days(chrono::Days::new(days)).unwrap_or(day);
        match self.edition {
            Edition::Daily => Period::since_last(today, told, time),
            Edition::Weekly => Period { first: back(monday(today), 7), last: back(monday(today), 1) },
            Edition::Monthly => {
                let last = back(today, u64::from(today.day()));
                Period { first: last.with_day(1).unwrap_or(last), last }
            }
        }
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    let days = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(chrono::Days::new(days)).unwrap_or(day)
}
