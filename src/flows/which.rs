//! «К какому инциденту это относится?»: a message that names none is kept until the person has said.

use serde::{Deserialize, Serialize};

use super::{FlowError, Outcome, Refusal, Turn, reply, toast, waiting};
use crate::cards::summary;
use crate::domain::attachment::Attachment;
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{IncidentId, MessageId};
use crate::domain::incident::Incident;
use crate::domain::person::Person;
use crate::messenger::callback::QuestionPress;
use crate::messenger::event::Message;
use crate::messenger::outgoing::{Button, ButtonAction, Toast};
use crate::store::dialogs::{self, Question};

/// Buttons to choose from.
const MOST: i64 = 10;

/// A message as it is kept meanwhile.
#[derive(Debug, Serialize, Deserialize)]
struct Held {
    message: MessageId,
    text: String,
    attachments: Vec<Attachment>,
    album: Option<String>,
}

impl Held {
    fn of(message: &Message) -> Self {
        Self {
            message: message.id,
            text: message.text.clone(),
            attachments: message.attachments.clone(),
            album: message.album.clone(),
        }
    }
}

/// Asks; messages that were kept before stay with this one.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    let open = waiting::to_answer(turn, actor, MOST).await?;
    if open.is_empty() {
        let answers = actor.posts.iter().any(|post| post.unit.is_some());
        return Err(if answers { Refusal::NoIncidents } else { Refusal::NothingToDo }.into());
    }
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let mut held = match turn.open_question(actor.id).await? {
        Some(dialog) => kept(&dialog),
        None => Vec::new(),
    };
    held.push(Held::of(message));
    let question = Question { waits_for: WaitsFor::WhichIncident, incident: None, reply: None, held: json(&held) };
    let (text, known, words) = (turn.words.question_which_incident(), turn.known.clone(), turn.words);
    let choice = |incident: &Incident, version| Button {
        does: ButtonAction::Press(QuestionPress::Answers(incident.id).of(version).encode()),
        ..summary(incident, &known.directory, words)
    };
    let choices = |version| open.iter().map(|incident| choice(incident, version)).collect();
    turn.ask_words(actor, &question, text, choices).await?;
    Ok(Toast::default())
}

/// Another part of an album whose first part is kept joins it without a new question.
pub async fn hold_more(
    turn: &mut Turn<'_>,
    actor: &Person,
    album: &str,
    message: &Message,
) -> Result<Option<Toast>, FlowError> {
    let Some(dialog) = turn.open_question(actor.id).await? else { return Ok(None) };
    let mut held = kept(&dialog);
    if !held.iter().any(|part| part.album.as_deref() == Some(album)) {
        return Ok(None);
    }
    held.push(Held::of(message));
    dialogs::hold(turn.tx, actor.id, json(&held).as_deref()).await?;
    Ok(Some(Toast::default()))
}

/// What was kept becomes the answer to this incident.
pub async fn chosen(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, version: i64) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::WhichIncident).await?;
    turn.end_question(actor.id).await?;
    for part in kept(&dialog) {
        let message = Message {
            point: None,
            id: part.message,
            at: turn.now,
            text: part.text,
            attachments: part.attachments,
            origin: None,
            reply_to: None,
            album: part.album,
            links: Vec::new(),
        };
        reply::add(turn, actor, id, &message).await?;
    }
    Ok(toast(turn.words.toast_taken_as_reply()))
}

fn kept(dialog: &Dialog) -> Vec<Held> {
    dialog.held.as_deref().and_then(|held| serde_json::from_str(held).ok()).unwrap_or_default()
}

fn json(held: &[Held]) -> Option<String> {
    serde_json::to_string(held).ok()
}
