//! The working time of the centre and of each unit.

use std::collections::HashMap;

use serde_json::Value;

use super::WorkingTime;
use super::written::Draft;
use crate::domain::directory::{Directory, Section, Unit};
use crate::domain::ids::UnitCode;

/// Working time by unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendars {
    centre: WorkingTime,
    /// Of units that do not work as the centre does, because they or one above them says so.
    units: HashMap<UnitCode, WorkingTime>,
}

impl Calendars {
    /// What a directory says, over Monday to Friday from eight to five with the Russian calendar. A unit's own
    /// table lies over those of the units above it, and these over the centre's.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let zone = directory.centre.time_zone;
        let usual = Draft::usual();
        let centre = match directory.kept.get(Section::WorkingTime.name()) {
            Some(table) => usual.under(table),
            None => usual,
        };
        let units = directory.units.iter().filter_map(|unit| {
            let tables = tables(directory, unit);
            let lay = || tables.iter().fold(centre.clone(), |draft, table| draft.under(table));
            (!tables.is_empty()).then(|| (unit.code.clone(), lay().finish(zone)))
        });
        Self { units: units.collect(), centre: centre.finish(zone) }
    }

    #[must_use]
    pub const fn centre(&self) -> &WorkingTime {
        &self.centre
    }

    /// The working time of a unit; the centre's where there is no unit, or it is not in the directory.
    #[must_use]
    pub fn of_unit(&self, unit: Option<&UnitCode>) -> &WorkingTime {
        unit.and_then(|unit| self.units.get(unit)).unwrap_or(&self.centre)
    }
}

/// The tables that speak about a unit, from the top of the tree down to its own.
fn tables<'a>(directory: &'a Directory, unit: &'a Unit) -> Vec<&'a Value> {
    let above = |unit: &&'a Unit| unit.parent.as_ref().and_then(|parent| directory.unit(parent));
    // A tree is never deeper than its number of units; a loop cannot pass `apply`.
    let line = std::iter::successors(Some(unit), above).take(directory.units.len());
    let mut tables: Vec<_> = line.filter_map(|unit| unit.working_time.as_ref()).collect();
    tables.reverse();
    tables
}
