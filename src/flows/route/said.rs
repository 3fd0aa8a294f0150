//! What a message means: the first that fits.

use crate::domain::choice::{chosen, number_in};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::Status;
use crate::domain::person::Person;
use crate::domain::ways::Action;
use crate::flows::{
    FlowError, Outcome, Refusal, Turn, away, commands, draft, due, duplicate, extension, find, held, interim, not_ours,
    people, pick, place, publish, reject, reopen, reply, reply_or_draft, review, which,
};
use crate::messenger::event::Message;
use crate::messenger::html::cut;
use crate::messenger::outgoing::Toast;
use crate::store::{cards, incidents, parts};

/// Longest reason a person may give, in code points; the rest is cut.
const LONGEST_REASON: usize = 1000;

pub(super) async fn said(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    if let Some(rest) = command_in(message) {
        return commands::run(turn, actor, rest).await;
    }
    if let Some(outcome) = album(turn, actor, message).await? {
        return Ok(outcome);
    }
    if let Some(incident) = answered(turn, actor, message).await? {
        return content_for(turn, actor, incident, message).await;
    }
    let open = turn.open_question(actor.id).await?;
    let operator = draft::brings_posts(actor);
    match open {
        Some(dialog) if operator && message.is_a_post() => post_meanwhile(turn, actor, &dialog, message).await,
        Some(dialog) => answer(turn, actor, &dialog, message).await,
        None if operator => draft::create(turn, actor, message).await,
        None => which::ask(turn, actor, message).await,
    }
}

/// What stands behind the slash. A slash before anything but a letter is a resident's («/ 5 дней без воды»).
fn command_in(message: &Message) -> Option<&str> {
    let own = message.origin.is_none() && message.is_words_only();
    message.text.strip_prefix('/').filter(|rest| own && rest.starts_with(char::is_alphabetic))
}

/// Another part of an album joins whatever its first part has become.
async fn album(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Result<Option<Toast>, FlowError> {
    let Some(album) = &message.album else { return Ok(None) };
    match parts::of_album(turn.tx, actor.chat, album).await? {
        Some(part) => match part.reply {
            Some(reply) => reply::go_on(turn, actor, reply, message).await.map(Some),
            None => draft::add(turn, actor, part.incident, message).await.map(Some),
        },
        None => Ok(held::hold_more(turn, actor, album, message).await?.then(Toast::default)),
    }
}

/// A post of a resident while the bot waits for something: only beside a reply it may be meant for that.
async fn post_meanwhile(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Message) -> Outcome {
    match dialog.waits_for {
        WaitsFor::Reply | WaitsFor::ReplyOrDraft => reply_or_draft::ask(turn, actor, dialog, message).await,
        _ => draft::create(turn, actor, message).await,
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

/// A reply to a card: words the bot waits for, (part of) the answer of whoever may answer, or more of what the
/// resident said.
async fn content_for(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, message: &Message) -> Outcome {
    let asked = |dialog: &Dialog| dialog.waits_for != WaitsFor::ReplyOrDraft && dialog.incident == Some(id);
    if let Some(dialog) = turn.open_question(actor.id).await?.filter(asked) {
        return answer(turn, actor, &dialog, message).await;
    }
    let incident = turn.visible(actor, id).await?;
    let answers = incident.status != Status::Draft && turn.may(actor, Action::Write, &incident, None);
    if answers || !turn.may(actor, Action::Add, &incident, None) {
        return reply::add(turn, actor, id, message).await;
    }
    // What is judged or ended does not change under the eyes of others.
    if !grows(incident.status) {
        return Err(Refusal::Stale(incident.status).into());
    }
    draft::add(turn, actor, id, message).await
}

/// The resident's words are still being worked on.
const fn grows(status: Status) -> bool {
    use Status::{Assigned, Draft, InProgress, Monitoring, New, Rework};
    matches!(status, Draft | New | Assigned | InProgress | Rework | Monitoring)
}

/// Words, or files, that the bot waits for.
async fn answer(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Message) -> Outcome {
    let words = cut(crate::domain::words::clean_text(&message.text).trim(), LONGEST_REASON);
    match dialog.waits_for {
        WaitsFor::WhichIncident => which::answer(turn, actor, message).await,
        WaitsFor::ReplyOrDraft => reply_or_draft::ask(turn, actor, dialog, message).await,
        WaitsFor::Reply => {
            let reply = dialog.reply.ok_or(Refusal::QuestionGone)?;
            reply::go_on(turn, actor, reply, message).await
        }
        WaitsFor::PublicLink | WaitsFor::NewLink => link(turn, actor, dialog, message, &words).await,
        WaitsFor::Place => place::told(turn, actor, dialog, message).await,
        // A list on a card waits for words only; a photo is a post.
        WaitsFor::TopicWords | WaitsFor::UnitWords if words.is_empty() => draft::create(turn, actor, message).await,
        _ if words.is_empty() => Err(Refusal::WordsWanted.into()),
        WaitsFor::AwayDays => away::dates(turn, actor, dialog, &words).await,
        WaitsFor::AwayDeputy => away::named(turn, actor, dialog, &words).await,
        WaitsFor::DueDate => due::typed(turn, actor, dialog, &words).await,
        WaitsFor::PromisedDay => interim::typed(turn, actor, dialog, &words).await,
        WaitsFor::ExtensionDate => extension::typed(turn, actor, dialog, &words).await,
        WaitsFor::ExtensionReason => extension::ask(turn, actor, dialog, &words).await,
        WaitsFor::RejectReason => reject::reject(turn, actor, dialog, &words).await,
        WaitsFor::NotOursReason => not_ours::reason(turn, actor, dialog, &words).await,
        WaitsFor::Whose => not_ours::named(turn, actor, dialog, &words).await,
        WaitsFor::Search => find::answered(turn, actor, &words).await,
        WaitsFor::PersonName => people::rename(turn, actor, dialog, &words).await,
        WaitsFor::ReopenReason => reopen::reopen(turn, actor, dialog, &words).await,
        WaitsFor::DuplicateNumber => duplicate::numbered(turn, actor, dialog, &words).await,
        WaitsFor::TopicWords | WaitsFor::UnitWords => pick::typed(turn, actor, dialog, &words).await,
        WaitsFor::ReturnReason => review::give_back(turn, actor, dialog, &words).await,
    }
}

/// The published answer: its address, written, behind words or by forwarding it from its channel; or that it has none.
async fn link(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, message: &Message, words: &str) -> Outcome {
    let none = dialog.waits_for == WaitsFor::PublicLink && message.is_words_only();
    if none && chosen(words, &[&turn.words.button_without_link()]).is_some() {
        return publish::without_link(turn, actor, dialog.version).await;
    }
    publish::with_link(turn, actor, dialog, message).await
}
