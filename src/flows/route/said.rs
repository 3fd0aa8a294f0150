//! What a message means: the first that fits.

use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Number, Status};
use crate::domain::person::{Person, Role};
use crate::domain::ways::Action;
use crate::flows::{
    FlowError, Outcome, Refusal, Turn, commands, draft, duplicate, find, people, pick, place, publish, reject, reopen,
    reply, review, which,
};
use crate::messenger::event::Message;
use crate::messenger::html::cut;
use crate::messenger::outgoing::Toast;
use crate::store::{cards, incidents, parts, replies};

/// Longest reason a person may give, in code points; the rest is cut.
const LONGEST_REASON: usize = 1000;

pub(super) async fn said(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    if let Some(rest) = message.text.strip_prefix('/').filter(|_| message.origin.is_none()) {
        return commands::run(turn, actor, rest).await;
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
    if matches!(dialog.waits_for, WaitsFor::PublicLink | WaitsFor::NewLink) {
        return publish::with_link(turn, actor, dialog, message).await;
    }
    if dialog.waits_for == WaitsFor::Place {
        return place::told(turn, actor, dialog, message).await;
    }
    let words = cut(crate::domain::words::clean_text(&message.text).trim(), LONGEST_REASON);
    if words.is_empty() {
        // A list on a card waits for words only; a photo is a post.
        if matches!(dialog.waits_for, WaitsFor::TopicWords | WaitsFor::UnitWords) {
            return draft::create(turn, actor, message).await;
        }
        return Err(Refusal::WordsWanted.into());
    }
    match dialog.waits_for {
        WaitsFor::RejectReason => reject::reject(turn, actor, dialog, &words).await,
        WaitsFor::Search => find::answered(turn, actor, &words).await,
        WaitsFor::PersonName => people::rename(turn, actor, dialog, &words).await,
        WaitsFor::ReopenReason => reopen::reopen(turn, actor, dialog, &words).await,
        WaitsFor::DuplicateNumber => duplicate::numbered(turn, actor, dialog, &words).await,
        WaitsFor::TopicWords | WaitsFor::UnitWords => pick::typed(turn, actor, dialog, &words).await,
        _ => review::give_back(turn, actor, dialog, &words).await,
    }
}
