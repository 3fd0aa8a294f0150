//! The people of the made-up history.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::words::NAMES;
use crate::domain::directory::Directory;
use crate::domain::ids::{ChatId, PersonId, UnitCode};
use crate::domain::moment::Moment;
use crate::domain::person::{Post, Role};
use crate::store::{StoreError, Tx, people};

/// Who does what. Whoever is left out is made up by [`Staff::hire`].
#[derive(Clone, Debug, Default)]
pub struct Staff {
    pub operators: Vec<PersonId>,
    /// Review, and open again.
    pub coordinators: Vec<PersonId>,
    /// Publish and close.
    pub media: Vec<PersonId>,
    pub heads: Vec<PersonId>,
    /// Those who answer for each unit.
    pub recipients: BTreeMap<UnitCode, Vec<PersonId>>,
}

/// Accounts of made-up people begin here: the messenger gives out no numbers this large.
const FIRST_CHAT: i64 = 9_000_000_000_000_000;

impl Staff {
    /// Fills the posts that nobody holds here: the centre's, and one or two recipients for each unit.
    pub async fn hire(mut self, tx: &mut Tx, directory: &Directory, now: Moment) -> Result<Self, StoreError> {
        let mut next = 0;
        for (role, count) in [(Role::Operator, 2), (Role::Coordinator, 1), (Role::Media, 1), (Role::Head, 1)] {
            let post = Post { role, unit: None, sphere: None };
            let missing = if self.with(role).is_empty() { count } else { 0 };
            for _ in 0..missing {
                let person = make(tx, &mut next, &post, now).await?;
                self.with(role).push(person);
            }
        }
        for (at, unit) in directory.units.iter().enumerate() {
            let holders = self.recipients.entry(unit.code.clone()).or_default();
            if holders.is_empty() {
                let post = Post { role: Role::Recipient, unit: Some(unit.code.clone()), sphere: None };
                for _ in 0..=at % 2 {
                    holders.push(make(tx, &mut next, &post, now).await?);
                }
            }
        }
        Ok(self)
    }

    fn with(&mut self, role: Role) -> &mut Vec<PersonId> {
        match role {
            Role::Coordinator => &mut self.coordinators,
            Role::Media => &mut self.media,
            Role::Head => &mut self.heads,
            _ => &mut self.operators,
        }
    }

    /// One of those who answer for the unit.
    pub fn recipient(&self, unit: &UnitCode, chance: &mut Chance) -> Option<PersonId> {
        chance.pick(self.recipients.get(unit)?).copied()
    }
}

/// Somebody who was not there, with one post, who has pressed Start.
async fn make(tx: &mut Tx, next: &mut usize, post: &Post, now: Moment) -> Result<PersonId, StoreError> {
    let name = NAMES.iter().cycle().nth(*next * 7).copied().unwrap_or_default();
    let chat = FIRST_CHAT + i64::try_from(*next).unwrap_or_default();
    *next += 1;
    let id = people::add(tx, ChatId(chat), name, std::slice::from_ref(post), now).await?;
    people::started(tx, id, now).await?;
    Ok(id)
}
