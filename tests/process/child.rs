//! One process of the program, and what it says.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::Command;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::stage::PATIENCE;

/// A service manager kills what does not stop within such a time.
const STOPPING: Duration = Duration::from_secs(8);

const PROGRAM: &str = env!("CARGO_BIN_EXE_mcu-bot");

/// A process; killed when dropped.
pub struct Child {
    process: tokio::process::Child,
    out: JoinHandle<std::io::Result<String>>,
    /// All lines of stderr until now; closed when the process has ended.
    log: watch::Receiver<String>,
}

/// A process that has ended.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub out: String,
    pub log: String,
}

impl Child {
    pub fn spawn(folder: &Path, settings: &BTreeMap<&'static str, String>, arguments: &[&str]) -> Result<Self> {
        Self::begin(Command::new(PROGRAM), folder, settings, arguments)
    }

    /// One that can be told that a file has grown too large, instead of dying of it: see [`Child::limit_files`].
    pub fn spawn_limited(folder: &Path, settings: &BTreeMap<&'static str, String>, arguments: &[&str]) -> Result<Self> {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -c 0; exec \"$0\" \"$@\"", PROGRAM]);
        Self::begin(shell, folder, settings, arguments)
    }

    fn begin(
        mut command: Command,
        folder: &Path,
        settings: &BTreeMap<&'static str, String>,
        arguments: &[&str],
    ) -> Result<Self> {
        let mut process = command
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .envs(settings)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut out = process.stdout.take().context("no stdout")?;
        let out = tokio::spawn(async move {
            let mut text = String::new();
            out.read_to_string(&mut text).await.map(|_| text)
        });
        let log = follow(process.stderr.take().context("no stderr")?);
        Ok(Self { process, out, log })
    }

    /// Waits until stderr holds these words.
    pub async fn until_said(&self, words: &str) -> Result<()> {
        let mut log = self.log.clone();
        let said = log.wait_for(|log| log.contains(words));
        match tokio::time::timeout(PATIENCE, said).await {
            Ok(Ok(_)) => Ok(()),
            _ => anyhow::bail!("it did not say {words:?} but {:?}", *self.log.borrow()),
        }
    }

    /// All of stderr until now.
    pub fn log(&self) -> String {
        self.log.borrow().clone()
    }

    /// SIGKILL, in the middle of whatever it does.
    pub async fn kill(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }

    /// The same, and how it ended: it may have died of itself before.
    pub async fn kill_and_tell(mut self) -> Result<Ended> {
        // Dead already: that is what is told.
        let _ = self.process.start_kill();
        self.ended_within(PATIENCE).await
    }

    /// Waits for its death, but not longer than this; whether it is dead.
    pub async fn dies_within(&self, longest: Duration) -> bool {
        let mut log = self.log.clone();
        // The log closes with the process.
        tokio::time::timeout(longest, log.wait_for(|_| false)).await.is_ok()
    }

    /// From now on no file may be written beyond so many bytes, as on a full disk; `unlimited` ends it.
    pub async fn limit_files(&self, most: &str) -> Result<()> {
        // It may just have died.
        let Some(id) = self.process.id() else { return Ok(()) };
        let limit = format!("--fsize={most}:unlimited");
        Command::new("prlimit").args(["--pid", &id.to_string(), &limit]).stderr(Stdio::null()).status().await?;
        Ok(())
    }

    /// SIGTERM, and how it ended.
    pub async fn stop(self) -> Result<Ended> {
        self.signal("TERM").await?;
        self.ended_within(STOPPING).await
    }

    /// SIGSTOP: alive, and doing nothing.
    pub async fn freeze(&self) -> Result<()> {
        self.signal("STOP").await
    }

    /// SIGCONT.
    pub async fn thaw(&self) -> Result<()> {
        self.signal("CONT").await
    }

    async fn signal(&self, name: &str) -> Result<()> {
        let id = self.process.id().context("it has ended")?.to_string();
        let sent = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &id]).status().await?;
        anyhow::ensure!(sent.success(), "no signal was sent");
        Ok(())
    }

    pub async fn ended(self) -> Result<Ended> {
        self.ended_within(PATIENCE).await
    }

    async fn ended_within(mut self, time: Duration) -> Result<Ended> {
        let status = tokio::time::timeout(time, self.process.wait()).await;
        let status = status.with_context(|| format!("it does not end; it said {}", self.log()))??;
        let out = self.out.await??;
        // The sender goes with the end of stderr.
        while self.log.changed().await.is_ok() {}
        let log = self.log.borrow().clone();
        Ok(Ended { status, out, log })
    }
}

impl Ended {
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// What it said last to whoever started it.
    pub fn last_line(&self) -> &str {
        self.log.lines().last().unwrap_or_default()
    }

    /// Everything it said, to look for what it must not say.
    pub fn said(&self) -> String {
        format!("{}{}", self.out, self.log)
    }
}

fn follow(pipe: impl AsyncRead + Unpin + Send + 'static) -> watch::Receiver<String> {
    let (sender, receiver) = watch::channel(String::new());
    tokio::spawn(async move {
        let mut lines = BufReader::new(pipe).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            sender.send_modify(|log| {
                log.push_str(&line);
                log.push('\n');
            });
        }
    });
    receiver
}
