//! A refusal is told: after a press as a toast, else as a message. What the refused flow did is rolled back
//! before, so this runs in a transaction of its own.

use super::{Refusal, Turn};
use crate::domain::dialog::Dialog;
use crate::domain::ids::{ChatId, IncidentId};
use crate::domain::incident::Status;
use crate::domain::person::Person;
use crate::messenger::callback::{Callback, QuestionPress};
use crate::messenger::event::{Event, Press, What};
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::{StoreError, cards, history, incidents, outbox, people, replies};

/// A line that fades is read up to this length; a longer one must be closed.
const GLANCE: usize = 60;

/// Tells the person why it was not done, and what is true now.
pub async fn refused(turn: &mut Turn<'_>, event: &Event, refusal: &Refusal) -> Result<Toast, StoreError> {
    let Some(sender) = &event.sender else { return Ok(Toast::default()) };
    let person = people::by_chat(turn.tx, sender.account).await?;
    if let Some(person) = &person {
        turn.speak_to(person);
    }
    if let What::Press(press) = &event.what {
        let about = incident_of(turn, press, person.as_ref()).await?;
        let text = told(turn, refusal, person.as_ref(), about).await?;
        if let Some(person) = &person {
            end_hopeless(turn, refusal, person, press).await?;
        }
        let is_card = refresh(turn, sender.account, press).await?;
        if let (Refusal::OldVersion, Some(person), Some(incident), false) = (refusal, &person, about, is_card) {
            show_new(turn, person, incident).await?;
        }
        return Ok(Toast { alert: text.chars().count() > GLANCE, text: Some(text) });
    }
    let text = match &person {
        Some(person) => answer_refused(turn, refusal, person).await?,
        None => refusal.told(turn.words),
    };
    turn.say(sender.account, &Message::text(Html::escape(&text))).await?;
    Ok(Toast::default())
}

/// A button that came too late is told who was faster.
async fn told(
    turn: &mut Turn<'_>,
    refusal: &Refusal,
    person: Option<&Person>,
    about: Option<IncidentId>,
) -> Result<String, StoreError> {
    let said = refusal.told(turn.words);
    let (Some(person), Some(incident)) = (person, about) else { return Ok(said) };
    if *refusal == Refusal::NotFound && was_undone(turn, person, incident).await? {
        return Ok(turn.words.plain_undone());
    }
    let late = match refusal {
        Refusal::Stale(status) => *status != Status::Draft,
        // Whoever has lost the incident has its card still, cut down to «передано».
        Refusal::NotFound => cards::of_person(turn.tx, person.id, incident).await?.is_some(),
        _ => false,
    };
    let faster = if late { somebody_else(turn, person, incident).await? } else { None };
    Ok(match (faster, refusal) {
        (Some(name), Refusal::Stale(status)) => turn.words.plain_stale_by(&turn.words.status(*status), &name),
        (Some(name), _) => turn.words.plain_handed_over(&name),
        (None, _) => said,
    })
}

/// The person has a card of what is a draft now.
async fn was_undone(turn: &mut Turn<'_>, person: &Person, id: IncidentId) -> Result<bool, StoreError> {
    let draft = incidents::load(turn.tx, id).await?.is_some_and(|incident| incident.status == Status::Draft);
    Ok(draft && cards::of_person(turn.tx, person.id, id).await?.is_some())
}

/// Words that the bot waited for and that came too late end the question: it can never be answered. One for whose
/// answer messages wait stays open, because it has another answer.
async fn answer_refused(turn: &mut Turn<'_>, refusal: &Refusal, person: &Person) -> Result<String, StoreError> {
    let asked = turn.open_question(person.id).await?.filter(|asked| is_hopeless(refusal) && asked.held.is_none());
    if asked.is_some() {
        turn.end_question(person.id).await?;
    }
    if let (Refusal::OldVersion, Some(incident)) = (refusal, asked.as_ref().and_then(|asked| asked.incident)) {
        show_new(turn, person, incident).await?;
    }
    let moved = *refusal == Refusal::NotFound && asked.as_ref().is_some_and(|asked| asked.incident.is_some());
    if moved {
        return Ok(turn.words.plain_reply_moved());
    }
    let Refusal::Stale(status) = refusal else { return Ok(refusal.told(turn.words)) };
    let name = match asked.and_then(|question| question.incident) {
        Some(incident) => somebody_else(turn, person, incident).await?,
        None => None,
    };
    let status = turn.words.status(*status);
    Ok(name.map_or_else(|| turn.words.plain_late(&status), |name| turn.words.plain_late_by(&status, &name)))
}

/// Who did the last thing to this incident, unless it was this person.
async fn somebody_else(
    turn: &mut Turn<'_>,
    person: &Person,
    incident: IncidentId,
) -> Result<Option<String>, StoreError> {
    let last = history::of(turn.tx, incident, 1).await?.pop().and_then(|step| step.actor);
    Ok(last.filter(|name| *name != person.name))
}

/// What was asked can never be answered any more.
const fn is_hopeless(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Stale(_)
            | Refusal::NotFound
            | Refusal::Purged
            | Refusal::NotAllowed
            | Refusal::OldVersion
            | Refusal::QuestionGone
    )
}

/// A choice that came too late ends its question too.
async fn end_hopeless(
    turn: &mut Turn<'_>,
    refusal: &Refusal,
    person: &Person,
    press: &Press,
) -> Result<(), StoreError> {
    match asked_by(turn, press, person).await? {
        Some(_) if is_hopeless(refusal) => turn.end_question(person.id).await,
        _ => Ok(()),
    }
}

/// The version that is to be judged now stands below, where the person looks.
async fn show_new(turn: &mut Turn<'_>, person: &Person, incident: IncidentId) -> Result<(), StoreError> {
    match incidents::load(turn.tx, incident).await? {
        Some(found) if turn.is_visible(person, &found) => turn.show_next(person, incident).await.map(drop),
        _ => Ok(()),
    }
}

/// The open question that a button of a question belongs to.
async fn asked_by(turn: &mut Turn<'_>, press: &Press, person: &Person) -> Result<Option<Dialog>, StoreError> {
    let Some(Callback::Question(version, _)) = Callback::decode(&press.data) else { return Ok(None) };
    Ok(turn.open_question(person.id).await?.filter(|dialog| dialog.version == version))
}

async fn incident_of(
    turn: &mut Turn<'_>,
    press: &Press,
    person: Option<&Person>,
) -> Result<Option<IncidentId>, StoreError> {
    Ok(match (Callback::decode(&press.data), person) {
        (Some(Callback::Incident(id, _) | Callback::Question(_, QuestionPress::Answers(id))), _) => Some(id),
        (Some(Callback::Reply(id, _)), _) => replies::load(turn.tx, id).await?.map(|reply| reply.incident),
        (Some(Callback::Question(..)), Some(person)) => {
            asked_by(turn, press, person).await?.and_then(|asked| asked.incident)
        }
        _ => None,
    })
}

/// The card behind a refused button is shown as it is; a message that is no card (`false`) loses the button.
async fn refresh(turn: &mut Turn<'_>, chat: ChatId, press: &Press) -> Result<bool, StoreError> {
    let Some(message) = press.message else { return Ok(false) };
    if cards::refresh(turn.tx, chat, message).await? {
        return Ok(true);
    }
    if !cards::is_notice(turn.tx, chat, message).await? {
        outbox::strip(turn.tx, chat, message, None, turn.now).await?;
    }
    Ok(false)
}
