//! The real program, as a service manager runs it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mcu_bot::clock::Clock;

/// A running bot; killed when dropped.
pub struct Process {
    child: Child,
    /// From the start of the process until it could serve.
    pub ready_after: Duration,
}

impl Process {
    /// Starts it with these settings, and returns when it is ready.
    pub fn start(folder: &Path, settings: &[(&str, String)], clock: &Clock) -> Result<Self> {
        let began = clock.elapsed();
        let mut child = Command::new(env!("CARGO_BIN_EXE_mcu-bot"))
            .arg("run")
            .current_dir(folder)
            .env_clear()
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut log = BufReader::new(child.stderr.take().context("no stderr")?);
        let mut said = String::new();
        while !said.contains("the bot is ready") {
            ensure!(log.read_line(&mut said)? > 0, "the bot does not start: {said}");
        }
        let ready_after = clock.elapsed().saturating_sub(began);
        // What it says later belongs on the terminal.
        std::thread::spawn(move || log.lines().map_while(Result::ok).for_each(|line| eprintln!("bot: {line}")));
        Ok(Self { child, ready_after })
    }

    /// A figure of `/proc/PID/status`, in MB: `VmRSS` now, `VmHWM` at most.
    pub fn memory(&self, what: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line =
            status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':')).context("no such figure")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes * 1024.0 / 1e6)
    }

    /// Time its threads have spent on the processors.
    pub fn worked(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = stat.rsplit_once(')').context("no fields")?;
        // utime and stime, in hundredths of a second on every Linux.
        let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 10))
    }

    /// SIGTERM, and its end.
    pub fn stop(mut self) -> Result<()> {
        ensure!(Command::new("sh").args(["-c", "kill -TERM \"$0\"", &self.child.id().to_string()]).status()?.success());
        ensure!(self.child.wait()?.success(), "the bot did not stop well");
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already, or is to.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
