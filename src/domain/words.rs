//! Words as people send them, without signs that hide, turn round or break what is read.

/// A name on one line: no control signs, nothing invisible, no turned reading order, single spaces.
///
/// Empty where nothing visible was sent.
pub fn clean_name(name: &str) -> String {
    let visible: String = name.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of many lines: line ends become `\n`; tabs, and joiners that hold emoji together, stay.
pub fn clean_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars().map(line_end).filter(|c| matches!(*c, '\n' | '\t' | ZWJ | ZWNJ) || !is_hidden(*c)).collect()
}

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';

/// Signs that begin a new line somewhere.
fn line_end(c: char) -> char {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c => c,
    }
}

/// Control, zero-width and direction signs.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}')
}
