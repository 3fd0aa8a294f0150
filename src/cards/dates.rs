//! The days to choose from on a card: another due moment, the day of a promise, more time.

use chrono::{Days, NaiveDate};

use super::incident::IncidentView;
use crate::domain::incident::{Incident, SetBy};
use crate::domain::moment::Moment;
use crate::domain::working_time::WorkingTime;
use crate::i18n::Words;
use crate::messenger::callback::{IncidentPress, TermPress};
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Keyboard};

/// ⏰: today, tomorrow, in three working days, in a week; and back to the rule.
pub(super) fn dues(view: &IncidentView<'_>, words: &Words) -> (Html, Keyboard) {
    let time = view.clocks.time(view.incident);
    let today = time.day_of(view.now);
    let days = [
        (words.plain_choice_today(), Some(today).filter(|day| time.is_working_day(*day))),
        (words.plain_choice_tomorrow(), today.succ_opt().filter(|day| time.is_working_day(*day))),
        (words.plain_choice_three_days(), Some(time.working_day_after(today, 3))),
        (words.plain_choice_week(), week_after(time, today)),
    ];
    let days = days.into_iter().filter_map(|(label, day)| Some((label, day?)));
    let rows = days.filter(|(_, day)| time.usual_end(*day) > view.now).map(|(label, day)| {
        let label = words.button_choice(&label, &words.date_time(time.usual_end(day), view.zone(), view.now));
        Button::press(label, &TermPress::DueOn(day).of(view.incident.id))
    });
    let set = is_set(view.incident);
    let rule = set.then(|| Button::press(words.button_by_rule(), &TermPress::DueByRule.of(view.incident.id)));
    (words.card_choose_due(), keyboard(view, rows, rule, words))
}

fn is_set(incident: &Incident) -> bool {
    let set_by = if incident.final_from.is_some() { incident.final_set_by } else { incident.reply_set_by };
    set_by == SetBy::Person
}

/// ⏳: tomorrow, in three working days, in a week; none that the final term does not allow.
pub(super) fn promises(view: &IncidentView<'_>, words: &Words) -> (Html, Keyboard) {
    let time = view.clocks.time(view.incident);
    let today = time.day_of(view.now);
    let last = view.clocks.timers(view.incident).final_.map(|term| time.day_of(time.due(term, view.now)));
    let mut days = vec![
        (words.plain_choice_next_day(), Some(time.working_day_after(today, 1))),
        (words.plain_choice_three_days(), Some(time.working_day_after(today, 3))),
        (words.plain_choice_week(), week_after(time, today)),
    ];
    days.retain(|(_, day)| day.is_some_and(|day| last.is_none_or(|last| day <= last)));
    let rows = days.into_iter().filter_map(|(label, day)| {
        let day = day?;
        let label = words.button_choice(&label, &words.day(day, today));
        Some(Button::press(label, &TermPress::PromiseOn(day).of(view.incident.id)))
    });
    (words.card_choose_promise(), keyboard(view, rows, None, words))
}

/// 📅: one, three working days or a week more than there are.
pub(super) fn extensions(view: &IncidentView<'_>, words: &Words) -> (Html, Keyboard) {
    let time = view.clocks.time(view.incident);
    let today = time.day_of(view.now);
    let from = view.incident.due().map_or(today, |due| time.day_of(due).max(today));
    let days = [
        (words.plain_choice_one_more(), Some(time.working_day_after(from, 1))),
        (words.plain_choice_three_more(), Some(time.working_day_after(from, 3))),
        (words.plain_choice_week_more(), week_after(time, from)),
    ];
    let rows = days.into_iter().filter_map(|(label, day)| {
        let day = day?;
        let at: Moment = time.usual_end(day);
        let label = words.button_choice(&label, &words.date_time(at, view.zone(), view.now));
        Some(Button::press(label, &TermPress::ExtendTo(day).of(view.incident.id)))
    });
    (words.card_choose_extension(), keyboard(view, rows, None, words))
}

/// A week later, or the working day that follows.
fn week_after(time: &WorkingTime, day: NaiveDate) -> Option<NaiveDate> {
    Some(time.working_day_after(day.checked_add_days(Days::new(7))?, 0))
}

fn keyboard(
    view: &IncidentView<'_>,
    rows: impl Iterator<Item = Button>,
    more: Option<Button>,
    words: &Words,
) -> Keyboard {
    let back = Button::press(words.button_back(), &IncidentPress::Main.of(view.incident.id));
    rows.fold(Keyboard::default(), |keyboard, row| keyboard.row([row])).row(more).row([back])
}
