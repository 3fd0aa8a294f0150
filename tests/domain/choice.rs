//! Typed words in the place of a button.

use mcu_bot::domain::choice::{chosen, number_in, whole_number};

const INCIDENTS: [&str; 3] =
    ["№ 2026-000001 · Ямы на дорогах", "№ 2026-000002 · Уборка снега", "№ 2025-000002 · Вывоз мусора"];

#[test]
fn a_number_names_its_incident() {
    for said in ["2026-000001", "№ 2026-000001", " №2026-000001 ", "#2026-000001", "No. 2026-000001", "1", "№ 1"]
    {
        assert_eq!(chosen(said, &INCIDENTS), Some(0), "{said}");
    }
    assert_eq!(chosen("2", &INCIDENTS), None, "two years have a second");
    assert_eq!(chosen("2026-000009", &INCIDENTS), None);
    assert!(whole_number("2026-000009").is_some());
    assert!(whole_number("№ 2026-000009 готово").is_none());
}

#[test]
fn words_of_its_topic_name_an_incident_in_any_form() {
    for (said, at) in [("яма", 0), ("Про ямы", 9), ("снег", 1), ("уборка снега", 1), ("МУСОР!", 2), ("вывоз", 2)]
    {
        assert_eq!(chosen(said, &INCIDENTS), Some(at).filter(|at| *at < 9), "{said}");
    }
}

#[test]
fn what_says_more_than_a_choice_is_content() {
    for said in ["Снег убрали", "Сделали, проверьте", "", "на", "👌", "ямы на дорогах и уборка снега", "2026"]
    {
        assert_eq!(chosen(said, &INCIDENTS), None, "{said}");
    }
}

#[test]
fn the_labels_of_buttons_can_be_typed() {
    let labels = ["✍️ Добавить в ответ", "📝 Новый черновик"];
    for (said, at) in [("в ответ", 0), ("Ответ", 0), ("добавить", 0), ("новый", 1), ("черновик.", 1)]
    {
        assert_eq!(chosen(said, &labels), Some(at), "{said}");
    }
    assert_eq!(chosen("без ссылки", &["Без ссылки"]), Some(0));
    assert_eq!(chosen("new draft", &["✍️ Add to the reply", "📝 New draft"]), Some(1));
}

#[test]
fn the_first_number_in_a_text_is_found() {
    assert_eq!(number_in("🆕 № 2026-000123 · Ямы").unwrap().to_string(), "2026-000123");
    assert_eq!(number_in("тел. 4-15-20"), None);
}
