//! The only reader of the machine's clocks. Everything else is handed a [`Clock`] or a [`Moment`].

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::domain::moment::Moment;

/// Wall time for people and records, and a monotonic reading for waiting.
///
/// A manual clock stands still until it is told to move, so that tests own time. One that was set runs as the
/// machine's does and can be moved ahead, as the demo does.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System(std::time::Instant),
    Manual(Arc<Manual>),
    Set(Arc<Set>),
}

#[derive(Debug)]
struct Set {
    start: std::time::Instant,
    /// What it showed at the start.
    wall: Moment,
    /// How far it was moved ahead until now.
    ahead: watch::Sender<Duration>,
}

impl Set {
    fn elapsed(&self) -> Duration {
        self.start.elapsed() + *self.ahead.borrow()
    }
}

#[derive(Debug)]
struct Manual {
    wall: Mutex<Moment>,
    elapsed: watch::Sender<Duration>,
}

impl Clock {
    /// The machine's own time.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clocks")]
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System(std::time::Instant::now()))
    }

    /// A clock that stands at `wall` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn manual(wall: Moment) -> Self {
        Self(Source::Manual(Arc::new(Manual { wall: Mutex::new(wall), elapsed: watch::Sender::new(Duration::ZERO) })))
    }

    /// A clock that shows `wall` now and runs; [`Clock::advance`] moves it ahead, and those who wait with it.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clocks")]
    #[must_use]
    pub fn set_to(wall: Moment) -> Self {
        Self(Source::Set(Arc::new(Set { start: std::time::Instant::now(), wall, ahead: watch::Sender::default() })))
    }

    /// Wall time; may be set back by the machine's owner, so never wait by it.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clocks")]
    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::System(_) => Moment::from_millis(chrono::Utc::now().timestamp_millis()),
            Source::Manual(manual) => *manual.wall.lock().unwrap_or_else(PoisonError::into_inner),
            Source::Set(set) => set.wall.plus(set.elapsed()),
        }
    }

    /// Time since the clock was made; never goes back.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            Source::System(start) => start.elapsed(),
            Source::Manual(manual) => *manual.elapsed.borrow(),
            Source::Set(set) => set.elapsed(),
        }
    }

    /// Waits until [`Clock::elapsed`] has reached `until`.
    #[expect(clippy::disallowed_methods, reason = "the one place that waits on the machine's clocks")]
    pub async fn wait_until(&self, until: Duration) {
        match &self.0 {
            Source::System(start) => tokio::time::sleep(until.saturating_sub(start.elapsed())).await,
            Source::Manual(manual) => {
                // The sender lives in `manual`, so the wait cannot end by a closed channel.
                let _ = manual.elapsed.subscribe().wait_for(|elapsed| *elapsed >= until).await;
            }
            Source::Set(set) => {
                let mut ahead = set.ahead.subscribe();
                while let Some(left) = until.checked_sub(set.elapsed()).filter(|left| !left.is_zero()) {
                    tokio::select! {
                        () = tokio::time::sleep(left) => {}
                        // The sender lives in `set`.
                        _ = ahead.changed() => {}
                    }
                }
            }
        }
    }

    /// Moves a manual clock, or one that was set, on; the machine's own clock cannot be moved and stays.
    pub fn advance(&self, by: Duration) {
        match &self.0 {
            Source::System(_) => {}
            Source::Manual(manual) => {
                let mut wall = manual.wall.lock().unwrap_or_else(PoisonError::into_inner);
                *wall = wall.plus(by);
                manual.elapsed.send_modify(|elapsed| *elapsed += by);
            }
            Source::Set(set) => set.ahead.send_modify(|ahead| *ahead += by),
        }
    }

    /// Sets the wall time of a manual clock, as an owner of a machine may; waiting is not affected.
    pub fn set_wall(&self, to: Moment) {
        if let Source::Manual(manual) = &self.0 {
            *manual.wall.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}
