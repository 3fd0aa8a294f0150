//! The directory of the Akhtubinsk district: whole, and its words find what residents really write.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use mcu_bot::app::apply;
use mcu_bot::clock::Clock;
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::directory::file::{File, parse};
use mcu_bot::domain::ids::UnitCode;
use mcu_bot::domain::incident::Importance;
use mcu_bot::domain::stems::{stem, words};
use mcu_bot::domain::suggest::Suggester;
use mcu_bot::store::{Db, directory};

use crate::engines::{Engine, both_engines};

const FILE: &str = include_str!("../../deploy/akhtubinsk.toml");

/// A post on each line, `topic: what the resident wrote`.
const COMPLAINTS: &str = include_str!("complaints.txt");

/// What else people write in the same channels, a post on each line.
const CHATTER: &str = include_str!("chatter.txt");

/// Groups of topics, as the federal classifier and the centre's reports name them.
const GROUPS: [&str; 26] = [
    "Безопасность и правопорядок",
    "Благоустройство",
    "Дороги",
    "ЖКХ",
    "Здравоохранение",
    "Имущественные и земельные отношения",
    "Культура",
    "Молодёжная политика",
    "Мусор и ТКО",
    "Образование",
    "Общественный транспорт",
    "Органы власти и учреждения",
    "Погребение",
    "Связь и телевидение",
    "Сельское хозяйство",
    "Социальное обслуживание и защита",
    "Строительство и архитектура",
    "Торговля",
    "Труд и занятость",
    "Туризм",
    "Физическая культура и спорт",
    "Экология",
    "Экономика и бизнес",
    "Электроснабжение",
    "Газ и топливо",
    "Животные без владельцев",
];

fn file() -> File {
    parse(FILE).unwrap_or_else(|errors| panic!("{}", super::told(&errors).join("\n")))
}

fn directory() -> Directory {
    file().directory
}

fn complaints() -> Vec<(&'static str, &'static str)> {
    COMPLAINTS.lines().map(|line| line.split_once(": ").unwrap()).collect()
}

/// A centre that has no directory yet.
struct Centre {
    db: Db,
    // Holds the database as long as the story lasts.
    _engine: Engine,
}

impl Centre {
    async fn open(engine: Engine) -> Result<Self> {
        Ok(Self { db: engine.connect().await?, _engine: engine })
    }

    async fn finish(self) -> Result<()> {
        self.db.close().await;
        Ok(())
    }
}

both_engines! {
    async fn it_applies_to_an_empty_directory_and_again(centre: &mut Centre) -> Result<()> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/akhtubinsk.toml");
        let first = apply(&centre.db, &Clock::system(), &path, false).await?;
        assert!(!first.0.is_empty());
        assert_eq!(directory::load(&mut centre.db.read().await?).await?, Some(directory()));
        let again = apply(&centre.db, &Clock::system(), &path, false).await?;
        assert!(again.0.is_empty(), "{}", again.0);
        Ok(())
    }
}

#[test]
fn it_names_nobody_and_no_real_channel() {
    assert!(file().people.is_empty());
    assert!(directory().sources.is_empty());
}

#[test]
fn every_group_is_there_and_no_other() {
    let directory = directory();
    let groups: BTreeSet<_> = directory.topics.iter().map(|topic| topic.group.as_str()).collect();
    assert_eq!(groups, BTreeSet::from(GROUPS));
}

/// Who adapts the file finds each section in it.
#[test]
fn every_section_is_shown() {
    let directory = directory();
    let kept: Vec<_> = directory.kept.keys().map(String::as_str).collect();
    assert_eq!(kept, ["digest", "rating", "reminders", "rule", "working_time"]);
    assert!(!directory.spheres.is_empty() && !directory.deadlines.is_empty() && !directory.settlements.is_empty());
    let tops: Vec<_> = directory.units.iter().filter(|unit| unit.parent.is_none()).collect();
    assert_eq!(tops.len(), 1);
    let spheres: BTreeSet<_> = directory.units.iter().filter_map(|unit| unit.sphere.as_ref()).collect();
    assert_eq!(spheres.len(), directory.spheres.len());
}

#[test]
fn every_topic_has_words_and_somebody_who_answers() {
    let directory = directory();
    let everywhere = directory.settlements.iter().all(|settlement| settlement.unit.is_some());
    let poor: Vec<_> = directory
        .topics
        .iter()
        .filter(|topic| topic.words.len() < 4 || (topic.unit.is_none() && !everywhere))
        .map(|topic| &topic.code)
        .collect();
    assert!(poor.is_empty(), "{poor:?}");
}

/// A unit that nothing leads to is a line somebody forgot.
#[test]
fn every_unit_answers_for_something() {
    let directory = directory();
    let of_topics = directory.topics.iter().filter_map(|topic| topic.unit.as_ref());
    let of_places = directory.settlements.iter().filter_map(|settlement| settlement.unit.as_ref());
    let answering: BTreeSet<&UnitCode> = of_topics.chain(of_places).collect();
    let idle = |unit: &&UnitCode| !answering.iter().any(|below| directory.is_within(below, unit));
    let idle: Vec<_> = directory.units.iter().map(|unit| &unit.code).filter(idle).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// Else the topic that comes first in the file would always win.
#[test]
fn no_entry_stands_in_two_topics() {
    let mut known: BTreeMap<BTreeSet<String>, String> = BTreeMap::new();
    let mut twice = Vec::new();
    for topic in directory().topics {
        for entry in topic.words {
            let told = format!("{} «{entry}»", topic.code);
            if let Some(other) = known.insert(words(&entry).map(|word| stem(&word)).collect(), told.clone()) {
                twice.push(format!("{other} and {told}"));
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn complaints_find_their_topic() {
    let directory = directory();
    let suggester = Suggester::new(&directory);
    let (mut first, mut among_three, mut misses) = (0, 0, Vec::new());
    let complaints = complaints();
    for (expected, post) in &complaints {
        assert!(directory.topic(&(*expected).into()).is_some(), "there is no topic {expected}");
        let guesses = suggester.topics(post);
        let place = guesses.iter().position(|guess| guess.topic.as_str() == *expected);
        first += usize::from(place == Some(0));
        among_three += usize::from(place.is_some_and(|place| place < 3));
        if place != Some(0) {
            let told: Vec<_> =
                guesses.iter().take(3).map(|guess| format!("{} «{}»", guess.topic, guess.entry)).collect();
            misses.push(format!("{expected}: {post}\n    {}", told.join(", ")));
        }
    }
    let all = complaints.len();
    println!("{first} of {all} first, {among_three} among three\n{}", misses.join("\n"));
    assert!(all >= 120);
    assert!(first * 100 >= all * 90, "{first} of {all} first\n{}", misses.join("\n"));
    assert!(among_three * 100 >= all * 97, "{among_three} of {all} among three\n{}", misses.join("\n"));
}

#[test]
fn complaints_come_from_every_group() {
    let directory = directory();
    let told: BTreeSet<_> = complaints().iter().map(|(topic, _)| *topic).collect();
    let of_group = |group: &&str| directory.topics.iter().any(|t| t.group == **group && told.contains(t.code.as_str()));
    let untold: Vec<_> = GROUPS.iter().filter(|group| !of_group(group)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

/// A wrong thought costs the operator a look; a wrong alarm costs somebody the night.
#[test]
fn other_posts_are_left_alone_or_do_no_harm() {
    let suggester = Suggester::new(&directory());
    let posts: Vec<_> = CHATTER.lines().collect();
    let guessed: Vec<_> = posts.iter().map(|post| (post, suggester.suggest(post, None, None))).collect();
    let alarms: Vec<_> = guessed.iter().filter(|(_, guess)| guess.importance != Importance::Normal).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
    let taken = guessed.iter().filter(|(_, guess)| !guess.topics.is_empty()).count();
    assert!(posts.len() >= 25);
    assert!(taken * 10 <= posts.len(), "{taken} of {}", posts.len());
}

/// Real people's numbers and names have no place in examples.
#[test]
fn examples_name_nobody() {
    for line in COMPLAINTS.lines().chain(CHATTER.lines()) {
        let digits = line.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
        assert!(digits < 6 && !line.contains('@'), "{line}");
    }
}
