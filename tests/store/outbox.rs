//! One-off messages: queued once, the most urgent first, settled wherever they are.

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, MessageId, OutboxId};
use mcu_bot::store::lead::Epoch;
use mcu_bot::store::outbox::{self, Draft, Due, Priority, State};
use mcu_bot::store::{Tx, cards, people};

use super::{NOON, Store, card, later, look};
use crate::engines::both_engines;

const CHAT: ChatId = ChatId(1001);
const OTHER: ChatId = ChatId(1002);
const MESSAGE: MessageId = MessageId(60);
/// Of a store whose lead nobody has taken.
const NOW: Epoch = Epoch(0);
/// Of a process that has lost the lead.
const EARLIER: Epoch = Epoch(-1);

fn notice(key: &str, chat: ChatId) -> Draft<'static> {
    Draft {
        key: key.to_owned(),
        chat,
        priority: Priority::Notice,
        body: "{\"text\":\"Напоминание\"}",
        card: None,
        incident: None,
        subject: Some("reply:1".to_owned()),
    }
}

/// Queues it, and gives its number.
async fn queued(tx: &mut Tx, key: &str) -> Result<OutboxId> {
    assert!(outbox::queue(tx, &notice(key, CHAT), NOON).await?);
    due(tx, CHAT).await
}

/// The one message that is due in a conversation.
async fn due(tx: &mut Tx, chat: ChatId) -> Result<OutboxId> {
    let due = outbox::due(tx, 10).await?;
    let Some((_, Due::Message(id))) = due.iter().find(|(of, _)| *of == chat) else { panic!("due: {due:?}") };
    Ok(*id)
}

async fn state(tx: &mut Tx, id: OutboxId) -> Result<Option<State>> {
    Ok(outbox::load(tx, id).await?.map(|queued| queued.state))
}

both_engines! {
    async fn a_key_is_queued_once_for_ever(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "reminder:1").await?;
        assert!(!outbox::queue(&mut tx, &notice("reminder:1", OTHER), later(1)).await?);
        assert_eq!(outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, NOW).await?, 1);
        assert!(!outbox::queue(&mut tx, &notice("reminder:1", CHAT), later(2)).await?);
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        assert_eq!(outbox::load(&mut tx, id).await?.map(|queued| queued.id), None);
        Ok(())
    }

    async fn each_conversation_gets_its_most_urgent_first(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let first = queued(&mut tx, "notice:1").await?;
        outbox::queue(&mut tx, &notice("notice:2", CHAT), NOON).await?;
        outbox::queue(&mut tx, &Draft { priority: Priority::Ask, ..notice("ask:1", OTHER) }, NOON).await?;
        let asked = due(&mut tx, OTHER).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, [(OTHER, Due::Message(asked)), (CHAT, Due::Message(first))]);
        assert_eq!(outbox::due(&mut tx, 1).await?, [(OTHER, Due::Message(asked))]);

        let card = card(&mut tx, CHAT).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, [(CHAT, Due::Card(card.id)), (OTHER, Due::Message(asked))]);
        outbox::queue(&mut tx, &Draft { priority: Priority::Prompt, ..notice("prompt:1", CHAT) }, NOON).await?;
        let prompt = due(&mut tx, CHAT).await?;
        assert!(prompt > asked, "an answer goes before a card");
        Ok(())
    }

    async fn who_cannot_be_reached_is_left_out(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "notice:1").await?;
        let shown = card(&mut tx, OTHER).await?;
        for chat in [CHAT, OTHER] {
            people::unreachable(&mut tx, chat, "blocked", NOON).await?;
        }
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        people::reachable(&mut tx, CHAT).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, [(CHAT, Due::Message(id))]);
        people::reachable(&mut tx, OTHER).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, [(OTHER, Due::Card(shown.id)), (CHAT, Due::Message(id))]);
        Ok(())
    }

    async fn a_message_replies_to_its_card(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        cards::sent(&mut tx, &shown, MessageId(50), look("one"), NOW).await?;
        outbox::queue(&mut tx, &Draft { card: Some(shown.id), ..notice("notice:1", CHAT) }, NOON).await?;
        let id = due(&mut tx, CHAT).await?;
        let message = outbox::load(&mut tx, id).await?.unwrap();
        assert_eq!((message.chat, message.state, message.reply_to), (CHAT, State::Queued, Some(MessageId(50))));
        assert_eq!((message.body.as_deref(), message.plain), (Some(notice("", CHAT).body), false));
        Ok(())
    }

    async fn what_is_settled_before_it_is_sent_is_not_sent(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "notice:1").await?;
        outbox::settle(&mut tx, "reply:2", NOON).await?;
        assert_eq!(state(&mut tx, id).await?, Some(State::Queued), "another matter");
        outbox::settle(&mut tx, "reply:1", NOON).await?;
        assert_eq!(state(&mut tx, id).await?, None);
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        Ok(())
    }

    async fn what_is_settled_on_its_way_loses_its_buttons_on_arrival(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "notice:1").await?;
        outbox::settle(&mut tx, "reply:1", NOON).await?;
        assert_eq!(outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, NOW).await?, 1);
        let message = outbox::load(&mut tx, id).await?.unwrap();
        assert_eq!((message.state, message.message, message.body), (State::Stripping, Some(MESSAGE), None));
        Ok(())
    }

    async fn what_is_replaced_on_its_way_is_due_with_its_last_words(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "list:1").await?;
        assert!(!outbox::replace(&mut tx, CHAT, MESSAGE, "{}").await?, "it was not sent yet");
        outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, NOW).await?;
        assert!(outbox::replace(&mut tx, CHAT, MESSAGE, "1").await?);
        assert!(outbox::replace(&mut tx, CHAT, MESSAGE, "2").await?);
        outbox::sent(&mut tx, id, 1, &[MESSAGE], NOON, NOW).await?;
        let waiting = outbox::load(&mut tx, id).await?.map(|queued| (queued.body, queued.message, queued.changes));
        assert_eq!(waiting, Some((Some("2".to_owned()), Some(MESSAGE), 2)));
        outbox::sent(&mut tx, id, 2, &[MESSAGE], NOON, NOW).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        Ok(())
    }

    async fn what_is_replaced_and_settled_loses_its_buttons(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "list:1").await?;
        outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, NOW).await?;
        outbox::replace(&mut tx, CHAT, MESSAGE, "1").await?;
        outbox::settle(&mut tx, "reply:1", NOON).await?;
        outbox::sent(&mut tx, id, 1, &[MESSAGE], NOON, NOW).await?;
        assert_eq!(state(&mut tx, id).await?, Some(State::Stripping));
        Ok(())
    }

    async fn what_is_settled_after_it_was_sent_loses_its_buttons(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "notice:1").await?;
        outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, NOW).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        outbox::settle(&mut tx, "reply:1", NOON).await?;
        assert_eq!(state(&mut tx, id).await?, Some(State::Stripping));
        assert_eq!(outbox::due(&mut tx, 10).await?, [(CHAT, Due::Message(id))]);
        outbox::finish(&mut tx, id, State::Withdrawn, None, NOON, NOW).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        outbox::settle(&mut tx, "reply:1", NOON).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, [], "once is enough");
        Ok(())
    }

    async fn buttons_of_any_message_are_taken_away_once(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        outbox::strip(&mut tx, CHAT, MESSAGE, None, NOON).await?;
        outbox::strip(&mut tx, CHAT, MESSAGE, None, later(1)).await?;
        let id = due(&mut tx, CHAT).await?;
        let message = outbox::load(&mut tx, id).await?.unwrap();
        assert_eq!((message.state, message.message, message.body), (State::Stripping, Some(MESSAGE), None));
        outbox::finish(&mut tx, id, State::Withdrawn, None, NOON, NOW).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        Ok(())
    }

    async fn a_card_that_stands_keeps_its_buttons_until_it_stands_no_more(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        outbox::strip(&mut tx, CHAT, MESSAGE, None, NOON).await?;
        cards::sent(&mut tx, &shown, MESSAGE, look("one"), NOW).await?;
        let id = due(&mut tx, CHAT).await?;
        assert_eq!(outbox::spare(&mut tx, id, EARLIER).await?, 0);
        assert_eq!(outbox::spare(&mut tx, id, NOW).await?, 1);
        assert_eq!(outbox::due(&mut tx, 10).await?, []);

        outbox::strip(&mut tx, CHAT, MESSAGE, None, NOON).await?;
        let id = due(&mut tx, CHAT).await?;
        cards::detach(&mut tx, shown.id).await?;
        assert_eq!(outbox::spare(&mut tx, id, NOW).await?, 0, "now it loses them");
        assert_eq!(state(&mut tx, id).await?, Some(State::Stripping));
        Ok(())
    }

    async fn what_says_the_same_is_not_replaced(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "list:1").await?;
        outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, NOW).await?;
        assert!(outbox::replace(&mut tx, CHAT, MESSAGE, notice("", CHAT).body).await?);
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        assert!(outbox::replace(&mut tx, CHAT, MESSAGE, "1").await?);
        // While that is on its way, and then as it was.
        assert!(outbox::replace(&mut tx, CHAT, MESSAGE, "1").await?);
        outbox::sent(&mut tx, id, 1, &[MESSAGE], NOON, NOW).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        assert!(outbox::replace(&mut tx, CHAT, MESSAGE, notice("", CHAT).body).await?);
        assert_eq!(state(&mut tx, id).await?, Some(State::Queued));
        Ok(())
    }

    async fn a_late_predecessor_writes_nothing(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "notice:1").await?;
        assert_eq!(outbox::sent(&mut tx, id, 0, &[MESSAGE], NOON, EARLIER).await?, 0);
        assert_eq!(outbox::make_plain(&mut tx, id, "{}", "refused", EARLIER).await?, 0);
        assert_eq!(outbox::finish(&mut tx, id, State::Failed, Some("refused"), NOON, EARLIER).await?, 0);
        let message = outbox::load(&mut tx, id).await?.unwrap();
        assert_eq!((message.state, message.message, message.plain), (State::Queued, None, false));
        assert_eq!(message.body.as_deref(), Some(notice("", CHAT).body));
        assert_eq!(outbox::failed(&mut tx).await?, []);
        Ok(())
    }

    async fn what_is_refused_is_tried_plain_kept_and_given_up_by_a_person(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = queued(&mut tx, "notice:1").await?;
        outbox::make_plain(&mut tx, id, "{\"text\":\"просто\"}", "can't parse entities", NOW).await?;
        let message = outbox::load(&mut tx, id).await?.unwrap();
        assert_eq!((message.body.as_deref(), message.plain), (Some("{\"text\":\"просто\"}"), true));
        outbox::finish(&mut tx, id, State::Failed, Some("refused"), later(1), NOW).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, []);
        let failed = outbox::Failed { id, chat: CHAT, queued_at: NOON, error: "refused".to_owned() };
        assert_eq!(outbox::failed(&mut tx).await?, [failed]);

        assert!(outbox::retry(&mut tx, id).await?);
        assert!(!outbox::retry(&mut tx, id).await?);
        assert_eq!(outbox::due(&mut tx, 10).await?, [(CHAT, Due::Message(id))]);
        outbox::finish(&mut tx, id, State::Failed, Some("refused"), later(2), NOW).await?;
        assert!(outbox::drop_failed(&mut tx, id, NOON).await?);
        assert!(!outbox::drop_failed(&mut tx, id, NOON).await?);
        assert_eq!(outbox::failed(&mut tx).await?, []);
        Ok(())
    }

    async fn a_group_that_moved_gets_what_waits_for_it(store: &mut Store) -> Result<()> {
        const MOVED: ChatId = ChatId(-100_777);
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        cards::sent(&mut tx, &shown, MessageId(50), look("one"), NOW).await?;
        let id = queued(&mut tx, "notice:1").await?;
        outbox::migrate(&mut tx, CHAT, MOVED).await?;
        assert_eq!(outbox::due(&mut tx, 10).await?, [(MOVED, Due::Message(id))]);
        let card = cards::load(&mut tx, shown.id).await?.unwrap();
        assert_eq!((card.chat, card.message), (MOVED, None), "a message of the old group cannot be edited");
        Ok(())
    }
}
