//! What stands behind `/start`: a link into the private chat says where it leads. Hostile, like all that comes in.

use crate::domain::incident::Number;
use crate::domain::invite::{Asked, Door};
use crate::domain::person::Person;
use crate::flows::{Outcome, Turn, greet, invite, look, waiting};

/// Where a link leads.
enum Payload {
    /// A plain Start, or a link nobody of us has made.
    Nothing,
    /// `my`: what waits.
    Waiting,
    /// `n_2026-000123`: a card.
    Card(Number),
    /// `i_…`, `c_…`: an invite, or the claim of the first administrator.
    Door(Door),
}

impl Payload {
    fn read(payload: &str) -> Self {
        match payload.split_once('_') {
            Some(("n", number)) => number.parse().map_or(Self::Nothing, Self::Card),
            None if payload == "my" => Self::Waiting,
            _ => Door::read(payload).map_or(Self::Nothing, Self::Door),
        }
    }
}

pub async fn start(turn: &mut Turn<'_>, actor: &Person, payload: &str) -> Outcome {
    match Payload::read(payload.trim()) {
        Payload::Nothing => greet::start(turn, actor).await,
        Payload::Waiting => {
            crate::flows::welcome(turn, actor).await?;
            waiting::show(turn, actor).await
        }
        Payload::Card(number) => {
            crate::flows::welcome(turn, actor).await?;
            look::by_number(turn, actor, &number.to_string()).await
        }
        Payload::Door(door) => {
            let visitor = Asked { chat: actor.chat, name: actor.name.clone() };
            invite::enter(turn, &visitor, Some(actor), door).await
        }
    }
}
