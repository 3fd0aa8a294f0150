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
    pub fn plus(self, by: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The moment `by` earlier.
    #[must_use]
    pub fn minus(self, by: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
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
