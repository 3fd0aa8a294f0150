//! A file that came with a message. The messenger keeps it; we keep its handle.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    pub kind: AttachmentKind,
    /// The messenger's handle: enough to send the file on.
    pub file: String,
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    Photo,
    Video,
    Document,
    Audio,
    Voice,
    VideoNote,
    Animation,
    Sticker,
}

impl AttachmentKind {
    /// Something to look at, rather than to open or to listen to.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Photo | Self::Video | Self::VideoNote | Self::Animation)
    }
}
