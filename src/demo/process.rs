//! One life of the bot: it runs beside the page as `mcu-bot run` does, and can be killed in the middle of anything.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{oneshot, watch};

use super::show::ShowError;
use crate::app::{Bot, Parts, StartError};
use crate::clock::Clock;
use crate::emulator::Emulator;
use crate::jobs::clock::Ticker;
use crate::jobs::delivery::Pace;
use crate::random::Random;
use crate::secret::Secret;
use crate::store::{Db, StoreError};
use crate::telegram::client::{Client, ClientSettings};
use crate::telemetry::Telemetry;

/// How often the lead is asked for: a predecessor that was killed lets it go within a moment.
const ATTEMPTS: u32 = 200;
const PAUSE: Duration = Duration::from_millis(25);

/// What a bot is started with, each time.
#[derive(Clone, Debug)]
pub struct Outfit {
    pub file: PathBuf,
    pub clock: Clock,
    pub random: Random,
    pub emulator: Emulator,
}

/// A running bot, with threads of its own.
#[derive(Debug)]
pub struct Process {
    runtime: Option<Runtime>,
    ticker: Arc<Ticker>,
    stop: watch::Sender<bool>,
    ended: oneshot::Receiver<Result<(), StoreError>>,
}

impl Process {
    pub async fn start(outfit: Outfit) -> Result<Self, ShowError> {
        let runtime = Builder::new_multi_thread().worker_threads(2).thread_name("bot").enable_all().build()?;
        let (stop, stopped) = watch::channel(false);
        let (ready, started) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        runtime.spawn(async move {
            let (bot, db) = match start(&outfit).await {
                Ok(started) => started,
                Err(error) => return drop(ready.send(Err(error))),
            };
            // Whoever no longer listens has killed us.
            let _ = ready.send(Ok(Arc::clone(&bot.ticker)));
            let run = Box::pin(bot.run(stopped)).await;
            db.close().await;
            let _ = end.send(run);
        });
        let started = started.await.unwrap_or(Err(ShowError::Died));
        match started {
            Ok(ticker) => Ok(Self { runtime: Some(runtime), ticker, stop, ended }),
            Err(error) => {
                runtime.shutdown_background();
                Err(error)
            }
        }
    }

    /// Ticks now, instead of within ten seconds.
    pub async fn tick(&self) {
        let ticker = Arc::clone(&self.ticker);
        let Some(runtime) = &self.runtime else { return };
        match runtime.spawn(async move { ticker.tick().await }).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the bot could not tick"),
            Err(error) => tracing::debug!(%error, "the bot was killed while it ticked"),
        }
    }

    /// As at SIGTERM: finishes what is in hand.
    pub async fn stop(mut self) -> Result<(), StoreError> {
        self.stop.send_replace(true);
        (&mut self.ended).await.unwrap_or(Ok(()))
    }
}

/// As at SIGKILL: nothing is said, nothing is finished.
impl Drop for Process {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn start(outfit: &Outfit) -> Result<(Bot, Db), ShowError> {
    let db = open(&outfit.file).await?;
    for _ in 0..ATTEMPTS {
        let client = Client::new(&ClientSettings {
            token: Secret::new(outfit.emulator.token().to_owned()),
            api_url: outfit.emulator.url(),
            proxy: None,
        })?;
        let parts = Parts {
            db: db.clone(),
            clock: outfit.clock.clone(),
            random: outfit.random.clone(),
            client,
            hook: None,
            pace: Pace::Limited,
            admins: Vec::new(),
            purge_after_days: None,
            telemetry: Telemetry::new(&outfit.clock),
        };
        match Bot::start(parts).await {
            Ok(bot) => return Ok((bot, db)),
            Err(StartError::Led) => outfit.clock.wait_until(outfit.clock.elapsed() + PAUSE).await,
            Err(error) => return Err(error.into()),
        }
    }
    Err(StartError::Led.into())
}

/// The schema may be as old as the file.
pub async fn open(file: &Path) -> Result<Db, ShowError> {
    let db = Db::open_sqlite(file).await?;
    db.migrate().await?;
    Ok(db)
}
