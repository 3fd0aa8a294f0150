//! The card of an incident, as one person may see it.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{acting, answer, buttons, choices, dates, files, head, limit, lists, origin, place};
use crate::domain::attachment::AttachmentKind;
use crate::domain::clocks::Clocks;
use crate::domain::completeness::{Resident, Written};
use crate::domain::detail::NotOurs;
use crate::domain::directory::Directory;
use crate::domain::history::Told;
use crate::domain::ids::{PersonId, TopicCode, UnitCode};
use crate::domain::incident::{Importance, Incident, Reply, Status, UnitReason};
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::redact::{Placeholders, redact};
use crate::domain::screen::Screen;
use crate::domain::undo;
use crate::domain::visibility::{Detail, Subject, sees};
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Keyboard, Message};

/// Everything a card depends on.
#[derive(Clone, Copy, Debug)]
pub struct IncidentView<'a> {
    pub incident: &'a Incident,
    pub directory: &'a Directory,
    pub clocks: Clocks<'a>,
    pub viewer: &'a Person,
    pub screen: &'a Screen,
    /// What a duplicate follows; for what is not distributed yet, what tells of the same post.
    pub main: Option<MainShown<'a>>,
    /// What the topic may be, the best guess first; needed on the list of topics alone.
    pub guesses: &'a [TopicCode],
    /// Files of the resident's post.
    pub attachments: &'a [AttachmentKind],
    /// Those of them that came after the registration.
    pub late: &'a [AttachmentKind],
    /// The newest reply that was sent.
    pub reply: Option<ReplyShown<'a>>,
    /// The versions sent before it, the oldest first.
    pub earlier: &'a [ReplyShown<'a>],
    /// Name of who accepted.
    pub assignee: Option<&'a str>,
    /// Whether somebody of the unit will get the card.
    pub staff: Staff,
    /// Who else answers for the unit; may be left empty where [`needs_colleagues`] says so.
    pub colleagues: &'a [Colleague],
    /// May be left empty where [`needs_history`] says so.
    pub history: &'a [Told],
    pub now: Moment,
}

/// Who of a unit gets its cards.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Staff {
    Reached,
    /// There are people, and none of them gets messages.
    Silent,
    Nobody,
}

/// Somebody who may be handed the work.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub reach: Reach,
}

/// Whether a person gets messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reach {
    Reached,
    Silent,
}

/// A reply as others see it.
#[derive(Clone, Copy, Debug)]
pub struct ReplyShown<'a> {
    pub reply: &'a Reply,
    pub author: &'a str,
    pub attachments: &'a [AttachmentKind],
}

/// Another incident as a card tells of it.
#[derive(Clone, Copy, Debug)]
pub struct MainShown<'a> {
    pub incident: &'a Incident,
    /// Who brought it.
    pub creator: &'a str,
}

impl IncidentView<'_> {
    pub(super) fn today(&self) -> NaiveDate {
        self.now.local(self.zone()).date_naive()
    }

    pub(super) const fn zone(&self) -> Tz {
        self.directory.centre.time_zone
    }

    /// How much of the incident the viewer sees; `None`: it does not exist for him.
    pub(super) fn detail(&self) -> Option<Detail> {
        let Incident { number, status, ref unit, .. } = *self.incident;
        sees(self.viewer, &Subject { number, status, unit: unit.as_ref() }, self.directory)
    }

    pub(super) fn topic_name(&self) -> Option<&str> {
        let code = self.incident.topic.as_ref()?;
        Some(self.directory.topic(code).map_or(code.as_str(), |topic| &topic.name))
    }

    pub(super) fn unit_name(&self) -> Option<&str> {
        let code = self.incident.unit.as_ref()?;
        Some(self.directory.unit(code).map_or(code.as_str(), |unit| &unit.short))
    }
}

/// Whether the card tells of earlier steps: all of them, or since when and why it stands as it does; or whether
/// somebody has acted since the registration, or the registration was undone.
#[must_use]
pub fn needs_history(incident: &Incident, screen: &Screen, viewer: &Person, now: Moment) -> bool {
    matches!(screen, Screen::History)
        || undo::runs(incident, now)
        || (incident.status == Status::Draft && incident.created_by != viewer.id)
        || matches!(incident.status, Status::New | Status::Review | Status::Rework | Status::Rejected)
        || (incident.reopened_at.is_some() && incident.status.is_open())
        // Nobody has it though it is in work: somebody else accepted for the unit.
        || (incident.status == Status::InProgress && incident.assignee.is_none())
}

/// Whether the card lists colleagues.
#[must_use]
pub const fn needs_colleagues(screen: &Screen) -> bool {
    matches!(screen, Screen::Colleagues { .. })
}

/// The card as it should stand now.
#[must_use]
pub fn card(view: &IncidentView<'_>, words: &Words) -> Message {
    let Some(detail) = view.detail() else { return Message::text(gone(view, words)) };
    let (text, keyboard) = match screen(view) {
        Screen::Main => (main(view, detail, words), buttons::main(view, words)),
        Screen::Topics(list) => choice(main(view, detail, words), choices::topics(view, list, words)),
        Screen::Group { name, page } => choice(main(view, detail, words), choices::group(view, name, *page, words)),
        Screen::Units(list) => choice(main(view, detail, words), choices::units(view, list, words)),
        Screen::Importance => choice(main(view, detail, words), choices::importance(view, words)),
        Screen::Due => choice(main(view, detail, words), dates::dues(view, words)),
        Screen::Promise => choice(main(view, detail, words), dates::promises(view, words)),
        Screen::Extension => choice(main(view, detail, words), dates::extensions(view, words)),
        Screen::Transfer => match choices::transfer(view, words) {
            Some(offer) => choice(main(view, detail, words), offer),
            None => (main(view, detail, words), buttons::main(view, words)),
        },
        Screen::Places { page } => choice(main(view, detail, words), place::settlements(view, *page, words)),
        Screen::History => (lists::history(view, words), buttons::back(view, words)),
        Screen::Versions { page } => answer::versions(view, *page, words),
        Screen::Colleagues { page } => choice(main(view, detail, words), lists::colleagues(view, *page, words)),
        Screen::AcceptFor => choice(main(view, detail, words), acting::ways(view, IncidentPress::AcceptedBy, words)),
        Screen::WriteFor => choice(main(view, detail, words), acting::ways(view, IncidentPress::WrittenBy, words)),
    };
    let mut message = Message::text(text).with_keyboard(keyboard);
    message.silent = !has_sound(view);
    message
}

/// What was asked on the card and is past being answered is asked no more.
fn screen<'a>(view: &IncidentView<'a>) -> &'a Screen {
    let asks = match view.screen {
        Screen::Colleagues { .. } => Some(Action::HandOver),
        Screen::AcceptFor => Some(Action::AcceptFor),
        Screen::WriteFor => Some(Action::WriteFor),
        Screen::Topics(_) | Screen::Group { .. } => Some(Action::ChangeTopic),
        Screen::Places { .. } => Some(Action::ChangePlace),
        Screen::Importance => Some(Action::ChangeImportance),
        Screen::Due => Some(Action::ChangeDue),
        Screen::Promise if !buttons::may_promise(view) => return &Screen::Main,
        Screen::Extension => Some(Action::AskExtension),
        // 🏢 chooses for a draft and assigns an incident.
        Screen::Units(_) if view.incident.status == Status::Draft => Some(Action::ChooseUnit),
        Screen::Transfer | Screen::Units(_) => Some(Action::Assign),
        Screen::Main | Screen::Promise | Screen::History | Screen::Versions { .. } => None,
    };
    if asks.is_none_or(|action| buttons::possible(view, action)) { view.screen } else { &Screen::Main }
}

/// What is left of the card for somebody who sees the incident no more.
#[must_use]
pub fn remains(view: &IncidentView<'_>, words: &Words) -> Option<Message> {
    view.detail().is_none().then(|| Message::text(gone(view, words)))
}

/// A draft answers its operator, who is looking; everything else calls somebody.
#[must_use]
pub fn has_sound(view: &IncidentView<'_>) -> bool {
    view.incident.status != Status::Draft
}

fn choice(text: Html, (question, keyboard): (Html, Keyboard)) -> (Html, Keyboard) {
    (Html::lines([text, Html::default(), question]), keyboard)
}

fn gone(view: &IncidentView<'_>, words: &Words) -> Html {
    match view.incident.number {
        Some(number) => words.card_handed_over(number),
        None => undone(view, words).unwrap_or_else(|| words.card_gone()),
    }
}

/// To those who had it while it was registered.
fn undone(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let step = view.history.iter().rev().find(|step| step.action == Action::Unregister)?;
    Some(words.card_undone(step.detail.as_deref()?))
}

fn main(view: &IncidentView<'_>, detail: Detail, words: &Words) -> Html {
    let mut blocks = vec![what(view, detail, words), Html::lines(said(view, detail, words))];
    if view.incident.status == Status::Draft {
        blocks.push(Html::lines(suggestions(view, words)));
    } else if view.incident.status == Status::Duplicate {
        blocks.push(Html::lines(followed(view, words)));
    } else {
        blocks.push(Html::lines(terms(view, words)));
        blocks.push(Html::lines(answer::newest(view, words)));
        blocks.push(Html::lines(answer::before(view, words)));
        blocks.extend(answer::mark(view, words));
    }
    blocks.retain(|block| !block.is_empty());
    Html::trusted(blocks.iter().map(Html::as_str).collect::<Vec<_>>().join("\n\n"))
}

/// What it is, where it comes from, where it is about.
fn what(view: &IncidentView<'_>, detail: Detail, words: &Words) -> Html {
    let mut lines = vec![head::line(view, words)];
    lines.extend(head::reopened(view, words));
    let status = view.incident.status;
    if status == Status::Draft || detail == Detail::Full {
        lines.extend(origin::line(view, words));
    }
    if let Some(author) = view.incident.author.as_deref().filter(|_| detail == Detail::Full) {
        lines.push(words.card_author(cut(author, limit::LINE)));
    }
    if status != Status::Draft {
        lines.extend(settled(view, detail, words));
    }
    Html::lines(lines)
}

/// Topic, unit, place and importance of a registered incident, each in a line.
fn settled(view: &IncidentView<'_>, detail: Detail, words: &Words) -> Vec<Html> {
    let mut lines = Vec::new();
    if view.incident.status != Status::Assigned {
        lines.extend(view.topic_name().map(|_| topic(view, words)));
    }
    if let Some(unit) = view.unit_name().filter(|_| !is_colleague(view, detail)) {
        lines.push(words.card_unit(unit));
        if view.incident.status == Status::Assigned {
            lines.extend(unstaffed(view, unit, words));
        }
    }
    lines.extend(holder(view, words));
    lines.extend(given_back(view, words));
    lines.extend(place::line(view, words));
    lines.extend(importance(view, words));
    if view.incident.status == Status::New {
        lines.extend(same_post(view, words));
    }
    lines
}

fn unstaffed(view: &IncidentView<'_>, unit: &str, words: &Words) -> Option<Html> {
    match view.staff {
        Staff::Reached => None,
        Staff::Silent => Some(words.card_unit_silent(unit)),
        Staff::Nobody => Some(words.card_unit_empty(unit)),
    }
}

/// Who has it, where the first line does not say so.
fn holder(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let told = matches!(view.incident.status, Status::Assigned | Status::Rework | Status::Monitoring);
    let another = view.incident.assignee != Some(view.viewer.id);
    Some(words.card_holder(cut(view.assignee.filter(|_| told && another)?, limit::LINE)))
}

/// Who gave it back, why, how much time was used, and whose it may be.
fn given_back(view: &IncidentView<'_>, words: &Words) -> Vec<Html> {
    let Some((step, NotOurs { from, whose, why })) = returned(view) else { return Vec::new() };
    let name = |code: &UnitCode| view.directory.unit(code).map_or(code.to_string(), |unit| unit.short.clone());
    let used = view.incident.registered_at.map(|at| words.card_not_ours_used(words.elapsed(at, step.at)));
    let whose = whose.as_ref().map(|whose| words.card_whose(name(whose)));
    let why = words.card_not_ours(name(&from), cut(&words.why(&why), limit::LINE));
    [why].into_iter().chain(used).chain(whose).collect()
}

/// «Не к нам», while nobody else has been chosen since.
pub(super) fn returned<'a>(view: &IncidentView<'a>) -> Option<(&'a Told, NotOurs)> {
    let step = view.history.iter().rev().find(|step| step.action == Action::NotOurs);
    let step = step.filter(|_| view.incident.status == Status::New)?;
    Some((step, step.detail.as_ref()?.parse().ok()?))
}

/// People of the unit need no telling that they answer.
fn is_colleague(view: &IncidentView<'_>, detail: Detail) -> bool {
    let unit = view.incident.unit.as_ref();
    detail == Detail::WithoutAuthor
        && view.viewer.posts.iter().any(|post| post.unit.is_some() && post.unit.as_ref() == unit)
}

/// The resident's words and files, and what the operator says to them.
fn said(view: &IncidentView<'_>, detail: Detail, words: &Words) -> Vec<Html> {
    if let Some(at) = view.incident.purged_at {
        return vec![words.card_purged(words.date(at, view.zone(), view.now))];
    }
    let mut lines = Vec::new();
    let text = shown_words(view, detail, &view.incident.text, words);
    if !text.is_empty() {
        lines.push(words.card_text(cut(&text, limit::WORDS)));
    }
    let link = view.incident.link.as_deref().map(|address| words.incident_post(address));
    lines.extend(files::line(view.attachments, view.late, link, words));
    if let Some(note) = &view.incident.note {
        lines.push(words.card_note(cut(&shown_words(view, detail, note, words), 2 * limit::LINE)));
    }
    lines
}

/// Words on the card, as its viewer reads them.
fn shown_words(view: &IncidentView<'_>, detail: Detail, text: &str, words: &Words) -> String {
    redacted(view.incident, text, detail, view.directory, words)
}

/// Contacts are hidden from those who may not see them, unless the centre shows them to all.
pub(super) fn redacted(
    incident: &Incident,
    text: &str,
    detail: Detail,
    directory: &Directory,
    words: &Words,
) -> String {
    if detail == Detail::Full || !directory.centre.redact_cards {
        return text.to_owned();
    }
    let (phone, mail, profile) = (words.plain_hidden_phone(), words.plain_hidden_mail(), words.plain_hidden_profile());
    let instead = Placeholders { phone: &phone, mail: &mail, profile: &profile };
    redact(text, incident.author_nick.as_deref(), &instead)
}

/// What is suggested for a draft, each with its reason.
fn suggestions(view: &IncidentView<'_>, words: &Words) -> Vec<Html> {
    let mut lines = vec![topic(view, words), unit(view, words)];
    lines.extend(view.unit_name().and_then(|unit| unstaffed(view, unit, words)));
    lines.extend(place::line(view, words));
    lines.extend(importance(view, words));
    lines.extend(draft_due(view, words));
    lines.extend(same_post(view, words));
    lines
}

/// By when it would have to be answered, registered now.
fn draft_due(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let (due, term) = view.clocks.draft_due(view.incident, view.now)?;
    let at = words.date_time(due, view.zone(), view.now);
    Some(match term {
        Some(term) => words.card_draft_due(at, words.term(term)),
        None => words.card_draft_due_set(at),
    })
}

/// What tells of the same post already.
fn same_post(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let MainShown { incident, creator } = view.main?;
    Some(match incident.number {
        Some(number) => words.card_same_post(number, words.status(incident.status)),
        None => words.card_same_post_draft(cut(creator, limit::LINE)),
    })
}

/// How it stands with what a duplicate follows.
fn followed(view: &IncidentView<'_>, words: &Words) -> Vec<Html> {
    let Some(MainShown { incident, .. }) = view.main else { return Vec::new() };
    let ended = incident.outcome.zip(incident.closed_at).filter(|_| incident.status == Status::Closed);
    let state = match ended {
        Some((outcome, at)) => words.card_main_closed(words.outcome(outcome), words.date(at, view.zone(), view.now)),
        None => words.card_main_status(words.status(incident.status)),
    };
    let answer = incident.public_link.as_deref().map(|address| words.card_public_link(address));
    [state].into_iter().chain(answer).collect()
}

fn topic(view: &IncidentView<'_>, words: &Words) -> Html {
    let Some(name) = view.topic_name() else { return words.card_topic_none() };
    let listed = view.incident.topic.as_ref().and_then(|code| view.directory.topic(code));
    let group = listed.map_or("", |topic| &topic.group);
    match view.incident.topic_reason.as_deref().filter(|_| view.incident.status == Status::Draft) {
        Some(word) => words.card_topic_reason(group, name, word),
        None => words.card_topic(group, name),
    }
}

fn unit(view: &IncidentView<'_>, words: &Words) -> Html {
    let Some(name) = view.unit_name() else { return words.card_unit_none() };
    match view.incident.unit_reason {
        Some(UnitReason::Topic) => words.card_unit_by_topic(name),
        Some(UnitReason::Settlement) => words.card_unit_by_settlement(name),
        None => words.card_unit(name),
    }
}

fn importance(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let suggested = view.incident.status == Status::Draft && view.incident.importance_reason.is_some();
    match (view.incident.importance, suggested) {
        (Importance::Normal, _) => None,
        (Importance::High, true) => Some(words.card_importance_high_by_topic()),
        (Importance::High, false) => Some(words.card_importance_high()),
        (Importance::Critical, true) => Some(words.card_importance_critical_by_topic()),
        (Importance::Critical, false) => Some(words.card_importance_critical()),
    }
}

/// By when, for as long as a clock runs.
fn terms(view: &IncidentView<'_>, words: &Words) -> Vec<Html> {
    let incident = view.incident;
    let mut lines = Vec::new();
    let at = |due: Moment| words.date_time(due, view.zone(), view.now);
    if let Some(due) = incident.accept_due.filter(|_| incident.status == Status::Assigned) {
        lines.push(words.card_accept_due(at(due)));
    }
    if let Some(due) = incident.due().filter(|_| incident.is_clocked()) {
        lines.push(match (incident.term(), incident.final_from) {
            _ if view.now > due => words.card_overdue(at(due)),
            (Some(term), Some(_)) => words.card_final_due(at(due), words.term(term)),
            (None, Some(_)) => words.card_final_due_set(at(due)),
            (Some(term), None) => words.card_reply_due(at(due), words.term(term)),
            (None, None) => words.card_reply_due_set(at(due)),
        });
    }
    lines.extend(incident.extension_until.map(|until| words.card_extension(at(until))));
    lines
}

/// A reply, as its completeness is looked at.
pub(super) fn written<'a>(incident: &'a Incident, reply: &'a Reply, attachments: &'a [AttachmentKind]) -> Written<'a> {
    let Incident { author, author_nick, text, .. } = incident;
    let resident = Resident { name: author.as_deref(), nick: author_nick.as_deref(), post: text };
    Written { kind: reply.kind, text: &reply.text, attachments, resident }
}
