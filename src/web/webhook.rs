//! The webhook: 200 once the update is kept, and not before.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::intake::Inlet;
use crate::messenger::Messenger;
use crate::secret::Secret;
use crate::store::inbox::Incoming;

/// Far more than an update ever has, and little enough for a small machine.
const LARGEST_BODY: usize = 1024 * 1024;
/// Requests read at the same time. Telegram is told 40 connections; whoever comes beyond that comes again.
const AT_ONCE: usize = 64;
/// How long a body may take to arrive.
const SLOWEST_BODY: Duration = Duration::from_secs(10);

/// Cuts a body into what is kept; `None` when it is no update.
pub type Read = Arc<dyn Fn(&str) -> Option<Incoming> + Send + Sync>;

/// What is served, and to whom.
pub struct Webhook<M> {
    pub inlet: Arc<Inlet<M>>,
    /// The only path, with the slash at its beginning.
    pub path: String,
    /// The header in which the messenger says the secret.
    pub header: &'static str,
    pub secret: Secret,
    pub read: Read,
}

impl<M> fmt::Debug for Webhook<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("path", &self.path).finish_non_exhaustive()
    }
}

struct Site<M> {
    webhook: Webhook<M>,
    room: Semaphore,
}

/// Serves until `stop`, and then what is in hand.
pub async fn serve<M: Messenger>(
    listener: TcpListener,
    webhook: Webhook<M>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let site = Arc::new(Site { webhook, room: Semaphore::new(AT_ONCE) });
    let router = Router::new().fallback(take::<M>).with_state(site);
    axum::serve(listener, router).with_graceful_shutdown(stop).await
}

async fn take<M: Messenger>(State(site): State<Arc<Site<M>>>, request: Request) -> StatusCode {
    let hook = &site.webhook;
    if request.uri().path() != hook.path {
        return StatusCode::NOT_FOUND;
    }
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    if !hook.knows(request.headers()) {
        tracing::warn!("somebody without the secret of the webhook was turned away");
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(_room) = site.room.try_acquire() else { return StatusCode::SERVICE_UNAVAILABLE };
    match body(request.into_body()).await {
        Ok(text) => hook.keep(&text).await,
        Err(status) => status,
    }
}

/// What the messenger sends is small and comes at once.
async fn body(body: Body) -> Result<String, StatusCode> {
    let read = tokio::time::timeout(SLOWEST_BODY, axum::body::to_bytes(body, LARGEST_BODY)).await;
    let bytes = read.map_err(|_| StatusCode::REQUEST_TIMEOUT)?.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    String::from_utf8(bytes.into()).map_err(|_| StatusCode::BAD_REQUEST)
}

impl<M: Messenger> Webhook<M> {
    /// Compares in a time that tells nothing of where the difference is.
    fn knows(&self, headers: &HeaderMap) -> bool {
        let said = headers.get(self.header).map_or(&b""[..], |value| value.as_bytes());
        said.ct_eq(self.secret.expose().as_bytes()).into()
    }

    async fn keep(&self, text: &str) -> StatusCode {
        let Some(update) = (self.read)(text) else {
            tracing::error!("what came to the webhook with the right secret is no update");
            return StatusCode::BAD_REQUEST;
        };
        match self.inlet.keep(update).await {
            Ok(()) => StatusCode::OK,
            Err(error) => {
                tracing::warn!(%error, "an update could not be kept and will be brought again");
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }
}
