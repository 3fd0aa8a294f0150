//! How the bot itself is: `/doctor`, and what administrators hear without asking.

use std::time::Duration;

use super::turn::About;
use super::{Outcome, Turn};
use crate::domain::ids::UnitCode;
use crate::domain::outage::{Cause, Outage};
use crate::domain::person::{Person, Role};
use crate::i18n::Words;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::health::{self, Queue, Stock};
use crate::store::outbox::Priority;
use crate::store::{StoreError, people, presence};

/// An update that waits for so long waits for more than its turn.
const INBOX_STUCK: Duration = Duration::from_secs(5 * 60);
/// A message may wait for the limits of its chat, and for a minute Telegram asks for.
const OUTBOX_STUCK: Duration = Duration::from_secs(10 * 60);
/// Absences that are told of.
const OUTAGES: i64 = 3;

/// `/doctor`: a verdict first, then what to do, then the figures.
pub async fn show(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let stock = health::stock(turn.tx, turn.now).await?;
    let troubles = troubles(turn, &stock).await?;
    let words = turn.words;
    let mut lines = vec![if troubles.is_empty() { words.say_doctor_well() } else { words.say_doctor_ill() }];
    lines.extend(troubles);
    lines.push(Html::default());
    lines.extend(figures(turn, &stock).await?);
    lines.push(Html::default());
    lines.push(words.say_doctor_again());
    turn.say(actor.chat, &Message::text(Html::lines(lines))).await?;
    Ok(Toast::default())
}

/// What somebody has to do something about, the most urgent first.
async fn troubles(turn: &mut Turn<'_>, stock: &Stock) -> Result<Vec<Html>, StoreError> {
    let words = turn.words;
    let waits = |queue: &Queue| queue.oldest.map(|oldest| words.lateness(oldest, turn.now)).unwrap_or_default();
    let mut troubles = Vec::new();
    if is_stuck(turn, &stock.inbox, INBOX_STUCK) {
        troubles.push(words.say_inbox_stuck(waits(&stock.inbox)));
    }
    if is_stuck(turn, &stock.outbox, OUTBOX_STUCK) {
        troubles.push(words.say_outbox_stuck(waits(&stock.outbox)));
    }
    if stock.inbox_failed > 0 {
        troubles.push(words.say_doctor_inbox_failed(stock.inbox_failed));
    }
    if stock.outbox_failed > 0 {
        troubles.push(words.say_doctor_outbox_failed(stock.outbox_failed));
    }
    let empty = empty_units(turn).await?;
    if empty > 0 {
        troubles.push(words.say_doctor_units_empty(empty));
    }
    Ok(troubles)
}

/// Units that topics lead to and in which nobody can be reached.
async fn empty_units(turn: &mut Turn<'_>) -> Result<i64, StoreError> {
    let known = turn.known.clone();
    let mut units: Vec<&UnitCode> = known.directory.topics.iter().filter_map(|topic| topic.unit.as_ref()).collect();
    units.sort_unstable();
    units.dedup();
    let mut empty = 0;
    for unit in units {
        empty += i64::from(!turn.tx.roster().await?.is_staffed(unit));
    }
    Ok(empty)
}

async fn figures(turn: &mut Turn<'_>, stock: &Stock) -> Result<Vec<Html>, StoreError> {
    let contact = presence::contact(turn.tx).await?;
    let outages = presence::newest(turn.tx, OUTAGES).await?;
    let words = turn.words;
    let open: i64 = stock.open.iter().map(|(_, count)| count).sum();
    let mut lines = vec![
        words.say_doctor_program(env!("CARGO_PKG_VERSION")),
        // The question itself is one of them.
        words.say_doctor_queues((stock.inbox.waiting - 1).max(0), stock.outbox.waiting + stock.cards_stale),
        words.say_doctor_incidents(open, stock.overdue),
    ];
    if let Some(reached) = contact.reached_at {
        lines.push(words.say_doctor_reached(words.at(reached, turn.zone(), turn.now)));
    }
    lines.extend(outages.iter().map(|outage| told(turn, outage)));
    Ok(lines)
}

fn told(turn: &Turn<'_>, outage: &Outage) -> Html {
    let words = turn.words;
    let lasted = words.elapsed(outage.began_at, outage.ended_at);
    words.say_doctor_outage(turn.date_time(outage.began_at), &lasted, cause(words, outage.cause))
}

/// «программа не работала».
pub(super) fn cause(words: &Words, cause: Cause) -> String {
    match cause {
        Cause::Stopped => words.plain_outage_stopped(),
        Cause::Unreachable => words.plain_outage_unreachable(),
        Cause::Refused => words.plain_outage_refused(),
    }
}

fn is_stuck(turn: &Turn<'_>, queue: &Queue, limit: Duration) -> bool {
    queue.oldest.is_some_and(|oldest| turn.now.since(oldest) > limit)
}

/// Tells the administrators, once for each update or message that everything waits behind.
pub async fn warn_of_stuck(turn: &mut Turn<'_>) -> Result<(), StoreError> {
    let (inbox, outbox) = (health::inbox(turn.tx).await?, health::outbox(turn.tx).await?);
    let say_inbox: fn(&Words, &str) -> Html = |words, waits| words.say_inbox_stuck(waits);
    let say_outbox: fn(&Words, &str) -> Html = |words, waits| words.say_outbox_stuck(waits);
    let queues = [("inbox", inbox, INBOX_STUCK, say_inbox), ("outbox", outbox, OUTBOX_STUCK, say_outbox)];
    for (name, queue, limit, say) in queues {
        let Some(oldest) = queue.oldest.filter(|_| is_stuck(turn, &queue, limit)) else { continue };
        for admin in people::with_role(turn.tx, Role::Admin).await? {
            let words = turn.words_of(&admin);
            let message = Message::text(say(words, &words.lateness(oldest, turn.now)));
            let key = format!("stuck:{name}:{}:{}", oldest.millis(), admin.id);
            turn.queue_once(key, admin.chat, &message, Priority::Notice, About::default()).await?;
        }
    }
    Ok(())
}
