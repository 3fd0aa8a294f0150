//! `mcu-bot run`: leads, or stands by until it does.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::apply::apply;
use super::bot::{Bot, Parts, StartError};
use super::commands::{Failure, client, open, stop_signal};
use super::settings::{BotSettings, DatabaseUrl, Limits, Updates, Webhook};
use super::webhook::Hook;
use crate::clock::Clock;
use crate::domain::ids::UpdateId;
use crate::intake::Inlet;
use crate::jobs::delivery::Pace;
use crate::random::Random;
use crate::store::inbox::Incoming;
use crate::store::lead::is_led;
use crate::store::{Db, StoreError};
use crate::telegram::client::Client;
use crate::telegram::gateway::TelegramMessenger;
use crate::telegram::webhook::{SECRET_HEADER, read};
use crate::telemetry::Telemetry;
use crate::web;
use crate::web::ops::Ops;

/// How long to wait for a database that went away.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a request in hand may hold the stop.
const FINISHING: Duration = Duration::from_secs(2);

type Door = Arc<Inlet<TelegramMessenger>>;

pub(super) async fn run(settings: BotSettings) -> Result<(), Failure> {
    // First of all: whoever stops us while we start is heard too.
    let stop = stop_signal()?;
    let clock = Clock::system();
    let client = client(&settings)?;
    let telemetry = Telemetry::new(&clock);
    let ops = Ops::new(&telemetry, &clock);
    // Until the last step of the stop.
    let _watched = be_watched(settings.common.ops, &ops).await.map_err(|failure| why(failure, &settings))?;
    let listener = listen(&settings.updates).await?;
    let db = open(&settings.common).await?;
    ops.opened(&db);
    if let Some(file) = &settings.directory {
        let applied = apply(&db, &clock, file, false).await.map_err(Failure::of_directory)?;
        tracing::info!(directory.changes = applied.0.changes.len(), "the directory is applied");
    }
    let door = Inlet::new(db.clone(), clock.clone(), telemetry.clone());
    let serving = listener.map(|(listener, webhook)| receive(listener, webhook, &door, stop.clone()));
    let parts = || parts(&settings, &client, &db, &clock, &telemetry);
    let ended = Box::pin(lead(parts, &db, &clock, &door, stop)).await;
    if let Some(serving) = serving {
        close(serving, &clock).await;
    }
    db.close().await;
    tracing::info!("the bot has stopped");
    ended
}

/// Takes the webhook's address before anything else: without it there is no use in going on.
async fn listen(updates: &Updates) -> Result<Option<(TcpListener, Webhook)>, Failure> {
    let Updates::Webhook(webhook) = updates else { return Ok(None) };
    Ok(Some((bind("HTTP_LISTEN", webhook.listen).await?, webhook.clone())))
}

async fn bind(setting: &'static str, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| Failure::Listen { setting, address, error })
}

/// An address that is taken is taken by the bot that runs already, where one does on this file.
fn why(failure: Failure, settings: &BotSettings) -> Failure {
    match &settings.common.database {
        DatabaseUrl::Sqlite(file) if file.exists() && is_led(file).unwrap_or_default() => StartError::Led.into(),
        _ => failure,
    }
}

/// Serves health and metrics from now on, until what is returned is dropped.
async fn be_watched(address: SocketAddr, ops: &Ops) -> Result<watch::Sender<bool>, Failure> {
    let listener = bind("OPS_LISTEN", address).await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(web::ops::serve(listener, ops.clone(), stopped));
    tracing::info!(ops.address = %address, "health and metrics are served");
    Ok(stop)
}

/// Serves the webhook, whether this process leads or not.
fn receive(listener: TcpListener, webhook: Webhook, door: &Door, stop: watch::Receiver<bool>) -> JoinHandle<()> {
    let site = web::webhook::Webhook {
        inlet: Arc::clone(door),
        path: webhook.url.path().to_owned(),
        header: SECRET_HEADER,
        secret: webhook.secret,
        read: Arc::new(|body: &str| {
            let update = read(body)?;
            Some(Incoming { id: UpdateId(update.update_id), key: update.key, body: update.body })
        }),
    };
    tokio::spawn(async move {
        if let Err(error) = web::webhook::serve(listener, site, stopped(stop)).await {
            tracing::error!(%error, "the webhook is served no more");
        }
    })
}

async fn close(mut serving: JoinHandle<()>, clock: &Clock) {
    tokio::select! {
        // Its own errors are logged where they happen.
        _ = &mut serving => {}
        () = clock.wait_until(clock.elapsed() + FINISHING) => serving.abort(),
    }
}

/// Leads as soon and as often as nobody else does, until `stop`.
async fn lead(
    parts: impl Fn() -> Parts,
    db: &Db,
    clock: &Clock,
    door: &Door,
    stop: watch::Receiver<bool>,
) -> Result<(), Failure> {
    let mut stands_by = false;
    loop {
        match Box::pin(Bot::start_unless(parts(), stopped(stop.clone()))).await {
            Ok(None) => return Ok(()),
            Ok(Some(bot)) => {
                stands_by = false;
                match Box::pin(serve(bot, door, stop.clone())).await {
                    Ok(()) => return Ok(()),
                    Err(error) => tracing::warn!(%error, "the lead is lost; this process stands by"),
                }
            }
            Err(StartError::Led) if db.is_shared() => {
                if !stands_by {
                    tracing::info!("another process leads; this one stands by");
                }
                stands_by = true;
            }
            Err(StartError::Store(StoreError::Unavailable(error))) => {
                tracing::warn!(%error, "the database does not answer");
                tokio::select! {
                    () = clock.wait_until(clock.elapsed() + PAUSE) => {}
                    () = stopped(stop.clone()) => return Ok(()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Leads until `stop` says so, or somebody else does.
async fn serve(bot: Bot, door: &Door, stop: watch::Receiver<bool>) -> Result<(), StoreError> {
    let intake = Arc::clone(&bot.intake);
    door.lead(Some(Arc::clone(&intake)));
    // What came in between was left to whoever leads.
    intake.refill().await?;
    tracing::info!("the bot is ready");
    let ended = Box::pin(bot.run(stop)).await;
    door.lead(None);
    ended
}

fn parts(settings: &BotSettings, client: &Client, db: &Db, clock: &Clock, telemetry: &Telemetry) -> Parts {
    let hook = match &settings.updates {
        Updates::Polling => None,
        Updates::Webhook(webhook) => Some(Hook::new(client.clone(), webhook.clone())),
    };
    let pace = match settings.telegram.limits {
        Limits::On => Pace::Limited,
        Limits::Off => Pace::Unlimited,
    };
    Parts {
        db: db.clone(),
        clock: clock.clone(),
        random: Random::system(),
        client: client.clone(),
        hook,
        pace,
        admins: settings.admins.clone(),
        purge_after_days: settings.common.purge_after_days,
        telemetry: telemetry.clone(),
    }
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // A sender that is gone means the same as one that says stop.
    let _ = stop.wait_for(|stop| *stop).await;
}
