//! A directory as plain fields, written as in a file, so that every section is compared in one way.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::directory::{Centre, DeadlineRule, Directory, Section, Settlement, Source, Topic, Unit};

/// Fields by name; those that are not set are left out.
type Fields = BTreeMap<String, String>;

pub(super) struct Entry {
    pub(super) key: String,
    /// Shown when the entry is new.
    pub(super) title: String,
    pub(super) fields: Fields,
}

/// Every section with its entries in the order of the file, those without entries too.
pub(super) fn of(directory: &Directory) -> BTreeMap<Section, Vec<Entry>> {
    let kept = |section: Section| kept(section, directory.kept.get(section.name()));
    BTreeMap::from([
        (Section::Centre, vec![centre(&directory.centre)]),
        (Section::WorkingTime, kept(Section::WorkingTime)),
        (Section::Sphere, directory.spheres.iter().map(|sphere| named(&sphere.code, &sphere.name, [])).collect()),
        (Section::Unit, directory.units.iter().map(unit).collect()),
        (Section::Topic, directory.topics.iter().map(topic).collect()),
        (Section::Settlement, directory.settlements.iter().map(settlement).collect()),
        (Section::Source, directory.sources.iter().map(source).collect()),
        (Section::Deadline, directory.deadlines.iter().map(deadline).collect()),
        (Section::Reminders, kept(Section::Reminders)),
        (Section::Rule, kept(Section::Rule)),
        (Section::Rating, kept(Section::Rating)),
        (Section::Digest, kept(Section::Digest)),
    ])
}

fn entry<const N: usize>(key: String, title: &str, fields: [(&str, Option<String>); N]) -> Entry {
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    Entry { key, title: title.to_owned(), fields }
}

/// An entry with a code and a name.
fn named<const N: usize>(code: &impl ToString, name: &str, fields: [(&str, Option<String>); N]) -> Entry {
    let mut entry = entry(code.to_string(), name, fields);
    entry.fields.insert("name".to_owned(), quoted(name));
    entry
}

fn shown(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}

fn quoted(text: &str) -> String {
    format!("«{text}»")
}

fn list(values: impl IntoIterator<Item = impl ToString>) -> Option<String> {
    let values: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
    (!values.is_empty()).then(|| format!("[{}]", values.join(", ")))
}

fn centre(centre: &Centre) -> Entry {
    entry(
        String::new(),
        &centre.name,
        [
            ("name", Some(quoted(&centre.name))),
            ("time_zone", Some(centre.time_zone.name().to_owned())),
            ("language", Some(centre.language.code().to_owned())),
            ("redact_cards", Some(centre.redact_cards.to_string())),
        ],
    )
}

fn unit(unit: &Unit) -> Entry {
    named(
        &unit.code,
        &unit.name,
        [
            ("parent", shown(unit.parent.as_ref())),
            ("short", Some(quoted(&unit.short))),
            ("sphere", shown(unit.sphere.as_ref())),
            ("review", Some(unit.review.to_string())),
            ("league", shown(unit.league.as_ref())),
            ("working_time", unit.working_time.as_ref().map(written)),
        ],
    )
}

fn topic(topic: &Topic) -> Entry {
    named(
        &topic.code,
        &topic.name,
        [
            ("group", Some(quoted(&topic.group))),
            ("unit", shown(topic.unit.as_ref())),
            ("words", list(&topic.words)),
            ("importance", Some(topic.importance.code().to_owned())),
        ],
    )
}

fn settlement(settlement: &Settlement) -> Entry {
    named(
        &settlement.code,
        &settlement.name,
        [
            ("aliases", list(&settlement.aliases)),
            ("unit", shown(settlement.unit.as_ref())),
            ("takes", list(&settlement.takes)),
            ("point", settlement.point.map(|(latitude, longitude)| format!("{latitude}, {longitude}"))),
        ],
    )
}

fn source(source: &Source) -> Entry {
    entry(source.channel.clone(), "", [("settlement", shown(source.settlement.as_ref()))])
}

/// A rule is known by its conditions: no two rules have the same.
fn deadline(rule: &DeadlineRule) -> Entry {
    let conditions = [
        ("unit", shown(rule.unit.as_ref())),
        ("topic", shown(rule.topic.as_ref())),
        ("importance", rule.importance.map(|importance| importance.code().to_owned())),
        ("channel", rule.channel.map(|channel| channel.code().to_owned())),
        ("kind", rule.kind.map(|kind| kind.code().to_owned())),
    ];
    let conditions = conditions.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    let conditions: Vec<_> = conditions.collect();
    let key = if conditions.is_empty() { "for everything".to_owned() } else { conditions.join(" ") };
    let terms = [("accept", rule.accept), ("reply", rule.reply), ("final", rule.final_)];
    let terms = terms.map(|(name, term)| (name, shown(term.as_ref())));
    let title = terms.clone().into_iter().filter_map(|(name, term)| Some(format!("{name} {}", term?)));
    entry(key, &title.collect::<Vec<_>>().join(", "), terms)
}

/// A section kept as JSON: one table, or a list of them told apart by what [`label`] finds.
fn kept(section: Section, value: Option<&Value>) -> Vec<Entry> {
    match value {
        None => Vec::new(),
        Some(Value::Array(entries)) => entries.iter().map(|entry| kept_entry(label(section, entry), entry)).collect(),
        Some(table) => vec![kept_entry(String::new(), table)],
    }
}

fn kept_entry(key: String, value: &Value) -> Entry {
    let fields = value.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), written(value)));
    Entry { key, title: String::new(), fields: fields.collect() }
}

fn label(section: Section, entry: &Value) -> String {
    let keys: &[&str] = if section == Section::Digest { &["edition", "unit", "chat_id"] } else { &["code"] };
    let parts: Vec<_> = keys.iter().filter_map(|key| entry.get(key)).map(written).collect();
    parts.join(" ")
}

/// JSON as people would write it: words without quotes.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name} = {}", written(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}
