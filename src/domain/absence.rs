//! Who is away, and who stands in.

use chrono::NaiveDate;

use super::ids::{AbsenceId, PersonId};
use super::incident::codes;

codes! {
    /// Where an absence stands.
    AbsenceState {
        /// Its first day is still to come.
        Planned = "planned",
        /// The deputy gets what the person would.
        Current = "current",
        /// Its last day has passed.
        Over = "over",
        /// Called off, or replaced by another.
        Cancelled = "cancelled",
    }
}

/// Somebody is away, from the first local day to the last, both included.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Absence {
    pub id: AbsenceId,
    /// Grows with every change; a change names the one it was decided on.
    pub version: i64,
    pub person: PersonId,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// Who stands in; `None`: the others of the unit go on.
    pub deputy: Option<PersonId>,
    pub state: AbsenceState,
}

/// Why somebody cannot be away like this.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unfit {
    /// It is over already, or ends before it begins.
    Past,
    /// Longer than a year.
    Long,
    /// Nobody stands in for himself.
    Oneself,
    /// The deputy is away then, and the way from deputy to deputy leads back.
    Loop,
}

/// Days of the longest absence.
const LONGEST: i64 = 366;

impl Absence {
    const fn is_ahead(&self) -> bool {
        matches!(self.state, AbsenceState::Planned | AbsenceState::Current)
    }

    fn meets(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.is_ahead() && self.first <= last && first <= self.last
    }

    /// It and another one of the same person cannot both be.
    #[must_use]
    pub fn replaces(&self, other: &Self) -> bool {
        self.person == other.person && other.meets(self.first, self.last)
    }

    /// Whether it can be, beside the absences that are planned and current.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, others: &[Self], today: NaiveDate) -> Result<(), Unfit> {
        if self.last < self.first || self.last < today {
            return Err(Unfit::Past);
        }
        if self.last.signed_duration_since(self.first).num_days() > LONGEST {
            return Err(Unfit::Long);
        }
        let mut reached: Vec<PersonId> = self.deputy.into_iter().collect();
        if reached.contains(&self.person) {
            return Err(Unfit::Oneself);
        }
        // Everybody to whom work may come while this one is away. Days are not compared along the way, so that a
        // loop is rather refused than missed.
        let mut at = 0;
        while let Some(deputy) = reached.get(at).copied() {
            let next = others.iter().filter(|other| other.person == deputy && other.meets(self.first, self.last));
            for next in next.filter_map(|other| other.deputy) {
                if next == self.person {
                    return Err(Unfit::Loop);
                }
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
            at += 1;
        }
        Ok(())
    }
}

/// Those who are away now, each with the deputy.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Absences(Vec<(PersonId, Option<PersonId>)>);

impl Absences {
    #[must_use]
    pub const fn new(current: Vec<(PersonId, Option<PersonId>)>) -> Self {
        Self(current)
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who gets what this person would: the person, or the end of the way from deputy to deputy. `None`: nobody.
    #[must_use]
    pub fn stands_in(&self, person: PersonId) -> Option<PersonId> {
        let mut at = person;
        // A way is never longer than all who are away; a loop cannot be set.
        for _ in 0..=self.0.len() {
            match self.0.iter().find(|(away, _)| *away == at) {
                None => return Some(at),
                Some((_, deputy)) => at = (*deputy)?,
            }
        }
        None
    }

    /// Everybody for whom this person stands in, also by way of others.
    #[must_use]
    pub fn stood_for(&self, person: PersonId) -> Vec<PersonId> {
        let away = self.0.iter().map(|(away, _)| *away);
        away.filter(|away| *away != person && self.stands_in(*away) == Some(person)).collect()
    }
}
