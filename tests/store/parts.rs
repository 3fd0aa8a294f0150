//! The messages a draft or a reply was made of.

use anyhow::Result;
use mcu_bot::domain::attachment::{Attachment, AttachmentKind};
use mcu_bot::domain::ids::{ChatId, IncidentId, MessageId, ReplyId};
use mcu_bot::domain::incident::{PartRole, ReplyKind};
use mcu_bot::store::parts::{self, Part};
use mcu_bot::store::replies;

use super::{NOON, Store, incident};
use crate::engines::both_engines;

fn photo(incident: IncidentId, reply: Option<ReplyId>, message: i64) -> Part {
    let attachment = Attachment { kind: AttachmentKind::Photo, file: format!("file-{message}"), name: None };
    Part {
        incident,
        reply,
        chat: ChatId(1001),
        message: MessageId(message),
        role: PartRole::Content,
        written_at: NOON,
        album: Some("album".to_owned()),
        text: "Яма 🕳".to_owned(),
        attachments: vec![attachment],
    }
}

both_engines! {
    async fn a_post_and_each_reply_keep_their_own_messages(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let incident = incident(&mut tx).await?;
        let reply = replies::begin(&mut tx, incident.id, incident.created_by, ReplyKind::Final, NOON).await?.id;
        let post = [photo(incident.id, None, 5), photo(incident.id, None, 4)];
        let answer = photo(incident.id, Some(reply), 9);
        for part in post.iter().chain([&answer]) {
            parts::add(&mut tx, part).await?;
        }
        assert_eq!(parts::of(&mut tx, incident.id, None).await?, post);
        assert_eq!(parts::of(&mut tx, incident.id, Some(reply)).await?, std::slice::from_ref(&answer));
        let again = replies::begin(&mut tx, incident.id, incident.created_by, ReplyKind::Final, NOON).await?.id;
        parts::copy(&mut tx, incident.id, reply, again).await?;
        assert_eq!(parts::of(&mut tx, incident.id, Some(again)).await?, [Part { reply: Some(again), ..answer.clone() }]);
        parts::clear_words(&mut tx, reply).await?;
        let wordless = Part { text: String::new(), ..answer };
        assert_eq!(parts::of(&mut tx, incident.id, Some(reply)).await?, std::slice::from_ref(&wordless));
        parts::clear_files(&mut tx, reply).await?;
        assert_eq!(parts::of(&mut tx, incident.id, Some(reply)).await?, [Part { attachments: Vec::new(), ..wordless }]);
        parts::clear_words(&mut tx, reply).await?;
        assert_eq!(parts::of(&mut tx, incident.id, Some(reply)).await?, [], "neither words nor files are left");
        assert_eq!(parts::of(&mut tx, incident.id, None).await?, post);
        Ok(())
    }

    async fn an_album_is_known_by_its_newest_message(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let incident = incident(&mut tx).await?;
        let first = photo(incident.id, None, 5);
        parts::add(&mut tx, &first).await?;
        assert_eq!(parts::of_album(&mut tx, ChatId(1001), "album").await?, Some(first));
        let second = photo(incident.id, None, 6);
        parts::add(&mut tx, &second).await?;
        assert_eq!(parts::of_album(&mut tx, ChatId(1001), "album").await?, Some(second));
        assert_eq!(parts::of_album(&mut tx, ChatId(1002), "album").await?, None);
        assert_eq!(parts::of_album(&mut tx, ChatId(1001), "other").await?, None);
        Ok(())
    }

    async fn a_part_is_found_by_its_message_and_changed(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let incident = incident(&mut tx).await?;
        let (first, second) = (photo(incident.id, None, 5), photo(incident.id, None, 7));
        parts::add(&mut tx, &first).await?;
        parts::add(&mut tx, &second).await?;
        let edited = Part { text: "Уже засыпали".to_owned(), role: PartRole::Note, attachments: Vec::new(), ..second };
        parts::save(&mut tx, &edited).await?;
        assert_eq!(parts::of_message(&mut tx, ChatId(1001), MessageId(7)).await?, Some(edited));
        assert_eq!(parts::of_message(&mut tx, ChatId(1002), MessageId(7)).await?, None);
        assert_eq!(parts::before(&mut tx, ChatId(1001), MessageId(7)).await?, Some(first));
        assert_eq!(parts::before(&mut tx, ChatId(1001), MessageId(5)).await?, None);
        Ok(())
    }
}
