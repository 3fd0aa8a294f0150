//! The district before the demo begins, and what goes on in it while its clock is moved.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use chrono::{Days, NaiveDate};

use super::cast::CAST;
use super::generator::{Plan, Staff, Wanted};
use super::show::ShowError;
use crate::domain::directory::{Directory, Sphere, Unit, file};
use crate::domain::ids::{ChatId, IncidentId, PersonId, UnitCode};
use crate::domain::incident::Status;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::domain::person::{Post, Role};
use crate::emulator::{Emulator, Person};
use crate::store::bulk::{self, Whole};
use crate::store::{Db, Tx, directory, people};

const DISTRICT: &str = include_str!("../../deploy/akhtubinsk.toml");
const SEED: u64 = 20_261_126;
/// Accounts of made-up superiors begin here, beyond those of the history's people.
const FIRST_SUPERIOR: i64 = 9_100_000_000_000_000;
/// How far the past goes back, in days.
const PAST: u64 = 91;
const A_DAY: u32 = 20;
/// In milliseconds: what goes on is the same for whoever goes on within the same hour.
const HOUR: u64 = 60 * 60 * 1000;
/// So many of theirs are late from the beginning, since no longer than this, that there is something to look after.
const LATE: usize = 3;
const NOT_LONG: Duration = Duration::from_secs(2 * 24 * 60 * 60);

/// The district with those who work in it.
#[derive(Clone, Debug)]
pub struct District {
    pub directory: Directory,
    staff: Staff,
    /// Made-up colleagues, who have accounts and do nothing.
    pub others: Vec<(ChatId, String)>,
}

impl District {
    /// Writes directory and people into an empty database.
    pub async fn found(db: &Db, now: Moment) -> Result<Self, ShowError> {
        let directory = file::parse(DISTRICT).map_err(|_| ShowError::District)?.directory;
        let mut tx = db.begin().await?;
        if bulk::last(&mut tx).await?.incident > 0 {
            return Err(ShowError::NotEmpty);
        }
        directory::save(&mut tx, &directory).await?;
        let staff = hire(&mut tx, &directory, now).await?;
        let ours: HashSet<ChatId> = CAST.iter().map(|part| part.chat).collect();
        let everybody = people::all(&mut tx).await?.into_iter();
        let others = everybody.filter(|person| !ours.contains(&person.chat)).map(|person| (person.chat, person.name));
        let others = others.collect();
        tx.commit().await?;
        Ok(Self { directory, staff, others })
    }

    /// What the district's clocks show.
    pub fn at(day: NaiveDate, hour: u32, minute: u32) -> Option<Moment> {
        Moment::from_local(chrono_tz::Europe::Astrakhan, day.and_hms_opt(hour, minute, 0)?)
    }

    /// Everybody who works here has an account; the cast by its part.
    pub fn come(&self, emulator: &Emulator) -> HashMap<&'static str, Person> {
        for (chat, name) in &self.others {
            emulator.person(*chat, name).has_started();
        }
        CAST.iter().map(|part| (part.key, emulator.person(part.chat, part.name))).collect()
    }

    /// Writes what has happened before.
    pub async fn remember(&self, db: &Db, now: Moment) -> Result<(), ShowError> {
        let last = now.local(self.directory.centre.time_zone).date_naive();
        let days = Period { first: last.checked_sub_days(Days::new(PAST)).unwrap_or(last), last };
        let mut tx = db.begin().await?;
        self.write(&mut tx, days, now, SEED, |_| true, LATE).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What others have brought and done between two moments, as far as nobody waits for more.
    pub async fn go_on(&self, db: &Db, from: Moment, to: Moment) -> Result<(), ShowError> {
        let zone = self.directory.centre.time_zone;
        let days = Period { first: from.local(zone).date_naive(), last: to.local(zone).date_naive() };
        let mut tx = db.begin().await?;
        let seed = SEED.wrapping_add(from.millis().unsigned_abs() / HOUR);
        self.write(&mut tx, days, to, seed, |whole| whole.incident.created_at >= from, 0).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn write(
        &self,
        tx: &mut Tx,
        days: Period,
        now: Moment,
        seed: u64,
        fits: impl Fn(&Whole) -> bool,
        late: usize,
    ) -> Result<(), ShowError> {
        let after = bulk::last(tx).await?;
        let wanted = Wanted { seed, days, a_day: A_DAY, now, findable: false, after };
        let mut plan = Plan::new(&self.directory, self.staff.clone(), wanted);
        let mut choice = Choice { now, late, taken: HashSet::new() };
        let wholes: Vec<Whole> =
            plan.by_ref().filter(|whole| fits(whole)).filter(|whole| choice.takes(whole)).collect();
        for some in wholes.chunks(500) {
            bulk::write(tx, some).await?;
        }
        bulk::given_out(tx, plan.given_out()).await?;
        Ok(())
    }
}

/// Which of a history's incidents there are.
struct Choice {
    now: Moment,
    late: usize,
    /// A duplicate comes only with what it repeats.
    taken: HashSet<IncidentId>,
}

impl Choice {
    /// What waits for the centre, or for somebody to take it, is left out: the demo's people would hear of it all day.
    fn takes(&mut self, whole: &Whole) -> bool {
        let incident = &whole.incident;
        let known = incident.duplicate_of.is_none_or(|main| self.taken.contains(&main));
        let takes = known && (!incident.status.is_open() || self.rests(whole));
        if takes {
            self.taken.insert(incident.id);
        }
        takes
    }

    fn rests(&mut self, whole: &Whole) -> bool {
        let incident = &whole.incident;
        let is_ours = incident.unit.as_ref().is_none_or(is_of_cast);
        match incident.status {
            Status::Published => return incident.status_since > self.now.minus(NOT_LONG),
            Status::Assigned if !is_ours => return true,
            _ => {}
        }
        let in_hand = matches!(incident.status, Status::InProgress | Status::Monitoring) && incident.assignee.is_some();
        let Some(due) = incident.due().filter(|_| in_hand) else { return false };
        let is_late = self.late > 0 && due < self.now && due > self.now.minus(NOT_LONG);
        self.late -= usize::from(is_late);
        is_late || due > self.now
    }
}

/// Somebody of the cast answers for it.
fn is_of_cast(unit: &UnitCode) -> bool {
    CAST.iter().any(|part| part.units.contains(&unit.as_str()))
}

/// The cast has the posts of the centre; each unit gets colleagues of its own.
async fn hire(tx: &mut Tx, directory: &Directory, now: Moment) -> Result<Staff, ShowError> {
    let mut ids: BTreeMap<Role, Vec<PersonId>> = BTreeMap::new();
    for part in CAST {
        let id = people::add(tx, part.chat, part.name, &part.posts(), now).await?;
        for role in part.roles {
            ids.entry(*role).or_default().push(id);
        }
    }
    superiors(tx, directory, now).await?;
    let mut of = |role: Role| ids.remove(&role).unwrap_or_default();
    let staff = Staff {
        operators: of(Role::Operator),
        coordinators: of(Role::Coordinator),
        media: of(Role::Media),
        heads: of(Role::Head),
        recipients: BTreeMap::new(),
    };
    Ok(staff.hire(tx, directory, now).await?)
}

/// Whoever leads a unit or looks after a sphere hears of what is late there: else the head would hear of all of it.
async fn superiors(tx: &mut Tx, directory: &Directory, now: Moment) -> Result<(), ShowError> {
    let ours: Vec<Post> = CAST.iter().flat_map(|part| part.posts()).collect();
    let lead = |unit: &Unit| {
        let post = Post { role: Role::Lead, unit: Some(unit.code.clone()), sphere: None };
        (format!("Начальник: {}", unit.name), post)
    };
    let curator = |sphere: &Sphere| {
        let post = Post { role: Role::Curator, unit: None, sphere: Some(sphere.code.clone()) };
        (format!("Куратор: {}", sphere.name), post)
    };
    let all = directory.units.iter().map(lead).chain(directory.spheres.iter().map(curator));
    for ((name, post), chat) in all.filter(|(_, post)| !ours.contains(post)).zip(FIRST_SUPERIOR..) {
        let id = people::add(tx, ChatId(chat), &name, &[post], now).await?;
        people::started(tx, id, now).await?;
    }
    Ok(())
}
