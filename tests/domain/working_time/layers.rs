//! The centre's working time, with those of the units laid over it.

use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::working_time::Calendars;
use serde_json::{Value, json};

use super::{always, day, told};

/// The centre's table and those of units: adm ── zhkh ── boiler, beside them roads and school.
fn directory(centre: &Value, units: &[(&str, Value)]) -> Directory {
    let mut directory = crate::domain::directory();
    directory.kept.insert("working_time".to_owned(), centre.clone());
    for (code, table) in units {
        let unit = directory.units.iter_mut().find(|unit| unit.code.as_str() == *code);
        unit.unwrap_or_else(|| panic!("no unit {code}")).working_time = Some(table.clone());
    }
    directory
}

fn calendars(centre: &Value, units: &[(&str, Value)]) -> Calendars {
    Calendars::of(&directory(centre, units))
}

/// From when to when a unit works on a day, by its clocks.
fn hours(calendars: &Calendars, unit: &str, date: &str) -> Option<(String, String)> {
    let working = calendars.of_unit(Some(&unit.into()));
    let clock = |at| told(working, at).split(' ').nth(1).map(str::to_owned);
    let (starts, ends) = working.day_starts(day(date)).zip(working.day_ends(day(date)))?;
    clock(starts).zip(clock(ends))
}

#[track_caller]
fn assert_hours(calendars: &Calendars, unit: &str, date: &str, begin: &str, end: &str) {
    assert_eq!(hours(calendars, unit, date), Some((begin.to_owned(), end.to_owned())), "{unit} on {date}");
}

#[test]
fn a_unit_without_own_times_works_as_the_centre() {
    let calendars = calendars(&json!({ "hours": ["09:00-18:00"] }), &[]);
    assert_eq!(calendars.of_unit(Some(&"roads".into())), calendars.centre());
    assert_eq!(calendars.of_unit(Some(&"retired".into())), calendars.centre());
    assert_eq!(calendars.of_unit(None), calendars.centre());
    assert_hours(&calendars, "roads", "2026-11-27", "09:00", "18:00");
}

#[test]
fn what_a_unit_writes_holds_for_it_and_below() {
    let own = json!({ "hours": ["07:00-11:00", "12:00-16:00"] });
    let calendars = calendars(&json!({ "days_off": ["2026-11-30"] }), &[("zhkh", own)]);
    for unit in ["zhkh", "boiler"] {
        assert_hours(&calendars, unit, "2026-11-27", "07:00", "16:00");
        assert_eq!(hours(&calendars, unit, "2026-11-30"), None);
    }
    assert_hours(&calendars, "adm", "2026-11-27", "08:00", "17:00");
}

#[test]
fn the_nearest_word_holds_key_by_key() {
    let zhkh = json!({ "hours": ["07:00-16:00"], "holidays": "none" });
    let boiler = json!({ "days": ["sat", "sun"], "holidays": "ru" });
    let calendars = calendars(&json!({ "hours": ["09:00-18:00"] }), &[("zhkh", zhkh), ("boiler", boiler)]);
    assert_hours(&calendars, "zhkh", "2026-01-01", "07:00", "16:00");
    assert_hours(&calendars, "boiler", "2026-11-28", "07:00", "16:00");
    assert_eq!(hours(&calendars, "boiler", "2026-01-03"), None);
    assert_eq!(hours(&calendars, "boiler", "2026-11-27"), None);
}

#[test]
fn a_weekday_has_hours_of_its_own() {
    let own = json!({ "fri": ["08:00-12:00", "13:00-16:00"], "sat": ["09:00-13:00"] });
    let calendars = calendars(&json!({}), &[("roads", own)]);
    assert_hours(&calendars, "roads", "2026-11-26", "08:00", "17:00");
    assert_hours(&calendars, "roads", "2026-11-27", "08:00", "16:00");
    assert_hours(&calendars, "roads", "2026-11-28", "09:00", "13:00");
    assert_eq!(hours(&calendars, "roads", "2026-11-29"), None);
    assert_eq!(hours(&calendars, "adm", "2026-11-28"), None);
}

#[test]
fn hours_written_nearer_are_those_of_every_day() {
    let centre = json!({ "fri": ["08:00-12:00", "13:00-16:00"], "sat": ["09:00-13:00"] });
    let units = [
        ("zhkh", always()),
        ("roads", json!({ "hours": ["10:00-19:00"] })),
        ("school", json!({ "days": ["mon", "tue", "wed", "thu", "fri"] })),
    ];
    let calendars = calendars(&centre, &units);
    assert_hours(&calendars, "zhkh", "2026-11-27", "00:00", "00:00");
    assert_hours(&calendars, "roads", "2026-11-27", "10:00", "19:00");
    assert_hours(&calendars, "roads", "2026-11-28", "10:00", "19:00");
    assert_hours(&calendars, "school", "2026-11-27", "08:00", "16:00");
    assert_eq!(hours(&calendars, "school", "2026-11-28"), None);
}

#[test]
fn own_dates_add_up_and_the_nearest_word_about_a_date_holds() {
    let centre = json!({ "days_off": ["2026-11-30", "2026-12-01"], "working_days": ["2026-11-28"] });
    let zhkh = json!({ "days_off": ["2026-12-02"], "working_days": ["2026-12-01"] });
    let boiler = json!({ "days_off": ["2026-11-28"] });
    let calendars = calendars(&centre, &[("zhkh", zhkh), ("boiler", boiler)]);
    let off = |unit: &str| {
        let days = ["2026-11-28", "2026-11-30", "2026-12-01", "2026-12-02"];
        days.into_iter().filter(|day| hours(&calendars, unit, day).is_none()).collect::<Vec<_>>()
    };
    assert_eq!(off("adm"), ["2026-11-30", "2026-12-01"]);
    assert_eq!(off("zhkh"), ["2026-11-30", "2026-12-02"]);
    assert_eq!(off("boiler"), ["2026-11-28", "2026-11-30", "2026-12-02"]);
}

#[test]
fn what_cannot_be_read_changes_nothing() {
    let calendars = calendars(&json!({ "hours": "always" }), &[("roads", json!(["?"]))]);
    assert_hours(&calendars, "roads", "2026-11-27", "08:00", "17:00");
}
