//! The neutral language between the product and any messenger: what comes in, what goes out.
//!
//! Nothing here knows Telegram; a second messenger is a second folder beside `telegram/`.

pub mod callback;
pub mod event;
pub mod html;
pub mod outgoing;

use std::time::Duration;

use crate::domain::ids::{ChatId, MessageId};
use event::PressId;
use outgoing::{Keyboard, MenuEntry, ReadyMessage, Toast};

/// Delivers to people. The seam for a second messenger.
pub trait Messenger: Send + Sync + 'static {
    /// Sends a new message; the first id of an album.
    fn send(
        &self,
        chat: ChatId,
        message: &ReadyMessage,
    ) -> impl Future<Output = Result<Vec<MessageId>, SendError>> + Send;

    /// Replaces what a message of ours shows, and its buttons. [`SendError::OtherKind`] where it cannot become this.
    fn edit(
        &self,
        chat: ChatId,
        id: MessageId,
        message: &ReadyMessage,
    ) -> impl Future<Output = Result<(), SendError>> + Send;

    /// Replaces the buttons only; `None` takes them away.
    fn edit_keyboard(
        &self,
        chat: ChatId,
        id: MessageId,
        keyboard: Option<&Keyboard>,
    ) -> impl Future<Output = Result<(), SendError>> + Send;

    /// Deletes a message of ours.
    fn delete(&self, chat: ChatId, id: MessageId) -> impl Future<Output = Result<(), SendError>> + Send;

    /// Replaces the menu of commands of a private chat; `None`: of everybody who has none of their own.
    fn set_menu(
        &self,
        chat: Option<ChatId>,
        entries: &[MenuEntry],
    ) -> impl Future<Output = Result<(), SendError>> + Send;

    /// Answers a press; the messenger shows `toast` and stops the button's clock.
    fn answer(&self, press: &PressId, toast: &Toast) -> impl Future<Output = Result<(), SendError>> + Send;
}

/// Why a message did not arrive, with what to do about it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SendError {
    /// The messenger wants us to wait (429).
    #[error("asked to wait {0:?}")]
    RetryAfter(Duration),
    /// Trouble in the middle (5xx, silence, reset): it may or may not have arrived; try again.
    #[error("no answer: {0}")]
    Unavailable(String),
    /// The edit changes nothing: as good as done.
    #[error("not modified")]
    NotModified,
    /// The message to edit, delete or reply to is gone.
    #[error("the message is gone")]
    MessageGone,
    /// The message to edit is there and cannot become this one: a picture no text, an album no picture.
    #[error("the message is of another kind")]
    OtherKind,
    /// The person blocked us, never started us, or the account is gone.
    #[error("not reachable: {0}")]
    Unreachable(String),
    /// The group became another one.
    #[error("the chat moved to {0}")]
    Migrated(ChatId),
    /// Our token is not accepted: nothing will work until an operator of the machine acts.
    #[error("the token is not accepted")]
    Unauthorized,
    /// Refused for good.
    #[error("refused: {0}")]
    Refused(String),
}
