//! Texts too long for one message.

use mcu_bot::messenger::html::split;
use proptest::prelude::*;

#[test]
fn a_text_is_split_behind_lines_words_and_whole_signs() {
    assert_eq!(split("", 10), [""; 0]);
    assert_eq!(split("коротко", 10), ["коротко"]);
    assert_eq!(split("ровно десять", 12), ["ровно десять"]);
    assert_eq!(split("первая строка\nвторая", 16), ["первая строка\n", "вторая"]);
    assert_eq!(split("одно два три", 10), ["одно два ", "три"]);
    assert_eq!(split("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 10), ["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]);
    assert_eq!(split(&"\n".repeat(20), 10), [""; 0], "nothing to see");
}

proptest! {
    #[test]
    fn pieces_fit_and_nothing_visible_is_lost(text in "([а-яё 👍🏽e\u{301}\n]|\\PC){0,200}", limit in 1_usize..50) {
        let pieces = split(&text, limit);
        prop_assert!(pieces.iter().all(|piece| piece.chars().count() <= limit && !piece.trim().is_empty()));
        let visible = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
        prop_assert_eq!(visible(&pieces.concat()), visible(&text));
    }
}
