//! `/rating`: the tables to those who read them all, to others how their own unit stands and why.

use super::rating::{Why, costs, rated};
use crate::cards::rating::{Costing, RatingView, WhyView, caption, choose, spans, why, with_picture};
use crate::domain::ids::UnitCode;
use crate::domain::period::{Period, Span};
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::{Person, Role};
use crate::domain::rating::{Ranking, Settings};
use crate::domain::visibility::{Scope, visible_units};
use crate::flows::{Outcome, Refusal, Turn, toast};
use crate::i18n::Words;
use crate::messenger::callback::ReportPress;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::StoreError;

/// `/rating`, `/rating month`.
pub async fn command(turn: &mut Turn<'_>, actor: &Person, rest: &str) -> Outcome {
    let message = drawn(turn, actor, asked(rest)).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another period, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, span: Span) -> Outcome {
    let message = drawn(turn, actor, span).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turn.words.toast_drawing()))
}

/// The period named behind a command; a week where none is.
pub fn asked(rest: &str) -> Span {
    rest.trim().parse().unwrap_or(Span::Week)
}

async fn drawn(turn: &mut Turn<'_>, actor: &Person, span: Span) -> Result<Message, StoreError> {
    let words = turn.words;
    if has_right(actor, Right::Reports) {
        let message = tables(turn, words, &top(turn), span).await?;
        let whose = Button::press(words.button_why(), &ReportPress::Whose.of(span));
        return Ok(message.with_keyboard(periods(span, &ReportPress::Rating, words).row([whose])));
    }
    let units = own_units(actor);
    let Some((unit, others)) = units.split_first() else {
        return Ok(Message::text(words.say_rating_nobody()));
    };
    let mut message = explained(turn, actor, unit, span).await?;
    let rows = message.keyboard.take().unwrap_or_default().row(spans(Some(span), &ReportPress::Rating, words));
    let other = |unit: &UnitCode| {
        let name = turn.directory().unit(unit).map_or_else(|| unit.to_string(), |unit| unit.short.clone());
        Button::press(name, &ReportPress::Why(unit.clone()).of(span))
    };
    Ok(message.with_keyboard(others.iter().map(other).fold(rows, |keyboard, button| keyboard.row([button]))))
}

fn periods(span: Span, press: &ReportPress, words: &Words) -> Keyboard {
    Keyboard::default().row(spans(Some(span), press, words))
}

/// The picture of all tables of a part of the tree.
pub async fn tables(turn: &mut Turn<'_>, words: &Words, within: &UnitCode, span: Span) -> Result<Message, StoreError> {
    let period = span.ending(turn.today());
    let tables = rated(turn, within, period).await?.tables;
    let settings = Settings::of(turn.directory());
    let view = view(turn, words, &tables, period, &settings);
    Ok(with_picture(&view, caption(&view, span)))
}

/// The tables of the whole tree, for days of its own.
pub async fn rating_of_all(turn: &mut Turn<'_>, period: Period) -> Result<Vec<Ranking>, StoreError> {
    let top = top(turn);
    Ok(rated(turn, &top, period).await?.tables)
}

fn view<'a>(
    turn: &'a Turn<'_>,
    words: &'a Words,
    tables: &'a [Ranking],
    period: Period,
    settings: &'a Settings,
) -> RatingView<'a> {
    RatingView { tables, period, settings, directory: turn.directory(), words, today: turn.today() }
}

/// 🔎 Почему так: the units to choose from.
pub async fn whose(turn: &mut Turn<'_>, actor: &Person, span: Span) -> Outcome {
    if !has_right(actor, Right::Reports) {
        return Err(Refusal::NotAllowed.into());
    }
    let period = span.ending(turn.today());
    let (top, words) = (top(turn), turn.words);
    let tables = rated(turn, &top, period).await?.tables;
    let settings = Settings::of(turn.directory());
    let message = choose(&view(turn, words, &tables, period, &settings), span);
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Why this unit has its score; to those who read all tables, and to the unit itself.
pub async fn why_of(turn: &mut Turn<'_>, actor: &Person, span: Span, unit: &UnitCode) -> Outcome {
    if !has_right(actor, Right::Reports) && !own_units(actor).contains(unit) {
        return Err(Refusal::NotAllowed.into());
    }
    let message = explained(turn, actor, unit, span).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

async fn explained(turn: &mut Turn<'_>, actor: &Person, unit: &UnitCode, span: Span) -> Result<Message, StoreError> {
    let period = span.ending(turn.today());
    let (top, settings) = (top(turn), Settings::of(turn.directory()));
    let rated = rated(turn, &top, period).await?;
    let table = rated.tables.iter().find(|table| table.rows.iter().any(|row| row.unit == *unit));
    let row = table.and_then(|table| table.rows.iter().find(|row| row.unit == *unit));
    let of = table.map_or(0, |table| table.rows.iter().filter(|row| row.place.is_some()).count());
    let reasons = match rated.tallies.get(unit) {
        Some(tally) => costs(turn, unit, period, tally).await?,
        None => Why { costs: Vec::new(), pull: 0.0 },
    };
    let words = turn.words;
    let topic = |code: &Option<crate::domain::ids::TopicCode>| {
        let known = code.as_ref().and_then(|code| turn.directory().topic(code));
        known.map_or_else(|| words.plain_digest_no_topic(), |topic| topic.name.clone())
    };
    let costing = |cost: &super::rating::Cost| Costing {
        incident: cost.incident,
        number: cost.number.map(|number| number.to_string()).unwrap_or_default(),
        topic: topic(&cost.topic),
        points: cost.points,
    };
    let costing: Vec<Costing> = reasons.costs.iter().map(costing).collect();
    let directory = turn.directory();
    let names = match visible_units(actor, directory) {
        Scope::All | Scope::Registered => true,
        Scope::Units(units) => units.contains(unit),
        Scope::None => false,
    };
    let pull = reasons.pull;
    Ok(why(&WhyView { unit, row, of, costs: &costing, names, pull, span, settings: &settings, directory, words }))
}

/// The units a person answers for.
fn own_units(actor: &Person) -> Vec<UnitCode> {
    let mut units: Vec<UnitCode> =
        [Role::Recipient, Role::Lead].iter().flat_map(|role| actor.units_as(*role)).cloned().collect();
    units.sort();
    units.dedup();
    units
}

/// The head of the whole tree; an empty directory has none.
pub fn top(turn: &Turn<'_>) -> UnitCode {
    let top = turn.directory().units.iter().find(|unit| unit.parent.is_none());
    top.map_or_else(|| UnitCode(String::new()), |unit| unit.code.clone())
}
