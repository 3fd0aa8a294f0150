//! One delivery: what is due is drawn from the present state and handed to the messenger.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Delivery;
use super::render::{self, Drawn};
use crate::domain::ids::{CardId, ChatId, MessageId, OutboxId};
use crate::messenger::outgoing::{Content, Message};
use crate::messenger::{Messenger, SendError};
use crate::store::cards::Card;
use crate::store::outbox::{self, Due, Queued, State};
use crate::store::{StoreError, cards};

/// What came of one delivery.
#[derive(Debug)]
pub struct Sent {
    pub chat: ChatId,
    /// How many messages the conversation got by it, at most.
    pub messages: usize,
    pub what: What,
}

#[derive(Debug)]
pub enum What {
    /// Settled meanwhile, or the database did not answer: nothing to acknowledge.
    Nothing,
    /// The card shows already what it should.
    Fresh {
        card: Card,
    },
    NewCard {
        card: Card,
        shown: String,
        message: Message,
        result: Result<MessageId, SendError>,
    },
    EditedCard {
        card: Card,
        shown: String,
        message: Message,
        result: Result<(), SendError>,
    },
    Message {
        queued: Queued,
        message: Message,
        result: Result<Option<MessageId>, SendError>,
    },
    Stripped {
        id: OutboxId,
        result: Result<(), SendError>,
    },
    /// The row cannot be read.
    Broken {
        id: OutboxId,
        error: String,
    },
}

impl Sent {
    pub fn error(&self) -> Option<&SendError> {
        match &self.what {
            What::Nothing | What::Fresh { .. } | What::Broken { .. } => None,
            What::NewCard { result, .. } => result.as_ref().err(),
            What::EditedCard { result, .. } | What::Stripped { result, .. } => result.as_ref().err(),
            What::Message { result, .. } => result.as_ref().err(),
        }
    }
}

impl<M: Messenger> Delivery<M> {
    pub(super) async fn send(&self, chat: ChatId, due: Due) -> Sent {
        let what = match due {
            Due::Card(id) => self.send_card(id).await,
            Due::Message(id) => self.send_message(id).await,
        };
        let what = what.unwrap_or_else(|error| {
            tracing::warn!(%error, "what is due could not be read");
            What::Nothing
        });
        Sent { chat, messages: messages(&what), what }
    }

    async fn send_card(&self, id: CardId) -> Result<What, StoreError> {
        let mut tx = self.db.read().await?;
        let Some(card) = cards::load(&mut tx, id).await? else { return Ok(What::Nothing) };
        let known = self.directory.current(&mut tx).await?;
        let drawn = render::draw(&mut tx, &card, &known.directory, self.clock.now()).await?;
        tx.rollback().await?;
        let Drawn::Message(message) = drawn else { return Ok(What::Fresh { card }) };
        let shown = fingerprint(&message);
        Ok(match card.message {
            Some(_) if card.shown.as_ref() == Some(&shown) => What::Fresh { card },
            Some(at) => {
                let result = self.messenger.edit(card.chat, at, &message).await;
                What::EditedCard { card, shown, message, result }
            }
            None => {
                let result = self.messenger.send(card.chat, &message).await.and_then(|ids| first(&ids));
                What::NewCard { card, shown, message, result }
            }
        })
    }

    async fn send_message(&self, id: OutboxId) -> Result<What, StoreError> {
        let mut tx = self.db.read().await?;
        let queued = outbox::load(&mut tx, id).await?;
        tx.rollback().await?;
        let Some(queued) = queued else { return Ok(What::Nothing) };
        if queued.state == State::Stripping {
            let result = match queued.message {
                Some(at) => self.messenger.edit_keyboard(queued.chat, at, None).await,
                None => Ok(()),
            };
            return Ok(What::Stripped { id, result });
        }
        let body = queued.body.as_deref().unwrap_or_default();
        let mut message: Message = match serde_json::from_str(body) {
            Ok(message) => message,
            Err(error) => return Ok(What::Broken { id, error: error.to_string() }),
        };
        message.reply_to = queued.reply_to;
        let result = self.messenger.send(queued.chat, &message).await.map(|ids| ids.first().copied());
        Ok(What::Message { queued, message, result })
    }
}

fn first(ids: &[MessageId]) -> Result<MessageId, SendError> {
    ids.first().copied().ok_or_else(|| SendError::Unavailable("sent without a message id".to_owned()))
}

/// What tells one state of a card from another. Another build may count otherwise; then one edit is needless.
fn fingerprint(message: &Message) -> String {
    let mut hasher = DefaultHasher::new();
    message.to_json().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn messages(what: &What) -> usize {
    match what {
        What::Nothing | What::Fresh { .. } | What::Broken { .. } => 0,
        What::Message { message: Message { content: Content::Files(files), .. }, .. } => files.len(),
        _ => 1,
    }
}
