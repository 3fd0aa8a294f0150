//! Groups: nothing said there is content, a reason or a reply. Who addresses the bot is sent to the private chat.

use std::time::Duration;

use super::turn::About;
use super::{Turn, reports};
use crate::domain::ids::ChatId;
use crate::domain::person::Role;
use crate::messenger::event::{Chat, Message, Sender};
use crate::messenger::outgoing::{Button, ButtonAction, Keyboard, Message as Outgoing};
use crate::store::outbox::Priority;
use crate::store::{StoreError, digests, groups, people};

/// «Напишите мне лично» is said at most once in this time to one group.
const QUIET: Duration = Duration::from_secs(60 * 60);

/// Somebody said something in a group.
pub async fn said(turn: &mut Turn<'_>, chat: &Chat, sender: &Sender, message: &Message) -> Result<(), StoreError> {
    let group = chat.id;
    if !addresses_us(message, turn.known.bot.as_deref()) {
        return Ok(());
    }
    if let Some(command) = message.text.strip_prefix('/')
        && let Some(person) = people::by_chat(turn.tx, sender.account).await?
        && reports::in_group(turn, &person, group, chat.title.as_deref().unwrap_or_default(), command).await?
    {
        return Ok(());
    }
    if !groups::may_be_told(turn.tx, group, turn.now, turn.now.minus(QUIET)).await? {
        return Ok(());
    }
    let link =
        turn.private_chat("my").map(|url| Button { label: turn.words.button_private(), does: ButtonAction::Url(url) });
    let answer = Outgoing::text(turn.words.say_write_privately()).with_keyboard(Keyboard::default().row(link));
    turn.queue(group, &answer, Priority::Notice, About::default()).await
}

/// The bot was added to a group, or thrown out of it: those who bind groups hear that its digest ends.
pub async fn reachable(turn: &mut Turn<'_>, group: ChatId, there: bool) -> Result<(), StoreError> {
    if there {
        people::reachable(turn.tx, group).await?;
        return Ok(());
    }
    people::unreachable(turn.tx, group, "thrown out", turn.now).await?;
    let Some(gone) = digests::unbind(turn.tx, group).await? else { return Ok(()) };
    for person in turn.holders(&[Role::Admin, Role::Head, Role::Coordinator]).await? {
        let message = Outgoing::text(turn.words_of(&person).say_group_gone(&gone.title));
        turn.queue(person.chat, &message, Priority::Notice, About::default()).await?;
    }
    Ok(())
}

/// A command that names no other bot, a mention of ours, or a reply to what we said.
fn addresses_us(message: &Message, bot: Option<&str>) -> bool {
    if message.origin.is_some() {
        return false;
    }
    if message.reply_to.as_ref().is_some_and(|replied| replied.ours) {
        return true;
    }
    let ours = |name: &str| bot.is_some_and(|bot| name.eq_ignore_ascii_case(bot));
    match message.text.strip_prefix('/') {
        Some(command) => {
            let command = command.split(char::is_whitespace).next().unwrap_or_default();
            command.split_once('@').is_none_or(|(_, name)| ours(name))
        }
        None => mentions(&message.text).any(ours),
    }
}

/// Names behind an `@`.
fn mentions(text: &str) -> impl Iterator<Item = &str> {
    let of_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    text.split('@').skip(1).map(move |rest| rest.split(|sign| !of_name(sign)).next().unwrap_or_default())
}

impl Turn<'_> {
    /// A link that opens the private chat with the bot; `None` while the messenger has not told our name.
    pub fn private_chat(&self, payload: &str) -> Option<String> {
        self.known.bot.as_ref().map(|bot| format!("https://t.me/{bot}?start={payload}"))
    }
}
