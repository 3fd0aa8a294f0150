//! Words of people, cut, split and escaped, whatever they are.

use std::collections::HashSet;

use mcu_bot::messenger::html::{Html, cut, split};
use unicode_segmentation::UnicodeSegmentation;

use super::{Cases, words};

/// Where whole signs, as people see them, begin and end.
fn bounds(text: &str) -> HashSet<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

#[test]
fn any_text_is_cut_within_its_limit_between_whole_signs_and_stays_words() {
    for mut random in Cases::new("html cut", 500) {
        let (text, limit) = (words::text(&mut random), 1 + random.below(300));
        let short = cut(&text, limit);
        assert!(short.chars().count() <= limit, "{text:?} {limit}");
        if let Some(kept) = short.strip_suffix('…').filter(|_| short != text) {
            assert!(text.starts_with(kept), "{text:?} {limit}");
            assert!(bounds(&text).contains(&kept.len()), "{text:?} {limit} {kept:?}");
        }
        let html = Html::escape(&short);
        assert!(!html.as_str().contains(['<', '>']), "{text:?}");
        assert_eq!(html.plain(), short, "{text:?}");
    }
}

#[test]
fn any_text_is_split_between_whole_signs_and_nothing_is_lost() {
    for mut random in Cases::new("html split", 500) {
        let (text, limit) = (words::text(&mut random), 1 + random.below(300));
        let pieces = split(&text, limit);
        let whole = bounds(&text);
        let longest = text.graphemes(true).map(|sign| sign.chars().count()).max().unwrap_or_default();
        let mut rest = text.as_str();
        for piece in &pieces {
            assert!(piece.chars().count() <= limit, "{text:?} {limit}");
            let at = rest.find(piece.as_str()).unwrap();
            assert!(rest[..at].trim().is_empty(), "{text:?} {limit}: lost {:?}", &rest[..at]);
            rest = &rest[at + piece.len()..];
            let end = text.len() - rest.len();
            assert!(longest > limit || whole.contains(&end), "{text:?} {limit}: within a sign behind {piece:?}");
        }
        assert!(rest.trim().is_empty(), "{text:?} {limit}: lost {rest:?}");
    }
}
