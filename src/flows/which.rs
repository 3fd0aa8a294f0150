//! «К какому инциденту это относится?»: a message that names none is kept until the person has said.

use super::{FlowError, Outcome, Refusal, Turn, held, reply, toast, waiting};
use crate::cards::summary;
use crate::domain::choice::{chosen as chosen_by, whole_number};
use crate::domain::dialog::WaitsFor;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::person::Person;
use crate::messenger::callback::QuestionPress;
use crate::messenger::event::Message;
use crate::messenger::outgoing::{Button, ButtonAction, Message as Outgoing, Toast};
use crate::store::StoreError;
use crate::store::dialogs::Question;

/// Buttons to choose from.
const MOST: i64 = 10;

/// Asks; messages that were kept before stay with this one.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    let open = to_choose_from(turn, actor).await?;
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let before = turn.open_question(actor.id).await?.filter(|dialog| dialog.waits_for == WaitsFor::WhichIncident);
    let held = held::gather(turn, before.as_ref(), message).await?;
    let question = Question { waits_for: WaitsFor::WhichIncident, incident: None, reply: None, held };
    let (text, known, words) = (turn.words.question_which_incident(), turn.known.clone(), turn.words);
    let choice = |incident: &Incident, version| Button {
        does: ButtonAction::Press(QuestionPress::Answers(incident.id).of(version).encode()),
        ..summary(incident, &known.directory, words)
    };
    let choices = |version| open.iter().map(|incident| choice(incident, version)).collect();
    turn.ask_words(actor, &question, text, choices).await?;
    Ok(Toast::default())
}

/// Words while the question is open: a choice, if they name one of the incidents and nothing else; else more that
/// waits for it.
pub async fn answer(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    if !message.is_words_only() || message.is_a_post() {
        return ask(turn, actor, message).await;
    }
    let open = to_choose_from(turn, actor).await?;
    let labels = open.iter().map(|incident| summary(incident, turn.directory(), turn.words).label);
    let labels: Vec<String> = labels.collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    match chosen_by(&message.text, &labels).and_then(|at| open.get(at)) {
        Some(incident) => reply::take_up(turn, actor, incident.id).await,
        None if whole_number(&message.text).is_some() => {
            Err(Refusal::NoSuchNumber(message.text.trim().to_owned()).into())
        }
        None => ask(turn, actor, message).await,
    }
}

/// What was kept becomes the answer to this incident.
pub async fn chosen(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, version: i64) -> Outcome {
    turn.question_of(actor.id, version, WaitsFor::WhichIncident).await?;
    reply::take_up(turn, actor, id).await?;
    Ok(toast(turn.words.toast_taken_as_reply()))
}

/// The messages that wait to hear which incident they are about. Whoever turns to one has said so.
pub async fn taken(turn: &mut Turn<'_>, actor: &Person) -> Result<Vec<Message>, StoreError> {
    match turn.open_question(actor.id).await?.filter(|dialog| dialog.waits_for == WaitsFor::WhichIncident) {
        Some(dialog) => held::take(turn, &dialog).await,
        None => Ok(Vec::new()),
    }
}

/// The person has not said it: that these messages went nowhere is told in reply to the first.
pub async fn tell_lost(turn: &mut Turn<'_>, person: &Person, held: &[Message]) -> Result<(), StoreError> {
    let count = i64::try_from(held.len()).unwrap_or(i64::MAX);
    let mut message = Outgoing::text(turn.words_of(person).say_held_lost(count));
    message.reply_to = held.first().map(|message| message.id);
    turn.say(person.chat, &message).await
}

/// What the person may answer now.
async fn to_choose_from(turn: &mut Turn<'_>, actor: &Person) -> Result<Vec<Incident>, FlowError> {
    let open = waiting::to_answer(turn, actor, MOST).await?;
    if open.is_empty() {
        let answers = actor.acts_with().any(|post| post.unit.is_some());
        return Err(if answers { Refusal::NoIncidents } else { Refusal::NothingToDo }.into());
    }
    Ok(open.into_iter().map(|waiting| waiting.incident).collect())
}
