//! What one sentence of a reply says.

use super::super::stems::words;
use super::lexicon::{
    ACTS, DAY_WORDS, DAYS, DEEDS, DOER_WORDS, DOERS, FORMAL, FUTURE, GROUNDS, INVITES, NO_DEEDS, OFFICES, OURS,
    PASSIVE, PAST, PLANS, REFUSALS, SPANNED, SPANS, VISIBLE, WILL,
};

/// So far before a span of time stands what makes it a date: «в течение трёх рабочих дней».
const REACH: usize = 4;

pub(super) struct Sentence<'a> {
    text: &'a str,
    words: Vec<String>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, words: words(text).collect() }
    }

    pub(super) fn is_done(&self) -> bool {
        self.done().next().is_some()
    }

    pub(super) fn is_visible(&self) -> bool {
        self.done().any(|word| begins(word, VISIBLE))
    }

    /// What was done. «Не сделали» was not, and «будет сделано» is still to come.
    fn done(&self) -> impl Iterator<Item = &str> {
        let planned = self.is_planned();
        self.words.iter().enumerate().filter_map(move |(at, word)| {
            let over = ends(word, PAST) || (!planned && ends(word, PASSIVE));
            let not = at > 0 && self.words[at - 1] == "не";
            // «Замена» is a noun.
            (is_deed(word) && over && !not && word != "замена").then_some(word.as_str())
        })
    }

    pub(super) fn is_future(&self) -> bool {
        let set = self.is_planned() || self.has_date();
        self.words.iter().enumerate().any(|(at, word)| {
            let not = at > 0 && self.words[at - 1] == "не";
            is_deed(word) && !not && !ends(word, PAST) && (ends(word, FUTURE) || (set && !self.is_done()))
        })
    }

    fn is_planned(&self) -> bool {
        self.words.iter().any(|word| WILL.contains(&word.as_str()) || begins(word, PLANS))
    }

    pub(super) fn is_refusal(&self) -> bool {
        self.says(REFUSALS)
    }

    pub(super) fn has_ground(&self) -> bool {
        self.says(GROUNDS)
    }

    /// «Мы», «бригада», «засыпали», «положим»: somebody stands for it.
    pub(super) fn has_doer(&self) -> bool {
        let named = |word: &str| DOER_WORDS.contains(&word) || begins(word, DOERS);
        let own = |word: &str| is_deed(word) && (ends(word, OURS) || ends(word, &["ли", "лись"]));
        self.words.iter().any(|word| named(word) || own(word))
    }

    /// Tells where to turn: «обращайтесь в отдел дорог».
    pub(super) fn invites(&self) -> bool {
        let office = self.words.iter().any(|word| begins(word, OFFICES));
        office && self.words.iter().any(|word| begins(word, INVITES))
    }

    pub(super) fn asks_mark(&self) -> bool {
        self.words.iter().any(|word| begins(word, &["оцените", "оценить", "оценк"]))
    }

    /// «Федеральным законом от 06.10.2003 № 131-ФЗ».
    pub(super) fn names_act(&self) -> bool {
        let Some(act) = self.words.iter().position(|word| begins(word, ACTS)) else { return false };
        let after = &self.words[act + 1..];
        let dated = after.windows(2).any(|pair| pair[0] == "от" && is_number(&pair[1]));
        dated || after.windows(2).any(|pair| is_number(&pair[0]) && pair[1] == "фз")
    }

    pub(super) fn has_date(&self) -> bool {
        // The date of an act is no promise: «от 6 октября 2003 года».
        let of_act = |at: usize| self.words[at.saturating_sub(2)..at].iter().any(|word| word == "от");
        let names = |word: &str| DAY_WORDS.contains(&word) || begins(word, DAYS);
        let act = self.names_act();
        let word = self.words.iter().enumerate().any(|(at, word)| names(word) && !(act && of_act(at)));
        word || self.has_span() || (!act && self.has_figures())
    }

    /// «В течение недели», «до конца месяца», «через 3 дня», «до 18 часов».
    fn has_span(&self) -> bool {
        self.words.iter().enumerate().any(|(at, word)| {
            let before = &self.words[at.saturating_sub(REACH)..at];
            begins(word, SPANS) && before.iter().any(|word| SPANNED.contains(&word.as_str()))
        })
    }

    /// «25.11», «25.11.2026», «до 18:00».
    fn has_figures(&self) -> bool {
        let figures = |sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ':' | '/'));
        self.text.split(figures).any(|token| is_date(token) || is_time(token))
    }

    /// The first of the words that tell nothing, as they are usually written.
    pub(super) fn formal(&self) -> Option<String> {
        let found = FORMAL.iter().find_map(|phrase| Some((phrase, self.place(phrase)?)));
        found.map(|(phrase, at)| self.words[at..at + phrase.len()].join(" "))
    }

    fn says(&self, phrases: &[&[&str]]) -> bool {
        phrases.iter().any(|phrase| self.place(phrase).is_some())
    }

    /// Where these words stand beside each other; `*` at the end of one stands for any ending.
    fn place(&self, phrase: &[&str]) -> Option<usize> {
        let fits = |(word, wanted): (&String, &&str)| match wanted.strip_suffix('*') {
            Some(beginning) => word.starts_with(beginning),
            None => word == wanted,
        };
        self.words.windows(phrase.len()).position(|window| window.iter().zip(phrase).all(fits))
    }
}

fn is_deed(word: &str) -> bool {
    (begins(word, VISIBLE) || begins(word, DEEDS)) && !begins(word, NO_DEEDS)
}

fn begins(word: &str, with: &[&str]) -> bool {
    with.iter().any(|beginning| word.starts_with(beginning))
}

fn ends(word: &str, with: &[&str]) -> bool {
    with.iter().any(|ending| word.ends_with(ending))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|sign| sign.is_ascii_digit())
}

/// A day and a month, and perhaps a year.
fn is_date(token: &str) -> bool {
    let parts: Vec<&str> = token.trim_end_matches('.').split(['.', '/']).collect();
    let number = |part: &&str, most: u32| part.parse().is_ok_and(|number: u32| number >= 1 && number <= most);
    match parts.as_slice() {
        [day, month] => number(day, 31) && number(month, 12) && month.len() == 2,
        [day, month, year] => number(day, 31) && number(month, 12) && matches!(year.len(), 2 | 4) && is_number(year),
        _ => false,
    }
}

fn is_time(token: &str) -> bool {
    let Some((hours, minutes)) = token.trim_end_matches('.').split_once(':') else { return false };
    hours.parse().is_ok_and(|hours: u32| hours < 24) && minutes.len() == 2 && is_number(minutes)
}
