use mcu_bot::domain::public_link::{NoLink, public_link};
use proptest::prelude::*;

fn found(words: &str) -> Result<String, NoLink> {
    public_link(words, &[], Some("https://t.me/podsluh/325"), Some("mcu_bot"))
}

#[test]
fn an_address_is_found_however_it_is_written() {
    for (words, link) in [
        ("https://vk.com/wall-1_2?reply=3", "https://vk.com/wall-1_2?reply=3"),
        ("Вот: vk.com/wall-1_2.", "https://vk.com/wall-1_2"),
        ("  akhtuba.ru/news/5 ", "https://akhtuba.ru/news/5"),
        ("посёлок.рф", "https://посёлок.рф"),
        ("http://10.akhtuba.ru:8080/a#b", "http://10.akhtuba.ru:8080/a#b"),
    ] {
        assert_eq!(found(words).as_deref(), Ok(link), "{words}");
    }
    for words in ["", "вчера", "ул.Мира", "ул.Мира/5", "5.12", "a@b.ru", "сайт akhtuba.ru", "https://", "..", "-.ru/ b"]
    {
        assert_eq!(found(words), Err(NoLink::None), "{words}");
    }
}

#[test]
fn of_several_the_answer_is_preferred_to_the_post() {
    assert_eq!(
        found("https://t.me/podsluh/325 https://t.me/podsluh/325?comment=7").as_deref(),
        Ok("https://t.me/podsluh/325?comment=7")
    );
    assert_eq!(found("https://vk.com/a https://vk.com/b").as_deref(), Ok("https://vk.com/a"));
    assert_eq!(found("https://t.me/podsluh/325").as_deref(), Ok("https://t.me/podsluh/325"), "better than none");
}

#[test]
fn our_own_bot_is_no_place_for_residents() {
    for words in ["https://t.me/mcu_bot", "t.me/MCU_BOT?start=i_1", "https://telegram.me/mcu_bot/app"] {
        assert_eq!(found(words), Err(NoLink::OurBot), "{words}");
    }
    assert_eq!(found("t.me/mcu_bot?start=1 t.me/mcu_bot_news/5").as_deref(), Ok("https://t.me/mcu_bot_news/5"));
    assert_eq!(public_link("t.me/mcu_bot", &[], None, None).as_deref(), Ok("https://t.me/mcu_bot"));
}

#[test]
fn links_behind_words_count_where_none_is_written() {
    let hidden = ["tg://user?id=1".to_owned(), "https://ok.ru/a".to_owned()];
    assert_eq!(public_link("тут", &hidden, None, None).as_deref(), Ok("https://ok.ru/a"));
    assert_eq!(public_link("vk.com/a", &hidden, None, None).as_deref(), Ok("https://vk.com/a"));
}

proptest! {
    #[test]
    fn whatever_is_sent_an_address_or_nothing_comes(words in "\\PC*", link in "(https?://|www\\.)?[a-zа-я0-9.:/?#@-]{0,40}") {
        for words in [words, link] {
            if let Ok(link) = found(&words) {
                prop_assert!(link.to_lowercase().starts_with("http"), "{link}");
                prop_assert!(!link.chars().any(char::is_whitespace), "{link}");
            }
        }
    }
}
