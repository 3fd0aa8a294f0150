//! `/start`, `/help`, `/cancel`, and the one line for strangers.

use super::turn::About;
use super::{Outcome, Turn, commands, question, waiting};
use crate::domain::dialog::WaitsFor;
use crate::domain::ids::ChatId;
use crate::domain::person::{Person, Role};
use crate::i18n::Words;
use crate::messenger::callback::IncidentsPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::outbox::Priority;
use crate::store::{StoreError, replies};

/// `/start`: who you are here, and the one next thing.
pub async fn start(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    super::welcome(turn, actor).await?;
    let mut roles: Vec<String> = Vec::new();
    for post in &actor.posts {
        let role = turn.words.role(post.role);
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let words = turn.words;
    let mut lines = vec![words.say_hello(&actor.name), words.say_roles(roles.join(", "))];
    lines.extend([words.say_start_help(), Html::default()]);
    let mut keyboard = Keyboard::default();
    match waiting::first(turn, actor).await? {
        Some((line, count)) => {
            lines.push(turn.words.say_start_waits(count));
            let all = Button::press(turn.words.button_all(), &IncidentsPress::Waiting.page(1));
            keyboard = keyboard.row([line]).row((count > 1).then_some(all));
        }
        None => lines.extend(examples(turn.words, actor).into_iter().take(1)),
    }
    turn.say(actor.chat, &Message::text(Html::lines(lines)).with_keyboard(keyboard)).await?;
    Ok(Toast::default())
}

/// `/help`: the main thing for each post, in one sentence, and the commands the person has.
pub async fn help(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let mut paragraphs = examples(turn.words, actor);
    paragraphs.push(commands::listed(turn, actor));
    let text = Html::trusted(paragraphs.iter().map(Html::as_str).collect::<Vec<_>>().join("\n\n"));
    turn.say(actor.chat, &Message::text(text)).await?;
    Ok(Toast::default())
}

type Tells = fn(&Words) -> Html;

/// For each post, what to do; the first thing first.
fn examples(words: &Words, actor: &Person) -> Vec<Html> {
    use Role::{Admin, Chief, Coordinator, Curator, Head, Lead, Media, Observer, Operator, Recipient};
    let all: [(&[Role], Tells); 8] = [
        (&[Operator, Coordinator, Head], Words::say_help_operator),
        (&[Recipient, Lead], Words::say_help_recipient),
        (&[Lead], Words::say_help_lead),
        (&[Coordinator, Head], Words::say_help_coordinator),
        (&[Media, Coordinator, Head], Words::say_help_media),
        (&[Curator, Chief, Observer], Words::say_help_observer),
        (&[Admin, Head, Lead], Words::say_help_people),
        (&[Admin], Words::say_help_admin),
    ];
    let held = all.iter().filter(|(roles, _)| roles.iter().any(|role| actor.holds(*role)));
    held.map(|(_, tells)| tells(words)).collect()
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
        _ => question::give_up(turn, actor, &dialog).await?,
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
