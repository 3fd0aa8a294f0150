//! Text with entities: what a message says once its markup is read.

use serde_json::{Map, Value, json};

use super::html;
use super::refusal::Refusal;
use super::request::Params;

/// Plain words and the marks on them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    pub plain: String,
    pub entities: Vec<Entity>,
}

/// One mark. Offset and length are in UTF-16 units.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: String,
    pub offset: usize,
    pub length: usize,
    /// What else the entity has: `url`, `language`, `custom_emoji_id`, `unix_time` …
    pub extra: Map<String, Value>,
}

impl Entity {
    pub fn new(kind: &str, offset: usize, length: usize) -> Self {
        Self { kind: kind.to_owned(), offset, length, extra: Map::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extra.insert(name.to_owned(), value.into());
        self
    }

    pub const fn end(&self) -> usize {
        self.offset.saturating_add(self.length)
    }

    pub fn to_json(&self) -> Value {
        let mut object = self.extra.clone();
        object.insert("type".to_owned(), json!(self.kind));
        object.insert("offset".to_owned(), json!(self.offset));
        object.insert("length".to_owned(), json!(self.length));
        Value::Object(object)
    }

    pub fn from_json(value: &Value) -> Option<Self> {
        let mut extra = value.as_object()?.clone();
        let kind = extra.remove("type")?.as_str()?.to_owned();
        let offset = usize::try_from(extra.remove("offset")?.as_u64()?).ok()?;
        let length = usize::try_from(extra.remove("length")?.as_u64()?).ok()?;
        Some(Self { kind, offset, length, extra })
    }
}

impl Text {
    /// What a request says in `field`, with its markup read; nothing when the field is absent.
    ///
    /// # Errors
    /// «can't parse entities: …».
    pub fn of(fields: &Map<String, Value>, field: &str, entities: &str) -> Result<Self, Refusal> {
        let written = fields.get(field).and_then(Value::as_str).unwrap_or_default();
        let mode = fields.get("parse_mode").and_then(Value::as_str).unwrap_or_default();
        let text = match mode.to_ascii_lowercase().as_str() {
            "html" => html::parse(written).map_err(|what| Refusal::bad(format!("can't parse entities: {what}")))?,
            "" | "none" => {
                let listed = fields.get(entities).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let entities = listed.iter().filter_map(Entity::from_json).collect();
                Self { plain: written.to_owned(), entities }
            }
            _ => return Err(Refusal::bad("unsupported parse_mode")),
        };
        Ok(text.trimmed())
    }

    /// The text of a message to be sent: 1–4096 code points.
    pub fn to_send(params: &Params) -> Result<Self, Refusal> {
        Self::message(params, "message is too long")
    }

    /// The text that replaces another; the words for «too long» differ.
    pub fn to_edit(params: &Params) -> Result<Self, Refusal> {
        Self::message(params, "MESSAGE_TOO_LONG")
    }

    fn message(params: &Params, too_long: &str) -> Result<Self, Refusal> {
        if params.text("text").is_none_or(str::is_empty) {
            return Err(Refusal::bad("message text is empty"));
        }
        let text = Self::of(&params.fields, "text", "entities")?;
        match text.plain.chars().count() {
            0 => Err(Refusal::bad("text must be non-empty")),
            1..=4096 => Ok(text),
            _ => Err(Refusal::bad(too_long)),
        }
    }

    /// A caption, which may be empty: at most 1024 code points.
    pub fn caption(fields: &Map<String, Value>, too_long: &str) -> Result<Self, Refusal> {
        let text = Self::of(fields, "caption", "caption_entities")?;
        if text.plain.chars().count() > 1024 { Err(Refusal::bad(too_long)) } else { Ok(text) }
    }

    /// Telegram cuts white space off both ends, and moves the entities with the words.
    fn trimmed(self) -> Self {
        let head = self.plain.trim_start();
        let cut = html::utf16_len(&self.plain[..self.plain.len() - head.len()]);
        let plain = head.trim_end().to_owned();
        let end = html::utf16_len(&plain);
        let entities = self.entities.into_iter().filter_map(|mut entity| {
            let last = entity.end().saturating_sub(cut).min(end);
            entity.offset = entity.offset.saturating_sub(cut);
            entity.length = last.saturating_sub(entity.offset);
            (entity.length > 0).then_some(entity)
        });
        Self { entities: entities.collect(), plain }
    }

    /// Writes the text and its entities into a message under these names; an empty text leaves no field.
    pub fn put(&self, message: &mut Map<String, Value>, field: &str, entities: &str) {
        message.remove(field);
        message.remove(entities);
        if !self.plain.is_empty() {
            message.insert(field.to_owned(), json!(self.plain));
        }
        if !self.entities.is_empty() {
            message.insert(entities.to_owned(), self.entities.iter().map(Entity::to_json).collect());
        }
    }

    /// What a message says, be it a text or a caption.
    pub fn of_message(message: &Value) -> Self {
        let (field, entities) =
            if message["text"].is_string() { ("text", "entities") } else { ("caption", "caption_entities") };
        let listed = message[entities].as_array().map_or(&[][..], Vec::as_slice);
        Self {
            plain: message[field].as_str().unwrap_or_default().to_owned(),
            entities: listed.iter().filter_map(Entity::from_json).collect(),
        }
    }

    /// What people write carries no markup, but Telegram marks commands and links by itself.
    pub fn written_by_person(plain: &str) -> Self {
        let mut entities = Vec::new();
        let mut offset = 0;
        for word in plain.split_inclusive(char::is_whitespace) {
            let shown = word.trim_end();
            let kind = if shown.len() > 1 && shown.starts_with('/') {
                Some("bot_command")
            } else {
                (shown.starts_with("http://") || shown.starts_with("https://")).then_some("url")
            };
            entities.extend(kind.map(|kind| Entity::new(kind, offset, html::utf16_len(shown))));
            offset += html::utf16_len(word);
        }
        Self { plain: plain.to_owned(), entities }
    }
}
