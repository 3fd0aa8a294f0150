//! «Сегодня»: at the start of the working day, what is over and what ends today, to everybody who answers.

use std::time::Duration;

use super::tell::MORNING;
use crate::cards::reminder;
use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
use crate::domain::person::{Person, Role};
use crate::domain::waiting::{Urgency, Waiting};
use crate::domain::working_time::WorkingTime;
use crate::flows::turn::About;
use crate::flows::{Turn, waiting};
use crate::store::StoreError;
use crate::store::job_runs::{self, Job};
use crate::store::outbox::{self, Priority};
use crate::store::reminders::{self, Reminded};

/// So long after the beginning the list is of use; later the day is known without it.
const LATE: Duration = Duration::from_secs(4 * 60 * 60);
/// Matters that are read for one list.
const MOST: i64 = 60;

/// Sends the list to everybody whose working day has begun; whether there may be another beginning to serve.
pub async fn today(turn: &mut Turn<'_>) -> Result<bool, StoreError> {
    let Some((period, starts)) = begun(turn).await? else { return Ok(false) };
    if !job_runs::take(turn.tx, Job::Today, &period, turn.now).await? {
        return Ok(true);
    }
    for role in [Role::Recipient, Role::Lead] {
        for person in turn.holders(&[role]).await? {
            if day_starts(turn, &person) == Some(starts) {
                send(turn, person.id, &period).await?;
            }
        }
    }
    Ok(true)
}

/// A beginning of today that is past, not for long, and was not served yet; as `2026-11-27 08:00`.
async fn begun(turn: &mut Turn<'_>) -> Result<Option<(String, Moment)>, StoreError> {
    let now = turn.now;
    let start_of = |time: &WorkingTime| time.day_starts(time.day_of(now));
    let starts = turn.known.schedule.calendars.all().filter_map(start_of);
    let mut starts: Vec<Moment> = starts.filter(|start| *start <= now && now < start.plus(LATE)).collect();
    starts.sort();
    starts.dedup();
    for start in starts {
        let period = start.local(turn.zone()).format("%Y-%m-%d %H:%M").to_string();
        if !job_runs::is_taken(turn.tx, Job::Today, &period).await? {
            return Ok(Some((period, start)));
        }
    }
    Ok(None)
}

fn day_starts(turn: &Turn<'_>, person: &Person) -> Option<Moment> {
    let time = turn.time_of(person);
    time.day_starts(time.day_of(turn.now))
}

async fn send(turn: &mut Turn<'_>, id: PersonId, period: &str) -> Result<(), StoreError> {
    let Some(person) = turn.reader(id).await? else { return Ok(()) };
    if !turn.tx.roster().await?.gets_messages(id) {
        return Ok(());
    }
    let ends = waiting::to_answer(turn, &person, MOST).await?;
    let ends: Vec<Waiting> =
        ends.into_iter().filter(|row| matches!(row.urgency, Urgency::Overdue | Urgency::Today)).collect();
    if ends.is_empty() {
        return Ok(());
    }
    let known = turn.known.clone();
    let mut lines = waiting::lines(turn, &known.directory, &person);
    lines.words = turn.words_of(&person);
    let key = format!("today:{period}:{id}");
    turn.queue_once(key.clone(), person.chat, &reminder::today(&ends, &lines), Priority::Ask, About::default()).await?;
    let Some(queued) = outbox::by_key(turn.tx, &key).await? else { return Ok(()) };
    for waiting in reminders::waiting(turn.tx, id, turn.now.plus(MORNING)).await? {
        let listed = ends.iter().any(|row| row.incident.id == waiting.incident);
        if listed && waiting.planned.alarm.is_of_today() && !waiting.urgent {
            reminders::told(turn.tx, waiting.id, queued).await?;
        }
    }
    let now = Some(turn.now);
    reminders::set_reminded(turn.tx, id, Reminded { at: now, today_at: now }).await
}
