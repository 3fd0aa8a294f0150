//! When in a day, and how much on which day, is brought to the centre.

use std::time::Duration;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::chance::{Chance, Weighted};
use super::seasons::Seasons;
use crate::domain::directory::{Settlement, Topic};
use crate::domain::moment::Moment;
use crate::domain::working_time::WorkingTime;

/// Of the mean, percent, from Monday on: what was written on days off is brought on Monday.
const WEEK: [u64; 7] = [145, 115, 110, 110, 100, 65, 55];
/// On a holiday among the week.
const HOLIDAY: u64 = 60;
/// From midnight on: operators come at eight and bring what the night has left.
const WORKING_HOURS: [u64; 24] =
    [0, 0, 0, 0, 0, 0, 1, 5, 160, 140, 120, 95, 55, 90, 90, 80, 70, 40, 20, 18, 12, 8, 3, 1];
const HOURS_OFF: [u64; 24] = [1, 0, 0, 0, 0, 0, 1, 2, 10, 20, 22, 20, 16, 16, 18, 16, 14, 14, 16, 18, 16, 10, 6, 2];

// Of a thousand.
const BAD_DAY: u64 = 55;

/// Something that is brought at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    /// When the operator decides on it.
    pub at: Moment,
    pub topic: Option<&'a Topic>,
    pub settlement: Option<&'a Settlement>,
}

/// Days, and what is brought on each.
#[derive(Debug)]
pub struct Days {
    a_day: u64,
    working: Weighted,
    off: Weighted,
}

impl Days {
    /// About so many a day.
    pub fn new(a_day: u32) -> Self {
        let [working, off] = [WORKING_HOURS, HOURS_OFF].map(|hours| Weighted::new(hours.into_iter()));
        Self { a_day: a_day.into(), working, off }
    }

    /// Everything of a day, in order.
    pub fn slots<'a>(
        &self,
        day: NaiveDate,
        time: &WorkingTime,
        seasons: &Seasons<'a>,
        chance: &mut Chance,
    ) -> Vec<Slot<'a>> {
        let month = usize::try_from(day.month0()).unwrap_or_default();
        let works = time.is_working_day(day);
        let Some(midnight) = Moment::from_local(time.zone(), day.and_time(NaiveTime::MIN)) else { return Vec::new() };
        let mut slots = Vec::new();
        for _ in 0..self.count(day, works, chance) {
            let hour = if works { self.working.pick(chance) } else { self.off.pick(chance) };
            let at = midnight.plus(within(hour.unwrap_or_default(), chance));
            let topic = seasons.topic(month, chance);
            slots.push(Slot { at, topic, settlement: seasons.settlement(topic, chance) });
        }
        if chance.of_thousand(BAD_DAY) {
            slots.extend(self.misfortune(midnight, month, seasons, chance));
        }
        slots.sort_by_key(|slot| slot.at);
        slots
    }

    fn count(&self, day: NaiveDate, works: bool, chance: &mut Chance) -> u64 {
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        let usual = WEEK.get(weekday).copied().unwrap_or(100);
        let share = if works { usual } else { usual.min(HOLIDAY) };
        // Days differ by a fifth either way.
        self.a_day * share * chance.between(80..=120) / 10_000
    }

    /// Half a quarter writes about one thing within three hours.
    fn misfortune<'a>(
        &self,
        midnight: Moment,
        month: usize,
        seasons: &Seasons<'a>,
        chance: &mut Chance,
    ) -> Vec<Slot<'a>> {
        let topic = seasons.disaster(month, chance);
        let settlement = seasons.settlement(topic, chance);
        let begins = usize::try_from(chance.between(7..=17)).unwrap_or_default();
        let count = chance.between(12..=18) + self.a_day / 50;
        let at = |chance: &mut Chance| {
            let hour = begins + usize::try_from(chance.below(3)).unwrap_or_default();
            midnight.plus(within(hour, chance))
        };
        (0..count).filter(|_| topic.is_some()).map(|_| Slot { at: at(chance), topic, settlement }).collect()
    }
}

fn within(hour: usize, chance: &mut Chance) -> Duration {
    const HOUR: u64 = 3_600_000;
    Duration::from_millis(hour as u64 * HOUR + chance.below(HOUR))
}
