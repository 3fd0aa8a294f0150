//! The centre, who answers, and what people complain about where.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::problem::{Form, Problem, similar};
use super::table::{Field, Table};
use super::working_time;
use crate::domain::directory::{Centre, Language, Section, Settlement, Source, Sphere, Topic, Unit};
use crate::domain::ids::{SettlementCode, SphereCode, TopicCode, UnitCode};
use crate::domain::incident::Importance;

/// `[centre]`, which every file has.
pub(super) fn centre(root: &Table<'_>) -> Centre {
    let read = root.section(Section::Centre, |table| Centre {
        name: table.name("name"),
        time_zone: table.required("time_zone").and_then(|field| time_zone(&field)).unwrap_or_default(),
        language: table
            .field("language")
            .and_then(|field| field.one_of(Language::ALL, Language::code))
            .unwrap_or(Language::Ru),
        redact_cards: table.flag("redact_cards").unwrap_or(true),
    });
    read.unwrap_or_else(|| {
        if !root.has(Section::Centre.name()) {
            root.reject(Problem::MissingKey { key: Section::Centre.name().to_owned() });
        }
        Centre { name: String::new(), time_zone: Tz::default(), language: Language::Ru, redact_cards: true }
    })
}

fn time_zone(field: &Field<'_>) -> Option<Tz> {
    let name = field.text()?;
    let zone = name.parse().ok();
    if zone.is_none() {
        let similar = similar(&name, TZ_VARIANTS.iter().map(|zone| zone.name()));
        field.reject(Problem::UnknownZone { value: name, similar });
    }
    zone
}

pub(super) fn spheres(root: &Table<'_>) -> Vec<Sphere> {
    root.entries(Section::Sphere, "code", |table| Sphere {
        code: SphereCode(table.own_code(Section::Sphere)),
        name: table.name("name"),
    })
}

pub(super) fn units(root: &Table<'_>) -> Vec<Unit> {
    root.entries(Section::Unit, "code", |table| {
        let code = UnitCode(table.own_code(Section::Unit));
        let name = table.name("name");
        Unit {
            parent: parent(table, &code),
            short: table.text("short").unwrap_or_else(|| name.clone()),
            sphere: table.sphere(),
            review: table.flag("review").unwrap_or(true),
            league: table.text("league"),
            working_time: table.inner("working_time", working_time::read),
            code,
            name,
        }
    })
}

fn parent(table: &Table<'_>, code: &UnitCode) -> Option<UnitCode> {
    let field = table.field("parent")?;
    if let Some(circle) = table.reading.codes.unit_loop(code.as_str()) {
        field.reject(Problem::UnitLoop(circle));
    }
    field.reference(Section::Unit).map(UnitCode)
}

pub(super) fn topics(root: &Table<'_>) -> Vec<Topic> {
    root.entries(Section::Topic, "code", |table| Topic {
        code: TopicCode(table.own_code(Section::Topic)),
        group: table.name("group"),
        name: table.name("name"),
        unit: table.unit("unit"),
        words: words(table.items("words")),
        importance: table.importance().unwrap_or(Importance::Normal),
    })
}

/// Entries of `words`, each with something that can be looked for.
pub(super) fn words(items: Vec<Field<'_>>) -> Vec<String> {
    let words = items.into_iter().filter_map(|item| {
        let words = item.text()?;
        if !words.chars().any(char::is_alphanumeric) {
            item.reject(Problem::Malformed { key: item.path(), value: words.clone(), form: Form::Word });
        }
        Some(words)
    });
    words.collect()
}

pub(super) fn settlements(root: &Table<'_>) -> Vec<Settlement> {
    root.entries(Section::Settlement, "code", |table| {
        let settlement = Settlement {
            code: SettlementCode(table.own_code(Section::Settlement)),
            name: table.name("name"),
            aliases: table.items("aliases").iter().filter_map(Field::text).collect(),
            unit: table.unit("unit"),
            takes: takes(table),
            point: table.field("point").and_then(|field| point(&field)),
        };
        if settlement.unit.is_none() && !table.has("unit") && !settlement.takes.is_empty() {
            table.reject(Problem::TakesWithoutUnit);
        }
        settlement
    })
}

fn takes(table: &Table<'_>) -> Vec<TopicCode> {
    let topics = table.items("takes").into_iter().filter_map(|item| item.reference(Section::Topic));
    topics.map(TopicCode).collect()
}

/// Latitude and longitude, degrees.
fn point(field: &Field<'_>) -> Option<(f64, f64)> {
    let items = field.items();
    let [latitude, longitude] = items.as_slice() else {
        let value = format!("a list of {}", items.len());
        field.reject(Problem::OutOfRange { key: field.path(), value, allowed: "latitude and longitude" });
        return None;
    };
    let latitude = latitude.number(-90.0..=90.0, "a latitude from -90 to 90");
    let longitude = longitude.number(-180.0..=180.0, "a longitude from -180 to 180");
    Some((latitude?, longitude?))
}

pub(super) fn sources(root: &Table<'_>) -> Vec<Source> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    root.entries(Section::Source, "channel", |table| {
        let channel = table.required("channel").and_then(|field| field.parsed(Form::Channel, channel));
        let channel = channel.unwrap_or_default();
        match seen.iter().find(|(known, _)| *known == channel && !known.is_empty()) {
            Some((_, line)) => table.reject(Problem::Taken { value: channel.clone(), first_line: *line }),
            None => seen.push((channel.clone(), table.line())),
        }
        Source { channel, settlement: table.settlement() }
    })
}

/// The public name of a channel as Telegram writes it in links: without `@`, in any case.
fn channel(text: &str) -> Option<String> {
    let name = text.trim().trim_start_matches('@').to_lowercase();
    let fits = (4..=32).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    fits.then_some(name)
}
