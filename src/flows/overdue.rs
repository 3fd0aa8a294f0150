//! `/overdue`: what has passed its term, the longest first, of what the person sees.

use super::waiting::{lines, turned};
use super::{Outcome, Turn, toast};
use crate::cards::{Page, list};
use crate::domain::person::Person;
use crate::domain::visibility::visible_units;
use crate::messenger::callback::IncidentsPress;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::StoreError;
use crate::store::lists::{self, PAGE, Sees};

pub async fn show(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let (message, _) = drawn(turn, actor, 1).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another page, or the same anew, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, page: u32) -> Outcome {
    let (message, page) = drawn(turn, actor, page).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turned(turn.words, page)))
}

async fn drawn(turn: &mut Turn<'_>, actor: &Person, asked: u32) -> Result<(Message, Page), StoreError> {
    let sees = Sees::from(&visible_units(actor, turn.directory()));
    let total = lists::count_overdue(turn.tx, &sees, turn.now).await?;
    let page = Page::of(asked, total, PAGE);
    let rows = lists::overdue(turn.tx, &sees, turn.now, page.number).await?;
    let known = turn.known.clone();
    let lines = lines(turn, &known.directory, actor);
    let buttons = rows.iter().map(|(incident, since)| lines.late(incident, *since)).collect();
    let text = if total == 0 { turn.words.say_nothing_overdue() } else { turn.words.say_overdue(total) };
    Ok((list(text, buttons, page, IncidentsPress::Overdue, turn.words), page))
}
