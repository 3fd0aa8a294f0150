//! Invites: chosen and made, opened by somebody, confirmed, taken back.

mod choose;
mod decide;
mod enter;

pub use choose::{begin, cancel, next, role, roles, sphere, unit};
pub use decide::{admit, refuse, revoke};
pub use enter::enter;

use super::{FlowError, Turn};
use crate::domain::ids::InviteId;
use crate::domain::invite::Invite;
use crate::domain::permissions::may_manage;
use crate::domain::person::{Post, Role};
use crate::store::{StoreError, outbox, people};

/// What the buttons under messages about an invite are about.
fn subject_of(id: InviteId) -> String {
    format!("invite:{id}")
}

/// The buttons about this invite go.
async fn settle(turn: &mut Turn<'_>, id: InviteId) -> Result<(), StoreError> {
    outbox::settle(turn.tx, &subject_of(id), turn.now).await
}

/// Whoever made it may still give these posts, and they still are in the directory. A claim holds while there is
/// no administrator.
async fn holds(turn: &mut Turn<'_>, invite: &Invite) -> Result<bool, FlowError> {
    let Ok(posts) = invite.offer.posts() else { return Ok(false) };
    let Some(inviter) = invite.invited_by else {
        people::alone(turn.tx).await?;
        return Ok(people::with_role(turn.tx, Role::Admin).await?.is_empty());
    };
    // Somebody removed holds no posts.
    let inviter = people::by_id(turn.tx, inviter).await?;
    let known = |post: &Post| {
        post.unit.as_ref().is_none_or(|unit| turn.directory().unit(unit).is_some())
            && post.sphere.as_ref().is_none_or(|sphere| turn.directory().sphere(sphere).is_some())
    };
    Ok(inviter.is_some_and(|inviter| may_manage(&inviter, &posts)) && posts.iter().all(known))
}
