//! Chaos: the real process, killed at random and at named points while people work, Telegram fails and the database
//! goes away. Nothing is lost, and nothing is done twice.
//!
//! `CHAOS_SEED` repeats a run as far as chance goes (the machine's own timing stays what it is), `CHAOS_KILLS` makes
//! it as long as one likes; `.ci/chaos` does both.

mod crowd;
mod oracle;
mod reaper;
mod weather;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mcu_bot::clock::Clock;
use mcu_bot::emulator::Sin;
use tokio::time::timeout;

use super::balancer::Balancer;
use super::stage::{Stage, free_port};
use crate::chance::Random;
use crate::engines::{Engine, both_engines, tell};
use crowd::Crowd;
use reaper::{LATE_CALL, Reaper, Toll, another_call};
use weather::{Forecast, Weather};

/// The storm of the suite is always the same one, as far as chance goes; `.ci/chaos` makes others.
const SEED: u64 = 11;
/// Acts of people for each kill, at least.
const ACTS: usize = 50;
/// The emulator numbers its updates from the next one on.
const BEFORE_THE_FIRST: i64 = 1_000_000;
/// The longest pause between two acts.
const SHORT: Duration = Duration::from_millis(30);
/// How long everything that is left may take when the storm is over.
const CALM: Duration = Duration::from_secs(150);

fn set<T: FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// Settings of a process that no other has.
type Own = Vec<(&'static str, String)>;

/// Who is in it, and what comes over them.
struct Cast {
    name: &'static str,
    processes: Vec<Own>,
    forecast: Forecast,
}

impl Cast {
    /// Whatever is drawn is drawn on the right clock.
    fn is_timely(&self) -> bool {
        self.name != "jumps"
    }
}

both_engines! {
    async fn nothing_is_lost_or_done_twice(stage: &mut Stage) -> Result<()> {
        chaos(stage, &Cast { name: "alone", processes: vec![Own::new()], forecast: Weather::of_life }).await
    }

    async fn nothing_is_lost_when_the_clock_jumps(stage: &mut Stage) -> Result<()> {
        let processes = vec![weather::own_clock(stage)?];
        chaos(stage, &Cast { name: "jumps", processes, forecast: Weather::jumps }).await
    }
}

#[test]
fn nothing_is_lost_when_one_leader_after_another_dies() -> Result<()> {
    tell(async {
        let mut stage = Stage::open(Engine::postgres().await?).await?;
        let ports = [free_port()?, free_port()?];
        let balancer = Balancer::start(ports).await?;
        stage
            .with("WEBHOOK_SECRET", "correct-horse_battery")
            .with("WEBHOOK_URL", format!("{}/updates", balancer.url()));
        let listens = |port| vec![("HTTP_LISTEN", format!("127.0.0.1:{port}"))];
        let processes = ports.map(listens).to_vec();
        chaos(&stage, &Cast { name: "pair", processes, forecast: Weather::of_two }).await?;
        stage.finish().await
    })
}

#[test]
fn nothing_is_lost_when_the_server_stops() -> Result<()> {
    tell(async {
        let stage = Stage::open(Engine::postgres_alone().await?).await?;
        chaos(&stage, &Cast { name: "server", processes: vec![Own::new()], forecast: Weather::of_server }).await?;
        stage.finish().await
    })
}

/// A storm, the calm after it, and what must hold then.
async fn chaos(stage: &Stage, cast: &Cast) -> Result<()> {
    let (seed, kills) = (set("CHAOS_SEED").unwrap_or(SEED), set("CHAOS_KILLS").unwrap_or(10));
    println!("CHAOS_SEED={seed} CHAOS_KILLS={kills}");
    let clock = Clock::system();
    let mut random = Random::new(seed);
    std::fs::write(stage.file("directory.toml"), crowd::directory())?;
    let mut crowd = Crowd::new(&stage.emulator, random.fork());

    let toll = storm(stage, &mut crowd, cast, kills, &mut random).await?;
    let sins = stage.emulator.finish();
    let _ = stage.emulator.take_sins();
    if !cast.is_timely() {
        // What was drawn on a wrong clock stands until the next change.
        redraw(stage, &cast.processes[0]).await?;
    }
    let verdict = oracle::judge(stage, &crowd, &toll.deaths).await?;
    tolerable(&sins, kills)?;
    if cast.is_timely() {
        redrawn(stage, &crowd, &cast.processes[0]).await?;
    }
    report(stage, cast.name, seed, clock.elapsed(), (&crowd, &toll, &verdict));
    ensure!(verdict.lost.is_empty(), "lost: {:#?}", verdict.lost);
    ensure!(verdict.doubled.is_empty(), "done twice: {:#?}", verdict.doubled);
    Ok(())
}

/// One line of words and numbers; `.ci/chaos` adds them up.
fn report(stage: &Stage, cast: &str, seed: u64, lasted: Duration, facts: (&Crowd, &Toll, &oracle::Told)) {
    let (crowd, toll, verdict) = facts;
    let engine = if matches!(stage.engine, Engine::Sqlite(_)) { "sqlite" } else { "postgres" };
    let counted = |prefix: &str, counts: &BTreeMap<&'static str, usize>| {
        let each: Vec<_> = counts.iter().map(|(name, count)| format!(" {prefix}.{name}={count}")).collect();
        each.concat()
    };
    println!(
        "chaos: engine={engine} cast={cast} seed={seed} seconds={} kills={} acts={} updates={} incidents={} steps={} \
         lost={} doubled={} messages={} repeated.in_flight={} repeated.lost_answer={}{}{}{}{}",
        lasted.as_secs(),
        toll.kills.values().sum::<usize>(),
        crowd.acts,
        stage.emulator.last_update().map_or(0, |last| last.0 - BEFORE_THE_FIRST),
        verdict.statuses.values().sum::<usize>(),
        verdict.steps,
        verdict.lost.len(),
        verdict.doubled.len(),
        verdict.messages,
        verdict.repeated,
        verdict.lost_answers,
        counted("kill", &toll.kills),
        counted("trouble", &toll.troubles),
        counted("fault", &crowd.faults),
        counted("status", &verdict.statuses),
    );
}

/// People act while processes live and die, and then a while in peace, until everything is at rest.
async fn storm(stage: &Stage, crowd: &mut Crowd, cast: &Cast, kills: usize, random: &mut Random) -> Result<Toll> {
    let mut reaper = Reaper::start(stage, &cast.processes, (kills, cast.forecast), random.fork()).await?;
    crowd.start();
    timeout(CALM, stage.emulator.until_confirmed()).await?;
    let mut pauses = random.fork();
    tokio::select! {
        () = act(stage, crowd, usize::MAX, &mut pauses) => anyhow::bail!("nobody could do so much"),
        done = reaper.reap() => done?,
    }
    act(stage, crowd, kills * ACTS, &mut pauses).await;
    crowd.everybody_returns();
    // Faults wait for calls; where few were made, a long row of them would be left.
    stage.emulator.forget_faults();
    calm(stage, Rest::Delivered).await?;
    let before = oracle::seen(stage, crowd);
    calm(stage, Rest::LookedAgain).await?;
    if cast.is_timely() && !reaper.toll.troubles.contains_key(LATE_CALL) {
        oracle::same(&before, &oracle::seen(stage, crowd))?;
    }
    reaper.stop().await
}

/// Every card is drawn anew from what the database holds, and nobody sees a difference.
async fn redrawn(stage: &Stage, crowd: &Crowd, own: &Own) -> Result<()> {
    let before = oracle::seen(stage, crowd);
    redraw(stage, own).await?;
    oracle::same(&before, &oracle::seen(stage, crowd))
}

async fn redraw(stage: &Stage, own: &Own) -> Result<()> {
    stage.write("UPDATE card SET shown = NULL, dirty = dirty + 1 WHERE message_id IS NOT NULL").await?;
    let bot = stage.start_with(own)?;
    calm(stage, Rest::LookedAgain).await?;
    ensure!(bot.stop().await?.code() == Some(0), "it does not stop well");
    let _ = stage.emulator.take_sins();
    Ok(())
}

/// People act until they have done so much. They wait for the bot to do something, but not for long.
async fn act(stage: &Stage, crowd: &mut Crowd, acts: usize, pauses: &mut Random) {
    while crowd.acts < acts {
        crowd.act();
        let calls = stage.emulator.calls_made() + pauses.below(3);
        another_call(&stage.emulator, calls, SHORT).await;
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rest {
    /// Nothing waits to be handled or said.
    Delivered,
    /// And what a process may have had on its way when it died was drawn once more.
    LookedAgain,
}

/// Waits until nothing waits.
async fn calm(stage: &Stage, rest: Rest) -> Result<()> {
    let waits = "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'waiting'),
        (SELECT COUNT(*) FROM card WHERE dirty > clean),
        (SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'stripping')),
        (SELECT COUNT(*) FROM card WHERE doubtful)";
    let settled = async {
        stage.emulator.until_confirmed().await;
        loop {
            let calls = stage.emulator.calls_made();
            let left = stage.rows::<(i64, i64, i64, i64)>(waits).await?;
            if matches!(left[..], [(0, 0, 0, doubtful)] if doubtful == 0 || rest == Rest::Delivered) {
                return anyhow::Ok(());
            }
            another_call(&stage.emulator, calls, Duration::from_millis(100)).await;
        }
    };
    let settled = timeout(CALM, settled).await;
    let left = stage.rows::<(i64, i64, i64, i64)>(waits).await?;
    settled.with_context(|| format!("updates, cards and messages that wait for ever: {left:?}"))?
}

/// What a kill may cause: the answer to a press is not stored, the end of a pause or that somebody blocks us neither,
/// and an edit of which nobody knows that it was done is done again.
fn tolerable(sins: &[Sin], kills: usize) -> Result<()> {
    let (mut unanswered, mut needless, mut hasty, mut deaf) = (0, 0, 0, 0);
    for sin in sins {
        match sin {
            Sin::UnansweredPress { .. } => unanswered += 1,
            Sin::NeedlessEdit { .. } => needless += 1,
            Sin::CalledBeforeRetryAfter { .. } => hasty += 1,
            Sin::SentToUnreachable { .. } => deaf += 1,
            _ => anyhow::bail!("the bot sinned: {sin}"),
        }
    }
    println!(
        "{unanswered} presses unanswered, {needless} edits done again, {hasty} pauses and {deaf} blocks forgotten"
    );
    // Each of seven chats may be shown eight cards again.
    let most = kills * 56;
    ensure!(
        unanswered <= most && needless <= most && hasty <= most && deaf <= most,
        "more than kills explain: {sins:#?}"
    );
    Ok(())
}
