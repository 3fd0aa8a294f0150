//! The loop around `getUpdates`: a page is kept before the next offset acknowledges it.

use std::time::Duration;

use crate::clock::Clock;
use crate::domain::ids::UpdateId;
use crate::domain::outage::Cause;
use crate::intake::Intake;
use crate::jobs::presence::Presence;
use crate::messenger::Messenger;
use crate::store::StoreError;
use crate::store::inbox::Incoming;
use crate::telegram::client::Client;
use crate::telegram::polling::{FetchError, LONGEST_POLL, RawUpdate, fetch};
use crate::telegram::webhook;
use crate::telemetry::Way;

const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Where we are in Telegram's queue. The offset lives in memory: a start asks without one, and what comes
/// again is known by its number.
#[derive(Debug)]
pub struct Poller {
    client: Client,
    offset: Option<i64>,
    /// Grows while Telegram does not answer.
    pause: Duration,
}

/// One page.
#[derive(Debug)]
pub enum Received {
    /// So many updates were kept.
    Kept(usize),
    /// Telegram gave none.
    Refused(FetchError),
    /// The database did not take them: they are not acknowledged and come again.
    NotKept(StoreError),
}

impl Poller {
    pub(super) const fn new(client: Client) -> Self {
        Self { client, offset: None, pause: SHORTEST_PAUSE }
    }

    /// Asks for one page, waits for it up to `timeout`, and keeps it.
    pub async fn poll<M: Messenger>(&mut self, intake: &Intake<M>, timeout: Duration) -> Received {
        let page = match fetch(&self.client, self.offset, timeout).await {
            Ok(page) => page,
            Err(error) => return Received::Refused(error),
        };
        let Some(last) = page.last().map(|update| update.update_id) else { return Received::Kept(0) };
        let count = page.len();
        let page: Vec<Incoming> = page.into_iter().map(incoming).collect();
        match intake.keep(&page, Way::Polling).await {
            Ok(()) => {
                self.offset = Some(last + 1);
                Received::Kept(count)
            }
            Err(error) => Received::NotKept(error),
        }
    }

    /// Polls until dropped.
    pub(super) async fn run<M: Messenger>(&mut self, intake: &Intake<M>, presence: &Presence, clock: &Clock) {
        loop {
            let begins = clock.now();
            let received = self.poll(intake, LONGEST_POLL).await;
            let known = match trouble(&received) {
                None => presence.reached(begins).await,
                trouble => presence.alive(trouble).await,
            };
            if let Err(error) = known {
                tracing::warn!(%error, "that the bot is there could not be kept");
            }
            let wait = match received {
                Received::Kept(_) => {
                    self.pause = SHORTEST_PAUSE;
                    continue;
                }
                Received::NotKept(error) => {
                    tracing::warn!(%error, "updates could not be kept and will be asked for again");
                    SHORTEST_PAUSE
                }
                Received::Refused(FetchError::RetryAfter(wait)) => wait,
                Received::Refused(FetchError::Unauthorized) => {
                    tracing::error!("Telegram does not accept the token");
                    LONGEST_PAUSE
                }
                Received::Refused(FetchError::Conflict(error)) if error.contains("webhook") => {
                    tracing::warn!(error, "a webhook is set; it is removed, because this bot polls");
                    if let Err(error) = webhook::delete(&self.client).await {
                        tracing::warn!(%error, "the webhook could not be removed");
                    }
                    SHORTEST_PAUSE
                }
                Received::Refused(error) => {
                    tracing::warn!(%error, "Telegram gives no updates");
                    self.longer()
                }
            };
            clock.wait_until(clock.elapsed() + wait).await;
        }
    }

    fn longer(&mut self) -> Duration {
        let wait = self.pause;
        self.pause = (wait * 2).min(LONGEST_PAUSE);
        wait
    }
}

/// Why Telegram gives nothing; `None` where it does, or where that is not the reason.
const fn trouble(received: &Received) -> Option<Cause> {
    match received {
        Received::Kept(_) | Received::NotKept(_) => None,
        Received::Refused(FetchError::Unavailable(_) | FetchError::RetryAfter(_)) => Some(Cause::Unreachable),
        Received::Refused(_) => Some(Cause::Refused),
    }
}

fn incoming(update: RawUpdate) -> Incoming {
    Incoming { id: UpdateId(update.update_id), key: update.key, body: update.body }
}
