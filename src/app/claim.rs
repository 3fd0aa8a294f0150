//! `mcu-bot claim`: the link of the first administrator, for the terminal and nowhere else.

use std::time::Duration;

use super::commands::{Failure, client};
use super::settings::{BotSettings, Environment};
use crate::clock::Clock;
use crate::domain::invite::{Code, Door, Offer};
use crate::domain::person::Role;
use crate::random::Random;
use crate::store::{Db, directory, invites, people};
use crate::telegram::gateway::TelegramMessenger;

/// How long the link is good.
const LIFE: Duration = Duration::from_secs(60 * 60);

/// Makes the link, unless there is an administrator.
pub async fn claim(db: &Db, clock: &Clock, random: &Random, environment: &Environment) -> Result<String, Failure> {
    let (now, code) = (clock.now(), Code::new(random.bits()));
    let offer = Offer { roles: vec![Role::Admin], ..Offer::default() };
    let mut tx = db.begin().await?;
    if !people::with_role(&mut tx, Role::Admin).await?.is_empty() {
        return Err(Failure::Claimed);
    }
    let known = directory::bot(&mut tx).await?;
    invites::claim(&mut tx, &code.hash(), &offer, now, now.plus(LIFE)).await?;
    tx.commit().await?;
    let bot = match known {
        Some(bot) => bot,
        None => ask_name(environment).await?,
    };
    Ok(Door::Claim(code).link(&bot))
}

/// A bot that has never run does not know its name yet.
async fn ask_name(environment: &Environment) -> Result<String, Failure> {
    let client = client(&BotSettings::read(environment).map_err(Failure::Settings)?)?;
    Ok(TelegramMessenger::new(client).get_me().await.map_err(Failure::NoName)?.username)
}
