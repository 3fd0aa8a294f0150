//! `/units`: the tree, who answers in each unit and what is open there.

use super::people::demand_right;
use super::{FlowError, Outcome, Refusal, Turn, invite};
use crate::cards::{Roll, UnitLine, page_of_unit, unit_screen, units_list};
use crate::domain::directory::Unit;
use crate::domain::ids::UnitCode;
use crate::domain::person::{Listed, Person, Reach, Role};
use crate::domain::visibility::sees_people_of;
use crate::messenger::outgoing::Toast;
use crate::store::{StoreError, incidents, people};

/// The tree, on one of its pages.
pub async fn list(turn: &mut Turn<'_>, actor: &Person, page: u16) -> Outcome {
    demand_right(actor)?;
    let known = turn.known.clone();
    let listed = people::listed(turn.tx).await?;
    let lines = lines(turn, actor, &known.directory.tree(), &listed).await?;
    let message = units_list(&lines, page, turn.words);
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// What the actor sees of the tree.
async fn lines<'a>(
    turn: &mut Turn<'_>,
    actor: &Person,
    tree: &[(&'a Unit, usize)],
    listed: &[Listed],
) -> Result<Vec<UnitLine<'a>>, StoreError> {
    let open = incidents::count_open_by_unit(turn.tx).await?;
    let open_of = |unit: &Unit| open.iter().find(|(code, _)| *code == unit.code).map_or(0, |(_, count)| *count);
    let seen: Vec<_> = tree.iter().filter(|(unit, _)| sees_people_of(actor, Some(&unit.code))).collect();
    // A lead sees the own unit as if it stood alone.
    let top = seen.iter().map(|(_, depth)| *depth).min().unwrap_or(0);
    Ok(seen
        .into_iter()
        .map(|(unit, depth)| {
            let answering = answering(unit, listed);
            let staffed = answering.iter().any(|listed| listed.reach == Reach::Reached);
            UnitLine { unit, depth: *depth - top, people: answering.len(), staffed, open: open_of(unit) }
        })
        .collect())
}

/// Its recipients, or where it has none its leads: as `Roster::answering` tells of one unit.
fn answering<'a>(unit: &Unit, listed: &'a [Listed]) -> Vec<&'a Listed> {
    let holding = |role: Role| {
        let holds = move |listed: &&Listed| listed.person.units_as(role).any(|own| *own == unit.code);
        listed.iter().filter(holds).collect::<Vec<_>>()
    };
    let recipients = holding(Role::Recipient);
    if recipients.is_empty() { holding(Role::Lead) } else { recipients }
}

/// One unit with its people.
pub async fn show(turn: &mut Turn<'_>, actor: &Person, code: UnitCode, page: u16) -> Outcome {
    demand_seen(turn, actor, &code)?;
    let known = turn.known.clone();
    let listed = people::listed(turn.tx).await?;
    let lines = lines(turn, actor, &known.directory.tree(), &listed).await?;
    let line = lines.iter().find(|line| line.unit.code == code).ok_or(Refusal::NoSuchUnit)?;
    let roll = Roll::of(&listed, &known.directory, |unit| unit == Some(&code));
    let message = unit_screen(line, &roll, page, page_of_unit(&lines, &code), turn.words);
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// ✉️ Пригласить into this unit.
pub async fn invite(turn: &mut Turn<'_>, actor: &Person, code: UnitCode) -> Outcome {
    demand_seen(turn, actor, &code)?;
    invite::begin(turn, actor, Some(code)).await
}

/// What one may not see does not exist.
fn demand_seen(turn: &Turn<'_>, actor: &Person, code: &UnitCode) -> Result<(), FlowError> {
    demand_right(actor)?;
    let there = turn.directory().unit(code).is_some() && sees_people_of(actor, Some(code));
    if there { Ok(()) } else { Err(Refusal::NoSuchUnit.into()) }
}
