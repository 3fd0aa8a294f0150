use mcu_bot::domain::redact::{Placeholders, redact};
use proptest::prelude::*;

fn shown(words: &str) -> String {
    let instead = Placeholders { phone: "[телефон]", mail: "[почта]", profile: "[автор]" };
    redact(words, Some("ivan_petrov"), &instead)
}

#[test]
fn phones_are_hidden_in_every_usual_shape() {
    let written = [
        "+79271234567",
        "+7 927 123-45-67",
        "+7(927)1234567",
        "+7 (927) 123 - 45 - 67",
        "+7‑927‑123‑45‑67",
        "+7\u{a0}927\u{a0}123\u{a0}45\u{a0}67",
        "8 927 123 45 67",
        "89271234567",
        "8-927-123-45-67",
        "8(927)123-45-67",
        "8 (85141) 5-12-34",
        "8.927.123.45.67",
        "79271234567",
        "9271234567",
        "927 123-45-67",
        "(85141) 5-12-34",
        "8 800 555 35 35",
        "+375 29 123-45-67",
        "8_927_123_45_67",
    ];
    for phone in written {
        assert_eq!(shown(&format!("Звоните {phone}, жду")), "Звоните [телефон], жду", "{phone}");
        assert_eq!(shown(&format!("Яма. {phone}")), "Яма. [телефон]", "{phone}");
    }
}

#[test]
fn local_numbers_are_hidden_after_a_cue() {
    let written = [
        ("тел. 5-12-34", "тел. [телефон]"),
        ("Тел: 412-345", "Тел: [телефон]"),
        ("тел.51234", "тел.[телефон]"),
        ("мой телефон 41-23-45.", "мой телефон [телефон]."),
        ("звоните 5 12 34", "звоните [телефон]"),
        ("т. 41-23-45, 41-23-46", "т. [телефон], [телефон]"),
        ("тел. 85141 5-12-34", "тел. [телефон]"),
        ("тел. 51234 27.11.2026", "тел. [телефон] 27.11.2026"),
        ("тел 8 92 71 23 45 67", "тел [телефон]"),
    ];
    for (words, redacted) in written {
        assert_eq!(shown(words), redacted);
    }
}

#[test]
fn other_figures_stay() {
    let stay = [
        "Сегодня 27.11.2026 в 14:05, дом 12, кв. 8",
        "№ 2026-000123, 2026-000124",
        "с 8 до 17, 8-12 часов, 8.11.2026 12.11.2026",
        "сумма 8 500 000 руб., 89 271 234 567 руб, 12 345 678,90",
        "ул. Ленина, 12/3, корп. 4, 416500",
        "л/с 300112345678, ИНН 3001000000, СНИЛС 123-456-789 00",
        "счётчик 41-23-45 и 5-12-34",
        "телефон 112, звоните 01",
        "https://vk.com/wall-89271234_567 и t.me/podsluh/89271234567",
        "https://site.ru/?id=89271234567",
        "48.28, 46.17; 30:01:050101:1234",
        "2025-2026 учебный год, 8 класс, 5 школа, 120 человек",
        "500 000 рублей за 1 000 м, ГОСТ 8732-78",
    ];
    for words in stay {
        assert_eq!(shown(words), words);
    }
}

#[test]
fn a_number_beside_a_phone_stays() {
    assert_eq!(shown("дом 12 8 927 123 45 67"), "дом 12 [телефон]");
    assert_eq!(shown("89271234567 кв. 5"), "[телефон] кв. 5");
    assert_eq!(shown("89271234567,89271234568"), "[телефон],[телефон]");
    assert_eq!(shown("89271234567\n12 домов"), "[телефон]\n12 домов");
    assert_eq!(shown("(89271234567)"), "([телефон])");
}

#[test]
fn mails_are_hidden() {
    let written = [
        ("пишите anna.p+1@mail.ru.", "пишите [почта]."),
        ("почта:a@b-c.co.uk,жду", "почта:[почта],жду"),
        ("почта@ахтубинск.рф", "[почта]"),
        ("89271234567@mail.ru", "[почта]"),
        ("a@mail.ru.Спасибо", "[почта].Спасибо"),
        ("a@b.ru@c.ru", "[почта]@c.ru"),
        ("5 @ 10, a@b, @, сбор в 10@школа", "5 @ 10, a@b, @, сбор в 10@школа"),
    ];
    for (words, redacted) in written {
        assert_eq!(shown(words), redacted);
    }
}

#[test]
fn pages_of_persons_are_hidden_posts_stay() {
    let written = [
        ("я https://vk.com/id12345.", "я [автор]."),
        ("vk.com/id12345", "[автор]"),
        ("https://ok.ru/profile/12345", "[автор]"),
        ("https://t.me/Ivan_Petrov", "[автор]"),
        ("https://vk.com/ivan_petrov", "[автор]"),
        ("пишите @Ivan_Petrov!", "пишите [автор]!"),
        ("@ivan_petrov2 и @school_5", "@ivan_petrov2 и @school_5"),
        ("https://t.me/podsluh/325", "https://t.me/podsluh/325"),
        ("https://t.me/podsluh", "https://t.me/podsluh"),
        ("https://vk.com/wall-1_2", "https://vk.com/wall-1_2"),
        ("https://vk.com/id1?w=wall1_2", "https://vk.com/id1?w=wall1_2"),
        ("https://site.ru/ivan_petrov", "https://site.ru/ivan_petrov"),
        ("https://wa.me/79271234567", "https://wa.me/[телефон]"),
        ("https://t.me/+79271234567", "https://t.me/[телефон]"),
    ];
    for (words, redacted) in written {
        assert_eq!(shown(words), redacted);
    }
}

/// Texts made of what contacts are made of, glued without mercy.
fn glued() -> impl Strategy<Value = String> {
    let parts = [
        "8",
        "927",
        "123",
        "45",
        "67",
        "+7",
        "89271234567",
        "5-12-34",
        "(",
        ")",
        "-",
        " ",
        ".",
        ",",
        "\n",
        "@",
        "a",
        "b.ru",
        "ivan_petrov",
        "тел. ",
        "т.",
        "https://",
        "vk.com/",
        "id1",
        "t.me/",
        "яма",
        "[",
        "]",
        "руб",
        "/",
        "_",
        "🕳",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn redacting_twice_changes_nothing(words in glued()) {
        let once = shown(&words);
        prop_assert_eq!(shown(&once), once);
    }

    #[test]
    fn any_text_is_taken(words in any::<String>()) {
        let once = shown(&words);
        prop_assert_eq!(shown(&once), once);
    }

    #[test]
    fn words_without_figures_and_at_signs_stay(words in "[^0-9@/]*") {
        prop_assert_eq!(shown(&words), words);
    }

    #[test]
    fn no_mobile_number_comes_through(
        start in prop::sample::select(vec!["+7", "8", "7"]),
        gaps in prop::collection::vec(prop::sample::select(vec!["", " ", "-", " - ", "\u{a0}"]), 4),
        digits in "9[0-9]{9}",
    ) {
        let [a, b, c, d] = &gaps[..] else { panic!("four gaps") };
        let phone =
            format!("{start}{a}{}{b}{}{c}{}{d}{}", &digits[..3], &digits[3..6], &digits[6..8], &digits[8..]);
        prop_assert_eq!(shown(&format!("Яма, {phone} Анна")), "Яма, [телефон] Анна");
    }
}
