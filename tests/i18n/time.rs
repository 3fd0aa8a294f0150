use chrono::NaiveDate;
use chrono_tz::Europe::{Astrakhan, Moscow};
use chrono_tz::Tz;
use mcu_bot::domain::moment::Moment;

use super::{english, every_language, words};

/// The moment when clocks in Astrakhan (UTC+4) show this.
fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Moment {
    let local = NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.and_hms_opt(hour, minute, 0)).unwrap();
    Moment::from_local(Astrakhan, local).unwrap()
}

fn date_time(moment: Moment, zone: Tz, now: Moment) -> String {
    words().date_time(moment, zone, now)
}

#[test]
fn a_date_carries_its_weekday() {
    let now = at(2026, 11, 27, 12, 0);
    assert_eq!(date_time(at(2026, 11, 27, 14, 5), Astrakhan, now), "пт 27 нояб., 14:05");
    assert_eq!(words().date(at(2026, 11, 30, 14, 5), Astrakhan, now), "пн 30 нояб.");
    assert_eq!(words().time(at(2026, 11, 30, 9, 5), Astrakhan), "09:05");
}

#[test]
fn months_stand_in_the_genitive() {
    let now = at(2026, 1, 1, 12, 0);
    let written: Vec<String> = (1..=12).map(|month| words().date(at(2026, month, 1, 12, 0), Astrakhan, now)).collect();
    assert_eq!(
        written.join(" · "),
        "чт 1 янв. · вс 1 февр. · вс 1 марта · ср 1 апр. · пт 1 мая · пн 1 июня · ср 1 июля · сб 1 авг. · \
         вт 1 сент. · чт 1 окт. · вс 1 нояб. · вт 1 дек."
    );
}

#[test]
fn the_year_is_told_when_it_is_another() {
    let (december, january) = (at(2026, 12, 31, 23, 30), at(2027, 1, 1, 0, 30));
    assert_eq!(date_time(december, Astrakhan, december), "чт 31 дек., 23:30");
    assert_eq!(date_time(january, Astrakhan, december), "пт 1 янв. 2027, 00:30");
    assert_eq!(date_time(december, Astrakhan, january), "чт 31 дек. 2026, 23:30");
}

#[test]
fn the_zone_decides_day_and_year() {
    // Half past midnight in Astrakhan is half past eleven of the old year in Moscow.
    let midnight = at(2027, 1, 1, 0, 30);
    let now = at(2027, 1, 1, 0, 0);
    assert_eq!(date_time(midnight, Astrakhan, now), "пт 1 янв., 00:30");
    assert_eq!(date_time(midnight, Moscow, now), "чт 31 дек., 23:30");
}

#[test]
fn near_days_have_names() {
    let now = at(2026, 12, 31, 12, 0);
    let until = |moment| words().until(moment, Astrakhan, now);
    assert_eq!(until(at(2026, 12, 31, 14, 5)), "14:05");
    assert_eq!(until(at(2026, 12, 31, 0, 0)), "00:00");
    assert_eq!(until(at(2027, 1, 1, 9, 5)), "завтра, 09:05");
    assert_eq!(until(at(2027, 1, 6, 14, 20)), "ср 14:20");
    assert_eq!(until(at(2026, 12, 30, 23, 59)), "ср 30 дек., 23:59");
    assert_eq!(until(at(2027, 1, 7, 0, 0)), "чт 7 янв. 2027, 00:00");
}

#[test]
fn the_zone_decides_what_is_today() {
    // Half past midnight in Astrakhan; in Moscow it is still the evening before.
    let (moment, now) = (at(2026, 11, 28, 0, 30), at(2026, 11, 27, 22, 0));
    assert_eq!(words().until(moment, Astrakhan, now), "завтра, 00:30");
    assert_eq!(words().until(moment, Moscow, now), "23:30");
}

#[test]
fn dates_are_english_in_english() {
    let now = at(2026, 11, 27, 12, 0);
    let written = |moment| english().date_time(moment, Astrakhan, now);
    assert_eq!(written(at(2026, 11, 27, 14, 5)), "Fri 27 Nov, 14:05");
    assert_eq!(written(at(2027, 5, 1, 0, 30)), "Sat 1 May 2027, 00:30");
    let until = |moment| english().until(moment, Astrakhan, now);
    assert_eq!(until(at(2026, 11, 27, 14, 5)), "14:05");
    assert_eq!(until(at(2026, 11, 28, 9, 5)), "tomorrow, 09:05");
    assert_eq!(until(at(2026, 11, 30, 14, 5)), "Mon 14:05");
    assert_eq!(until(at(2026, 12, 4, 9, 5)), "Fri 4 Dec, 09:05");
}

#[test]
fn terms_keep_their_unit() {
    for (code, written) in [("8 wh", "8 раб. ч"), ("30 wmin", "30 раб. мин"), ("3 h", "3 ч"), ("30 min", "30 мин")]
    {
        assert_eq!(words().term(code.parse().unwrap()), written);
    }
}

#[test]
fn days_are_right_in_number() {
    let forms = |unit| [1, 2, 5, 11, 21, 101].map(|count| words().term(format!("{count} {unit}").parse().unwrap()));
    assert_eq!(forms("d"), ["1 день", "2 дня", "5 дней", "11 дней", "21 день", "101 день"]);
    assert_eq!(
        forms("wd"),
        ["1 раб. день", "2 раб. дня", "5 раб. дней", "11 раб. дней", "21 раб. день", "101 раб. день"]
    );
}

#[test]
fn terms_are_english_in_english() {
    let forms = |unit| [1, 2, 21].map(|count| english().term(format!("{count} {unit}").parse().unwrap()));
    assert_eq!(forms("wh"), ["1 working hour", "2 working hours", "21 working hours"]);
    assert_eq!(forms("wmin"), ["1 working min", "2 working min", "21 working min"]);
    assert_eq!(forms("h"), ["1 h", "2 h", "21 h"]);
    assert_eq!(forms("min"), ["1 min", "2 min", "21 min"]);
    assert_eq!(forms("d"), ["1 day", "2 days", "21 days"]);
    assert_eq!(forms("wd"), ["1 working day", "2 working days", "21 working days"]);
}

#[test]
fn the_ends_of_time_can_be_written() {
    for words in every_language() {
        for moment in [Moment::from_millis(i64::MIN), Moment::from_millis(0), Moment::from_millis(i64::MAX)] {
            assert!(!words.until(moment, Astrakhan, moment).is_empty());
        }
    }
}
