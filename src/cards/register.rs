//! The register and the rating as rows of a table.

use chrono_tz::Tz;

use super::incident::redacted;
use super::names::{league, unit};
use super::place::address;
use crate::domain::directory::Directory;
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;
use crate::domain::purge::{By, Destroyed, Report};
use crate::domain::rating::{Part, Ranking};
use crate::domain::visibility::Detail;
use crate::i18n::Words;
use crate::report::export::{Cell, Sheet};

/// How a table is written for one reader.
#[derive(Clone, Copy, Debug)]
pub struct RegisterView<'a> {
    pub directory: &'a Directory,
    pub words: &'a Words,
    /// Authors and contacts are there only in full.
    pub detail: Detail,
}

/// The columns of the register.
#[must_use]
pub fn register(view: &RegisterView<'_>) -> Sheet {
    let words = view.words;
    let mut columns = vec![
        (words.sheet_number(), 13.0),
        (words.sheet_registered(), 17.0),
        (words.sheet_channel(), 12.0),
        (words.sheet_group(), 22.0),
        (words.sheet_topic(), 28.0),
        (words.sheet_settlement(), 20.0),
        (words.sheet_address(), 26.0),
        (words.sheet_importance(), 13.0),
        (words.sheet_unit(), 22.0),
        (words.sheet_assignee(), 22.0),
        (words.sheet_due(), 17.0),
        (words.sheet_answered(), 17.0),
        (words.sheet_in_time(), 9.0),
        (words.sheet_status(), 20.0),
        (words.sheet_outcome(), 18.0),
        (words.sheet_closed(), 17.0),
        (words.sheet_reopened(), 10.0),
        (words.sheet_text(), 60.0),
        (words.sheet_link(), 34.0),
        (words.sheet_answer_link(), 34.0),
    ];
    if view.detail == Detail::Full {
        columns.extend([(words.sheet_author(), 24.0), (words.sheet_author_nick(), 20.0)]);
    }
    Sheet { name: words.sheet_register(), columns }
}

/// One incident, in the order of [`register`].
#[must_use]
pub fn register_row(
    view: &RegisterView<'_>,
    incident: &Incident,
    assignee: Option<&str>,
    answered: Option<Moment>,
) -> Vec<Cell> {
    let (words, directory, zone) = (view.words, view.directory, view.directory.centre.time_zone);
    let topic = incident.topic.as_ref().and_then(|code| directory.topic(code));
    let settlement = incident.settlement.as_ref().and_then(|code| directory.settlement(code));
    let due = incident.due();
    let in_time = answered.zip(due).map(|(at, due)| if at <= due { words.sheet_yes() } else { words.sheet_no() });
    let mut cells = vec![
        Cell::Text(incident.shown_number()),
        time(incident.registered_at, zone),
        Cell::Text(words.channel(incident.channel)),
        text(topic.map(|topic| topic.group.clone())),
        text(topic.map(|topic| topic.name.clone())),
        text(settlement.map(|settlement| settlement.name.clone())),
        text(address(incident)),
        Cell::Text(words.importance(incident.importance)),
        text(incident.unit.as_ref().map(|code| unit(directory, code))),
        text(assignee.map(str::to_owned)),
        time(due, zone),
        time(answered, zone),
        text(in_time),
        Cell::Text(words.status(incident.status)),
        text(incident.outcome.map(|outcome| words.outcome(outcome))),
        time(incident.closed_at, zone),
        number(incident.reopened),
        Cell::Text(match incident.purged_at {
            Some(_) => words.sheet_purged(),
            None => redacted(incident, &incident.text, view.detail, directory, words),
        }),
        text(incident.link.clone()),
        text(incident.public_link.clone()),
    ];
    if view.detail == Detail::Full {
        cells.extend([text(incident.author.clone()), text(incident.author_nick.clone())]);
    }
    cells
}

/// The columns of the rating.
#[must_use]
pub fn rating(view: &RegisterView<'_>) -> Sheet {
    let words = view.words;
    let parts = Part::ALL.iter().map(|part| (words.part(*part), 13.0));
    let columns = [
        (words.sheet_league(), 24.0),
        (words.sheet_place(), 8.0),
        (words.sheet_unit(), 28.0),
        (words.sheet_score(), 8.0),
    ];
    let counts = [(words.sheet_incidents(), 12.0), (words.sheet_overdue(), 14.0)];
    Sheet { name: words.sheet_rating(), columns: columns.into_iter().chain(parts).chain(counts).collect() }
}

/// The tables one below the other, in the order of [`rating`].
pub fn rating_rows<'a>(view: &'a RegisterView<'_>, tables: &'a [Ranking]) -> impl Iterator<Item = Vec<Cell>> + 'a {
    tables.iter().flat_map(move |table| {
        table.rows.iter().map(move |row| {
            let parts = row.score.parts.iter().map(|earned| match earned {
                Some(earned) => Cell::Number(rounded(earned.points)),
                None => Cell::Nothing,
            });
            let place = row.place.map_or(Cell::Nothing, |place| Cell::Number(place.into()));
            let head = [
                Cell::Text(league(&table.league, view.directory, view.words)),
                place,
                Cell::Text(unit(view.directory, &row.unit)),
                Cell::Number(rounded(row.score.total())),
            ];
            let counts = [Cell::Number(row.incidents.into()), Cell::Number(row.overdue.into())];
            head.into_iter().chain(parts).chain(counts).collect()
        })
    })
}

/// The columns of the journal.
#[must_use]
pub fn journal(words: &Words) -> Sheet {
    let columns = vec![
        (words.sheet_when(), 17.0),
        (words.sheet_who(), 28.0),
        (words.sheet_what(), 32.0),
        (words.sheet_details(), 90.0),
    ];
    Sheet { name: words.sheet_journal(), columns }
}

/// A line of the journal, in the order of [`journal`]. Who destroyed personal data, and how much, is told by its report.
#[must_use]
pub fn journal_row(view: &RegisterView<'_>, at: Moment, by: &str, detail: &str, report: Option<&Report>) -> Vec<Cell> {
    let (words, zone) = (view.words, view.directory.centre.time_zone);
    let (who, what, detail) = match report {
        None => (by.to_owned(), words.sheet_exported(), detail.to_owned()),
        Some(report) => {
            let who = match report.by {
                By::Night => words.sheet_by_night(),
                By::Terminal => words.sheet_by_terminal(),
            };
            (who, words.sheet_purge(), purged(report, words))
        }
    };
    vec![time(Some(at), zone), Cell::Text(who), Cell::Text(what), Cell::Text(detail)]
}

fn purged(Report { before, destroyed, .. }: &Report, words: &Words) -> String {
    let Destroyed { incidents, replies, messages, files, steps, others, .. } = *destroyed;
    let before = before.format("%d.%m.%Y").to_string();
    let [incidents, replies, messages, files, steps] =
        [incidents, replies, messages, files, steps].map(|count| count.to_string());
    let report = words.sheet_purge_report(&before, &incidents, &replies, &messages, &files, &steps);
    if others == 0 { report } else { words.sheet_purge_others(&report, &others.to_string()) }
}

fn rounded(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

fn text(text: Option<String>) -> Cell {
    text.map_or(Cell::Nothing, Cell::Text)
}

fn number(count: i64) -> Cell {
    if count == 0 { Cell::Nothing } else { Cell::Number(crate::domain::figures::as_number(count)) }
}

fn time(at: Option<Moment>, zone: Tz) -> Cell {
    at.map_or(Cell::Nothing, |at| Cell::Time(at.local(zone).naive_local()))
}
