//! Every version of every answer.

use anyhow::Result;
use mcu_bot::domain::incident::{Mark, Reply, ReplyKind, ReplyState};
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

    async fn a_reply_being_written_is_not_sent(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let first = written(&mut tx).await?;
        assert_eq!(replies::sent(&mut tx, first.incident).await?, []);
        let sent = Reply { state: ReplyState::Review, sent_at: Some(later(1)), ..first };
        replies::save(&mut tx, &sent, None).await?;
        let second = replies::begin(&mut tx, sent.incident, sent.author, ReplyKind::Final, later(2)).await?;
        let all = replies::sent(&mut tx, sent.incident).await?;
        assert_eq!(all, [Reply { version: 2, ..sent.clone() }]);
        assert_eq!(replies::being_written(&mut tx, sent.incident, sent.author).await?, Some(second));
        Ok(())
    }
    async fn the_newest_version_is_the_one_sent_last(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let begun_first = written(&mut tx).await?;
        let begun_later =
            replies::begin(&mut tx, begun_first.incident, begun_first.author, ReplyKind::Final, later(1)).await?;
        for (reply, at) in [(&begun_later, later(2)), (&begun_first, later(3))] {
            let sent = Reply { state: ReplyState::Returned, sent_at: Some(at), ..reply.clone() };
            replies::save(&mut tx, &sent, None).await?;
        }
        let sent = replies::sent(&mut tx, begun_first.incident).await?;
        assert_eq!(sent.iter().map(|reply| reply.id).collect::<Vec<_>>(), [begun_later.id, begun_first.id]);
        Ok(())
    }

    async fn a_mark_leaves_the_version_as_it_is(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let reply = written(&mut tx).await?;
        for mark in [Some(Mark::None), Some(Mark::Full), None] {
            replies::rate(&mut tx, reply.id, mark).await?;
            assert_eq!(replies::load(&mut tx, reply.id).await?, Some(Reply { mark, ..reply.clone() }));
        }
        replies::rate(&mut tx, reply.id, Some(Mark::Partly)).await?;
        replies::save(&mut tx, &reply, None).await?;
        let saved = replies::load(&mut tx, reply.id).await?.unwrap();
        assert_eq!(saved.mark, Some(Mark::Partly), "a decision made beside it does not take the mark away");
        Ok(())
    }
}
