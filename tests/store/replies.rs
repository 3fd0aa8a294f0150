//! Every version of every answer.

use anyhow::Result;
use mcu_bot::domain::incident::{Reply, ReplyKind, ReplyState};
use mcu_bot::store::{StoreError, Tx, replies};

use super::{NOON, Store, incident, later, recipient};
use crate::engines::both_engines;

async fn written(tx: &mut Tx) -> Result<Reply> {
    let incident = incident(tx).await?.id;
    let author = recipient(tx).await?;
    Ok(replies::begin(tx, incident, author, ReplyKind::Interim, NOON).await?)
}

both_engines! {
    async fn a_reply_is_kept_whole_from_its_first_word(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let begun = written(&mut tx).await?;
        assert_eq!((begun.state, begun.kind, begun.text.as_str()), (ReplyState::Writing, ReplyKind::Interim, ""));
        assert_eq!(replies::being_written(&mut tx, begun.incident, begun.author).await?, Some(begun.clone()));
        let returned = Reply {
            state: ReplyState::Returned,
            text: "Засыпали".to_owned(),
            return_reason: Some("Нет фото".to_owned()),
            sent_at: Some(later(1)),
            ..begun.clone()
        };
        let decided = Some((begun.author, later(2)));
        replies::save(&mut tx, &returned, decided).await?;
        assert_eq!(replies::load(&mut tx, begun.id).await?, Some(Reply { version: 2, ..returned }));
        assert_eq!(replies::being_written(&mut tx, begun.incident, begun.author).await?, None);
        Ok(())
    }

    async fn a_reply_changed_meanwhile_is_a_conflict(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let seen = written(&mut tx).await?;
        replies::save(&mut tx, &Reply { state: ReplyState::Review, ..seen.clone() }, None).await?;
        let late = replies::save(&mut tx, &Reply { state: ReplyState::Withdrawn, ..seen.clone() }, None).await;
        assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        assert_eq!(replies::load(&mut tx, seen.id).await?.unwrap().state, ReplyState::Review);
        Ok(())
    }

    async fn the_latest_sent_reply_is_not_one_being_written(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let first = written(&mut tx).await?;
        assert_eq!(replies::latest_sent(&mut tx, first.incident).await?, None);
        let sent = Reply { state: ReplyState::Review, sent_at: Some(later(1)), ..first };
        replies::save(&mut tx, &sent, None).await?;
        let second = replies::begin(&mut tx, sent.incident, sent.author, ReplyKind::Final, later(2)).await?;
        let latest = replies::latest_sent(&mut tx, sent.incident).await?;
        assert_eq!(latest, Some(Reply { version: 2, ..sent.clone() }));
        assert_eq!(replies::being_written(&mut tx, sent.incident, sent.author).await?, Some(second));
        Ok(())
    }
}
