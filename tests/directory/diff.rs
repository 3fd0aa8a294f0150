//! What an engineer reads before a file is applied.

use std::collections::BTreeSet;

use mcu_bot::domain::directory::diff::{Diff, diff};
use mcu_bot::domain::directory::file::{File, parse};
use mcu_bot::domain::ids::ChatId;

use super::{EXAMPLE, SMALL};

fn read(text: &str) -> File {
    parse(text).unwrap()
}

fn change(old: &str, new: &str) -> Diff {
    let (old, new) = (read(old), read(new));
    let known = old.people.iter().map(|person| person.telegram_id).collect();
    Diff { left_as_is: Vec::new(), ..diff(Some(&old.directory), &new, &known) }
}

#[test]
fn the_first_file_adds_everything() {
    let shown = diff(None, &read(EXAMPLE), &BTreeSet::new()).to_string();
    assert_eq!(
        shown,
        "\
+ centre «МЦУ Ахтубинского района»
+ working_time
+ sphere housing «ЖКХ, дороги, благоустройство»
+ unit adm «Администрация МО «Ахтубинский район»»
+ unit zhkh «Управление коммунального хозяйства»
+ unit roads «Отдел дорог и транспорта»
+ unit baskunchak «Администрация МО «Посёлок Нижний Баскунчак»»
+ topic roads-potholes «Ямы на дорогах»
+ topic water-outage «Нет водоснабжения»
+ topic snow «Уборка снега и наледи»
+ settlement akhtubinsk «Ахтубинск»
+ settlement baskunchak «Нижний Баскунчак»
+ source podsluh_akhtuba
+ deadline kind=message «accept 1 wh, reply 8 wh, final 7 wd»
+ deadline importance=high kind=message «reply 4 wh»
+ deadline importance=critical kind=message «accept 30 min, reply 3 h»
+ deadline kind=appeal «reply 30 d»
+ reminders
+ rule water-baskunchak
+ rule snow-fast-track
+ rating
+ digest daily adm
+ person 1001 «Оператор МЦУ»: operator, coordinator, media, head
+ person 1002 «Специалист ЖКХ»: recipient of zhkh
+ person 1003 «Начальник отдела дорог»: lead of roads
+ person 1004 «Заместитель главы»: curator of housing
"
    );
}

#[test]
fn the_same_file_changes_nothing() {
    let file = read(EXAMPLE);
    let known: BTreeSet<_> = file.people.iter().map(|person| person.telegram_id).collect();
    let diff = diff(Some(&file.directory), &file, &known);
    assert!(diff.is_empty());
    assert_eq!(diff.left_as_is.len(), 4);
    assert!(diff.to_string().starts_with("= person 1001 «Оператор МЦУ» is there already, left as is\n"));
    assert!(diff.to_string().ends_with("\n= nothing to change\n"));
}

#[test]
fn a_changed_field_shows_both_values() {
    let new = EXAMPLE
        .replace("unit = \"roads\"\nwords = [\"снег\", \"гололёд\", \"наледь\"]", "unit = \"zhkh\"\nwords = [\"снег\"]")
        .replace("prior = 0.8", "prior = 0.7")
        .replace("league = \"Поселения\"\n", "")
        .replace("reply = \"4 wh\"", "reply = \"3 wh\"")
        .replace("name = \"Ахтубинск\"", "name = \"город Ахтубинск\"");
    assert_eq!(
        change(EXAMPLE, &new).to_string(),
        "\
~ unit baskunchak: league Поселения → —
~ topic snow: unit roads → zhkh, words [снег, гололёд, наледь] → [снег]
~ settlement akhtubinsk: name «Ахтубинск» → «город Ахтубинск»
~ deadline importance=high kind=message: reply 4 wh → 3 wh
~ rating: prior 0.8 → 0.7
"
    );
}

#[test]
fn what_is_gone_is_retired_or_removed() {
    let more = format!(
        "{SMALL}[[settlement]]\ncode = \"x\"\nname = \"Икс\"\n[[source]]\nchannel = \"abcd\"\n[[deadline]]\nkind = \"appeal\"\nreply = \"30 d\"\n"
    );
    assert_eq!(
        change(&more, SMALL).to_string(),
        "- settlement x (retired)\n- source abcd (removed)\n- deadline kind=appeal (removed)\n"
    );
}

#[test]
fn another_order_is_a_change() {
    let spheres = |codes: [&str; 2]| {
        let entries = codes.map(|code| format!("[[sphere]]\ncode = \"{code}\"\nname = \"{code}\"\n"));
        format!("{SMALL}{}", entries.concat())
    };
    assert_eq!(change(&spheres(["a", "b"]), &spheres(["b", "a"])).to_string(), "~ sphere: another order\n");
}

#[test]
fn people_who_are_there_are_left_as_they_are() {
    let diff = diff(Some(&read(EXAMPLE).directory), &read(EXAMPLE), &BTreeSet::from([ChatId(1001), ChatId(1003)]));
    assert_eq!(
        diff.to_string(),
        "\
+ person 1002 «Специалист ЖКХ»: recipient of zhkh
+ person 1004 «Заместитель главы»: curator of housing
= person 1001 «Оператор МЦУ» is there already, left as is
= person 1003 «Начальник отдела дорог» is there already, left as is
"
    );
}
