//! Messages out: each neutral message becomes one request or a few.

use std::time::Duration;

use reqwest::Url;
use serde::Serialize;
use serde_json::Value;
use teloxide::payloads::{
    AnswerCallbackQuery, DeleteMessage, EditMessageMedia, EditMessageReplyMarkup, EditMessageText, GetMe,
    SendMediaGroup, SendMessage, SetMyCommands,
};
use teloxide::requests::Payload;
use teloxide::types::{
    BotCommand, BotCommandScope, CallbackQueryId, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup,
    InputMedia, LinkPreviewOptions, ParseMode, ReplyParameters,
};

use super::album;
use super::client::{Client, Upload};
use super::json;
use super::upload;
use crate::domain::ids::{ChatId, MessageId};
use crate::messenger::event::PressId;
use crate::messenger::html::{self, Html};
use crate::messenger::outgoing::{Button, ButtonAction, Content, File, Keyboard, MenuEntry, ReadyMessage, Toast};
use crate::messenger::{Messenger, SendError};
use crate::telemetry::{Call, Sent};

/// Albums by file handle are slow now and then.
const SEND_TIMEOUT: Duration = Duration::from_secs(30);
/// Megabytes over the line of a village, and Telegram looks through the picture.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(90);
/// A press that is answered later than this has stopped its clock anyway.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// Code points; a longer toast is refused as a whole.
const TOAST: usize = 200;

/// [`Messenger`] over the Bot API.
#[derive(Clone, Debug)]
pub struct TelegramMessenger {
    client: Client,
}

/// Who we are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BotIdentity {
    pub id: ChatId,
    /// Without `@`.
    pub username: String,
}

/// What every request of one message shares.
pub(super) struct Manner {
    pub silent: Option<bool>,
    pub reply: Option<ReplyParameters>,
    pub keyboard: Option<InlineKeyboardMarkup>,
}

/// Sets on a payload of teloxide what all sending payloads have under the same names, but no common trait.
macro_rules! in_manner {
    ($payload:expr, $manner:expr) => {{
        let mut payload = $payload;
        payload.disable_notification = $manner.silent;
        payload.reply_parameters = $manner.reply;
        payload.reply_markup = $manner.keyboard.map(Into::into);
        payload
    }};
}
pub(super) use in_manner;

impl TelegramMessenger {
    #[must_use]
    pub const fn new(client: Client) -> Self {
        Self { client }
    }

    /// Asks Telegram who the token belongs to.
    pub async fn get_me(&self) -> Result<BotIdentity, SendError> {
        let me = self.client.call(&GetMe::new(), ANSWER_TIMEOUT).await?;
        let id = json::number(&me, "id").ok_or_else(|| unexpected("an id"))?;
        let username = json::text(&me, "username").ok_or_else(|| unexpected("a username"))?;
        Ok(BotIdentity { id: ChatId(id), username: username.to_owned() })
    }

    async fn send_text(&self, chat: ChatId, html: &Html, manner: Manner) -> Result<Vec<MessageId>, SendError> {
        let mut payload = in_manner!(SendMessage::new(recipient(chat), html.as_str()), manner);
        payload.parse_mode = Some(ParseMode::Html);
        payload.link_preview_options = Some(no_preview());
        Ok(vec![self.send_one(&payload).await?])
    }

    /// Telegram has no buttons below albums.
    async fn send_files(&self, chat: ChatId, files: &[File], manner: Manner) -> Result<Vec<MessageId>, SendError> {
        match files {
            [single] => Ok(vec![album::send_single(self, recipient(chat), single, manner).await?]),
            files => self.send_album(chat, files, manner).await,
        }
    }

    async fn send_album(&self, chat: ChatId, files: &[File], manner: Manner) -> Result<Vec<MessageId>, SendError> {
        let mut payload = SendMediaGroup::new(recipient(chat), files.iter().filter_map(album::media));
        payload.disable_notification = manner.silent;
        payload.reply_parameters = manner.reply;
        let sent = self.client.call(&payload, SEND_TIMEOUT).await?;
        sent.as_array().ok_or_else(|| unexpected("a list of messages"))?.iter().map(message_id).collect()
    }

    pub(super) async fn send_one<P: Payload + Serialize + Sync>(&self, payload: &P) -> Result<MessageId, SendError> {
        message_id(&self.client.call(payload, SEND_TIMEOUT).await?)
    }

    pub(super) async fn upload<P: Payload + Serialize + Sync>(
        &self,
        payload: &P,
        file: Upload,
    ) -> Result<Value, SendError> {
        Ok(self.client.upload(payload, file, UPLOAD_TIMEOUT).await?)
    }

    async fn edit_text(
        &self,
        chat: ChatId,
        id: MessageId,
        html: &Html,
        keyboard: InlineKeyboardMarkup,
    ) -> Result<(), SendError> {
        let mut payload = EditMessageText::new(recipient(chat), telegram_id(id)?, html.as_str());
        payload.parse_mode = Some(ParseMode::Html);
        payload.link_preview_options = Some(no_preview());
        payload.reply_markup = Some(keyboard);
        self.client.call(&payload, SEND_TIMEOUT).await?;
        Ok(())
    }

    async fn edit_media(
        &self,
        chat: ChatId,
        id: MessageId,
        (media, file): (InputMedia, Upload),
        keyboard: InlineKeyboardMarkup,
    ) -> Result<(), SendError> {
        let mut payload = EditMessageMedia::new(recipient(chat), telegram_id(id)?, media);
        payload.reply_markup = Some(keyboard);
        self.upload(&payload, file).await?;
        Ok(())
    }

    async fn send_now(&self, chat: ChatId, message: &ReadyMessage) -> Result<Vec<MessageId>, SendError> {
        let manner = Manner {
            silent: message.silent.then_some(true),
            reply: message.reply_to.and_then(reply_parameters),
            keyboard: message.keyboard.as_ref().map(markup).transpose()?,
        };
        match &message.content {
            Content::Text(html) => self.send_text(chat, html, manner).await,
            Content::Files(files) => self.send_files(chat, files, manner).await,
            Content::Picture(picture) => upload::send_picture(self, recipient(chat), picture, manner).await,
            Content::Document(document) => upload::send_document(self, recipient(chat), document, manner).await,
        }
    }

    async fn edit_now(&self, chat: ChatId, id: MessageId, message: &ReadyMessage) -> Result<(), SendError> {
        let keyboard = markup_or_none(message.keyboard.as_ref())?;
        match &message.content {
            Content::Text(html) => self.edit_text(chat, id, html, keyboard).await,
            Content::Picture(picture) => self.edit_media(chat, id, upload::picture(picture)?, keyboard).await,
            Content::Document(document) => self.edit_media(chat, id, upload::document(document)?, keyboard).await,
            Content::Files(_) => Err(SendError::Refused("files cannot take the place of a message".to_owned())),
        }
    }

    async fn call<P: Payload + Serialize + Sync>(&self, payload: &P, timeout: Duration) -> Result<(), SendError> {
        self.client.call(payload, timeout).await?;
        Ok(())
    }

    /// Does it, counts it and times it.
    async fn counted<T>(
        &self,
        call: Call,
        work: impl Future<Output = Result<T, SendError>> + Send,
    ) -> Result<T, SendError> {
        let Some(telemetry) = self.client.telemetry() else { return work.await };
        let begun = telemetry.now();
        let result = work.await;
        telemetry.sent(call, outcome(&result), begun);
        result
    }
}

impl Messenger for TelegramMessenger {
    async fn send(&self, chat: ChatId, message: &ReadyMessage) -> Result<Vec<MessageId>, SendError> {
        let call = if matches!(message.content, Content::Text(_)) { Call::Message } else { Call::Files };
        self.counted(call, self.send_now(chat, message)).await
    }

    async fn edit(&self, chat: ChatId, id: MessageId, message: &ReadyMessage) -> Result<(), SendError> {
        self.counted(Call::Edit, self.edit_now(chat, id, message)).await
    }

    async fn edit_keyboard(&self, chat: ChatId, id: MessageId, keyboard: Option<&Keyboard>) -> Result<(), SendError> {
        let mut payload = EditMessageReplyMarkup::new(recipient(chat), telegram_id(id)?);
        payload.reply_markup = Some(markup_or_none(keyboard)?);
        self.counted(Call::Edit, self.call(&payload, SEND_TIMEOUT)).await
    }

    async fn delete(&self, chat: ChatId, id: MessageId) -> Result<(), SendError> {
        let payload = DeleteMessage::new(recipient(chat), telegram_id(id)?);
        self.counted(Call::Delete, self.call(&payload, SEND_TIMEOUT)).await
    }

    async fn set_menu(&self, chat: Option<ChatId>, entries: &[MenuEntry]) -> Result<(), SendError> {
        let mut payload =
            SetMyCommands::new(entries.iter().map(|entry| BotCommand::new(&entry.name, &entry.description)));
        payload.scope = chat.map(|chat| BotCommandScope::Chat { chat_id: recipient(chat).into() });
        self.counted(Call::Menu, self.call(&payload, ANSWER_TIMEOUT)).await
    }

    async fn answer(&self, press: &PressId, toast: &Toast) -> Result<(), SendError> {
        let mut payload = AnswerCallbackQuery::new(CallbackQueryId(press.0.clone()));
        payload.text = toast.text.as_deref().map(|text| html::cut(text, TOAST));
        payload.show_alert = toast.alert.then_some(true);
        self.counted(Call::Answer, self.call(&payload, ANSWER_TIMEOUT)).await
    }
}

/// What a result means to whoever watches: what is out of date counts as done, and what is gone, or has become
/// something else, is sent anew.
const fn outcome<T>(result: &Result<T, SendError>) -> Sent {
    match result {
        Ok(_) | Err(SendError::NotModified) => Sent::Done,
        Err(SendError::Refused(_)) => Sent::Refused,
        Err(SendError::Unreachable(_)) => Sent::Unreachable,
        Err(
            SendError::RetryAfter(_)
            | SendError::Unavailable(_)
            | SendError::MessageGone
            | SendError::OtherKind
            | SendError::Migrated(_)
            | SendError::Unauthorized,
        ) => Sent::Retried,
    }
}

const fn recipient(chat: ChatId) -> teloxide::types::ChatId {
    teloxide::types::ChatId(chat.0)
}

/// Numbers of Telegram's messages have 32 bits: what has more names no message.
fn telegram_id(id: MessageId) -> Result<teloxide::types::MessageId, SendError> {
    i32::try_from(id.0).map(teloxide::types::MessageId).map_err(|_| SendError::MessageGone)
}

fn reply_parameters(id: MessageId) -> Option<ReplyParameters> {
    Some(ReplyParameters::new(telegram_id(id).ok()?).allow_sending_without_reply())
}

const fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// An empty keyboard says outright what leaving it out would mean: take the buttons away.
fn markup_or_none(keyboard: Option<&Keyboard>) -> Result<InlineKeyboardMarkup, SendError> {
    keyboard.map_or_else(|| Ok(InlineKeyboardMarkup::default()), markup)
}

fn markup(keyboard: &Keyboard) -> Result<InlineKeyboardMarkup, SendError> {
    let row = |buttons: &Vec<Button>| buttons.iter().map(button).collect::<Result<Vec<_>, _>>();
    let inline_keyboard = keyboard.0.iter().map(row).collect::<Result<_, _>>()?;
    Ok(InlineKeyboardMarkup { inline_keyboard })
}

fn button(button: &Button) -> Result<InlineKeyboardButton, SendError> {
    match &button.does {
        ButtonAction::Press(data) => Ok(InlineKeyboardButton::callback(&button.label, data)),
        ButtonAction::Url(url) => {
            let url = Url::parse(url).map_err(|error| SendError::Refused(format!("address of a button: {error}")))?;
            Ok(InlineKeyboardButton::url(&button.label, url))
        }
        ButtonAction::Copy(text) => {
            Ok(InlineKeyboardButton::copy_text_button(&button.label, CopyTextButton { text: text.clone() }))
        }
    }
}

pub(super) fn message_id(message: &Value) -> Result<MessageId, SendError> {
    json::number(message, "message_id").map(MessageId).ok_or_else(|| unexpected("a message_id"))
}

/// `ok` without what it promises: whether it arrived cannot be told.
fn unexpected(missing: &str) -> SendError {
    SendError::Unavailable(format!("an answer without {missing}"))
}
