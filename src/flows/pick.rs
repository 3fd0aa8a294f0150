//! The lists of topics and units on a card: opened, turned over, searched by what is typed.
//!
//! While a list is open the bot waits for words of it. The card shows what it waits for, so it asks nothing besides.

use super::{Outcome, Refusal, Turn, choose};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::person::Person;
use crate::domain::screen::{List, Screen};
use crate::domain::ways::Action;
use crate::messenger::html::cut;
use crate::messenger::outgoing::Toast;
use crate::store::cards;
use crate::store::dialogs::Question;

/// Longer words find nothing.
const LONGEST: usize = 60;

/// What is chosen from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Of {
    Topics,
    Units,
}

impl Of {
    const fn screen(self, list: List) -> Screen {
        match self {
            Self::Topics => Screen::Topics(list),
            Self::Units => Screen::Units(list),
        }
    }

    const fn waits_for(self) -> WaitsFor {
        match self {
            Self::Topics => WaitsFor::TopicWords,
            Self::Units => WaitsFor::UnitWords,
        }
    }
}

/// The whole list.
pub async fn open(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, of: Of) -> Outcome {
    show(turn, actor, id, of, List::default()).await
}

/// Another page of what is listed now.
pub async fn page(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, of: Of, page: u16) -> Outcome {
    let screen = cards::of_person(turn.tx, actor.id, id).await?.map(|card| card.screen);
    let words = match (of, screen) {
        (Of::Topics, Some(Screen::Topics(list))) | (Of::Units, Some(Screen::Units(list))) => list.words,
        _ => None,
    };
    show(turn, actor, id, of, List { page, words }).await
}

/// What was typed.
pub async fn typed(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let id = dialog.incident.ok_or(Refusal::QuestionGone)?;
    let of = if dialog.waits_for == WaitsFor::UnitWords { Of::Units } else { Of::Topics };
    show(turn, actor, id, of, List { page: 0, words: Some(cut(words, LONGEST)) }).await
}

/// The topics of one group.
pub async fn group(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, at: u16, page: u16) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    allowed(turn, actor, &incident, Of::Topics)?;
    let name = turn.directory().groups().get(usize::from(at)).map(|name| (*name).to_owned()).ok_or(Refusal::Retired)?;
    turn.show_card(actor, id, Screen::Group { name, page }).await?;
    wait(turn, actor, id, Of::Topics).await
}

async fn show(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, of: Of, list: List) -> Outcome {
    let incident = turn.visible(actor, id).await?;
    allowed(turn, actor, &incident, of)?;
    turn.show_card(actor, id, of.screen(list)).await?;
    wait(turn, actor, id, of).await
}

fn allowed(turn: &Turn<'_>, actor: &Person, incident: &Incident, of: Of) -> Result<(), Refusal> {
    match of {
        Of::Topics => turn.decide(actor, Action::ChangeTopic, incident, None).map(drop),
        Of::Units => choose::decide_unit(turn, actor, incident).map(drop),
    }
}

async fn wait(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, of: Of) -> Outcome {
    let open = turn.open_question(actor.id).await?;
    if !open.is_some_and(|dialog| dialog.waits_for == of.waits_for() && dialog.incident == Some(id)) {
        let question = Question { waits_for: of.waits_for(), incident: Some(id), reply: None, held: None };
        turn.wait_for(actor, &question).await?;
    }
    Ok(Toast::default())
}
