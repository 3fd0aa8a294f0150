//! The messages a draft or a reply was made of.

use super::db::Tx;
use super::error::{StoreError, code, json, to_json};
use super::sql::{sql, sql_among};
use crate::domain::attachment::Attachment;
use crate::domain::ids::{ChatId, IncidentId, MessageId, ReplyId};
use crate::domain::incident::PartRole;
use crate::domain::moment::Moment;

/// One message of a person that became content.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub incident: IncidentId,
    /// `None`: part of the resident's post.
    pub reply: Option<ReplyId>,
    pub chat: ChatId,
    pub message: MessageId,
    pub role: PartRole,
    /// By the messenger's clock.
    pub written_at: Moment,
    pub album: Option<String>,
    pub text: String,
    pub attachments: Vec<Attachment>,
}

#[derive(sqlx::FromRow)]
struct PartRow {
    id: i64,
    incident_id: i64,
    reply_id: Option<i64>,
    chat: i64,
    message_id: i64,
    album: Option<String>,
    text: String,
    attachments: String,
    role: String,
    written_at: i64,
}

impl TryFrom<PartRow> for Part {
    type Error = StoreError;

    fn try_from(row: PartRow) -> Result<Self, StoreError> {
        Ok(Self {
            incident: IncidentId(row.incident_id),
            reply: row.reply_id.map(ReplyId),
            chat: ChatId(row.chat),
            message: MessageId(row.message_id),
            role: code("part", row.id, &row.role)?,
            written_at: Moment::from_millis(row.written_at),
            album: row.album,
            text: row.text,
            attachments: json("part", row.id, &row.attachments)?,
        })
    }
}

pub async fn add(tx: &mut Tx, part: &Part) -> Result<(), StoreError> {
    let attachments = to_json("part", &part.attachments)?;
    sql!(
        tx,
        "INSERT INTO part (incident_id, reply_id, chat, message_id, album, text, attachments, role, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        part.incident.0,
        part.reply.map(|reply| reply.0),
        part.chat.0,
        part.message.0,
        part.album.as_deref(),
        &part.text,
        attachments,
        part.role.code(),
        part.written_at.millis()
    )?;
    Ok(())
}

/// Writes what an edit, or a message that came later, has made of a part.
pub async fn save(tx: &mut Tx, part: &Part) -> Result<(), StoreError> {
    let attachments = to_json("part", &part.attachments)?;
    sql!(
        tx,
        "UPDATE part SET text = $4, attachments = $5, role = $6
         WHERE chat = $1 AND message_id = $2 AND incident_id = $3",
        part.chat.0,
        part.message.0,
        part.incident.0,
        &part.text,
        attachments,
        part.role.code()
    )?;
    Ok(())
}

/// What this message has become, if it became content.
pub async fn of_message(tx: &mut Tx, chat: ChatId, message: MessageId) -> Result<Option<Part>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as PartRow,
        "SELECT * FROM part WHERE chat = $1 AND message_id = $2 ORDER BY id DESC LIMIT 1",
        chat.0,
        message.0
    )?;
    row.map(Part::try_from).transpose()
}

/// The newest part before this message of a conversation.
pub async fn before(tx: &mut Tx, chat: ChatId, message: MessageId) -> Result<Option<Part>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as PartRow,
        "SELECT * FROM part WHERE chat = $1 AND message_id < $2 ORDER BY message_id DESC LIMIT 1",
        chat.0,
        message.0
    )?;
    row.map(Part::try_from).transpose()
}

/// The resident's post, or one reply, in the order it came.
pub async fn of(tx: &mut Tx, incident: IncidentId, reply: Option<ReplyId>) -> Result<Vec<Part>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as PartRow,
        "SELECT * FROM part WHERE incident_id = $1 AND COALESCE(reply_id, 0) = $2 ORDER BY id",
        incident.0,
        reply.map_or(0, |reply| reply.0)
    )?;
    rows.into_iter().map(Part::try_from).collect()
}

/// All parts of these incidents, those of their replies too; those of each in the order they came.
pub async fn all(tx: &mut Tx, incidents: &[IncidentId]) -> Result<Vec<Part>, StoreError> {
    let rows = sql_among!(tx, PartRow, "SELECT * FROM part WHERE incident_id IN ($1) ORDER BY id", incidents);
    rows.into_iter().map(Part::try_from).collect()
}

/// The part that another message of the same album has become; the newest, because a reply taken back is copied.
pub async fn of_album(tx: &mut Tx, chat: ChatId, album: &str) -> Result<Option<Part>, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as PartRow,
        "SELECT * FROM part WHERE chat = $1 AND album = $2 ORDER BY id DESC LIMIT 1",
        chat.0,
        album
    )?;
    row.map(Part::try_from).transpose()
}

/// Throws the words of an unsent reply away, to write them anew; its files stay.
pub async fn clear_words(tx: &mut Tx, reply: ReplyId) -> Result<(), StoreError> {
    sql!(tx, "DELETE FROM part WHERE reply_id = $1 AND attachments = '[]'", reply.0)?;
    sql!(tx, "UPDATE part SET text = '' WHERE reply_id = $1", reply.0)?;
    Ok(())
}

/// Leaves the files of an unsent reply out. The rows stay: a late part of an album finds its way by them.
pub async fn clear_files(tx: &mut Tx, reply: ReplyId) -> Result<(), StoreError> {
    sql!(tx, "UPDATE part SET attachments = '[]' WHERE reply_id = $1", reply.0)?;
    Ok(())
}

/// Makes another reply of the same messages.
pub async fn copy(tx: &mut Tx, incident: IncidentId, from: ReplyId, to: ReplyId) -> Result<(), StoreError> {
    for part in of(tx, incident, Some(from)).await? {
        add(tx, &Part { reply: Some(to), ..part }).await?;
    }
    Ok(())
}
