//! Telephone numbers in Russian text, told from dates, sums, houses and incident numbers by their shape.

use std::ops::Range;

/// Words after which five to seven digits are a local number. Full stops are looked through.
const CUES: &[&str] = &[
    "тел",
    "телефон",
    "телефону",
    "телефоны",
    "моб",
    "мобильный",
    "сот",
    "сотовый",
    "звоните",
    "звонить",
    "позвоните",
    "позвонить",
    "перезвоните",
    "ватсап",
    "вотсап",
    "вайбер",
    "whatsapp",
    "viber",
    "tel",
    "phone",
];

/// Digits of one run, and where they stand.
#[derive(Clone, Debug)]
struct Group<'a> {
    span: Range<usize>,
    digits: &'a str,
}

/// Some groups in a row, read as one number.
struct Candidate<'a> {
    text: &'a str,
    first: &'a Group<'a>,
    groups: &'a [Group<'a>],
    digits: String,
}

/// Where numbers stand in the text, in order; `skip` are spans in which digits are something else.
pub fn spans(text: &str, skip: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut groups = groups(text);
    groups.retain(|group| skip.iter().all(|span| group.span.end <= span.start || span.end <= group.span.start));
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut cued = None;
    let mut at = 0;
    while at < groups.len() {
        let start = groups[at].span.start;
        let goes_on = cued.is_some_and(|end: usize| text[end..start].trim_matches([' ', ',', ';', '/']).is_empty());
        let is_cued = goes_on || has_cue(&text[..start]);
        if let Some((span, taken)) = number(text, &groups[at..], is_cued) {
            cued = is_cued.then_some(span.end);
            found.push(span);
            at += taken;
        } else {
            at += 1;
        }
    }
    found
}

/// The longest number that starts with the first group: its span and how many groups it takes.
fn number(text: &str, groups: &[Group<'_>], is_cued: bool) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 15;
    // Every group has a digit, so more of them are too many; looking on would make long texts slow.
    let joined = groups.windows(2).take(LONGEST).take_while(|pair| is_gap(between(text, pair))).count();
    (1..=joined + 1).rev().find_map(|taken| {
        let candidate = Candidate::new(text, groups.get(..taken)?)?;
        let fits = candidate.digits.len() <= LONGEST && (candidate.is_full() || is_cued && candidate.is_local());
        fits.then(|| (candidate.span(), taken))
    })
}

impl<'a> Candidate<'a> {
    fn new(text: &'a str, groups: &'a [Group<'a>]) -> Option<Self> {
        let digits = groups.iter().map(|group| group.digits).collect();
        groups.first().map(|first| Self { text, first, groups, digits })
    }

    /// With the plus before it, and the bracket of an area code.
    fn span(&self) -> Range<usize> {
        let start = self.first.span.start - usize::from(self.has_code()) - usize::from(self.has_plus());
        start..self.end()
    }

    fn end(&self) -> usize {
        self.groups.last().unwrap_or(self.first).span.end
    }

    fn has_plus(&self) -> bool {
        let before = &self.text[..self.first.span.start];
        before.strip_suffix('(').filter(|_| self.has_code()).unwrap_or(before).ends_with('+')
    }

    /// The first group stands in brackets of its own.
    fn has_code(&self) -> bool {
        let closed = self.groups.windows(2).next().is_some_and(|pair| between(self.text, pair).starts_with(')'));
        closed && self.text[..self.first.span.start].ends_with('(')
    }

    /// No space stands before the last group.
    fn is_tight(&self) -> bool {
        let gap = self.groups.windows(2).next_back().map_or("", |pair| between(self.text, pair));
        !gap.contains(char::is_whitespace)
    }

    /// A number that needs no cue.
    fn is_full(&self) -> bool {
        if self.has_plus() {
            return if self.digits.starts_with('7') { self.digits.len() == 11 } else { self.digits.len() >= 10 };
        }
        match self.digits.len() {
            11 => self.has_prefix(),
            10 => (self.is_mobile() || self.has_code() && is_area(&self.digits)) && !is_sum(&self.text[self.end()..]),
            _ => false,
        }
    }

    /// A number that only a cue tells from other figures.
    fn is_local(&self) -> bool {
        let last = self.groups.last().map_or(0, |group| group.digits.len());
        match self.digits.len() {
            // «тел. 51234 27.11.2026»: after a space enough digits are enough.
            5..=7 => self.is_tight() || self.digits.len() - last < 5,
            10 => is_area(&self.digits) && matches!(self.first.digits.len(), 3..=5 | 10),
            11 => self.digits.starts_with(['7', '8']),
            _ => false,
        }
    }

    /// `8 927 …`, `8927…`, `7 (85141) …`. Dates and sums have one or two digits where the code should be.
    fn has_prefix(&self) -> bool {
        let lengths: Vec<usize> = self.groups.iter().map(|group| group.digits.len()).collect();
        let grouped = match lengths.as_slice() {
            [1, code, ..] => *code >= 3,
            [first, ..] => *first >= 4,
            [] => false,
        };
        grouped && self.digits.starts_with(['7', '8']) && is_area(&self.digits[1..])
    }

    /// `927 123-45-67`, `9271234567`.
    fn is_mobile(&self) -> bool {
        self.digits.starts_with('9') && matches!(self.first.digits.len(), 3 | 6..)
    }
}

/// Codes of Russian areas, mobile networks and free lines begin so.
fn is_area(digits: &str) -> bool {
    digits.starts_with(['3', '4', '8', '9'])
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut at = 0;
    for run in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            groups.push(Group { span: at..at + digits.len(), digits });
        }
        at += run.len();
    }
    groups
}

fn between<'a>(text: &'a str, pair: &[Group<'_>]) -> &'a str {
    match pair {
        [left, right] => &text[left.span.end..right.span.start],
        _ => "",
    }
}

/// What may stand between digits of one number.
fn is_gap(gap: &str) -> bool {
    const LONGEST: usize = 4;
    let joins = |c: char| "-‐‑‒–—−()._\u{200c}\u{200d}".contains(c) || (c.is_whitespace() && c != '\n');
    gap.chars().count() <= LONGEST && gap.chars().all(joins)
}

fn is_sum(after: &str) -> bool {
    let after = after.trim_start().to_lowercase();
    ["руб", "₽", "р."].iter().any(|money| after.starts_with(money))
}

fn has_cue(before: &str) -> bool {
    let filler = |c: char| c.is_whitespace() || ":.№-–—(+".contains(c);
    let last = before.trim_end_matches(filler).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let abbreviated = before.trim_end().ends_with("т.") && last == "т";
    abbreviated || CUES.contains(&last.to_lowercase().as_str())
}
