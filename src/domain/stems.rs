//! Sentences, words and stems of Russian text, so that «яма», «яму» and «ям» are one word.

use rust_stemmers::{Algorithm, Stemmer};

/// Short forms whose full stop does not end a sentence; single letters («д.», «т. к.») never do.
const ABBREVIATIONS: &[&str] = &[
    "ул",
    "пер",
    "пр",
    "просп",
    "пос",
    "гор",
    "кв",
    "корп",
    "стр",
    "мкр",
    "обл",
    "им",
    "тел",
    "руб",
    "тыс",
    "млн",
    "др",
    "см",
    "св",
    "эт",
    "под",
];

/// The text cut after each sentence. A line ends a sentence too; nothing is lost.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (sentence, left) = rest.split_at(sentence_end(rest));
        rest = left;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Words in lower case with «ё» as «е» and without stress marks.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !is_word(c)).map(fold).filter(|word| !word.is_empty())
}

/// What the forms of a word share. Takes a word as [`words`] gives it.
///
/// Snowball, and two steps more: it leaves the ending of a word that has no other vowel («льда») and of some
/// long ones («батаре-я» but «батар-ей», «отключа-ют» but «отключ-или»). What only looks like an ending stays.
pub fn stem(word: &str) -> String {
    if let Some(stem) = irregular(word) {
        return stem.to_owned();
    }
    let stem = Stemmer::create(Algorithm::Russian).stem(word).into_owned();
    let bare = stem.trim_end_matches(is_vowel);
    let letters = bare.chars().count();
    if letters >= 4 || (letters >= 2 && !bare.chars().any(is_vowel)) { bare.to_owned() } else { stem }
}

/// The stem of a word that only looks like a form: nouns in «-ах», «-рыв» and «-пись», whose other forms keep the
/// letters («запах-а», «порыв-ы», but «откр-ыв»), and adverbs that would else be «почта» and «скорая».
fn irregular(word: &str) -> Option<&str> {
    match word {
        "запах" | "почти" | "скоро" | "скорее" | "скорей" => Some(word),
        _ if word.ends_with("рыв") && !word.ends_with("крыв") => Some(word),
        _ if word.ends_with("пись") => word.strip_suffix('ь'),
        _ => None,
    }
}

/// The stem as it is where its last vowel flees: «площадок» → «площадк», «скамеек» → «скамейк», «лед» → «льд».
///
/// Only before the consonants where it does so as a rule, and never two letters long; words as short as «пёс»
/// have to be written in both forms. Before «р» only «е» is taken, or «забор» would be «забрали».
pub fn without_fleeting_vowel(stem: &str) -> Vec<String> {
    let mut from_end = stem.chars().rev();
    let (Some(last), Some(vowel), Some(before)) = (from_end.next(), from_end.next(), from_end.next()) else {
        return Vec::new();
    };
    let replacements: &[&str] = match (vowel, last) {
        ('о' | 'е', 'к') if is_vowel(before) => &["й"],
        ('о' | 'е', 'к' | 'ц' | 'н' | 'л') | ('е', 'р') => &["", "ь"],
        ('е', 'д') => &["ь"],
        _ => return Vec::new(),
    };
    let start = &stem[..stem.len() - vowel.len_utf8() - last.len_utf8()];
    replacements.iter().map(|put| format!("{start}{put}{last}")).filter(|stem| stem.chars().count() > 2).collect()
}

fn sentence_end(text: &str) -> usize {
    text.char_indices()
        .find(|(at, c)| match c {
            '!' | '?' | '…' | ';' | '\n' => true,
            '.' => !is_abbreviated(&text[..*at]),
            _ => false,
        })
        .map_or(text.len(), |(at, c)| at + c.len_utf8())
}

fn is_abbreviated(before: &str) -> bool {
    let Some(last) = before.rsplit(|c: char| !is_word(c)).next() else { return false };
    let last = fold(last);
    let mut letters = last.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single || ABBREVIATIONS.contains(&last.as_str())
}

/// Marks set over a letter belong to it: some keyboards write «й» and «ё» as two signs.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

/// In lower case, «ё» as «е», without stress marks.
pub(super) fn fold(word: &str) -> String {
    const BREVE: char = '\u{306}';
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'ё' => folded.push('е'),
            BREVE if folded.ends_with('и') => {
                folded.pop();
                folded.push('й');
            }
            c if is_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}
