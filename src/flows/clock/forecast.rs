//! A year without an official production calendar: the administrators hear of it once, before its days count.

use chrono::Datelike;

use crate::domain::person::Role;
use crate::flows::Turn;
use crate::flows::turn::About;
use crate::messenger::outgoing::Message;
use crate::store::StoreError;
use crate::store::job_runs::{self, Job};
use crate::store::outbox::Priority;

/// From this month on terms reach into the next year.
const NEXT_YEAR_FROM: u32 = 12;

/// Warns of this year, and of the next one when terms begin to reach into it.
pub async fn warn_of_forecast(turn: &mut Turn<'_>) -> Result<(), StoreError> {
    let today = turn.now.local(turn.zone());
    let next = (today.month() >= NEXT_YEAR_FROM).then(|| today.year() + 1);
    for year in [today.year()].into_iter().chain(next) {
        let period = year.to_string();
        let forecast = turn.known.schedule.calendars.all().any(|time| time.is_forecast(year));
        if forecast && job_runs::take(turn.tx, Job::Forecast, &period, turn.now).await? {
            tracing::warn!(calendar.year = year, "there is no official production calendar for this year");
            for admin in turn.holders(&[Role::Admin, Role::Head]).await? {
                let message = Message::text(turn.words_of(&admin).remind_forecast(&period));
                let key = format!("forecast:{year}:{}", admin.id);
                turn.queue_once(key, admin.chat, &message, Priority::Notice, About::default()).await?;
            }
        }
    }
    Ok(())
}
