//! Texts nobody would write, and texts somebody has broken.

use crate::chance::Random;

const PIECES: [&str; 44] = [
    "Яма на Ленина, 5",
    "нет воды",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{7}",
    "\u{1b}[31m",
    "\u{85}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{2800}",
    "\u{3164}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{10ffff}",
    "\u{e0041}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}",
    "\u{301}",
    "👨‍👩‍👧‍👦",
    "👍🏽",
    "🇷🇺",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "<b>",
    "</b>",
    "<a href=\"tg://user?id=1\">",
    "&lt;",
    "&#0;",
    "&",
    "{ $name }",
    "%s%n",
    "'; DROP TABLE incident; --",
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "https://t.me/podsluh/325",
    "№ 2026-000001",
    "8 (927) 123-45-67",
    "31.02.2027",
    "99999999999999999999",
    "سلام",
];

const COMMANDS: [&str; 30] = [
    "/start",
    "/my",
    "/i",
    "/find",
    "/help",
    "/cancel",
    "/overdue",
    "/today",
    "/digest",
    "/rating",
    "/heatmap",
    "/export",
    "/bind",
    "/people",
    "/units",
    "/invite",
    "/away",
    "/language",
    "/new",
    "/i 1",
    "/i 2026-000001",
    "/find яма",
    "/away 01.12-05.12",
    "/rating 7",
    "/digest 30",
    "/start n_2026-000001",
    "/start d_1",
    "/start my",
    "/cancel@mcu_test_bot",
    "/i@mcu_test_bot 1",
];

/// A few signs, or as many as a message may have, or far more.
pub fn text(random: &mut Random) -> String {
    let pieces = match random.below(100) {
        0..5 => 0,
        5..90 => 1 + random.below(12),
        90..99 => 300,
        _ => 12_000,
    };
    (0..pieces).map(|_| piece(random)).collect()
}

fn piece(random: &mut Random) -> String {
    if random.percent(70) {
        return random.pick(&PIECES).copied().unwrap_or_default().to_owned();
    }
    sign(random).to_string()
}

/// Any sign there is, those below 256 the more often.
fn sign(random: &mut Random) -> char {
    let end = if random.percent(50) { 0x100 } else { 0x11_0000 };
    u32::try_from(random.below(end)).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
}

/// A command, half of them with something behind it.
pub fn command(random: &mut Random) -> String {
    let command = random.pick(&COMMANDS).copied().unwrap_or_default();
    if random.percent(50) { command.to_owned() } else { format!("{command} {}", text(random)) }
}

/// The same with a few signs lost, doubled, exchanged or put in.
pub fn broken(random: &mut Random, text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(signs.len());
        match random.below(5) {
            0 if !signs.is_empty() => drop(signs.remove(at)),
            1 if !signs.is_empty() => signs.insert(at, signs[at]),
            2 if !signs.is_empty() => signs[at] = sign(random),
            3 => signs.truncate(at),
            _ => signs.splice(at..at, piece(random).chars()).for_each(drop),
        }
    }
    signs.into_iter().collect()
}
