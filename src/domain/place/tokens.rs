//! Words and numbers of a text, each with what stands before it.

use std::ops::Range;

use crate::domain::stems::{fold, is_word};
use crate::domain::{links, phones};

/// A word, or a number with at most one letter: «12а».
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// As written.
    pub text: &'a str,
    /// In lower case, with «ё» as «е».
    pub folded: String,
    /// What stands between the token before and this one.
    pub gap: &'a str,
}

/// A number of a house: `12`, `12а`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Numeral<'a> {
    pub digits: &'a str,
    pub letter: Option<char>,
}

impl<'a> Token<'a> {
    /// As a name is written: a capital first, small letters behind it.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase) && self.text.contains(char::is_lowercase)
    }

    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }

    pub fn letters(&self) -> usize {
        self.folded.chars().count()
    }

    pub fn is_number(&self) -> bool {
        self.text.starts_with(|sign: char| sign.is_ascii_digit())
    }

    pub fn numeral(&self) -> Option<Numeral<'a>> {
        let end = self.text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(self.text.len());
        let (digits, letter) = self.text.split_at(end);
        let is_house = (1..=4).contains(&digits.len()) && !digits.starts_with('0');
        is_house.then(|| Numeral { digits, letter: letter.chars().next() })
    }

    /// Nothing but blanks of one line stands before it.
    pub fn follows_blank(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(is_blank)
    }

    /// A hyphen, and nothing else, stands before it.
    pub fn follows_hyphen(&self) -> bool {
        matches!(self.gap, "-" | "‐" | "‑")
    }

    /// A dash stands before it, with or without blanks.
    pub fn follows_dash(&self) -> bool {
        let dash = self.gap.trim_matches(is_blank);
        matches!(dash, "-" | "‐" | "‑" | "–" | "—")
    }
}

/// A blank of one line.
pub(super) fn is_blank(sign: char) -> bool {
    sign.is_whitespace() && sign != '\n'
}

/// Telephones and links are no tokens: their digits and names are no addresses.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let links = links::spans(text);
    let phones = phones::spans(text, &links);
    let mut skip: Vec<Range<usize>> = links.into_iter().chain(phones).collect();
    skip.sort_by_key(|span| span.start);
    let mut skip = skip.into_iter().peekable();
    let mut tokens = Vec::new();
    let mut end = 0;
    for span in runs(text).into_iter().flat_map(|run| pieces(text, run)) {
        while skip.next_if(|hidden| hidden.end <= span.start).is_some() {}
        if skip.peek().is_some_and(|hidden| hidden.start < span.end) {
            continue;
        }
        let written = &text[span.clone()];
        tokens.push(Token { text: written, folded: fold(written), gap: &text[end..span.start] });
        end = span.end;
    }
    tokens
}

/// A new sentence begins with this token.
pub(super) fn starts_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some((token, before)) = tokens.get(at).zip(at.checked_sub(1).and_then(|at| tokens.get(at))) else {
        return true;
    };
    token.gap.contains(['!', '?', '…', '\n']) || token.gap.contains('.') && before.letters() > 3
}

/// Letters and digits without a break.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, sign)| is_word(*sign)) {
        let end = at + sign.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// «д12» is two tokens and «12кв» too, but «12а» is one.
fn pieces(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut was_digit = None;
    for (at, sign) in text[run.clone()].char_indices() {
        let (at, digit) = (run.start + at, sign.is_ascii_digit());
        let end = at + sign.len_utf8();
        match pieces.last_mut() {
            Some(piece) if was_digit == Some(digit) => piece.end = end,
            _ => pieces.push(at..end),
        }
        was_digit = Some(digit);
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let is_letter = text[piece.clone()].chars().count() == 1 && !text[piece.clone()].starts_with(is_digit);
        match joined.last_mut() {
            Some(before) if is_letter && text[before.clone()].ends_with(is_digit) => before.end = piece.end,
            _ => joined.push(piece),
        }
    }
    joined
}

const fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}
