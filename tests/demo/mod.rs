//! The made-up history of a district.

mod clock;
mod rules;
mod shelf;
mod written;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use mcu_bot::demo::generator::{Plan, Staff, Wanted};
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::ids::PersonId;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::period::Period;
use mcu_bot::store::bulk::{Last, Whole};

const SEED: u64 = 2026;

fn district() -> Directory {
    parse(include_str!("../../deploy/akhtubinsk.toml")).unwrap().directory
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Eleven in the morning, local time.
fn morning(directory: &Directory, day: NaiveDate) -> Moment {
    Moment::from_local(directory.centre.time_zone, day.and_hms_opt(11, 0, 0).unwrap()).unwrap()
}

/// About so many a day, from October until the morning of `last`.
fn wanted(directory: &Directory, last: NaiveDate, a_day: u32) -> Wanted {
    let days = Period { first: day(2026, 10, 1), last };
    Wanted { seed: SEED, days, a_day, now: morning(directory, last), findable: true, after: Last::default() }
}

/// Somebody with a number for every post.
fn staff(directory: &Directory) -> Staff {
    let recipients = directory.units.iter().zip(10..).map(|(unit, at)| (unit.code.clone(), vec![PersonId(at)]));
    Staff {
        operators: vec![PersonId(1), PersonId(2)],
        coordinators: vec![PersonId(3)],
        media: vec![PersonId(4)],
        heads: vec![PersonId(5)],
        recipients: recipients.collect(),
    }
}

fn made_up(directory: &Directory, wanted: Wanted) -> Vec<Whole> {
    Plan::new(directory, staff(directory), wanted).collect()
}

/// Three months with about twenty-five a day.
fn quarter(directory: &Directory) -> &'static [Whole] {
    static QUARTER: OnceLock<Vec<Whole>> = OnceLock::new();
    QUARTER.get_or_init(|| made_up(directory, wanted(directory, day(2026, 12, 30), 25)))
}

/// How often each of them comes.
fn counts<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts
}

fn found<'a>(wholes: &'a [Whole], what: &str, is: impl Fn(&Whole) -> bool) -> Result<&'a Whole> {
    wholes.iter().find(|whole| is(whole)).with_context(|| format!("there is no {what}"))
}
