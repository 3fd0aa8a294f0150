//! Settlements of the directory, found by their names and aliases in any case.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::forms::{forms, is_adjective};
use super::streets::{Marker, is_known};
use super::tokens::{Token, is_blank, starts_sentence, tokens};
use crate::domain::directory::Directory;
use crate::domain::ids::SettlementCode;

/// What a settlement is, written before its name: «г.», «посёлок», «селе».
const TYPES: &[&str] = &[
    "г",
    "гор",
    "город",
    "города",
    "городе",
    "городу",
    "городом",
    "п",
    "пос",
    "поселок",
    "поселка",
    "поселке",
    "поселку",
    "рп",
    "пгт",
    "с",
    "село",
    "села",
    "селе",
    "селу",
    "селом",
    "х",
    "хут",
    "хутор",
    "хутора",
    "хуторе",
    "ст",
    "станция",
    "станции",
    "станица",
    "станице",
    "д",
    "дер",
    "деревня",
    "деревне",
    "деревни",
    "аул",
    "ауле",
];

/// Behind these a name in quotes is a settlement all the same.
const BODIES: &[&str] = &["мо", "поселение", "сельсовет", "администрация"];

/// Adjectives that make another name of a name; a directory's own names have them as their first word.
const QUALIFIERS: &[&str] =
    &["верхн", "нижн", "средн", "больш", "мал", "стар", "нов", "красн", "северн", "южн", "западн", "восточн"];

/// A way between two places is in neither.
const ROUTES: &[&str] = &["трасс", "дорог", "автодорог", "автобус", "маршрут", "поезд", "электричк", "рейс"];

/// Names of settlements, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<Name>,
    /// Names by every form of their first word.
    by_first: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Name {
    settlement: SettlementCode,
    words: Vec<NameWord>,
    looks: Looks,
}

/// What a name may be taken for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Looks {
    Unique,
    /// It needs a capital, or its type before it: «Удачное».
    Word,
    /// It needs its type before it: «Победа».
    Street,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct NameWord {
    forms: HashSet<String>,
    nominative: String,
    /// «Н.»: a full stop must follow.
    initial: bool,
}

/// A settlement that the text names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Mention {
    pub settlement: SettlementCode,
    /// Which tokens.
    pub span: Range<usize>,
}

impl Names {
    pub fn new(directory: &Directory) -> Self {
        let mut names = Self::default();
        let mut short: BTreeMap<String, Vec<(SettlementCode, Vec<NameWord>)>> = BTreeMap::new();
        for settlement in &directory.settlements {
            for written in [&settlement.name].into_iter().chain(&settlement.aliases) {
                let words = name_words(written);
                if let Some(initials) = abbreviated(&words) {
                    let key = initials.iter().map(|word| word.nominative.as_str()).collect::<Vec<_>>().join(" ");
                    short.entry(key).or_default().push((settlement.code.clone(), initials));
                }
                if written.contains('-') {
                    let joined = words.iter().map(|word| word.nominative.as_str()).collect::<String>();
                    names.add(&settlement.code, vec![NameWord::new(&joined)]);
                }
                names.add(&settlement.code, words);
            }
        }
        for mut meant in short.into_values() {
            meant.dedup_by(|one, other| one.0 == other.0);
            // «Н. Баскунчак» beside «Новый Баскунчак» would be a guess.
            if let [(settlement, words)] = meant.as_slice() {
                names.add(settlement, words.clone());
            }
        }
        names
    }

    fn add(&mut self, settlement: &SettlementCode, words: Vec<NameWord>) {
        let Some(first) = words.first() else { return };
        let known = |name: &Name| name.settlement == *settlement && name.words == words;
        if self.names.iter().any(known) {
            return;
        }
        for form in &first.forms {
            self.by_first.entry(form.clone()).or_default().push(self.names.len());
        }
        let looks = Looks::of(&words);
        self.names.push(Name { settlement: settlement.clone(), words, looks });
    }

    /// Every mention, in order; the longest name counts where several fit.
    pub fn mentions(&self, tokens: &[Token<'_>]) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (length, fits) = self.longest(tokens, at);
            found.extend(
                fits.filter(|name| is_meant(tokens, at, name))
                    .map(|name| Mention { settlement: name.settlement.clone(), span: at..at + length }),
            );
            at += length.max(1);
        }
        without_routes(tokens, &found)
    }

    /// How many tokens the longest name takes, and which it is; two settlements of one name are neither.
    fn longest(&self, tokens: &[Token<'_>], at: usize) -> (usize, Option<&Name>) {
        let first = tokens.get(at).and_then(|token| self.by_first.get(&token.folded));
        let names = first.into_iter().flatten().filter_map(|index| self.names.get(*index));
        let fitting: Vec<&Name> = names.filter(|name| name.fits(tokens, at)).collect();
        let length = fitting.iter().map(|name| name.words.len()).max().unwrap_or(0);
        let mut longest = fitting.into_iter().filter(|name| name.words.len() == length);
        let one = longest.next();
        let alone = longest.all(|other| one.is_some_and(|one| one.settlement == other.settlement));
        (length, one.filter(|_| alone))
    }

    /// The settlement a person means who has typed a part of its name, if it is the only one.
    pub fn by_part(&self, tokens: &[Token<'_>]) -> Option<SettlementCode> {
        let has = |name: &Name, token: &Token<'_>| name.words.iter().any(|word| word.forms.contains(&token.folded));
        let mut found = self.names.iter().filter(|name| tokens.iter().all(|token| has(name, token)));
        let one = found.next().filter(|_| !tokens.is_empty())?;
        found.all(|other| other.settlement == one.settlement).then(|| one.settlement.clone())
    }
}

impl Name {
    fn fits(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let said = tokens.get(at..).unwrap_or_default();
        let fits = |(index, word): (usize, &NameWord)| {
            said.get(index).is_some_and(|token| {
                let joined = index == 0 || self.words.get(index - 1).is_some_and(|before| joins(before, token));
                joined && word.forms.contains(&token.folded)
            })
        };
        self.words.iter().enumerate().all(fits)
    }
}

impl Looks {
    fn of(words: &[NameWord]) -> Self {
        match words {
            [alone] if alone.forms.iter().any(|form| is_known(form)) => Self::Street,
            [alone] if is_adjective(&alone.nominative) || alone.nominative.chars().count() < 6 => Self::Word,
            _ => Self::Unique,
        }
    }
}

impl NameWord {
    fn new(word: &str) -> Self {
        let forms = forms(word).into_iter().collect();
        Self { forms, nominative: word.to_owned(), initial: word.chars().count() == 1 }
    }
}

/// The words of a name without its type: «г. Ахтубинск» is found as «Ахтубинск».
fn name_words(written: &str) -> Vec<NameWord> {
    let tokens = tokens(written);
    let typed = tokens.len() > 1 && tokens.first().is_some_and(|first| first.is(TYPES));
    tokens.iter().skip(usize::from(typed)).map(|token| NameWord::new(&token.folded)).collect()
}

/// «Н. Баскунчак» of «Нижний Баскунчак».
fn abbreviated(words: &[NameWord]) -> Option<Vec<NameWord>> {
    let [first, rest @ ..] = words else { return None };
    let shortens = !rest.is_empty() && !first.initial && is_qualifier(&first.nominative);
    let initial = first.nominative.chars().next().filter(|_| shortens)?;
    Some([NameWord::new(&initial.to_string())].into_iter().chain(rest.iter().cloned()).collect())
}

fn is_qualifier(word: &str) -> bool {
    is_case_of_adjective(word) && QUALIFIERS.iter().any(|start| word.starts_with(start))
}

fn is_case_of_adjective(word: &str) -> bool {
    const MORE: [&str; 10] = ["ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ую", "юю"];
    is_adjective(word) || MORE.iter().any(|ending| word.ends_with(ending))
}

/// What stands between two words of one name.
fn joins(before: &NameWord, token: &Token<'_>) -> bool {
    if before.initial {
        return token.gap.starts_with('.') && token.gap[1..].chars().all(is_blank);
    }
    token.follows_blank() || token.follows_hyphen()
}

/// It is the settlement that is meant, not a street, a shop or another place with this word in its name.
fn is_meant(tokens: &[Token<'_>], at: usize, name: &Name) -> bool {
    let end = at + name.words.len();
    let (Some(first), next) = (tokens.get(at), tokens.get(end)) else { return false };
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let typed = before.is_some_and(|before| before.is(TYPES) && is_near(first.gap));
    let hyphened = at > 0 && first.follows_hyphen();
    let leads_on = next.is_some_and(|next| next.follows_hyphen() && next.is_capital());
    let quoted = is_quoted(first, next) && !typed && !before.is_some_and(|before| before.is(BODIES));
    let capital = first.is_capital() && (typed || !starts_sentence(tokens, at));
    let distinct = match name.looks {
        Looks::Unique => true,
        Looks::Word => typed || capital,
        Looks::Street => typed,
    };
    !hyphened
        && !leads_on
        && !quoted
        && distinct
        && !is_of_another(before, first)
        && !next.is_some_and(|next| next.follows_blank() && next.is_capital() && is_qualifier(&next.folded))
        && !is_street(tokens, at, name)
}

/// «Верхнем Баскунчаке», where only «Баскунчак» is known.
fn is_of_another(before: Option<&Token<'_>>, first: &Token<'_>) -> bool {
    before.is_some_and(|before| before.is_capital() && first.follows_blank() && is_qualifier(&before.folded))
}

fn is_near(gap: &str) -> bool {
    gap.chars().all(|sign| is_blank(sign) || ".«\"„“".contains(sign))
}

/// «кафе „Ахтубинск“».
fn is_quoted(first: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let opened = first.gap.ends_with(['«', '"', '„', '“']);
    opened && next.is_some_and(|next| next.gap.starts_with(['»', '"', '“', '”']))
}

/// «ул. Победы» is a street even where a settlement is called «Победа»; «улицы Ахтубинска» are streets of it.
fn is_street(tokens: &[Token<'_>], at: usize, name: &Name) -> bool {
    let Some(first) = tokens.get(at) else { return false };
    let named_after = at > 0 && tokens.get(at - 1).is_some_and(|before| before.is(&["им", "имени"]));
    let Some(marker) = Marker::ending_at(tokens, at).filter(|_| is_near(first.gap)) else { return named_after };
    let nominative = name.words.first().is_some_and(|word| word.nominative == first.folded);
    marker.is_short || nominative || is_known(&first.folded)
}

/// «Волгоград – Ахтубинск» is a way, and so are two names with a dash between them.
fn without_routes(tokens: &[Token<'_>], mentions: &[Mention]) -> Vec<Mention> {
    let dashed = |at: usize| tokens.get(at).is_some_and(Token::follows_dash);
    let starts: HashSet<usize> = mentions.iter().map(|mention| mention.span.start).collect();
    let ends: HashSet<usize> = mentions.iter().map(|mention| mention.span.end).collect();
    let on_route = |mention: &Mention| {
        let Range { start, end } = mention.span;
        let from = start.saturating_sub(3);
        let route = tokens.get(from..start).unwrap_or_default().iter().any(|token| is_route(&token.folded));
        dashed(start) && (route || ends.contains(&start)) || dashed(end) && (route || starts.contains(&end))
    };
    mentions.iter().filter(|mention| !on_route(mention)).cloned().collect()
}

fn is_route(word: &str) -> bool {
    ROUTES.iter().any(|start| word.starts_with(start))
}
