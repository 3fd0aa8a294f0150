//! Messages that wait until their sender has said where they belong. They are never lost without a word.

use super::question::LIFE;
use super::{Turn, draft, which};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::person::Person;
use crate::messenger::event::Message;
use crate::store::{StoreError, dialogs, people};

/// The messages that wait for the answer, in the order they came.
pub fn kept(dialog: &Dialog) -> Vec<Message> {
    dialog.held.as_deref().and_then(|held| serde_json::from_str(held).ok()).unwrap_or_default()
}

/// As they are kept. Plain values can always be written.
pub fn json(held: &[Message]) -> Option<String> {
    serde_json::to_string(held).ok()
}

/// Takes the messages, and this one with them, to ask about all of them anew.
pub async fn gather(
    turn: &mut Turn<'_>,
    dialog: Option<&Dialog>,
    message: &Message,
) -> Result<Option<String>, StoreError> {
    let mut held = Vec::new();
    if let Some(dialog) = dialog {
        held = kept(dialog);
        dialogs::hold(turn.tx, dialog.person, None).await?;
    }
    held.push(message.clone());
    Ok(json(&held))
}

/// Ends the question whose messages go where their sender has said.
pub async fn take(turn: &mut Turn<'_>, dialog: &Dialog) -> Result<Vec<Message>, StoreError> {
    dialogs::hold(turn.tx, dialog.person, None).await?;
    turn.end_question(dialog.person).await?;
    Ok(kept(dialog))
}

/// Another part of an album whose first part waits joins it without a new question.
pub async fn hold_more(
    turn: &mut Turn<'_>,
    actor: &Person,
    album: &str,
    message: &Message,
) -> Result<bool, StoreError> {
    let Some(dialog) = turn.open_question(actor.id).await? else { return Ok(false) };
    let mut held = kept(&dialog);
    if !held.iter().any(|part| part.album.as_deref() == Some(album)) {
        return Ok(false);
    }
    held.push(message.clone());
    dialogs::hold(turn.tx, actor.id, json(&held).as_deref()).await?;
    Ok(true)
}

/// A message that waits was edited; `false` when it does not wait.
pub async fn edit(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Result<bool, StoreError> {
    let Some(dialog) = turn.open_question(actor.id).await? else { return Ok(false) };
    let mut held = kept(&dialog);
    let Some(edited) = held.iter_mut().find(|kept| kept.id == message.id) else { return Ok(false) };
    edited.text.clone_from(&message.text);
    edited.attachments.clone_from(&message.attachments);
    dialogs::hold(turn.tx, actor.id, json(&held).as_deref()).await?;
    Ok(true)
}

/// Nobody says any more where they belong: posts become drafts, of anything else its sender is told.
pub async fn let_go(turn: &mut Turn<'_>, dialog: &Dialog) -> Result<(), StoreError> {
    let held = kept(dialog);
    if held.is_empty() {
        return Ok(());
    }
    dialogs::hold(turn.tx, dialog.person, None).await?;
    // Whoever has left holds no post.
    let person = people::by_id(turn.tx, dialog.person).await?.filter(|person| !person.posts.is_empty());
    let Some(person) = person else { return Ok(()) };
    if dialog.waits_for == WaitsFor::ReplyOrDraft && draft::brings_posts(&person) {
        draft::of_all(turn, &person, &held).await
    } else {
        which::tell_lost(turn, &person, &held).await
    }
}

/// Ends the questions that nobody has answered for a day and for whose answer messages wait.
pub async fn let_go_of_ended(turn: &mut Turn<'_>) -> Result<(), StoreError> {
    for person in dialogs::ended_holding(turn.tx, turn.now.minus(LIFE)).await? {
        turn.end_question(person).await?;
    }
    Ok(())
}
