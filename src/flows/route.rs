//! Which flow an update belongs to: it only selects; permission and answer stay with the flow.

use super::{FlowError, Outcome, Refusal, Turn};
use super::{
    accept, choose, close, draft, greet, joining, look, publish, question, register, reject, reply, review, which,
};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Number, Status};
use crate::domain::person::{Person, Role};
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::messenger::callback::Callback;
use crate::messenger::event::{ChatKind, Event, Message, Press, What};
use crate::messenger::html::cut;
use crate::messenger::outgoing::Toast;
use crate::store::{cards, incidents, parts, people, replies};

/// Longest reason a person may give, in code points; the rest is cut.
const LONGEST_REASON: usize = 1000;

/// Handles one update.
pub async fn route(turn: &mut Turn<'_>, event: &Event) -> Outcome {
    let Some(chat) = event.chat else { return Ok(Toast::default()) };
    if let What::Migrated(to) = event.what {
        joining::moved(turn, chat.id, to).await?;
    }
    // Nothing said in a group is ever content.
    let Some(sender) = event.sender.as_ref().filter(|sender| chat.kind == ChatKind::Private && !sender.is_bot) else {
        return Ok(Toast::default());
    };
    match (people::by_chat(turn.tx, sender.account).await?, &event.what) {
        (Some(person), what) => known(turn, &person, what).await,
        (None, What::Message(_)) => {
            greet::stranger(turn, sender.account).await?;
            Ok(Toast::default())
        }
        (None, What::Press(_)) => Ok(super::toast(turn.words.toast_stranger())),
        (None, _) => Ok(Toast::default()),
    }
}

async fn known(turn: &mut Turn<'_>, person: &Person, what: &What) -> Outcome {
    match what {
        What::Message(message) => said(turn, person, message).await,
        What::Press(press) => pressed(turn, person, press).await,
        What::Reachable(true) => {
            joining::welcome(turn, person).await?;
            Ok(Toast::default())
        }
        What::Reachable(false) => {
            joining::lost(turn, person).await?;
            Ok(Toast::default())
        }
        What::Edited(_) | What::Migrated(_) | What::Other => Ok(Toast::default()),
    }
}

/// What a message means: the first that fits.
async fn said(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    if let Some(rest) = message.text.strip_prefix('/').filter(|_| message.origin.is_none()) {
        return command(turn, actor, rest).await;
    }
    if let Some(outcome) = album(turn, actor, message).await? {
        return Ok(outcome);
    }
    if let Some(incident) = answered(turn, actor, message).await? {
        return content_for(turn, actor, incident, message).await;
    }
    let operator = brings_posts(actor);
    if message.origin.is_some() && operator {
        return draft::create(turn, actor, message).await;
    }
    match turn.open_question(actor.id).await? {
        Some(dialog) => answer(turn, actor, &dialog, message).await,
        None if operator => draft::create(turn, actor, message).await,
        None => which::ask(turn, actor, message).await,
    }
}

/// Whose own words and forwards are posts of residents.
fn brings_posts(actor: &Person) -> bool {
    [Role::Operator, Role::Coordinator, Role::Head].iter().any(|role| actor.holds(*role))
}

/// `text` stands behind the slash: `i@mcu_bot 123`.
async fn command(turn: &mut Turn<'_>, actor: &Person, text: &str) -> Outcome {
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match name.split('@').next().unwrap_or_default() {
        "start" => greet::start(turn, actor).await,
        "help" => greet::help(turn, actor).await,
        "my" => look::waiting(turn, actor).await,
        "i" => look::by_number(turn, actor, rest).await,
        "cancel" => greet::cancel(turn, actor).await,
        _ => greet::unknown_command(turn, actor).await,
    }
}

/// Another part of an album joins whatever its first part has become.
async fn album(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Result<Option<Toast>, FlowError> {
    let Some(album) = &message.album else { return Ok(None) };
    match parts::of_album(turn.tx, actor.chat, album).await? {
        Some(part) => match part.reply {
            Some(reply) => reply::add_late(turn, actor, reply, message).await.map(Some),
            None => draft::add(turn, actor, part.incident, message).await.map(Some),
        },
        None => which::hold_more(turn, actor, album, message).await,
    }
}

/// The incident that the message replied to shows, or names by its number.
async fn answered(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Result<Option<IncidentId>, FlowError> {
    let Some(replied) = message.reply_to.as_ref().filter(|replied| replied.ours) else { return Ok(None) };
    if let Some(id) = cards::incident_of_message(turn.tx, actor.chat, replied.id).await? {
        return Ok(Some(id));
    }
    let Some(number) = number_in(&replied.text) else { return Ok(None) };
    Ok(incidents::by_number(turn.tx, number).await?.map(|incident| incident.id))
}

/// The first `2026-000123` in a text.
fn number_in(text: &str) -> Option<Number> {
    let of_number = |sign: char| sign.is_ascii_digit() || sign == '-';
    text.split(|sign| !of_number(sign)).find(|word| word.len() >= 11).and_then(|word| word.parse().ok())
}

/// A reply to a card: more of a draft, or (part of) the answer. Words the bot waits for may reply to a card too.
async fn content_for(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, message: &Message) -> Outcome {
    let open = turn.open_question(actor.id).await?;
    if let Some(dialog) = open.filter(|dialog| dialog.waits_for != WaitsFor::Reply && dialog.incident == Some(id)) {
        return answer(turn, actor, &dialog, message).await;
    }
    let incident = turn.visible(actor, id).await?;
    if incident.status == Status::Draft && turn.may(actor, Action::Add, &incident, None) {
        return draft::add(turn, actor, id, message).await;
    }
    reply::add(turn, actor, id, message).await
}

/// Words, or files, that the bot waits for.
async fn answer(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Message) -> Outcome {
    if dialog.waits_for == WaitsFor::WhichIncident {
        return which::ask(turn, actor, message).await;
    }
    if let (WaitsFor::Reply, Some(reply)) = (dialog.waits_for, dialog.reply) {
        return match replies::load(turn.tx, reply).await? {
            Some(reply) => reply::add(turn, actor, reply.incident, message).await,
            None => Err(Refusal::QuestionGone.into()),
        };
    }
    let words = cut(crate::domain::words::clean_text(&message.text).trim(), LONGEST_REASON);
    if words.is_empty() {
        return Err(Refusal::WordsWanted.into());
    }
    match dialog.waits_for {
        WaitsFor::RejectReason => reject::reject(turn, actor, dialog, &words).await,
        WaitsFor::ReturnReason => review::give_back(turn, actor, dialog, &words).await,
        _ => publish::with_link(turn, actor, dialog, &words).await,
    }
}

async fn pressed(turn: &mut Turn<'_>, actor: &Person, press: &Press) -> Outcome {
    let callback = Callback::decode(&press.data).ok_or(Refusal::Forged)?;
    match callback {
        Callback::Show(id) => look::show(turn, actor, id).await,
        Callback::Main(id) => look::turn_to(turn, actor, id, Screen::Main).await,
        Callback::History(id) => look::turn_to(turn, actor, id, Screen::History).await,
        Callback::Register(id) => register::register(turn, actor, id).await,
        Callback::Reject(id) => reject::ask(turn, actor, id).await,
        Callback::Topics(id, page) => choose::list(turn, actor, id, Screen::Topics { page }).await,
        Callback::Topic(id, code) => choose::topic(turn, actor, id, code).await,
        Callback::Units(id, page) => choose::list(turn, actor, id, Screen::Units { page }).await,
        Callback::Unit(id, code) => choose::unit(turn, actor, id, code).await,
        Callback::Accept(id) => accept::accept(turn, actor, id).await,
        Callback::Write(id) => reply::write(turn, actor, id).await,
        Callback::Send(id, version) => reply::send(turn, actor, id, version).await,
        Callback::Rewrite(id) => reply::rewrite(turn, actor, id).await,
        Callback::Drop(id) => reply::drop(turn, actor, id).await,
        Callback::Approve(id, version) => review::approve(turn, actor, id, version).await,
        Callback::Return(id, version) => review::ask_reason(turn, actor, id, version).await,
        Callback::Publish(id, version) => publish::ask_link(turn, actor, id, version).await,
        Callback::WithoutLink(version) => publish::without_link(turn, actor, version).await,
        Callback::Close(id, outcome) => close::close(turn, actor, id, outcome).await,
        Callback::CancelQuestion(version) => question::cancel(turn, actor, version).await,
        Callback::Answers(id, version) => which::chosen(turn, actor, id, version).await,
    }
}
