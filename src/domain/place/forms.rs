//! Grammatical forms of names: those of settlements are made, those of streets are led back.

/// How a street's kind agrees with an adjective before or behind it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
    Neuter,
}

/// Endings by case, of a name with one of the endings in front. The first row that fits counts.
///
/// Forms that no case has do no harm: nobody writes them.
const DECLENSIONS: &[(&[&str], &[&str])] = &[
    (&["ий", "ый", "ой"], &["ий", "ый", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"]),
    (&["ая", "яя"], &["ая", "яя", "ой", "ей", "ую", "юю"]),
    (&["ое", "ее"], &["ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"]),
    (&["ые", "ие"], &["ые", "ие", "ых", "их", "ым", "им", "ыми", "ими"]),
    (&["ия"], &["ия", "ии", "ию", "ией"]),
    (&["ок"], &["ок", "ка", "ку", "ком", "ке"]),
    (&["ец"], &["ец", "ца", "цу", "цом", "цем", "це"]),
    (&["а"], &["а", "ы", "и", "у", "е", "ой", "ей"]),
    (&["я"], &["я", "и", "ю", "е", "ей"]),
    (&["ь"], &["ь", "и", "ью", "я", "ю", "ем", "е"]),
    (&["й"], &["й", "я", "ю", "ем", "е", "и"]),
    (&["о"], &["о", "а", "у", "ом", "е"]),
    (&["е"], &["е", "а", "я", "у", "ю", "ем", "ом", "и"]),
    (&["ы", "и"], &["ы", "и", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях"]),
    (&["у", "ю", "э"], &["у", "ю", "э"]),
    (&[""], &["", "а", "у", "ом", "ым", "ем", "е"]),
];

/// Every form of a word of a name, in lower case. A short word has only its own.
pub(super) fn forms(word: &str) -> Vec<String> {
    if word.chars().count() < 2 || word.contains(|sign: char| sign.is_ascii_digit()) {
        return vec![word.to_owned()];
    }
    for (endings, cases) in DECLENSIONS {
        let stem = endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| !stem.is_empty());
        if let Some(stem) = stem {
            let made = cases.iter().map(|case| format!("{stem}{case}"));
            return [word.to_owned()].into_iter().chain(made.filter(|form| form != word)).collect();
        }
    }
    vec![word.to_owned()]
}

/// Endings of adjectives, which common words have too.
pub(super) fn is_adjective(word: &str) -> bool {
    ["ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|ending| word.ends_with(ending))
}

/// Genitives of women's names, which look like cases of an adjective: «ул. Терешковой».
const WOMEN: &[&str] = &[
    "терешковой",
    "крупской",
    "космодемьянской",
    "ковалевской",
    "перовской",
    "громовой",
    "шевцовой",
    "цветаевой",
    "ахматовой",
    "расковой",
    "гризодубовой",
    "савицкой",
    "раевской",
    "кошевой",
    "стасовой",
    "дашковой",
    "пугачевой",
    "волковой",
    "поповой",
    "ивановой",
    "петровой",
    "толстой",
];

/// Adjectives in «-ней» and «-чей»; other words with these endings are plurals: «Строителей», «Ткачей».
const SOFT: &[(&str, &str)] = &[
    ("верхней", "верхняя"),
    ("нижней", "нижняя"),
    ("средней", "средняя"),
    ("дальней", "дальняя"),
    ("весенней", "весенняя"),
    ("осенней", "осенняя"),
    ("летней", "летняя"),
    ("крайней", "крайняя"),
    ("рабочей", "рабочая"),
    ("рыбачьей", "рыбачья"),
    ("казачьей", "казачья"),
];

/// Masculine adjectives whose ending bears the stress.
const STRESSED: &[&str] = &[
    "степн",
    "лесн",
    "полев",
    "речн",
    "лугов",
    "берегов",
    "портов",
    "городск",
    "заводск",
    "крут",
    "глух",
    "больш",
    "морск",
    "донск",
    "кольцев",
    "трудов",
];

/// The nominative of an adjective in any case, in lower case; `None`: it is none, or stands in it already.
pub(super) fn nominative(word: &str, gender: Gender) -> Option<String> {
    match gender {
        Gender::Feminine => feminine(word),
        Gender::Masculine => masculine(word),
        Gender::Neuter => ending(word, &[("ого", "ое"), ("ому", "ое"), ("ом", "ое"), ("ем", "ее")]),
    }
}

fn feminine(word: &str) -> Option<String> {
    if let Some((_, known)) = SOFT.iter().find(|(form, _)| *form == word) {
        return Some((*known).to_owned());
    }
    if WOMEN.contains(&word) || ["иной", "ыной"].iter().any(|name| word.ends_with(name)) {
        return None;
    }
    ending(word, &[("ую", "ая"), ("юю", "яя"), ("ой", "ая")])
}

fn masculine(word: &str) -> Option<String> {
    let stem = ["ому", "ему", "ом", "ем", "ым"].iter().find_map(|case| word.strip_suffix(case))?;
    let velar = stem.ends_with(['г', 'к', 'х', 'ж', 'ч', 'ш', 'щ']) || word.ends_with("ем") || word.ends_with("ему");
    let ending = match stem {
        stem if STRESSED.contains(&stem) => "ой",
        _ if velar => "ий",
        _ => "ый",
    };
    (stem.chars().count() > 2).then(|| format!("{stem}{ending}"))
}

fn ending(word: &str, endings: &[(&str, &str)]) -> Option<String> {
    endings.iter().find_map(|(from, to)| {
        let stem = word.strip_suffix(from).filter(|stem| stem.chars().count() > 2)?;
        Some(format!("{stem}{to}"))
    })
}

/// An adjective of this gender in some case, as it stands before «улице».
pub(super) fn agrees(word: &str, gender: Gender) -> bool {
    let endings: &[&str] = match gender {
        Gender::Feminine => &["ая", "яя", "ую", "юю", "ой", "ней", "чей"],
        Gender::Masculine => &["ый", "ий", "ой", "ого", "его", "ому", "ему", "ом", "ем"],
        Gender::Neuter => &["ое", "ее", "ого", "ому", "ом", "ем"],
    };
    word.chars().count() > 4 && endings.iter().any(|ending| word.ends_with(ending))
}
