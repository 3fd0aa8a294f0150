use mcu_bot::domain::words::{clean_name, clean_text};
use proptest::prelude::*;

#[test]
fn a_name_is_one_visible_line() {
    assert_eq!(clean_name("  Анна\u{200b}\u{202e} \t\n Петрова\u{0} "), "Анна Петрова");
    assert_eq!(clean_name("\u{feff}Иван\u{2066}\u{ad}"), "Иван");
    assert_eq!(clean_name("\u{200b}\u{202e}"), "");
}

#[test]
fn a_text_keeps_its_lines_and_loses_what_hides() {
    assert_eq!(clean_text("Яма\r\nна\rЛенина\u{2028}12\u{0}"), "Яма\nна\nЛенина\n12");
    assert_eq!(clean_text("было\u{202e}олыб\u{202c}\tда"), "былоолыб\tда");
    assert_eq!(clean_text("я\u{200b}ма"), "яма");
}

#[test]
fn emoji_stay_whole() {
    let family = "👨\u{200d}👩\u{200d}👧 🇷🇺 ❗\u{fe0f}";
    assert_eq!(clean_text(family), family);
}

proptest! {
    #[test]
    fn nothing_visible_is_lost(text in "\\PC*") {
        let visible = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(visible(&clean_text(&text)), visible(&text));
        prop_assert_eq!(visible(&clean_name(&text)), visible(&text));
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in any::<String>()) {
        let (name, words) = (clean_name(&text), clean_text(&text));
        prop_assert_eq!(clean_name(&name), name);
        prop_assert_eq!(clean_text(&words), words);
    }
}
