//! Purge: personal data of what ended long ago are destroyed, in pieces small enough for work beside it.

use chrono::Timelike;

use super::turn::{About, Turn};
use crate::domain::period::Period;
use crate::domain::person::Role;
use crate::domain::purge::{By, Cutoff, Destroyed, Report};
use crate::messenger::outgoing::Message;
use crate::store::job_runs::{self, Job};
use crate::store::outbox::Priority;
use crate::store::purge::{self, Due};
use crate::store::{StoreError, journal};

/// Incidents of one piece, which is one transaction.
pub const PIECE: i64 = 100;
/// The hour at which the night's work begins. After an outage it is done as soon as the bot is there: the pieces
/// are small, and disturb nobody by day either.
const NIGHT: u32 = 3;

/// What would be destroyed. Of what belongs to no incident nothing is said.
pub async fn preview(turn: &mut Turn<'_>, cutoff: Cutoff) -> Result<Destroyed, StoreError> {
    let mut all = Destroyed::default();
    let mut behind = Due::none();
    loop {
        let page = purge::due(turn.tx, cutoff.at, behind, PIECE).await?;
        let Some(last) = page.last() else { return Ok(all) };
        behind = *last;
        for due in &page {
            all += purge::weigh(turn.tx, due).await?;
        }
    }
}

/// Destroys a piece, and notes it in the journal; `None` when no incident is left.
pub async fn piece(turn: &mut Turn<'_>, cutoff: Cutoff, by: By) -> Result<Option<Destroyed>, StoreError> {
    let page = purge::due(turn.tx, cutoff.at, Due::none(), PIECE).await?;
    if page.is_empty() {
        return Ok(None);
    }
    let mut destroyed = Destroyed::default();
    for due in &page {
        // One that was opened again meanwhile is left alone.
        if let Some(gone) = purge::destroy(turn.tx, due, turn.now).await? {
            destroyed += gone;
        }
    }
    note(turn, cutoff, by, destroyed).await?;
    Ok(Some(destroyed))
}

/// Destroys what belongs to no incident, after the last piece.
pub async fn rest(turn: &mut Turn<'_>, cutoff: Cutoff, by: By) -> Result<Destroyed, StoreError> {
    let others = purge::others(turn.tx, cutoff.at, turn.now).await?;
    let destroyed = Destroyed { others, ..Destroyed::default() };
    note(turn, cutoff, by, destroyed).await?;
    Ok(destroyed)
}

async fn note(turn: &mut Turn<'_>, cutoff: Cutoff, by: By, destroyed: Destroyed) -> Result<(), StoreError> {
    if destroyed.is_nothing() {
        return Ok(());
    }
    journal::note_purge(turn.tx, by, cutoff, destroyed, turn.now).await
}

/// Whether the work of this night is still to be done.
pub async fn is_night(turn: &mut Turn<'_>) -> Result<bool, StoreError> {
    let night = turn.now.local(turn.zone()).hour() >= NIGHT;
    Ok(night && !job_runs::is_taken(turn.tx, Job::Night, &turn.today().to_string()).await?)
}

/// The night's work is done. Administrators hear of it where something was destroyed.
pub async fn end_night(turn: &mut Turn<'_>, cutoff: Option<Cutoff>) -> Result<(), StoreError> {
    let Some(cutoff) = cutoff else { return take(turn).await };
    rest(turn, cutoff, By::Night).await?;
    let report = journal::purge_of(turn.tx, By::Night, cutoff).await?.map(|(_, report)| report);
    if let Some(report) = report.filter(|report| report.destroyed.incidents > 0) {
        tell(turn, &report).await?;
    }
    take(turn).await
}

async fn take(turn: &mut Turn<'_>) -> Result<(), StoreError> {
    job_runs::take(turn.tx, Job::Night, &turn.today().to_string(), turn.now).await.map(drop)
}

async fn tell(turn: &mut Turn<'_>, report: &Report) -> Result<(), StoreError> {
    let today = turn.today();
    for admin in turn.holders(&[Role::Admin]).await? {
        let words = turn.words_of(&admin);
        let before = words.dates(Period { first: report.before, last: report.before }, today);
        let text = words.say_purged(words.plain_incidents(report.destroyed.incidents), before);
        let message = Message { silent: true, ..Message::text(text) };
        let key = format!("purged:{today}:{}", admin.id);
        turn.queue_once(key, admin.chat, &message, Priority::Notice, About::default()).await?;
    }
    Ok(())
}
