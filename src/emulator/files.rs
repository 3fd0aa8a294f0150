//! Files that Telegram keeps, and the objects that describe them.

use std::collections::{HashMap, VecDeque};

use axum::body::Bytes;
use serde_json::{Value, json};

use super::refusal::Refusal;
use super::request::Upload;
use super::world::Memory;
use crate::messenger::event::AttachmentKind;

const MEGABYTE: usize = 1024 * 1024;
/// Of one upload, in bytes.
const LARGEST: usize = 50 * MEGABYTE;
const LARGEST_PHOTO: usize = 10 * MEGABYTE;
/// What a preview of a photo is called: a smaller size of the same file.
const PREVIEW: &str = "-preview";
/// Of the longer side of a preview, in pixels.
const PREVIEW_SIDE: u32 = 90;
/// Pixels of a photo whose bytes do not tell them.
const UNTOLD: Measures = Measures { width: 1280, height: 1280 };
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The last chunk of every PNG, with its checksum.
const PNG_END: &[u8] = b"IEND\xae\x42\x60\x82";
/// How other kinds of images begin that Telegram takes as photos: JPEG, WebP and GIF.
const IMAGES: [&[u8]; 3] = [b"\xff\xd8\xff", b"RIFF", b"GIF8"];

/// A file Telegram keeps.
#[derive(Clone, Debug)]
pub struct StoredFile {
    pub id: String,
    pub kind: AttachmentKind,
    pub name: String,
    pub mime: Option<String>,
    pub bytes: Bytes,
}

/// All files, by `file_id`.
#[derive(Debug, Default)]
pub struct Files {
    known: HashMap<String, StoredFile>,
    /// Oldest first; only the bytes of old ones are forgotten, so that their ids stay good.
    with_bytes: VecDeque<String>,
    last: u64,
}

/// The field that carries a file of this kind, in requests and in messages.
pub const fn field(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "photo",
        AttachmentKind::Video => "video",
        AttachmentKind::Document => "document",
        AttachmentKind::Audio => "audio",
        AttachmentKind::Voice => "voice",
        AttachmentKind::VideoNote => "video_note",
        AttachmentKind::Animation => "animation",
        AttachmentKind::Sticker => "sticker",
    }
}

pub const KINDS: [AttachmentKind; 8] = [
    AttachmentKind::Photo,
    AttachmentKind::Video,
    AttachmentKind::Document,
    AttachmentKind::Audio,
    AttachmentKind::Voice,
    AttachmentKind::VideoNote,
    AttachmentKind::Animation,
    AttachmentKind::Sticker,
];

impl Files {
    pub fn get(&self, id: &str) -> Option<&StoredFile> {
        self.known.get(id.strip_suffix(PREVIEW).unwrap_or(id))
    }

    pub fn by_path(&self, path: &str) -> Option<&StoredFile> {
        self.get(path.rsplit('/').next()?.split('.').next()?)
    }

    pub fn add(
        &mut self,
        kind: AttachmentKind,
        name: &str,
        mime: Option<&str>,
        bytes: Bytes,
        memory: Memory,
    ) -> StoredFile {
        self.last += 1;
        let id = format!("file-{}-{}", field(kind), self.last);
        let mime = mime.map(str::to_owned);
        let file = StoredFile { id: id.clone(), kind, name: name.to_owned(), mime, bytes };
        self.known.insert(id.clone(), file.clone());
        self.with_bytes.push_back(id);
        while memory.is_over(self.with_bytes.len()) {
            if let Some(oldest) = self.with_bytes.pop_front().and_then(|id| self.known.get_mut(&id)) {
                oldest.bytes = Bytes::new();
            }
        }
        file
    }

    /// Keeps a file that came with a request.
    ///
    /// # Errors
    /// Empty, too big, or a photo that is no image or of forbidden measures.
    pub fn keep(&mut self, kind: AttachmentKind, upload: &Upload, memory: Memory) -> Result<StoredFile, Refusal> {
        let size = upload.bytes.len();
        if size > LARGEST {
            return Err(Refusal::new(413, "Request Entity Too Large"));
        }
        if size == 0 {
            return Err(Refusal::bad("file must be non-empty"));
        }
        if kind == AttachmentKind::Photo {
            check_photo(&upload.bytes)?;
        }
        Ok(self.add(kind, &upload.name, upload.mime.as_deref(), upload.bytes.clone(), memory))
    }

    /// The file of this id, if it may be sent as `kind`.
    ///
    /// # Errors
    /// Unknown, or of another kind.
    pub fn reuse(&self, id: &str, kind: AttachmentKind) -> Result<StoredFile, Refusal> {
        let file = self.get(id).ok_or_else(|| Refusal::bad("wrong file identifier/HTTP URL specified"))?;
        if file.kind == kind {
            return Ok(file.clone());
        }
        Err(Refusal::bad(format!("can't use file of type {:?} as {kind:?}", file.kind)))
    }
}

/// In pixels.
#[derive(Clone, Copy)]
struct Measures {
    width: u32,
    height: u32,
}

impl Measures {
    /// As the header of a PNG tells them; `None` for anything else.
    fn of_png(bytes: &[u8]) -> Option<Self> {
        let four = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let header = bytes.starts_with(PNG) && bytes.get(12..16) == Some(b"IHDR");
        header.then_some(()).and_then(|()| Some(Self { width: four(16)?, height: four(20)? }))
    }

    /// Width + height at most 10 000, one at most 20 times the other.
    const fn fit(self) -> bool {
        let (width, height) = (self.width as u64, self.height as u64);
        width + height <= 10_000 && width <= height * 20 && height <= width * 20
    }

    /// The same shape, the longer side this long.
    fn scaled_to(self, side: u32) -> Self {
        let longer = self.width.max(self.height).max(1);
        let scaled = |length: u32| (length.saturating_mul(side) / longer).max(1);
        Self { width: scaled(self.width), height: scaled(self.height) }
    }
}

/// Of other images than PNG only the beginning is looked at.
fn check_photo(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > LARGEST_PHOTO {
        let size = bytes.len();
        let what =
            format!("file of size {size} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes");
        return Err(Refusal::bad(what));
    }
    match Measures::of_png(bytes) {
        Some(measures) if !measures.fit() => Err(Refusal::bad("PHOTO_INVALID_DIMENSIONS")),
        Some(_) if bytes.ends_with(PNG_END) => Ok(()),
        None if IMAGES.iter().any(|beginning| bytes.starts_with(beginning)) => Ok(()),
        _ => Err(Refusal::bad("IMAGE_PROCESS_FAILED")),
    }
}

impl StoredFile {
    /// What a message carries under [`field`].
    pub fn to_json(&self) -> Value {
        let mut object = json!({
            "file_id": self.id,
            "file_unique_id": format!("u{}", self.id),
            "file_size": self.bytes.len(),
        });
        let extra = match self.kind {
            AttachmentKind::Photo => return self.photo_sizes(),
            AttachmentKind::Video => json!({ "width": 640, "height": 480, "duration": 5, "file_name": self.name }),
            AttachmentKind::Animation => json!({ "width": 320, "height": 240, "duration": 2, "file_name": self.name }),
            AttachmentKind::Document | AttachmentKind::Audio => json!({ "file_name": self.name }),
            AttachmentKind::Voice => json!({}),
            AttachmentKind::VideoNote => json!({ "length": 240 }),
            AttachmentKind::Sticker => {
                json!({ "type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false })
            }
        };
        for (name, value) in extra.as_object().into_iter().flatten() {
            object[name] = value.clone();
        }
        if matches!(self.kind, AttachmentKind::Audio | AttachmentKind::Voice | AttachmentKind::VideoNote) {
            object["duration"] = json!(5);
        }
        if let Some(mime) =
            self.mime.as_ref().filter(|_| !matches!(self.kind, AttachmentKind::VideoNote | AttachmentKind::Sticker))
        {
            object["mime_type"] = json!(mime);
        }
        object
    }

    /// Telegram offers several sizes, the largest last.
    fn photo_sizes(&self) -> Value {
        let size = |suffix: &str, Measures { width, height }: Measures, bytes: usize| {
            json!({
                "file_id": format!("{}{suffix}", self.id),
                "file_unique_id": format!("u{}{suffix}", self.id),
                "width": width, "height": height, "file_size": bytes,
            })
        };
        let whole = Measures::of_png(&self.bytes).unwrap_or(UNTOLD);
        json!([size(PREVIEW, whole.scaled_to(PREVIEW_SIDE), self.bytes.len() / 10), size("", whole, self.bytes.len())])
    }

    /// The answer of `getFile`.
    ///
    /// # Errors
    /// Over 20 MB a bot cannot download.
    pub fn link(&self) -> Result<Value, Refusal> {
        if self.bytes.len() > 20 * MEGABYTE {
            return Err(Refusal::bad("file is too big"));
        }
        let ending = self.name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
        Ok(json!({
            "file_id": self.id,
            "file_unique_id": format!("u{}", self.id),
            "file_size": self.bytes.len(),
            "file_path": format!("{}s/{}.{ending}", field(self.kind), self.id),
        }))
    }
}
