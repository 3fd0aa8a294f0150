//! The rating: a picture of the tables, and in words why a unit has its score.

use chrono::NaiveDate;

use super::limit;
use super::names::{capitalised, inside, league, moved_by, unit};
use crate::domain::directory::Directory;
use crate::domain::ids::{IncidentId, UnitCode};
use crate::domain::period::{Period, Span};
use crate::domain::rating::{self, Movement, PARTS, Part, Ranked, Ranking, Settings};
use crate::i18n::Words;
use crate::messenger::callback::{IncidentPress, ReportPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Content, Keyboard, Message, Picture};
use crate::report::{Drawing, rating as drawn};

/// What is told, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct RatingView<'a> {
    pub tables: &'a [Ranking],
    pub period: Period,
    pub settings: &'a Settings,
    pub directory: &'a Directory,
    pub words: &'a Words,
    /// The local day it is.
    pub today: NaiveDate,
}

/// The picture of the tables with these words below it; where nobody can be compared, the words alone.
#[must_use]
pub fn with_picture(view: &RatingView<'_>, caption: Html) -> Message {
    if view.tables.iter().flat_map(|table| &table.rows).all(|row| row.place.is_none()) {
        return Message::text(caption);
    }
    let drawing = Drawing::Rating(picture(view));
    match serde_json::to_value(&drawing) {
        Ok(image) => Message::of(Content::Picture(Picture { image, caption })),
        // Plain values can always be written.
        Err(_) => Message::text(caption),
    }
}

/// «📊 Рейтинг за 7 дней», who leads, and how it is counted.
#[must_use]
pub fn caption(view: &RatingView<'_>, span: Span) -> Html {
    let words = view.words;
    let days = words.dates(view.period, view.today);
    let title = words.say_rating(words.report_span(span), days);
    let leader = view.tables.iter().flat_map(|table| &table.rows).find(|row| row.place == Some(1));
    match leader {
        Some(row) => {
            let name = unit(view.directory, &row.unit);
            let leader = words.say_rating_leader(name, i64::from(row.score.shown()));
            Html::lines([title, leader, Html::default(), words.say_rating_how()])
        }
        None => Html::lines([title, words.say_rating_nobody()]),
    }
}

fn picture(view: &RatingView<'_>) -> drawn::Rating {
    let words = view.words;
    let several = view.tables.len() > 1;
    let weight = |part: Part| format!("{:.0}", view.settings.weights.all()[part as usize]);
    let mut picture = drawn::Rating {
        title: conclusion(view),
        subtitle: words.dates(view.period, view.today),
        source: words.picture_rating_source(
            &weight(Part::OnTime),
            &weight(Part::Speed),
            &weight(Part::Completeness),
            &weight(Part::NoRepeat),
        ),
        parts: std::array::from_fn(|at| words.part(Part::ALL[at])),
        leagues: view.tables.iter().map(|table| drawn_league(view, table, several)).collect(),
        unranked_title: words.picture_unranked(&view.settings.minimum.to_string()),
        unranked: view
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .filter_map(|row| drawn_unranked(view, row))
            .collect(),
        words: drawn::Words { overdue: words.picture_overdue(), new: words.picture_new() },
        ..drawn::Rating::default()
    };
    picture.leagues.retain(|league| !league.rows.is_empty());
    picture.cut(|count| words.picture_more(&count.to_string()))
}

fn drawn_league(view: &RatingView<'_>, table: &Ranking, several: bool) -> drawn::League {
    let rows = table.rows.iter().filter_map(|row| drawn_row(view, row)).collect();
    let name = several.then(|| league(&table.league, view.directory, view.words));
    drawn::League { name, rows, ..drawn::League::default() }
}

fn drawn_row(view: &RatingView<'_>, row: &Ranked) -> Option<drawn::Row> {
    let movement = match row.movement()? {
        Movement::Up(by) => drawn::Movement::Up(by),
        Movement::Down(by) => drawn::Movement::Down(by),
        Movement::Same => drawn::Movement::Same,
        Movement::New => drawn::Movement::New,
    };
    Some(drawn::Row {
        place: row.place?,
        name: unit(view.directory, &row.unit),
        movement,
        score: row.score.shown(),
        points: std::array::from_fn(|at| row.score.parts[at].map(|earned| earned.points)),
        weights: std::array::from_fn(|at| row.score.parts[at].map_or(0.0, |earned| earned.weight)),
        incidents: view.words.plain_incidents(i64::from(row.incidents)),
        overdue: row.overdue,
    })
}

fn drawn_unranked(view: &RatingView<'_>, row: &Ranked) -> Option<drawn::Unranked> {
    let incidents = view.words.plain_incidents(i64::from(row.incidents));
    row.place.is_none().then(|| drawn::Unranked { name: unit(view.directory, &row.unit), incidents })
}

/// What the picture says, in a few words.
fn conclusion(view: &RatingView<'_>) -> String {
    let words = view.words;
    let Some(table) = view.tables.iter().find(|table| table.rows.iter().any(|row| row.place.is_some())) else {
        return String::new();
    };
    let ranked: Vec<&Ranked> = table.rows.iter().filter(|row| row.place.is_some()).collect();
    let name = |row: &Ranked| unit(view.directory, &row.unit);
    let first: Vec<&&Ranked> = ranked.iter().filter(|row| row.place == Some(1)).collect();
    let last = ranked.last();
    match (first.as_slice(), last) {
        ([one], _) if matches!(one.movement(), Some(Movement::Up(_))) => words.picture_rating_tops(&name(one)),
        (_, Some(last)) if ranked.len() > 2 && is_behind(last, &ranked) => words.picture_rating_lags(&name(last)),
        (_, Some(last)) if ranked.len() > 1 && last.score.shown() >= WELL => words.picture_rating_all_well(),
        ([one], _) => words.picture_rating_leads(&name(one)),
        ([one, other], _) => words.picture_rating_tie(&name(one), &name(other)),
        _ => words.picture_rating_all_well(),
    }
}

/// Whoever has so much keeps up.
const WELL: u32 = 85;
/// So many points below the one before, the last falls behind.
const GAP: u32 = 10;

fn is_behind(last: &Ranked, ranked: &[&Ranked]) -> bool {
    let before = ranked.iter().rev().nth(1).map_or(0, |row| row.score.shown());
    last.score.shown() < WELL && before >= last.score.shown() + GAP
}

/// What cost a unit points: the incidents, the dearest first.
#[derive(Clone, Copy, Debug)]
pub struct WhyView<'a> {
    pub unit: &'a UnitCode,
    /// `None`: nothing came due or was closed.
    pub row: Option<&'a Ranked>,
    /// How many units have a place in its league.
    pub of: usize,
    pub costs: &'a [Costing],
    /// Whether the reader sees the incidents of the unit: else they are counted only.
    pub names: bool,
    /// Points that no incident has cost.
    pub pull: f64,
    pub span: Span,
    pub settings: &'a Settings,
    pub directory: &'a Directory,
    pub words: &'a Words,
}

/// One incident that cost points.
#[derive(Clone, Debug)]
pub struct Costing {
    pub incident: IncidentId,
    pub number: String,
    pub topic: String,
    /// In the order of [`Part::ALL`].
    pub points: [f64; PARTS],
}

/// Incidents that are named.
const NAMED: usize = 8;
/// What is less is not worth a line.
const LEAST: f64 = 0.05;

/// The place, the parts, and what is missing of each; a line of the keyboard for each incident that is named.
#[must_use]
pub fn why(view: &WhyView<'_>) -> Message {
    let words = view.words;
    let span = words.report_span(view.span);
    let name = unit(view.directory, view.unit);
    let Some(row) = view.row else { return Message::text(words.say_rating_own_none(name, span)) };
    let mut lines = vec![words.say_rating_own(name, i64::from(row.score.shown()), span), placed(view, row)];
    lines.push(Html::escape(&capitalised(&parts(view, row))));
    let late = (row.overdue > 0).then(|| format!(", {}", words.plain_late_of(&row.overdue.to_string())));
    let incidents = words.plain_incidents(i64::from(row.incidents));
    lines.push(words.say_rating_count(incidents, late.unwrap_or_default()));
    lines.push(Html::default());
    lines.extend(missing(view));
    let buttons = named(view).map(|cost| {
        let label = words.button_cost(&cost.number, &words.decimal(total(cost)));
        Button::press(cut(&label, limit::LABEL), &IncidentPress::Show.of(cost.incident))
    });
    let rows = buttons.fold(Keyboard::default(), |keyboard, button| keyboard.row([button]));
    Message::text(Html::lines(lines)).with_keyboard(rows)
}

fn placed(view: &WhyView<'_>, row: &Ranked) -> Html {
    let words = view.words;
    let Some(place) = row.place else {
        let incidents = words.plain_incidents(i64::from(row.incidents));
        return words.say_rating_own_unranked(i64::from(view.settings.minimum), incidents);
    };
    let of = i64::try_from(view.of).unwrap_or(i64::MAX);
    words.say_rating_own_place(i64::from(place), of, moved_by(row.movement(), words))
}

/// «в срок 36 из 40 · скорость 17 из 20».
fn parts(view: &WhyView<'_>, row: &Ranked) -> String {
    let words = view.words;
    let part = |(at, earned): (usize, &Option<rating::Earned>)| {
        let earned = earned.as_ref()?;
        let name = words.part(*Part::ALL.get(at)?);
        Some(words.plain_part(&name, &words.decimal(earned.points), &words.decimal(earned.weight)))
    };
    row.score.parts.iter().enumerate().filter_map(part).collect::<Vec<_>>().join(" · ")
}

fn total(cost: &Costing) -> f64 {
    cost.points.iter().sum()
}

fn named<'a>(view: &WhyView<'a>) -> impl Iterator<Item = &'a Costing> + use<'a> {
    let most = if view.names { NAMED } else { 0 };
    view.costs.iter().filter(|cost| total(cost) >= LEAST).take(most)
}

fn missing(view: &WhyView<'_>) -> Vec<Html> {
    let words = view.words;
    let mut lines = Vec::new();
    let costly = view.costs.iter().any(|cost| total(cost) >= LEAST);
    lines.push(if costly { words.say_why_title() } else { words.say_why_nothing() });
    lines.extend(named(view).map(|cost| cost_line(cost, words)));
    let count = named(view).count();
    let rest: f64 = view.costs.iter().skip(count).map(total).sum();
    if rest >= LEAST {
        let more = view.costs.iter().skip(count).filter(|cost| total(cost) > 0.0).count();
        lines.push(words.say_why_more(i64::try_from(more).unwrap_or(i64::MAX), words.decimal(rest)));
    }
    if view.pull >= LEAST {
        lines.push(words.say_why_pull(words.decimal(view.pull), words.decimal(view.settings.prior * 100.0)));
    }
    lines
}

fn cost_line(cost: &Costing, words: &Words) -> Html {
    let part = |(at, points): (usize, &f64)| {
        let name = words.part(*Part::ALL.get(at)?);
        (*points >= LEAST).then(|| words.plain_why_part(&name, &words.decimal(*points)))
    };
    let parts: Vec<String> = cost.points.iter().enumerate().filter_map(part).collect();
    words.say_why_row(&cost.number, inside(&cost.topic), words.decimal(total(cost)), parts.join(", "))
}

/// The units to choose from, in the order of their tables.
#[must_use]
pub fn choose(view: &RatingView<'_>, span: Span) -> Message {
    let words = view.words;
    let button = |row: &Ranked| {
        let name = unit(view.directory, &row.unit);
        let label = match row.place {
            Some(place) => words.button_why_unit(&place.to_string(), &name, &row.score.shown().to_string()),
            None => words.button_why_unranked(&name),
        };
        Button::press(cut(&label, limit::LABEL), &ReportPress::Why(row.unit.clone()).of(span))
    };
    let rows = view.tables.iter().flat_map(|table| &table.rows).take(MOST_BUTTONS).map(button);
    let keyboard = rows.fold(Keyboard::default(), |keyboard, button| keyboard.row([button]));
    Message::text(words.say_why_choose(words.report_span(span))).with_keyboard(keyboard)
}

/// Telegram takes a hundred buttons; nobody reads as many.
const MOST_BUTTONS: usize = 60;

/// «7 дней», «Месяц», «Квартал»: the present one, if it is one of them, is marked.
pub fn spans(now: Option<Span>, press: &ReportPress, words: &Words) -> impl Iterator<Item = Button> {
    Span::ALL.iter().map(move |span| {
        let label = words.span_button(*span);
        let label = if now == Some(*span) { words.button_period_now(&label) } else { label };
        Button::press(label, &press.clone().of(*span))
    })
}
