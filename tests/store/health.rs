//! How much waits and since when: of what can leave, and along the indexes.

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, MessageId, UpdateId};
use mcu_bot::domain::incident::Status;
use mcu_bot::store::health::{self, Queue};
use mcu_bot::store::inbox::{self, Incoming};
use mcu_bot::store::lead::Epoch;
use mcu_bot::store::outbox::{self, Draft, Due, Priority};
use mcu_bot::store::{Tx, incidents, people};

use super::{NOON, Store, card, draft, later, operator};
use crate::engines::both_engines;

const CHAT: ChatId = ChatId(1001);
const GONE: ChatId = ChatId(1002);

async fn queue(tx: &mut Tx, chat: ChatId, minute: u64) -> Result<()> {
    let key = format!("{chat}:{minute}");
    let draft = Draft { key, chat, priority: Priority::Notice, body: "{}", card: None, incident: None, subject: None };
    outbox::queue(tx, &draft, later(minute)).await?;
    Ok(())
}

both_engines! {
    async fn what_waits_is_counted_from_the_oldest(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        assert_eq!(health::inbox(&mut tx).await?, Queue { waiting: 0, oldest: None });
        for (id, minute) in [(17, 3), (18, 2), (19, 1)] {
            let update = Incoming { id: UpdateId(id), key: 1001, body: "{}".to_owned() };
            inbox::keep(&mut tx, &[update], later(minute)).await?;
        }
        inbox::quarantine(&mut tx, UpdateId(19)).await?;
        assert_eq!(health::inbox(&mut tx).await?, Queue { waiting: 2, oldest: Some(later(2)) });
        assert_eq!(health::stock(&mut tx, NOON).await?.inbox_failed, 1);
        Ok(())
    }

    // Whoever has blocked the bot is not waited for; and of a list that is replaced nobody knows since when it is due.
    async fn a_message_waits_only_where_it_can_leave(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        queue(&mut tx, CHAT, 2).await?;
        queue(&mut tx, GONE, 1).await?;
        people::unreachable(&mut tx, GONE, "blocked", NOON).await?;
        assert_eq!(health::outbox(&mut tx).await?, Queue { waiting: 1, oldest: Some(later(2)) });

        let due = outbox::due(&mut tx, 10).await?;
        let [(_, Due::Message(id))] = due[..] else { panic!("{due:?}") };
        outbox::sent(&mut tx, id, 0, &[MessageId(60)], later(3), Epoch(0)).await?;
        assert_eq!(health::outbox(&mut tx).await?, Queue { waiting: 0, oldest: None });
        assert!(outbox::replace(&mut tx, CHAT, MessageId(60), "{\"page\":2}").await?);
        assert_eq!(health::outbox(&mut tx).await?, Queue { waiting: 1, oldest: None });
        Ok(())
    }

    async fn open_incidents_are_counted_by_status_and_as_overdue(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let author = operator(&mut tx).await?;
        for (status, due) in [
            (Status::InProgress, later(1)), (Status::InProgress, later(9)), (Status::Review, later(1)), (Status::Closed, later(1)),
        ] {
            let mut incident = incidents::insert(&mut tx, &draft(author)).await?;
            (incident.status, incident.reply_due) = (status, Some(due));
            incidents::save(&mut tx, &incident).await?;
        }
        card(&mut tx, GONE).await?;
        let stock = health::stock(&mut tx, later(5)).await?;
        assert_eq!(stock.open, [(Status::Draft, 1), (Status::InProgress, 2), (Status::Review, 1)]);
        assert_eq!((stock.overdue, stock.cards_stale), (1, 1), "with its reviewers it is not late");
        Ok(())
    }
}
