//! The program as whoever tries it starts it.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_secs(60);

/// A running `mcu-bot demo`; killed when dropped.
pub struct Demo {
    pub url: String,
    process: Child,
    /// Where it keeps its temporary files.
    folder: TempDir,
}

impl Demo {
    pub async fn start() -> Result<Self> {
        let folder = TempDir::new()?;
        let mut process = Command::new(env!("CARGO_BIN_EXE_mcu-bot"))
            .args(["demo", "--port", "0"])
            .current_dir(folder.path())
            .env_clear()
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(process.stdout.take().context("no stdout")?).lines();
        let first = tokio::time::timeout(PATIENCE, lines.next_line()).await??.context("it has ended")?;
        let url = first.split_whitespace().last().context("an address")?.to_owned();
        Ok(Self { url, process, folder })
    }

    /// Ctrl+C: it ends cleanly and leaves nothing behind.
    pub async fn stop(mut self) -> Result<()> {
        let id = self.process.id().context("it has ended")?.to_string();
        let sent = Command::new("sh").args(["-c", "kill -INT \"$0\"", &id]).status().await?;
        ensure!(sent.success(), "no signal was sent");
        let status = tokio::time::timeout(PATIENCE, self.process.wait()).await??;
        ensure!(status.code() == Some(0), "it ended with {status}");
        let left: Vec<_> = std::fs::read_dir(self.folder.path())?.collect::<Result<_, _>>()?;
        ensure!(left.is_empty(), "it left {left:?}");
        Ok(())
    }
}
