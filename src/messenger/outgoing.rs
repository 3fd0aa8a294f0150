//! What goes out: messages, buttons and toasts. They are kept as JSON in the outbox until delivered.
//!
//! Pictures and documents of ours stand in a kept message as what they are made of. Delivery makes them right before
//! they are sent, so the database never holds their bytes, and the messenger never gets anything but bytes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::callback::Callback;
use super::event::AttachmentKind;
use super::html::Html;
use crate::domain::ids::MessageId;

/// A message to send, or the new state of one: as it is kept, unless `B` says otherwise.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Message<B = Described> {
    pub content: Content<B>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyboard: Option<Keyboard>,
    /// Sent all the same when the message replied to is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MessageId>,
    /// Without a sound.
    #[serde(default)]
    pub silent: bool,
}

/// A message as the messenger takes it: all that was described is made.
pub type ReadyMessage = Message<Made>;

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content<B = Described> {
    /// Link previews are always off.
    Text(Html),
    /// Files the messenger already has, as [`albums`] puts them together: one call, and as many messages.
    Files(Vec<File>),
    Picture(Picture<B>),
    Document(Document<B>),
}

/// What a picture or a document is made of, in the words of whoever makes it.
pub type Described = Value;

/// Bytes of a picture or a document. They cannot be written as JSON, so no ready message can be kept.
pub type Made = Arc<[u8]>;

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct File {
    pub kind: AttachmentKind,
    pub file: String,
}

/// A picture of ours with words below it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Picture<B = Described> {
    /// Made: a PNG of at most 10 MB, width + height at most 10 000 pixels, one at most 20 times the other.
    pub image: B,
    /// At most [`CAPTION`]; may be empty.
    pub caption: Html,
}

/// A file of ours with words below it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Document<B = Described> {
    /// As it is saved: `rating.xlsx`.
    pub name: String,
    /// Made: at most 50 MB, and not empty.
    pub body: B,
    /// At most [`CAPTION`]; may be empty.
    pub caption: Html,
}

/// Code points of [`Html::signs`] below a picture or a document; what is longer is refused as a whole.
pub const CAPTION: usize = 1024;

/// Files of one album at most.
const ALBUM: usize = 10;

/// The files in their order, as few messages as the messenger's rules allow for that order. Each is one call: it counts
/// once, and what comes after it does not bring it again.
pub fn albums(files: &[File]) -> impl Iterator<Item = Message> {
    let together =
        |one: &File, next: &File| company(one.kind) != Company::Alone && company(one.kind) == company(next.kind);
    files.chunk_by(together).flat_map(|run| run.chunks(ALBUM)).map(|album| Message::files(album.to_vec()))
}

/// Kinds that may share an album.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Company {
    Visual,
    Documents,
    Audios,
    Alone,
}

const fn company(kind: AttachmentKind) -> Company {
    match kind {
        AttachmentKind::Photo | AttachmentKind::Video => Company::Visual,
        AttachmentKind::Document => Company::Documents,
        AttachmentKind::Audio => Company::Audios,
        AttachmentKind::Voice | AttachmentKind::VideoNote | AttachmentKind::Animation | AttachmentKind::Sticker => {
            Company::Alone
        }
    }
}

impl<B> Message<B> {
    #[must_use]
    pub const fn of(content: Content<B>) -> Self {
        Self { content, keyboard: None, reply_to: None, silent: false }
    }

    #[must_use]
    pub const fn text(text: Html) -> Self {
        Self::of(Content::Text(text))
    }

    #[must_use]
    pub const fn files(files: Vec<File>) -> Self {
        Self { content: Content::Files(files), keyboard: None, reply_to: None, silent: true }
    }

    #[must_use]
    pub fn with_keyboard(mut self, keyboard: Keyboard) -> Self {
        self.keyboard = (!keyboard.0.is_empty()).then_some(keyboard);
        self
    }
}

impl Message {
    /// As it is kept until delivered. Plain values can always be written.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
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
