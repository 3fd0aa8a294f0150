//! ↩️ Отозвать ответ, while nobody has judged it: words and files stay at hand, to be corrected and sent again.

use super::reply::{show, wait};
use super::review::check_version;
use super::{Outcome, Turn, toast};
use crate::domain::ids::ReplyId;
use crate::domain::incident::ReplyState;
use crate::domain::person::Person;
use crate::domain::ways::Action;
use crate::store::{parts, replies};

/// The version that was sent is kept as it was; another one is written from it.
pub async fn withdraw(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, version: i64) -> Outcome {
    let (mut reply, mut incident) = turn.visible_reply(actor, id).await?;
    let to = turn.decide(actor, Action::Withdraw, &incident, Some(&reply))?;
    check_version(&reply, version)?;
    reply.state = ReplyState::Withdrawn;
    replies::save(turn.tx, &reply, None).await?;
    let mut again = replies::begin(turn.tx, incident.id, actor.id, reply.kind, turn.now).await?;
    parts::copy(turn.tx, incident.id, reply.id, again.id).await?;
    again.text.clone_from(&reply.text);
    again.came_by = reply.came_by;
    again.promised_on = reply.promised_on;
    replies::save(turn.tx, &again, None).await?;
    turn.record(actor.id, &mut incident, Action::Withdraw, to, None).await?;
    show(turn, actor, &again).await?;
    wait(turn, actor, &again).await?;
    Ok(toast(turn.words.toast_withdrawn()))
}
