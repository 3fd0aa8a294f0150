//! One delivery: what is due is drawn from the present state, and then handed to the messenger.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Delivery;
use super::render::{Drawn, Sight};
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
    /// Settled meanwhile: nothing to acknowledge.
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
    /// The card, or what it shows, cannot be read.
    BrokenCard {
        id: CardId,
        error: String,
    },
}

impl Sent {
    pub fn error(&self) -> Option<&SendError> {
        match &self.what {
            What::Nothing | What::Fresh { .. } | What::Broken { .. } | What::BrokenCard { .. } => None,
            What::NewCard { result, .. } => result.as_ref().err(),
            What::EditedCard { result, .. } | What::Stripped { result, .. } => result.as_ref().err(),
            What::Message { result, .. } => result.as_ref().err(),
        }
    }
}

/// What is due, read and drawn.
#[derive(Debug)]
pub enum Prepared {
    Card {
        card: Card,
        shown: String,
        message: Message,
    },
    Message {
        queued: Queued,
        message: Message,
    },
    /// Loses its buttons.
    Strip(Queued),
    /// There is nothing to send.
    Done(What),
}

/// Reads what is due.
///
/// # Errors
/// Only where nothing else can be read either; else the row alone is passed over.
pub async fn prepare(sight: &mut Sight<'_>, due: Due) -> Result<Prepared, StoreError> {
    let prepared = match due {
        Due::Card(id) => prepare_card(sight, id).await,
        Due::Message(id) => prepare_message(sight, id).await,
    };
    match prepared {
        Err(error @ StoreError::Corrupt { .. }) => {
            tracing::error!(%error, "what is due could not be read");
            let error = error.to_string();
            Ok(Prepared::Done(match due {
                Due::Card(id) => What::BrokenCard { id, error },
                Due::Message(id) => What::Broken { id, error },
            }))
        }
        other => other,
    }
}

async fn prepare_card(sight: &mut Sight<'_>, id: CardId) -> Result<Prepared, StoreError> {
    let Some(card) = cards::load(sight.tx(), id).await? else { return Ok(Prepared::Done(What::Nothing)) };
    let Drawn::Message(message) = sight.draw(&card).await? else { return Ok(Prepared::Done(What::Fresh { card })) };
    let shown = fingerprint(&message);
    if card.message.is_some() && card.shown.as_ref() == Some(&shown) {
        return Ok(Prepared::Done(What::Fresh { card }));
    }
    Ok(Prepared::Card { card, shown, message })
}

async fn prepare_message(sight: &mut Sight<'_>, id: OutboxId) -> Result<Prepared, StoreError> {
    let Some(queued) = outbox::load(sight.tx(), id).await? else { return Ok(Prepared::Done(What::Nothing)) };
    if queued.state == State::Stripping {
        return Ok(Prepared::Strip(queued));
    }
    let body = queued.body.as_deref().unwrap_or_default();
    Ok(match serde_json::from_str::<Message>(body) {
        Ok(mut message) => {
            message.reply_to = queued.reply_to.or(message.reply_to);
            Prepared::Message { queued, message }
        }
        Err(error) => Prepared::Done(What::Broken { id, error: error.to_string() }),
    })
}

impl<M: Messenger> Delivery<M> {
    pub(super) async fn send(&self, chat: ChatId, prepared: Prepared) -> Sent {
        let what = match prepared {
            Prepared::Card { card, shown, message } => self.send_card(card, shown, message).await,
            Prepared::Message { queued, message } => {
                let result = self.send_message(&queued, &message).await;
                What::Message { queued, message, result }
            }
            Prepared::Strip(queued) => {
                let result = match queued.message {
                    Some(at) => self.messenger.edit_keyboard(queued.chat, at, None).await,
                    None => Ok(()),
                };
                What::Stripped { id: queued.id, result }
            }
            Prepared::Done(what) => what,
        };
        Sent { chat, messages: messages(&what), what }
    }

    /// What was sent before is replaced in place.
    async fn send_message(&self, queued: &Queued, message: &Message) -> Result<Option<MessageId>, SendError> {
        match queued.message {
            None => self.messenger.send(queued.chat, message).await.map(|ids| ids.first().copied()),
            Some(at) => match self.messenger.edit(queued.chat, at, message).await {
                Ok(()) | Err(SendError::NotModified) => Ok(Some(at)),
                Err(error) => Err(error),
            },
        }
    }

    async fn send_card(&self, card: Card, shown: String, message: Message) -> What {
        if let Some(at) = card.message {
            let result = self.messenger.edit(card.chat, at, &message).await;
            return What::EditedCard { card, shown, message, result };
        }
        let result = self.messenger.send(card.chat, &message).await.and_then(|ids| first(&ids));
        What::NewCard { card, shown, message, result }
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
        What::Nothing | What::Fresh { .. } | What::Broken { .. } | What::BrokenCard { .. } => 0,
        What::Message { message: Message { content: Content::Files(files), .. }, .. } => files.len(),
        _ => 1,
    }
}
