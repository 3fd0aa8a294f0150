//! The words in which dates are written.

/// What one word says about a date.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Name {
    /// Says nothing by itself: «в», «до», «года».
    Filler,
    /// «через».
    In,
    /// «следующий».
    Next,
    /// So many days from today.
    Day(u64),
    /// From Monday, which is 0.
    Weekday(u32),
    /// From January, which is 1.
    Month(u32),
    Unit(Unit),
    Number(u64),
    /// Of the day: `true` is the later one.
    Half(bool),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
}

/// Whole words.
const WORDS: &[(&[&str], Name)] = &[
    (&["в", "во", "на", "до", "к", "ко", "о", "at", "on", "by", "until", "till", "the", "of"], Name::Filler),
    (&["г", "год", "года", "числа"], Name::Filler),
    (&["через", "in"], Name::In),
    (&["следующий", "следующую", "следующее", "следующей", "следующему", "next"], Name::Next),
    (&["сегодня", "today"], Name::Day(0)),
    (&["завтра", "tomorrow"], Name::Day(1)),
    (&["послезавтра"], Name::Day(2)),
    (&["пн", "mon", "monday"], Name::Weekday(0)),
    (&["вт", "tue", "tuesday"], Name::Weekday(1)),
    (&["ср", "wed", "wednesday"], Name::Weekday(2)),
    (&["чт", "thu", "thursday"], Name::Weekday(3)),
    (&["пт", "fri", "friday"], Name::Weekday(4)),
    (&["сб", "sat", "saturday"], Name::Weekday(5)),
    (&["вс", "sun", "sunday"], Name::Weekday(6)),
    (&["май", "мая", "маю", "may"], Name::Month(5)),
    (&["один", "одну", "one"], Name::Number(1)),
    (&["два", "две", "two"], Name::Number(2)),
    (&["три", "three"], Name::Number(3)),
    (&["четыре", "four"], Name::Number(4)),
    (&["пять", "five"], Name::Number(5)),
    (&["утра", "am"], Name::Half(false)),
    (&["дня", "вечера", "pm"], Name::Half(true)),
    (&["день", "дней", "day", "days"], Name::Unit(Unit::Day)),
    (&["неделю", "недели", "недель", "week", "weeks"], Name::Unit(Unit::Week)),
    (&["месяц", "месяца", "месяцев", "month", "months"], Name::Unit(Unit::Month)),
    (&["ч", "час", "часа", "часов", "h"], Name::Unit(Unit::Hour)),
];

/// Beginnings of words that have many endings.
const BEGINNINGS: &[(&str, Name)] = &[
    ("понедельник", Name::Weekday(0)),
    ("вторник", Name::Weekday(1)),
    ("сред", Name::Weekday(2)),
    ("четверг", Name::Weekday(3)),
    ("пятниц", Name::Weekday(4)),
    ("суббот", Name::Weekday(5)),
    ("воскресень", Name::Weekday(6)),
    ("янв", Name::Month(1)),
    ("фев", Name::Month(2)),
    ("мар", Name::Month(3)),
    ("апр", Name::Month(4)),
    ("июн", Name::Month(6)),
    ("июл", Name::Month(7)),
    ("авг", Name::Month(8)),
    ("сен", Name::Month(9)),
    ("окт", Name::Month(10)),
    ("ноя", Name::Month(11)),
    ("дек", Name::Month(12)),
    ("jan", Name::Month(1)),
    ("feb", Name::Month(2)),
    ("mar", Name::Month(3)),
    ("apr", Name::Month(4)),
    ("jun", Name::Month(6)),
    ("jul", Name::Month(7)),
    ("aug", Name::Month(8)),
    ("sep", Name::Month(9)),
    ("oct", Name::Month(10)),
    ("nov", Name::Month(11)),
    ("dec", Name::Month(12)),
];

/// Endings that a name of a day or a month may have: longer words are something else.
const LONGEST_ENDING: usize = 6;

pub(super) fn name(word: &str) -> Option<Name> {
    let whole = WORDS.iter().find(|(words, _)| words.contains(&word)).map(|(_, name)| *name);
    whole.or_else(|| {
        let begun = BEGINNINGS.iter().find(|(beginning, _)| word.starts_with(beginning));
        begun
            .filter(|(beginning, _)| word.chars().count() <= beginning.chars().count() + LONGEST_ENDING)
            .map(|(_, name)| *name)
    })
}
