use mcu_bot::domain::directory::{Topic, Unit};
use mcu_bot::domain::find;
use mcu_bot::domain::incident::{Importance, Number};
use proptest::prelude::*;

use super::{directory, unit};

fn topic(group: &str, name: &str, word: &str) -> Topic {
    Topic {
        code: name.into(),
        group: group.to_owned(),
        name: name.to_owned(),
        unit: None,
        words: vec![word.to_owned()],
        importance: Importance::Normal,
    }
}

fn found(typed: &str) -> Vec<String> {
    let topics = vec![
        topic("Дороги", "Ямы на дорогах", "выбоина"),
        topic("Благоустройство", "Дворы и площадки", "ямка"),
        topic("Животные", "Щенки и псы", "ёлка"),
    ];
    let directory = mcu_bot::domain::directory::Directory { topics, ..directory() };
    find::topics(&directory, typed).into_iter().map(|topic| topic.name.clone()).collect()
}

#[test]
fn topics_are_found_by_beginnings_and_forms_whose_name_fits_first() {
    assert_eq!(found("Дорог"), ["Ямы на дорогах"]);
    assert_eq!(found("дорогу"), ["Ямы на дорогах"]);
    assert_eq!(found("ям"), ["Ямы на дорогах", "Дворы и площадки"]);
    assert_eq!(found("площадок во дворе"), Vec::<String>::new(), "every word counts");
    assert_eq!(found("площадок двор"), ["Дворы и площадки"]);
    assert_eq!(found("ЕЛКА"), ["Щенки и псы"]);
    assert_eq!(found("ворот"), Vec::<String>::new());
    assert_eq!(found(" ,. "), Vec::<String>::new());
}

#[test]
fn units_are_found_by_both_names() {
    let school = Unit {
        name: "Средняя школа № 4".to_owned(), short: "СОШ 4".to_owned(), ..unit("four", None, None)
    };
    let directory = mcu_bot::domain::directory::Directory { units: vec![school], ..directory() };
    let codes = |typed: &str| find::units(&directory, typed).len();
    assert_eq!([codes("сош"), codes("школы"), codes("школа 4"), codes("школа 5")], [1, 1, 1, 0]);
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let number = |year, sequence| Some(Number { year, sequence });
    for words in ["117", "№117", "№ 117", " No. 117 "] {
        assert_eq!(Number::asked(words, 2026), number(2026, 117), "{words}");
    }
    assert_eq!(Number::asked("№ 2025-000117", 2026), number(2025, 117));
    assert_eq!(Number::asked("яма", 2026), None);
}

proptest! {
    #[test]
    fn anything_may_be_typed(typed in any::<String>()) {
        prop_assert!(found(&typed).len() <= 3);
    }
}
