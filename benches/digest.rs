//! How long what a digest adds up takes over a year: `cargo bench --bench digest -- 1000000 postgres://…`, or the path of
//! a file for SQLite. A database that has incidents already is measured as it is.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use mcu_bot::clock::Clock;
use mcu_bot::demo;
use mcu_bot::demo::generator::{Plan, Staff, Wanted};
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::directory::{Directory, Language};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::period::{Period, Span};
use mcu_bot::flows::Turn;
use mcu_bot::flows::reports::morning;
use mcu_bot::jobs::workbook::workbook;
use mcu_bot::messenger::outgoing::Content;
use mcu_bot::random::Random;
use mcu_bot::report::Drawing;
use mcu_bot::report::export::Request;
use mcu_bot::store::bulk::{self, Last};
use mcu_bot::store::known::DirectoryCache;
use mcu_bot::store::{Db, Tx, directory, exports, reports};

const YEAR: u64 = 365;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let count: u64 = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let db = match arguments.get(1) {
        Some(url) if url.contains("://") => Db::open_postgres(url).await?,
        Some(file) => Db::open_sqlite(Path::new(file)).await?,
        None => Db::open_sqlite(&folder.path().join("mcu.db")).await?,
    };
    let directory = parse(include_str!("../deploy/akhtubinsk.toml")).map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    let directory = directory.directory;
    // A Thursday at eight, before the digest.
    let now = NaiveDate::from_ymd_opt(2026, 11, 26).and_then(|day| day.and_hms_opt(8, 0, 0)).context("a time")?;
    let now = Moment::from_local(directory.centre.time_zone, now).context("a moment")?;
    let last = now.local(directory.centre.time_zone).date_naive();
    let days = Period { first: last - chrono::Days::new(YEAR - 1), last };
    let small = Db::open_sqlite(&folder.path().join("demo.db")).await?;
    let quarter =
        Wanted { seed: 7, days: Span::Quarter.ending(last), a_day: 25, now, findable: true, after: Last::default() };
    fill(&small, &directory, quarter).await?;
    // Holidays bring less.
    let a_day = u32::try_from((count * 102 / 100).div_ceil(YEAR))?;
    fill(&db, &directory, Wanted { seed: 7, days, a_day, now, findable: false, after: Last::default() }).await?;
    let bench = Bench { db, clock: Clock::system(), now, runs: 10 };
    for span in Span::ALL {
        // Reports tell of whole days.
        bench.reports(span.ending(days.last.pred_opt().context("a day")?)).await?;
    }
    bench.digest().await?;
    bench.export(span_of(days)).await
}

/// The last days that hold about a hundred thousand incidents of a million.
fn span_of(days: Period) -> Period {
    Period { first: days.last - chrono::Days::new(36), last: days.last }
}

async fn fill(db: &Db, directory: &Directory, wanted: Wanted) -> Result<()> {
    db.migrate().await?;
    let mut tx = db.begin().await?;
    if bulk::last(&mut tx).await? != Last::default() {
        return Ok(tx.rollback().await?);
    }
    directory::save(&mut tx, directory).await?;
    let staff = Staff::default().hire(&mut tx, directory, wanted.now).await?;
    tx.commit().await?;
    let (days, words) = (wanted.days.days(), if wanted.findable { ", to be found by words" } else { "" });
    let clock = Clock::system();
    let begun = clock.elapsed();
    let written = demo::fill(db, Plan::new(directory, staff, wanted), |_| ()).await?;
    println!("{written} incidents of {days} days written in {:?}{words}", clock.elapsed().saturating_sub(begun));
    Ok(())
}

struct Bench {
    db: Db,
    clock: Clock,
    now: Moment,
    runs: usize,
}

impl Bench {
    /// p50 of several runs; the value of the last one.
    async fn time<T>(
        &self,
        what: &str,
        asked: impl AsyncFn(&mut Tx) -> Result<T, mcu_bot::store::StoreError>,
    ) -> Result<Duration> {
        let mut times = Vec::new();
        for _ in 0..self.runs {
            let mut tx = self.db.read().await?;
            let begun = self.clock.elapsed();
            asked(&mut tx).await?;
            times.push(self.clock.elapsed().saturating_sub(begun));
            tx.rollback().await?;
        }
        times.sort();
        let middle = times[times.len() / 2];
        println!("  {what:<20} {middle:>12.2?}");
        Ok(middle)
    }

    /// A whole daily digest: its figures with the rating of two weeks, its words, and its picture as a PNG.
    async fn digest(&self) -> Result<()> {
        let clock = Clock::manual(self.now.plus(Duration::from_secs(90 * 60)));
        let known = DirectoryCache::default();
        let mut times = Vec::new();
        for _ in 0..self.runs {
            let begun = self.clock.elapsed();
            let mut tx = self.db.read().await?;
            let directory = known.current(&mut tx).await?;
            let mut turn = Turn::new(&mut tx, directory, clock.now(), None, &Random::seeded(7));
            let morning = morning(&mut turn).await?.context("a digest is due")?;
            let message = morning.message(&turn);
            tx.rollback().await?;
            let Content::Picture(picture) = message.content else { bail!("the digest has no picture") };
            let drawing: Drawing = serde_json::from_value(picture.image)?;
            let png = drawing.png()?;
            times.push((self.clock.elapsed().saturating_sub(begun), png.len()));
        }
        times.sort();
        let (middle, bytes) = times[times.len() / 2];
        println!("a daily digest with its picture of {} KB: p50 {middle:.2?}", bytes / 1024);
        Ok(())
    }

    /// Register and rating of these days as a file, and the most memory the process has had.
    async fn export(&self, period: Period) -> Result<()> {
        let (clock, known) = (Clock::manual(self.now), DirectoryCache::default());
        let request = Request { period, contacts: true, language: Language::Ru };
        let before = memory()?;
        let begun = self.clock.elapsed();
        let file = workbook(&self.db, &known, &clock, request).await.map_err(|error| anyhow::anyhow!("{error}"))?;
        let took = self.clock.elapsed().saturating_sub(begun);
        let mut tx = self.db.read().await?;
        let rows = exports::count(&mut tx, period).await?;
        println!("export of {rows} rows: {took:.2?}, {} MB of file", file.len() >> 20);
        println!("memory: {before} MB before, {} MB at the most", peak()?);
        Ok(())
    }

    /// Each statement that reports are made of, over one period.
    async fn reports(&self, period: Period) -> Result<()> {
        let now = self.now;
        println!("{} days, to {}", period.days(), period.last);
        let day_ends = now.plus(Duration::from_secs(16 * 60 * 60));
        let sum = self.time("answers", async |tx| reports::answers(tx, period, now).await).await?
            + self.time("unanswered", async |tx| reports::unanswered(tx, period, now).await).await?
            + self.time("repeats", async |tx| reports::repeats(tx, period).await).await?
            + self.time("received_by_day", async |tx| reports::received_by_day(tx, period).await).await?
            + self.time("received_by_topic", async |tx| reports::received_by_topic(tx, period).await).await?
            + self.time("received_by_place", async |tx| reports::received_by_place(tx, period).await).await?
            + self.time("received_by_channel", async |tx| reports::received_by_channel(tx, period).await).await?
            + self.time("closed_by_day", async |tx| reports::closed_by_day(tx, period).await).await?
            + self.time("standing", async |tx| reports::standing(tx, now, day_ends).await).await?
            + self.time("longest", async |tx| reports::longest(tx, now, 200).await).await?
            + self.time("lateness", async |tx| reports::lateness(tx, period, now).await).await?;
        println!("  {:<20} {sum:>12.2?}", "all of them");
        Ok(())
    }
}

/// What the process holds now, and at most so far: MB.
fn memory() -> Result<u64> {
    status("VmRSS:")
}

fn peak() -> Result<u64> {
    status("VmHWM:")
}

fn status(line: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kilobytes = status.lines().find_map(|found| found.strip_prefix(line)).context("the line")?;
    Ok(kilobytes.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}
