//! One delivery: what is due is read from the present state, and then, outside the transaction, made ready and handed
//! to the messenger.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;

use super::Delivery;
use super::render::{Drawn, Sight, Whole};
use crate::crash::{self, Point};
use crate::domain::ids::{CardId, ChatId, IncidentId, MessageId, OutboxId};
use crate::messenger::outgoing::{Content, Message};
use crate::messenger::{Messenger, SendError};
use crate::store::cards::Card;
use crate::store::outbox::{self, Due, Queued, State};
use crate::store::{StoreError, Tx, cards, fingerprint};

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
    /// Cut down to what is left, or deleted.
    TakenBack {
        card: Card,
        result: Result<Remains, SendError>,
    },
    Message {
        queued: Queued,
        message: Message,
        result: Result<Vec<MessageId>, SendError>,
    },
    Stripped {
        id: OutboxId,
        result: Result<(), SendError>,
    },
    /// Keeps its buttons: the message was to lose them while nobody knew yet that it is a card.
    Spared {
        id: OutboxId,
    },
    /// Deleted, as far as the messenger lets us.
    Recalled {
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

/// What is left of a card that was taken back.
#[derive(Debug)]
pub struct Remains {
    /// `None`: deleted, or it was never sent.
    pub message: Option<MessageId>,
    pub shown: Option<String>,
}

impl Sent {
    pub fn error(&self) -> Option<&SendError> {
        match &self.what {
            What::Nothing
            | What::Fresh { .. }
            | What::Spared { .. }
            | What::Broken { .. }
            | What::BrokenCard { .. } => None,
            What::NewCard { result, .. } => result.as_ref().err(),
            What::EditedCard { result, .. } | What::Stripped { result, .. } | What::Recalled { result, .. } => {
                result.as_ref().err()
            }
            What::TakenBack { result, .. } => result.as_ref().err(),
            What::Message { result, .. } => result.as_ref().err(),
        }
    }
}

/// What is due, as it stands.
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
    /// Whoever has the card sees the incident no more.
    TakeBack {
        card: Card,
        remains: Message,
        whole: Whole,
    },
    /// Loses its buttons.
    Strip(Queued),
    /// Is deleted.
    Recall(Queued),
    /// There is nothing to send.
    Done(What),
}

/// Cards of one conversation that are changed in one go.
const AT_ONCE: i64 = 8;

/// What comes next in a conversation.
#[derive(Debug)]
pub enum Next {
    /// Stale cards, one of which may be impossible to read.
    Cards(Vec<(CardId, Result<Card, StoreError>)>),
    Message(OutboxId),
}

impl Next {
    pub async fn of(tx: &mut Tx, chat: ChatId, due: Due) -> Result<Self, StoreError> {
        Ok(match due {
            Due::Card(_) => Self::Cards(cards::due(tx, chat, AT_ONCE).await?),
            Due::Message(id) => Self::Message(id),
        })
    }

    /// What its cards show.
    pub fn incidents(&self) -> impl Iterator<Item = IncidentId> {
        let cards = if let Self::Cards(cards) = self { &cards[..] } else { &[] };
        cards.iter().filter_map(|(_, card)| Some(card.as_ref().ok()?.incident))
    }
}

/// Makes ready what comes next. Edits do no harm when they are made twice: as many of them as `may_go_on` lets leave one
/// after the other, and behind them at most one message that is new.
///
/// # Errors
/// Only where nothing else can be read either; else the row alone is passed over.
pub async fn prepare(
    sight: &mut Sight<'_>,
    next: Next,
    mut may_go_on: impl FnMut() -> bool,
) -> Result<Vec<Prepared>, StoreError> {
    let cards = match next {
        Next::Cards(cards) => cards,
        Next::Message(id) => {
            let prepared = prepare_message(sight, id).await;
            return Ok(vec![or_passed_over(prepared, |error| What::Broken { id, error })?]);
        }
    };
    let mut line = Vec::new();
    for (id, card) in cards {
        if !line.is_empty() && !may_go_on() {
            break;
        }
        let prepared = match card {
            Ok(card) => prepare_card(sight, card).await,
            Err(error) => Err(error),
        };
        let prepared = or_passed_over(prepared, |error| What::BrokenCard { id, error })?;
        let is_harmless = prepared.is_harmless();
        line.push(prepared);
        if !is_harmless {
            break;
        }
    }
    Ok(line)
}

fn or_passed_over(
    prepared: Result<Prepared, StoreError>,
    broken: impl FnOnce(String) -> What,
) -> Result<Prepared, StoreError> {
    match prepared {
        Err(error @ StoreError::Corrupt { .. }) => {
            tracing::error!(%error, "what is due could not be read");
            Ok(Prepared::Done(broken(error.to_string())))
        }
        other => other,
    }
}

impl Prepared {
    /// Nobody notices when it leaves twice.
    const fn is_harmless(&self) -> bool {
        match self {
            Self::Card { card, .. } => card.message.is_some(),
            Self::TakeBack { .. } | Self::Strip(_) | Self::Recall(_) | Self::Done(_) => true,
            Self::Message { .. } => false,
        }
    }
}

async fn prepare_card(sight: &mut Sight<'_>, card: Card) -> Result<Prepared, StoreError> {
    let message = match sight.draw(&card).await? {
        Drawn::Message(message) => message,
        Drawn::TakenBack { remains, .. } if is_taken_back(&card, &remains) => {
            return Ok(Prepared::Done(What::Fresh { card }));
        }
        Drawn::TakenBack { remains, whole } => return Ok(Prepared::TakeBack { card, remains, whole }),
        Drawn::Nothing => return Ok(Prepared::Done(What::Fresh { card })),
    };
    let shown = fingerprint(&message.to_json());
    if card.message.is_some() && card.shown.as_ref() == Some(&shown) {
        return Ok(Prepared::Done(What::Fresh { card }));
    }
    Ok(Prepared::Card { card, shown, message })
}

/// Nothing is left of the card, or just what should be.
fn is_taken_back(card: &Card, remains: &Message) -> bool {
    card.taken_back && (card.message.is_none() || card.shown == Some(fingerprint(&remains.to_json())))
}

async fn prepare_message(sight: &mut Sight<'_>, id: OutboxId) -> Result<Prepared, StoreError> {
    let Some(queued) = outbox::load(sight.tx(), id).await? else { return Ok(Prepared::Done(What::Nothing)) };
    match queued.state {
        State::Stripping if is_card(sight, &queued).await? => return Ok(Prepared::Done(What::Spared { id })),
        State::Stripping => return Ok(Prepared::Strip(queued)),
        State::Recalling => return Ok(Prepared::Recall(queued)),
        _ => {}
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

/// The message is a card that stands. Its button was pressed, in vain, before its sending was acknowledged.
async fn is_card(sight: &mut Sight<'_>, queued: &Queued) -> Result<bool, StoreError> {
    match queued.message {
        Some(message) => cards::is_card(sight.tx(), queued.chat, message).await,
        None => Ok(false),
    }
}

impl<M: Messenger> Delivery<M> {
    /// Sends one thing after the other, up to the first that the messenger does not take now, and for as long as nobody
    /// else can lead: whoever wakes after a sleep would say what was so before it.
    pub(super) async fn send_all(&self, chat: ChatId, line: Vec<Prepared>) -> Vec<Sent> {
        let mut done = Vec::with_capacity(line.len());
        for prepared in line {
            if !self.lease.holds(self.clock.elapsed()) {
                done.push(Sent { chat, messages: 0, what: What::Nothing });
                break;
            }
            let sent = self.send(chat, prepared).await;
            let goes_on = sent.error().is_none_or(|error| matches!(error, SendError::NotModified));
            done.push(sent);
            if !goes_on {
                break;
            }
        }
        done
    }

    async fn send(&self, chat: ChatId, prepared: Prepared) -> Sent {
        let what = match prepared {
            Prepared::Card { card, shown, message } => self.send_card(card, shown, message).await,
            Prepared::Message { queued, message } => {
                let result = self.send_message(&queued, &message).await;
                What::Message { queued, message, result }
            }
            Prepared::Strip(queued) => {
                let result = match queued.message {
                    Some(at) => caught(self.messenger.edit_keyboard(queued.chat, at, None)).await,
                    None => Ok(()),
                };
                What::Stripped { id: queued.id, result }
            }
            Prepared::TakeBack { card, remains, whole } => {
                let result = self.take_back(&card, &remains, whole).await;
                What::TakenBack { card, result }
            }
            Prepared::Recall(queued) => {
                let result = self.recall(&queued).await;
                What::Recalled { id: queued.id, result }
            }
            Prepared::Done(what) => what,
        };
        crash::at(Point::Sent);
        Sent { chat, messages: messages(&what), what }
    }

    /// What was sent before is replaced in place.
    async fn send_message(&self, queued: &Queued, message: &Message) -> Result<Vec<MessageId>, SendError> {
        match queued.message {
            None => self.send_anew(queued.chat, message).await,
            Some(at) => match self.edit(queued.chat, at, message).await {
                Ok(()) | Err(SendError::NotModified) => Ok(vec![at]),
                Err(error) => Err(error),
            },
        }
    }

    async fn send_anew(&self, chat: ChatId, message: &Message) -> Result<Vec<MessageId>, SendError> {
        caught(async { self.messenger.send(chat, &self.draw(message).await?).await }).await
    }

    /// Replaces a message in place. One that cannot become this is taken away first and then as good as gone, so that
    /// the new one is sent and no old buttons stay.
    async fn edit(&self, chat: ChatId, at: MessageId, message: &Message) -> Result<(), SendError> {
        match caught(async { self.messenger.edit(chat, at, &self.draw(message).await?).await }).await {
            Err(SendError::OtherKind) => self.clear_away(chat, at).await.and(Err(SendError::MessageGone)),
            other => other,
        }
    }

    /// Deletes a message, or takes at least its buttons where it is too old to be deleted.
    async fn clear_away(&self, chat: ChatId, at: MessageId) -> Result<(), SendError> {
        let mut result = self.messenger.delete(chat, at).await;
        if matches!(result, Err(SendError::Refused(_))) {
            result = self.messenger.edit_keyboard(chat, at, None).await;
        }
        match result {
            Err(SendError::MessageGone | SendError::NotModified | SendError::Refused(_)) => Ok(()),
            other => other,
        }
    }

    /// Deleted where that is wanted and possible, else cut down.
    async fn take_back(&self, card: &Card, remains: &Message, whole: Whole) -> Result<Remains, SendError> {
        let Some(at) = card.message else { return Ok(Remains { message: None, shown: None }) };
        if whole == Whole::Delete {
            match caught(self.messenger.delete(card.chat, at)).await {
                Ok(()) | Err(SendError::MessageGone) => return Ok(Remains { message: None, shown: None }),
                // Too old to be deleted, but not to be edited.
                Err(SendError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        match self.edit(card.chat, at, remains).await {
            Ok(()) | Err(SendError::NotModified) => {
                Ok(Remains { message: Some(at), shown: Some(fingerprint(&remains.to_json())) })
            }
            Err(SendError::MessageGone | SendError::Refused(_)) => Ok(Remains { message: None, shown: None }),
            Err(error) => Err(error),
        }
    }

    /// What the messenger lets nobody delete any more stays.
    async fn recall(&self, queued: &Queued) -> Result<(), SendError> {
        for at in &queued.messages {
            match caught(self.messenger.delete(queued.chat, *at)).await {
                Ok(()) | Err(SendError::MessageGone | SendError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn send_card(&self, card: Card, shown: String, message: Message) -> What {
        if let Some(at) = card.message {
            let result = self.edit(card.chat, at, &message).await;
            return What::EditedCard { card, shown, message, result };
        }
        let result = self.send_anew(card.chat, &message).await.and_then(|ids| first(&ids));
        What::NewCard { card, shown, message, result }
    }
}

/// What is drawn leaves. A panic, as in drawing a picture, is refused like anything the messenger refuses: else nobody in
/// this conversation would hear anything any more.
async fn caught<T>(call: impl Future<Output = Result<T, SendError>>) -> Result<T, SendError> {
    let call = async {
        crash::at(Point::Drawn);
        call.await
    };
    let refused = |_| Err(SendError::Refused("the program panicked".to_owned()));
    AssertUnwindSafe(call).catch_unwind().await.unwrap_or_else(refused)
}

fn first(ids: &[MessageId]) -> Result<MessageId, SendError> {
    ids.first().copied().ok_or_else(|| SendError::Unavailable("sent without a message id".to_owned()))
}

fn messages(what: &What) -> usize {
    match what {
        What::Nothing | What::Fresh { .. } | What::Spared { .. } | What::Broken { .. } | What::BrokenCard { .. } => 0,
        What::Message { message: Message { content: Content::Files(files), .. }, .. } => files.len(),
        _ => 1,
    }
}
