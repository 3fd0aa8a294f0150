//! The bot was away: administrators hear how long and why, and those who bring posts what to forward again.

use std::time::Duration;

use super::turn::About;
use super::{Turn, doctor};
use crate::domain::moment::Moment;
use crate::domain::outage::Outage;
use crate::domain::person::{Person, Role};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::Message;
use crate::store::outbox::Priority;
use crate::store::{StoreError, inbox, people, presence};

/// Before this the messenger may still be giving what has waited.
const SETTLES: Duration = Duration::from_secs(30);
/// After this it is told even while something still waits.
const AT_LAST: Duration = Duration::from_secs(10 * 60);
/// More first words are not read.
const DRAFTS: usize = 10;
const WORDS: usize = 60;

/// Tells of an absence once all that waited meanwhile is handled; whether there may be another.
pub async fn tell(turn: &mut Turn<'_>) -> Result<bool, StoreError> {
    let Some((id, outage)) = presence::untold(turn.tx).await? else { return Ok(false) };
    let since = turn.now.since(outage.ended_at);
    if since < SETTLES || since < AT_LAST && inbox::any_waiting(turn.tx).await? {
        return Ok(false);
    }
    for admin in people::with_role(turn.tx, Role::Admin).await? {
        let message = Message::text(for_admin(turn, &admin, &outage));
        let key = format!("outage:{id}:{}", admin.id);
        turn.queue_once(key, admin.chat, &message, Priority::Notice, About::default()).await?;
    }
    if outage.has_lost() {
        for role in [Role::Operator, Role::Coordinator] {
            for person in people::with_role(turn.tx, role).await? {
                tell_who_brings(turn, id, &person, &outage).await?;
            }
        }
    }
    presence::told(turn.tx, id, turn.now).await?;
    Ok(true)
}

fn for_admin(turn: &Turn<'_>, admin: &Person, outage: &Outage) -> Html {
    let words = turn.words_of(admin);
    let (from, until) = span(turn, admin, outage);
    let lasted = words.elapsed(outage.began_at, outage.ended_at);
    words.say_outage(&from, &until, &lasted, doctor::cause(words, outage.cause))
}

async fn tell_who_brings(turn: &mut Turn<'_>, id: i64, person: &Person, outage: &Outage) -> Result<(), StoreError> {
    let brought = presence::brought_since(turn.tx, person.id, outage.ended_at).await?;
    let words = turn.words_of(person);
    let (from, until) = span(turn, person, outage);
    let mut lines = vec![words.say_outage_lost(&from, &until)];
    if brought.is_empty() {
        lines.push(words.say_outage_nothing_came());
    } else {
        lines.push(words.say_outage_came(i64::try_from(brought.len()).unwrap_or(i64::MAX)));
        lines.extend(brought.iter().take(DRAFTS).map(|text| words.say_outage_draft(cut(text, WORDS))));
    }
    lines.push(words.say_outage_again());
    let key = format!("outage:{id}:brings:{}", person.id);
    turn.queue_once(key, person.chat, &Message::text(Html::lines(lines)), Priority::Notice, About::default()).await
}

fn span(turn: &Turn<'_>, person: &Person, outage: &Outage) -> (String, String) {
    let words = turn.words_of(person);
    let tell = |at: Moment| words.date_time(at, turn.zone(), turn.now);
    (tell(outage.began_at), tell(outage.ended_at))
}
