//! Whoever invited decides: lets somebody in, or takes the invite back, before and after it was used.

use super::{enter, holds, settle};
use crate::domain::ids::InviteId;
use crate::domain::invite::{Asked, Invite, InviteState};
use crate::domain::permissions::may_manage;
use crate::domain::person::{Person, Post};
use crate::flows::{About, FlowError, Outcome, Refusal, Turn, joining, people as people_flow, toast};
use crate::i18n::Words;
use crate::messenger::outgoing::Message;
use crate::store::outbox::Priority;
use crate::store::{StoreError, invites, people};

/// ✅ Впустить.
pub async fn admit(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Outcome {
    let invite = own(turn, actor, id).await?;
    let asked = waiting(&invite)?;
    if !holds(turn, &invite).await? {
        return Err(Refusal::InviteVoid.into());
    }
    enter::admit(turn, &invite, &asked).await?;
    Ok(toast(turn.words.toast_admitted(&asked.name)))
}

/// ❌ Отказать.
pub async fn refuse(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Outcome {
    let invite = own(turn, actor, id).await?;
    let asked = waiting(&invite)?;
    turn_down(turn, &invite, &asked).await?;
    Ok(toast(turn.words.toast_not_admitted()))
}

/// ↩️ Отозвать: a link that is out gives nothing any more, and what it gave is taken again.
pub async fn revoke(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Outcome {
    let invite = own(turn, actor, id).await?;
    match invite.state {
        InviteState::Open => {
            invites::end(turn.tx, &invite, InviteState::Revoked, turn.now).await?;
            settle(turn, id).await?;
            Ok(toast(turn.words.toast_invite_revoked()))
        }
        InviteState::Asked => {
            let asked = waiting(&invite)?;
            turn_down(turn, &invite, &asked).await?;
            Ok(toast(turn.words.toast_invite_revoked()))
        }
        InviteState::Used => take_back(turn, actor, &invite).await,
        InviteState::Choosing | InviteState::Refused | InviteState::Revoked => Err(Refusal::InviteClosed.into()),
    }
}

/// Invites are their maker's own: to anybody else they do not exist.
async fn own(turn: &mut Turn<'_>, actor: &Person, id: InviteId) -> Result<Invite, FlowError> {
    let invite = invites::load(turn.tx, id).await?;
    Ok(invite.filter(|invite| invite.invited_by == Some(actor.id)).ok_or(Refusal::InviteClosed)?)
}

fn waiting(invite: &Invite) -> Result<Asked, Refusal> {
    invite.asked.clone().filter(|_| invite.state == InviteState::Asked).ok_or(Refusal::InviteClosed)
}

async fn turn_down(turn: &mut Turn<'_>, invite: &Invite, asked: &Asked) -> Result<(), StoreError> {
    invites::end(turn.tx, invite, InviteState::Refused, turn.now).await?;
    settle(turn, invite.id).await?;
    let words = match people::by_chat(turn.tx, asked.chat).await? {
        Some(person) => turn.words_of(&person),
        None => Words::of(turn.directory().centre.language),
    };
    let message = Message::text(words.say_not_admitted());
    turn.queue(asked.chat, &message, Priority::Notice, About::default()).await
}

async fn take_back(turn: &mut Turn<'_>, actor: &Person, invite: &Invite) -> Outcome {
    people::alone(turn.tx).await?;
    let used_by = invite.used_by.ok_or(Refusal::InviteClosed)?;
    let person = people::by_id(turn.tx, used_by).await?.ok_or(Refusal::InviteClosed)?;
    let mut given: Vec<Post> = invite.given.clone();
    given.retain(|post| person.posts.contains(post));
    // Nothing is left of it: somebody else has taken these posts away.
    if given.is_empty() {
        return Err(Refusal::InviteClosed.into());
    }
    if !may_manage(actor, &given) {
        return Err(Refusal::NotToManage.into());
    }
    people_flow::spare_last_admin(turn, &given).await?;
    invites::end(turn.tx, invite, InviteState::Revoked, turn.now).await?;
    settle(turn, invite.id).await?;
    joining::take(turn, &person, &given, Some(actor)).await?;
    Ok(toast(turn.words.toast_access_revoked(&person.name)))
}
