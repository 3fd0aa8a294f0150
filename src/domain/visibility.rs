//! Who sees what (domain page §2). What one may not see does not exist for him.
//!
//! Lists, searches, cards, buttons, deep links and exports all ask here.

use super::directory::Directory;
use super::ids::{SphereCode, UnitCode};
use super::incident::{Number, Status};
use super::person::{Person, Post, Role};

/// How much of an incident is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Detail {
    Full,
    /// Without the author's name, nick, profile and contacts.
    WithoutAuthor,
}

/// Of an incident, what its visibility depends on.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// `None` for a draft, and for what was rejected or linked as a duplicate while it was one.
    pub number: Option<Number>,
    pub status: Status,
    pub unit: Option<&'a UnitCode>,
}

/// The incidents a person sees, as a condition for lists. All of them are shown in the same [`Detail`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Scope {
    /// Every incident and every draft, in full.
    All,
    /// Every registered incident, without author.
    Registered,
    /// Registered incidents of these units, without author.
    Units(Vec<UnitCode>),
    None,
}

/// How much of the incident the person sees; `None`: it does not exist for him.
///
/// A draft is not in the register yet: no number, no count, perhaps not a problem at all, and its unit is
/// only a thought. So it is seen by those who decide about drafts, and by nobody who sees «incidents».
pub fn sees(person: &Person, incident: &Subject<'_>, directory: &Directory) -> Option<Detail> {
    let registered = incident.number.is_some() && incident.status != Status::Draft;
    match reach(person) {
        Reach::Drafts => Some(Detail::Full),
        Reach::Register => registered.then_some(Detail::WithoutAuthor),
        Reach::ByPost => {
            let unit = incident.unit.filter(|_| registered)?;
            person.acts_with().any(|post| shows(post, unit, directory)).then_some(Detail::WithoutAuthor)
        }
    }
}

/// The same rule as [`sees`], told as the units whose incidents are seen.
pub fn visible_units(person: &Person, directory: &Directory) -> Scope {
    match reach(person) {
        Reach::Drafts => return Scope::All,
        Reach::Register => return Scope::Registered,
        Reach::ByPost => {}
    }
    let known = directory.units.iter().map(|unit| &unit.code);
    // A retired unit is not in the directory, but its people still see what they did.
    let own = person.acts_with().filter_map(|post| post.unit.as_ref());
    let own = own.filter(|unit| directory.unit(unit).is_none());
    let seen = |unit: &&UnitCode| person.acts_with().any(|post| shows(post, unit, directory));
    let mut units: Vec<UnitCode> = known.chain(own).filter(seen).cloned().collect();
    units.sort();
    units.dedup();
    if units.is_empty() { Scope::None } else { Scope::Units(units) }
}

/// Whether the person sees who is in this unit, and that it is there at all: admin and head every one, a lead the
/// own one. `None`: those who are in no unit.
#[must_use]
pub fn sees_people_of(person: &Person, unit: Option<&UnitCode>) -> bool {
    let leads =
        |unit: &UnitCode| person.posts.iter().any(|post| post.role == Role::Lead && post.unit.as_ref() == Some(unit));
    person.holds_himself(Role::Admin) || person.holds_himself(Role::Head) || unit.is_some_and(leads)
}

/// Whether the person sees this one in the list of people.
#[must_use]
pub fn sees_person(person: &Person, other: &Person) -> bool {
    sees_people_of(person, None) || other.posts.iter().any(|post| sees_people_of(person, post.unit.as_ref()))
}

/// How far the widest post reaches.
enum Reach {
    Drafts,
    Register,
    ByPost,
}

fn reach(person: &Person) -> Reach {
    let any = |roles: &[Role]| roles.iter().any(|role| person.holds(*role));
    if any(&[Role::Operator, Role::Coordinator, Role::Head]) {
        Reach::Drafts
    } else if any(&[Role::Media, Role::Chief, Role::Observer]) {
        Reach::Register
    } else {
        Reach::ByPost
    }
}

fn shows(post: &Post, unit: &UnitCode, directory: &Directory) -> bool {
    match post.role {
        Role::Recipient | Role::Lead => post.unit.as_ref().is_some_and(|own| directory.is_within(unit, own)),
        Role::Curator => post.sphere.is_some() && post.sphere.as_ref() == sphere_of(unit, directory),
        _ => false,
    }
}

/// A unit that names no sphere belongs to that of the nearest unit above which does.
fn sphere_of<'a>(unit: &UnitCode, directory: &'a Directory) -> Option<&'a SphereCode> {
    let mut at = directory.unit(unit);
    for _ in 0..directory.units.len() {
        let unit = at?;
        if unit.sphere.is_some() {
            return unit.sphere.as_ref();
        }
        at = unit.parent.as_ref().and_then(|parent| directory.unit(parent));
    }
    None
}
