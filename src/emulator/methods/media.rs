//! Files: one as what it is, several as an album.

use serde_json::{Map, Value, json};

use super::objects;
use super::send::Frame;
use crate::emulator::files::{self, StoredFile};
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::sins::Sin;
use crate::emulator::text::Text;
use crate::emulator::world::World;
use crate::messenger::event::AttachmentKind;

const CAPTION_TOO_LONG: &str = "message caption is too long";

/// The method that sends one file of this kind.
pub const fn method(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "sendPhoto",
        AttachmentKind::Video => "sendVideo",
        AttachmentKind::Document => "sendDocument",
        AttachmentKind::Audio => "sendAudio",
        AttachmentKind::Voice => "sendVoice",
        AttachmentKind::VideoNote => "sendVideoNote",
        AttachmentKind::Animation => "sendAnimation",
        AttachmentKind::Sticker => "sendSticker",
    }
}

pub fn file(world: &mut World, params: &Params, kind: AttachmentKind) -> Answer {
    let caption = Text::caption(&params.fields, CAPTION_TOO_LONG)?;
    let frame = Frame::of(world, params)?;
    let file = stored(world, params, params.text(files::field(kind)).unwrap_or_default(), kind)?;
    Ok(frame.post(world, content(&file, &caption)))
}

/// A file by its id, or one that came with the request.
fn stored(world: &mut World, params: &Params, named: &str, kind: AttachmentKind) -> Result<StoredFile, Refusal> {
    let Some(part) = named.strip_prefix("attach://") else { return world.files.reuse(named, kind) };
    let Some(upload) = params.uploads.get(part) else {
        return Err(Refusal::bad(format!("there is no {} in the request", files::field(kind))));
    };
    world.files.keep(kind, upload, world.memory)
}

fn content(file: &StoredFile, caption: &Text) -> Map<String, Value> {
    let mut content = Map::new();
    content.insert(files::field(file.kind).to_owned(), file.to_json());
    if file.kind == AttachmentKind::Animation {
        // Telegram repeats an animation as a document for those who know no animations.
        content.insert("document".to_owned(), StoredFile { kind: AttachmentKind::Document, ..file.clone() }.to_json());
    }
    caption.put(&mut content, "caption", "caption_entities");
    content
}

/// What takes the place of the content of a message: one file with its caption, and nothing else.
pub fn replacement(world: &mut World, params: &Params) -> Result<Map<String, Value>, Refusal> {
    let empty = Map::new();
    let item = params.fields.get("media").and_then(Value::as_object).unwrap_or(&empty);
    let kind = kind_of(item);
    if item.get("type").is_some_and(|named| named != files::field(kind)) {
        let method = format!("{} with {}", params.method, item["type"]);
        world.sins.push(Sin::NotEmulated { method });
        return Err(Refusal::bad(format!("InputMedia of type {} is not emulated", item["type"])));
    }
    let caption = Text::caption(item, "MEDIA_CAPTION_TOO_LONG")?;
    let named = item.get("media").and_then(Value::as_str).unwrap_or_default();
    Ok(content(&stored(world, params, named, kind)?, &caption))
}

/// What [`replacement`] may take the place of; besides, a text.
pub const REPLACEABLE: [AttachmentKind; 5] = [
    AttachmentKind::Photo,
    AttachmentKind::Video,
    AttachmentKind::Animation,
    AttachmentKind::Audio,
    AttachmentKind::Document,
];

pub fn album(world: &mut World, params: &Params) -> Answer {
    let items: Vec<(AttachmentKind, &Map<String, Value>)> =
        objects(params, "media").map(|item| (kind_of(item), item)).collect();
    check_album(&items)?;
    let frame = Frame::of(world, params)?;
    let mut contents = Vec::new();
    for (kind, item) in items {
        let caption = Text::caption(item, CAPTION_TOO_LONG)?;
        let named = item.get("media").and_then(Value::as_str).unwrap_or_default();
        let file = stored(world, params, named, kind)?;
        contents.push(content(&file, &caption));
    }
    world.last_album += 1;
    let group = json!(format!("album{}", world.last_album));
    let messages = contents.into_iter().map(|mut content| {
        content.insert("media_group_id".to_owned(), group.clone());
        frame.post(world, content)
    });
    Ok(messages.collect())
}

fn kind_of(item: &Map<String, Value>) -> AttachmentKind {
    let named = item.get("type").and_then(Value::as_str).unwrap_or_default();
    files::KINDS.into_iter().find(|kind| files::field(*kind) == named).unwrap_or(AttachmentKind::Document)
}

/// 2–10 items; documents and audio keep to their own.
fn check_album(items: &[(AttachmentKind, &Map<String, Value>)]) -> Result<(), Refusal> {
    match items.len() {
        0 => return Err(Refusal::bad("there are no messages to send")),
        1 => return Err(Refusal::bad("too few messages to send as an album")),
        2..=10 => {}
        _ => return Err(Refusal::bad("too many messages to send as an album")),
    }
    for (kind, name) in [(AttachmentKind::Document, "document"), (AttachmentKind::Audio, "audio")] {
        let count = items.iter().filter(|(own, _)| *own == kind).count();
        if count != 0 && count != items.len() {
            return Err(Refusal::bad(format!("{name} can't be mixed with other media types")));
        }
    }
    Ok(())
}
