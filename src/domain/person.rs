//! People and the posts they hold.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::directory::Language;
use super::ids::{ChatId, PersonId, SphereCode, UnitCode};
use super::incident::codes;
use super::invite::hex;
use super::moment::Moment;

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

impl Role {
    /// Held in a unit.
    #[must_use]
    pub const fn is_of_unit(self) -> bool {
        matches!(self, Self::Recipient | Self::Lead)
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
    /// The language the person chose; `None`: the centre's.
    pub language: Option<Language>,
    /// The person's own.
    pub posts: Vec<Post>,
    pub stands_in: StandsIn,
}

/// For whom somebody stands in while they are away: incidents are seen and worked on with their posts too. People are
/// invited, removed and exported with the own posts alone.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StandsIn {
    pub people: Vec<PersonId>,
    /// Those that are not the own ones.
    pub posts: Vec<Post>,
}

impl Person {
    /// Every post the person acts with: the own ones, and those of people for whom he stands in.
    pub fn acts_with(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().chain(&self.stands_in.posts)
    }

    #[must_use]
    pub fn holds(&self, role: Role) -> bool {
        self.acts_with().any(|post| post.role == role)
    }

    /// Holds it in his own right.
    #[must_use]
    pub fn holds_himself(&self, role: Role) -> bool {
        self.posts.iter().any(|post| post.role == role)
    }

    /// It is this person, or somebody for whom he stands in.
    #[must_use]
    pub fn acts_as(&self, other: PersonId) -> bool {
        self.id == other || self.stands_in.people.contains(&other)
    }

    /// Units in which the person holds `role`.
    pub fn units_as(&self, role: Role) -> impl Iterator<Item = &UnitCode> {
        self.acts_with().filter(move |post| post.role == role).filter_map(|post| post.unit.as_ref())
    }
}

/// Whether messages come to a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reach {
    Reached,
    /// Start was never pressed.
    NotStarted,
    /// The person has blocked us, or the account is gone.
    Lost,
}

/// Somebody in the list of people.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listed {
    pub person: Person,
    pub since: Moment,
    pub reach: Reach,
}

/// A set of roles that cannot be held with the unit and sphere given.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PostError {
    #[error("holds no role")]
    NoRole,
    #[error("a {} needs a unit", .0.code())]
    NeedsUnit(Role),
    #[error("a {} needs a sphere", .0.code())]
    NeedsSphere(Role),
    #[error("the unit is for recipient and lead, and neither is among the roles")]
    NeedlessUnit,
    #[error("the sphere is for curator, which is not among the roles")]
    NeedlessSphere,
}

impl Post {
    /// The posts of somebody who holds `roles` in this unit and sphere, in the order given, none twice.
    pub fn all(roles: &[Role], unit: Option<&UnitCode>, sphere: Option<&SphereCode>) -> Result<Vec<Self>, PostError> {
        let holds = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        if roles.is_empty() {
            return Err(PostError::NoRole);
        }
        if unit.is_some() && !holds(&[Role::Recipient, Role::Lead]) {
            return Err(PostError::NeedlessUnit);
        }
        if sphere.is_some() && !holds(&[Role::Curator]) {
            return Err(PostError::NeedlessSphere);
        }
        let mut posts = Vec::new();
        for role in roles {
            let post = Self::new(*role, unit, sphere)?;
            if !posts.contains(&post) {
                posts.push(post);
            }
        }
        Ok(posts)
    }

    /// Short enough for a button, and the same as long as the post is.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        hex(&Sha256::digest(self.to_string())[..4])
    }

    fn new(role: Role, unit: Option<&UnitCode>, sphere: Option<&SphereCode>) -> Result<Self, PostError> {
        match role {
            Role::Recipient | Role::Lead => {
                let unit = unit.ok_or(PostError::NeedsUnit(role))?;
                Ok(Self { role, unit: Some(unit.clone()), sphere: None })
            }
            Role::Curator => {
                let sphere = sphere.ok_or(PostError::NeedsSphere(role))?;
                Ok(Self { role, unit: None, sphere: Some(sphere.clone()) })
            }
            _ => Ok(Self { role, unit: None, sphere: None }),
        }
    }
}

impl std::fmt::Display for Post {
    /// `recipient of zhkh`, `curator of housing`, `operator`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = self.unit.as_ref().map(UnitCode::as_str).or(self.sphere.as_ref().map(SphereCode::as_str));
        f.write_str(self.role.code())?;
        of.map_or(Ok(()), |of| write!(f, " of {of}"))
    }
}
