//! One-off messages: queued once, in the transaction that makes them necessary, sent at least once.

use super::db::Tx;
use super::error::{StoreError, code, json, to_json};
use super::fingerprint::fingerprint;
use super::lead::Epoch;
use super::sql::sql;
use crate::domain::ids::{CardId, ChatId, IncidentId, MessageId, OutboxId};
use crate::domain::incident::codes;
use crate::domain::moment::Moment;

/// What goes first in a conversation. Cards go before all of these but [`Priority::Prompt`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Priority {
    /// The answer to what the person did just now.
    Prompt = 5,
    /// Asks to act, or belongs to a card.
    Ask = 20,
    /// Informs.
    Notice = 30,
}

/// A message to be queued.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Unique for ever: the same key is never queued twice.
    pub key: String,
    pub chat: ChatId,
    pub priority: Priority,
    /// JSON of the messenger's neutral message.
    pub body: &'a str,
    /// Replies to this card's message.
    pub card: Option<CardId>,
    pub incident: Option<IncidentId>,
    /// What the buttons are about; they go when it is settled.
    pub subject: Option<String>,
}

codes! {
    /// Where a message stands.
    State {
        Queued = "queued",
        Sent = "sent",
        /// Sent, and its buttons are to be taken away.
        Stripping = "stripping",
        /// Sent, and to be deleted: whoever got it sees the incident no more.
        Recalling = "recalling",
        /// Settled before it was sent, sent and stripped, or deleted.
        Withdrawn = "withdrawn",
        /// Refused for good, even as plain text.
        Failed = "failed",
        /// The person cannot be reached.
        Undelivered = "undelivered",
    }
}

/// A message to be sent or stripped.
#[derive(Clone, Debug)]
pub struct Queued {
    pub id: OutboxId,
    pub chat: ChatId,
    pub state: State,
    pub body: Option<String>,
    /// The message of the card it replies to.
    pub reply_to: Option<MessageId>,
    /// What it was sent as, when it is to be stripped or replaced.
    pub message: Option<MessageId>,
    /// All messages it was sent as, when it is to be deleted.
    pub messages: Vec<MessageId>,
    /// Counts the replacements; what was sent at this count is acknowledged with it.
    pub changes: i64,
    /// Sent as plain text, because it was refused as it was.
    pub plain: bool,
}

/// Queues a message; `false` when its key was queued before.
pub async fn queue(tx: &mut Tx, draft: &Draft<'_>, now: Moment) -> Result<bool, StoreError> {
    let rows = sql!(
        tx,
        "INSERT INTO outbox (key, chat, priority, state, body, card_id, incident_id, subject, plain, queued_at,
             said)
         VALUES ($1, $2, $3, 'queued', $4, $5, $6, $7, FALSE, $8, $9) ON CONFLICT (key) DO NOTHING",
        &draft.key,
        draft.chat.0,
        draft.priority as i64,
        draft.body,
        draft.card.map(|card| card.0),
        draft.incident.map(|incident| incident.0),
        draft.subject.as_deref(),
        now.millis(),
        fingerprint(draft.body)
    )?;
    Ok(rows == 1)
}

/// The message that was queued under this key.
pub async fn by_key(tx: &mut Tx, key: &str) -> Result<Option<OutboxId>, StoreError> {
    let row = sql!(tx, fetch_optional as (i64,), "SELECT id FROM outbox WHERE key = $1", key)?;
    Ok(row.map(|(id,)| OutboxId(id)))
}

/// Gives a message of ours other words and buttons, in place; `false` when it is not there to be changed. Where it
/// says just that already, nothing is sent.
pub async fn replace(tx: &mut Tx, chat: ChatId, message: MessageId, body: &str) -> Result<bool, StoreError> {
    let said = fingerprint(body);
    let same = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT id FROM outbox WHERE chat = $1 AND message_id = $2 AND state IN ('queued', 'sent') AND NOT plain
         AND said = $3",
        chat.0,
        message.0,
        &said
    )?;
    if same.is_some() {
        return Ok(true);
    }
    let rows = sql!(
        tx,
        "UPDATE outbox SET state = 'queued', body = $3, priority = $4, plain = FALSE, changes = changes + 1, said = $5
         WHERE chat = $1 AND message_id = $2 AND state IN ('queued', 'sent')",
        chat.0,
        message.0,
        body,
        Priority::Prompt as i64,
        said
    )?;
    Ok(rows == 1)
}

/// The message to be changed is gone: it is sent anew.
pub async fn lost(tx: &mut Tx, id: OutboxId, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET message_id = NULL
         WHERE id = $1 AND state = 'queued' AND $2 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        epoch.0
    )
}

/// Takes the buttons of a message of ours away, unless they are gone or going. What it shows is remembered: a reply to
/// it is honoured all the same.
pub async fn strip(
    tx: &mut Tx,
    chat: ChatId,
    message: MessageId,
    incident: Option<IncidentId>,
    now: Moment,
) -> Result<(), StoreError> {
    sql!(
        tx,
        "INSERT INTO outbox (key, chat, priority, state, message_id, plain, queued_at, incident_id)
         SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), 'stripping', CAST($4 AS BIGINT), FALSE,
                CAST($5 AS BIGINT), CAST($6 AS BIGINT)
         WHERE NOT EXISTS (SELECT id FROM outbox
                           WHERE chat = $2 AND message_id = $4 AND state IN ('stripping', 'recalling', 'withdrawn'))
         ON CONFLICT (key) DO NOTHING",
        format!("strip:{chat}:{message}"),
        chat.0,
        Priority::Notice as i64,
        message.0,
        now.millis(),
        incident.map(|incident| incident.0)
    )?;
    Ok(())
}

/// The message turned out to be a card that stands: it keeps its buttons, until it stands no more.
pub async fn spare(tx: &mut Tx, id: OutboxId, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "DELETE FROM outbox WHERE id = $1 AND state = 'stripping'
             AND EXISTS (SELECT id FROM card WHERE card.chat = outbox.chat AND card.message_id = outbox.message_id)
             AND $2 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        epoch.0
    )
}

/// The matter is settled: what is not sent yet is withdrawn, what is sent loses its buttons.
pub async fn settle(tx: &mut Tx, subject: &str, now: Moment) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET state = CASE WHEN message_id IS NULL AND state <> 'sent' THEN 'withdrawn' ELSE 'stripping' END,
             body = NULL, done_at = $2
         WHERE subject = $1 AND state IN ('queued', 'sent', 'undelivered')",
        subject,
        now.millis()
    )?;
    Ok(())
}

/// Whoever has this card sees its incident no more: its files are deleted, what asks about it loses its buttons, and
/// what was not sent yet is not sent. The keys are free again for the day the person sees the incident once more.
pub async fn take_back(tx: &mut Tx, card: CardId, now: Moment, epoch: Epoch) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET key = 'back:' || CAST(id AS TEXT) || ':' || key, body = NULL, done_at = $2,
             state = CASE WHEN state <> 'sent' THEN 'withdrawn' WHEN subject IS NULL THEN 'recalling' ELSE 'stripping' END
         WHERE card_id = $1 AND state IN ('queued', 'sent', 'undelivered')
             AND $3 = (SELECT epoch FROM lead WHERE id = 1)",
        card.0,
        now.millis(),
        epoch.0
    )?;
    Ok(())
}

/// The person can be reached again: what was refused and belongs to a card is due once more.
pub async fn try_again(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET state = 'queued', error = NULL
         WHERE chat = $1 AND state = 'undelivered' AND card_id IS NOT NULL AND body IS NOT NULL",
        chat.0
    )?;
    Ok(())
}

/// What a conversation's next delivery is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Due {
    Card(CardId),
    Message(OutboxId),
}

/// The first thing due in each conversation that can be reached, most urgent conversations first.
pub async fn due(tx: &mut Tx, most: i64) -> Result<Vec<(ChatId, Due)>, StoreError> {
    // From conversation to conversation along the two indexes: however much waits in one, it costs one step.
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, i64),
        "WITH RECURSIVE
             with_card (chat) AS (
                 SELECT MIN(chat) FROM card WHERE dirty > clean
                 UNION ALL
                 SELECT (SELECT c.chat FROM card c WHERE c.dirty > c.clean AND c.chat > with_card.chat
                         ORDER BY c.chat LIMIT 1)
                 FROM with_card WHERE with_card.chat IS NOT NULL),
             with_message (chat) AS (
                 SELECT MIN(chat) FROM outbox WHERE state IN ('queued', 'stripping', 'recalling')
                 UNION ALL
                 SELECT (SELECT o.chat FROM outbox o
                         WHERE o.state IN ('queued', 'stripping', 'recalling') AND o.chat > with_message.chat
                         ORDER BY o.chat LIMIT 1)
                 FROM with_message WHERE with_message.chat IS NOT NULL),
             first (chat, kind, id, priority) AS (
                 SELECT c.chat, CAST(0 AS BIGINT), c.id, c.priority FROM with_card w
                 JOIN card c ON c.id = (SELECT f.id FROM card f WHERE f.chat = w.chat AND f.dirty > f.clean
                                        ORDER BY f.priority, f.id LIMIT 1)
                 UNION ALL
                 SELECT o.chat, CAST(1 AS BIGINT), o.id, o.priority FROM with_message w
                 JOIN outbox o ON o.id = (SELECT f.id FROM outbox f
                                          WHERE f.chat = w.chat AND f.state IN ('queued', 'stripping', 'recalling')
                                          ORDER BY f.priority, f.id LIMIT 1))
         SELECT chat, kind, id FROM (
             SELECT chat, kind, id, priority,
                    ROW_NUMBER() OVER (PARTITION BY chat ORDER BY priority, kind) AS place
             FROM first WHERE chat NOT IN (SELECT chat FROM unreachable)) AS ranked
         WHERE place = 1 ORDER BY priority, kind, id LIMIT $1",
        most
    )?;
    let due = |kind, id| if kind == 0 { Due::Card(CardId(id)) } else { Due::Message(OutboxId(id)) };
    Ok(rows.into_iter().map(|(chat, kind, id)| (ChatId(chat), due(kind, id))).collect())
}

#[derive(sqlx::FromRow)]
struct QueuedRow {
    id: i64,
    chat: i64,
    state: String,
    body: Option<String>,
    reply_to: Option<i64>,
    message_id: Option<i64>,
    messages: Option<String>,
    changes: i64,
    plain: bool,
}

/// A message that waits; `None` when it was settled meanwhile.
pub async fn load(tx: &mut Tx, id: OutboxId) -> Result<Option<Queued>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as QueuedRow,
        "SELECT o.id, o.chat, o.state, o.body, c.message_id AS reply_to, o.message_id, o.messages, o.changes, o.plain FROM outbox o
         LEFT JOIN card c ON c.id = o.card_id WHERE o.id = $1 AND o.state IN ('queued', 'stripping', 'recalling')",
        id.0
    )?;
    row.map(|row| {
        Ok(Queued {
            id: OutboxId(row.id),
            chat: ChatId(row.chat),
            state: code("outbox", row.id, &row.state)?,
            body: row.body,
            reply_to: row.reply_to.map(MessageId),
            message: row.message_id.map(MessageId),
            messages: match row.messages {
                Some(messages) => json("outbox", row.id, &messages)?,
                None => row.message_id.map(MessageId).into_iter().collect(),
            },
            changes: row.changes,
            plain: row.plain,
        })
    })
    .transpose()
}

/// It was sent. Settled while it was on its way, it is to be stripped; replaced meanwhile, it stays due.
pub async fn sent(
    tx: &mut Tx,
    id: OutboxId,
    changes: i64,
    messages: &[MessageId],
    now: Moment,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    let album = (messages.len() > 1).then(|| to_json("outbox", &messages)).transpose()?;
    sql!(
        tx,
        "UPDATE outbox SET message_id = $2, messages = $6, done_at = $3, body = CASE WHEN changes = $5 THEN NULL ELSE body END,
             state = CASE WHEN state = 'withdrawn' THEN 'stripping' WHEN changes = $5 THEN 'sent' ELSE state END
         WHERE id = $1 AND state IN ('queued', 'withdrawn') AND $4 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        messages.first().map(|message| message.0),
        now.millis(),
        epoch.0,
        changes,
        album
    )
}

/// Its end: stripped, given up, or kept as failed with the error. What was settled on its way stays so.
pub async fn finish(
    tx: &mut Tx,
    id: OutboxId,
    state: State,
    error: Option<&str>,
    now: Moment,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET state = $2, error = $3, done_at = $4
         WHERE id = $1 AND state IN ('queued', 'stripping', 'recalling') AND $5 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        state.code(),
        error,
        now.millis(),
        epoch.0
    )
}

/// It was refused as it was: the next try is plain text.
pub async fn make_plain(tx: &mut Tx, id: OutboxId, body: &str, error: &str, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET plain = TRUE, subject = NULL, body = $2, error = $3
         WHERE id = $1 AND state = 'queued' AND $4 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        body,
        error,
        epoch.0
    )
}

/// A conversation has another number now.
pub async fn migrate(tx: &mut Tx, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE outbox SET chat = $2 WHERE chat = $1 AND state IN ('queued', 'stripping', 'recalling')",
        from.0,
        to.0
    )?;
    sql!(tx, "UPDATE card SET chat = $2, message_id = NULL, shown = NULL WHERE chat = $1", from.0, to.0)?;
    super::digests::moved(tx, from, to).await?;
    Ok(())
}

/// A message that was refused for good.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failed {
    pub id: OutboxId,
    pub chat: ChatId,
    pub queued_at: Moment,
    pub error: String,
}

pub async fn failed(tx: &mut Tx) -> Result<Vec<Failed>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as (i64, i64, i64, Option<String>),
        "SELECT id, chat, queued_at, error FROM outbox WHERE state = 'failed' ORDER BY id"
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, chat, queued_at, error)| Failed {
            id: OutboxId(id),
            chat: ChatId(chat),
            queued_at: Moment::from_millis(queued_at),
            error: error.unwrap_or_default(),
        })
        .collect())
}

/// Queues a failed message again; `false` when there is none with that number.
pub async fn retry(tx: &mut Tx, id: OutboxId) -> Result<bool, StoreError> {
    Ok(sql!(tx, "UPDATE outbox SET state = 'queued' WHERE id = $1 AND state = 'failed'", id.0)? == 1)
}

/// Gives a failed message up, with its words.
pub async fn drop_failed(tx: &mut Tx, id: OutboxId, now: Moment) -> Result<bool, StoreError> {
    let rows = sql!(
        tx,
        "UPDATE outbox SET state = 'withdrawn', body = NULL, done_at = $2 WHERE id = $1 AND state = 'failed'",
        id.0,
        now.millis()
    )?;
    Ok(rows == 1)
}
