//! A reply while it is written: the question, the preview, and what became of it.

use super::incident::written;
use super::{acting, buttons, files, limit};
use crate::domain::attachment::AttachmentKind;
use crate::domain::completeness::hints;
use crate::domain::detail::ActedFor;
use crate::domain::directory::Directory;
use crate::domain::incident::{Incident, Reply, ReplyState, Status};
use crate::domain::moment::Moment;
use crate::domain::permissions::{HeadPost, Matter, may};
use crate::domain::person::Person;
use crate::domain::visibility::{Subject, sees};
use crate::domain::ways::{Action, Facts, next};
use crate::i18n::Words;
use crate::messenger::callback::ReplyPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};

/// Signs of the text that the preview shows.
const SHOWN: usize = 2 * limit::WORDS;

/// Everything the card of a reply depends on.
#[derive(Clone, Copy, Debug)]
pub struct ReplyView<'a> {
    pub incident: &'a Incident,
    pub reply: &'a Reply,
    pub attachments: &'a [AttachmentKind],
    pub viewer: &'a Person,
    pub directory: &'a Directory,
    pub now: Moment,
}

/// The card of a reply, to its author.
#[must_use]
pub fn reply_card(view: &ReplyView<'_>, words: &Words) -> Message {
    let number = view.incident.shown_number();
    let mut message = match view.reply.state {
        ReplyState::Writing => being_written(view, words),
        ReplyState::Dropped => Message::text(words.reply_dropped(number)),
        ReplyState::Withdrawn => Message::text(words.reply_withdrawn(number)),
        ReplyState::Approved | ReplyState::Published if view.reply.sent_at.is_some() => {
            Message::text(words.reply_sent_approved(number))
        }
        _ => {
            let withdraw = may_withdraw(view).then(|| buttons::withdrawing(view.reply, words));
            Message::text(words.reply_sent(number)).with_keyboard(Keyboard::default().row(withdraw))
        }
    };
    message.silent = true;
    message
}

/// Whether what is being written can be sent, as things stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stand {
    Open,
    /// The incident is with others now.
    Moved,
    /// It is past being answered: a colleague was faster.
    Late,
}

impl Stand {
    fn of(view: &ReplyView<'_>) -> Self {
        let writes =
            permitted(view, Action::Write) || view.reply.came_by.is_some() && permitted(view, Action::WriteFor);
        if !writes || !is_seen(view) {
            return Self::Moved;
        }
        // Neither of the two ways asks for a fact.
        let open = next(view.incident.status, Action::Write, &Facts::default()).is_ok();
        if open { Self::Open } else { Self::Late }
    }
}

fn is_seen(view: &ReplyView<'_>) -> bool {
    let Incident { number, status, ref unit, .. } = *view.incident;
    sees(view.viewer, &Subject { number, status, unit: unit.as_ref() }, view.directory).is_some()
}

fn permitted(view: &ReplyView<'_>, action: Action) -> bool {
    let matter = Matter {
        unit: view.incident.unit.as_ref(),
        reply_author: Some(view.reply.author),
        assignee: view.incident.assignee,
        // Nothing here depends on it.
        head: HeadPost::Held,
        directory: view.directory,
    };
    may(view.viewer, action, &matter)
}

fn may_withdraw(view: &ReplyView<'_>) -> bool {
    let in_review = view.reply.state == ReplyState::Review && view.incident.status == Status::Review;
    in_review && is_seen(view) && permitted(view, Action::Withdraw)
}

fn being_written(view: &ReplyView<'_>, words: &Words) -> Message {
    let stand = Stand::of(view);
    if stand == Stand::Open && view.reply.text.is_empty() && view.attachments.is_empty() {
        let number = view.incident.shown_number();
        let ask = match promised(view, words) {
            Some(day) => words.reply_ask_interim(number, day),
            None => words.reply_ask(number),
        };
        return Message::text(ask).with_keyboard(Keyboard::default().row([cancel(view, words)]));
    }
    let keyboard = match stand {
        Stand::Open => decide(view, words),
        Stand::Moved => Keyboard::default(),
        Stand::Late => Keyboard::default().row([cancel(view, words)]),
    };
    Message::text(preview(view, stand, words)).with_keyboard(keyboard)
}

fn preview(view: &ReplyView<'_>, stand: Stand, words: &Words) -> Html {
    let text = &view.reply.text;
    let mut lines = vec![title(view, words)];
    if text.is_empty() && stand == Stand::Open {
        lines.push(words.reply_no_text());
    } else if !text.is_empty() {
        lines.push(words.card_text(cut(text, SHOWN)));
    }
    let length = text.chars().count();
    if length > SHOWN {
        lines.push(words.reply_cut(i64::try_from(length).unwrap_or(i64::MAX)));
    }
    lines.extend(files::line(view.attachments, &[], None, words));
    if let Some(note) = note(view, stand, words) {
        lines.extend([Html::default(), note]);
    }
    Html::lines(lines)
}

/// «за „Дороги“, по телефону» where somebody writes for the recipient.
fn title(view: &ReplyView<'_>, words: &Words) -> Html {
    let number = view.incident.shown_number();
    match (view.reply.came_by, &view.incident.unit) {
        (Some(came_by), Some(unit)) => {
            let acted = ActedFor { came_by, whom: unit.to_string() };
            words.reply_title_for(number, acting::for_whom(view.directory, &acted, words))
        }
        _ => match promised(view, words) {
            Some(day) => words.reply_title_interim(number, day),
            None => words.reply_title(number),
        },
    }
}

/// The day that an interim reply promises.
fn promised(view: &ReplyView<'_>, words: &Words) -> Option<String> {
    let day = view.reply.promised_on?;
    Some(words.day(day, view.now.local(view.directory.centre.time_zone).date_naive()))
}

/// Why it cannot be sent, or what it lacks.
fn note(view: &ReplyView<'_>, stand: Stand, words: &Words) -> Option<Html> {
    match stand {
        Stand::Moved => Some(words.reply_moved()),
        Stand::Late => Some(words.reply_late(words.status(view.incident.status))),
        Stand::Open => {
            let hints = hints(&written(view.incident, view.reply, view.attachments));
            (!hints.is_empty()).then(|| words.reply_hints(words.hints(&hints)))
        }
    }
}

fn decide(view: &ReplyView<'_>, words: &Words) -> Keyboard {
    let (id, version) = (view.reply.id, view.reply.version);
    let has_text = !view.reply.text.is_empty();
    let send = Button::press(words.button_send_review(), &ReplyPress::Send(version).of(id));
    let edit = Button::press(words.button_edit(), &ReplyPress::Rewrite.of(id));
    let files = Button::press(words.button_drop_files(), &ReplyPress::DropFiles.of(id));
    Keyboard::default()
        .row(has_text.then_some(send))
        .row(has_text.then_some(edit).into_iter().chain([cancel(view, words)]))
        .row((!view.attachments.is_empty()).then_some(files))
}

fn cancel(view: &ReplyView<'_>, words: &Words) -> Button {
    Button::press(words.button_cancel(), &ReplyPress::Drop.of(view.reply.id))
}
