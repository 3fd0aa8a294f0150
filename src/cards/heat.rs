//! The heat map: a picture, and in words what burns most.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::names::{inside, settlement, times, unit};
use crate::domain::directory::Directory;
use crate::domain::figures::{as_number, grows, sums};
use crate::domain::ids::{SettlementCode, UnitCode};
use crate::domain::period::{Period, Span};
use crate::domain::rating::Settings;
use crate::i18n::Words;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Content, Message, Picture};
use crate::report::{Drawing, heat as drawn};

/// What a row is about.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Row {
    Unit(Option<UnitCode>),
    Place(Option<SettlementCode>),
}

/// What is counted of one row and group of topics.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub received: i64,
    /// Answers that came due, and those of them that were not in time.
    pub owed: i64,
    pub late: i64,
    /// What usually comes; `None` where too little is known.
    pub usual: Option<f64>,
}

impl Counts {
    /// How many times the usual came, where that is growth.
    fn grows(&self) -> Option<f64> {
        grows(self.received, self.usual?)
    }

    /// What is worth a number: what came, or what was due of what came before.
    fn shown(&self) -> i64 {
        self.received.max(self.owed)
    }
}

/// What is told, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct HeatView<'a> {
    /// By row and group of topics.
    pub cells: &'a BTreeMap<(Row, Option<String>), Counts>,
    pub span: Span,
    pub period: Period,
    pub settings: &'a Settings,
    pub directory: &'a Directory,
    pub words: &'a Words,
    /// The local day it is.
    pub today: NaiveDate,
}

/// Groups of topics that stand in the columns.
const COLUMNS: usize = 7;

type Key = (Row, Option<String>);

/// The picture with words below it; where nothing was received, the words alone.
#[must_use]
pub fn message(view: &HeatView<'_>) -> Message {
    let caption = caption(view);
    if view.cells.values().all(|counts| counts.received == 0 && counts.late == 0) {
        return Message::text(caption);
    }
    match serde_json::to_value(Drawing::Heat(picture(view))) {
        Ok(image) => Message::of(Content::Picture(Picture { image, caption })),
        // Plain values can always be written.
        Err(_) => Message::text(caption),
    }
}

fn caption(view: &HeatView<'_>) -> Html {
    let words = view.words;
    let days = words.dates(view.period, view.today);
    let title = words.say_heat(words.report_span(view.span), days);
    let worst = match worst(view) {
        Some(((row, group), counts)) => {
            words.say_heat_worst(name(view, row), inside(&column(view, group.as_ref())), counts.late, counts.owed)
        }
        None => words.say_heat_calm(),
    };
    let grown: Vec<String> = growing(view).into_iter().map(|(group, by)| grown(view, group.as_ref(), by)).collect();
    let grown = (!grown.is_empty()).then(|| words.say_heat_growing(grown.join("; ")));
    Html::lines([title, worst].into_iter().chain(grown))
}

fn grown(view: &HeatView<'_>, group: Option<&String>, by: f64) -> String {
    view.words.plain_digest_growth(&inside(&column(view, group)), &view.words.plain_times(times(by)))
}

/// Where most answers are late; among equals, the greatest share of what was owed.
fn worst<'a>(view: &HeatView<'a>) -> Option<(&'a Key, &'a Counts)> {
    let late = view.cells.iter().filter(|(_, counts)| counts.late > 0);
    late.max_by(|(_, one), (_, other)| one.late.cmp(&other.late).then(other.owed.cmp(&one.owed)))
}

/// Groups of topics that have grown, the most first.
fn growing(view: &HeatView<'_>) -> Vec<(Option<String>, f64)> {
    let mut groups: BTreeMap<&Option<String>, Counts> = BTreeMap::new();
    for ((_, group), counts) in view.cells {
        add(groups.entry(group).or_default(), counts);
    }
    let grown = |(group, counts): (&Option<String>, Counts)| Some((group.clone(), counts.grows()?));
    let mut grown: Vec<_> = groups.into_iter().filter_map(grown).collect();
    grown.sort_by(|one, other| other.1.total_cmp(&one.1));
    grown.truncate(2);
    grown
}

fn add(sum: &mut Counts, counts: &Counts) {
    sum.received += counts.received;
    sum.owed += counts.owed;
    sum.late += counts.late;
    if let Some(usual) = counts.usual {
        *sum.usual.get_or_insert(0.0) += usual;
    }
}

fn picture(view: &HeatView<'_>) -> drawn::Heat {
    let words = view.words;
    let groups = sums(view.cells.iter().map(|((_, group), counts)| (group.clone(), counts.shown())));
    let columns: Vec<Option<String>> = groups.into_iter().map(|(group, _)| group).take(COLUMNS).collect();
    let rows = sums(view.cells.iter().map(|((row, _), counts)| (row.clone(), counts.shown())));
    let worst = worst(view).map(|(key, _)| key);
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let picture = drawn::Heat {
        title: conclusion(view),
        subtitle: words.dates(view.period, view.today),
        source: words.picture_heat_source(),
        columns: columns.iter().map(|group| column(view, group.as_ref())).collect(),
        rows: rows.iter().map(|(row, _)| drawn_row(view, row, &columns, worst)).collect(),
        total: words.picture_total(),
        scale: [
            words.picture_scale_calm(&percent(view.settings.late_watch)),
            words.picture_scale_watch(&percent(view.settings.late_bad)),
            words.picture_scale_bad(&percent(view.settings.late_bad)),
        ],
        marks: drawn::Marks { worst: words.picture_mark_worst(), growing: words.picture_mark_growing() },
        empty: words.picture_heat_empty(),
        ..drawn::Heat::default()
    };
    picture.cut(|count| words.picture_more(&count.to_string()))
}

fn drawn_row(view: &HeatView<'_>, row: &Row, columns: &[Option<String>], worst: Option<&Key>) -> drawn::HeatRow {
    let cell = |group: &Option<String>| {
        let key = (row.clone(), group.clone());
        let counts = view.cells.get(&key).copied().unwrap_or_default();
        drawn_cell(view, &counts, worst == Some(&key))
    };
    let of_row = || view.cells.iter().filter(|((of, _), _)| of == row).map(|(_, counts)| counts);
    let mut total = Counts::default();
    of_row().for_each(|counts| add(&mut total, counts));
    let count = u32::try_from(of_row().map(Counts::shown).sum::<i64>()).unwrap_or_default();
    drawn::HeatRow {
        name: name(view, row),
        cells: columns.iter().map(cell).collect(),
        total: drawn::Cell { count, ..drawn_cell(view, &total, false) },
    }
}

fn drawn_cell(view: &HeatView<'_>, counts: &Counts, worst: bool) -> drawn::Cell {
    let late = as_number(counts.late) / as_number(counts.owed.max(1));
    let tone = match late {
        _ if counts.shown() == 0 => drawn::Shade::None,
        bad if bad > view.settings.late_bad => drawn::Shade::Bad,
        watch if watch > view.settings.late_watch => drawn::Shade::Watch,
        _ => drawn::Shade::Calm,
    };
    let count = u32::try_from(counts.shown()).unwrap_or_default();
    drawn::Cell { count, shade: tone, growing: counts.grows().is_some(), worst }
}

/// What the picture says, in a few words.
fn conclusion(view: &HeatView<'_>) -> String {
    let words = view.words;
    if let Some((key, counts)) = worst(view).filter(|(_, counts)| counts.late > 1) {
        let (row, group) = key;
        let (late, of) = (counts.late.to_string(), counts.owed.to_string());
        return words.picture_heat_worst(&name(view, row), &inside(&column(view, group.as_ref())), &late, &of);
    }
    match growing(view).first() {
        Some((group, by)) => words.picture_heat_growing(&column(view, group.as_ref()), &words.plain_times(times(*by))),
        None => words.picture_heat_calm(),
    }
}

fn column(view: &HeatView<'_>, group: Option<&String>) -> String {
    group.cloned().unwrap_or_else(|| view.words.plain_digest_no_topic())
}

fn name(view: &HeatView<'_>, row: &Row) -> String {
    match row {
        Row::Unit(Some(code)) => unit(view.directory, code),
        Row::Unit(None) => view.words.plain_status_new(),
        Row::Place(Some(code)) => settlement(view.directory, view.words, Some(code)),
        Row::Place(None) => settlement(view.directory, view.words, None),
    }
}
