//! A request as it came over the wire, read into one shape: JSON fields and uploaded files.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Form, FromRequest, Multipart, Query, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::check::{self, Violation};
use super::schema::{FieldType, Method, Schema};
use crate::domain::ids::{ChatId, MessageId};

/// The fields of a call, checked against the schema.
#[derive(Debug, Default)]
pub struct Params {
    /// As `api.json` writes it.
    pub method: &'static str,
    pub fields: Map<String, Value>,
    /// By the name of the part.
    pub uploads: HashMap<String, Upload>,
}

/// A file that came with the request.
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    pub mime: Option<String>,
    pub bytes: Bytes,
}

/// A request as it was written; query, urlencoded and multipart know only text.
#[derive(Debug, Default)]
pub struct Written {
    texts: Vec<(String, String)>,
    json: Map<String, Value>,
    uploads: HashMap<String, Upload>,
}

impl Written {
    /// Reads query and body.
    ///
    /// # Errors
    /// Says what cannot be read.
    pub async fn read(request: Request) -> Result<Self, String> {
        let mut written = Self::default();
        if let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) {
            written.texts = pairs;
        }
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match kind.as_str() {
            "application/json" => written.json = json_body(request).await?,
            "multipart/form-data" => written.read_parts(request).await?,
            "application/x-www-form-urlencoded" => {
                let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
                written.texts.extend(form.map_err(|error| error.to_string())?.0);
            }
            _ => {}
        }
        Ok(written)
    }

    async fn read_parts(&mut self, request: Request) -> Result<(), String> {
        let mut parts = Multipart::from_request(request, &()).await.map_err(|error| error.to_string())?;
        while let Some(part) = parts.next_field().await.map_err(|error| error.to_string())? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let mime = part.content_type().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|error| error.to_string())?;
            match file {
                Some(file) => _ = self.uploads.insert(name, Upload { name: file, mime, bytes }),
                None => self.texts.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(())
    }

    /// Gives every text the type its field has, then checks all fields.
    ///
    /// # Errors
    /// The first departure from the schema.
    pub fn typed(self, schema: &Schema, method: &'static Method) -> Result<Params, Violation> {
        let mut fields = self.json;
        for (name, text) in self.texts {
            let Some(field) = method.field(&name) else {
                return Err(Violation::new(&name, "no such field"));
            };
            fields.insert(name, from_text(&field.types, text));
        }
        let mentioned = mentioned_uploads(&fields);
        for name in self.uploads.keys() {
            match method.field(name) {
                Some(_) => _ = fields.insert(name.clone(), Value::String(format!("attach://{name}"))),
                None if mentioned.contains(name) => {}
                None => return Err(Violation::new(name, "a file that no field speaks of")),
            }
        }
        check::request(schema, method, &fields)?;
        Ok(Params { method: &method.name, fields, uploads: self.uploads })
    }
}

async fn json_body(request: Request) -> Result<Map<String, Value>, String> {
    let bytes = Bytes::from_request(request, &()).await.map_err(|error| error.to_string())?;
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    serde_json::from_slice(&bytes).map_err(|error| format!("can't parse JSON: {error}"))
}

/// A text that cannot be read as its type stays a text, and is found to be of the wrong type later.
fn from_text(types: &[FieldType], text: String) -> Value {
    let parsed = types.iter().find_map(|kind| match kind {
        FieldType::Integer => text.parse::<i64>().ok().map(Value::from),
        FieldType::Float => text.parse::<f64>().ok().map(Value::from),
        FieldType::Boolean => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
        FieldType::Array(_) | FieldType::Named(_) => serde_json::from_str(&text).ok(),
        FieldType::String | FieldType::InputFile => None,
    });
    parsed.unwrap_or(Value::String(text))
}

/// Names after `attach://`, wherever they stand.
fn mentioned_uploads(fields: &Map<String, Value>) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest: Vec<&Value> = fields.values().collect();
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => names.extend(text.strip_prefix("attach://").map(str::to_owned)),
            Value::Array(items) => rest.extend(items),
            Value::Object(object) => rest.extend(object.values()),
            _ => {}
        }
    }
    names
}

impl Params {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.fields.get(name).and_then(Value::as_i64)
    }

    pub fn flag(&self, name: &str) -> bool {
        self.fields.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    pub fn list(&self, name: &str) -> &[Value] {
        self.fields.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    pub fn message_id(&self) -> Option<MessageId> {
        self.number("message_id").map(MessageId)
    }

    /// The chat named by number; names of channels are looked up elsewhere.
    pub fn chat_id(&self) -> Option<ChatId> {
        let given = self.fields.get("chat_id")?;
        given.as_i64().or_else(|| given.as_str()?.parse().ok()).map(ChatId)
    }
}
