//! Words of reports: periods, parts of a score, numbers.

use chrono::{Datelike, NaiveDate};

use super::Words;
use crate::domain::directory::Language;
use crate::domain::period::{Period, Span};
use crate::domain::rating::Part;

impl Words {
    /// «за 7 дней».
    pub fn report_span(&self, span: Span) -> String {
        match span {
            Span::Week => self.plain_span_week(),
            Span::Month => self.plain_span_month(),
            Span::Quarter => self.plain_span_quarter(),
        }
    }

    /// «20–26 нояб.», «28 окт. – 26 нояб.»; with the year when it is another than that of `today`.
    pub fn dates(&self, period: Period, today: NaiveDate) -> String {
        let month = |day: NaiveDate| self.plain_month(day.month().into());
        let day = |day: NaiveDate| self.plain_date_of_month(&day.day().to_string(), &month(day));
        let Period { first, last } = period;
        let span = if first == last {
            day(first)
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            self.plain_dates_of_month(&first.day().to_string(), &last.day().to_string(), &month(first))
        } else {
            self.plain_span(&day(first), &day(last))
        };
        if last.year() == today.year() { span } else { self.plain_dates_of_year(&span, &last.year().to_string()) }
    }

    /// «Месяц».
    pub fn span_button(&self, span: Span) -> String {
        match span {
            Span::Week => self.button_week(),
            Span::Month => self.button_month(),
            Span::Quarter => self.button_quarter(),
        }
    }

    /// «в срок».
    pub fn part(&self, part: Part) -> String {
        match part {
            Part::OnTime => self.plain_part_on_time(),
            Part::Speed => self.plain_part_speed(),
            Part::Completeness => self.plain_part_completeness(),
            Part::NoRepeat => self.plain_part_no_repeat(),
        }
    }

    /// With one digit behind the comma, or none where it is a whole number: «2,9», «40».
    pub fn decimal(&self, number: f64) -> String {
        let written = format!("{number:.1}");
        let written = written.strip_suffix(".0").map(str::to_owned).unwrap_or(written);
        if self.language == Language::Ru.code() { written.replace('.', ",") } else { written }
    }
}
