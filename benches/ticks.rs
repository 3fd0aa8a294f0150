//! How long a tick of the clock takes: `cargo bench --bench ticks -- 100000 postgres://…`.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use chrono_tz::Europe::Astrakhan;
use mcu_bot::clock::Clock;
use mcu_bot::domain::clocks::{Clocks, Schedule};
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::{Channel, Incident, Number, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::person::{Post, Role};
use mcu_bot::jobs::clock::Ticker;
use mcu_bot::random::Random;
use mcu_bot::store::known::DirectoryCache;
use mcu_bot::store::{Db, directory, incidents, lead, people};
use mcu_bot::telemetry::Telemetry;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let count: i64 = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let db = match arguments.get(1) {
        Some(url) => Db::open_postgres(url).await?,
        None => Db::open_sqlite(&folder.path().join("mcu.db")).await?,
    };
    db.migrate().await?;
    let directory = parse(include_str!("../deploy/example.toml")).map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    // A Friday in the night: nobody is at work.
    let clock = Clock::manual(on(27, 3)?);
    fill(&db, &directory.directory, count, clock.now()).await?;
    let lead = lead::take(&db).await?.context("the lead")?;
    let ticker = Ticker {
        db: db.clone(),
        clock: clock.clone(),
        random: Random::seeded(7),
        telemetry: Telemetry::new(&clock),
        directory: Arc::new(DirectoryCache::default()),
        epoch: lead.epoch,
        delivery: Arc::default(),
        purge_after_days: None,
    };
    let real = Clock::system();
    let tick = async || -> Result<Duration> {
        let begun = real.elapsed();
        ticker.tick().await?;
        Ok(real.elapsed().saturating_sub(begun))
    };
    println!("counting all {count} anew: {:?}", tick().await?);
    let mut times = Vec::new();
    for _ in 0..200 {
        clock.advance(Duration::from_secs(1));
        times.push(tick().await?);
    }
    told("nothing is due", times);
    clock.advance(on(27, 8)?.since(clock.now()));
    println!("the first tick of the morning: {:?}", tick().await?);
    let mut times = Vec::new();
    while clock.now() < on(27, 17)? {
        clock.advance(MINUTE);
        times.push(tick().await?);
    }
    told("each minute of a working day", times);
    clock.advance(on(30, 12)?.since(clock.now()));
    println!("the first tick after three days: {:?}", tick().await?);
    Ok(())
}

/// A day of November 2026 and an hour, in Astrakhan.
fn on(day: u32, hour: u32) -> Result<Moment> {
    let local = NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).context("a time")?;
    Moment::from_local(Astrakhan, local).context("a moment")
}

fn told(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{what}: p50 {:?}, p99 {:?}, max {:?}, {} ticks", at(50), at(99), at(100), times.len());
}

/// Open incidents whose ends are spread evenly over the next months: a district's units do not hold so many, a
/// region's do. One in fifty is overdue.
async fn fill(db: &Db, directory: &Directory, count: i64, now: Moment) -> Result<()> {
    let schedule = Schedule::of(directory);
    let clocks = Clocks { directory, schedule: &schedule };
    let mut tx = db.begin().await?;
    directory::save(&mut tx, directory).await?;
    let centre = |role| Post { role, unit: None, sphere: None };
    let operator = people::add(&mut tx, ChatId(1), "Оператор", &[centre(Role::Operator)], now).await?;
    people::add(&mut tx, ChatId(2), "Руководитель", &[centre(Role::Head)], now).await?;
    let mut holders = Vec::new();
    for (at, unit) in (10..).zip(&directory.units) {
        let post = Post { role: Role::Recipient, unit: Some(unit.code.clone()), sphere: None };
        holders.push((unit.code.clone(), people::add(&mut tx, ChatId(at), &unit.short, &[post], now).await?));
    }
    for person in people::all(&mut tx).await? {
        people::started(&mut tx, person.id, now).await?;
    }
    let span = 120 * 24 * 60 * MINUTE.as_secs();
    for at in 0..count {
        let (unit, holder) = &holders[usize::try_from(at)? % holders.len()];
        let begun = Incident::draft(Channel::Vk, operator, now.minus(14 * 24 * 60 * MINUTE));
        let mut incident = incidents::insert(&mut tx, &begun).await?;
        incident.number = Some(Number { year: 2026, sequence: at + 1 });
        incident.status = Status::InProgress;
        incident.unit = Some(unit.clone());
        incident.assignee = Some(*holder);
        incident.registered_at = Some(begun.created_at);
        let ahead = Duration::from_secs(span * u64::try_from(at)? / u64::try_from(count)?);
        let due = if at % 50 == 0 { now.minus(ahead / 20) } else { now.plus(ahead) };
        clocks.set(&mut incident, Some(due), now);
        incident.looked_until = now;
        incident.look_at = clocks.next_look(&incident);
        incidents::save(&mut tx, &incident).await?;
    }
    Ok(tx.commit().await?)
}
