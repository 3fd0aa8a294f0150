//! The terminal: what an administrator writes beside the running bot.

use std::io::Cursor;

use anyhow::{Context, Result};
use mcu_bot::app::cli::Cli;
use mcu_bot::app::settings::Environment;
use mcu_bot::app::{Failure, execute};

use super::World;

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Printed {
    pub text: String,
    pub ended: Result<(), Failure>,
}

impl World {
    /// Runs `mcu-bot` with these words; a word may hold blanks.
    pub async fn runs(&self, words: &[&str]) -> Result<Printed> {
        let cli = Cli::read(["mcu-bot"].iter().chain(words))?;
        let environment = self.environment();
        let mut out = Cursor::new(Vec::new());
        let ended = execute(cli.command, &environment, &mut out).await;
        Ok(Printed { text: String::from_utf8(out.into_inner())?, ended })
    }

    fn environment(&self) -> Environment {
        Environment::default().with([
            ("DATABASE_URL".to_owned(), self.engine.url()),
            ("TELOXIDE_TOKEN".to_owned(), self.telegram.token().to_owned()),
            ("TELOXIDE_API_URL".to_owned(), self.telegram.url()),
        ])
    }

    /// `mcu-bot claim` at the story's time; what stands behind `start=`.
    pub async fn claims(&self) -> Result<String> {
        let link = mcu_bot::app::claim(&self.db, &self.clock, &self.random, &self.environment()).await?;
        Ok(link.split_once("https://t.me/mcu_test_bot?start=").context("a link")?.1.to_owned())
    }

    /// `mcu-bot purge` at the story's time; what it printed.
    pub async fn purges(&self, days: u32, yes: bool) -> Result<String> {
        let mut out = Cursor::new(Vec::new());
        mcu_bot::app::purge(&self.db, &self.clock, days, yes, &mut out).await?;
        Ok(String::from_utf8(out.into_inner())?)
    }

    /// Runs a command that must succeed; what it printed.
    pub async fn command(&self, words: &[&str]) -> Result<String> {
        let printed = self.runs(words).await?;
        printed.ended?;
        Ok(printed.text)
    }
}
