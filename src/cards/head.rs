//! The first line of a card: what it is, and what is going on with it.

use super::incident::IncidentView;
use super::{acting, limit};
use crate::domain::history::Told;
use crate::domain::incident::Status;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::html::{Html, cut};

pub(super) fn line(view: &IncidentView<'_>, words: &Words) -> Html {
    let number = view.incident.shown_number();
    match view.incident.status {
        Status::Draft => words.card_draft(),
        Status::New => words.card_new(number),
        Status::Assigned => match view.topic_name() {
            Some(topic) => words.card_assigned(number, topic),
            None => words.card_assigned_no_topic(number),
        },
        Status::InProgress => in_progress(view, words),
        Status::Review => words.card_review(number, words.date_time(view.incident.status_since, view.zone(), view.now)),
        Status::Rework => rework(view, words),
        Status::Approved => words.card_approved(number),
        Status::Published => words.card_published(number),
        Status::Monitoring => match view.incident.promised_on {
            Some(day) => words.card_monitoring_until(number, words.day(day, view.today())),
            None => words.card_monitoring(number),
        },
        Status::Closed => closed(view, words),
        Status::Duplicate => duplicate(view, words),
        Status::Rejected => match view.incident.number {
            Some(number) => words.card_rejected(number, rejected(view, words)),
            None => words.card_rejected_draft(rejected(view, words)),
        },
    }
}

/// Why it is work again, until the new answer is out.
pub(super) fn reopened(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let status = view.incident.status;
    let at = view.incident.reopened_at.filter(|_| status.is_open() && status != Status::Published)?;
    let date = words.date_time(at, view.zone(), view.now);
    Some(words.card_reopened(date, reason(view, Action::Reopen)))
}

fn in_progress(view: &IncidentView<'_>, words: &Words) -> Html {
    match (view.assignee, view.incident.accepted_at) {
        (Some(name), Some(at)) => {
            let at = view.incident.reopened_at.map_or(at, |again| again.max(at));
            let since = words.date_time(at, view.zone(), view.now);
            words.card_in_progress(view.incident.shown_number(), cut(name, limit::LINE), since)
        }
        _ => accepted_for(view, words).unwrap_or_else(|| words.card_in_progress_unit(view.incident.shown_number())),
    }
}

/// «в работе с …, Оператор за „Дороги“, по телефону».
fn accepted_for(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let step = last(view, Action::AcceptFor)?;
    let whom = acting::for_whom(view.directory, &step.detail.as_ref()?.parse().ok()?, words);
    let since = words.date_time(view.incident.accepted_at?, view.zone(), view.now);
    let name = cut(step.actor.as_deref().unwrap_or_default(), limit::LINE);
    Some(words.card_in_progress_for(view.incident.shown_number(), since, name, whom))
}

/// Returned by the reviewer, or taken back by its author.
fn rework(view: &IncidentView<'_>, words: &Words) -> Html {
    let number = view.incident.shown_number();
    let back = |step: &&Told| matches!(step.action, Action::Return | Action::Withdraw);
    match view.history.iter().rev().find(back) {
        Some(step) if step.action == Action::Withdraw => words.card_withdrawn(number),
        _ => words.card_rework(number, reason(view, Action::Return)),
    }
}

fn closed(view: &IncidentView<'_>, words: &Words) -> Html {
    let outcome = view.incident.outcome.map(|outcome| words.outcome(outcome)).unwrap_or_default();
    let at = view.incident.closed_at.unwrap_or(view.now);
    let date = words.date(at, view.zone(), view.now);
    // In time is what was sent in time: what review and publication took is not the recipient's.
    let sent = view.reply.and_then(|shown| shown.reply.sent_at);
    match sent.zip(view.incident.due()) {
        Some((sent, due)) if sent <= due => words.card_closed_in_time(view.incident.shown_number(), outcome, date),
        Some(_) => words.card_closed_late(view.incident.shown_number(), outcome, date),
        None => words.card_closed(view.incident.shown_number(), outcome, date),
    }
}

fn duplicate(view: &IncidentView<'_>, words: &Words) -> Html {
    let main = view.main.map(|main| main.incident.shown_number()).unwrap_or_default();
    match view.incident.number {
        Some(number) => words.card_duplicate(number, main),
        None => words.card_duplicate_draft(main),
    }
}

/// A usual reason in the reader's language, own words as they were written.
fn rejected(view: &IncidentView<'_>, words: &Words) -> String {
    let why = reason(view, Action::Reject);
    // Own words have gone with the resident's.
    if why.is_empty() && view.incident.purged_at.is_some() {
        return words.plain_no_reason();
    }
    why.parse().map_or(why, |usual| words.reject_reason(usual))
}

/// The newest step of this kind.
fn last<'a>(view: &IncidentView<'a>, action: Action) -> Option<&'a Told> {
    view.history.iter().rev().find(|step| step.action == action)
}

fn reason(view: &IncidentView<'_>, action: Action) -> String {
    last(view, action).and_then(|step| step.detail.as_deref()).map(|why| cut(why, limit::LINE)).unwrap_or_default()
}
