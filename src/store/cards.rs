//! Cards: which message shows what to whom, and whether it is stale.

use super::db::Tx;
use super::error::{StoreError, json, to_json};
use super::lead::Epoch;
use super::sql::sql;
use crate::domain::ids::{CardId, ChatId, IncidentId, MessageId, PersonId, ReplyId, UnitCode};
use crate::domain::incident::Incident;
use crate::domain::screen::Screen;

/// A message that shows an incident, or a reply being written, to one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub id: CardId,
    pub person: PersonId,
    pub incident: IncidentId,
    /// Set when the card shows a reply rather than the incident.
    pub reply: Option<ReplyId>,
    pub chat: ChatId,
    /// `None` until sent.
    pub message: Option<MessageId>,
    pub screen: Screen,
    /// Counts the changes; what was rendered at this count is acknowledged with it.
    pub dirty: i64,
    /// Fingerprint of what is shown, to leave needless edits out.
    pub shown: Option<String>,
    /// It is shown without buttons.
    pub bare: bool,
    /// Cut down or deleted, because the person saw the incident no more.
    pub taken_back: bool,
}

#[derive(sqlx::FromRow)]
struct CardRow {
    id: i64,
    person_id: i64,
    incident_id: i64,
    reply_id: i64,
    chat: i64,
    message_id: Option<i64>,
    screen: String,
    dirty: i64,
    shown: Option<String>,
    bare: bool,
    taken_back: bool,
}

impl TryFrom<CardRow> for Card {
    type Error = StoreError;

    fn try_from(row: CardRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: CardId(row.id),
            person: PersonId(row.person_id),
            incident: IncidentId(row.incident_id),
            reply: (row.reply_id != 0).then_some(ReplyId(row.reply_id)),
            chat: ChatId(row.chat),
            message: row.message_id.map(MessageId),
            screen: json("card", row.id, &row.screen)?,
            dirty: row.dirty,
            shown: row.shown,
            bare: row.bare,
            taken_back: row.taken_back,
        })
    }
}

/// Whose card, of what.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub person: PersonId,
    pub chat: ChatId,
    pub incident: IncidentId,
    pub reply: Option<ReplyId>,
}

/// Makes sure that the person has the card, and that it will be right soon.
pub async fn show(tx: &mut Tx, place: Place, screen: &Screen) -> Result<Card, StoreError> {
    let screen = to_json("card", screen)?;
    let row = sql!(
        tx,
        fetch_one as CardRow,
        "INSERT INTO card (person_id, incident_id, reply_id, chat, screen, dirty, clean, priority)
         VALUES ($1, $2, $3, $4, $5, 1, 0, 10)
         ON CONFLICT (person_id, incident_id, reply_id)
         DO UPDATE SET dirty = card.dirty + 1, screen = excluded.screen, priority = excluded.priority
         RETURNING *",
        place.person.0,
        place.incident.0,
        place.reply.map_or(0, |reply| reply.0),
        place.chat.0,
        screen
    )?;
    row.try_into()
}

/// Marks every card of an incident stale, and those of replies to it: they tell whether they can be sent.
pub async fn touch(tx: &mut Tx, incident: IncidentId) -> Result<(), StoreError> {
    sql!(tx, "UPDATE card SET dirty = dirty + 1 WHERE incident_id = $1", incident.0)?;
    Ok(())
}

/// Marks stale the cards that tell of this incident beside their own: of its duplicates, and of drafts about the
/// same post.
pub async fn touch_beside(tx: &mut Tx, incident: &Incident) -> Result<(), StoreError> {
    let beside = sql!(
        tx,
        fetch_all as (i64,),
        "SELECT id FROM incident WHERE duplicate_of = $1
         UNION SELECT id FROM incident WHERE post_key = $2 AND status IN ('draft', 'new') AND id <> $1",
        incident.id.0,
        incident.post_key.as_deref()
    )?;
    for (other,) in beside {
        sql!(tx, "UPDATE card SET dirty = dirty + 1 WHERE incident_id = $1 AND reply_id = 0", other)?;
    }
    Ok(())
}

/// Marks the cards of what this conversation was given and has not accepted stale, whoever has them: they tell
/// whether anybody of the unit can be reached.
pub async fn touch_given(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET dirty = dirty + 1 WHERE reply_id = 0 AND incident_id IN
             (SELECT i.id FROM incident i JOIN card c ON c.incident_id = i.id
              WHERE c.chat = $1 AND c.reply_id = 0 AND i.status = 'assigned')",
        chat.0
    )?;
    Ok(())
}

/// Marks every card of a person stale.
pub async fn touch_person(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    sql!(tx, "UPDATE card SET dirty = dirty + 1 WHERE person_id = $1 AND reply_id = 0", person.0)?;
    Ok(())
}

/// Marks the cards of the open incidents of a unit stale: somebody can answer them now, or nobody any more.
pub async fn touch_unit(tx: &mut Tx, unit: &UnitCode) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET dirty = dirty + 1 WHERE reply_id = 0 AND incident_id IN
             (SELECT id FROM incident WHERE unit = $1 AND status NOT IN ('closed', 'duplicate', 'rejected'))",
        unit.as_str()
    )?;
    Ok(())
}

/// Marks what a person sees of open incidents stale, replies being written too: it is to be said in other words.
pub async fn redraw_open(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET dirty = dirty + 1 WHERE person_id = $1
         AND incident_id IN (SELECT id FROM incident WHERE status NOT IN ('closed', 'duplicate', 'rejected'))",
        person.0
    )?;
    Ok(())
}

/// Draws the card behind this message anew, on its main screen; `false` when the message is no card.
pub async fn refresh(tx: &mut Tx, chat: ChatId, message: MessageId) -> Result<bool, StoreError> {
    let screen = to_json("card", &Screen::Main)?;
    let rows = sql!(
        tx,
        "UPDATE card SET dirty = dirty + 1, screen = $3 WHERE chat = $1 AND message_id = $2",
        chat.0,
        message.0,
        screen
    )?;
    Ok(rows > 0)
}

/// The message is a card that stands.
pub async fn is_card(tx: &mut Tx, chat: ChatId, message: MessageId) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT id FROM card WHERE chat = $1 AND message_id = $2 LIMIT 1",
        chat.0,
        message.0
    )?;
    Ok(row.is_some())
}

/// The message is one of the short ones: its buttons go with its subject, or have gone already.
pub async fn is_notice(tx: &mut Tx, chat: ChatId, message: MessageId) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT id FROM outbox WHERE chat = $1 AND message_id = $2 LIMIT 1",
        chat.0,
        message.0
    )?;
    Ok(row.is_some())
}

/// Lets go of the message, so that the card is sent anew below; the old message is the caller's to strip.
pub async fn detach(tx: &mut Tx, card: CardId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET message_id = NULL, shown = NULL, taken_back = FALSE, dirty = dirty + 1 WHERE id = $1",
        card.0
    )?;
    Ok(())
}

/// Whether the person has a card of the incident, and where.
pub async fn of_person(tx: &mut Tx, person: PersonId, incident: IncidentId) -> Result<Option<Card>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as CardRow,
        "SELECT * FROM card WHERE person_id = $1 AND incident_id = $2 AND reply_id = 0",
        person.0,
        incident.0
    )?;
    row.map(Card::try_from).transpose()
}

/// The cards of an incident, whoever has them.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Card>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as CardRow,
        "SELECT * FROM card WHERE incident_id = $1 AND reply_id = 0 ORDER BY id",
        incident.0
    )?;
    rows.into_iter().map(Card::try_from).collect()
}

/// What a message of ours shows: a card, or another message about an incident.
pub async fn incident_of_message(
    tx: &mut Tx,
    chat: ChatId,
    message: MessageId,
) -> Result<Option<IncidentId>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT incident_id FROM card WHERE chat = $1 AND message_id = $2
         UNION ALL
         SELECT incident_id FROM outbox WHERE chat = $1 AND message_id = $2 AND incident_id IS NOT NULL
         LIMIT 1",
        chat.0,
        message.0
    )?;
    Ok(row.map(|(id,)| IncidentId(id)))
}

pub async fn load(tx: &mut Tx, id: CardId) -> Result<Option<Card>, StoreError> {
    let row = sql!(tx, fetch_optional as CardRow, "SELECT * FROM card WHERE id = $1", id.0)?;
    row.map(Card::try_from).transpose()
}

/// The next stale cards of a conversation, all as urgent as the first of them; one that cannot be read stands there
/// with its error.
pub async fn due(tx: &mut Tx, chat: ChatId, most: i64) -> Result<Vec<(CardId, Result<Card, StoreError>)>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as CardRow,
        "SELECT * FROM card WHERE chat = $1 AND dirty > clean
             AND priority = (SELECT MIN(f.priority) FROM card f WHERE f.chat = $1 AND f.dirty > f.clean)
         ORDER BY priority, id LIMIT $2",
        chat.0,
        most
    )?;
    Ok(rows.into_iter().map(|row| (CardId(row.id), row.try_into())).collect())
}

/// Marks the cards of open incidents in a conversation stale: its person came back.
pub async fn touch_open(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET dirty = dirty + 1, shown = NULL, message_id = NULL WHERE chat = $1 AND reply_id = 0
         AND incident_id IN (SELECT id FROM incident WHERE status NOT IN ('closed', 'duplicate', 'rejected'))",
        chat.0
    )?;
    Ok(())
}

/// Whoever led before may have been changing what is stale now: nobody knows what it shows, and such a call can still
/// come, over what is said meanwhile.
pub async fn doubt(tx: &mut Tx) -> Result<(), StoreError> {
    sql!(
        tx,
        "UPDATE card SET shown = NULL, bare = FALSE, doubtful = TRUE WHERE dirty > clean AND message_id IS NOT NULL"
    )?;
    Ok(())
}

/// Draws so many doubtful cards of each conversation anew, whatever they seem to show. Returns how many those were.
pub async fn look_again(tx: &mut Tx, most: i64, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET dirty = dirty + 1, shown = NULL, doubtful = FALSE
         WHERE $2 = (SELECT epoch FROM lead WHERE id = 1) AND id IN (
             SELECT id FROM (
                 SELECT id, ROW_NUMBER() OVER (PARTITION BY chat ORDER BY id) AS place FROM card WHERE doubtful
             ) AS doubted WHERE place <= $1)",
        most,
        epoch.0
    )
}

/// How a card looks.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    pub fingerprint: &'a str,
    /// Without buttons.
    pub bare: bool,
}

/// The card was sent as `message` in its state `dirty`.
pub async fn sent(
    tx: &mut Tx,
    card: &Card,
    message: MessageId,
    shown: Look<'_>,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET message_id = $2, shown = $3, bare = $6, clean = $4, taken_back = FALSE, doubtful = FALSE
         WHERE id = $1 AND $5 = (SELECT epoch FROM lead WHERE id = 1)",
        card.id.0,
        message.0,
        shown.fingerprint,
        card.dirty,
        epoch.0,
        shown.bare
    )
}

/// The card's message shows its state `dirty`. Says nothing about a card that has moved on to another message.
pub async fn edited(tx: &mut Tx, card: &Card, shown: Look<'_>, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET shown = $3, bare = $6, clean = $4, taken_back = FALSE
         WHERE id = $1 AND message_id = $2 AND $5 = (SELECT epoch FROM lead WHERE id = 1)",
        card.id.0,
        card.message.map(|message| message.0),
        shown.fingerprint,
        card.dirty,
        epoch.0,
        shown.bare
    )
}

/// The card's message was to be changed, and no answer told whether it was: it is drawn anew, even as it was before.
pub async fn unsure(tx: &mut Tx, card: &Card, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET shown = NULL, bare = FALSE
         WHERE id = $1 AND message_id = $2 AND $3 = (SELECT epoch FROM lead WHERE id = 1)",
        card.id.0,
        card.message.map(|message| message.0),
        epoch.0
    )
}

/// The card's message is gone: the next delivery sends a new one. Of what was purged nobody needs one.
pub async fn lost(tx: &mut Tx, card: &Card, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET message_id = NULL, shown = NULL, clean = CASE WHEN EXISTS (
             SELECT 1 FROM incident i WHERE i.id = card.incident_id AND i.purged_at IS NOT NULL)
             THEN $4 ELSE clean END
         WHERE id = $1 AND message_id = $2 AND $3 = (SELECT epoch FROM lead WHERE id = 1)",
        card.id.0,
        card.message.map(|message| message.0),
        epoch.0,
        card.dirty
    )
}

/// The person sees the incident no more. `message` is what is left of the card, `None` when it was deleted. Says
/// nothing about a card that has changed meanwhile: it may be the person's again, or stand below.
pub async fn taken_back(
    tx: &mut Tx,
    card: &Card,
    message: Option<MessageId>,
    shown: Option<&str>,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET taken_back = TRUE, message_id = $2, shown = $3, clean = $4
         WHERE id = $1 AND dirty = $4 AND $5 = (SELECT epoch FROM lead WHERE id = 1)",
        card.id.0,
        message.map(|message| message.0),
        shown,
        card.dirty,
        epoch.0
    )
}

/// Nothing more is to be done for the state `dirty`: there is nothing to show, or it was refused for good.
pub async fn given_up(tx: &mut Tx, card: &Card, error: Option<&str>, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET clean = $2, error = $3 WHERE id = $1 AND $4 = (SELECT epoch FROM lead WHERE id = 1)",
        card.id.0,
        card.dirty,
        error,
        epoch.0
    )
}

/// The card cannot be drawn: it waits, with the error, for its next change.
pub async fn set_aside(tx: &mut Tx, id: CardId, error: &str, epoch: Epoch) -> Result<u64, StoreError> {
    sql!(
        tx,
        "UPDATE card SET clean = dirty, error = $2 WHERE id = $1 AND $3 = (SELECT epoch FROM lead WHERE id = 1)",
        id.0,
        error,
        epoch.0
    )
}
