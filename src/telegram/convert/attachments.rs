//! Files that came with a message.

use serde_json::Value;

use super::super::json;
use super::people;
use crate::messenger::event::{Attachment, AttachmentKind};

/// Members that hold one file each. `voice_note` is what rich messages call a voice message.
const FILES: [(&str, AttachmentKind); 8] = [
    ("video", AttachmentKind::Video),
    ("animation", AttachmentKind::Animation),
    ("document", AttachmentKind::Document),
    ("audio", AttachmentKind::Audio),
    ("voice", AttachmentKind::Voice),
    ("voice_note", AttachmentKind::Voice),
    ("video_note", AttachmentKind::VideoNote),
    ("sticker", AttachmentKind::Sticker),
];

/// Every file of the message once, whichever of its members hold it.
pub(super) fn of(message: &Value) -> Vec<Attachment> {
    let mut files = Vec::new();
    beside(message, &mut files);
    if let Some(paid) = json::member(message, "paid_media") {
        for media in json::list(paid, "paid_media") {
            beside(media, &mut files);
        }
    }
    if let Some(poll) = json::member(message, "poll") {
        let holders = [poll].into_iter().chain(json::list(poll, "options"));
        holders.filter_map(|holder| json::member(holder, "media")).for_each(|media| beside(media, &mut files));
    }
    if let Some(rich) = json::member(message, "rich_message") {
        within(rich, &mut files);
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.file.clone()));
    files
}

/// Files that are members of `holder` itself.
fn beside(holder: &Value, files: &mut Vec<Attachment>) {
    files.extend(photo(holder));
    for (member, kind) in FILES {
        if let Some(file) = json::member(holder, member).filter(|_| !is_told_twice(holder, kind)) {
            files.extend(attachment(kind, file));
        }
    }
}

/// An animation comes as a document too, for readers that know no animations.
fn is_told_twice(holder: &Value, kind: AttachmentKind) -> bool {
    kind == AttachmentKind::Document && json::member(holder, "animation").is_some()
}

/// Blocks of a rich message, and blocks within blocks.
fn within(block: &Value, files: &mut Vec<Attachment>) {
    beside(block, files);
    for name in ["blocks", "items"] {
        for block in json::list(block, name) {
            within(block, files);
        }
    }
}

/// The largest size. A live photo is taken for the photo it shows when it stands still.
fn photo(holder: &Value) -> Option<Attachment> {
    let sizes = json::list(holder, "photo");
    let live = json::member(holder, "live_photo").map_or(&[][..], |live| json::list(live, "photo"));
    let area = |size: &&Value| {
        let side = |name| json::number(size, name).unwrap_or(0);
        side("width").saturating_mul(side("height"))
    };
    let sizes = if sizes.is_empty() { live } else { sizes };
    let largest = sizes.iter().filter(|size| json::scalar(size, "file_id").is_some()).max_by_key(area)?;
    attachment(AttachmentKind::Photo, largest)
}

fn attachment(kind: AttachmentKind, file: &Value) -> Option<Attachment> {
    let name = json::text(file, "file_name").map(people::clean).filter(|name| !name.is_empty());
    Some(Attachment { kind, file: json::scalar(file, "file_id")?, name })
}
