//! Keeps the webhook set at Telegram, where it is the way in.

use std::time::Duration;

use super::settings::Webhook;
use crate::clock::Clock;
use crate::telegram::client::{CallError, Client};
use crate::telegram::webhook::{self, Standing};

/// How often we look whether it still stands.
const LOOK: Duration = Duration::from_secs(60);
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

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
    pub(super) async fn run(&mut self, clock: &Clock) {
        let mut pause = SHORTEST_PAUSE;
        loop {
            let wait = match self.look().await {
                Ok(()) => {
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

    async fn look(&mut self) -> Result<(), CallError> {
        if !self.set {
            return self.stand().await;
        }
        let standing = webhook::standing(&self.client).await?;
        if standing.url != self.webhook.url.as_str() {
            tracing::warn!("somebody has changed the webhook; it is set again");
            return self.stand().await;
        }
        self.tell(standing);
        Ok(())
    }

    async fn stand(&mut self) -> Result<(), CallError> {
        webhook::set(&self.client, &self.webhook.url, &self.webhook.secret).await?;
        self.set = true;
        tracing::info!("the webhook is set");
        Ok(())
    }

    /// Each trouble once.
    fn tell(&mut self, standing: Standing) {
        if let Some((at, error)) = &standing.last_error
            && standing.last_error != self.told
        {
            tracing::warn!(
                error,
                error.at = at,
                updates.waiting = standing.waiting,
                "Telegram could not bring an update"
            );
        }
        self.told = standing.last_error;
    }
}
