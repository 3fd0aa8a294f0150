//! `/start`, `/help`, `/cancel`, and the one line for strangers.

use super::turn::About;
use super::{Outcome, Turn, look};
use crate::domain::dialog::WaitsFor;
use crate::domain::ids::ChatId;
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::{Person, Role};
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Message, Toast};
use crate::store::outbox::Priority;
use crate::store::{StoreError, replies};

/// `/start`: who you are here, and what waits for you.
pub async fn start(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    super::welcome(turn, actor).await?;
    let mut roles: Vec<String> = Vec::new();
    for post in &actor.posts {
        let role = turn.words.role(post.role);
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let hello = turn.words.say_hello(&actor.name);
    let roles = turn.words.say_roles(roles.join(", "));
    let message = Message::text(Html::lines([hello, roles, Html::default(), guide(turn, actor)]));
    turn.say(actor.chat, &message).await?;
    look::waiting(turn, actor).await
}

/// `/help`: the main thing for each post, in one sentence.
pub async fn help(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let message = Message::text(guide(turn, actor));
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// A command this bot does not have.
pub async fn unknown_command(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let lines = [turn.words.say_unknown_command(), turn.words.say_help_commands()];
    turn.say(actor.chat, &Message::text(Html::lines(lines))).await?;
    Ok(Toast::default())
}

fn guide(turn: &Turn<'_>, actor: &Person) -> Html {
    let words = turn.words;
    let holds = |roles: &[Role]| roles.iter().any(|role| actor.holds(*role));
    let mut paragraphs = Vec::new();
    if holds(&[Role::Operator, Role::Coordinator, Role::Head]) {
        paragraphs.push(words.say_help_operator());
    }
    if holds(&[Role::Recipient, Role::Lead]) {
        paragraphs.push(words.say_help_recipient());
    }
    if holds(&[Role::Coordinator, Role::Head]) {
        paragraphs.push(words.say_help_coordinator());
    }
    if holds(&[Role::Media, Role::Coordinator, Role::Head]) {
        paragraphs.push(words.say_help_media());
    }
    if has_right(actor, Right::People) {
        paragraphs.push(words.say_help_people());
    }
    if holds(&[Role::Admin]) {
        paragraphs.push(words.say_help_admin());
    }
    paragraphs.push(words.say_help_commands());
    Html::trusted(paragraphs.iter().map(Html::as_str).collect::<Vec<_>>().join("\n\n"))
}

/// `/cancel`: whatever the bot waits for, it waits no more. A reply that was begun is thrown away.
pub async fn cancel(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let Some(dialog) = turn.open_question(actor.id).await? else {
        let message = Message::text(turn.words.say_nothing_to_cancel());
        turn.say(actor.chat, &message).await?;
        return Ok(Toast::default());
    };
    match dialog.reply.filter(|_| dialog.waits_for == WaitsFor::Reply) {
        Some(reply) if replies::load(turn.tx, reply).await?.is_some() => {
            super::reply::drop(turn, actor, reply).await?;
        }
        _ => turn.end_question(actor.id).await?,
    }
    let message = Message::text(turn.words.say_cancelled());
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// One polite line a day, with the number an administrator needs.
pub async fn stranger(turn: &mut Turn<'_>, chat: ChatId) -> Result<(), StoreError> {
    let day = turn.now.local(turn.zone()).date_naive();
    let message = Message::text(turn.words.say_stranger(chat.to_string()));
    turn.queue_once(format!("stranger:{chat}:{day}"), chat, &message, Priority::Notice, About::default()).await
}
