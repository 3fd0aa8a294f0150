//! What was answered: the newest version, the one before it, its mark, and the screen of all versions.

use super::buttons::{self, possible, reviews};
use super::incident::{IncidentView, ReplyShown, written};
use super::{acting, files, limit};
use crate::domain::completeness;
use crate::domain::detail::ActedFor;
use crate::domain::incident::{Mark, Reply, ReplyState, Status};
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard};

/// Versions on a page: with their words they fit into one message.
const PAGE: usize = 3;
/// Words of each of them, in code points.
const PAGE_WORDS: usize = 900;
/// Words of the version before, beside the resident's and the newest.
const FOLDED_WORDS: usize = 500;

/// The reply that was sent, and where it was published.
pub(super) fn newest(view: &IncidentView<'_>, words: &Words) -> Vec<Html> {
    let Some(ReplyShown { reply, author, attachments }) = view.reply else { return Vec::new() };
    // The first line tells what became of it, and there are no words.
    if view.incident.purged_at.is_some() {
        return Vec::new();
    }
    let mut lines = vec![written_by(view, reply, author, words)];
    lines.push(words.card_text(cut(&reply.text, limit::WORDS)));
    lines.extend(files::line(attachments, &[], None, words));
    lines.extend(hints(view, words));
    // Opened again, the address is that of the reply before.
    let link = view.incident.public_link.as_deref().filter(|_| reply.state == ReplyState::Published);
    lines.extend(link.map(|address| words.card_public_link(address)));
    lines
}

fn written_by(view: &IncidentView<'_>, reply: &Reply, author: &str, words: &Words) -> Html {
    let author = cut(author, limit::LINE);
    if let Some(day) = reply.promised_on {
        return words.card_interim(words.day(day, view.today()), author);
    }
    match (reply.came_by, &view.incident.unit) {
        (Some(came_by), Some(unit)) => {
            let acted = ActedFor { came_by, whom: unit.to_string() };
            words.card_reply_for(author, acting::for_whom(view.directory, &acted, words))
        }
        _ => words.card_reply(author),
    }
}

/// What whoever judges the reply might miss.
fn hints(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let shown = view.reply.filter(|_| buttons::judges(view))?;
    let hints = completeness::hints(&written(view.incident, shown.reply, shown.attachments));
    (!hints.is_empty()).then(|| words.card_hints(words.hints(&hints)))
}

/// To whoever judges: the version before, folded, and what became of it.
pub(super) fn before(view: &IncidentView<'_>, words: &Words) -> Vec<Html> {
    let judges = view.incident.status == Status::Review && reviews(view);
    let Some(shown) = view.earlier.last().filter(|_| judges) else { return Vec::new() };
    let mut lines = vec![words.card_reply_before(cut(shown.author, limit::LINE), sent_at(view, shown, words))];
    lines.extend(fate(view, shown, words));
    lines.push(words.card_folded(cut(&shown.reply.text, FOLDED_WORDS)));
    lines
}

/// To reviewers: the mark, or as long as there is none what the marks mean.
pub(super) fn mark(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let reply = view.reply.filter(|_| reviews(view))?.reply;
    match reply.mark.map(Mark::points) {
        Some(points) => Some(words.card_mark(points)),
        None => possible(view, Action::Rate).then(|| words.card_mark_scale()),
    }
}

/// One page of all versions, the newest first.
pub(super) fn versions(view: &IncidentView<'_>, page: u16, words: &Words) -> (Html, Keyboard) {
    let all: Vec<_> = (1..).zip(view.earlier.iter().chain(view.reply.as_ref())).collect();
    let last = u16::try_from(all.len().saturating_sub(1) / PAGE).unwrap_or(u16::MAX);
    let page = page.min(last);
    let shown = all.iter().rev().skip(usize::from(page) * PAGE).take(PAGE);
    let blocks = shown.map(|(which, version)| told(view, *which, version, words));
    let title = words.versions_title(view.incident.shown_number());
    let text = [title].into_iter().chain(blocks).map(|block| block.to_string()).collect::<Vec<_>>().join("\n\n");

    let id = view.incident.id;
    let turn = |page: u16| IncidentPress::Versions(page).of(id);
    let newer = (page > 0).then(|| Button::press(words.button_previous(), &turn(page - 1)));
    let older = (page < last).then(|| Button::press(words.button_next(), &turn(page + 1)));
    let back = Button::press(words.button_back(), &IncidentPress::Main.of(id));
    (Html::trusted(text), Keyboard::default().row(newer.into_iter().chain([back]).chain(older)))
}

fn told(view: &IncidentView<'_>, which: i64, shown: &ReplyShown<'_>, words: &Words) -> Html {
    let mut lines = vec![words.version_title(which, cut(shown.author, limit::LINE), sent_at(view, shown, words))];
    lines.extend(fate(view, shown, words));
    lines.extend(shown.reply.mark.map(|mark| words.card_mark(mark.points())));
    if view.incident.purged_at.is_none() {
        lines.push(words.card_folded(cut(&shown.reply.text, PAGE_WORDS)));
    }
    lines.extend(files::line(shown.attachments, &[], None, words));
    Html::lines(lines)
}

/// What became of a version.
fn fate(view: &IncidentView<'_>, shown: &ReplyShown<'_>, words: &Words) -> Option<Html> {
    match shown.reply.state {
        ReplyState::Review => Some(words.version_review()),
        ReplyState::Returned if view.incident.purged_at.is_some() => {
            Some(words.version_returned(words.plain_no_reason()))
        }
        ReplyState::Returned => {
            let reason = shown.reply.return_reason.as_deref().unwrap_or_default();
            Some(words.version_returned(cut(reason, limit::LINE)))
        }
        ReplyState::Withdrawn => Some(words.version_withdrawn()),
        ReplyState::Approved => Some(words.version_approved()),
        ReplyState::Published => Some(words.version_published()),
        ReplyState::Writing | ReplyState::Dropped => None,
    }
}

fn sent_at(view: &IncidentView<'_>, shown: &ReplyShown<'_>, words: &Words) -> String {
    words.date_time(shown.reply.sent_at.unwrap_or(shown.reply.created_at), view.zone(), view.now)
}
