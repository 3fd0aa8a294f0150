//! What streets are called: the word for their kind, and the names known in every town.

use super::forms::{Gender, nominative};
use super::tokens::Token;

/// What a way through a settlement is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Street,
    Lane,
    Avenue,
    Drive,
    Highway,
    Square,
    Boulevard,
    Embankment,
    District,
    DeadEnd,
    Alley,
}

/// The word for a kind, where it stands in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Marker {
    pub kind: Kind,
    /// Tokens it takes.
    pub length: usize,
    /// «ул.» rather than «улица»: a full stop behind it ends no sentence.
    pub is_short: bool,
}

const SHORT: &[(&str, Kind)] = &[
    ("ул", Kind::Street),
    ("пер", Kind::Lane),
    ("просп", Kind::Avenue),
    ("пр", Kind::Avenue),
    ("ш", Kind::Highway),
    ("пл", Kind::Square),
    ("бул", Kind::Boulevard),
    ("наб", Kind::Embankment),
    ("мкр", Kind::District),
    ("мкрн", Kind::District),
    ("туп", Kind::DeadEnd),
];

/// «пр-т»: with a hyphen inside.
const HYPHENED: &[(&str, &str, Kind)] = &[
    ("пр", "т", Kind::Avenue),
    ("пр", "кт", Kind::Avenue),
    ("пр", "д", Kind::Drive),
    ("б", "р", Kind::Boulevard),
    ("м", "н", Kind::District),
    ("мкр", "н", Kind::District),
];

const FULL: &[(&str, &[&str], Kind)] = &[
    ("улиц", &["а", "ы", "е", "у", "ей", "", "ам", "ах", "ами"], Kind::Street),
    ("переулок", &[""], Kind::Lane),
    ("переулк", &["а", "у", "ом", "е"], Kind::Lane),
    ("проспект", &["", "а", "у", "ом", "е"], Kind::Avenue),
    ("проезд", &["", "а", "у", "ом", "е"], Kind::Drive),
    ("шоссе", &[""], Kind::Highway),
    ("площад", &["ь", "и", "ью"], Kind::Square),
    ("бульвар", &["", "а", "у", "ом", "е"], Kind::Boulevard),
    ("набережн", &["ая", "ой", "ую"], Kind::Embankment),
    ("микрорайон", &["", "а", "у", "ом", "е"], Kind::District),
    ("тупик", &["", "а", "у", "ом", "е"], Kind::DeadEnd),
    ("алле", &["я", "и", "е", "ю"], Kind::Alley),
];

impl Marker {
    /// The marker that begins with this token.
    pub fn at(tokens: &[Token<'_>], at: usize) -> Option<Self> {
        let token = tokens.get(at)?;
        let word = token.folded.as_str();
        if let Some(next) = tokens.get(at + 1).filter(|next| next.follows_hyphen()) {
            let found = HYPHENED.iter().find(|(first, last, _)| *first == word && *last == next.folded);
            if let Some((_, _, kind)) = found {
                return Some(Self { kind: *kind, length: 2, is_short: true });
            }
        }
        if let Some((_, kind)) = SHORT.iter().find(|(short, _)| *short == word) {
            return Some(Self { kind: *kind, length: 1, is_short: true });
        }
        let full = |(stem, endings, _): &&(&str, &[&str], Kind)| {
            word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
        };
        let (_, _, kind) = FULL.iter().find(full)?;
        Some(Self { kind: *kind, length: 1, is_short: false })
    }

    /// The marker that ends right before this token.
    pub fn ending_at(tokens: &[Token<'_>], at: usize) -> Option<Self> {
        let two = at.checked_sub(2).and_then(|start| Self::at(tokens, start)).filter(|marker| marker.length == 2);
        two.or_else(|| at.checked_sub(1).and_then(|start| Self::at(tokens, start)).filter(|marker| marker.length == 1))
    }
}

impl Kind {
    pub const fn gender(self) -> Gender {
        match self {
            Self::Street | Self::Square | Self::Embankment | Self::Alley => Gender::Feminine,
            Self::Highway => Gender::Neuter,
            Self::Lane | Self::Avenue | Self::Drive | Self::Boulevard | Self::District | Self::DeadEnd => {
                Gender::Masculine
            }
        }
    }

    /// «ул. Ленина», «Волгоградское шоссе».
    pub fn with(self, name: &str) -> String {
        let short = match self {
            Self::Street => "ул.",
            Self::Lane => "пер.",
            Self::Avenue => "пр-т",
            Self::Drive => "проезд",
            Self::Highway if name.ends_with("ое") || name.ends_with("ее") => return format!("{name} шоссе"),
            Self::Highway => "шоссе",
            Self::Square => "пл.",
            Self::Boulevard => "б-р",
            Self::Embankment => "наб.",
            Self::District => "мкр.",
            Self::DeadEnd => "тупик",
            Self::Alley => "аллея",
        };
        format!("{short} {name}")
    }
}

/// Names that need no marker and no capital; adjectives in the nominative.
const KNOWN: &[&str] = &[
    "ленина",
    "мира",
    "победы",
    "октября",
    "гагарина",
    "кирова",
    "калинина",
    "пушкина",
    "лермонтова",
    "гоголя",
    "горького",
    "чехова",
    "толстого",
    "некрасова",
    "тургенева",
    "маяковского",
    "жукова",
    "суворова",
    "кутузова",
    "чапаева",
    "фрунзе",
    "дзержинского",
    "свердлова",
    "куйбышева",
    "орджоникидзе",
    "ворошилова",
    "буденного",
    "тельмана",
    "франко",
    "щербакова",
    "шевченко",
    "нариманова",
    "циолковского",
    "королева",
    "комарова",
    "титова",
    "терешковой",
    "чкалова",
    "матросова",
    "крупской",
    "менделеева",
    "ломоносова",
    "мичурина",
    "островского",
    "щорса",
    "энгельса",
    "димитрова",
    "грибоедова",
    "добролюбова",
    "белинского",
    "герцена",
    "чернышевского",
    "плеханова",
    "урицкого",
    "володарского",
    "халтурина",
    "перовской",
    "кольцова",
    "есенина",
    "блюхера",
    "котовского",
    "лазо",
    "гайдара",
    "крылова",
    "пирогова",
    "павлова",
    "нахимова",
    "ушакова",
    "макарова",
    "невского",
    "сталинграда",
    "строителей",
    "космонавтов",
    "энергетиков",
    "железнодорожников",
    "мелиораторов",
    "советская",
    "октябрьская",
    "первомайская",
    "комсомольская",
    "пионерская",
    "школьная",
    "садовая",
    "молодежная",
    "набережная",
    "степная",
    "лесная",
    "луговая",
    "зеленая",
    "центральная",
    "рабочая",
    "красноармейская",
    "пролетарская",
    "волгоградская",
    "астраханская",
    "железнодорожная",
    "вокзальная",
    "заводская",
    "колхозная",
    "совхозная",
    "партизанская",
    "спортивная",
    "солнечная",
    "полевая",
    "речная",
    "ахтубинская",
    "волжская",
    "почтовая",
    "больничная",
    "московская",
    "чкаловская",
    "андреева",
    "агурина",
    "панфилова",
    "нестерова",
];

/// A name every town has, in any case; takes it in lower case.
pub(super) fn is_known(word: &str) -> bool {
    KNOWN.contains(&word) || nominative(word, Gender::Feminine).is_some_and(|name| KNOWN.contains(&name.as_str()))
}

/// First words that take a second: «Карла Маркса», «Героев Сталинграда».
const FIRST: &[&str] = &[
    "карла",
    "розы",
    "клары",
    "зои",
    "максима",
    "степана",
    "ивана",
    "александра",
    "юрия",
    "павлика",
    "павла",
    "лизы",
    "богдана",
    "емельяна",
    "олега",
    "сергея",
    "николая",
    "андрея",
    "михаила",
    "петра",
    "василия",
    "дмитрия",
    "владимира",
    "веры",
    "валентины",
    "льва",
    "антона",
    "алексея",
    "федора",
    "григория",
    "георгия",
    "константина",
    "остапа",
    "тараса",
    "салавата",
    "мусы",
    "серго",
    "ильи",
    "бориса",
    "евгения",
    "виктора",
    "фридриха",
    "софьи",
    "ульяны",
    "любови",
    "героев",
    "братьев",
    "воинов",
    "защитников",
    "жертв",
    "бакинских",
    "красных",
    "юных",
    "мамаева",
];

pub(super) fn takes_second(word: &str) -> bool {
    FIRST.contains(&word)
}

/// Titles before a name, with a capital or without.
const TITLES: &[&str] = &[
    "академика",
    "генерала",
    "маршала",
    "адмирала",
    "героя",
    "космонавта",
    "летчика",
    "полковника",
    "капитана",
    "лейтенанта",
    "сержанта",
    "матроса",
    "комиссара",
    "профессора",
    "доктора",
    "художника",
    "поэта",
    "писателя",
    "инженера",
    "хирурга",
    "конструктора",
    "братьев",
    "героев",
];

pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// What an adjective stays in the genitive for: «Красной Армии».
const WHOLES: &[&str] = &[
    "армии",
    "коммуны",
    "гвардии",
    "звезды",
    "жизни",
    "конницы",
    "дивизии",
    "флотилии",
    "славы",
    "зари",
    "правды",
    "революции",
    "пятилетки",
    "бригады",
];

pub(super) fn is_whole(word: &str) -> bool {
    WHOLES.contains(&word)
}

/// Streets are named after days: «1 Мая».
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    MONTHS.contains(&word)
}
