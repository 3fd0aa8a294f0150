//! Words of reports: periods, parts of a score, numbers.

use super::Words;
use crate::domain::directory::Language;
use crate::domain::period::Span;
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
