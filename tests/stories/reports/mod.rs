//! The digest, the rating, the heat map, and what is exported.

mod digest;
mod export;
mod groups;
mod rating;
mod year;

pub use export::sheet;

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::{Person, Shown};

use crate::world::World;

const GROUP: ChatId = ChatId(-501);

const DIGEST: &str = "\n[[digest]]\nedition = \"daily\"\nunit = \"adm\"\nat = \"09:00\"\n";

/// The head has bound the group to the digest.
async fn bound(w: &mut World) -> Result<()> {
    w.applies(&format!("{}{DIGEST}", include_str!("../../world/directory.toml"))).await?;
    let head = w.head_in_group().await?;
    head.writes("/bind");
    w.run_until_idle().await
}

impl World {
    /// The head in the group of the centre, to which the bot was added.
    async fn head_in_group(&mut self) -> Result<Person> {
        let group = self.telegram.group(GROUP, "МЦУ района");
        let head = self.head().person;
        group.adds_bot(&head);
        group.promotes_bot(&head);
        self.run_until_idle().await?;
        Ok(head.in_chat(GROUP))
    }

    /// What the bot has said in the group.
    fn in_group(&self) -> Vec<Shown> {
        self.telegram.messages(GROUP).into_iter().filter(Shown::is_from_bot).collect()
    }
}
