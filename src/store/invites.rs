//! Invites: chosen, open, used or taken back.

use super::db::Tx;
use super::error::{StoreError, changed, code, json, to_json};
use super::sql::sql;
use crate::domain::ids::{ChatId, InviteId, PersonId};
use crate::domain::invite::{Asked, Invite, InviteState, Offer};
use crate::domain::moment::Moment;
use crate::domain::person::Post;

#[derive(sqlx::FromRow)]
struct InviteRow {
    id: i64,
    state: String,
    offer: String,
    invited_by: Option<i64>,
    expires_at: Option<i64>,
    asked_chat: Option<i64>,
    asked_name: Option<String>,
    used_by: Option<i64>,
    given: Option<String>,
}

impl TryFrom<InviteRow> for Invite {
    type Error = StoreError;

    fn try_from(row: InviteRow) -> Result<Self, StoreError> {
        let asked = row.asked_chat.map(|chat| Asked { chat: ChatId(chat), name: row.asked_name.unwrap_or_default() });
        Ok(Self {
            id: InviteId(row.id),
            state: code("invite", row.id, &row.state)?,
            offer: json("invite", row.id, &row.offer)?,
            invited_by: row.invited_by.map(PersonId),
            expires_at: row.expires_at.map(Moment::from_millis),
            asked,
            used_by: row.used_by.map(PersonId),
            given: row.given.map(|given| json("invite", row.id, &given)).transpose()?.unwrap_or_default(),
        })
    }
}

/// Begins a choice. What the person was choosing before is forgotten; its ids are the caller's to settle.
pub async fn choose(
    tx: &mut Tx,
    by: PersonId,
    offer: &Offer,
    now: Moment,
) -> Result<(InviteId, Vec<InviteId>), StoreError> {
    let forgotten = sql!(
        tx,
        fetch_all as (i64,),
        "DELETE FROM invite WHERE invited_by = $1 AND state = 'choosing' RETURNING id",
        by.0
    )?;
    let (id,) = sql!(
        tx,
        fetch_one as (i64,),
        "INSERT INTO invite (state, offer, invited_by, made_at) VALUES ('choosing', $1, $2, $3) RETURNING id",
        to_json("invite", offer)?,
        by.0,
        now.millis()
    )?;
    Ok((InviteId(id), forgotten.into_iter().map(|(id,)| InviteId(id)).collect()))
}

/// The claim of the first administrator.
pub async fn claim(tx: &mut Tx, hash: &str, offer: &Offer, now: Moment, expires: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO invite (state, code_hash, offer, made_at, expires_at) VALUES ('open', $1, $2, $3, $4)",
        hash,
        to_json("invite", offer)?,
        now.millis(),
        expires.millis()
    )?;
    Ok(())
}

pub async fn load(tx: &mut Tx, id: InviteId) -> Result<Option<Invite>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as InviteRow,
        "SELECT id, state, offer, invited_by, expires_at, asked_chat, asked_name, used_by, given FROM invite
         WHERE id = $1",
        id.0
    )?;
    row.map(Invite::try_from).transpose()
}

/// The invite behind a link.
pub async fn by_hash(tx: &mut Tx, hash: &str) -> Result<Option<Invite>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as InviteRow,
        "SELECT id, state, offer, invited_by, expires_at, asked_chat, asked_name, used_by, given FROM invite
         WHERE code_hash = $1",
        hash
    )?;
    row.map(Invite::try_from).transpose()
}

/// Something else is chosen.
pub async fn change(tx: &mut Tx, id: InviteId, offer: &Offer) -> Result<(), StoreError> {
    let rows =
        sql!(tx, "UPDATE invite SET offer = $2 WHERE id = $1 AND state = 'choosing'", id.0, to_json("invite", offer)?)?;
    changed(rows)
}

/// Everything is chosen: from now on whoever has the code may come.
pub async fn open(tx: &mut Tx, id: InviteId, hash: &str, now: Moment, expires: Moment) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE invite SET state = 'open', code_hash = $2, made_at = $3, expires_at = $4
         WHERE id = $1 AND state = 'choosing'",
        id.0,
        hash,
        now.millis(),
        expires.millis()
    )?;
    changed(rows)
}

/// Somebody has opened it and waits to be let in.
pub async fn ask(tx: &mut Tx, id: InviteId, asked: &Asked) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE invite SET state = 'asked', asked_chat = $2, asked_name = $3 WHERE id = $1 AND state = 'open'",
        id.0,
        asked.chat.0,
        &asked.name
    )?;
    changed(rows)
}

/// It has given these posts, if it still stands where it was seen.
pub async fn used(tx: &mut Tx, invite: &Invite, by: PersonId, given: &[Post], now: Moment) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE invite SET state = 'used', used_by = $3, given = $4, used_at = $5 WHERE id = $1 AND state = $2",
        invite.id.0,
        invite.state.code(),
        by.0,
        to_json("invite", &given)?,
        now.millis()
    )?;
    changed(rows)
}

/// It ends as this, if it still stands where it was seen.
pub async fn end(tx: &mut Tx, invite: &Invite, to: InviteState, now: Moment) -> Result<(), StoreError> {
    let rows = sql!(
        tx,
        "UPDATE invite SET state = $3, revoked_at = $4 WHERE id = $1 AND state = $2",
        invite.id.0,
        invite.state.code(),
        to.code(),
        now.millis()
    )?;
    changed(rows)
}
