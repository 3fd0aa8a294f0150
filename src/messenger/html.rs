//! Text with the few tags every messenger of ours understands, escaped by construction.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// HTML that is safe to send: words of people get in only through [`Html::escape`].
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Plain words, with `< > &` made harmless.
    #[must_use]
    pub fn escape(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for sign in text.chars() {
            match sign {
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '&' => html.push_str("&amp;"),
                _ => html.push(sign),
            }
        }
        Self(html)
    }

    /// Markup written by us (a locale's message with its arguments already escaped).
    #[must_use]
    pub const fn trusted(html: String) -> Self {
        Self(html)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Pieces as lines of one text.
    #[must_use]
    pub fn lines(pieces: impl IntoIterator<Item = Self>) -> Self {
        let pieces: Vec<String> = pieces.into_iter().map(|piece| piece.0).collect();
        Self(pieces.join("\n"))
    }

    /// What is left when tags are taken away: what a reader reads and what the limits count.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.0.len());
        let mut in_tag = false;
        for sign in self.0.chars() {
            match sign {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if !in_tag => plain.push(sign),
                _ => {}
            }
        }
        plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    /// How many code points of it a reader reads: what the limits of texts and captions count.
    #[must_use]
    pub fn signs(&self) -> usize {
        self.plain().chars().count()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The beginning of `text` that has at most `limit` code points, «…» included, cut between whole signs as
/// people see them.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut count = 0;
    for grapheme in text.graphemes(true) {
        count += grapheme.chars().count();
        if count >= limit {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// The text in pieces of at most `limit` code points, cut between whole signs as people see them, behind the end of
/// a line or a word where there is one. Pieces without visible signs are left out: nobody can send them.
#[must_use]
pub fn split(text: &str, limit: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(piece_end(rest, limit));
        pieces.push(piece.to_owned());
        rest = behind;
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

/// Where the first piece ends, in bytes.
fn piece_end(text: &str, limit: usize) -> usize {
    let Some((most, _)) = text.char_indices().nth(limit) else { return text.len() };
    // A mark may follow a blank, and then belongs to it.
    let whole =
        || text.grapheme_indices(true).map(|(at, sign)| (at + sign.len(), sign)).take_while(|(end, _)| *end <= most);
    let behind = |kind: fn(char) -> bool| whole().filter(|(end, sign)| *end > most / 2 && sign.ends_with(kind)).last();
    let end = behind(|sign| sign == '\n').or_else(|| behind(char::is_whitespace)).or_else(|| whole().last());
    // One sign that is longer than a message is cut all the same.
    end.map_or(most, |(end, _)| end)
}
