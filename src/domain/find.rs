//! Finding entries of a list by what a person types: beginnings of words, and words in any form.

use super::directory::{Directory, Topic, Unit};
use super::stems::{stem, without_fleeting_vowel, words};

/// Topics that fit: those whose name does first, then those whose group or words do.
pub fn topics<'a>(directory: &'a Directory, typed: &str) -> Vec<&'a Topic> {
    let beside = |topic: &Topic| format!("{} {} {}", topic.group, topic.name, topic.words.join(" "));
    found(&directory.topics, typed, |topic| topic.name.clone(), beside)
}

/// Units that fit: those whose short name does first, then those whose full name does.
pub fn units<'a>(directory: &'a Directory, typed: &str) -> Vec<&'a Unit> {
    found(&directory.units, typed, |unit| unit.short.clone(), |unit| format!("{} {}", unit.short, unit.name))
}

fn found<'a, T>(list: &'a [T], typed: &str, name: impl Fn(&T) -> String, all: impl Fn(&T) -> String) -> Vec<&'a T> {
    let typed: Vec<String> = words(typed).collect();
    let by_name = list.iter().filter(|entry| fits(&typed, &name(entry)));
    let beside = list.iter().filter(|entry| !fits(&typed, &name(entry)) && fits(&typed, &all(entry)));
    by_name.chain(beside).collect()
}

/// Every word typed is the beginning of a word, or another form of one.
fn fits(typed: &[String], text: &str) -> bool {
    let text: Vec<String> = words(text).collect();
    !typed.is_empty()
        && typed.iter().all(|typed| text.iter().any(|word| word.starts_with(typed) || is_form(typed, word)))
}

fn is_form(one: &str, other: &str) -> bool {
    let (one, other) = (stem(one), stem(other));
    one == other || without_fleeting_vowel(&one).contains(&other) || without_fleeting_vowel(&other).contains(&one)
}
