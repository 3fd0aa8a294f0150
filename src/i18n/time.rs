//! Dates and terms as people write them: «пт 27 нояб., 14:05», «8 раб. ч».

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;

use super::Words;
use crate::domain::moment::Moment;
use crate::domain::term::{Term, TermUnit};

impl Words {
    /// «пт 27 нояб., 14:05»; with the year when it is another than that of `now`. For cards and drafts.
    pub fn date_time(&self, at: Moment, zone: Tz, now: Moment) -> String {
        self.plain_date_time(&self.date(at, zone, now), &self.time(at, zone))
    }

    /// «пн 30 нояб.» of a local day; with the year when it is another than that of `today`.
    pub fn day(&self, day: NaiveDate, today: NaiveDate) -> String {
        let weekday = self.plain_weekday(day.weekday().number_from_monday().into());
        let (number, month) = (day.day().to_string(), self.plain_month(day.month().into()));
        if day.year() == today.year() {
            self.plain_date(&weekday, &number, &month)
        } else {
            self.plain_date_year(&weekday, &number, &month, &day.year().to_string())
        }
    }

    /// «пн 30 нояб. – пт 4 дек.»; one day is that day.
    pub fn span(&self, first: NaiveDate, last: NaiveDate, today: NaiveDate) -> String {
        let day = |day| self.day(day, today);
        if first == last { day(first) } else { self.plain_span(&day(first), &day(last)) }
    }

    /// «пт 27 нояб.»; with the year when it is another than that of `now`.
    pub fn date(&self, at: Moment, zone: Tz, now: Moment) -> String {
        let at = at.local(zone);
        let weekday = self.weekday(&at);
        let month = self.plain_month(at.month().into());
        let day = at.day().to_string();
        if at.year() == now.local(zone).year() {
            self.plain_date(&weekday, &day, &month)
        } else {
            self.plain_date_year(&weekday, &day, &month, &at.year().to_string())
        }
    }

    /// «14:05».
    pub fn time(&self, at: Moment, zone: Tz) -> String {
        at.local(zone).format("%H:%M").to_string()
    }

    /// What follows «до»: «14:05» today, «завтра, 14:05», «пн 14:05» within six days, else the date and time.
    /// Only for messages of the moment: in a card such words would soon be wrong.
    pub fn until(&self, at: Moment, zone: Tz, now: Moment) -> String {
        let local = at.local(zone);
        let days = local.date_naive().signed_duration_since(now.local(zone).date_naive()).num_days();
        let time = self.time(at, zone);
        match days {
            0 => time,
            1 => self.plain_until_tomorrow(&time),
            2..=6 => self.plain_until_weekday(&self.weekday(&local), &time),
            _ => self.date_time(at, zone, now),
        }
    }

    /// «сегодня в 14:05», «завтра в 09:05», «вчера в 17:00», else «пт 27 нояб., 14:05». Only for messages of the moment.
    pub fn at(&self, at: Moment, zone: Tz, now: Moment) -> String {
        let day = |moment: Moment| moment.local(zone).date_naive();
        let time = self.time(at, zone);
        match day(at).signed_duration_since(day(now)).num_days() {
            -1 => self.plain_at_yesterday(&time),
            0 => self.plain_at_today(&time),
            1 => self.plain_at_tomorrow(&time),
            _ => self.date_time(at, zone, now),
        }
    }

    /// How long ago, in the two largest measures: «2 дня 3 ч», «3 ч 5 мин», «5 мин».
    pub fn lateness(&self, since: Moment, now: Moment) -> String {
        let minutes = now.millis().saturating_sub(since.millis()).div_euclid(60_000).max(1);
        let (days, hours, minutes) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
        let days = (days > 0).then(|| self.plain_term_days(days));
        let hours = (hours > 0).then(|| self.plain_term_hours(&hours.to_string()));
        let minutes = (minutes > 0 && days.is_none()).then(|| self.plain_term_minutes(&minutes.to_string()));
        days.into_iter().chain(hours).chain(minutes).collect::<Vec<_>>().join(" ")
    }

    /// «8 раб. ч», «3 ч», «7 раб. дней».
    pub fn term(&self, term: Term) -> String {
        let count = term.amount.to_string();
        match term.unit {
            TermUnit::WorkingHours => self.plain_term_working_hours(term.amount.into()),
            TermUnit::WorkingMinutes => self.plain_term_working_minutes(&count),
            TermUnit::Hours => self.plain_term_hours(&count),
            TermUnit::Minutes => self.plain_term_minutes(&count),
            TermUnit::Days => self.plain_term_days(term.amount.into()),
            TermUnit::WorkingDays => self.plain_term_working_days(term.amount.into()),
        }
    }

    /// Working time as «2 раб. ч», «30 раб. мин», «1 раб. ч 20 мин».
    pub fn work(&self, work: Duration) -> String {
        let minutes = work.as_secs() / 60;
        let (hours, minutes) = (minutes / 60, (minutes % 60).to_string());
        let hours_told = || self.plain_term_working_hours(i64::try_from(hours).unwrap_or(i64::MAX));
        match (hours, minutes.as_str()) {
            (0, _) => self.plain_term_working_minutes(&minutes),
            (_, "0") => hours_told(),
            _ => format!("{} {}", hours_told(), self.plain_term_minutes(&minutes)),
        }
    }

    /// «2 ч 10 мин», «1 день 3 ч»: clock time from one moment to another, in its two largest units.
    pub fn elapsed(&self, from: Moment, to: Moment) -> String {
        let minutes = to.millis().saturating_sub(from.millis()).max(0) / 60_000;
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        let hours_told = || self.plain_term_hours(&hours.to_string());
        let (large, small) = match (days, hours) {
            (0, 0) => (None, self.plain_term_minutes(&minutes.to_string())),
            (0, _) => (Some(hours_told()), self.plain_term_minutes(&minutes.to_string())),
            _ => (Some(self.plain_term_days(days)), hours_told()),
        };
        large.map(|large| format!("{large} {small}")).unwrap_or(small)
    }

    fn weekday(&self, at: &DateTime<Tz>) -> String {
        self.plain_weekday(at.weekday().number_from_monday().into())
    }
}
