//! What an answer of the messenger means for the row that was sent.

use super::Delivery;
use super::send::{Remains, Sent, What};
use crate::domain::ids::{ChatId, MessageId, OutboxId};
use crate::domain::person::Role;
use crate::i18n::Words;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Content, Document, Message, Picture};
use crate::messenger::{Messenger, SendError};
use crate::store::cards::{Card, Look};
use crate::store::outbox::{self, Due, Priority, Queued, State};
use crate::store::{StoreError, Tx, cards, digests, people};

/// Longest plain text that is sure to pass.
const PLAIN: usize = 3500;

impl<M: Messenger> Delivery<M> {
    pub(super) async fn acknowledge(&self, done: &[Sent]) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        for sent in done {
            self.acknowledge_one(&mut tx, sent).await?;
        }
        tx.commit().await
    }

    async fn acknowledge_one(&self, tx: &mut Tx, sent: &Sent) -> Result<(), StoreError> {
        match &sent.what {
            What::Nothing => Ok(()),
            What::Fresh { card } => cards::given_up(tx, card, None, self.epoch).await.map(drop),
            What::NewCard { card, shown, message, result } => match result {
                Ok(id) => cards::sent(tx, card, *id, look(shown, message), self.epoch).await.map(drop),
                Err(error) => self.card_failed(tx, card, message, error).await,
            },
            What::EditedCard { card, shown, message, result } => match result {
                Ok(()) | Err(SendError::NotModified) => {
                    cards::edited(tx, card, look(shown, message), self.epoch).await.map(drop)
                }
                Err(SendError::MessageGone) => cards::lost(tx, card, self.epoch).await.map(drop),
                Err(error) => self.card_failed(tx, card, message, error).await,
            },
            What::TakenBack { card, result } => self.taken_back(tx, card, result).await,
            What::Message { queued, message, result } => match result {
                Ok(ids) => self.message_sent(tx, queued, ids).await,
                Err(error) => self.message_failed(tx, queued, message, error).await,
            },
            What::Stripped { id, result } | What::Recalled { id, result } => {
                self.stripped(tx, sent.chat, *id, result).await
            }
            What::Spared { id } => outbox::spare(tx, *id, self.epoch).await.map(drop),
            What::BrokenCard { id, error } => cards::set_aside(tx, *id, error, self.epoch).await.map(drop),
            What::Broken { id, error } => self.fail(tx, *id, sent.chat, error).await,
        }
    }

    async fn message_sent(&self, tx: &mut Tx, queued: &Queued, ids: &[MessageId]) -> Result<(), StoreError> {
        outbox::sent(tx, queued.id, queued.changes, ids, self.clock.now(), self.epoch).await.map(drop)
    }

    /// The card is gone for this person, and all that followed it goes too.
    async fn taken_back(
        &self,
        tx: &mut Tx,
        card: &Card,
        result: &Result<Remains, SendError>,
    ) -> Result<(), StoreError> {
        match result {
            Ok(Remains { message, shown }) => {
                match cards::taken_back(tx, card, *message, shown.as_deref(), self.epoch).await? {
                    // It has changed meanwhile, perhaps back: it is drawn once more, and what follows it with it.
                    0 => Ok(()),
                    _ => outbox::take_back(tx, card.id, self.clock.now(), self.epoch).await,
                }
            }
            Err(error) => self.card_not_now(tx, card, error).await,
        }
    }

    /// Refused for good, a card is said once in plain words; the card itself waits for its next change.
    async fn card_failed(
        &self,
        tx: &mut Tx,
        card: &Card,
        message: &Message,
        error: &SendError,
    ) -> Result<(), StoreError> {
        match error {
            SendError::Refused(why) => {
                tracing::error!(card.id = card.id.0, error = unquoted(why), "a card was refused");
                cards::given_up(tx, card, Some(why), self.epoch).await?;
                let body = plain(message, self.words_in(tx, card.chat).await?).to_json();
                let key = format!("plain:card:{}:{}", card.id, card.dirty);
                self.queue(tx, key, card.chat, &body).await
            }
            SendError::MessageGone | SendError::NotModified => {
                cards::given_up(tx, card, None, self.epoch).await.map(drop)
            }
            error => self.card_not_now(tx, card, error).await,
        }
    }

    async fn card_not_now(&self, tx: &mut Tx, card: &Card, error: &SendError) -> Result<(), StoreError> {
        if matches!(error, SendError::Unavailable(_)) {
            cards::unsure(tx, card, self.epoch).await?;
        }
        self.not_now(tx, card.chat, Due::Card(card.id), error).await
    }

    async fn message_failed(
        &self,
        tx: &mut Tx,
        queued: &Queued,
        message: &Message,
        error: &SendError,
    ) -> Result<(), StoreError> {
        match error {
            SendError::Refused(why) if queued.plain => self.fail(tx, queued.id, queued.chat, why).await,
            SendError::Refused(why) => {
                let error = unquoted(why);
                tracing::error!(outbox.id = queued.id.0, error, "a message was refused, plain text is next");
                let body = plain(message, self.words_in(tx, queued.chat).await?).to_json();
                outbox::make_plain(tx, queued.id, &body, why, self.epoch).await.map(drop)
            }
            SendError::MessageGone if queued.message.is_some() => {
                outbox::lost(tx, queued.id, self.epoch).await.map(drop)
            }
            SendError::NotModified | SendError::MessageGone => self.message_sent(tx, queued, &[]).await,
            SendError::Unreachable(why) => {
                outbox::finish(tx, queued.id, State::Undelivered, Some(why), self.clock.now(), self.epoch).await?;
                self.not_now(tx, queued.chat, Due::Message(queued.id), error).await
            }
            error => self.not_now(tx, queued.chat, Due::Message(queued.id), error).await,
        }
    }

    /// Buttons that cannot be taken away, or messages that cannot be deleted, explain themselves when pressed.
    async fn stripped(
        &self,
        tx: &mut Tx,
        chat: ChatId,
        id: OutboxId,
        result: &Result<(), SendError>,
    ) -> Result<(), StoreError> {
        match result {
            Ok(()) | Err(SendError::NotModified | SendError::MessageGone | SendError::Refused(_)) => {
                outbox::finish(tx, id, State::Withdrawn, None, self.clock.now(), self.epoch).await.map(drop)
            }
            Err(error) => self.not_now(tx, chat, Due::Message(id), error).await,
        }
    }

    /// The row stays due: the conversation waits, has moved, or cannot be reached.
    async fn not_now(&self, tx: &mut Tx, chat: ChatId, due: Due, error: &SendError) -> Result<(), StoreError> {
        match error {
            SendError::Migrated(to) if tx.leads(self.epoch).await? => outbox::migrate(tx, chat, *to).await,
            SendError::Unreachable(why) if tx.leads(self.epoch).await? => self.unreachable(tx, chat, why).await,
            SendError::Unauthorized => {
                tracing::error!("the messenger does not accept our token");
                Ok(())
            }
            error => {
                // Not the chat: the number of a private one is somebody's account.
                match due {
                    Due::Card(id) => tracing::info!(card.id = id.0, %error, "a card has to wait"),
                    Due::Message(id) => tracing::info!(outbox.id = id.0, %error, "a message has to wait"),
                }
                Ok(())
            }
        }
    }

    /// Those who give out work hear once that a person cannot be reached.
    async fn unreachable(&self, tx: &mut Tx, chat: ChatId, why: &str) -> Result<(), StoreError> {
        let now = self.clock.now();
        if !people::unreachable(tx, chat, why, now).await? {
            return Ok(());
        }
        cards::touch_given(tx, chat).await?;
        let Some(person) = people::by_chat(tx, chat).await? else { return self.group_gone(tx, chat).await };
        for unit in person.posts.iter().filter_map(|post| post.unit.as_ref()) {
            cards::touch_unit(tx, unit).await?;
        }
        let known = self.directory.current(tx).await?;
        for operator in people::with_first(tx, &[Role::Operator, Role::Coordinator, Role::Head, Role::Admin]).await? {
            if operator.id != person.id {
                let words = Words::for_person(&operator, &known.directory.centre);
                let body = Message::text(words.say_unreachable(&person.name)).to_json();
                let key = format!("unreachable:{chat}:{}:{}", now.millis(), operator.id);
                self.queue(tx, key, operator.chat, &body).await?;
            }
        }
        Ok(())
    }

    /// A group that got the digest is gone, or has thrown us out: the admins hear of it once.
    async fn group_gone(&self, tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
        let Some(group) = digests::unbind(tx, chat).await? else { return Ok(()) };
        let known = self.directory.current(tx).await?;
        for admin in people::with_first(tx, &[Role::Admin, Role::Head, Role::Coordinator]).await? {
            let words = Words::for_person(&admin, &known.directory.centre);
            let body = Message::text(words.say_group_gone(&group.title)).to_json();
            let key = format!("group gone:{chat}:{}:{}", self.clock.now().millis(), admin.id);
            self.queue(tx, key, admin.chat, &body).await?;
        }
        Ok(())
    }

    /// Keeps a message as failed and tells the admins, unless it was itself meant for an admin: what we tell
    /// might be refused too, and so on for ever.
    async fn fail(&self, tx: &mut Tx, id: OutboxId, chat: ChatId, why: &str) -> Result<(), StoreError> {
        tracing::error!(outbox.id = id.0, error = unquoted(why), "a message was refused for good");
        let rows = outbox::finish(tx, id, State::Failed, Some(why), self.clock.now(), self.epoch).await?;
        let admins = people::with_role(tx, Role::Admin).await?;
        if rows == 0 || admins.iter().any(|admin| admin.chat == chat) {
            return Ok(());
        }
        let known = self.directory.current(tx).await?;
        for admin in admins {
            let words = Words::for_person(&admin, &known.directory.centre);
            let body = Message::text(words.say_undeliverable_admin(id.to_string())).to_json();
            self.queue(tx, format!("failed:{id}:{}", admin.id), admin.chat, &body).await?;
        }
        Ok(())
    }

    async fn queue(&self, tx: &mut Tx, key: String, chat: ChatId, body: &str) -> Result<(), StoreError> {
        let draft =
            outbox::Draft { key, chat, priority: Priority::Notice, body, card: None, incident: None, subject: None };
        outbox::queue(tx, &draft, self.clock.now()).await.map(drop)
    }

    /// As whoever is there reads them; in a group, as the centre does.
    async fn words_in(&self, tx: &mut Tx, chat: ChatId) -> Result<&'static Words, StoreError> {
        let reader = people::by_chat(tx, chat).await?.and_then(|person| person.language);
        Ok(Words::of(reader.unwrap_or(self.directory.current(tx).await?.directory.centre.language)))
    }
}

const fn look<'a>(fingerprint: &'a str, message: &Message) -> Look<'a> {
    Look { fingerprint, bare: message.keyboard.is_none() }
}

/// A refusal without what it quotes: that may be somebody's words, or a link.
fn unquoted(why: &str) -> String {
    let quotes = ['"', '\'', '`', '«', '»'];
    let mut told: Vec<&str> = Vec::new();
    let mut is_quoted = false;
    for word in why.split_whitespace() {
        let begins = word.starts_with(quotes) || word.contains("://");
        if is_quoted || begins {
            is_quoted = !word.contains("://") && !word.trim_end_matches([',', '.', ':', ';', ')']).ends_with(quotes);
            if told.last() != Some(&"…") {
                told.push("…");
            }
        } else {
            told.push(word);
        }
    }
    told.join(" ")
}

/// The same words without markup, files and buttons.
fn plain(message: &Message, words: &Words) -> Message {
    let text = match &message.content {
        Content::Text(html) => html.plain(),
        Content::Files(_) => words.plain_files_refused(),
        Content::Picture(Picture { caption, .. }) | Content::Document(Document { caption, .. }) => {
            let caption = caption.plain();
            if caption.trim().is_empty() { words.plain_upload_refused() } else { caption }
        }
    };
    Message::text(Html::escape(&cut(&text, PLAIN)))
}
