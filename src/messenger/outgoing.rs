//! What goes out: messages, buttons and toasts. They are kept as JSON in the outbox until delivered.

use serde::{Deserialize, Serialize};

use super::callback::Callback;
use super::event::AttachmentKind;
use super::html::Html;
use crate::domain::ids::MessageId;

/// A message to send, or the new state of one.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub content: Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyboard: Option<Keyboard>,
    /// Sent all the same when the message replied to is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MessageId>,
    /// Without a sound.
    #[serde(default)]
    pub silent: bool,
}

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Link previews are always off.
    Text(Html),
    /// Files the messenger already has: one is sent as what it is, more as albums of at most ten.
    Files(Vec<File>),
}

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct File {
    pub kind: AttachmentKind,
    pub file: String,
}

impl Message {
    #[must_use]
    pub const fn text(text: Html) -> Self {
        Self { content: Content::Text(text), keyboard: None, reply_to: None, silent: false }
    }

    #[must_use]
    pub const fn files(files: Vec<File>) -> Self {
        Self { content: Content::Files(files), keyboard: None, reply_to: None, silent: true }
    }

    /// As it is kept until delivered. Plain values can always be written.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    #[must_use]
    pub fn with_keyboard(mut self, keyboard: Keyboard) -> Self {
        self.keyboard = (!keyboard.0.is_empty()).then_some(keyboard);
        self
    }
}

/// Rows of buttons under a message.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keyboard(pub Vec<Vec<Button>>);

impl Keyboard {
    /// Adds a row; an empty one is left out.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        let buttons: Vec<_> = buttons.into_iter().collect();
        if !buttons.is_empty() {
            self.0.push(buttons);
        }
        self
    }
}

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Button {
    pub label: String,
    pub does: ButtonAction,
}

impl Button {
    /// A button that comes back as this press.
    #[must_use]
    pub fn press(label: String, callback: &Callback) -> Self {
        Self { label, does: ButtonAction::Press(callback.encode()) }
    }
}

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ButtonAction {
    /// Comes back as a press with these data, 1–64 bytes.
    Press(String),
    Url(String),
    /// Puts this text, 1–256 code points, into the clipboard.
    Copy(String),
}

/// An entry of the menu of commands.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct MenuEntry {
    /// Without `/`: `[a-z0-9_]{1,32}`.
    pub name: String,
    /// 1–256 code points.
    pub description: String,
}

/// What the person sees right after a press; plain text of at most 200 signs.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Toast {
    pub text: Option<String>,
    /// Shown as a window that must be closed, rather than a line that fades.
    pub alert: bool,
}
