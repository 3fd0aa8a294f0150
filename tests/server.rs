//! A PostgreSQL server of one test's own, which can be stopped; it lies on the disk, and commits reach it.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use reqwest::Url;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// Starting takes a second or two; on a busy machine, or after a crash, longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a server stops.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stop {
    /// Sessions are ended, what is committed is written out.
    Fast,
    /// As by `kill -9`: the next start recovers from the log.
    Immediate,
}

/// It goes when this is dropped: nobody tells it anything any more.
#[derive(Debug)]
pub struct Server {
    pub url: Url,
    orders: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
}

impl Server {
    pub async fn begin() -> Result<Self> {
        let mut script = Command::new("bash")
            .args([".ci/postgres", "--durable", "--obey"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let orders = script.stdin.take().context("no stdin")?;
        let mut said = BufReader::new(script.stdout.take().context("no stdout")?).lines();
        let url = timeout(PATIENCE, said.next_line()).await??.context("there is no server")?.parse()?;
        Ok(Self { url, orders, said })
    }

    pub async fn stop(&mut self, how: Stop) -> Result<()> {
        let order = match how {
            Stop::Fast => "stop fast",
            Stop::Immediate => "stop immediate",
        };
        self.obey(order).await
    }

    pub async fn start(&mut self) -> Result<()> {
        self.obey("start").await
    }

    async fn obey(&mut self, order: &str) -> Result<()> {
        self.orders.write_all(format!("{order}\n").as_bytes()).await?;
        let said = timeout(PATIENCE, self.said.next_line()).await??.unwrap_or_default();
        ensure!(order.starts_with(&said) && !said.is_empty(), "told to {order}, it said «{said}»");
        Ok(())
    }
}
