//! 👌 and ✍️ за исполнителя: he does not use the bot, and told by telephone, in a letter or in person.

use super::reply::{begun, show, wait};
use super::{FlowError, Outcome, Turn, toast};
use crate::domain::detail::ActedFor;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{CameBy, Incident};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::ways::Action;
use crate::store::{people, replies};

/// Asks how it came, on the card.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, screen: Screen) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    let action = if screen == Screen::AcceptFor { Action::AcceptFor } else { Action::WriteFor };
    turn.decide(actor, action, &incident, None)?;
    let card = turn.show_card(actor, id, screen).await?;
    // Pressed under a short message, the card may be far above.
    if turn.pressed != card.message {
        turn.show_below(&card).await?;
    }
    Ok(toast(turn.words.toast_came_by()))
}

/// The recipient has accepted: nobody of the centre has it by that.
pub async fn accept(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, came_by: CameBy) -> Outcome {
    let mut incident = turn.visible(actor, id).await?;
    let to = turn.decide(actor, Action::AcceptFor, &incident, None)?;
    incident.accepted_at.get_or_insert(turn.now);
    let detail = acted_for(turn, &incident, came_by).await?;
    turn.show_card(actor, id, Screen::Main).await?;
    turn.record(actor.id, &mut incident, Action::AcceptFor, to, detail.as_deref()).await?;
    Ok(toast(turn.words.toast_accepted_for()))
}

/// The recipient's answer is written down, and goes its usual way.
pub async fn write(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, came_by: CameBy) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    turn.decide(actor, Action::WriteFor, &incident, None)?;
    let mut reply = begun(turn, actor, &incident).await?;
    reply.came_by = Some(came_by);
    replies::save(turn.tx, &reply, None).await?;
    turn.show_card(actor, id, Screen::Main).await?;
    let card = show(turn, actor, &reply).await?;
    turn.show_below(&card).await?;
    wait(turn, actor, &reply).await?;
    Ok(toast(turn.words.toast_write()))
}

/// For whom and how, as the history keeps it: the person who has it, else the unit.
pub async fn acted_for(turn: &mut Turn<'_>, incident: &Incident, came_by: CameBy) -> Result<Option<String>, FlowError> {
    let holder = match incident.assignee {
        Some(holder) => people::by_id(turn.tx, holder).await?.map(|person| person.name),
        None => None,
    };
    let whom = holder.or_else(|| incident.unit.as_ref().map(ToString::to_string));
    Ok(whom.map(|whom| ActedFor { came_by, whom }.to_string()))
}
