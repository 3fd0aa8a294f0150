//! Links into the private chat, guessed and broken.

use anyhow::{Result, ensure};
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::person::Person;
use mcu_bot::store::people;

use super::{Cases, words};
use crate::chance::Random;
use crate::engines::{Engine, tell};
use crate::world::World;

const KINDS: [&str; 14] =
    ["i_", "c_", "n_", "d_", "my", "digest", "overdue", "heat", "rating", "i", "c", "_", "x_", "I_"];

/// Everybody without what they say of themselves.
async fn everybody(w: &World) -> Result<Vec<Person>> {
    let mut tx = w.db.read().await?;
    let people = people::all(&mut tx).await?;
    tx.rollback().await?;
    Ok(people.into_iter().map(|person| Person { language: None, ..person }).collect())
}

/// A good link of another kind, broken, or made up.
fn forged(random: &mut Random, good: &str) -> String {
    let kind = random.pick(&KINDS).copied().unwrap_or_default();
    let code = good.split_once('_').map_or(good, |(_, code)| code);
    match random.below(6) {
        0 => format!("{kind}{code}"),
        1 => format!("{kind}{}", words::text(random)),
        2 => format!("{kind}{:032x}", u128::from(random.below(usize::MAX) as u64) << 60),
        3 => good.to_uppercase(),
        4 => format!("{kind}{}", random.below(3)),
        _ => words::broken(random, good),
    }
}

async fn nobody_gets_in(engine: Engine, mut random: Random, links: usize) -> Result<()> {
    let mut w = World::open(engine).await?;
    w.admin().writes("/invite").await?;
    w.admin().presses("ответственный получатель").await?;
    w.admin().presses("➡️ Дальше").await?;
    w.admin().presses("Дороги").await?;
    let good = w.admin().link()?;
    let before = everybody(&w).await?;
    for at in 0..links {
        let link = forged(&mut random, &good);
        // No text keeps a zero.
        if link.replace('\0', "").trim() == good {
            continue;
        }
        let who = if random.percent(30) { ChatId(1021) } else { ChatId(3000 + i64::try_from(at % 20)?) };
        w.somebody(who).opens(&link).await?;
        let errors = World::take_errors();
        ensure!(errors.is_empty(), "{who:?} opened {link:?}: {errors:?}");
        ensure!(everybody(&w).await? == before, "{who:?} got in by {link:?}");
    }
    w.somebody(ChatId(2999)).opens(&good).await?;
    ensure!(everybody(&w).await?.len() == before.len() + 1, "the good link lets in");
    w.finish().await
}

#[test]
fn no_forged_link_lets_anybody_in() -> Result<()> {
    for (at, random) in Cases::new("links", 2).enumerate() {
        tell(async {
            let engine = if at % 2 == 0 { Engine::sqlite().await? } else { Engine::postgres().await? };
            Box::pin(nobody_gets_in(engine, random, 40)).await
        })?;
    }
    Ok(())
}
