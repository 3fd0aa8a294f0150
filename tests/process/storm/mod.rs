//! The real process, killed at random moments under load: nothing is lost, and nothing is done twice.
//!
//! `STORM_SEED` repeats a run as far as chance goes (the machine's own timing stays what it is), `STORM_KILLS`
//! makes it as long as one likes.

mod crowd;
mod oracle;

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mcu_bot::emulator::{Emulator, Sin};
use tokio::time::timeout;

use super::child::Child;
use super::stage::Stage;
use crate::chance::Random;
use crate::engines::both_engines;
use crowd::Crowd;

/// Acts of people for each kill, at least.
const ACTS: usize = 50;
/// The longest pause between two acts.
const SHORT: Duration = Duration::from_millis(30);
/// The longest life of a process in the storm.
const LONGEST_LIFE: Duration = Duration::from_secs(2);
/// A life ends at the latest so many calls after its beginning.
const MOST_CALLS: usize = 150;
/// How long everything that is left may take when the storm is over.
const CALM: Duration = Duration::from_secs(150);

fn set<T: FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// A seed that nobody has had.
fn chance() -> u64 {
    use std::hash::BuildHasher;
    std::hash::RandomState::new().hash_one(0)
}

both_engines! {
    async fn nothing_is_lost_or_done_twice(stage: &mut Stage) -> Result<()> {
        let (seed, kills) = (set("STORM_SEED").unwrap_or_else(chance), set("STORM_KILLS").unwrap_or(10));
        println!("STORM_SEED={seed} STORM_KILLS={kills}");
        let mut random = Random::new(seed);
        std::fs::write(stage.file("directory.toml"), crowd::directory())?;
        let mut crowd = Crowd::new(&stage.emulator, random.fork());

        let (bot, deaths) = storm(stage, &mut crowd, kills, &mut random).await?;
        calm(stage).await?;
        assert_eq!(bot.stop().await?.code(), Some(0));

        let sins = stage.emulator.finish();
        let _ = stage.emulator.take_sins();
        let told = oracle::judge(stage, &crowd, &deaths).await?;
        println!("{} acts, {} posts, {} presses; {told}", crowd.acts, crowd.posts.len(), crowd.pressed.len());
        tolerable(&sins, kills)
    }
}

/// People act while processes live and die, and then a while in peace; returns the last process, and how many calls
/// had been made at each death.
async fn storm(stage: &Stage, crowd: &mut Crowd, kills: usize, random: &mut Random) -> Result<(Child, Vec<usize>)> {
    let mut bot = stage.run().await?;
    crowd.start();
    timeout(CALM, stage.emulator.until_confirmed()).await?;
    let mut deaths = Vec::new();
    let mut pauses = random.fork();
    let reaper = async {
        for _ in 0..kills {
            live(stage, &bot, random).await?;
            bot.kill().await?;
            deaths.push(stage.emulator.calls_made());
            bot = stage.start()?;
        }
        anyhow::Ok(bot)
    };
    let bot = tokio::select! {
        () = act(stage, crowd, usize::MAX, &mut pauses) => anyhow::bail!("nobody could do so much"),
        bot = reaper => bot?,
    };
    act(stage, crowd, kills * ACTS, &mut pauses).await;
    Ok((bot, deaths))
}

/// People act until they have done so much. They wait for the bot to do something, but not for long.
async fn act(stage: &Stage, crowd: &mut Crowd, acts: usize, pauses: &mut Random) {
    while crowd.acts < acts {
        crowd.act();
        let calls = stage.emulator.calls_made() + pauses.below(3);
        another_call(&stage.emulator, calls, SHORT).await;
    }
}

/// From a life that ends before it has begun to one in the middle of much work.
async fn live(stage: &Stage, bot: &Child, random: &mut Random) -> Result<()> {
    if random.percent(80) {
        bot.until_said("the bot is ready").await?;
    }
    let calls = stage.emulator.calls_made() + random.below(MOST_CALLS);
    another_call(&stage.emulator, calls, random.up_to(LONGEST_LIFE)).await;
    // Not always just after a call.
    let clock = stage.emulator.clock();
    clock.wait_until(clock.elapsed() + random.up_to(Duration::from_millis(5))).await;
    Ok(())
}

/// Waits until more than so many calls were made, or for so long.
async fn another_call(emulator: &Emulator, calls: usize, longest: Duration) {
    let more = emulator.until(|emulator| (emulator.calls_made() > calls).then_some(()));
    // Either will do.
    let _ = timeout(longest, more).await;
}

/// Waits until nothing waits.
async fn calm(stage: &Stage) -> Result<()> {
    let waits = "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'waiting'),
        (SELECT COUNT(*) FROM card WHERE dirty > clean),
        (SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'stripping'))";
    let settled = async {
        stage.emulator.until_confirmed().await;
        loop {
            let calls = stage.emulator.calls_made();
            if stage.rows::<(i64, i64, i64)>(waits).await? == [(0, 0, 0)] {
                return anyhow::Ok(());
            }
            another_call(&stage.emulator, calls, Duration::from_millis(100)).await;
        }
    };
    let settled = timeout(CALM, settled).await;
    let left = stage.rows::<(i64, i64, i64)>(waits).await?;
    settled.with_context(|| format!("updates, cards and messages that wait for ever: {left:?}"))?
}

/// What a kill may cause: the answer to a press is not stored, the end of a pause neither, and an edit of which
/// nobody knows that it was done is done again.
fn tolerable(sins: &[Sin], kills: usize) -> Result<()> {
    let (mut unanswered, mut needless, mut hasty) = (0, 0, 0);
    for sin in sins {
        match sin {
            Sin::UnansweredPress { .. } => unanswered += 1,
            Sin::NeedlessEdit { .. } => needless += 1,
            Sin::CalledBeforeRetryAfter { .. } => hasty += 1,
            _ => anyhow::bail!("the bot sinned: {sin}"),
        }
    }
    println!("{unanswered} presses unanswered, {needless} edits done again, {hasty} pauses forgotten");
    let most = kills * 32;
    ensure!(unanswered <= most && needless <= most && hasty <= most, "more than kills explain: {sins:#?}");
    Ok(())
}
