//! What a kept message only describes is made here: pictures are drawn, documents written.
//!
//! It happens while sending, beside the other conversations and outside every transaction that writes. A message that
//! is sent again is made again.

use super::Delivery;
use crate::jobs::workbook::{WorkbookError, workbook};
use crate::messenger::outgoing::{Content, Described, Document, Made, Message, Picture, ReadyMessage};
use crate::messenger::{Messenger, SendError};
use crate::report::Drawing;
use crate::store::StoreError;

impl<M: Messenger> Delivery<M> {
    /// The message as the messenger takes it.
    ///
    /// # Errors
    /// [`SendError::Refused`]: what is described cannot be made, now or later; [`SendError::Unavailable`]: not now.
    pub(super) async fn draw(&self, message: &Message) -> Result<ReadyMessage, SendError> {
        let content = match &message.content {
            Content::Text(html) => Content::Text(html.clone()),
            Content::Files(files) => Content::Files(files.clone()),
            Content::Picture(Picture { image, caption }) => {
                let image = picture(image).await?;
                Content::Picture(Picture { image, caption: caption.clone() })
            }
            Content::Document(Document { name, body, caption }) => {
                let body = self.document(body).await?;
                Content::Document(Document { name: name.clone(), body, caption: caption.clone() })
            }
        };
        Ok(Message { content, keyboard: message.keyboard.clone(), reply_to: message.reply_to, silent: message.silent })
    }

    async fn document(&self, described: &Described) -> Result<Made, SendError> {
        let request = serde_json::from_value(described.clone()).map_err(refused)?;
        let made = workbook(&self.db, &self.directory, &self.clock, request).await;
        made.map_err(|error| match error {
            WorkbookError::Store(StoreError::Unavailable(_) | StoreError::Conflict) => {
                SendError::Unavailable(error.to_string())
            }
            error => refused(error),
        })
    }
}

/// A PNG, drawn on a thread that may be kept busy; a panic there is a refusal like any other.
async fn picture(described: &Described) -> Result<Made, SendError> {
    let drawing: Drawing = serde_json::from_value(described.clone()).map_err(refused)?;
    let drawn = tokio::task::spawn_blocking(move || drawing.png()).await.map_err(refused)?;
    Ok(drawn.map_err(refused)?.into())
}

fn refused(error: impl std::fmt::Display) -> SendError {
    SendError::Refused(error.to_string())
}
