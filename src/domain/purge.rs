//! Personal data of what ended long ago: when they go, what may stay of a step, and the report.

use std::ops::AddAssign;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::clocks::Moved;
use super::detail::{NotOurs, Why};
use super::incident::codes;
use super::moment::Moment;
use super::reasons::RejectReason;
use super::ways::Action;

/// What ended before the beginning of this day is purged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cutoff {
    pub day: NaiveDate,
    pub at: Moment,
}

impl Cutoff {
    /// More than `days` local days before today; never before 1970, when nothing had ended yet.
    #[must_use]
    pub fn of(now: Moment, days: u32, zone: Tz) -> Self {
        let today = now.local(zone).date_naive();
        let day = today.checked_sub_days(Days::new(days.into())).unwrap_or_default().max(NaiveDate::default());
        // Where clocks leave midnight out, the day begins an hour later.
        let mut hours = [0, 1].into_iter().filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
        let at = hours.find_map(|hour| Moment::from_local(zone, day.and_time(hour)));
        Self { day, at: at.unwrap_or(Moment::from_millis(0)) }
    }
}

/// Whether the detail of a step is codes, numbers and times, or names a colleague: then it stays. Words of people,
/// addresses and links go, and so does whatever a later action may hold.
#[must_use]
pub fn stays(action: Action, detail: &str) -> bool {
    match action {
        Action::Register
        | Action::Unregister
        | Action::Assign
        | Action::ChooseUnit
        | Action::ChangeTopic
        | Action::ChangeImportance
        | Action::Duplicate
        | Action::Followed
        | Action::HandOver
        | Action::GiveBack
        | Action::Rate
        | Action::Close => true,
        Action::Recount | Action::ChangeDue | Action::Extend => detail.parse::<Moved>().is_ok(),
        Action::Interim => detail.parse::<NaiveDate>().is_ok(),
        Action::Reject => detail.parse::<RejectReason>().is_ok(),
        Action::NotOurs => detail.parse().is_ok_and(|given: NotOurs| matches!(given.why, Why::Usual(_))),
        _ => false,
    }
}

/// How much was destroyed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Destroyed {
    pub incidents: i64,
    /// Versions of answers.
    pub replies: i64,
    /// Messages that posts and answers were made of.
    pub messages: i64,
    /// Files that came with them.
    pub files: i64,
    /// Steps of the history that held words.
    pub steps: i64,
    /// What belongs to no incident: searches, messages that never left, updates that failed, names of newcomers.
    pub others: i64,
    /// When the first and the last of the incidents ended.
    pub first: Option<Moment>,
    pub last: Option<Moment>,
}

impl Destroyed {
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Destroyed {
    fn add_assign(&mut self, more: Self) {
        self.incidents += more.incidents;
        self.replies += more.replies;
        self.messages += more.messages;
        self.files += more.files;
        self.steps += more.steps;
        self.others += more.others;
        self.first = [self.first, more.first].into_iter().flatten().min();
        self.last = self.last.max(more.last);
    }
}

codes! {
    /// Who destroyed it.
    By {
        /// The nightly job.
        Night = "night",
        /// `mcu-bot purge`.
        Terminal = "terminal",
    }
}

/// The report of a purge, as the journal keeps it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub by: By,
    /// What ended before this day was destroyed.
    pub before: NaiveDate,
    #[serde(flatten)]
    pub destroyed: Destroyed,
}
