//! An invite: a link that gives posts to whoever opens it first.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::ids::{ChatId, InviteId, PersonId, SphereCode, UnitCode};
use super::incident::codes;
use super::moment::Moment;
use super::person::{Post, PostError, Role};

codes! {
    /// Where an invite stands.
    InviteState {
        /// Roles and unit are being chosen; there is no link yet.
        Choosing = "choosing",
        Open = "open",
        /// Somebody has opened it, and whoever invited is asked.
        Asked = "asked",
        Used = "used",
        /// Whoever opened it was not let in.
        Refused = "refused",
        Revoked = "revoked",
    }
}

/// 128 bits nobody can guess. Only a hash of them is kept.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Code([u8; 16]);

impl Code {
    #[must_use]
    pub const fn new(bits: [u8; 16]) -> Self {
        Self(bits)
    }

    /// As the store knows it.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0))
    }

    /// Written as we write it: 32 digits from `0` to `f`.
    fn read(text: &str) -> Option<Self> {
        let bits = u128::from_str_radix(text, 16).ok()?.to_be_bytes();
        (hex(&bits) == text).then_some(Self(bits))
    }
}

/// Whoever has the code has the posts: it stays out of logs.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(***)")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a link into the private chat leads to: the words behind `start=`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Door {
    /// `i_…`.
    Invite(Code),
    /// `c_…`, from the terminal: the first administrator.
    Claim(Code),
}

impl Door {
    /// `None` for the words of any other link.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let (kind, code) = words.trim().split_once('_')?;
        let code = Code::read(code)?;
        match kind {
            "i" => Some(Self::Invite(code)),
            "c" => Some(Self::Claim(code)),
            _ => None,
        }
    }

    /// The link, given the public name of the bot.
    #[must_use]
    pub fn link(&self, bot: &str) -> String {
        match self {
            Self::Invite(code) => format!("https://t.me/{bot}?start=i_{}", hex(&code.0)),
            Self::Claim(code) => format!("https://t.me/{bot}?start=c_{}", hex(&code.0)),
        }
    }
}

/// What is offered; complete when nothing is [`Offer::missing`].
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// In the order of [`Role::ALL`].
    pub roles: Vec<Role>,
    pub unit: Option<UnitCode>,
    pub sphere: Option<SphereCode>,
}

/// What is still to be chosen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Missing {
    Role,
    Unit,
    Sphere,
}

impl Offer {
    /// Takes the role in, or out again.
    pub fn toggle(&mut self, role: Role) {
        let had = self.roles.contains(&role);
        self.roles = Role::ALL
            .iter()
            .copied()
            .filter(|one| self.roles.contains(one) && *one != role || *one == role && !had)
            .collect();
    }

    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match self.posts() {
            Ok(_) => None,
            Err(PostError::NeedsUnit(_)) => Some(Missing::Unit),
            Err(PostError::NeedsSphere(_)) => Some(Missing::Sphere),
            Err(_) => Some(Missing::Role),
        }
    }

    /// The posts; a unit or a sphere that no role needs is passed over.
    pub fn posts(&self) -> Result<Vec<Post>, PostError> {
        let of_unit = self.roles.iter().any(|role| role.is_of_unit());
        let unit = self.unit.as_ref().filter(|_| of_unit);
        let sphere = self.sphere.as_ref().filter(|_| self.roles.contains(&Role::Curator));
        Post::all(&self.roles, unit, sphere)
    }

    /// Power over people: whoever opens such a link must be confirmed.
    #[must_use]
    pub fn asks_first(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Admin | Role::Head))
    }
}

/// One invite.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Invite {
    pub id: InviteId,
    pub state: InviteState,
    pub offer: Offer,
    /// `None`: the claim of the first administrator.
    pub invited_by: Option<PersonId>,
    /// Set with the link.
    pub expires_at: Option<Moment>,
    /// Who has opened it and waits to be let in.
    pub asked: Option<Asked>,
    pub used_by: Option<PersonId>,
    /// The posts it really gave.
    pub given: Vec<Post>,
}

/// An account that wants to come in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asked {
    pub chat: ChatId,
    pub name: String,
}
