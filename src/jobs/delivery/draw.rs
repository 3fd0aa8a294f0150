//! What a kept message only describes is made here: pictures are drawn, documents written.
//!
//! It happens while sending, beside the other conversations and outside every transaction. A message that is sent
//! again is made again.

use crate::messenger::SendError;
use crate::messenger::outgoing::{Content, Described, Document, Made, Message, Picture, ReadyMessage};

/// The message as the messenger takes it.
///
/// # Errors
/// [`SendError::Refused`]: what is described cannot be made, now or later.
pub async fn draw(message: &Message) -> Result<ReadyMessage, SendError> {
    let content = match &message.content {
        Content::Text(html) => Content::Text(html.clone()),
        Content::Files(files) => Content::Files(files.clone()),
        Content::Picture(Picture { image, caption }) => {
            Content::Picture(Picture { image: make(picture, image).await?, caption: caption.clone() })
        }
        Content::Document(Document { name, body, caption }) => {
            let body = make(document, body).await?;
            Content::Document(Document { name: name.clone(), body, caption: caption.clone() })
        }
    };
    Ok(Message { content, keyboard: message.keyboard.clone(), reply_to: message.reply_to, silent: message.silent })
}

/// On a thread that may be kept busy; a panic there is a refusal like any other.
async fn make(how: fn(&Described) -> Result<Made, String>, what: &Described) -> Result<Made, SendError> {
    let what = what.clone();
    let made = tokio::task::spawn_blocking(move || how(&what)).await;
    made.unwrap_or_else(|error| Err(error.to_string())).map_err(SendError::Refused)
}

/// A PNG.
fn picture(_drawing: &Described) -> Result<Made, String> {
    Err("nothing here draws yet".to_owned())
}

/// The bytes of the file.
fn document(_export: &Described) -> Result<Made, String> {
    Err("nothing here writes documents yet".to_owned())
}
