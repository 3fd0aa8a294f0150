//! ❗ Важность: chosen by a person, or the topic's; the terms follow it.

use super::register::{ask_others, count};
use super::{FlowError, Outcome, Turn, toast};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Importance, Incident, Status};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};

/// The three to choose from, on the card.
pub async fn choices(turn: &mut Turn<'_>, actor: &Person, id: IncidentId) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::ChangeImportance, &incident, None)?;
    turn.show_card(actor, id, Screen::Importance).await?;
    Ok(Toast::default())
}

/// A person has chosen: from now on no topic changes it.
pub async fn importance(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, chosen: Importance) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::ChangeImportance, &incident, None)?;
    let before = incident.importance;
    let settled = incident.importance_reason.take().is_none();
    incident.importance = chosen;
    turn.show_card(actor, id, Screen::Main).await?;
    // Chosen once more, it is no step.
    if before != chosen || !settled {
        let moved = (incident.status != Status::Draft).then(|| count(turn, &mut incident));
        turn.record(actor.id, &mut incident, Action::ChangeImportance, to, Some(chosen.code())).await?;
        turn.tell_moved(&mut incident, moved).await?;
        tell_raised(turn, actor, &incident, before).await?;
    }
    Ok(toast(turn.words.toast_importance(&turn.words.importance(chosen))))
}

/// What became more important while somebody works on it rings once.
pub async fn tell_raised(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    before: Importance,
) -> Result<(), FlowError> {
    let at_work = matches!(incident.status, Status::Assigned | Status::InProgress | Status::Rework);
    if !at_work || incident.importance <= before {
        return Ok(());
    }
    let told = turn.at_work(incident).await?;
    let (zone, now) = (turn.zone(), turn.now);
    let message = |words: &Words| {
        let what = words.notice_raised(words.importance(incident.importance), incident.shown_number());
        let due = incident.due().map(|due| {
            let at = words.date_time(due, zone, now);
            match incident.term() {
                Some(term) => words.card_reply_due(at, words.term(term)),
                None => words.card_reply_due_set(at),
            }
        });
        let next = if incident.status == Status::Assigned {
            Button::press(words.button_accept(), &IncidentPress::Accept.of(incident.id))
        } else {
            Button::press(words.button_reply(), &IncidentPress::Write.of(incident.id))
        };
        Message::text(Html::lines([what].into_iter().chain(due))).with_keyboard(Keyboard::default().row([next]))
    };
    Ok(ask_others(turn, actor, told, incident, message).await?)
}
