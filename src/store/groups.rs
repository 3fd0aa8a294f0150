//! Groups the bot was spoken to in.

use super::db::Tx;
use super::error::StoreError;
use super::sql::sql;
use crate::domain::ids::ChatId;
use crate::domain::moment::Moment;

/// Whether nobody was sent to the private chat there since `since`; from now on somebody was.
pub async fn may_be_told(tx: &mut Tx, group: ChatId, now: Moment, since: Moment) -> Result<bool, StoreError> {
    let rows = sql!(
        tx,
        "INSERT INTO group_chat (chat, told_at) VALUES ($1, $2)
         ON CONFLICT (chat) DO UPDATE SET told_at = excluded.told_at WHERE group_chat.told_at <= $3",
        group.0,
        now.millis(),
        since.millis()
    )?;
    Ok(rows == 1)
}
