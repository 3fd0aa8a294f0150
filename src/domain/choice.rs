//! Words typed in the place of a button: which of the choices offered they name.

use std::collections::HashSet;

use super::incident::Number;
use super::stems::{stem, words};

/// More words than this are no choice: somebody is telling something.
const MOST_WORDS: usize = 5;
/// «на» stands in many labels and names none.
const FEWEST_LETTERS: usize = 3;

/// The one label that what was said can mean: by the number in it, whole («№ 2026-000123») or without the year
/// («123»), or because every word said stands in it, in any form. `None`: it names none, or more than one.
pub fn chosen(said: &str, labels: &[&str]) -> Option<usize> {
    by_number(said, labels).or_else(|| by_words(said, labels))
}

/// The first `2026-000123` in a text.
pub fn number_in(text: &str) -> Option<Number> {
    let of_number = |sign: char| sign.is_ascii_digit() || sign == '-';
    text.split(|sign| !of_number(sign)).find(|word| word.len() >= 11).and_then(|word| word.parse().ok())
}

/// What was said is a number of ours and nothing else.
pub fn whole_number(said: &str) -> Option<Number> {
    without_sign(said).parse().ok()
}

fn without_sign(said: &str) -> &str {
    let said = said.trim();
    said.strip_prefix(['№', '#']).or_else(|| said.strip_prefix("No.")).unwrap_or(said).trim()
}

fn by_number(said: &str, labels: &[&str]) -> Option<usize> {
    let whole = whole_number(said);
    let sequence: Option<i64> = without_sign(said).parse().ok();
    only(labels, |label| {
        let number = number_in(label);
        number.is_some() && (number == whole || number.map(|number| number.sequence) == sequence)
    })
}

fn by_words(said: &str, labels: &[&str]) -> Option<usize> {
    let said: Vec<String> = words(said).collect();
    let letters: usize = said.iter().map(|word| word.chars().count()).sum();
    if said.len() > MOST_WORDS || letters < FEWEST_LETTERS {
        return None;
    }
    let said: HashSet<String> = said.iter().map(|word| stem(word)).collect();
    only(labels, |label| said.is_subset(&words(label).map(|word| stem(&word)).collect()))
}

/// The place of the label that fits, unless several do.
fn only(labels: &[&str], fits: impl Fn(&str) -> bool) -> Option<usize> {
    let mut fitting = labels.iter().enumerate().filter(|(_, label)| fits(label)).map(|(at, _)| at);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
