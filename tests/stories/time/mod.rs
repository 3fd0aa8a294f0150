//! What the clock does, with nobody pressing anything: the clock of the story moves, the bot ticks.

mod escalation;
mod idle;
mod outage;
mod reminders;
mod rules;

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;

use crate::world::{Actor, World};

const LEAD: ChatId = ChatId(1013);
const CURATOR: ChatId = ChatId(1041);

/// The centre with somebody on every rung above «Дороги».
async fn with_ladder(w: &mut World) -> Result<()> {
    let directory = include_str!("../../world/directory.toml")
        .replace("short = \"Дороги\"\n", "short = \"Дороги\"\nsphere = \"housing\"\n");
    let ladder = "
        [[sphere]]
        code = \"housing\"
        name = \"ЖКХ, дороги, благоустройство\"
        [[person]]
        telegram_id = 1013
        name = \"Начальник дорог\"
        roles = [\"lead\"]
        unit = \"roads\"
        [[person]]
        telegram_id = 1041
        name = \"Заместитель главы\"
        roles = [\"curator\"]
        sphere = \"housing\"
    ";
    w.applies(&format!("{directory}\n{ladder}")).await?;
    for person in [LEAD, CURATOR] {
        w.somebody(person).starts().await?;
    }
    w.forget_chats();
    Ok(())
}

fn lead(w: &mut World) -> Actor<'_> {
    w.somebody(LEAD)
}

fn curator(w: &mut World) -> Actor<'_> {
    w.somebody(CURATOR)
}
