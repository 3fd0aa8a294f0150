//! More than one process on a database: SQLite refuses the second, on PostgreSQL one leads and the others stand by.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mcu_bot::clock::Clock;

use super::balancer::Balancer;
use super::child::Child;
use super::stage::{OPERATOR, Stage, free_port};
use crate::engines::{Engine, both_engines};

/// Within this time somebody leads again.
const TAKEN_OVER: Duration = Duration::from_secs(10);
const STANDS_BY: &str = "this one stands by";
const LEADS: &str = "the bot is ready";

/// `false` on SQLite, where a second process is told that there is a first.
async fn can_have_two(stage: &Stage) -> Result<bool> {
    if matches!(stage.engine, Engine::Postgres(_)) {
        return Ok(true);
    }
    let first = stage.run().await?;
    let second = stage.command(&["run"]).await?;
    ensure!(second.code() == Some(1) && second.last_line() == "another mcu-bot runs on this database", "{second:?}");
    ensure!(first.stop().await?.code() == Some(0), "the first was not disturbed");
    Ok(false)
}

async fn standing_by(stage: &Stage) -> Result<Child> {
    let second = stage.start()?;
    second.until_said(STANDS_BY).await?;
    Ok(second)
}

/// Waits until it leads, and tells how long that took.
async fn taken_over(next: &Child) -> Result<Duration> {
    let clock = Clock::system();
    next.until_said(LEADS).await?;
    ensure!(clock.elapsed() <= TAKEN_OVER, "it took {:?}", clock.elapsed());
    Ok(clock.elapsed())
}

/// A draft comes of it, once.
async fn serves(stage: &Stage, words: &str) -> Result<()> {
    let operator = stage.operator();
    operator.writes(words);
    stage.words(&operator, words).await?;
    let drafts = stage.emulator.messages(OPERATOR);
    let drafts = drafts.iter().filter(|shown| shown.is_from_bot() && shown.text.contains(words)).count();
    ensure!(drafts == 1, "«{words}» has {drafts} drafts");
    Ok(())
}

both_engines! {
    async fn whoever_stands_by_leads_when_the_leader_stops_or_dies(stage: &mut Stage) -> Result<()> {
        if !can_have_two(stage).await? {
            return Ok(());
        }
        let first = stage.run().await?;
        stage.operator().starts();
        serves(stage, "Нет воды").await?;
        let second = standing_by(stage).await?;
        assert_eq!(first.stop().await?.code(), Some(0));
        taken_over(&second).await.context("after a stop")?;
        serves(stage, "Нет света").await?;

        let third = standing_by(stage).await?;
        second.kill().await?;
        taken_over(&third).await.context("after a kill")?;
        serves(stage, "Нет газа").await?;
        assert_eq!(third.stop().await?.code(), Some(0));
        Ok(())
    }

    async fn a_frozen_leader_is_followed_and_does_nothing_when_it_wakes(stage: &mut Stage) -> Result<()> {
        if !can_have_two(stage).await? {
            return Ok(());
        }
        let first = stage.run().await?;
        stage.operator().starts();
        serves(stage, "Нет воды").await?;
        let second = standing_by(stage).await?;
        first.freeze().await?;
        taken_over(&second).await?;
        serves(stage, "Нет света").await?;
        first.thaw().await?;
        first.until_said("the lead is lost").await?;
        first.until_said(STANDS_BY).await?;
        serves(stage, "Нет газа").await?;
        assert_eq!(first.stop().await?.code(), Some(0));
        assert_eq!(second.stop().await?.code(), Some(0));
        let epochs = stage.rows::<(i64, bool)>("SELECT epoch, clean FROM lead").await?;
        assert_eq!(epochs, [(2, true)]);
        Ok(())
    }

    async fn a_leader_whose_sessions_are_cut_leads_again(stage: &mut Stage) -> Result<()> {
        if !can_have_two(stage).await? {
            return Ok(());
        }
        let bot = stage.run().await?;
        stage.operator().starts();
        serves(stage, "Нет воды").await?;
        // As when the server is started anew: every session ends at once.
        let cut = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(stage.rows::<(i64,)>(cut).await? > vec![(0,)]);
        bot.until_said("the lead is lost").await?;
        serves(stage, "Нет света").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        assert_eq!(stage.rows::<(i64, bool)>("SELECT epoch, clean FROM lead").await?, [(2, true)]);
        Ok(())
    }

    async fn replicas_keep_what_is_brought_to_any_of_them(stage: &mut Stage) -> Result<()> {
        if !can_have_two(stage).await? {
            return Ok(());
        }
        let ports = [free_port()?, free_port()?];
        let balancer = Balancer::start(ports).await?;
        stage.with("WEBHOOK_SECRET", "correct-horse_battery").with("WEBHOOK_URL", format!("{}/updates", balancer.url()));
        stage.with("HTTP_LISTEN", format!("127.0.0.1:{}", ports[0]));
        let first = stage.run().await?;
        stage.with("HTTP_LISTEN", format!("127.0.0.1:{}", ports[1]));
        let second = standing_by(stage).await?;
        let operator = stage.operator();
        operator.starts();
        for number in 0..30 {
            operator.writes(&format!("Обращение {number}: нет воды"));
            stage.recipient().writes(&format!("Сообщение {number}"));
        }
        stage.words(&operator, "Обращение 10:").await?;
        first.kill().await?;
        taken_over(&second).await?;
        stage.words(&operator, "Обращение 29:").await?;
        stage.until("the last update", |emulator| (emulator.waiting_updates() == 0).then_some(())).await?;
        let drafts = stage.rows::<(i64, i64)>("SELECT COUNT(*), COUNT(DISTINCT text) FROM incident").await?;
        assert_eq!(drafts, [(30, 30)], "each post is one incident, and kept by whomever it came to");
        assert!(balancer.served().iter().all(|served| *served > 0), "{:?}", balancer.served());
        assert_eq!(second.stop().await?.code(), Some(0));
        Ok(())
    }
}
