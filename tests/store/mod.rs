//! What the store keeps, on both engines.

mod catalogue;
mod schema;

use anyhow::Result;
use mcu_bot::store::Db;

use crate::engines::Engine;

/// A store nobody has written to.
struct Store {
    db: Db,
    _engine: Engine,
}

impl Store {
    async fn open(engine: Engine) -> Result<Self> {
        Ok(Self { db: engine.connect().await?, _engine: engine })
    }

    async fn finish(self) -> Result<()> {
        self.db.close().await;
        Ok(())
    }
}
