//! Which flow an update belongs to: it only selects; permission and answer stay with the flow.

mod pressed;
mod said;
pub(super) mod start;

use super::{Outcome, Turn, edit, greet, groups, invite, joining};
use crate::domain::invite::{Asked, Door};
use crate::domain::person::Person;
use crate::messenger::event::{ChatKind, Event, Message, Sender, What};
use crate::messenger::outgoing::Toast;

/// Handles one update.
pub async fn route(turn: &mut Turn<'_>, event: &Event) -> Outcome {
    let Some(chat) = &event.chat else { return Ok(Toast::default()) };
    if let What::Migrated(to) = event.what {
        joining::moved(turn, chat.id, to).await?;
    }
    let Some(sender) = event.sender.as_ref().filter(|sender| !sender.is_bot) else { return Ok(Toast::default()) };
    // Nothing said in a group is ever content.
    if chat.kind != ChatKind::Private {
        match (chat.kind, &event.what) {
            (ChatKind::Group, What::Message(message)) => groups::said(turn, chat, sender, message).await?,
            (ChatKind::Group, What::Reachable(there)) => groups::reachable(turn, chat.id, *there).await?,
            _ => {}
        }
        return Ok(Toast::default());
    }
    let roster = turn.tx.roster().await?;
    let person = roster.by_chat(sender.account).map(|person| roster.standing_in(person));
    match (person, &event.what) {
        (Some(person), what) => known(turn, &person, what).await,
        (None, What::Message(message)) => stranger(turn, sender, message).await,
        (None, What::Press(_)) => Ok(super::toast(turn.words.toast_stranger())),
        (None, _) => Ok(Toast::default()),
    }
}

/// An invite lets strangers in; to anything else they say there is one line.
async fn stranger(turn: &mut Turn<'_>, sender: &Sender, message: &Message) -> Outcome {
    let door = message.text.strip_prefix("/start ").filter(|_| message.origin.is_none()).and_then(Door::read);
    if let Some(door) = door {
        let visitor = Asked { chat: sender.account, name: sender.name.clone() };
        return invite::enter(turn, &visitor, None, door).await;
    }
    greet::stranger(turn, sender.account).await?;
    Ok(Toast::default())
}

async fn known(turn: &mut Turn<'_>, person: &Person, what: &What) -> Outcome {
    turn.speak_to(person);
    if matches!(what, What::Message(_) | What::Reachable(true)) {
        joining::here(turn, person).await?;
    }
    match what {
        What::Message(message) => said::said(turn, person, message).await,
        What::Press(press) => {
            turn.pressed = press.message;
            pressed::pressed(turn, person, press).await
        }
        What::Reachable(true) => {
            joining::welcome(turn, person).await?;
            Ok(Toast::default())
        }
        What::Reachable(false) => {
            joining::lost(turn, person).await?;
            Ok(Toast::default())
        }
        What::Edited(message) => {
            edit::edited(turn, person, message).await?;
            Ok(Toast::default())
        }
        What::Migrated(_) | What::Other => Ok(Toast::default()),
    }
}
