//! `/heatmap`: where it burns, topics against units or settlements.

use std::collections::BTreeMap;

use super::figures::Within;
use super::show::{asked, top};
use crate::cards::heat::{Counts, HeatView, Row, message};
use crate::cards::rating::spans;
use crate::domain::figures::as_number;
use crate::domain::ids::{TopicCode, UnitCode};
use crate::domain::period::{Period, Span};
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::Person;
use crate::domain::rating::Settings;
use crate::flows::{Outcome, Refusal, Turn, toast};
use crate::i18n::Words;
use crate::messenger::callback::ReportPress;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::StoreError;
use crate::store::reports::{self, Place};

/// What stands in the rows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    Unit,
    Place,
}

impl By {
    const fn press(self) -> ReportPress {
        match self {
            Self::Unit => ReportPress::HeatByUnit,
            Self::Place => ReportPress::HeatByPlace,
        }
    }
}

/// `/heatmap`, `/heatmap month`.
pub async fn command(turn: &mut Turn<'_>, actor: &Person, rest: &str) -> Outcome {
    let message = shown(turn, actor, asked(rest), By::Unit).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another period, or the other rows, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, span: Span, by: By) -> Outcome {
    let message = shown(turn, actor, span, by).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turn.words.toast_drawing()))
}

async fn shown(turn: &mut Turn<'_>, actor: &Person, span: Span, by: By) -> Result<Message, crate::flows::FlowError> {
    if !has_right(actor, Right::Reports) {
        return Err(Refusal::NotAllowed.into());
    }
    let words = turn.words;
    let message = drawn(turn, words, &top(turn), span, by).await?;
    let other = match by {
        By::Unit => Button::press(words.button_by_places(), &By::Place.press().of(span)),
        By::Place => Button::press(words.button_by_units(), &By::Unit.press().of(span)),
    };
    Ok(message.with_keyboard(Keyboard::default().row(spans(Some(span), &by.press(), words)).row([other])))
}

/// The map of a part of the tree.
pub async fn drawn(
    turn: &mut Turn<'_>,
    words: &Words,
    within: &UnitCode,
    span: Span,
    by: By,
) -> Result<Message, StoreError> {
    let period = span.ending(turn.today());
    let cells = cells(turn, within, period, span, by).await?;
    let settings = Settings::of(turn.directory());
    let directory = turn.directory();
    Ok(message(&HeatView { cells: &cells, span, period, settings: &settings, directory, words, today: turn.today() }))
}

type Cells = BTreeMap<(Row, Option<String>), Counts>;

async fn cells(
    turn: &mut Turn<'_>,
    within: &UnitCode,
    period: Period,
    span: Span,
    by: By,
) -> Result<Cells, StoreError> {
    let within = Within::of(within, turn.directory());
    let known = turn.known.clone();
    let group = |code: &Option<TopicCode>| {
        let topic = code.as_ref().and_then(|code| known.directory.topic(code));
        topic.map(|topic| topic.group.clone())
    };
    let row = |unit: &Option<UnitCode>, place: &Place| match by {
        By::Unit => Row::Unit(unit.clone()),
        By::Place => Row::Place(place.settlement.clone()),
    };
    let mut cells = Cells::new();
    for counted in within.only(reports::received_by_place(turn.tx, period).await?) {
        let key = (row(&counted.unit, &counted.what), group(&counted.what.topic));
        cells.entry(key).or_default().received += counted.count;
    }
    let end = period.end(turn.clocks().centre(), turn.now);
    for counted in within.only(reports::lateness(turn.tx, period, end).await?) {
        let key = (row(&counted.unit, &counted.what.place), group(&counted.what.place.topic));
        let counts = cells.entry(key).or_default();
        counts.owed += counted.count;
        counts.late += counted.what.late;
    }
    let before = before(period, span);
    if reports::first_day(turn.tx).await?.is_none_or(|first| first > before.first) {
        return Ok(cells);
    }
    let share = as_number(period.days()) / as_number(before.days());
    for counted in within.only(reports::received_by_place(turn.tx, before).await?) {
        let key = (row(&counted.unit, &counted.what), group(&counted.what.topic));
        if let Some(counts) = cells.get_mut(&key) {
            *counts.usual.get_or_insert(0.0) += as_number(counted.count) * share;
        }
    }
    for counts in cells.values_mut() {
        counts.usual.get_or_insert(0.0);
    }
    Ok(cells)
}

/// The days that tell what is usual: four weeks before a week, as many days before a longer time.
fn before(period: Period, span: Span) -> Period {
    let times = if span == Span::Week { 4 } else { 1 };
    Period { first: period.earlier(span.days() * times).first, last: period.before().last }
}
