//! The incidents behind a figure, page by page; and `/today`, what runs out before the day ends.

use super::figures::Within;
use crate::cards::{Page, list};
use crate::domain::figures::Behind;
use crate::domain::ids::{DigestId, UnitCode};
use crate::domain::incident::Incident;
use crate::domain::period::Period;
use crate::domain::person::Person;
use crate::domain::visibility::{Scope, visible_units};
use crate::flows::waiting::{lines, turned};
use crate::flows::{FlowError, Outcome, Refusal, Turn, toast};
use crate::messenger::callback::IncidentsPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::behind::{self, Asked};
use crate::store::lists::{PAGE, Part};
use crate::store::{StoreError, digests, reports};

/// `/today`.
pub async fn due_today(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let (message, _) = drawn_today(turn, actor, 1).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another page of it, or the same anew, in place.
pub async fn today_turn_to(turn: &mut Turn<'_>, actor: &Person, page: u32) -> Outcome {
    let (message, page) = drawn_today(turn, actor, page).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turned(turn.words, page)))
}

async fn drawn_today(turn: &mut Turn<'_>, actor: &Person, page: u32) -> Result<(Message, Page), StoreError> {
    let today = turn.today();
    let asked = asked(turn, actor, Behind::DueToday, Period { first: today, last: today }, seen(turn, actor));
    let words = turn.words;
    let title = |total| if total == 0 { words.say_today_none() } else { words.say_today(total) };
    drawn(turn, actor, &asked, page, IncidentsPress::DueToday, title).await
}

/// The incidents behind a figure of a digest, below it.
pub async fn open(turn: &mut Turn<'_>, actor: &Person, id: DigestId, what: Behind) -> Outcome {
    let (message, _) = drawn_behind(turn, actor, id, what, 1).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another page of them, or the same anew, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, id: DigestId, what: Behind, page: u32) -> Outcome {
    let (message, page) = drawn_behind(turn, actor, id, what, page).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turned(turn.words, page)))
}

async fn drawn_behind(
    turn: &mut Turn<'_>,
    actor: &Person,
    id: DigestId,
    what: Behind,
    page: u32,
) -> Result<(Message, Page), FlowError> {
    let figures = digests::load(turn.tx, id).await?.ok_or(Refusal::NotFound)?;
    let within = Within::of(&figures.unit, turn.directory());
    let units = match seen(turn, actor) {
        None => (!within.is_whole()).then(|| within.units()),
        Some(units) => Some(units.into_iter().filter(|unit| within.has(Some(unit))).collect()),
    };
    let asked = asked(turn, actor, what, figures.period, units);
    let days = turn.words.span(figures.period.first, figures.period.last, turn.today());
    let title = title(turn, what, &days);
    let nothing = turn.words.say_behind_none();
    let title = |total| if total == 0 { Html::lines([title, nothing]) } else { title };
    Ok(drawn(turn, actor, &asked, page, IncidentsPress::Behind(id, what), title).await?)
}

fn title(turn: &Turn<'_>, what: Behind, days: &str) -> Html {
    let words = turn.words;
    match what {
        Behind::Received => words.say_behind_received(days),
        Behind::Solved => words.say_behind_solved(days),
        Behind::InWork => words.say_behind_in_work(),
        Behind::Monitoring => words.say_behind_monitoring(),
        Behind::Overdue => words.say_behind_overdue(),
        Behind::DueToday => words.say_behind_due_today(),
        Behind::Forgotten => words.say_behind_forgotten(),
    }
}

/// Units whose incidents the person sees; `None`: all, and those of no unit.
fn seen(turn: &Turn<'_>, actor: &Person) -> Option<Vec<UnitCode>> {
    match visible_units(actor, turn.directory()) {
        Scope::All | Scope::Registered => None,
        Scope::Units(units) => Some(units),
        Scope::None => Some(Vec::new()),
    }
}

fn asked(turn: &Turn<'_>, actor: &Person, behind: Behind, period: Period, units: Option<Vec<UnitCode>>) -> Asked {
    let drafts = visible_units(actor, turn.directory()) == Scope::All;
    Asked { behind, period, units, drafts, now: turn.now, day_ends: turn.day_ends() }
}

async fn drawn(
    turn: &mut Turn<'_>,
    actor: &Person,
    asked: &Asked,
    page: u32,
    press: IncidentsPress,
    title: impl FnOnce(i64) -> Html,
) -> Result<(Message, Page), StoreError> {
    let mut part = behind::page(turn.tx, asked, page).await?;
    if part.rows.is_empty() && page > 1 {
        // What was on that page is settled meanwhile.
        part = behind::page(turn.tx, asked, 1).await?;
        return Ok(listed(turn, actor, &part, 1, press, title));
    }
    Ok(listed(turn, actor, &part, page, press, title))
}

fn listed(
    turn: &Turn<'_>,
    actor: &Person,
    part: &Part<Incident>,
    page: u32,
    press: IncidentsPress,
    title: impl FnOnce(i64) -> Html,
) -> (Message, Page) {
    let known = turn.known.clone();
    let lines = lines(turn, &known.directory, actor);
    let page = Page::of(page, part.total, PAGE);
    let buttons = part.rows.iter().map(|incident| lines.open(incident)).collect();
    (list(title(part.total), buttons, page, press, turn.words), page)
}

/// What runs out today, by unit: to a group.
pub async fn today_in_group(turn: &mut Turn<'_>, unit: &UnitCode) -> Result<Message, StoreError> {
    let within = Within::of(unit, turn.directory());
    let words = turn.words_of_centre();
    let mut units: Vec<(String, i64)> = Vec::new();
    for row in reports::standing(turn.tx, turn.now, turn.day_ends()).await? {
        let unit = row.unit.map(UnitCode);
        if row.due_today > 0 && within.has(unit.as_ref()) {
            let known = unit.as_ref().and_then(|unit| turn.directory().unit(unit));
            units.push((known.map_or_else(|| words.plain_status_new(), |unit| unit.short.clone()), row.due_today));
        }
    }
    units.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let total: i64 = units.iter().map(|(_, count)| count).sum();
    if total == 0 {
        return Ok(Message::text(words.say_today_none()));
    }
    let rows: Vec<String> =
        units.iter().map(|(unit, count)| words.plain_digest_item(unit, &count.to_string())).collect();
    Ok(Message::text(Html::lines([words.say_today(total), Html::escape(&rows.join(", "))])))
}
