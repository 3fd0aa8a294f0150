//! Presses on an invite: while it is chosen, and when it is out.

use super::{Argument, Callback, code};
use crate::domain::ids::{InviteId, SphereCode, UnitCode};
use crate::domain::person::Role;

/// What is to be done with the invite.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum InvitePress {
    /// ◀️ Назад: the roles.
    Roles,
    /// Takes the role in, or out again.
    Role(Role),
    /// The page of units or spheres, whichever is to be chosen; the link when nothing is.
    Next(u16),
    Unit(UnitCode),
    Sphere(SphereCode),
    /// ✖️ Отмена, while nothing is out.
    Cancel,
    /// ↩️ Отозвать, before and after somebody has used it.
    Revoke,
    /// ✅ Впустить whoever has opened it.
    Admit,
    /// ❌ Отказать.
    Refuse,
}

impl InvitePress {
    #[must_use]
    pub const fn of(self, id: InviteId) -> Callback {
        Callback::Invite(id, self)
    }

    pub(super) fn written(&self) -> (&'static str, Argument) {
        match self {
            Self::Roles => ("vl", None),
            Self::Role(role) => ("vr", Some(role.code().to_owned())),
            Self::Next(page) => ("vn", Some(page.to_string())),
            Self::Unit(code) => ("vu", Some(code.to_string())),
            Self::Sphere(code) => ("vs", Some(code.to_string())),
            Self::Cancel => ("vc", None),
            Self::Revoke => ("vk", None),
            Self::Admit => ("va", None),
            Self::Refuse => ("vx", None),
        }
    }

    pub(super) fn read(tag: &str, argument: Option<&str>) -> Option<Self> {
        Some(match (tag, argument) {
            ("vl", None) => Self::Roles,
            ("vr", Some(role)) => Self::Role(role.parse().ok()?),
            ("vn", Some(page)) => Self::Next(page.parse().ok()?),
            ("vu", Some(unit)) => Self::Unit(UnitCode(code(unit)?)),
            ("vs", Some(sphere)) => Self::Sphere(SphereCode(code(sphere)?)),
            ("vc", None) => Self::Cancel,
            ("vk", None) => Self::Revoke,
            ("va", None) => Self::Admit,
            ("vx", None) => Self::Refuse,
            _ => return None,
        })
    }
}
