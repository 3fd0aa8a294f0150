//! Objects of the Bot API's own schema, filled with what does harm; some of them broken.

use std::sync::LazyLock;

use mcu_bot::emulator::Emulator;
use mcu_bot::messenger::event::AttachmentKind;
use serde_json::{Map, Value, json};

use super::words;
use crate::chance::Random;

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../src/emulator/api.json")).unwrap());

/// Objects within objects.
const DEPTH: usize = 5;

const NUMBERS: [i64; 14] = [
    0,
    1,
    2,
    7,
    1001,
    -1,
    -500,
    64,
    4096,
    2_147_483_648,
    -1_001_234_567_890,
    9_007_199_254_740_993,
    i64::MAX,
    i64::MIN,
];

/// Files that Telegram would know: nobody brings a handle that it did not give.
const KINDS: [(&str, AttachmentKind); 8] = [
    ("PhotoSize", AttachmentKind::Photo),
    ("Video", AttachmentKind::Video),
    ("Animation", AttachmentKind::Animation),
    ("Audio", AttachmentKind::Audio),
    ("Voice", AttachmentKind::Voice),
    ("VideoNote", AttachmentKind::VideoNote),
    ("Sticker", AttachmentKind::Sticker),
    ("Document", AttachmentKind::Document),
];

/// What an object looks like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// As the schema has it.
    Valid,
    /// Members are missing, unknown, `null` or of another type.
    Broken,
}

/// Fills types of the schema.
#[derive(Debug)]
pub struct Shapes {
    /// One of each of [`KINDS`].
    files: Vec<(&'static str, String)>,
}

impl Shapes {
    pub fn new(telegram: &Emulator) -> Self {
        let file = |kind| telegram.add_file(kind, "f", b"a file".to_vec());
        Self { files: KINDS.iter().map(|(name, kind)| (*name, file(*kind))).collect() }
    }

    pub fn make(&self, kind: &str, shape: Shape, random: &mut Random) -> Value {
        self.value(kind, shape, DEPTH, random)
    }

    fn value(&self, kind: &str, shape: Shape, depth: usize, random: &mut Random) -> Value {
        if shape == Shape::Broken && random.percent(4) {
            return anything(random);
        }
        if let Some(item) = kind.strip_prefix("Array of ") {
            let most = if random.percent(2) { 200 } else { 4 };
            let count = if depth == 0 { 0 } else { random.below(most) };
            let below = if most > 4 { depth.min(1) } else { depth };
            return (0..count).map(|_| self.value(item, shape, below, random)).collect();
        }
        match kind {
            "Integer" => json!(number(random)),
            "Float" => json!(*random.pick(&[0.0, -0.0, 48.28, -999.5, 1e300, 5e-324]).unwrap()),
            "Boolean" => json!(random.percent(50)),
            "True" => json!(true),
            "String" => json!(words::text(random)),
            _ => self.object(kind, shape, depth, random),
        }
    }

    fn object(&self, kind: &str, shape: Shape, depth: usize, random: &mut Random) -> Value {
        let about = &SCHEMA["types"][kind];
        let Some(below) = depth.checked_sub(1) else { return json!({}) };
        if let Some(subtype) = about["subtypes"].as_array().and_then(|subtypes| random.pick(subtypes)) {
            return self.object(subtype.as_str().unwrap(), shape, depth, random);
        }
        let mut object = Map::new();
        for field in about["fields"].as_array().map_or(&[][..], Vec::as_slice) {
            let is_there = field["required"] == true || random.percent(15);
            let is_there = is_there && !(shape == Shape::Broken && random.percent(4));
            if let Some(kind) = field["types"].as_array().and_then(|types| random.pick(types)).filter(|_| is_there) {
                let name = field["name"].as_str().unwrap();
                object.insert(name.to_owned(), self.value(kind.as_str().unwrap(), shape, below, random));
            }
        }
        if let Some((_, file)) = self.files.iter().find(|(name, _)| *name == kind) {
            object.insert("file_id".to_owned(), json!(file));
        }
        if kind == "MessageEntity" || shape == Shape::Broken && random.percent(10) {
            object.insert(
                "type".to_owned(),
                json!(random.pick(&["url", "text_link", "mention", "channel", "kicked", "?"])),
            );
        }
        if random.percent(3) {
            object.insert(words::text(random), anything(random));
        }
        Value::Object(object)
    }
}

fn number(random: &mut Random) -> i64 {
    let small = i64::try_from(random.below(5000)).unwrap();
    if random.percent(50) { small } else { *random.pick(&NUMBERS).unwrap() }
}

/// JSON of any kind, some of it deeper than anybody reads.
fn anything(random: &mut Random) -> Value {
    match random.below(9) {
        0 => Value::Null,
        1 => json!(random.percent(50)),
        2 => json!(number(random)),
        3 => json!(u64::MAX),
        4 => json!(-1.5e300),
        5 => json!(words::text(random)),
        6 => json!([null, [], {}, "7", -1.5]),
        7 => json!({ "id": number(random), "type": [], "text": words::text(random) }),
        _ => (0..random.below(110)).fold(json!({ "text": "x" }), |inner, _| json!({ "blocks": [inner] })),
    }
}
