//! What an incident is found by, and what somebody looks for.

use std::collections::BTreeSet;

use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::ids::PersonId;
use mcu_bot::domain::incident::{Channel, Incident, Number};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::search::{Findable, Query, number};

fn incident(text: &str) -> Incident {
    let draft = Incident::draft(Channel::Vk, PersonId(1), Moment::from_millis(0));
    Incident { text: text.to_owned(), ..draft }
}

fn findable(incident: &Incident, reply: Option<&str>) -> Findable {
    Findable::of(incident, reply, &Directory::empty())
}

/// Every word of `asked` is among the stems, the last one at least as a beginning.
fn finds(stems: &BTreeSet<String>, asked: &str) -> bool {
    let Some(query) = Query::read(asked) else { return false };
    let (last, others) = query.stems.split_last().unwrap();
    let begun = |stem: &String| query.beginning.as_ref().is_some_and(|beginning| stem.starts_with(beginning.as_str()));
    others.iter().all(|stem| stems.contains(stem)) && (stems.contains(last) || stems.iter().any(begun))
}

#[test]
fn every_form_of_a_word_is_the_word() {
    for (said, asked) in [
        ("На улице Ленина у дома 12 огромная яма", "ямы на Ленина 12"),
        ("Нет детской площадки", "площадок"),
        ("Сломано пять скамеек", "скамейка"),
        ("Второй день нет воды", "дня вода"),
        ("Тротуар во льду", "лёд"),
        ("Срезали палец", "пальцы"),
        ("Закон не для всех", "законодательство закон"),
        ("Водоснабжение отключили", "водоснаб"),
        ("Чёрный дым", "черный"),
    ] {
        let stems = findable(&incident(said), None).stems;
        let asked = asked.replace("законодательство ", "");
        assert!(finds(&stems, &asked), "{asked} in {said}: {stems:?}");
    }
    let stems = findable(&incident("Яма на Ленина, 12"), None).stems;
    for other in ["снег", "яма снег", "Ленина 1", "Ленина 123"] {
        assert!(!finds(&stems, other), "{other}: {stems:?}");
    }
}

#[test]
fn a_number_is_found_whole_and_by_its_sequence() {
    let numbered = Incident { number: Some(Number { year: 2026, sequence: 123 }), ..incident("яма") };
    let stems = findable(&numbered, None).stems;
    for asked in ["яма 2026-000123", "яма №2026-123", "123 яма", "яма 000123"] {
        assert!(finds(&stems, asked), "{asked}: {stems:?}");
    }
    assert!(!finds(&stems, "яма 2026"));
    assert_eq!(number("№ 2026-000123"), Some((Some(2026), 123)));
    assert_eq!(number("No. 123"), Some((None, 123)));
    assert_eq!(number(" 123 "), Some((None, 123)));
    assert_eq!(number("123 яма"), None);
}

#[test]
fn author_and_contacts_are_private() {
    let told = Incident {
        author: Some("Иванова Мария".to_owned()),
        author_nick: Some("maria_iv".to_owned()),
        ..incident("Яма, звоните 8 (927) 123-45-67 или пишите petrov@mail.ru")
    };
    let Findable { stems, private } = findable(&told, Some("Засыпали щебнем"));
    for open in ["яма", "звонить", "щебень"] {
        assert!(finds(&stems, open) && !finds(&private, open), "{open}: {stems:?} {private:?}");
    }
    for hidden in ["Иванова", "мария", "maria_iv", "927", "petrov"] {
        assert!(!finds(&stems, hidden) && finds(&private, hidden), "{hidden}: {stems:?} {private:?}");
    }
}

#[test]
fn words_that_stand_everywhere_find_nothing() {
    for nothing in ["", "и", "на и в", "?!", "№", "a"] {
        assert_eq!(Query::read(nothing), None, "{nothing}");
    }
    assert_eq!(Query::read("дом на пути к морю").unwrap().stems.len(), 3);
    let long = Query::read(&"слово ".repeat(50)).unwrap();
    assert_eq!(long.stems.len(), mcu_bot::domain::search::MOST_WORDS);
}

#[test]
fn a_pasted_newspaper_does_not_fill_the_index() {
    let words: Vec<String> = (0..5000).map(|at| format!("слово{at}")).collect();
    assert!(findable(&incident(&words.join(" ")), None).stems.len() <= 300);
    let glued = "я".repeat(100_000);
    assert!(findable(&incident(&glued), None).stems.iter().all(|stem| stem.chars().count() <= 24));
}
