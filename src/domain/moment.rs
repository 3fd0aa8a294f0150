//! An instant as it is stored: whole milliseconds since 1970-01-01T00:00:00Z.

use std::time::Duration;

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Unix milliseconds. Both engines keep it as `BIGINT`, so nothing is rounded on the way.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The moment `by` later; stays at the end of time rather than wrapping.
    #[must_use]
    pub const fn plus(self, by: Duration) -> Self {
        Self(self.0.saturating_add(millis(by)))
    }

    /// The moment `by` earlier.
    #[must_use]
    pub const fn minus(self, by: Duration) -> Self {
        Self(self.0.saturating_sub(millis(by)))
    }

    /// How long after `earlier` it is; nothing where it is not.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or_default())
    }

    /// As people in `zone` read it. A moment outside chrono's years reads as 1970.
    #[must_use]
    pub fn local(self, zone: Tz) -> DateTime<Tz> {
        DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default().with_timezone(&zone)
    }

    /// The moment at which clocks in `zone` show this date and time; the earlier one where they show it twice.
    #[must_use]
    pub fn from_local(zone: Tz, local: chrono::NaiveDateTime) -> Option<Self> {
        zone.from_local_datetime(&local).earliest().map(|at| Self(at.timestamp_millis()))
    }
}

/// More than 64 bits hold is as long as they can say.
#[expect(clippy::cast_possible_truncation, reason = "the bound is checked right before")]
const fn millis(by: Duration) -> i64 {
    let millis = by.as_millis();
    if millis > i64::MAX as u128 { i64::MAX } else { millis as i64 }
}
