//! Which payload each kind of file needs.

use teloxide::payloads::{
    SendAnimation, SendAudio, SendDocument, SendPhoto, SendSticker, SendVideo, SendVideoNote, SendVoice,
};
use teloxide::types::{
    ChatId, FileId, InputFile, InputMedia, InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo,
};

use super::gateway::{Manner, TelegramMessenger, in_manner};
use crate::domain::ids::MessageId;
use crate::messenger::SendError;
use crate::messenger::event::AttachmentKind;
use crate::messenger::outgoing::File;

fn input(file: &File) -> InputFile {
    InputFile::file_id(FileId(file.file.clone()))
}

/// A part of an album; `None` for kinds that travel alone.
pub(super) fn media(file: &File) -> Option<InputMedia> {
    match file.kind {
        AttachmentKind::Photo => Some(InputMedia::Photo(InputMediaPhoto::new(input(file)))),
        AttachmentKind::Video => Some(InputMedia::Video(InputMediaVideo::new(input(file)))),
        AttachmentKind::Document => Some(InputMedia::Document(InputMediaDocument::new(input(file)))),
        AttachmentKind::Audio => Some(InputMedia::Audio(InputMediaAudio::new(input(file)))),
        AttachmentKind::Voice | AttachmentKind::VideoNote | AttachmentKind::Animation | AttachmentKind::Sticker => None,
    }
}

/// Sends one file as what it is.
pub(super) async fn send_single(
    to: &TelegramMessenger,
    chat: ChatId,
    file: &File,
    manner: Manner,
) -> Result<MessageId, SendError> {
    let what = input(file);
    match file.kind {
        AttachmentKind::Photo => to.send_one(&in_manner!(SendPhoto::new(chat, what), manner)).await,
        AttachmentKind::Video => to.send_one(&in_manner!(SendVideo::new(chat, what), manner)).await,
        AttachmentKind::Document => to.send_one(&in_manner!(SendDocument::new(chat, what), manner)).await,
        AttachmentKind::Audio => to.send_one(&in_manner!(SendAudio::new(chat, what), manner)).await,
        AttachmentKind::Voice => to.send_one(&in_manner!(SendVoice::new(chat, what), manner)).await,
        AttachmentKind::VideoNote => to.send_one(&in_manner!(SendVideoNote::new(chat, what), manner)).await,
        AttachmentKind::Animation => to.send_one(&in_manner!(SendAnimation::new(chat, what), manner)).await,
        AttachmentKind::Sticker => to.send_one(&in_manner!(SendSticker::new(chat, what), manner)).await,
    }
}
