//! Street and house in a text.

use super::forms::{Gender, agrees};
use super::house::{earlier, house, later};
use super::name::{How, Name, Reading, agreed, is_likely, is_second, titled};
use super::streets::{Kind, Marker, is_known, takes_second};
use super::tokens::{Token, starts_sentence};

/// What was found, as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Address {
    pub street: String,
    pub house: Option<String>,
}

/// Behind these a name is no street's.
const NOT_OF: &[&str] = &[
    "день",
    "дня",
    "дню",
    "днем",
    "парк",
    "парка",
    "парке",
    "сквер",
    "сквера",
    "сквере",
    "памятник",
    "памятника",
    "памятнику",
    "памятника",
    "школа",
    "школы",
    "школе",
    "больница",
    "больницы",
    "больнице",
    "имени",
    "им",
    "театр",
    "дворец",
    "дк",
    "клуб",
    "музей",
    "библиотека",
    "завод",
    "колхоз",
    "совхоз",
    "мост",
    "моста",
    "орден",
    "портрет",
    "бюст",
    "книга",
    "том",
    "тов",
    "гражданина",
    "гр",
    "семьи",
    "семья",
    "депутата",
    "главы",
    "врача",
    "директора",
];

/// Adjectives with a capital before «улица» that are no names.
const NO_ADJECTIVES: &[&str] = &[
    "соседняя",
    "соседней",
    "главная",
    "главной",
    "каждая",
    "любая",
    "другая",
    "другой",
    "самой",
    "самая",
    "целая",
    "такая",
    "какой",
    "своей",
    "моей",
    "нашей",
    "вашей",
    "данной",
    "данная",
    "этой",
    "одной",
    "всей",
];

impl Reading<'_, '_> {
    /// The first address of the text.
    pub fn address(&self) -> Option<Address> {
        (0..self.tokens.len()).find_map(|at| {
            let marked = Marker::at(self.tokens, at).and_then(|marker| self.marked(at, marker));
            marked.or_else(|| self.garrison(at)).or_else(|| self.gardens(at)).or_else(|| self.road(at)).or_else(|| {
                let free = !self.taken.get(at).copied().unwrap_or(false);
                free.then(|| self.bare(at)).flatten()
            })
        })
    }

    /// A house and nothing else: «12а», «дом 5».
    pub fn only_house(&self) -> Option<String> {
        let found = house(self.tokens, 0).filter(|found| found.end == self.tokens.len())?;
        Some(found.shown)
    }

    fn marked(&self, at: usize, marker: Marker) -> Option<Address> {
        let before = self.name_before(at, marker).map(|shown| Name { shown, end: at + marker.length });
        let name = before.or_else(|| {
            let is_highway = marker.kind == Kind::Highway && marker.is_short;
            (!is_highway).then(|| self.name_behind(at, marker)).flatten()
        })?;
        let said_before = || {
            let by = at.checked_sub(1).filter(|by| self.token(*by).is_some_and(|word| word.is(&["по", "на"])))?;
            earlier(self.tokens, by)
        };
        let found = house(self.tokens, name.end).or_else(said_before).or_else(|| later(self.tokens, name.end));
        Some(Address { street: marker.kind.with(&name.shown), house: found.map(|found| found.shown) })
    }

    /// «на Советской улице», «1-я Степная ул.», «в 4-м микрорайоне».
    fn name_before(&self, at: usize, marker: Marker) -> Option<String> {
        let last = at.checked_sub(1)?;
        let (word, follows) = (self.token(last)?, self.token(at)?.follows_blank());
        if !follows || self.taken.get(last).copied().unwrap_or(false) {
            return None;
        }
        if marker.kind == Kind::District {
            let number = if word.is_number() { Some(last) } else { last.checked_sub(1) };
            let number = number.filter(|number| word.is_number() || self.ordinal_end(*number, marker.kind) == Some(at));
            if let Some(numeral) = number.and_then(|number| self.token(number)?.numeral()) {
                return Some(numeral.digits.to_owned());
            }
        }
        let gender = marker.kind.gender();
        let known = gender == Gender::Feminine && is_known(&word.folded);
        let named = self.is_name(word) && !starts_sentence(self.tokens, last) && !word.is(NO_ADJECTIVES);
        if !agrees(&word.folded, gender) || !(known || named) {
            return None;
        }
        let name = agreed(word, gender).unwrap_or_else(|| titled(word));
        let numbers = [last.checked_sub(2), last.checked_sub(1)].into_iter().flatten();
        let ordinal =
            numbers.filter_map(|number| self.ordinal_number(number, marker.kind)).find(|(_, end)| *end == last);
        Some(ordinal.map_or_else(|| name.clone(), |(number, _)| format!("{number} {name}")))
    }

    fn ordinal_end(&self, at: usize, kind: Kind) -> Option<usize> {
        self.ordinal_number(at, kind).map(|(_, end)| end)
    }

    /// «военный городок № 2», «в/г».
    fn garrison(&self, at: usize) -> Option<Address> {
        let (first, second) = (self.token(at)?, self.token(at + 1)?);
        let full = first.folded.starts_with("военн") && second.follows_blank();
        let town = second.folded == "городок" || second.folded.starts_with("городк");
        let short = first.folded == "в" && second.folded == "г" && second.gap == "/";
        if !(full && town || short) {
            return None;
        }
        let number = self.token(at + 2).filter(|number| number.gap.trim() == "№").and_then(Token::numeral);
        let (street, end) = match number {
            Some(number) => (format!("военный городок № {}", number.digits), at + 3),
            None => ("военный городок".to_owned(), at + 2),
        };
        Some(Address { street, house: self.house_at(end) })
    }

    /// «СНТ „Мечта“, 45».
    fn gardens(&self, at: usize) -> Option<Address> {
        let first = self.token(at)?;
        let full = first.folded.starts_with("садов") && self.token(at + 1)?.folded.starts_with("товариществ");
        if !full && !first.is(&["снт", "днт", "сдт", "днп", "тсн"]) {
            return None;
        }
        let start = at + if full { 2 } else { 1 };
        let Name { shown, end } = self.quoted(start).or_else(|| self.unquoted(start))?;
        Some(Address { street: format!("СНТ «{shown}»"), house: self.house_at(end) })
    }

    /// Words between quotes, at most four.
    fn quoted(&self, start: usize) -> Option<Name> {
        self.token(start).filter(|first| first.gap.contains(['«', '"', '„', '“']))?;
        let closes = |end: &usize| self.token(*end).is_none_or(|next| next.gap.contains(['»', '"', '”', '“']));
        let end = (start + 1..=start + 4).find(closes)?;
        self.joined(start, end)
    }

    fn unquoted(&self, start: usize) -> Option<Name> {
        self.token(start).filter(|word| word.follows_blank() && !word.is_number() && self.is_title(word))?;
        let numbered = self.token(start + 1).is_some_and(|next| next.follows_hyphen() && next.is_number());
        self.joined(start, start + 1 + usize::from(numbered))
    }

    fn is_title(&self, word: &Token<'_>) -> bool {
        self.how == How::Address || word.text.starts_with(char::is_uppercase)
    }

    fn joined(&self, start: usize, end: usize) -> Option<Name> {
        let mut shown = titled(self.token(start)?);
        for word in self.tokens.get(start + 1..end)? {
            shown.push(if word.follows_hyphen() { '-' } else { ' ' });
            shown.push_str(word.text);
        }
        Some(Name { shown, end })
    }

    /// «трасса Р-22», with its kilometre.
    fn road(&self, at: usize) -> Option<Address> {
        let marker = self.token(at)?.folded.strip_prefix("трасс")?;
        let (letter, number) = (self.token(at + 1)?, self.token(at + 2)?);
        let close = number.follows_hyphen() || number.follows_blank() || number.gap.is_empty();
        let letter = match letter.folded.as_str() {
            "р" | "p" => 'Р',
            "м" | "m" => 'М',
            "а" | "a" => 'А',
            _ => return None,
        };
        let digits = number.numeral().filter(|_| close && ["а", "е", "ы", "у", "ой"].contains(&marker))?.digits;
        let after = self.kilometre(at + 3);
        let kilometre = after.or_else(|| at.checked_sub(2).and_then(|number| self.kilometre(number)));
        Some(Address { street: format!("трасса {letter}-{digits}"), house: kilometre })
    }

    fn kilometre(&self, at: usize) -> Option<String> {
        let digits = self.token(at)?.numeral()?.digits;
        self.token(at + 1).filter(|unit| unit.is(&["км", "километр", "километре"])).map(|_| format!("{digits} км"))
    }

    /// «Ленина, 12»: no word for the street, so the name must be like one, and a house must follow.
    fn bare(&self, at: usize) -> Option<Address> {
        let token = self.token(at).filter(|token| token.letters() > 2 && !token.is_number())?;
        let before = at.checked_sub(1).and_then(|before| self.token(before)).filter(|_| token.follows_blank());
        if before.is_some_and(|before| before.is(NOT_OF) || before.is_number() || self.is_forename(at - 1)) {
            return None;
        }
        let pair = self.pair(at).filter(|_| {
            takes_second(&token.folded) && self.token(at + 1).is_some_and(|second| is_second(&second.folded))
        });
        let end = pair.as_ref().map_or(at + 1, |pair| pair.end);
        let alone = self.how == How::Address && at == self.first_free() && end == self.tokens.len();
        let found = house(self.tokens, end);
        let whole = found.as_ref().map_or(alone, |found| self.is_whole(at, found.end));
        let known = pair.is_some() || is_known(&token.folded);
        let led = before.is_some_and(|before| before.is(&["на", "по"])) && token.is_capital();
        let sure = found.as_ref().is_some_and(|found| found.is_marked || self.ends(found.end));
        let marked = found.as_ref().is_some_and(|found| found.is_marked || !found.shown.ends_with(char::is_numeric));
        let like = is_likely(token);
        let fits = match self.how {
            How::Address => whole && (known || like || found.is_some()) || known && found.is_some(),
            How::Post if found.is_none() => false,
            How::Post if known => self.is_name(token) || marked,
            How::Post => led && (like || agrees(&token.folded, Gender::Feminine)) || like && sure && is_certain(token),
        };
        let name = pair.map(|pair| pair.shown).or_else(|| agreed(token, Gender::Feminine));
        let street = Kind::Street.with(&name.unwrap_or_else(|| titled(token)));
        fits.then(|| Address { street, house: found.map(|found| found.shown) })
    }

    /// «Анна Петрова, 5» is a person.
    fn is_forename(&self, at: usize) -> bool {
        let is_place = self.taken.get(at).copied().unwrap_or(false);
        let is_word =
            |word: &Token<'_>| word.is(&["на", "по", "адрес", "адресу", "с", "у", "от", "до", "возле", "около"]);
        self.token(at).is_some_and(|word| word.is_capital() && !is_word(word) && !is_place)
    }

    fn first_free(&self) -> usize {
        self.taken.iter().position(|taken| !taken).unwrap_or(0)
    }

    /// Nothing but settlements stands beside the tokens from `start` to `end`.
    fn is_whole(&self, start: usize, end: usize) -> bool {
        self.taken.iter().enumerate().all(|(at, taken)| *taken || (start..end).contains(&at))
    }

    /// A sentence, a line or a clause ends before this token.
    fn ends(&self, at: usize) -> bool {
        self.token(at)
            .is_none_or(|next| !next.follows_blank() || next.is(&["кв", "квартира", "подъезд", "п", "корпус", "этаж"]))
    }

    fn house_at(&self, at: usize) -> Option<String> {
        let found = house(self.tokens, at).or_else(|| later(self.tokens, at));
        found.map(|found| found.shown)
    }
}

/// With a capital, and no woman's name in it: «Марина, 34».
fn is_certain(token: &Token<'_>) -> bool {
    token.is_capital() && !token.folded.ends_with("ина")
}
