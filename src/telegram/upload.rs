//! Pictures and documents of ours: which payload each needs, and the file that travels with it.

use teloxide::payloads::{SendDocument, SendPhoto};
use teloxide::types::{ChatId, FileId, InputFile, InputMedia, InputMediaDocument, InputMediaPhoto, ParseMode};

use super::client::Upload;
use super::gateway::{Manner, TelegramMessenger, in_manner, message_id};
use crate::domain::ids::MessageId;
use crate::messenger::SendError;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{CAPTION, Document, Made, Picture};

/// Pictures have no name that anybody sees.
const PICTURE_NAME: &str = "picture.png";

pub(super) async fn send_picture(
    by: &TelegramMessenger,
    chat: ChatId,
    picture: &Picture<Made>,
    manner: Manner,
) -> Result<Vec<MessageId>, SendError> {
    let mut payload = in_manner!(SendPhoto::new(chat, uploaded()), manner);
    payload.caption = caption(&picture.caption)?;
    payload.parse_mode = payload.caption.as_ref().map(|_| ParseMode::Html);
    Ok(vec![message_id(&by.upload(&payload, png(picture)).await?)?])
}

pub(super) async fn send_document(
    by: &TelegramMessenger,
    chat: ChatId,
    document: &Document<Made>,
    manner: Manner,
) -> Result<Vec<MessageId>, SendError> {
    let mut payload = in_manner!(SendDocument::new(chat, uploaded()), manner);
    payload.caption = caption(&document.caption)?;
    payload.parse_mode = payload.caption.as_ref().map(|_| ParseMode::Html);
    Ok(vec![message_id(&by.upload(&payload, file(document)).await?)?])
}

/// What takes the place of the content of a message.
pub(super) fn picture(picture: &Picture<Made>) -> Result<(InputMedia, Upload), SendError> {
    let mut media = InputMediaPhoto::new(uploaded());
    media.caption = caption(&picture.caption)?;
    media.parse_mode = media.caption.as_ref().map(|_| ParseMode::Html);
    Ok((InputMedia::Photo(media), png(picture)))
}

/// The same for a document.
pub(super) fn document(document: &Document<Made>) -> Result<(InputMedia, Upload), SendError> {
    let mut media = InputMediaDocument::new(uploaded());
    media.caption = caption(&document.caption)?;
    media.parse_mode = media.caption.as_ref().map(|_| ParseMode::Html);
    Ok((InputMedia::Document(media), file(document)))
}

/// Stands in the payload where a handle would: both are written as they are.
fn uploaded() -> InputFile {
    InputFile::file_id(FileId(Upload::NAMED.to_owned()))
}

fn png(picture: &Picture<Made>) -> Upload {
    Upload { file_name: PICTURE_NAME.to_owned(), bytes: Made::clone(&picture.image) }
}

fn file(document: &Document<Made>) -> Upload {
    Upload { file_name: document.name.clone(), bytes: Made::clone(&document.body) }
}

/// Refused here in words that say how long it is: Telegram's do not, and come behind a picture that travelled in vain.
fn caption(html: &Html) -> Result<Option<String>, SendError> {
    match html.signs() {
        0 => Ok(None),
        signs if signs > CAPTION => Err(SendError::Refused(format!("a caption of {signs} signs, {CAPTION} at most"))),
        _ => Ok(Some(html.as_str().to_owned())),
    }
}
