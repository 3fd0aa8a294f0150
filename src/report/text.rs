//! Lines of text, measured by the shaper that also draws them.

use std::sync::LazyLock;

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider;
use unicode_segmentation::UnicodeSegmentation;

use super::look::{Style, Weight};

pub const REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.otf");
pub const SEMI_BOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.otf");

/// `None` for bytes that are no font, which a test rules out.
static FACES: LazyLock<[Option<Face>; 2]> = LazyLock::new(|| [Face::new(REGULAR), Face::new(SEMI_BOLD)]);

struct Face {
    font: FontRef<'static>,
    shaping: ShaperData,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        Some(Self { shaping: ShaperData::new(&font), font })
    }

    fn can_show(&self, sign: char) -> bool {
        self.font.charmap().map(sign).is_some()
    }
}

const NO_BREAK: char = '\u{a0}';
const NARROW_NO_BREAK: char = '\u{202f}';
const ACCENTS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

fn face(weight: Weight) -> Option<&'static Face> {
    let [regular, semi_bold] = &*FACES;
    match weight {
        Weight::Regular => regular.as_ref(),
        Weight::SemiBold => semi_bold.as_ref(),
    }
}

/// One line, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
    pub style: Style,
    /// In pixels, from pen to pen.
    pub width: f64,
}

impl Line {
    pub fn new(text: &str, style: Style) -> Self {
        let text = drawable(text);
        Self { width: width(&text, style), text, style }
    }
}

/// The text without what the font cannot show, emoji above all, and with plain single spaces.
fn drawable(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for sign in text.chars() {
        let space = sign.is_whitespace() || sign.is_control();
        // One accent over a letter; a tower of them would reach into the lines above.
        if ACCENTS.contains(&sign) && kept.ends_with(|last| ACCENTS.contains(&last)) {
            continue;
        }
        if sign == NO_BREAK || sign == NARROW_NO_BREAK {
            kept.push(sign);
        } else if space && !kept.is_empty() && !kept.ends_with(' ') {
            kept.push(' ');
        } else if !space && face(Weight::Regular).is_some_and(|face| face.can_show(sign)) {
            kept.push(sign);
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

fn width(text: &str, style: Style) -> f64 {
    let Some(face) = face(style.weight) else { return 0.0 };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaper = face.shaping.shaper(&face.font).build();
    let glyphs = shaper.shape(buffer, ShapeOptions::new());
    let units: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
    f64::from(units) * style.size / f64::from(shaper.units_per_em())
}

/// A room that was made for this very text is wide enough, whatever became of its last digits.
fn fits(text: &str, style: Style, room: f64) -> bool {
    const HAIR: f64 = 0.01;
    width(text, style) <= room + HAIR
}

/// Height of lines one below the other.
pub fn height(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.style.leading).sum()
}

/// Width of the widest word: a narrower line would cut it.
pub fn widest_word(text: &str, style: Style) -> f64 {
    pieces(&drawable(text)).iter().map(|piece| width(piece.trim_end(), style)).fold(0.0, f64::max)
}

/// The narrowest width in which the text stands on two lines.
pub fn in_two(text: &str, style: Style) -> f64 {
    let text = drawable(text);
    let ends = pieces(&text).into_iter().scan(0, |end, piece| {
        *end += piece.len();
        Some(*end)
    });
    let halves = ends.filter_map(|end| text.split_at_checked(end));
    let widths = halves.map(|(first, second)| width(first.trim_end(), style).max(width(second, style)));
    widths.reduce(f64::min).unwrap_or_default()
}

/// At most `most` lines no wider than `room`. Breaks between words and after hyphens, inside a word only where it is
/// wider than a line; what is too long even so ends with an ellipsis.
pub fn wrap(text: &str, style: Style, room: f64, most: usize) -> Vec<Line> {
    let mut lines = broken(&drawable(text), style, room);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = ellipsis(last, style, room);
        }
    }
    lines.iter().map(|line| Line::new(line, style)).collect()
}

/// As `wrap`, with lines of like length: a word alone on the last line looks like an accident.
pub fn balanced(text: &str, style: Style, room: f64, most: usize) -> Vec<Line> {
    const STEP: f64 = 0.04;
    let mut best = wrap(text, style, room, most);
    let (text, word) = (drawable(text), widest_word(text, style));
    for step in 1..12 {
        let narrower = room * (1.0 - STEP * f64::from(step));
        if word > narrower {
            break;
        }
        let lines = broken(&text, style, narrower);
        if lines.len() > best.len() {
            break;
        }
        best = lines.iter().map(|line| Line::new(line, style)).collect();
    }
    best
}

fn broken(text: &str, style: Style, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && !fits(format!("{line}{piece}").trim_end(), style, room) {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(piece);
        while !fits(line.trim_end(), style, room) {
            let Some(at) = fitting(&line, style, room) else { break };
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Where to cut a word that is wider than a line: after at least one sign, before at least one.
fn fitting(word: &str, style: Style, room: f64) -> Option<usize> {
    let mut cut = None;
    for (at, _) in word.grapheme_indices(true).skip(1) {
        if cut.is_some() && !fits(word.get(..at)?, style, room) {
            break;
        }
        cut = Some(at);
    }
    // Words held together by `pieces` come apart before one of them is cut.
    cut.map(|at| word.get(..at).and_then(|fits| fits.rfind(' ')).map_or(at, |space| space + 1))
}

fn ellipsis(line: &str, style: Style, room: f64) -> String {
    let mut kept = line.trim_end();
    while !kept.is_empty() && !fits(&format!("{kept}…"), style, room) {
        kept = match kept.rsplit_once(' ') {
            Some((before, _)) => before.trim_end(),
            None => kept.grapheme_indices(true).next_back().and_then(|(at, _)| kept.get(..at)).unwrap_or_default(),
        };
    }
    format!("{}…", kept.trim_end_matches([',', '.', ' ', '·', '—']))
}

/// The text cut where a line may end. A word of one or two letters («и», «по») stays with the next one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut word) = (0, 0);
    for (at, sign) in text.char_indices() {
        let after = at + sign.len_utf8();
        let letters = text.get(word..at).map_or(0, |word| word.chars().count());
        let (before, rest) = (text.get(start..at).unwrap_or_default(), text.get(after..).unwrap_or_default());
        let ends = match sign {
            ' ' => (letters > 2 || before.ends_with([',', '·', '—', '%'])) && !rest.starts_with(['·', '—']),
            '-' => letters > 1 && rest.starts_with(char::is_alphabetic),
            _ => false,
        };
        if sign == ' ' || sign == '-' {
            word = after;
        }
        if ends {
            pieces.extend(text.get(start..after));
            start = after;
        }
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}
