//! Health and metrics, on an address of their own: for whoever watches over the process, never for the outside.

use std::fmt;
use std::future::Future;
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{CONNECTION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::{Mutex as Turn, watch};

use super::connections::Connections;
use super::metrics::{FORMAT, page};
use crate::clock::Clock;
use crate::domain::moment::Moment;
use crate::store::health::{self, Queue, Stock};
use crate::store::{Db, StoreError};
use crate::telemetry::{Role, Telemetry};

/// Connections at a time: a scraper, a probe and a person need three.
const MOST: usize = 32;
/// Requests are a line and answers a page.
const LONGEST: Duration = Duration::from_secs(10);
/// A database that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Whoever asks more often gets the same figures of the database.
const FRESH: Duration = Duration::from_secs(5);
/// What may wait for so long before this process counts as not ready.
const INBOX_LIMIT: Duration = Duration::from_secs(60);
const DELIVERY_LIMIT: Duration = Duration::from_secs(300);

/// What is told about the process; clones tell the same.
#[derive(Clone)]
pub struct Ops(Arc<Known>);

struct Known {
    clock: Clock,
    telemetry: Telemetry,
    /// Not there while it is still being waited for.
    db: OnceLock<Db>,
    /// One question at a time: however often we are asked, a database that hangs costs one connection.
    asking: Arc<Turn<()>>,
    /// The figures of the database, and when they were read.
    stock: Mutex<Option<(Duration, Stock)>>,
}

impl fmt::Debug for Ops {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ops").finish_non_exhaustive()
    }
}

/// What `/readyz` says.
#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    role: &'static str,
    /// Seconds since Telegram answered last; not there: never yet.
    telegram_seconds: Option<u64>,
    /// Seconds the oldest update, and the oldest message, wait.
    inbox_seconds: Option<u64>,
    delivery_seconds: Option<u64>,
    /// Why it is not ready.
    reasons: Vec<&'static str>,
}

/// What the database says of itself.
struct Answer {
    migrations: usize,
    inbox: Queue,
    outbox: Queue,
}

impl Ops {
    #[must_use]
    pub fn new(telemetry: &Telemetry, clock: &Clock) -> Self {
        Self(Arc::new(Known {
            clock: clock.clone(),
            telemetry: telemetry.clone(),
            db: OnceLock::new(),
            asking: Arc::default(),
            stock: Mutex::default(),
        }))
    }

    /// The database is open: from now on it is asked.
    pub fn opened(&self, db: &Db) {
        // Whoever opens another one in the same process starts anew.
        let _ = self.0.db.set(db.clone());
    }

    async fn readiness(&self) -> Readiness {
        let role = self.0.telemetry.role();
        let mut readiness = Readiness {
            ready: false,
            role: if role == Role::Leader { "leader" } else { "standby" },
            telegram_seconds: self.0.telemetry.telegram_silent().map(|silent| silent.as_secs()),
            inbox_seconds: None,
            delivery_seconds: None,
            reasons: Vec::new(),
        };
        match self.0.db.get() {
            None => readiness.reasons.push("the database is not open yet"),
            Some(db) => match self.ask(db, answer).await {
                None => readiness.reasons.push("the database does not answer"),
                Some(answer) => readiness.judge(role, &answer, self.0.clock.now()),
            },
        }
        readiness.ready = readiness.reasons.is_empty();
        readiness
    }

    /// The figures of the database, as fresh as they need be.
    async fn stock(&self) -> Option<Stock> {
        let kept = self.0.stock.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, stock)) = kept
            && self.0.clock.elapsed().saturating_sub(at) < FRESH
        {
            return Some(stock);
        }
        let now = self.0.clock.now();
        let stock = self.ask(self.0.db.get()?, async move |db| {
            let mut tx = db.read().await?;
            let stock = health::stock(&mut tx, now).await?;
            tx.rollback().await?;
            Ok(stock)
        });
        let stock = stock.await?;
        let read = Some((self.0.clock.elapsed(), stock.clone()));
        *self.0.stock.lock().unwrap_or_else(PoisonError::into_inner) = read;
        Some(stock)
    }

    /// Asks the database, if it answers in time. A question that takes longer goes on by itself, and nobody asks
    /// another meanwhile.
    async fn ask<T, F>(&self, db: &Db, question: impl FnOnce(Db) -> F) -> Option<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, StoreError>> + Send + 'static,
    {
        let known = &self.0;
        let asked = async {
            let turn = Arc::clone(&known.asking).lock_owned().await;
            let question = question(db.clone());
            let asking = tokio::spawn(async move {
                let answer = question.await;
                drop(turn);
                answer
            });
            // A panic there is no answer either.
            asking.await.ok()?.inspect_err(|error| tracing::debug!(%error, "the database was asked in vain")).ok()
        };
        tokio::select! {
            answer = asked => answer,
            () = known.clock.wait_until(known.clock.elapsed() + PATIENCE) => None,
        }
    }
}

async fn answer(db: Db) -> Result<Answer, StoreError> {
    let migrations = db.pending_migrations().await?;
    let mut tx = db.read().await?;
    let (inbox, outbox) = (health::inbox(&mut tx).await?, health::outbox(&mut tx).await?);
    tx.rollback().await?;
    Ok(Answer { migrations, inbox, outbox })
}

impl Readiness {
    /// Whoever stands by handles and delivers nothing: what waits is the leader's.
    fn judge(&mut self, role: Role, answer: &Answer, now: Moment) {
        let age = |queue: &Queue| queue.oldest.map_or(Duration::ZERO, |oldest| now.since(oldest));
        let (inbox, delivery) = (age(&answer.inbox), age(&answer.outbox));
        self.inbox_seconds = Some(inbox.as_secs());
        self.delivery_seconds = Some(delivery.as_secs());
        let leads = role == Role::Leader;
        let all = [
            (answer.migrations > 0, "the schema is not up to date"),
            (leads && inbox > INBOX_LIMIT, "updates wait for too long"),
            (leads && delivery > DELIVERY_LIMIT, "messages wait for too long"),
        ];
        self.reasons.extend(all.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason));
    }
}

/// Serves until told to stop; what is being answered then is left.
pub async fn serve(listener: TcpListener, ops: Ops, mut stop: watch::Receiver<bool>) -> io::Result<()> {
    let connections = Connections::new(listener, &ops.0.clock, MOST, LONGEST);
    tokio::select! {
        served = axum::serve(connections, router(ops)).into_future() => served,
        // A sender that is gone means the same as one that says stop.
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}

fn router(ops: Ops) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .layer(map_response(closing))
        .with_state(ops)
}

/// One answer a connection: nobody holds one open between two questions.
async fn closing(mut response: Response) -> Response {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

async fn ready(State(ops): State<Ops>) -> Response {
    let readiness = ops.readiness().await;
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness)).into_response()
}

async fn metrics(State(ops): State<Ops>) -> Response {
    let stock = ops.stock().await;
    match page(&ops.0.telemetry, stock.as_ref(), ops.0.clock.now()) {
        Ok(page) => ([(CONTENT_TYPE, FORMAT)], page).into_response(),
        // Text can always be written into memory.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
