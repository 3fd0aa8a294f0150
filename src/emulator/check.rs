//! Is this request, or this object, what `api.json` says? Stricter than Telegram, which overlooks much.

use std::fmt;

use serde_json::{Map, Value};

use super::schema::{Field, FieldType, Method, Schema, Shape};

/// Where a value departs from the schema.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violation {
    /// From the outside in: `reply_markup.inline_keyboard[0][1].text`.
    path: String,
    what: String,
    /// How far a reading of the value got before it failed; the furthest of a union is the one meant.
    reach: usize,
}

impl Violation {
    pub fn new(path: &str, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), what: what.into(), reach: 1 }
    }

    fn here(what: impl Into<String>) -> Self {
        Self::new("", what)
    }

    fn within(mut self, outer: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{outer}{joint}{}", self.path);
        self.reach += 2;
        self
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.what) } else { write!(f, "{}: {}", self.path, self.what) }
    }
}

/// Checks the fields of a request.
///
/// # Errors
/// The first departure found.
pub fn request(schema: &Schema, method: &Method, given: &Map<String, Value>) -> Result<(), Violation> {
    fields(schema, &method.fields, given)
}

/// Checks an object that claims to be of the named type, such as an answer or an update.
///
/// # Errors
/// The first departure found, or that there is no such type.
pub fn object(schema: &Schema, type_name: &str, given: &Value) -> Result<(), Violation> {
    named(schema, type_name, given)
}

fn fields(schema: &Schema, known: &[Field], given: &Map<String, Value>) -> Result<(), Violation> {
    for (name, value) in given {
        let Some(field) = known.iter().find(|field| field.name == *name) else {
            return Err(Violation::new(name, "no such field"));
        };
        if value.is_null() {
            return Err(Violation::new(name, "null; leave absent fields out"));
        }
        one_of(schema, &field.types, value).map_err(|violation| violation.within(name))?;
    }
    match known.iter().find(|field| field.required && !given.contains_key(&field.name)) {
        Some(field) => Err(Violation::new(&field.name, "required, but missing")),
        None => Ok(()),
    }
}

fn one_of(schema: &Schema, types: &[FieldType], given: &Value) -> Result<(), Violation> {
    let mut furthest: Option<Violation> = None;
    for kind in types {
        match value(schema, kind, given) {
            Ok(()) => return Ok(()),
            Err(violation) if furthest.as_ref().is_none_or(|known| violation.reach > known.reach) => {
                furthest = Some(violation);
            }
            Err(_) => {}
        }
    }
    Err(furthest.unwrap_or_else(|| Violation::here("no type is allowed here")))
}

fn value(schema: &Schema, kind: &FieldType, given: &Value) -> Result<(), Violation> {
    let (fits, wanted) = match kind {
        FieldType::Integer => (given.is_i64(), "an Integer"),
        FieldType::Float => (given.is_number(), "a Float"),
        FieldType::Boolean => (given.is_boolean(), "a Boolean"),
        FieldType::String => (given.is_string(), "a String"),
        FieldType::InputFile => (given.is_string(), "a file"),
        FieldType::Array(elements) => return array(schema, elements, given),
        FieldType::Named(name) => return named(schema, name, given),
    };
    if fits { Ok(()) } else { Err(Violation::here(format!("{wanted} is wanted, {} is given", name_of(given)))) }
}

fn array(schema: &Schema, elements: &[FieldType], given: &Value) -> Result<(), Violation> {
    let Some(items) = given.as_array() else {
        return Err(Violation::here(format!("an array is wanted, {} is given", name_of(given))));
    };
    for (index, item) in items.iter().enumerate() {
        one_of(schema, elements, item).map_err(|violation| violation.within(&format!("[{index}]")))?;
    }
    Ok(())
}

fn named(schema: &Schema, name: &str, given: &Value) -> Result<(), Violation> {
    let known = match schema.shape(name) {
        Some(Shape::OneOf(types)) => return one_of(schema, types, given),
        Some(Shape::Object(known)) => known,
        None => return Err(Violation::here(format!("there is no type {name}"))),
    };
    let Some(object) = given.as_object() else {
        return Err(Violation::here(format!("an object {name} is wanted, {} is given", name_of(given))));
    };
    constants(known, object)?;
    fields(schema, known, object)
}

/// Looked at first: a subtype whose constant differs is not the one meant, whatever else is wrong.
fn constants(known: &[Field], given: &Map<String, Value>) -> Result<(), Violation> {
    for field in known {
        if let (Some(wanted), Some(value)) = (&field.constant, given.get(&field.name))
            && wanted != value
        {
            let what = format!("{wanted} is wanted, {value} is given");
            return Err(Violation { path: field.name.clone(), what, reach: 0 });
        }
    }
    Ok(())
}

const fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a Boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a String",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
