//! What a post is about and who answers, guessed from its words and its source, with the reason.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::directory::Directory;
use super::ids::{SettlementCode, TopicCode, UnitCode};
use super::incident::{Importance, SettlementReason, UnitReason};
use super::place::{Places, nearest};
use super::stems::{sentences, stem, without_fleeting_vowel, words};

/// The directory made ready for guessing: built once for a directory, asked for each post.
#[derive(Clone, Debug)]
pub struct Suggester {
    directory: Directory,
    entries: Vec<Entry>,
    stems: Stems,
    /// Entries by one of the stems they need: while it is not said, they need no look.
    by_stem: HashMap<StemId, Vec<usize>>,
    places: Places,
}

/// What is proposed for a draft; each part can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The best first.
    pub topics: Vec<TopicGuess>,
    pub settlement: Option<SettlementGuess>,
    /// «ул. Ленина».
    pub street: Option<String>,
    pub house: Option<String>,
    pub unit: Option<UnitGuess>,
    pub importance: Importance,
}

/// «по слову „яма“».
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TopicGuess {
    pub topic: TopicCode,
    /// The entry that was found, as the directory writes it.
    pub entry: String,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SettlementGuess {
    pub settlement: SettlementCode,
    pub reason: SettlementReason,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitGuess {
    pub unit: UnitCode,
    pub reason: UnitReason,
}

/// One of a topic's `words`.
#[derive(Clone, Debug)]
struct Entry {
    /// Place of the topic in the file.
    topic: usize,
    stems: BTreeSet<StemId>,
    written: String,
}

type StemId = usize;

/// They say nothing of the matter, and people put them otherwise: «холодно в квартире», «квартира холодная».
/// «Без» and «после» are not among them: they do.
const PREPOSITIONS: &[&str] = &[
    "в", "во", "для", "до", "за", "из", "к", "ко", "на", "над", "о", "об", "от", "по", "под", "при", "про", "с", "со",
    "у",
];

/// Stems of the directory's words, found by any form of a word.
#[derive(Clone, Debug, Default)]
struct Stems {
    ids: HashMap<String, StemId>,
    without_vowel: HashMap<String, BTreeSet<StemId>>,
}

impl Suggester {
    pub fn new(directory: &Directory) -> Self {
        let mut stems = Stems::default();
        let mut entries = Vec::new();
        for (topic, listed) in directory.topics.iter().enumerate() {
            for written in &listed.words {
                let stems = telling(written).iter().map(|word| stems.learn(word)).collect();
                entries.push(Entry { topic, stems, written: written.clone() });
            }
        }
        let mut by_stem: HashMap<StemId, Vec<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            // The stem learnt last is the one fewest entries share, so «нет …» does not wait for «нет».
            if let Some(rarest) = entry.stems.last() {
                by_stem.entry(*rarest).or_default().push(at);
            }
        }
        Self { directory: directory.clone(), entries, stems, by_stem, places: Places::new(directory) }
    }

    /// Finds places in words.
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// Guesses from the post's text, the public name of the channel it comes from, if it has one, and a point on
    /// the map.
    pub fn suggest(&self, text: &str, channel: Option<&str>, point: Option<(f64, f64)>) -> Suggestion {
        let topics = self.topics(text);
        let found = self.places.find(text);
        let named =
            found.settlement.map(|named| SettlementGuess { settlement: named, reason: SettlementReason::Words });
        let settlement = named.or_else(|| self.around(point)).or_else(|| self.of_channel(channel));
        let topic = topics.first().and_then(|guess| self.directory.topic(&guess.topic));
        let place = settlement.as_ref().map(|guess| &guess.settlement);
        Suggestion {
            unit: answering_unit(&self.directory, topic.map(|topic| &topic.code), place),
            importance: topic.map_or(Importance::Normal, |topic| topic.importance),
            topics,
            settlement,
            street: found.street,
            house: found.house,
        }
    }

    /// Topics with an entry whose words all stand in one sentence of the text: first the one with most of its
    /// words found, then with the longest entry, then the first in the file.
    pub fn topics(&self, text: &str) -> Vec<TopicGuess> {
        let mut found: HashMap<usize, Vec<&Entry>> = HashMap::new();
        for at in self.found(text) {
            let entry = &self.entries[at];
            found.entry(entry.topic).or_default().push(entry);
        }
        let mut ranked: Vec<_> =
            found.into_iter().map(|(topic, entries)| (Rank::of(topic, &entries), entries)).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.iter().filter_map(|(rank, entries)| self.guess(rank.topic, entries)).collect()
    }

    /// Entries found in the text, in the order of the file.
    fn found(&self, text: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for sentence in sentences(text) {
            let said: BTreeSet<StemId> = words(sentence).flat_map(|word| self.stems.of(&word)).collect();
            for at in said.iter().filter_map(|id| self.by_stem.get(id)).flatten() {
                // The cheap question first: long texts say the same over and over.
                if !found.contains(at) && self.entries[*at].stems.is_subset(&said) {
                    found.insert(*at);
                }
            }
        }
        found
    }

    fn guess(&self, topic: usize, entries: &[&Entry]) -> Option<TopicGuess> {
        let topic = self.directory.topics.get(topic)?.code.clone();
        // Of equals `min_by_key` keeps the first, which is the first in the file.
        let best = entries.iter().min_by_key(|entry| Reverse((entry.stems.len(), entry.length())))?;
        Some(TopicGuess { topic, entry: best.written.clone() })
    }

    fn around(&self, point: Option<(f64, f64)>) -> Option<SettlementGuess> {
        let settlement = nearest(&self.directory, point?)?.code.clone();
        Some(SettlementGuess { settlement, reason: SettlementReason::Point })
    }

    fn of_channel(&self, channel: Option<&str>) -> Option<SettlementGuess> {
        let channel = channel?.to_lowercase();
        let source = self.directory.sources.iter().find(|source| source.channel == channel)?;
        let settlement = source.settlement.clone()?;
        Some(SettlementGuess { settlement, reason: SettlementReason::Source })
    }
}

/// Who answers: the topic's unit, unless the settlement takes the topic over or the topic names none.
pub fn answering_unit(
    directory: &Directory,
    topic: Option<&TopicCode>,
    settlement: Option<&SettlementCode>,
) -> Option<UnitGuess> {
    let topic = topic.and_then(|code| directory.topic(code));
    let settlement = settlement.and_then(|code| directory.settlement(code));
    let by_topic = topic.and_then(|topic| topic.unit.clone());
    let by_topic = by_topic.map(|unit| UnitGuess { unit, reason: UnitReason::Topic });
    let by_place = settlement.and_then(|settlement| settlement.unit.clone());
    let by_place = by_place.map(|unit| UnitGuess { unit, reason: UnitReason::Settlement });
    let takes = topic.zip(settlement).is_some_and(|(topic, settlement)| settlement.takes.contains(&topic.code));
    if takes { by_place.or(by_topic) } else { by_topic.or(by_place) }
}

/// The words of an entry that must be found: all but prepositions, unless it has nothing else.
fn telling(written: &str) -> Vec<String> {
    let (prepositions, telling): (Vec<_>, Vec<_>) =
        words(written).partition(|word| PREPOSITIONS.contains(&word.as_str()));
    if telling.is_empty() { prepositions } else { telling }
}

impl Entry {
    fn length(&self) -> usize {
        self.written.chars().count()
    }
}

/// Order of topics: the smallest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Rank {
    words: Reverse<usize>,
    longest: Reverse<usize>,
    topic: usize,
}

impl Rank {
    fn of(topic: usize, entries: &[&Entry]) -> Self {
        let words: BTreeSet<StemId> = entries.iter().flat_map(|entry| entry.stems.iter().copied()).collect();
        let longest = entries.iter().map(|entry| entry.length()).max().unwrap_or(0);
        Self { words: Reverse(words.len()), longest: Reverse(longest), topic }
    }
}

impl Stems {
    fn learn(&mut self, word: &str) -> StemId {
        let stem = stem(word);
        let fresh = self.ids.len();
        let id = *self.ids.entry(stem.clone()).or_insert(fresh);
        for short in without_fleeting_vowel(&stem) {
            self.without_vowel.entry(short).or_default().insert(id);
        }
        id
    }

    /// The known stems of which `word` is a form.
    fn of(&self, word: &str) -> Vec<StemId> {
        let stem = stem(word);
        let known_shorter = self.without_vowel.get(&stem).into_iter().flatten();
        let said_longer = without_fleeting_vowel(&stem).into_iter().filter_map(|short| self.ids.get(&short).copied());
        self.ids.get(&stem).into_iter().chain(known_shorter).copied().chain(said_longer).collect()
    }
}
