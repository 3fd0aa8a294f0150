//! What units, leagues and places are called in reports, and words as they stand within and at the head of a sentence.

use crate::domain::directory::Directory;
use crate::domain::ids::{SettlementCode, UnitCode};
use crate::domain::rating::{League, Movement};
use crate::i18n::Words;

/// The name of a unit in tables.
pub(super) fn unit(directory: &Directory, code: &UnitCode) -> String {
    directory.unit(code).map_or_else(|| code.to_string(), |unit| unit.short.clone())
}

/// The name of a settlement in tables.
pub(super) fn settlement(directory: &Directory, words: &Words, code: Option<&SettlementCode>) -> String {
    let Some(code) = code else { return words.plain_digest_no_place() };
    directory.settlement(code).map_or_else(|| code.to_string(), |settlement| settlement.name.clone())
}

/// What the table of a league is called.
pub(super) fn league(league: &League, directory: &Directory, words: &Words) -> String {
    match league {
        League::Named(name) => name.clone(),
        League::Of(parent) => words.plain_league_of(&unit(directory, parent)),
        League::Top => words.plain_league_top(),
    }
}

/// « ▲1», « ▼2», or nothing.
pub(super) fn moved_by(movement: Option<Movement>, words: &Words) -> String {
    match movement {
        Some(Movement::Up(by)) => format!(" {}", words.plain_digest_up(&by.to_string())),
        Some(Movement::Down(by)) => format!(" {}", words.plain_digest_down(&by.to_string())),
        Some(Movement::Same | Movement::New) | None => String::new(),
    }
}

/// Whole times.
#[expect(clippy::cast_possible_truncation, reason = "no topic grows that much")]
pub(super) fn times(times: f64) -> i64 {
    times.round().clamp(1.0, 1000.0) as i64
}

/// A name within a sentence: «дороги», but «ЖКХ».
pub(super) fn inside(name: &str) -> String {
    let mut signs = name.chars();
    match (signs.next(), signs.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// The first sign as a sentence begins.
pub(super) fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}
