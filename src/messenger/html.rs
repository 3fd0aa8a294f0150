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
