//! Keeps the webhook set at Telegram, where it is the way in.

use std::time::Duration;

use super::settings::Webhook;
use crate::clock::Clock;
use crate::domain::outage::Cause;
use crate::jobs::presence::Presence;
use crate::telegram::client::{CallError, Client};
use crate::telegram::webhook::{self, Standing};

/// How often we look whether it still stands.
const LOOK: Duration = Duration::from_secs(60);
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// Whether Telegram finds to us.
enum Way {
    Open,
    Blocked,
}

/// The webhook as it should stand.
#[derive(Debug)]
pub struct Hook {
    client: Client,
    webhook: Webhook,
    /// Set by this process: what stood before may know another secret.
    set: bool,
    /// The last error of Telegram that was told.
    told: Option<(i64, String)>,
}

impl Hook {
    pub(super) const fn new(client: Client, webhook: Webhook) -> Self {
        Self { client, webhook, set: false, told: None }
    }

    /// Sets it, and sets it again when somebody has changed it; until dropped.
    pub(super) async fn run(&mut self, presence: &Presence, clock: &Clock) {
        let mut pause = SHORTEST_PAUSE;
        loop {
            let begins = clock.now();
            let looked = self.look().await;
            let known = match &looked {
                Ok(Way::Open) => presence.reached(begins).await,
                Ok(Way::Blocked) | Err(CallError::NoAnswer(_)) => presence.alive(Some(Cause::Unreachable)).await,
                Err(CallError::Refused(_)) => presence.alive(Some(Cause::Refused)).await,
            };
            if let Err(error) = known {
                tracing::warn!(%error, "that the bot is there could not be kept");
            }
            let wait = match looked {
                Ok(_) => {
                    pause = SHORTEST_PAUSE;
                    LOOK
                }
                Err(error) => {
                    tracing::warn!(%error, "the webhook could not be looked after");
                    pause = (pause * 2).min(LOOK);
                    pause
                }
            };
            clock.wait_until(clock.elapsed() + wait).await;
        }
    }

    async fn look(&mut self) -> Result<Way, CallError> {
        if !self.set {
            return self.stand().await;
        }
        let standing = webhook::standing(&self.client).await?;
        if standing.url != self.webhook.url.as_str() {
            tracing::warn!("somebody has changed the webhook; it is set again");
            return self.stand().await;
        }
        Ok(self.tell(standing))
    }

    async fn stand(&mut self) -> Result<Way, CallError> {
        webhook::set(&self.client, &self.webhook.url, &self.webhook.secret).await?;
        self.set = true;
        tracing::info!("the webhook is set");
        Ok(Way::Open)
    }

    /// Each trouble once. It is over when nothing waits any more, or no new one came since the last look.
    fn tell(&mut self, standing: Standing) -> Way {
        let Standing { last_error, waiting, .. } = standing;
        let is_new = last_error.is_some() && last_error != self.told;
        if let Some((at, error)) = last_error.as_ref().filter(|_| is_new) {
            tracing::warn!(error, error.at = at, updates.waiting = waiting, "Telegram could not bring an update");
        }
        self.told = last_error;
        if is_new && waiting > 0 { Way::Blocked } else { Way::Open }
    }
}
