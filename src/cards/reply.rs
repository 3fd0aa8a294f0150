//! A reply while it is written: the question, the preview, and what became of it.

use super::{files, limit};
use crate::domain::attachment::AttachmentKind;
use crate::domain::incident::{Incident, Reply, ReplyState};
use crate::i18n::Words;
use crate::messenger::callback::ReplyPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};

/// Everything the card of a reply depends on.
#[derive(Clone, Copy, Debug)]
pub struct ReplyView<'a> {
    pub incident: &'a Incident,
    pub reply: &'a Reply,
    pub attachments: &'a [AttachmentKind],
}

/// The card of a reply, to its author.
#[must_use]
pub fn reply_card(view: &ReplyView<'_>, words: &Words) -> Message {
    let number = view.incident.shown_number();
    let mut message = match view.reply.state {
        ReplyState::Writing if is_empty(view) => {
            Message::text(words.reply_ask(number)).with_keyboard(Keyboard::default().row([cancel(view, words)]))
        }
        ReplyState::Writing => Message::text(preview(view, number, words)).with_keyboard(decide(view, words)),
        ReplyState::Dropped => Message::text(words.reply_dropped(number)),
        ReplyState::Approved | ReplyState::Published if view.reply.sent_at.is_some() => {
            Message::text(words.reply_sent_approved(number))
        }
        _ => Message::text(words.reply_sent(number)),
    };
    message.silent = true;
    message
}

const fn is_empty(view: &ReplyView<'_>) -> bool {
    view.reply.text.is_empty() && view.attachments.is_empty()
}

fn preview(view: &ReplyView<'_>, number: String, words: &Words) -> Html {
    let mut lines = vec![words.reply_title(number)];
    if view.reply.text.is_empty() {
        lines.push(words.reply_no_text());
    } else {
        lines.push(words.card_text(cut(&view.reply.text, 2 * limit::WORDS)));
    }
    lines.extend(files::line(view.attachments, &[], None, words));
    Html::lines(lines)
}

fn decide(view: &ReplyView<'_>, words: &Words) -> Keyboard {
    let (id, version) = (view.reply.id, view.reply.version);
    let send = Button::press(words.button_send_review(), &ReplyPress::Send(version).of(id));
    let edit = Button::press(words.button_edit(), &ReplyPress::Rewrite.of(id));
    Keyboard::default().row((!view.reply.text.is_empty()).then_some(send)).row([edit, cancel(view, words)])
}

fn cancel(view: &ReplyView<'_>, words: &Words) -> Button {
    Button::press(words.button_cancel(), &ReplyPress::Drop.of(view.reply.id))
}
