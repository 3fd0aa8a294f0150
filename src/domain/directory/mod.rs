//! Everything a control centre decides about itself: units, topics, places, terms.
//!
//! The same values are read from the directory file and from the store; codes are stable names, so a
//! renamed entry keeps its history and a removed one is retired, never deleted.

pub mod diff;
pub mod file;
mod section;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::ids::{SettlementCode, SphereCode, TopicCode, UnitCode};
use super::incident::{Channel, Importance, Kind, codes};
use super::term::Term;

pub use section::Section;

/// The whole directory. Lists keep the order of the file; retired entries are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Directory {
    pub centre: Centre,
    pub units: Vec<Unit>,
    pub spheres: Vec<Sphere>,
    pub topics: Vec<Topic>,
    pub settlements: Vec<Settlement>,
    pub sources: Vec<Source>,
    pub deadlines: Vec<DeadlineRule>,
    /// Sections that others read (working time, reminders, auto-rules, rating, digests), checked and kept as
    /// written: name of the section → JSON.
    pub kept: std::collections::BTreeMap<String, serde_json::Value>,
}

/// `[centre]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Centre {
    pub name: String,
    pub time_zone: Tz,
    pub language: Language,
    /// Author and contact are shown only to those who may see them.
    pub redact_cards: bool,
}

codes! {
    /// A language of the texts.
    Language { Ru = "ru", En = "en" }
}

/// `[[unit]]`: a body that answers; units form a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    pub code: UnitCode,
    pub parent: Option<UnitCode>,
    pub name: String,
    /// The name in buttons, tables and history.
    pub short: String,
    pub sphere: Option<SphereCode>,
    /// Replies go through review; `false` is «без согласования».
    pub review: bool,
    pub league: Option<String>,
    /// The unit's own working time as written, if it has one.
    pub working_time: Option<serde_json::Value>,
}

/// `[[sphere]]`: отраслевой блок, has a curator.
#[derive(Clone, Debug, PartialEq)]
pub struct Sphere {
    pub code: SphereCode,
    pub name: String,
}

/// `[[topic]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    pub code: TopicCode,
    pub group: String,
    pub name: String,
    /// Who answers by default.
    pub unit: Option<UnitCode>,
    /// Each entry is a word or a few words that must all stand in one sentence, in any order and form.
    pub words: Vec<String>,
    pub importance: Importance,
}

/// `[[settlement]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    pub code: SettlementCode,
    pub name: String,
    pub aliases: Vec<String>,
    /// Answers here for topics that name no unit, and for those in `takes`.
    pub unit: Option<UnitCode>,
    pub takes: Vec<TopicCode>,
    /// Latitude and longitude, degrees.
    pub point: Option<(f64, f64)>,
}

/// `[[source]]`: a channel whose posts are about one place unless they name another.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Public name of the channel, without `@`, lower case.
    pub channel: String,
    pub settlement: Option<SettlementCode>,
}

/// `[[deadline]]`: terms for incidents that match every field that is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeadlineRule {
    pub kind: Option<Kind>,
    pub unit: Option<UnitCode>,
    pub topic: Option<TopicCode>,
    pub importance: Option<Importance>,
    pub channel: Option<Channel>,
    pub accept: Option<Term>,
    pub reply: Option<Term>,
    /// After an interim reply.
    pub final_: Option<Term>,
}

impl Directory {
    /// What holds while no file was applied: nobody to answer and nothing to suggest.
    #[must_use]
    pub fn empty() -> Self {
        let centre = Centre { name: String::new(), time_zone: Tz::UTC, language: Language::Ru, redact_cards: true };
        Self {
            centre,
            units: Vec::new(),
            spheres: Vec::new(),
            topics: Vec::new(),
            settlements: Vec::new(),
            sources: Vec::new(),
            deadlines: Vec::new(),
            kept: std::collections::BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code)
    }

    #[must_use]
    pub fn sphere(&self, code: &SphereCode) -> Option<&Sphere> {
        self.spheres.iter().find(|sphere| sphere.code == *code)
    }

    /// Every unit with its depth, those below a unit right behind it, in the order of the file.
    #[must_use]
    pub fn tree(&self) -> Vec<(&Unit, usize)> {
        let top = |unit: &&Unit| unit.parent.as_ref().is_none_or(|parent| self.unit(parent).is_none());
        let mut waiting: Vec<(&Unit, usize)> = self.units.iter().filter(top).map(|unit| (unit, 0)).rev().collect();
        let mut found = Vec::new();
        while let Some((unit, depth)) = waiting.pop() {
            found.push((unit, depth));
            let below = self.units.iter().filter(|other| other.parent.as_ref() == Some(&unit.code));
            waiting.extend(below.map(|unit| (unit, depth + 1)).rev());
        }
        found
    }

    #[must_use]
    pub fn topic(&self, code: &TopicCode) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.code == *code)
    }

    /// The groups of topics, in the order in which the file first names them.
    #[must_use]
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for topic in &self.topics {
            if !groups.contains(&topic.group.as_str()) {
                groups.push(&topic.group);
            }
        }
        groups
    }

    #[must_use]
    pub fn settlement(&self, code: &SettlementCode) -> Option<&Settlement> {
        self.settlements.iter().find(|settlement| settlement.code == *code)
    }

    /// `unit` stands at `top` or below it in the tree. A unit that is not in the directory is below itself only.
    #[must_use]
    pub fn is_within(&self, unit: &UnitCode, top: &UnitCode) -> bool {
        let mut at = Some(unit);
        // A tree is never deeper than its number of units; a loop cannot pass `apply`.
        for _ in 0..=self.units.len() {
            match at {
                Some(code) if code == top => return true,
                Some(code) => at = self.unit(code).and_then(|unit| unit.parent.as_ref()),
                None => return false,
            }
        }
        false
    }
}

impl DeadlineRule {
    /// Both rules are for the same incidents.
    #[must_use]
    pub fn same_conditions(&self, other: &Self) -> bool {
        self.conditions() == other.conditions()
    }

    fn conditions(&self) -> impl PartialEq + '_ {
        (self.kind, &self.unit, &self.topic, self.importance, self.channel)
    }

    /// The rule names no timer.
    #[must_use]
    pub fn has_no_term(&self) -> bool {
        self.accept.is_none() && self.reply.is_none() && self.final_.is_none()
    }
}
