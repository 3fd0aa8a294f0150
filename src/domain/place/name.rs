//! The name of a street behind the word for its kind: «Ленина», «1-я Степная», «50 лет Октября», «А. Невского».

use super::forms::{Gender, nominative};
use super::house::{ORDINALS, house};
use super::streets::{Kind, Marker, is_known, is_month, is_title, is_whole, takes_second};
use super::tokens::{Token, is_blank};

/// The tokens of a text, how they are to be read, and which of them name a settlement.
#[derive(Debug)]
pub(super) struct Reading<'a, 'b> {
    pub tokens: &'b [Token<'a>],
    pub how: How,
    /// One for each token.
    pub taken: Vec<bool>,
}

/// How much is believed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum How {
    /// A resident's words: an address is one thing among others, and rather missed than wrong.
    Post,
    /// Typed as an address, mostly without capitals.
    Address,
}

/// A name, and the token behind it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Name {
    pub shown: String,
    pub end: usize,
}

/// Begin sentences, or are shouted, behind «на улице».
const NO_NAMES: &[&str] = &[
    "это",
    "все",
    "весь",
    "вся",
    "нет",
    "где",
    "уже",
    "очень",
    "там",
    "наш",
    "наша",
    "нашей",
    "администрация",
    "прошу",
    "просим",
    "почему",
    "когда",
    "сколько",
    "яма",
    "ямы",
    "снег",
    "лед",
    "как",
    "что",
    "кто",
    "темно",
    "грязь",
    "мусор",
    "для",
    "вам",
    "вас",
    "они",
    "она",
    "дом",
    "дома",
    "день",
    "доброе",
    "добрый",
    "здравствуйте",
    "город",
    "села",
    "района",
    "осталась",
    "вообще",
    "опять",
    "снова",
    "сегодня",
    "вчера",
];

impl<'a> Reading<'a, '_> {
    pub fn token(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    /// A token that is no part of a settlement's name.
    fn free(&self, at: usize) -> Option<&Token<'a>> {
        self.token(at).filter(|_| !self.taken.get(at).copied().unwrap_or(false))
    }

    /// Written as a name is.
    pub fn is_name(&self, token: &Token<'_>) -> bool {
        let typed = self.how == How::Address && token.letters() > 2 && !token.is_number();
        (token.is_capital() || typed) && !token.is(NO_NAMES)
    }

    /// A capital word, a blank before it.
    fn name_word(&self, at: usize) -> Option<&Token<'a>> {
        self.free(at).filter(|token| token.follows_blank() && self.is_name(token))
    }

    /// The name behind the marker that begins at `at`.
    pub fn name_behind(&self, at: usize, marker: Marker) -> Option<Name> {
        let mut start = at + marker.length;
        let between = if marker.is_short { ".«\"„“" } else { "«\"„“:" };
        if self.token(start)?.is(&["им", "имени"]) {
            start += 1;
        }
        let first = self.free(start)?;
        let close =
            start > at + marker.length || first.gap.chars().all(|sign| is_blank(sign) || between.contains(sign));
        if !close {
            return None;
        }
        self.numbered(start, marker)
            .or_else(|| self.with_initials(start))
            .or_else(|| self.titled(start))
            .or_else(|| self.plain(start, marker.kind))
    }

    /// «1-я Степная», «1 Мая», «50 лет Октября», «26 Бакинских Комиссаров», «мкр. 4».
    fn numbered(&self, at: usize, marker: Marker) -> Option<Name> {
        let digits = self.token(at)?.numeral()?.digits;
        self.years(at)
            .or_else(|| self.ordinal(at, marker.kind))
            .or_else(|| self.day(at, marker))
            .or_else(|| {
                let named = self.name_word(at + 1).and_then(|_| self.plain(at + 1, marker.kind))?;
                Some(Name { shown: format!("{digits} {}", named.shown), ..named })
            })
            .or_else(|| (marker.kind == Kind::District).then(|| Name { shown: digits.to_owned(), end: at + 1 }))
    }

    fn ordinal(&self, at: usize, kind: Kind) -> Option<Name> {
        let (number, adjective) = self.ordinal_number(at, kind)?;
        let named = self.name_word(adjective).and_then(|_| self.plain(adjective, kind))?;
        Some(Name { shown: format!("{number} {}", named.shown), ..named })
    }

    /// «1-я» as it agrees with the kind, and the token behind it.
    pub fn ordinal_number(&self, at: usize, kind: Kind) -> Option<(String, usize)> {
        let numeral = self.token(at)?.numeral()?;
        let ending = self.token(at + 1).filter(|next| next.follows_hyphen() && next.is(ORDINALS));
        let behind = match (numeral.letter, ending) {
            (Some('я' | 'й'), _) => at + 1,
            (None, Some(_)) => at + 2,
            _ => return None,
        };
        let ending = match kind.gender() {
            Gender::Feminine => 'я',
            Gender::Masculine => 'й',
            Gender::Neuter => 'е',
        };
        Some((format!("{}-{ending}", numeral.digits), behind))
    }

    /// «1 Мая»; in small letters only where nothing else can be meant.
    fn day(&self, at: usize, marker: Marker) -> Option<Name> {
        let digits = self.token(at)?.numeral()?.digits;
        let month = self.token(at + 1).filter(|month| month.follows_blank() && is_month(&month.folded))?;
        let sure = marker.is_short || self.is_name(month) || house(self.tokens, at + 2).is_some();
        sure.then(|| Name { shown: format!("{digits} {}", titled(month)), end: at + 2 })
    }

    /// «50 лет Октября», «40-летия Победы», «30 лет ВЛКСМ».
    fn years(&self, at: usize) -> Option<Name> {
        let digits = self.token(at)?.numeral()?.digits;
        let years = self.token(at + 1)?;
        let joined = match years.folded.as_str() {
            "лет" if years.follows_blank() => format!("{digits} лет"),
            "летия" | "летие" if years.follows_hyphen() || years.gap.is_empty() => format!("{digits}-летия"),
            _ => return None,
        };
        let since = self.free(at + 2).filter(|since| since.follows_blank())?;
        let shouted = since.letters() > 2 && since.text.chars().all(char::is_uppercase);
        let name = if shouted && !is_known(&since.folded) { since.text.to_owned() } else { titled(since) };
        let known = shouted || self.is_name(since) || is_known(&since.folded);
        known.then(|| Name { shown: format!("{joined} {name}"), end: at + 3 })
    }

    /// «А. Невского», «В. И. Ленина».
    fn with_initials(&self, at: usize) -> Option<Name> {
        let initial = |at: usize| {
            let token = self.token(at).filter(|token| token.letters() == 1 && !token.is_number())?;
            let stopped = self.token(at + 1).is_some_and(|next| next.gap.starts_with('.'));
            (stopped && token.text.starts_with(char::is_uppercase)).then(|| format!("{}. ", token.text))
        };
        let first = initial(at)?;
        let (initials, end) = match initial(at + 1) {
            Some(second) => (first + &second, at + 2),
            None => (first, at + 1),
        };
        let surname = self.free(end).filter(|name| name.is_capital() || is_known(&name.folded))?;
        let close = surname.gap.strip_prefix('.').is_some_and(|gap| gap.chars().all(is_blank));
        close.then(|| Name { shown: initials + &titled(surname), end: end + 1 })
    }

    /// «Академика Королёва».
    fn titled(&self, at: usize) -> Option<Name> {
        let title = self.token(at).filter(|title| is_title(&title.folded))?;
        let name = self.free(at + 1).filter(|name| name.follows_blank())?;
        let named = self.is_name(name) || is_known(&name.folded);
        named.then(|| Name { shown: format!("{} {}", titled(title), titled(name)), end: at + 2 })
    }

    fn plain(&self, at: usize, kind: Kind) -> Option<Name> {
        let token = self.free(at).filter(|token| token.letters() > 2 && !token.is_number())?;
        let small = || is_known(&token.folded) || kind == Kind::Street && is_likely(token) && self.has_house(at + 1);
        if !self.is_name(token) && !small() {
            return None;
        }
        if let Some(pair) = self.pair(at) {
            return Some(pair);
        }
        let shown = agreed(token, kind.gender()).unwrap_or_else(|| titled(token));
        Some(Name { shown, end: at + 1 })
    }

    /// «Карла Маркса», «Красной Армии», «Римского-Корсакова».
    pub fn pair(&self, at: usize) -> Option<Name> {
        let (first, second) = (self.token(at)?, self.free(at + 1)?);
        let sign = if second.follows_hyphen() { "-" } else { " " };
        let whole = second.follows_blank() && is_whole(&second.folded) && first.folded.ends_with(['й', 'х']);
        let named = second.follows_blank() && takes_second(&first.folded) && self.is_like(first, second);
        let double = second.follows_hyphen() && first.is_capital() && second.is_capital();
        (whole || named || double)
            .then(|| Name { shown: format!("{}{sign}{}", titled(first), titled(second)), end: at + 2 })
    }

    /// Both words are written in the same manner.
    fn is_like(&self, first: &Token<'_>, second: &Token<'_>) -> bool {
        self.is_name(second) || !first.is_capital() && !second.is(NO_NAMES) && is_second(&second.folded)
    }

    fn has_house(&self, at: usize) -> bool {
        house(self.tokens, at).is_some()
    }
}

/// Second words of well-known names, which need no capital.
pub(super) fn is_second(word: &str) -> bool {
    const SECOND: &[&str] = &[
        "маркса",
        "люксембург",
        "либкнехта",
        "цеткин",
        "космодемьянской",
        "горького",
        "разина",
        "хмельницкого",
        "пугачева",
        "франко",
        "кошевого",
        "морозова",
        "чайкиной",
        "невского",
        "донского",
        "жукова",
        "толстого",
        "гагарина",
        "пушкина",
        "сталинграда",
        "комиссаров",
        "матросова",
        "лазо",
        "тюленина",
        "громовой",
    ];
    SECOND.contains(&word)
}

/// A surname in the genitive, or «…ская»: what streets are called and little else is.
pub(super) fn is_likely(token: &Token<'_>) -> bool {
    const ENDINGS: [&str; 9] = ["ова", "ева", "ина", "ского", "цкого", "енко", "ская", "ской", "скую"];
    const COMMON: &[&str] = &[
        "снова",
        "слова",
        "основа",
        "голова",
        "корова",
        "права",
        "глава",
        "готова",
        "здорова",
        "дрова",
        "городской",
        "сельской",
        "детской",
        "детская",
        "районной",
        "машина",
        "картина",
        "причина",
        "половина",
        "середина",
        "корзина",
        "скотина",
        "длина",
        "глубина",
        "ширина",
        "толщина",
        "плотина",
        "вершина",
        "мужской",
        "женской",
        "русской",
        "российской",
        "областной",
    ];
    token.letters() > 4 && !token.is(COMMON) && ENDINGS.iter().any(|ending| token.folded.ends_with(ending))
}

/// The adjective in the nominative, with the letters of the text.
pub(super) fn agreed(token: &Token<'_>, gender: Gender) -> Option<String> {
    let nominative = nominative(&token.folded, gender)?;
    let shared = token.folded.chars().zip(nominative.chars()).take_while(|(said, named)| said == named).count();
    let stem: String = titled(token).chars().take(shared).collect();
    Some(stem.chars().chain(nominative.chars().skip(shared)).collect())
}

/// As a name is written: a capital, then the text's own letters.
pub(super) fn titled(token: &Token<'_>) -> String {
    const BREVE: char = '\u{306}';
    const DIAERESIS: char = '\u{308}';
    let mut shown = String::with_capacity(token.text.len());
    for sign in token.text.chars() {
        match (sign, shown.chars().last()) {
            (BREVE, Some('и')) => replace_last(&mut shown, 'й'),
            (DIAERESIS, Some('е')) => replace_last(&mut shown, 'ё'),
            ('\u{300}'..='\u{36f}', _) => {}
            (sign, None) => shown.extend(sign.to_uppercase()),
            (sign, Some(_)) => shown.extend(sign.to_lowercase()),
        }
    }
    shown
}

fn replace_last(shown: &mut String, sign: char) {
    shown.pop();
    shown.push(sign);
}
