//! What stands behind `/start`: a link into the private chat says where it leads. Hostile, like all that comes in.

use crate::domain::ids::DigestId;
use crate::domain::incident::Number;
use crate::domain::invite::{Asked, Door};
use crate::domain::person::Person;
use crate::flows::{Outcome, Turn, greet, invite, look, overdue, reports, waiting};

/// Where a link leads.
enum Payload {
    /// A plain Start, or a link nobody of us has made.
    Nothing,
    /// `my`: what waits.
    Waiting,
    /// `n_2026-000123`: a card.
    Card(Number),
    /// `digest`, `d_17`: every line of a digest.
    Digest(Option<DigestId>),
    /// `overdue`.
    Overdue,
    /// `heat`.
    Heat,
    /// `rating`.
    Rating,
    /// `i_…`, `c_…`: an invite, or the claim of the first administrator.
    Door(Door),
}

impl Payload {
    fn read(payload: &str) -> Self {
        match payload.split_once('_') {
            Some(("n", number)) => number.parse().map_or(Self::Nothing, Self::Card),
            Some(("d", id)) => id.parse().map_or(Self::Nothing, |id| Self::Digest(Some(DigestId(id)))),
            None if payload == "my" => Self::Waiting,
            None if payload == "digest" => Self::Digest(None),
            None if payload == "overdue" => Self::Overdue,
            None if payload == "heat" => Self::Heat,
            None if payload == "rating" => Self::Rating,
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
        Payload::Digest(id) => reports::full(turn, actor, id).await,
        Payload::Overdue => overdue::show(turn, actor).await,
        Payload::Heat => reports::heatmap(turn, actor, "").await,
        Payload::Rating => reports::rating(turn, actor, "").await,
        Payload::Door(door) => {
            let visitor = Asked { chat: actor.chat, name: actor.name.clone() };
            invite::enter(turn, &visitor, Some(actor), door).await
        }
    }
}
