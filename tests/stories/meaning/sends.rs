//! The messages of the table.

use anyhow::{Context, Result, bail};
use mcu_bot::domain::ids::{IncidentId, MessageId};
use mcu_bot::emulator::Origin;
use mcu_bot::messenger::event::AttachmentKind;
use serde_json::json;

use super::stage::Stage;
use crate::world::{photo, posts};

/// No word of it is in the directory, and it names no incident.
const WORDS: &str = "Посмотрите, что там происходит";

/// What must be there before the message can be sent: an earlier message, which means something itself.
pub async fn prepare(stage: &mut Stage<'_>, message: &str) -> Result<Option<MessageId>> {
    Ok(match message {
        "reply to draft card" => Some(stage.card_of(stage.draft).await?),
        "reply to incident card" => Some(stage.card_of(stage.incident).await?),
        "reply to old card" => Some(stage.old_card),
        "reply to notice" => Some(stage.notice.context("no notice")?),
        "reply to own message" => Some(stage.own),
        "later of album" => {
            let content = album_part(stage, true);
            stage.person.sends(content);
            stage.rests().await?;
            None
        }
        "edited" => {
            let id = stage.person.writes(WORDS);
            stage.rests().await?;
            Some(id)
        }
        _ => None,
    })
}

pub async fn send(stage: &mut Stage<'_>, message: &str, earlier: Option<MessageId>) -> Result<()> {
    let person = stage.person.clone();
    match message {
        "command" => _ = person.writes("/help"),
        "unknown command" => _ = person.writes("/nothing"),
        "text" => _ = person.writes(WORDS),
        "forward from channel" => {
            let origin = stage.world.operator().origin(posts::RIDDLE);
            person.forwards(&origin, WORDS);
        }
        "forward from hidden" => _ = person.forwards(&Origin::HiddenUser("Житель".to_owned()), WORDS),
        "first of album" => _ = person.sends(album_part(stage, true)),
        "later of album" => _ = person.sends(album_part(stage, false)),
        "photo with caption" => _ = person.sends_photo(WORDS),
        "document" => _ = person.sends_document("акт.pdf", ""),
        "voice" => _ = person.sends_file(AttachmentKind::Voice, "voice.ogg", b"a voice".to_vec(), ""),
        "location" => _ = person.sends(json!({ "location": { "latitude": 48.28, "longitude": 46.17 } })),
        "contact" => _ = person.sends(json!({ "contact": { "phone_number": "+79270000000", "first_name": "Иван" } })),
        "sticker" => _ = person.sends_file(AttachmentKind::Sticker, "sticker.webp", b"a sticker".to_vec(), ""),
        "edited" => person.edits(earlier.context("nothing to edit")?, "Посмотрите ещё раз"),
        "service message" => _ = person.sends(json!({ "pinned_message": { "message_id": 1, "text": WORDS } })),
        reply if reply.starts_with("reply to") => _ = person.replies(earlier.context("nothing to reply to")?, WORDS),
        unknown => bail!("what is «{unknown}»?"),
    }
    stage.rests().await
}

fn album_part(stage: &mut Stage<'_>, first: bool) -> serde_json::Value {
    if first {
        stage.albums += 1;
    }
    let mut part = photo(&stage.world.telegram, if first { WORDS } else { "" });
    part["media_group_id"] = json!(format!("of-the-table-{}", stage.albums));
    part
}

impl Stage<'_> {
    /// The message that is this person's card of the incident.
    async fn card_of(&self, incident: IncidentId) -> Result<MessageId> {
        let mut tx = self.world.db.read().await?;
        let card = mcu_bot::store::cards::of_person(&mut tx, self.id, incident).await?;
        tx.rollback().await?;
        card.and_then(|card| card.message).with_context(|| format!("no card of incident {incident}"))
    }
}
