//! Numbers of houses, told from dates, sums, times and counts.

use super::streets::is_month;
use super::tokens::{Numeral, Token, is_blank};

/// A house, and how sure it is one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct House {
    /// «12а», «3/1», «12 к. 2».
    pub shown: String,
    /// The token behind it.
    pub end: usize,
    /// «дом» or «№» says so.
    pub is_marked: bool,
}

const HOUSE: &[&str] = &["д", "дом", "дома", "доме", "дому", "домом", "домов", "домами"];

/// What a count is of, so that its number is no house's.
const UNITS: &[&str] = &[
    "раз",
    "раза",
    "руб",
    "рублей",
    "рубля",
    "рубль",
    "р",
    "тыс",
    "тысяч",
    "тысячи",
    "млн",
    "миллионов",
    "км",
    "м",
    "метр",
    "метра",
    "метров",
    "см",
    "мин",
    "минут",
    "минуты",
    "минуту",
    "час",
    "часа",
    "часов",
    "часам",
    "ч",
    "сек",
    "дня",
    "дней",
    "дни",
    "день",
    "сутки",
    "суток",
    "недели",
    "недель",
    "неделю",
    "месяц",
    "месяца",
    "месяцев",
    "мес",
    "год",
    "года",
    "году",
    "лет",
    "г",
    "гг",
    "кг",
    "т",
    "тонн",
    "л",
    "литров",
    "чел",
    "человек",
    "человека",
    "шт",
    "штук",
    "штуки",
    "процентов",
    "градусов",
    "градуса",
    "градус",
    "этаж",
    "этажа",
    "этаже",
    "этажей",
    "машин",
    "машины",
    "авто",
    "собак",
    "собаки",
    "кошек",
    "дома",
    "домов",
    "подъезда",
    "подъездов",
    "квартир",
    "квартиры",
    "ям",
    "ямы",
    "фонаря",
    "фонарей",
    "столба",
    "столбов",
    "контейнера",
    "контейнеров",
    "дерева",
    "деревьев",
    "детей",
    "школьников",
    "класс",
    "класса",
    "балл",
    "балла",
    "баллов",
    "семей",
    "семьи",
    "жителей",
    "улицы",
    "улиц",
    "ночи",
    "утра",
    "вечера",
    "летие",
    "летия",
    "летию",
    "очередь",
    "очереди",
    "номеров",
];

/// Endings of «5-й», «1-я», «5-ти».
pub(super) const ORDINALS: &[&str] =
    &["й", "я", "е", "го", "му", "м", "х", "ой", "ый", "ая", "ую", "ти", "ми", "ых", "летия"];

/// Words between a street and «дом 12»: no more of them.
const FARTHEST: usize = 8;

/// A number that stands here as a house does: «12», «, д. 12 к. 2».
pub(super) fn house(tokens: &[Token<'_>], at: usize) -> Option<House> {
    let token = tokens.get(at)?;
    if token.is(HOUSE) && is_gap(token.gap, ",.-–»\"") {
        let number = tokens.get(at + 1).filter(|number| is_gap(number.gap, ".№:N"))?;
        return numbered(tokens, at + 1, number.numeral()?, true);
    }
    let numero = token.gap.contains('№');
    let numeral = token.numeral().filter(|_| is_gap(token.gap, if numero { ",№.»\"" } else { ",»\"" }))?;
    (numero || numeral.digits.len() < 4).then(|| numbered(tokens, at, numeral, numero)).flatten()
}

/// «дом 12» further on in the sentence.
pub(super) fn later(tokens: &[Token<'_>], from: usize) -> Option<House> {
    let near = tokens.iter().enumerate().skip(from).take(FARTHEST);
    let same = near.take_while(|(_, token)| !token.gap.contains(['.', '!', '?', '…', ';', '\n']));
    same.filter(|(_, token)| token.is(HOUSE) && token.letters() > 1).find_map(|(at, _)| house(tokens, at))
}

/// «дом 12 по улице …»: `at` is the first token behind the number.
pub(super) fn earlier(tokens: &[Token<'_>], at: usize) -> Option<House> {
    let number = at.checked_sub(1)?;
    let mark = number.checked_sub(1)?;
    let is_mark = tokens.get(mark)?.is(HOUSE) && is_gap(tokens.get(number)?.gap, ".№:N");
    let numeral = tokens.get(number)?.numeral().filter(|_| is_mark)?;
    Some(House { shown: shown(numeral), end: at, is_marked: true })
}

fn numbered(tokens: &[Token<'_>], at: usize, numeral: Numeral<'_>, is_marked: bool) -> Option<House> {
    let next = tokens.get(at + 1);
    if is_count(next, tokens.get(at + 2)) {
        return None;
    }
    let mut house = House { shown: shown(numeral), end: at + 1, is_marked };
    fraction(tokens, &mut house);
    letter(tokens, &mut house);
    block(tokens, numeral, &mut house);
    Some(house)
}

fn shown(numeral: Numeral<'_>) -> String {
    let letter = numeral.letter.into_iter().flat_map(char::to_lowercase);
    numeral.digits.chars().chain(letter).collect()
}

/// «3/1».
fn fraction(tokens: &[Token<'_>], house: &mut House) {
    let second = tokens.get(house.end).filter(|token| token.gap == "/").and_then(Token::numeral);
    if let Some(second) = second {
        house.shown = format!("{}/{}", house.shown, shown(second));
        house.end += 1;
    }
}

/// «12-а», «12 „А“», «12 а, подъезд 3»; but «12 в подъезде» has none.
fn letter(tokens: &[Token<'_>], house: &mut House) {
    let Some(token) = tokens.get(house.end).filter(|token| token.letters() == 1 && !token.is_number()) else { return };
    let ends = tokens.get(house.end + 1).is_none_or(|next| !next.gap.starts_with(is_blank) && !next.gap.is_empty());
    let spaced = token.follows_blank() || matches!(token.gap.trim_matches(is_blank), "«" | "\"" | "");
    let is_letter = token.is(&["а", "б", "в", "г", "д", "е"]) && !token.gap.contains('\n');
    let sure = token.follows_hyphen() || spaced && (ends || token.gap.contains(['«', '"']));
    let capital = spaced && token.text.starts_with(char::is_uppercase) && token.is(&["а", "б", "г", "д", "е"]);
    if is_letter && (sure || capital) && house.shown.ends_with(|sign: char| sign.is_ascii_digit()) {
        house.shown.push_str(&token.folded);
        house.end += 1;
    }
}

/// «корпус 2», «к.2», «стр. 1».
fn block(tokens: &[Token<'_>], numeral: Numeral<'_>, house: &mut House) {
    let Some(token) = tokens.get(house.end) else { return };
    // «12к2» is one number with a letter, and another one right behind it.
    if let Some(second) = token.numeral().filter(|_| token.gap.is_empty() && numeral.letter == Some('к')) {
        house.shown = format!("{} к. {}", numeral.digits, second.digits);
        house.end += 1;
        return;
    }
    let name = match token.folded.as_str() {
        "к" | "корп" | "корпус" | "кор" => "к.",
        "стр" | "строение" => "стр.",
        _ => return,
    };
    let Some(number) = tokens.get(house.end + 1) else { return };
    let close = token.letters() > 1 || number.gap.is_empty() || number.gap.starts_with('.');
    if let Some(second) = number.numeral().filter(|_| close && is_gap(token.gap, ",") && is_gap(number.gap, ".№")) {
        house.shown = format!("{} {name} {}", house.shown, shown(second));
        house.end += 2;
    }
}

/// What stands behind the number makes it a date, a time, a sum or a count.
fn is_count(next: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    let Some(next) = next else { return false };
    let gap = next.gap.trim_start_matches(is_blank);
    if gap.starts_with(['%', '₽', '°', '$', '+', '=', '×', '*']) {
        return true;
    }
    let tight = !next.gap.contains(char::is_whitespace);
    let continued = next.is_number() && tight && next.gap.starts_with(['.', ':', ',']);
    let ordinal = next.follows_hyphen() && next.is(ORDINALS);
    let counted = |token: &Token<'_>| token.is(UNITS) || is_month(&token.folded);
    let range = next.is_number() && next.follows_dash() && after.is_some_and(counted);
    let apart = next.gap.is_empty() || next.follows_blank();
    continued || ordinal || range || apart && counted(next) || apart && next.is_number() && !next.gap.is_empty()
}

/// Blanks of one line, and these signs.
fn is_gap(gap: &str, signs: &str) -> bool {
    gap.chars().all(|sign| is_blank(sign) || signs.contains(sign))
}
