//! What other processes keep: told by PostgreSQL to whoever listens, in the moment of the commit.
//!
//! SQLite has one process, which knows itself what it keeps.

use sqlx::postgres::PgListener;

use super::db::{Session, Tx};
use super::inbox::Incoming;
use super::{Db, StoreError};
use crate::domain::ids::UpdateId;

const CHANNEL: &str = "mcu_bot_inbox";

/// An ear for what other processes keep.
#[derive(Debug)]
pub struct Arrivals(PgListener);

/// What was heard.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Heard {
    /// The update, and the key in whose order it is handled.
    Update(UpdateId, i64),
    /// The connection was gone for a while: what was said meanwhile is in the inbox.
    Silence,
}

impl Arrivals {
    /// Listens from now on; `None` where there are no other processes.
    pub async fn listen(db: &Db) -> Result<Option<Self>, StoreError> {
        let Db::Postgres { pool, .. } = db else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Self(listener)))
    }

    /// Waits for the next arrival.
    pub async fn next(&mut self) -> Result<Heard, StoreError> {
        let said = self.0.try_recv().await?;
        Ok(said.and_then(|said| read(said.payload())).map_or(Heard::Silence, |(id, key)| Heard::Update(id, key)))
    }
}

impl Tx {
    /// Tells whoever leads of an update, once this transaction is committed.
    pub async fn announce(&mut self, update: &Incoming) -> Result<(), StoreError> {
        if let Session::Postgres(tx) = &mut self.session {
            let payload = format!("{}:{}", update.id.0, update.key);
            sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(&mut **tx).await?;
        }
        Ok(())
    }
}

fn read(payload: &str) -> Option<(UpdateId, i64)> {
    let (id, key) = payload.split_once(':')?;
    Some((UpdateId(id.parse().ok()?), key.parse().ok()?))
}
