//! `api.json` as tables: every method and type of the Bot API, its fields and their types.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

static BUNDLED: LazyLock<Result<Schema, String>> = LazyLock::new(|| {
    let raw: RawSchema = serde_json::from_str(include_str!("api.json")).map_err(|error| error.to_string())?;
    Ok(Schema::from(raw))
});

/// The Bot API as published.
#[derive(Debug)]
pub struct Schema {
    /// By name in lower case: Telegram does not mind the case of a method.
    methods: HashMap<String, Method>,
    types: HashMap<String, Shape>,
}

/// A method and what it takes.
#[derive(Debug)]
pub struct Method {
    pub name: String,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    /// Any one of these.
    pub types: Vec<FieldType>,
    pub required: bool,
    /// The only value allowed; tells the subtypes of a union apart.
    pub constant: Option<Value>,
}

#[derive(Debug)]
pub enum FieldType {
    Integer,
    Float,
    Boolean,
    String,
    InputFile,
    /// Elements of any one of these, mixed freely.
    Array(Vec<Self>),
    Named(String),
}

/// What a named type is.
#[derive(Debug)]
pub enum Shape {
    Object(Vec<Field>),
    OneOf(Vec<FieldType>),
}

impl Schema {
    /// The copy that was built in, parsed once for the process.
    ///
    /// # Errors
    /// Says why the copy cannot be read.
    pub fn bundled() -> Result<&'static Self, String> {
        BUNDLED.as_ref().map_err(Clone::clone)
    }

    /// The method of this name, in any case.
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(&name.to_ascii_lowercase())
    }

    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        self.methods.values()
    }

    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.types.get(name)
    }
}

impl Method {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FieldType {
    fn parse(name: &str) -> Self {
        match name {
            "Integer" => Self::Integer,
            "Float" => Self::Float,
            "Boolean" => Self::Boolean,
            "String" => Self::String,
            "InputFile" => Self::InputFile,
            _ => match name.strip_prefix("Array of ") {
                Some(element) => Self::Array(vec![Self::parse(element)]),
                None => Self::Named(name.to_owned()),
            },
        }
    }

    /// `[Array of A, Array of B]` is published for an array whose elements may be of both.
    fn parse_all(names: &[String]) -> Vec<Self> {
        let mut types = Vec::new();
        let mut elements = Vec::new();
        for name in names {
            match Self::parse(name) {
                Self::Array(of) => elements.extend(of),
                other => types.push(other),
            }
        }
        if !elements.is_empty() {
            types.push(Self::Array(elements));
        }
        types
    }
}

#[derive(Deserialize)]
struct RawSchema {
    methods: HashMap<String, RawShape>,
    types: HashMap<String, RawShape>,
}

#[derive(Deserialize)]
struct RawShape {
    #[serde(default)]
    fields: Vec<RawField>,
    #[serde(default)]
    subtypes: Vec<String>,
}

#[derive(Deserialize)]
struct RawField {
    name: String,
    types: Vec<String>,
    required: bool,
    #[serde(rename = "const")]
    constant: Option<Value>,
}

impl From<RawSchema> for Schema {
    fn from(raw: RawSchema) -> Self {
        let methods = raw.methods.into_iter().map(|(name, shape)| {
            (name.to_ascii_lowercase(), Method { name, fields: shape.fields.into_iter().map(Field::from).collect() })
        });
        let types = raw.types.into_iter().map(|(name, shape)| (name, Shape::from(shape)));
        Self { methods: methods.collect(), types: types.collect() }
    }
}

impl From<RawShape> for Shape {
    fn from(raw: RawShape) -> Self {
        if raw.subtypes.is_empty() {
            Self::Object(raw.fields.into_iter().map(Field::from).collect())
        } else {
            Self::OneOf(FieldType::parse_all(&raw.subtypes))
        }
    }
}

impl From<RawField> for Field {
    fn from(raw: RawField) -> Self {
        Self { name: raw.name, types: FieldType::parse_all(&raw.types), required: raw.required, constant: raw.constant }
    }
}
