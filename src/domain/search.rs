//! Finding by words: what an incident is found by, and what somebody looks for.
//!
//! Both sides are the same stems, so «ямы на Ленина» finds «яма на улице Ленина».

use std::collections::BTreeSet;

use super::directory::Directory;
use super::incident::{Incident, Number};
use super::redact::{Placeholders, redact};
use super::stems::{stem, without_fleeting_vowel, words};

/// Longest stem that is kept, code points; the rest of a word tells nothing more.
pub const LONGEST_STEM: usize = 24;
/// Stems of one incident, of each kind: a pasted newspaper must not fill the index.
const MOST_STEMS: usize = 300;
/// Words of one search; of more the first ones count.
pub const MOST_WORDS: usize = 6;
/// Fewer letters begin too many words.
const SHORTEST_BEGINNING: usize = 3;

/// Words that stand everywhere, and so find nothing.
const EVERYWHERE: &[&str] = &[
    "без", "в", "во", "для", "до", "же", "за", "и", "из", "или", "как", "ко", "на", "не", "но", "о", "об", "от", "по",
    "при", "с", "со", "у", "что", "это",
];

/// What an incident is found by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Findable {
    /// By everybody who sees the incident.
    pub stems: BTreeSet<String>,
    /// Only by those who see the author and the contacts.
    pub private: BTreeSet<String>,
}

impl Findable {
    /// From the incident itself, and the newest reply that was sent.
    pub fn of(incident: &Incident, reply: Option<&str>, directory: &Directory) -> Self {
        let topic = incident.topic.as_ref().and_then(|code| directory.topic(code));
        let place = incident.settlement.as_ref().and_then(|code| directory.settlement(code));
        let said = [Some(incident.text.as_str()), incident.note.as_deref()];
        let redacted: Vec<String> = said.iter().flatten().map(|text| without_contacts(incident, text)).collect();
        let known = [
            topic.map(|topic| topic.group.as_str()),
            topic.map(|topic| topic.name.as_str()),
            place.map(|place| place.name.as_str()),
            incident.street.as_deref(),
            incident.house.as_deref(),
            incident.source_title.as_deref(),
            reply,
        ];
        let mut stems: BTreeSet<String> = incident.number.into_iter().flat_map(by_number).collect();
        let texts = known.into_iter().flatten().chain(redacted.iter().map(String::as_str));
        fill(&mut stems, texts);
        let mut private = BTreeSet::new();
        let author = [incident.author.as_deref(), incident.author_nick.as_deref()];
        fill(&mut private, author.into_iter().chain(said).flatten());
        private.retain(|stem| !stems.contains(stem));
        Self { stems, private }
    }
}

/// Contacts in the resident's words are for those who see the author.
fn without_contacts(incident: &Incident, text: &str) -> String {
    let nothing = Placeholders { phone: " ", mail: " ", profile: " " };
    redact(text, incident.author_nick.as_deref(), &nothing)
}

/// The number whole, and its sequence as people say it. The year alone would name all of them.
fn by_number(number: Number) -> [String; 3] {
    [number.to_string(), number.sequence.to_string(), format!("{:06}", number.sequence)]
}

fn fill<'a>(stems: &mut BTreeSet<String>, texts: impl Iterator<Item = &'a str>) {
    for word in texts.flat_map(words).filter(|word| tells(word)) {
        if stems.len() >= MOST_STEMS {
            break;
        }
        stems.insert(canonical(&word));
    }
}

/// Something can be found by it.
fn tells(word: &str) -> bool {
    let single = word.chars().count() == 1 && !word.chars().all(|c| c.is_ascii_digit());
    !single && !EVERYWHERE.contains(&word)
}

/// One stem for all forms of a word, those whose last vowel flees too: «площадок» and «площадка», «день» and «дня».
fn canonical(word: &str) -> String {
    let stem = stem(word);
    let bare = without_fleeting_vowel(&stem).into_iter().next().unwrap_or(stem);
    let mut letters: Vec<char> = bare.chars().collect();
    if let Some(before_last) = letters.len().checked_sub(2).filter(|at| letters.get(*at) == Some(&'ь')) {
        letters.remove(before_last);
    }
    letters.into_iter().take(LONGEST_STEM).collect()
}

/// What somebody looks for: all of it must be there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Query {
    /// Every word as a whole, the last one at the end.
    pub stems: Vec<String>,
    /// How the last word may begin; `None` where it is a number or too short.
    pub beginning: Option<String>,
}

impl Query {
    /// `None` where the words find nothing: there are none, or they stand everywhere.
    pub fn read(asked: &str) -> Option<Self> {
        let asked: Vec<String> = asked.split_whitespace().flat_map(looked_for).take(MOST_WORDS).collect();
        let last = asked.last()?;
        let beginning: String = stem(last).chars().take(LONGEST_STEM).collect();
        let long = beginning.chars().count() >= SHORTEST_BEGINNING;
        let beginning = (long && !last.contains(|c: char| c.is_ascii_digit())).then_some(beginning);
        let stems = asked.iter().map(|word| if word.contains('-') { word.clone() } else { canonical(word) });
        Some(Self { stems: stems.collect(), beginning })
    }
}

/// A number of an incident stays whole.
fn looked_for(token: &str) -> Vec<String> {
    match token.trim_start_matches('№').parse::<Number>() {
        // «12-14» is a house.
        Ok(number) if number.year >= 1000 => vec![number.to_string()],
        _ => words(token).filter(|word| tells(word)).collect(),
    }
}

/// «123», «2026-000123», «№ 123», «No. 123»: as cards write it, in either language, with or without the year.
pub fn number(asked: &str) -> Option<(Option<i32>, i64)> {
    let asked = bare_number(asked);
    match asked.parse::<Number>() {
        Ok(Number { year, sequence }) => Some((Some(year), sequence)),
        Err(_) => Some((None, asked.parse().ok()?)),
    }
}

/// What was asked for without the sign in front.
pub fn bare_number(asked: &str) -> &str {
    let asked = asked.trim();
    ["№", "No."].iter().find_map(|sign| asked.strip_prefix(sign)).unwrap_or(asked).trim()
}
