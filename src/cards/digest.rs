//! The digest in words: what is least important is left out where it has to be short.

use chrono::{Datelike, NaiveDate, Weekday};

use super::names::{inside, league, moved_by, settlement, times, unit};
use crate::domain::directory::Directory;
use crate::domain::figures::{Compared, Figures, Stands, Verdict, as_number};
use crate::domain::ids::SettlementCode;
use crate::domain::period::Period;
use crate::domain::rating::{Ranked, Ranking};
use crate::i18n::Words;
use crate::messenger::html::Html;
use crate::messenger::outgoing::CAPTION;

/// What is drawn, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct DigestView<'a> {
    pub figures: &'a Figures,
    pub directory: &'a Directory,
    pub words: &'a Words,
    /// The local day it is.
    pub today: NaiveDate,
}

/// Code points of a message.
const MESSAGE: usize = 4096;
/// Rows of a table, and late answers, in the short form.
const FEW: usize = 3;
/// Topics, places and channels named.
const NAMED: usize = 5;

/// A line, and how easily it is left out: what has the highest rank goes first, 0 stays.
struct Line {
    html: Html,
    rank: u8,
}

/// Below the picture: at most [`CAPTION`] code points.
#[must_use]
pub fn short(view: &DigestView<'_>) -> Html {
    fit(blocks(view, FEW), CAPTION)
}

/// Everything.
#[must_use]
pub fn full(view: &DigestView<'_>) -> Html {
    fit(blocks(view, usize::MAX), MESSAGE)
}

/// Leaves out the least important lines until the text fits.
fn fit(mut blocks: Vec<Vec<Line>>, most: usize) -> Html {
    loop {
        blocks.retain(|block| !block.is_empty());
        let text = joined(&blocks);
        if text.plain().chars().count() <= most {
            return text;
        }
        let dearest = blocks.iter().flatten().map(|line| line.rank).max().unwrap_or_default();
        let Some(block) = blocks.iter_mut().rev().find(|block| block.iter().any(|line| line.rank == dearest)) else {
            return text;
        };
        if dearest == 0 {
            return text;
        }
        if let Some(at) = block.iter().rposition(|line| line.rank == dearest) {
            block.remove(at);
        }
    }
}

fn joined(blocks: &[Vec<Line>]) -> Html {
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(Html::default());
        }
        lines.extend(block.iter().map(|line| line.html.clone()));
    }
    Html::lines(lines)
}

fn blocks(view: &DigestView<'_>, few: usize) -> Vec<Vec<Line>> {
    let mut blocks = vec![head(view)];
    if view.figures.is_quiet() {
        blocks.push(vec![Line { html: view.words.digest_quiet(), rank: 0 }]);
    } else {
        blocks.push(counts(view));
        blocks.push(topics(view));
    }
    let tables = view.figures.rating.iter().enumerate();
    blocks.extend(tables.map(|(at, table)| rating(view, table, at, few)));
    blocks.push(ahead(view, few));
    blocks
}

fn head(view: &DigestView<'_>) -> Vec<Line> {
    let (words, figures) = (view.words, view.figures);
    let (centre, date) = (&view.directory.centre.name, words.day(view.today, view.today));
    let title = match view.directory.unit(&figures.unit) {
        Some(unit) if unit.parent.is_some() => words.digest_title_part(centre, &unit.short, date),
        _ => words.digest_title(centre, date),
    };
    let days = days(figures.period, view);
    let verdict = match figures.verdict() {
        Verdict::First => words.digest_verdict_first(),
        Verdict::Calmer => words.digest_verdict_calmer(days),
        Verdict::Usual => words.digest_verdict_usual(days),
        Verdict::Tenser => words.digest_verdict_tenser(days),
    };
    let missed = (figures.missed > 0).then(|| Line { html: words.digest_missed(figures.missed), rank: 1 });
    [Line { html: title, rank: 0 }, Line { html: verdict, rank: 0 }].into_iter().chain(missed).collect()
}

/// «Вчера», «За выходные (пт–вс)», «За 31 дек. – 10 янв.».
fn days(period: Period, view: &DigestView<'_>) -> String {
    let words = view.words;
    let yesterday = view.today.pred_opt() == Some(period.last);
    let weekday = |day: NaiveDate| words.plain_weekday(day.weekday().number_from_monday().into());
    match period.days() {
        1 if yesterday => words.plain_digest_yesterday(),
        2..=4 if period.last.weekday() == Weekday::Sun => {
            words.plain_digest_weekend(&weekday(period.first), &weekday(period.last))
        }
        _ => words.plain_digest_span(&words.dates(period, view.today)),
    }
}

fn counts(view: &DigestView<'_>) -> Vec<Line> {
    let (words, figures) = (view.words, view.figures);
    let received = words.digest_received(figures.received.value, tail(&compared(view, figures.received)));
    let in_time = (figures.solved.value > 0).then(|| match figures.in_time {
        all if all == figures.solved.value => words.plain_digest_all_in_time(),
        some => words.plain_digest_in_time(&some.to_string(), &figures.solved.value.to_string()),
    });
    let solved = words.digest_solved(figures.solved.value, tail(in_time.as_slice()));
    let monitoring = figures.monitoring.value;
    let monitoring = (monitoring > 0).then(|| words.plain_digest_monitoring(&monitoring.to_string()));
    let in_work = words.digest_in_work(figures.in_work.value, tail(monitoring.as_slice()));
    let moved = tail(moved(view, figures.overdue).as_slice());
    let overdue = match figures.overdue.value {
        0 => words.digest_overdue_none(moved),
        late => words.digest_overdue(late, moved),
    };
    [received, solved, in_work, overdue].into_iter().map(|html| Line { html, rank: 0 }).collect()
}

/// « · на 3 меньше, чем позавчера; обычно 15».
fn tail(pieces: &[String]) -> String {
    if pieces.is_empty() { String::new() } else { format!(" · {}", pieces.join("; ")) }
}

fn compared(view: &DigestView<'_>, count: Compared) -> Vec<String> {
    let words = view.words;
    let than = match view.figures.period.days() {
        1 => words.plain_digest_than_day(),
        _ => words.plain_digest_than_week(),
    };
    let before = count.before.map(|before| difference(words, count.value - before, &than));
    let usual = count.usual.map(|usual| words.plain_digest_usual(&format!("{usual:.0}")));
    before.into_iter().chain(usual).collect()
}

fn moved(view: &DigestView<'_>, count: Stands) -> Option<String> {
    let by = count.value - count.before?;
    let than = view.words.plain_digest_than_last();
    // What has not moved need not be said of what stands.
    (by != 0).then(|| difference(view.words, by, &than))
}

fn difference(words: &Words, by: i64, than: &str) -> String {
    match by {
        0 => words.plain_digest_same(than),
        more if more > 0 => words.plain_digest_more(&more.to_string(), than),
        less => words.plain_digest_less(&less.abs().to_string(), than),
    }
}

fn topics(view: &DigestView<'_>) -> Vec<Line> {
    let (words, figures) = (view.words, view.figures);
    let mut lines = Vec::new();
    let group = |name: &Option<String>| name.as_deref().map_or_else(|| words.plain_digest_no_topic(), inside);
    lines.extend(list(view, &figures.groups, group).map(|list| Line { html: words.digest_groups(list), rank: 4 }));
    let grown: Vec<String> = figures.growing.iter().map(|growth| grown(view, growth)).collect();
    if !grown.is_empty() {
        lines.push(Line { html: words.digest_growing(grown.join("; ")), rank: 2 });
    }
    let place = |code: &Option<SettlementCode>| settlement(view.directory, words, code.as_ref());
    lines.extend(list(view, &figures.settlements, place).map(|list| Line { html: words.digest_places(list), rank: 7 }));
    let channel = |channel: &crate::domain::incident::Channel| words.channel(*channel);
    lines
        .extend(list(view, &figures.channels, channel).map(|list| Line { html: words.digest_channels(list), rank: 8 }));
    lines
}

/// «дороги 5 (42 %), ЖКХ 3»: the share of the first.
fn list<T>(view: &DigestView<'_>, counts: &[(T, i64)], name: impl Fn(&T) -> String) -> Option<String> {
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let item = |(at, (what, count)): (usize, &(T, i64))| {
        let (name, value) = (name(what), count.to_string());
        if at == 0 && counts.len() > 1 {
            let percent = format!("{:.0}", as_number(*count) * 100.0 / as_number(all));
            return view.words.plain_digest_share(&name, &value, &percent);
        }
        view.words.plain_digest_item(&name, &value)
    };
    let items: Vec<String> = counts.iter().take(NAMED).enumerate().map(item).collect();
    (!items.is_empty()).then(|| items.join(", "))
}

fn grown(view: &DigestView<'_>, growth: &crate::domain::figures::Growth) -> String {
    let topic =
        view.directory.topic(&growth.topic).map_or_else(|| growth.topic.to_string(), |topic| topic.name.clone());
    view.words.plain_digest_growth(&inside(&topic), &view.words.plain_times(times(growth.times())))
}

fn rating(view: &DigestView<'_>, table: &Ranking, at: usize, few: usize) -> Vec<Line> {
    let words = view.words;
    let ranked: Vec<&Ranked> = table.rows.iter().filter(|row| row.place.is_some()).collect();
    let unranked: Vec<String> =
        table.rows.iter().filter(|row| row.place.is_none()).map(|row| unit(view.directory, &row.unit)).collect();
    // The first table says more than the others; its first rows say most.
    let rank = if at == 0 { 3 } else { 5 };
    let mut lines = Vec::new();
    if !ranked.is_empty() {
        let title = if view.figures.rating.len() > 1 {
            words.digest_rating_league(league(&table.league, view.directory, words))
        } else {
            words.digest_rating()
        };
        lines.push(Line { html: title, rank });
        lines.extend(ranked.iter().take(few).map(|row| Line { html: ranked_row(view, row), rank }));
    }
    if few == usize::MAX && !unranked.is_empty() {
        lines.push(Line { html: words.digest_rating_unranked(unranked.join(", ")), rank: 6 });
    }
    lines
}

fn ranked_row(view: &DigestView<'_>, row: &Ranked) -> Html {
    let place = i64::from(row.place.unwrap_or_default());
    let moved = moved_by(row.movement(), view.words);
    view.words.digest_rating_row(place, unit(view.directory, &row.unit), i64::from(row.score.shown()), moved)
}

fn ahead(view: &DigestView<'_>, few: usize) -> Vec<Line> {
    let (words, figures) = (view.words, view.figures);
    let late = figures.longest.iter().take(few).map(|late| {
        let span = words.work(std::time::Duration::from_secs(late.worked));
        words.plain_digest_longest(&unit(view.directory, &late.unit), &late.number, &span)
    });
    let late: Vec<String> = late.collect();
    let mut lines = Vec::new();
    if !late.is_empty() {
        lines.push(Line { html: words.digest_longest(late.join("; ")), rank: 3 });
    }
    if figures.due_today > 0 {
        lines.push(Line { html: words.digest_due_today(figures.due_today), rank: 1 });
    }
    if figures.forgotten > 0 {
        lines.push(Line { html: words.digest_forgotten(figures.forgotten), rank: 1 });
    }
    lines
}
