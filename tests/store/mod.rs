//! What the store keeps, on both engines.

mod cards;
mod catalogue;
mod dialogs;
mod directory;
mod errors;
mod files;
mod health;
mod inbox;
mod incidents;
mod lead;
mod outbox;
mod parts;
mod people;
mod personal;
mod replies;
mod schema;
mod search;
mod transfer;

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, PersonId};
use mcu_bot::domain::incident::{Channel, Incident};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::person::{Post, Role};
use mcu_bot::domain::screen::Screen;
use mcu_bot::store::cards::{Card, Look, Place};
use mcu_bot::store::{self, Db, Tx};

use crate::engines::Engine;

/// 2026-11-23, a Monday, 12:00 in Astrakhan.
const NOON: Moment = Moment::from_millis(1_795_420_800_000);

/// A store nobody has written to.
struct Store {
    db: Db,
    engine: Engine,
}

impl Store {
    async fn open(engine: Engine) -> Result<Self> {
        Ok(Self { db: engine.connect().await?, engine })
    }

    /// A transaction, which a story may leave open: what it did is then undone.
    async fn begin(&self) -> Result<Tx> {
        Ok(self.db.begin().await?)
    }

    /// A transaction that reads beside one that writes.
    async fn read(&self) -> Result<Tx> {
        Ok(self.db.read().await?)
    }

    async fn finish(self) -> Result<()> {
        self.db.close().await;
        Ok(())
    }
}

/// `minutes` after [`NOON`].
fn later(minutes: u64) -> Moment {
    NOON.plus(std::time::Duration::from_secs(60 * minutes))
}

/// The operator, whose account is 1001.
async fn operator(tx: &mut Tx) -> Result<PersonId> {
    let post = Post { role: Role::Operator, unit: None, sphere: None };
    Ok(store::people::add(tx, ChatId(1001), "Оператор МЦУ", &[post], NOON).await?)
}

/// A recipient of the unit `zhkh`, whose account is 1002.
async fn recipient(tx: &mut Tx) -> Result<PersonId> {
    let post = Post { role: Role::Recipient, unit: Some("zhkh".into()), sphere: None };
    Ok(store::people::add(tx, ChatId(1002), "Специалист ЖКХ", &[post], NOON).await?)
}

/// What the operator has just forwarded; nothing is known that the post does not say.
fn draft(created_by: PersonId) -> Incident {
    Incident { text: "Яма на улице Мира".to_owned(), ..Incident::draft(Channel::Vk, created_by, NOON) }
}

/// The operator's draft, kept.
async fn incident(tx: &mut Tx) -> Result<Incident> {
    let draft = draft(operator(tx).await?);
    Ok(store::incidents::insert(tx, &draft).await?)
}

/// The card of an incident of its own in this conversation.
async fn card(tx: &mut Tx, chat: ChatId) -> Result<Card> {
    let person = store::people::add(tx, chat, "Кто-то", &[], NOON).await?;
    let incident = store::incidents::insert(tx, &draft(person)).await?.id;
    let place = Place { person, chat, incident, reply: None };
    Ok(store::cards::show(tx, place, &Screen::Main).await?)
}

/// A card with buttons.
const fn look(fingerprint: &str) -> Look<'_> {
    Look { fingerprint, bare: false }
}
