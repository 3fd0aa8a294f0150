//! People and the posts they hold.

use serde::{Deserialize, Serialize};

use super::ids::{ChatId, PersonId, SphereCode, UnitCode};
use super::incident::codes;

codes! {
    /// A post. One person may hold any set of them (domain page §2).
    Role {
        Operator = "operator",
        Coordinator = "coordinator",
        Media = "media",
        Head = "head",
        Recipient = "recipient",
        Lead = "lead",
        Curator = "curator",
        Chief = "chief",
        Observer = "observer",
        Admin = "admin",
    }
}

/// One post of one person: a recipient or lead of a unit, a curator of a sphere, others of the whole centre.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Post {
    pub role: Role,
    /// Set for recipients and leads.
    pub unit: Option<UnitCode>,
    /// Set for curators.
    pub sphere: Option<SphereCode>,
}

/// Somebody who was invited.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Person {
    pub id: PersonId,
    /// The person's account in the messenger, which is also the private conversation.
    pub chat: ChatId,
    pub name: String,
    pub posts: Vec<Post>,
}

impl Person {
    #[must_use]
    pub fn holds(&self, role: Role) -> bool {
        self.posts.iter().any(|post| post.role == role)
    }

    /// Units in which the person holds `role`.
    pub fn units_as(&self, role: Role) -> impl Iterator<Item = &UnitCode> {
        self.posts.iter().filter(move |post| post.role == role).filter_map(|post| post.unit.as_ref())
    }
}
