//! Contacts in a reply: the unit's own, which are wanted, and the resident's, which are not.

use std::collections::HashSet;

use super::super::stems::{sentences, stem, words};
use super::super::{links, phones};

/// What is known of the resident who is answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Resident<'a> {
    pub name: Option<&'a str>,
    /// Without `@`.
    pub nick: Option<&'a str>,
    /// The resident's own words, which may hold a telephone or an address.
    pub post: &'a str,
}

/// Shorter names are initials, or words of any text.
const SHORTEST_NAME: usize = 3;

/// The reply names the resident, or a contact of the resident's.
pub(super) fn is_told(text: &str, resident: &Resident<'_>) -> bool {
    let told = contacts(text);
    let nick = resident.nick.is_some_and(|nick| has_nick(text, nick));
    nick || contacts(resident.post).iter().any(|contact| told.contains(contact)) || names(text, resident)
}

/// A telephone, a mailbox or a page that is not the resident's.
pub(super) fn has_contact(text: &str, resident: &Resident<'_>) -> bool {
    let theirs = contacts(resident.post);
    contacts(text).iter().any(|contact| !theirs.contains(contact)) || !links::spans(text).is_empty()
}

/// All of a name anywhere, or any part of it where somebody is greeted: «Здравствуйте, Мария!».
fn names(text: &str, resident: &Resident<'_>) -> bool {
    let name: Vec<String> = words(resident.name.unwrap_or_default())
        .filter(|word| word.chars().count() >= SHORTEST_NAME)
        .map(|word| stem(&word))
        .collect();
    let said: HashSet<String> = capitalised(text).collect();
    let whole = !name.is_empty() && name.iter().all(|part| said.contains(part));
    let greets = |sentence: &&str| {
        let greeting = ["здравствуйте", "уважаем", "добрый", "приветству"];
        words(sentence).any(|word| greeting.iter().any(|beginning| word.starts_with(beginning)))
    };
    whole || sentences(text).filter(greets).any(|greeting| capitalised(greeting).any(|word| name.contains(&word)))
}

/// Stems of the words written with a capital letter.
fn capitalised(text: &str) -> impl Iterator<Item = String> {
    let written = text.split(|sign: char| !sign.is_alphanumeric());
    let capital = written.filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    capital.flat_map(|word| words(word).collect::<Vec<_>>()).map(|word| stem(&word))
}

fn has_nick(text: &str, nick: &str) -> bool {
    let of_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '.';
    text.split(|sign| !of_name(sign)).any(|word| word.trim_matches('.').eq_ignore_ascii_case(nick))
}

/// Telephones as their last ten digits, and mailboxes.
fn contacts(text: &str) -> HashSet<String> {
    let mut found: HashSet<String> = phones::spans(text, &[]).into_iter().map(|span| digits(&text[span])).collect();
    for token in text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '(' | ')' | '«' | '»')) {
        let token = token.trim_matches(['.', ':', '!', '?']);
        if is_local_phone(token) {
            found.insert(digits(token));
        }
        if token.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')) {
            found.insert(token.to_lowercase());
        }
    }
    found
}

/// `4-15-20`, `41-520`: towns write their telephones so.
fn is_local_phone(token: &str) -> bool {
    let groups: Vec<&str> = token.split('-').collect();
    let numbers = groups.iter().all(|group| !group.is_empty() && group.chars().all(|sign| sign.is_ascii_digit()));
    let count: usize = groups.iter().map(|group| group.len()).sum();
    let pairs = groups.len() == 3 && groups[1..].iter().all(|group| group.len() == 2);
    numbers && (5..=7).contains(&count) && (pairs || (groups.len() == 2 && groups[1].len() == 3))
}

fn digits(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(10)..].iter().collect()
}
