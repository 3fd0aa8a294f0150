//! An invite is chosen, screen by screen, in one message; the last choice makes the link.

use std::time::Duration;

use super::{settle, subject_of};
use crate::cards::{choose_role, choose_sphere, choose_unit, invitation, ready};
use crate::domain::directory::Unit;
use crate::domain::ids::{InviteId, SphereCode, UnitCode};
use crate::domain::invite::{Code, Door, Invite, InviteState, Missing, Offer};
use crate::domain::permissions::{Right, has_right, may_give, may_manage};
use crate::domain::person::{Person, Post, Role};
use crate::flows::{About, FlowError, Outcome, Refusal, Turn, toast};
use crate::messenger::outgoing::{Message, Toast};
use crate::store::invites;
use crate::store::outbox::Priority;

/// How long a link is good.
const LIFE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// `/invite`, or ✉️ of a unit. Where there is nothing to choose the link comes at once.
pub async fn begin(turn: &mut Turn<'_>, actor: &Person, unit: Option<UnitCode>) -> Outcome {
    if !has_right(actor, Right::People) {
        return Err(Refusal::NoPeopleRight.into());
    }
    let mut offer = Offer { unit, ..Offer::default() };
    if let [only] = roles_of(turn, actor)[..] {
        offer.roles = vec![only];
    }
    let known = turn.known.clone();
    if offer.unit.is_none()
        && let [only] = units_of(&known.directory.tree(), actor, &offer)[..]
    {
        offer.unit = Some(only.code.clone());
    }
    let (id, forgotten) = invites::choose(turn.tx, actor.id, &offer, turn.now).await?;
    for forgotten in forgotten {
        settle(turn, forgotten).await?;
    }
    let invite = own(turn, actor, id).await?;
    let message = match offer.missing() {
        None => make(turn, actor, &invite).await?,
        Some(missing) => screen(turn, actor, &invite, missing, 1),
    };
    let about = About { subject: Some(subject_of(id)), ..About::default() };
    turn.queue(actor.chat, &message.shown, Priority::Prompt, about).await?;
    finish(turn, actor, message.link).await
}

/// What the chosen message becomes, and the one to be forwarded when the link is made.
struct Step {
    shown: Message,
    link: Option<Message>,
}

/// Roles the person may give and somebody could hold.
fn roles_of(turn: &Turn<'_>, actor: &Person) -> Vec<Role> {
    let directory = turn.directory();
    let possible = |role: &Role| match role {
        Role::Recipient | Role::Lead => !directory.units.is_empty(),
        Role::Curator => !directory.spheres.is_empty(),
        _ => true,
    };
    may_give(actor).into_iter().filter(possible).collect()
}

/// Units in which the person may give every chosen role that is of a unit, in the order of the tree.
fn units_of<'a>(tree: &[(&'a Unit, usize)], actor: &Person, offer: &Offer) -> Vec<&'a Unit> {
    let of_unit: Vec<Role> = offer.roles.iter().copied().filter(|role| role.is_of_unit()).collect();
    let gives = |unit: &Unit| {
        let post = |role: &Role| Post { role: *role, unit: Some(unit.code.clone()), sphere: None };
        may_manage(actor, &of_unit.iter().map(post).collect::<Vec<_>>())
    };
    tree.iter().map(|(unit, _)| *unit).filter(|unit| !of_unit.is_empty() && gives(unit)).collect()
}

/// The person's own invite that is still being chosen.
async fn own(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Result<Invite, FlowError> {
    if !has_right(actor, Right::People) {
        return Err(Refusal::NoPeopleRight.into());
    }
    let invite = invites::load(turn.tx, id).await?;
    let mine = |invite: &Invite| invite.invited_by == Some(actor.id) && invite.state == InviteState::Choosing;
    Ok(invite.filter(mine).ok_or(Refusal::InviteClosed)?)
}

fn screen(turn: &Turn<'_>, actor: &Person, invite: &Invite, missing: Missing, page: u16) -> Step {
    let (directory, words) = (turn.directory(), turn.words);
    let Invite { id, ref offer, .. } = *invite;
    let shown = match missing {
        Missing::Role => choose_role(id, offer, &roles_of(turn, actor), directory, words),
        Missing::Unit => choose_unit(id, offer, &units_of(&directory.tree(), actor, offer), page, words),
        Missing::Sphere => choose_sphere(id, offer, &directory.spheres, page, words),
    };
    Step { shown, link: None }
}

/// ◀️ Назад: the roles; what depends on them is chosen anew.
pub async fn roles(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Outcome {
    let mut invite = own(turn, actor, id).await?;
    invite.offer = Offer { roles: invite.offer.roles, ..Offer::default() };
    invites::change(turn.tx, id, &invite.offer).await?;
    let step = screen(turn, actor, &invite, Missing::Role, 1);
    show(turn, actor, step).await
}

/// Takes a role in, or out again.
pub async fn role(turn: &mut Turn<'_>, actor: &Person, id: InviteId, role: Role) -> Outcome {
    let mut invite = own(turn, actor, id).await?;
    if !roles_of(turn, actor).contains(&role) {
        return Err(Refusal::NotAllowed.into());
    }
    invite.offer.toggle(role);
    invites::change(turn.tx, id, &invite.offer).await?;
    let step = screen(turn, actor, &invite, Missing::Role, 1);
    show(turn, actor, step).await
}

/// ➡️ Дальше, and the pages of what comes then.
pub async fn next(turn: &mut Turn<'_>, actor: &Person, id: InviteId, page: u16) -> Outcome {
    let invite = own(turn, actor, id).await?;
    go_on(turn, actor, &invite, page).await
}

pub async fn unit(turn: &mut Turn<'_>, actor: &Person, id: InviteId, code: UnitCode) -> Outcome {
    let mut invite = own(turn, actor, id).await?;
    let known = turn.known.clone();
    if known.directory.unit(&code).is_none() {
        return Err(Refusal::NoSuchUnit.into());
    }
    if !units_of(&known.directory.tree(), actor, &invite.offer).iter().any(|unit| unit.code == code) {
        return Err(Refusal::NotAllowed.into());
    }
    invite.offer.unit = Some(code);
    invites::change(turn.tx, id, &invite.offer).await?;
    go_on(turn, actor, &invite, 1).await
}

pub async fn sphere(turn: &mut Turn<'_>, actor: &Person, id: InviteId, code: SphereCode) -> Outcome {
    let mut invite = own(turn, actor, id).await?;
    if turn.directory().sphere(&code).is_none() {
        return Err(Refusal::NoSuchUnit.into());
    }
    invite.offer.sphere = Some(code);
    invites::change(turn.tx, id, &invite.offer).await?;
    go_on(turn, actor, &invite, 1).await
}

/// ✖️ Отмена, while nothing is out.
pub async fn cancel(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Outcome {
    let invite = own(turn, actor, id).await?;
    invites::end(turn.tx, &invite, InviteState::Revoked, turn.now).await?;
    let shown = Message::text(turn.words.invite_cancelled());
    turn.replace(actor.chat, &shown).await?;
    Ok(toast(turn.words.toast_cancelled()))
}

async fn go_on(turn: &mut Turn<'_>, actor: &Person, invite: &Invite, page: u16) -> Outcome {
    let step = match invite.offer.missing() {
        None => make(turn, actor, invite).await?,
        Some(missing) => screen(turn, actor, invite, missing, page),
    };
    show(turn, actor, step).await
}

async fn show(turn: &mut Turn<'_>, actor: &Person, step: Step) -> Outcome {
    turn.replace(actor.chat, &step.shown).await?;
    finish(turn, actor, step.link).await
}

/// The message to be forwarded stands below what says so.
async fn finish(turn: &mut Turn<'_>, actor: &Person, link: Option<Message>) -> Outcome {
    let Some(link) = link else { return Ok(Toast::default()) };
    turn.say(actor.chat, &link).await?;
    Ok(toast(turn.words.toast_invite_ready()))
}

/// Everything is chosen. The code goes into the message alone; the store knows its hash.
async fn make(turn: &mut Turn<'_>, actor: &Person, invite: &Invite) -> Result<Step, FlowError> {
    let posts = invite.offer.posts().unwrap_or_default();
    if !may_manage(actor, &posts) {
        return Err(Refusal::NotAllowed.into());
    }
    let known = turn.known.clone();
    let bot = known.bot.as_ref().ok_or(Refusal::NoBotName)?;
    let code = Code::new(turn.random.bits());
    let until = turn.now.plus(LIFE);
    invites::open(turn.tx, invite.id, &code.hash(), turn.now, until).await?;
    let (link, until, directory) = (Door::Invite(code).link(bot), turn.date_time(until), &known.directory);
    Ok(Step {
        shown: ready(invite.id, &invite.offer, &posts, directory, turn.words),
        link: Some(invitation(&actor.name, &posts, &link, &until, directory, turn.words)),
    })
}
