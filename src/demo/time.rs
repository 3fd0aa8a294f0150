//! Time that passes faster: in small steps, so that everything comes when it would have come.

use std::time::Duration;

use chrono::{Days, NaiveDate, NaiveTime, Timelike};

use super::stage::{Bot, Stage, Telegram};
use crate::domain::moment::Moment;
use crate::store::{StoreError, inbox, outbox};

const HOUR: Duration = Duration::from_secs(60 * 60);
const BY_DAY: Duration = Duration::from_secs(5 * 60);
/// When all the digests of a morning have come.
const MORNING: Option<NaiveTime> = NaiveTime::from_hms_opt(8, 31, 0);
/// What others do is written down before the digest tells of it.
const BEFORE_DIGEST: Option<NaiveTime> = NaiveTime::from_hms_opt(8, 25, 0);
/// Looks, until a step counts as done whatever is left.
const LOOKS: u32 = 80;
const BETWEEN_LOOKS: Duration = Duration::from_millis(15);
/// Fruitless looks after which the bot must be waiting for its limits.
const PATIENCE: u32 = 4;

/// How far the clock is moved.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Leap {
    Hour,
    /// Until the digest of the next working day has come.
    Morning,
    Day,
}

impl Stage {
    /// Moves the clock on; `false` while it is being moved already.
    pub async fn leap(&self, leap: Leap) -> bool {
        let free = self.status.send_if_modified(|status| {
            let free = !status.passing;
            status.passing = true;
            status.moves += u64::from(free);
            free
        });
        if free {
            self.pass(self.target(leap)).await;
            self.tell(|status| status.passing = false);
        }
        free
    }

    fn target(&self, leap: Leap) -> Moment {
        let now = self.now();
        match leap {
            Leap::Hour => now.plus(HOUR),
            Leap::Day => now.plus(HOUR * 24),
            Leap::Morning => self.next_morning(now).unwrap_or_else(|| now.plus(HOUR * 24)),
        }
    }

    fn next_morning(&self, now: Moment) -> Option<Moment> {
        let time = self.schedule.calendars.centre();
        let today = now.local(time.zone()).date_naive();
        let days = (0..30).filter_map(|after| today.checked_add_days(Days::new(after)));
        let mornings = days.filter(|day| time.is_working_day(*day)).filter_map(|day| self.on(day, MORNING?));
        mornings.into_iter().find(|at| *at > now)
    }

    fn on(&self, day: NaiveDate, time: NaiveTime) -> Option<Moment> {
        Moment::from_local(self.district.directory.centre.time_zone, day.and_time(time))
    }

    async fn pass(&self, until: Moment) {
        while self.now() < until {
            let end = self.chapter(until);
            if let Err(error) = self.district.go_on(&self.db, self.now(), end).await {
                tracing::warn!(%error, "the others of the district do nothing");
            }
            while self.now() < end {
                self.clock.advance(self.step(end));
                self.tick().await;
                self.tell(|_| ());
            }
        }
    }

    /// Until when the others' work is written down at once.
    fn chapter(&self, until: Moment) -> Moment {
        let now = self.now();
        let today = now.local(self.schedule.calendars.centre().zone()).date_naive();
        let mornings = [Some(today), today.succ_opt()].into_iter().flatten();
        let next = mornings.filter_map(|day| self.on(day, BEFORE_DIGEST?)).find(|at| *at > now);
        next.map_or(until, |next| next.min(until))
    }

    /// To the next mark of the clock: five minutes by day, an hour at night.
    fn step(&self, end: Moment) -> Duration {
        let now = self.now();
        let local = now.local(self.schedule.calendars.centre().zone());
        let by_day = (7..19).contains(&local.hour());
        let step = if by_day { BY_DAY } else { HOUR };
        let past = u64::from(local.num_seconds_from_midnight()) % step.as_secs();
        Duration::from_secs(step.as_secs() - past).min(end.since(now)).max(Duration::from_millis(1))
    }

    /// Waits until the bot has nothing to do; where only limits hold it back, the clock goes on for them.
    pub(super) async fn settle(&self) {
        let mut changes = self.emulator.changes();
        let mut fruitless = 0;
        for _ in 0..LOOKS {
            let status = *self.status.borrow();
            let rests = self.rests().await.unwrap_or(true);
            if rests || status.bot != Bot::Running || status.telegram == Telegram::Down {
                return;
            }
            tokio::select! {
                _ = changes.changed() => fruitless = 0,
                () = self.clock.wait_until(self.clock.elapsed() + BETWEEN_LOOKS) => fruitless += 1,
            }
            if fruitless > PATIENCE {
                self.clock.advance(Duration::from_secs(1));
                fruitless = 0;
            }
        }
    }

    async fn rests(&self) -> Result<bool, StoreError> {
        if self.emulator.waiting_updates() > 0 {
            return Ok(false);
        }
        let mut tx = self.db.read().await?;
        let rests = inbox::waiting(&mut tx).await?.is_empty() && outbox::due(&mut tx, 1).await?.is_empty();
        tx.rollback().await?;
        Ok(rests)
    }
}
