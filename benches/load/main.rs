//! Load on the real program: `.ci/load` measures everything, `.ci/load -- latency --engine sqlite` one thing.
//!
//! The bot is a process of its own with the settings of an operator, limits off; the Bot API server and the people
//! are in this process, on the same processors. Databases are on the disk, and every commit reaches it.

mod place;
mod process;
mod seed;
mod way;

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::{Parser, ValueEnum};
use mcu_bot::domain::ids::MessageId;
use mcu_bot::emulator::{Person, PressState};
use mcu_bot::messenger::callback::{Callback, ReplyPress};
use tokio::time::timeout;

use place::{Engine, Place};
use process::Process;
use way::{Act, Walkers};

/// Whatever takes longer is broken.
const PATIENCE: Duration = Duration::from_secs(600);

/// What to measure, and on what.
#[derive(Debug, Parser)]
struct Arguments {
    /// All of them, if none is named
    measures: Vec<Measure>,
    /// Both, if not named
    #[arg(long)]
    engine: Option<EngineName>,
    /// Incidents in the database before
    #[arg(long, value_delimiter = ',', default_value = "1000,100000")]
    incidents: Vec<usize>,
    /// Presses to time, one after the other
    #[arg(long, default_value_t = 1000)]
    presses: usize,
    /// Posts that walk the whole way at once
    #[arg(long, default_value_t = 1000)]
    posts: usize,
    /// Updates that wait after downtime
    #[arg(long, default_value_t = 10_000)]
    waiting: usize,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Measure {
    /// Press to answer and to the edited card, one at a time
    Latency,
    /// Updates a second through the whole way
    Throughput,
    /// Updates that waited while the bot was down
    Downtime,
    /// The first two and the start, with many incidents in the database
    Size,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum EngineName {
    Sqlite,
    Postgres,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let measures = |measure| arguments.measures.is_empty() || arguments.measures.contains(&measure);
    for (name, engine) in [(EngineName::Sqlite, Engine::Sqlite), (EngineName::Postgres, Engine::Postgres)] {
        if arguments.engine.is_some_and(|only| only != name) {
            continue;
        }
        println!("{engine:?}");
        if measures(Measure::Latency) {
            let place = Place::open(engine).await?;
            let process = place.opened().await?;
            println!("  memory idle: {:.1} MB", process.memory("VmRSS")?);
            latency(&place, arguments.presses).await?;
            end(place, process).await?;
        }
        if measures(Measure::Throughput) {
            let place = Place::open(engine).await?;
            let process = place.opened().await?;
            throughput(&place, &process, arguments.posts).await?;
            end(place, process).await?;
        }
        if measures(Measure::Downtime) {
            downtime(Place::open(engine).await?, arguments.waiting).await?;
        }
        if measures(Measure::Size) {
            for incidents in &arguments.incidents {
                size(Place::open(engine).await?, *incidents, &arguments).await?;
            }
        }
    }
    Ok(())
}

async fn end(place: Place, process: Process) -> Result<()> {
    process.stop()?;
    let sins = place.emulator.finish();
    ensure!(sins.is_empty(), "the bot sinned: {sins:#?}");
    place.close().await;
    Ok(())
}

/// Times in order, to read quantiles from.
struct Times(Vec<Duration>);

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// In milliseconds.
    fn quantile(&self, part: f64) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "counts are small"
        )]
        let place = (self.0.len().saturating_sub(1) as f64 * part).round() as usize;
        self.0.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1.0].map(|part| self.quantile(part));
        write!(f, "{p50:.2} / {p95:.2} / {p99:.2} / {most:.2} ms (p50 / p95 / p99 / most of {})", self.0.len())
    }
}

/// One post after the other walks the whole way; before each step the bot has nothing to do.
async fn latency(place: &Place, presses: usize) -> Result<()> {
    let mut walkers = Walkers::default();
    let (mut answers, mut edits, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    while answers.len() < presses {
        let mut acts = walkers.step(place, 1);
        while !acts.is_empty() {
            for act in acts {
                match &act {
                    Act::Press(person, message, data) => {
                        let (answer, edit) = timeout(PATIENCE, press(place, person, *message, data)).await??;
                        answers.push(answer);
                        edits.extend(edit);
                    }
                    Act::Forward(person, _) => drafts.push(timeout(PATIENCE, forward(place, person, &act)).await?),
                    _ => act.happen(),
                }
                place.quiet().await?;
            }
            acts = walkers.step(place, 0);
        }
    }
    println!("  press to answer: {}", Times::of(answers));
    println!("  press to edited message: {}", Times::of(edits));
    println!("  forward to draft: {}", Times::of(drafts));
    Ok(())
}

/// How long until the draft stands in the chat.
async fn forward(place: &Place, person: &Person, act: &Act) -> Duration {
    let drafts = || place.emulator.messages(person.chat()).iter().filter(|shown| shown.is_from_bot()).count();
    let (before, began) = (drafts(), place.clock.elapsed());
    act.happen();
    place.emulator.until(|_| (drafts() > before).then_some(())).await;
    place.since(began)
}

/// How long until the answer, and until the message below which was pressed shows it.
async fn press(place: &Place, person: &Person, at: MessageId, data: &str) -> Result<(Duration, Option<Duration>)> {
    let edits = || place.emulator.message(person.chat(), at).map_or(0, |shown| shown.edits.len());
    let (before, began) = (edits(), place.clock.elapsed());
    let press = person.sends_data(at, data);
    let answer = place.emulator.answer_to(&press).await;
    let answered = place.since(began);
    ensure!(matches!(answer, Some(PressState::Answered(_))), "{data} was not answered");
    // It only asks for the link.
    if matches!(Callback::decode(data), Some(Callback::Reply(_, ReplyPress::Publish(_)))) {
        return Ok((answered, None));
    }
    place.emulator.until(|_| (edits() > before).then_some(())).await;
    Ok((answered, Some(place.since(began))))
}

/// Posts come in tenths; at each step everybody does all that can be done, and it ends when all is delivered.
async fn throughput(place: &Place, process: &Process, posts: usize) -> Result<()> {
    let (mut walkers, mut left) = (Walkers::default(), posts);
    let (mut updates, mut busy, worked) = (0, Duration::ZERO, process.worked()?);
    loop {
        let come = left.min(posts.div_ceil(10));
        left -= come;
        let acts = walkers.step(place, come);
        if acts.is_empty() {
            break;
        }
        updates += acts.len();
        let began = place.clock.elapsed();
        acts.iter().for_each(Act::happen);
        timeout(PATIENCE, place.quiet()).await??;
        busy += place.since(began);
    }
    let (closed,) = place.row::<(i64,)>("SELECT COUNT(*) FROM incident WHERE closed_at > 1000000000000").await?;
    ensure!(usize::try_from(closed)? >= posts, "only {closed} of {posts} came to their end");
    let each = process.worked()?.saturating_sub(worked) / u32::try_from(updates)?;
    println!(
        "  whole way: {:.0} updates/s ({updates} updates of {posts} posts in {:.1} s, {:.2} ms of processor each)",
        rate(updates, busy),
        busy.as_secs_f64(),
        each.as_secs_f64() * 1e3
    );
    println!("  memory under load: {:.1} MB, at most {:.1} MB", process.memory("VmRSS")?, process.memory("VmHWM")?);
    Ok(())
}

fn rate(count: usize, time: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let count = count as f64;
    count / time.as_secs_f64()
}

/// Posts came while the bot was down.
async fn downtime(place: Place, waiting: usize) -> Result<()> {
    place.opened().await?.stop()?;
    let mut walkers = Walkers::default();
    (0..waiting).for_each(|_| walkers.forward(&place).happen());
    let began = place.clock.elapsed();
    let process = place.run()?;
    timeout(PATIENCE, place.handled()).await??;
    let handled = place.since(began);
    timeout(PATIENCE, place.quiet()).await??;
    let delivered = place.since(began);
    let wrong = "SELECT (SELECT COUNT(*) FROM incident),
        (SELECT COUNT(*) FROM (SELECT i.id < LAG(i.id) OVER (PARTITION BY p.chat ORDER BY p.message_id) AS early
             FROM incident i JOIN part p ON p.incident_id = i.id) AS pairs WHERE early)";
    let (incidents, out_of_order) = place.row::<(i64, i64)>(wrong).await?;
    ensure!((usize::try_from(incidents)?, out_of_order) == (waiting, 0), "{incidents}, {out_of_order} out of order");
    println!(
        "  {waiting} updates after downtime: handled once and in order after {:.1} s ({:.0}/s), delivered after {:.1} s",
        handled.as_secs_f64(),
        rate(waiting, handled),
        delivered.as_secs_f64()
    );
    end(place, process).await
}

/// The same with many incidents in the database.
async fn size(place: Place, incidents: usize, arguments: &Arguments) -> Result<()> {
    let began = place.clock.elapsed();
    seed::seed(&place, incidents).await?;
    println!(" with {incidents} incidents (put in within {:.0} s)", (place.since(began)).as_secs_f64());
    place.opened().await?.stop()?;
    let mut starts = Vec::new();
    for _ in 0..10 {
        let process = place.run()?;
        starts.push(process.ready_after);
        process.stop()?;
    }
    println!("  start to ready: {}", Times::of(starts));
    let process = place.run()?;
    latency(&place, arguments.presses).await?;
    throughput(&place, &process, arguments.posts).await?;
    end(place, process).await
}
