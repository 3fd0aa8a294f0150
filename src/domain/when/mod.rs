//! Dates as people write them: «завтра», «в пятницу 15:00», «до 30 ноября», «с 1 по 14 декабря».
//!
//! All of the words must be understood: a sentence that only mentions a day is no date.

mod names;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

use names::{Name, Unit, name};

/// A local day, and a time where one was written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct When {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// A date without a year that is further back than this is meant for the next year.
const LONG_PAST: i64 = 182;
/// Longer texts are sentences.
const MOST_WORDS: usize = 8;

/// What was meant, seen from `now`. A day that has just passed is given back as it is: the caller says so.
#[must_use]
pub fn read(words: &str, now: NaiveDateTime) -> Option<When> {
    let words = split(words);
    if words.len() > MOST_WORDS {
        return None;
    }
    let mut reading = Reading { words: &words, now, day: None, time: None };
    while !reading.words.is_empty() {
        reading.next()?;
    }
    match (reading.day, reading.time) {
        (Some(day), time) => Some(When { day, time }),
        (None, Some(time)) => {
            let passed = time <= now.time();
            let day = if passed { now.date().succ_opt()? } else { now.date() };
            Some(When { day, time: Some(time) })
        }
        (None, None) => None,
    }
}

/// The first and the last day, both included. One date is one day, an end alone begins today.
#[must_use]
pub fn read_period(words: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let now = today.and_time(NaiveTime::MIN);
    let day = |words: &str| read(words, now).filter(|when| when.time.is_none()).map(|when| when.day);
    let words = words.to_lowercase();
    let words = words.trim();
    if let Some(end) = ["до ", "по ", "until ", "till "].iter().find_map(|until| words.strip_prefix(until)) {
        return day(end).filter(|last| *last >= today).map(|last| (today, last));
    }
    if let Some(only) = day(words) {
        return Some((only, only));
    }
    let words = ["с ", "со ", "from "].iter().find_map(|from| words.strip_prefix(from)).unwrap_or(words);
    let (first, last) = [" по ", " до ", " to ", " – ", " — ", " - ", "–", "—", "-"]
        .iter()
        .find_map(|between| words.split_once(between))
        .map(|(first, last)| (first.trim(), last.trim()))?;
    let last_day = day(last)?;
    // «с 1 по 14 декабря»: the month is said once.
    let first_day = match first.parse::<u32>() {
        Ok(number) => last_day.with_day(number)?,
        Err(_) => day(first)?,
    };
    let last_day = if last_day < first_day { last_day.checked_add_months(Months::new(12))? } else { last_day };
    (last_day.signed_duration_since(first_day).num_days() <= 366).then_some((first_day, last_day))
}

/// Words in lower case without what only stands between them.
fn split(words: &str) -> Vec<String> {
    let words = words.to_lowercase().replace('ё', "е");
    let words = words.split(|sign: char| sign.is_whitespace() || sign == ',');
    words.map(|word| word.trim_end_matches(['.', ';']).to_owned()).filter(|word| !word.is_empty()).collect()
}

struct Reading<'a> {
    words: &'a [String],
    now: NaiveDateTime,
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
}

impl Reading<'_> {
    /// Understands the next words, or nothing at all.
    fn next(&mut self) -> Option<()> {
        let word = self.words.first()?.as_str();
        match name(word) {
            Some(Name::Filler) => return self.skip(1),
            Some(Name::In) => return self.after(),
            Some(Name::Next) => return self.next_week(),
            Some(Name::Day(days)) => return self.on(self.now.date().checked_add_days(Days::new(days))?, 1),
            Some(Name::Weekday(weekday)) => return self.on(self.weekday(weekday)?, 1),
            Some(Name::Month(month)) => {
                let day = self.words.get(1)?.parse().ok()?;
                return self.on(self.dated(day, month, None)?, 2);
            }
            Some(Name::Unit(_) | Name::Number(_) | Name::Half(_)) | None => {}
        }
        if let Some(day) = numeric(word, |day, month, year| self.dated(day, month, year)) {
            return self.on(day, 1);
        }
        if let Some(time) = clock(word) {
            return self.at(time, 1);
        }
        self.number(word.parse().ok()?)
    }

    /// «30 ноября 2027», «9 утра», «15 часов».
    fn number(&mut self, number: u32) -> Option<()> {
        let following = self.words.get(1).and_then(|word| name(word));
        match following {
            Some(Name::Month(month)) => {
                let year =
                    self.words.get(2).and_then(|year| year.parse().ok()).filter(|year| (2000..2200).contains(year));
                self.on(self.dated(number, month, year)?, if year.is_some() { 3 } else { 2 })
            }
            Some(Name::Half(later)) => self.at(hour(number, later)?, 2),
            Some(Name::Unit(Unit::Hour)) => match self.words.get(2).and_then(|word| name(word)) {
                Some(Name::Half(later)) => self.at(hour(number, later)?, 3),
                _ => self.at(NaiveTime::from_hms_opt(number, 0, 0)?, 2),
            },
            _ => None,
        }
    }

    /// «через 2 дня», «через неделю», «через две недели».
    fn after(&mut self) -> Option<()> {
        let (count, at) = match self.words.get(1).map(|word| (word.parse().ok(), name(word))) {
            Some((Some(number), _) | (None, Some(Name::Number(number)))) => (number, 2),
            _ => (1_u64, 1),
        };
        let unit = match self.words.get(at).map(|word| (word.as_str(), name(word))) {
            Some((_, Some(Name::Unit(unit)))) => unit,
            // Of two days, not of the afternoon.
            Some(("дня", _)) => Unit::Day,
            _ => return None,
        };
        let today = self.now.date();
        let day = match unit {
            Unit::Day => today.checked_add_days(Days::new(count))?,
            Unit::Week => today.checked_add_days(Days::new(count.checked_mul(7)?))?,
            Unit::Month => today.checked_add_months(Months::new(u32::try_from(count).ok()?))?,
            Unit::Hour => return None,
        };
        self.on(day, at + 1)
    }

    /// «в следующий вторник»: of the week after this one.
    fn next_week(&mut self) -> Option<()> {
        let Some(Name::Weekday(weekday)) = self.words.get(1).and_then(|word| name(word)) else { return None };
        let monday = self.now.date().checked_sub_days(Days::new(self.now.weekday().num_days_from_monday().into()))?;
        self.on(monday.checked_add_days(Days::new(7 + u64::from(weekday)))?, 2)
    }

    /// The next day with this name after today.
    fn weekday(&self, weekday: u32) -> Option<NaiveDate> {
        let today = self.now.date();
        let ahead = (weekday + 7 - today.weekday().num_days_from_monday()) % 7;
        today.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead.into() }))
    }

    /// A date whose year may have to be guessed.
    fn dated(&self, day: u32, month: u32, year: Option<i32>) -> Option<NaiveDate> {
        let today = self.now.date();
        if let Some(year) = year {
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        let this = NaiveDate::from_ymd_opt(today.year(), month, day);
        match this.filter(|date| today.signed_duration_since(*date).num_days() <= LONG_PAST) {
            Some(date) => Some(date),
            None => NaiveDate::from_ymd_opt(today.year() + 1, month, day),
        }
    }

    fn on(&mut self, day: NaiveDate, words: usize) -> Option<()> {
        self.day.replace(day).is_none().then_some(())?;
        self.skip(words)
    }

    fn at(&mut self, time: NaiveTime, words: usize) -> Option<()> {
        self.time.replace(time).is_none().then_some(())?;
        self.skip(words)
    }

    fn skip(&mut self, words: usize) -> Option<()> {
        self.words = self.words.get(words..)?;
        Some(())
    }
}

/// `30.11`, `30.11.26`, `30.11.2026`, `30/11`, `2026-11-30`.
fn numeric(word: &str, dated: impl Fn(u32, u32, Option<i32>) -> Option<NaiveDate>) -> Option<NaiveDate> {
    if let Ok(date) = NaiveDate::parse_from_str(word, "%Y-%m-%d") {
        return Some(date);
    }
    let separator = ['.', '/'].into_iter().find(|sign| word.contains(*sign))?;
    let fields: Vec<&str> = word.split(separator).collect();
    let year = |text: &str| match (text.len(), text.parse::<i32>().ok()?) {
        (2, year) => Some(2000 + year),
        (4, year) => Some(year),
        _ => None,
    };
    match fields.as_slice() {
        [day, month] => dated(day.parse().ok()?, month.parse().ok()?, None),
        [day, month, written] => dated(day.parse().ok()?, month.parse().ok()?, Some(year(written)?)),
        _ => None,
    }
}

/// `15:00`, `17-00`, `3pm`.
fn clock(word: &str) -> Option<NaiveTime> {
    for (half, later) in [("am", false), ("pm", true)] {
        if let Some(number) = word.strip_suffix(half) {
            return hour(number.parse().ok()?, later);
        }
    }
    let (hours, minutes) = word.split_once([':', '-'])?;
    let digits =
        |text: &str, least: usize| (least..=2).contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_digit());
    if !digits(hours, 1) || !digits(minutes, 2) {
        return None;
    }
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

/// «3 дня» is three in the afternoon, «9 утра» nine in the morning.
fn hour(number: u32, later: bool) -> Option<NaiveTime> {
    let hour = if later && number < 12 { number + 12 } else { number };
    NaiveTime::from_hms_opt(hour, 0, 0)
}
