//! The believable history of a district: every incident with all that happened to it, the same for the same seed.
//!
//! Clocks, ways and what reports count are the product's own (`domain`), so that its rows are what its turns would
//! have written. What the clock would have said before the end is said; reminders of the past come no more.

mod chance;
mod course;
mod days;
mod habits;
mod ledger;
mod life;
mod posts;
mod seasons;
mod staff;
mod words;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use chrono::{Datelike, NaiveDate};

use crate::domain::clocks::{Clocks, Schedule};
use crate::domain::directory::Directory;
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::incident::Number;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::store::bulk::{Last, Whole};
use chance::Chance;
use course::{Around, Course, Fate};
use days::{Days, Slot};
use habits::Habits;
use life::Life;
use posts::{Brought, Posts};
use seasons::Seasons;

pub use staff::Staff;

/// What history is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub seed: u64,
    /// Local days on which posts are brought.
    pub days: Period,
    /// About so many incidents a day.
    pub a_day: u32,
    /// The present: nothing happens after it.
    pub now: Moment,
    /// Incidents can be found by their words. It takes half of the time.
    pub findable: bool,
    /// Where ids and numbers go on.
    pub after: Last,
}

// Of a thousand.
const REJECTED: u64 = 20;
const DUPLICATED: u64 = 20;

/// A history that is told incident by incident, in the order in which they were decided on.
#[derive(Debug)]
pub struct Plan<'a> {
    directory: &'a Directory,
    schedule: Schedule,
    staff: Staff,
    habits: Habits,
    seasons: Seasons<'a>,
    days: Days,
    posts: Posts,
    chance: Chance,
    wanted: Wanted,
    /// The day that is told next.
    day: NaiveDate,
    today: VecDeque<Slot<'a>>,
    /// Duplicates that will be brought, the earliest on top.
    duplicates: BinaryHeap<Reverse<Duplicate>>,
    last: Last,
}

/// A duplicate that will be found; ordered by when.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Duplicate {
    at: Moment,
    main: IncidentId,
    by: PersonId,
    number: Number,
    topic: Option<String>,
    settlement: Option<String>,
}

impl<'a> Plan<'a> {
    /// `staff` must have somebody for every post: see [`Staff::hire`].
    #[must_use]
    pub fn new(directory: &'a Directory, staff: Staff, wanted: Wanted) -> Self {
        let seasons = Seasons::new(directory);
        Self {
            directory,
            schedule: Schedule::of(directory),
            staff,
            habits: Habits::new(directory, &seasons, wanted.days),
            seasons,
            days: Days::new(wanted.a_day),
            posts: Posts::new(wanted.after.incident),
            chance: Chance::new(wanted.seed),
            day: wanted.days.first,
            today: VecDeque::new(),
            duplicates: BinaryHeap::new(),
            last: wanted.after.clone(),
            wanted,
        }
    }

    /// Up to where ids and numbers were given out so far.
    #[must_use]
    pub fn given_out(&self) -> &Last {
        &self.last
    }

    /// What is brought next, and the duplicate that it is.
    fn upcoming(&mut self) -> Option<(Slot<'a>, Option<Duplicate>)> {
        while self.today.is_empty() && self.day <= self.wanted.days.last {
            let time = self.schedule.calendars.centre();
            self.today = self.days.slots(self.day, time, &self.seasons, &mut self.chance).into();
            self.day = self.day.succ_opt()?;
        }
        let slot = self.today.front().copied();
        let earlier = self.duplicates.peek().is_some_and(|next| slot.is_none_or(|slot| next.0.at <= slot.at));
        if !earlier {
            return self.today.pop_front().map(|slot| (slot, None));
        }
        let Reverse(duplicate) = self.duplicates.pop()?;
        let topic = self.directory.topics.iter().find(|topic| Some(&topic.code.0) == duplicate.topic.as_ref());
        let place = |code: &String| Some(code) == duplicate.settlement.as_ref();
        let settlement = self.directory.settlements.iter().find(|settlement| place(&settlement.code.0));
        Some((Slot { at: duplicate.at, topic, settlement }, Some(duplicate)))
    }

    /// What becomes of it; numbers are given in the order of registration.
    fn fate(&mut self, at: Moment, duplicate: Option<&Duplicate>) -> Fate {
        if let Some(duplicate) = duplicate {
            return Fate::Duplicate(duplicate.main, duplicate.number);
        }
        if self.chance.of_thousand(REJECTED) {
            return Fate::Rejected;
        }
        let year = at.local(self.schedule.calendars.centre().zone()).year();
        let last = self.last.numbers.get(&year).copied().unwrap_or_default();
        Fate::Registered(Number { year, sequence: last + 1 })
    }

    /// `None`: that is not yet.
    fn tell(&mut self, slot: &Slot<'a>, duplicate: Option<&Duplicate>) -> Option<Whole> {
        let by = match duplicate {
            Some(duplicate) => duplicate.by,
            None => *self.chance.pick(&self.staff.operators)?,
        };
        let brought_at = slot.at.minus(self.chance.minutes(1..=9));
        if brought_at > self.wanted.now {
            return None;
        }
        let fate = self.fate(slot.at, duplicate);
        self.last.incident += 1;
        let id = IncidentId(self.last.incident);
        let brought = Brought { id, topic: slot.topic, settlement: slot.settlement, at: brought_at, by };
        let draft = self.posts.draft(&brought, self.directory, &mut self.chance);
        let mut life =
            Life::new(Clocks { directory: self.directory, schedule: &self.schedule }, draft, self.wanted.now);
        if let Fate::Registered(number) = fate
            && slot.at <= self.wanted.now
        {
            self.last.numbers.insert(number.year, number.sequence);
            let follows = self.chance.of_thousand(DUPLICATED);
            let found_at = slot.at.plus(self.chance.minutes(25..=5000));
            if follows && found_at <= self.wanted.now {
                life.followed = Some((found_at, by));
                let topic = life.incident.topic.as_ref().map(|code| code.0.clone());
                let settlement = life.incident.settlement.as_ref().map(|code| code.0.clone());
                self.duplicates.push(Reverse(Duplicate { at: found_at, main: id, by, number, topic, settlement }));
            }
        }
        let around = Around { staff: &self.staff, habits: &self.habits };
        let mut course = Course { around, chance: &mut self.chance, life };
        // A life that is not over is an open incident.
        course.run(fate, slot.at);
        Some(course.life.finish(self.wanted.findable))
    }
}

impl Iterator for Plan<'_> {
    type Item = Whole;

    fn next(&mut self) -> Option<Whole> {
        loop {
            let (slot, duplicate) = self.upcoming()?;
            if let Some(whole) = self.tell(&slot, duplicate.as_ref()) {
                return Some(whole);
            }
        }
    }
}
