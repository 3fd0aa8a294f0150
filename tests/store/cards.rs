//! Cards: one message for a person and an incident, stale until delivered.

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, IncidentId, MessageId, PersonId};
use mcu_bot::domain::incident::{Incident, ReplyKind, Status};
use mcu_bot::domain::screen::{List, Screen};
use mcu_bot::store::cards::{self, Card, Place};
use mcu_bot::store::lead::Epoch;
use mcu_bot::store::outbox::{self, Due};
use mcu_bot::store::{Tx, incidents, replies};

use super::{NOON, Store, card, incident, look};
use crate::engines::both_engines;

const CHAT: ChatId = ChatId(1001);
const FIRST: MessageId = MessageId(50);
/// Of a store whose lead nobody has taken.
const NOW: Epoch = Epoch(0);
/// Of a process that has lost the lead.
const EARLIER: Epoch = Epoch(-1);

async fn load(tx: &mut Tx, card: &Card) -> Result<Card> {
    Ok(cards::load(tx, card.id).await?.unwrap())
}

/// Whether the card waits for delivery.
async fn is_stale(tx: &mut Tx, card: &Card) -> Result<bool> {
    Ok(outbox::due(tx, 10).await?.contains(&(card.chat, Due::Card(card.id))))
}

const fn place(person: PersonId, incident: IncidentId) -> Place {
    Place { person, chat: CHAT, incident, reply: None }
}

both_engines! {
    async fn a_person_has_one_card_of_an_incident(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let incident = incident(&mut tx).await?;
        let place = place(incident.created_by, incident.id);
        let shown = cards::show(&mut tx, place, &Screen::Main).await?;
        assert_eq!((shown.message, shown.reply, shown.dirty), (None, None, 1));
        let other = cards::show(&mut tx, place, &Screen::Topics(List { page: 2, words: None })).await?;
        assert_eq!((other.id, other.screen.clone(), other.dirty), (shown.id, Screen::Topics(List { page: 2, words: None }), 2));
        assert_eq!(cards::of_person(&mut tx, place.person, place.incident).await?, Some(other));
        Ok(())
    }

    async fn a_reply_being_written_has_a_card_beside(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let incident = incident(&mut tx).await?;
        let reply = replies::begin(&mut tx, incident.id, incident.created_by, ReplyKind::Final, NOON).await?.id;
        let place = place(incident.created_by, incident.id);
        let main = cards::show(&mut tx, place, &Screen::Main).await?;
        let written = cards::show(&mut tx, Place { reply: Some(reply), ..place }, &Screen::Main).await?;
        assert_eq!(written.reply, Some(reply));
        cards::touch(&mut tx, incident.id).await?;
        assert_eq!((load(&mut tx, &main).await?.dirty, load(&mut tx, &written).await?.dirty), (2, 2), "both tell");
        assert_eq!(cards::of_person(&mut tx, place.person, place.incident).await?.unwrap().id, main.id);
        Ok(())
    }

    async fn a_card_is_stale_until_its_newest_state_is_delivered(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let rendered = card(&mut tx, CHAT).await?;
        assert!(is_stale(&mut tx, &rendered).await?);
        // Changed while it was on its way.
        cards::touch(&mut tx, rendered.incident).await?;
        assert_eq!(cards::sent(&mut tx, &rendered, FIRST, look("one"), NOW).await?, 1);
        assert!(is_stale(&mut tx, &rendered).await?);
        let again = load(&mut tx, &rendered).await?;
        assert_eq!((again.message, again.shown.as_deref()), (Some(FIRST), Some("one")));
        assert_eq!(cards::edited(&mut tx, &again, look("two"), NOW).await?, 1);
        assert!(!is_stale(&mut tx, &again).await?);
        assert_eq!(load(&mut tx, &again).await?.shown.as_deref(), Some("two"));
        Ok(())
    }

    async fn a_late_predecessor_writes_nothing(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let sent = card(&mut tx, CHAT).await?;
        assert_eq!(cards::sent(&mut tx, &sent, FIRST, look("one"), EARLIER).await?, 0);
        assert_eq!(load(&mut tx, &sent).await?, sent);
        cards::sent(&mut tx, &sent, FIRST, look("one"), NOW).await?;
        cards::touch(&mut tx, sent.incident).await?;
        let before = load(&mut tx, &sent).await?;
        assert_eq!(cards::edited(&mut tx, &before, look("two"), EARLIER).await?, 0);
        assert_eq!(cards::lost(&mut tx, &before, EARLIER).await?, 0);
        assert_eq!(cards::given_up(&mut tx, &before, Some("refused"), EARLIER).await?, 0);
        assert_eq!(load(&mut tx, &sent).await?, before);
        assert!(is_stale(&mut tx, &sent).await?);
        Ok(())
    }

    async fn an_answer_about_another_message_changes_nothing(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        cards::sent(&mut tx, &shown, FIRST, look("one"), NOW).await?;
        let in_flight = load(&mut tx, &shown).await?;
        cards::detach(&mut tx, shown.id).await?;
        assert_eq!(cards::edited(&mut tx, &in_flight, look("two"), NOW).await?, 0);
        assert_eq!(cards::lost(&mut tx, &in_flight, NOW).await?, 0);
        let now = load(&mut tx, &shown).await?;
        assert_eq!((now.message, now.shown), (None, None));
        assert!(is_stale(&mut tx, &shown).await?);
        Ok(())
    }

    async fn a_card_that_changed_while_it_was_taken_back_stands(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        cards::sent(&mut tx, &shown, FIRST, look("one"), NOW).await?;
        let in_flight = load(&mut tx, &shown).await?;
        // The incident is the person's again, and stands below.
        outbox::strip(&mut tx, CHAT, FIRST, None, NOON).await?;
        cards::detach(&mut tx, shown.id).await?;
        assert_eq!(cards::taken_back(&mut tx, &in_flight, Some(FIRST), Some("gone"), NOW).await?, 0);
        let now = load(&mut tx, &shown).await?;
        assert_eq!((now.message, now.taken_back), (None, false), "its buttons go");
        assert!(is_stale(&mut tx, &shown).await?);
        assert_eq!(cards::taken_back(&mut tx, &now, None, None, NOW).await?, 1);
        assert!(!is_stale(&mut tx, &shown).await?);
        Ok(())
    }

    async fn a_lost_message_is_sent_anew(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        cards::sent(&mut tx, &shown, FIRST, look("one"), NOW).await?;
        cards::touch(&mut tx, shown.incident).await?;
        let in_flight = load(&mut tx, &shown).await?;
        assert_eq!(cards::lost(&mut tx, &in_flight, NOW).await?, 1);
        let now = load(&mut tx, &shown).await?;
        assert_eq!((now.message, now.shown), (None, None));
        assert!(is_stale(&mut tx, &shown).await?);
        Ok(())
    }

    async fn what_is_given_up_waits_for_the_next_change(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let refused = card(&mut tx, CHAT).await?;
        assert_eq!(cards::given_up(&mut tx, &refused, Some("refused"), NOW).await?, 1);
        assert!(!is_stale(&mut tx, &refused).await?);
        cards::touch(&mut tx, refused.incident).await?;
        assert!(is_stale(&mut tx, &refused).await?);
        Ok(())
    }

    async fn who_comes_back_gets_the_open_cards_anew(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let (open, closed) = (card(&mut tx, CHAT).await?, card(&mut tx, CHAT).await?);
        for (message, card) in [(FIRST, &open), (MessageId(51), &closed)] {
            cards::sent(&mut tx, card, message, look("one"), NOW).await?;
        }
        let incident = incidents::load(&mut tx, closed.incident).await?.unwrap();
        incidents::save(&mut tx, &Incident { status: Status::Closed, ..incident }).await?;
        cards::touch_open(&mut tx, CHAT).await?;
        assert!(is_stale(&mut tx, &open).await?);
        assert_eq!(load(&mut tx, &open).await?.message, None);
        assert_eq!(load(&mut tx, &closed).await?.message, Some(MessageId(51)));
        Ok(())
    }

    async fn a_message_of_ours_tells_its_incident(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let shown = card(&mut tx, CHAT).await?;
        cards::sent(&mut tx, &shown, FIRST, look("one"), NOW).await?;
        assert_eq!(cards::incident_of_message(&mut tx, CHAT, FIRST).await?, Some(shown.incident));
        assert_eq!(cards::incident_of_message(&mut tx, ChatId(7), FIRST).await?, None);
        let notice = outbox::Draft {
            key: "hint:1".to_owned(),
            chat: CHAT,
            priority: outbox::Priority::Notice,
            body: "{}",
            card: Some(shown.id),
            incident: Some(shown.incident),
            subject: None,
        };
        outbox::queue(&mut tx, &notice, NOON).await?;
        let Some((_, Due::Message(id))) = outbox::due(&mut tx, 1).await?.pop() else { panic!("nothing is due") };
        outbox::sent(&mut tx, id, 0, &[MessageId(60)], NOON, NOW).await?;
        assert_eq!(cards::incident_of_message(&mut tx, CHAT, MessageId(60)).await?, Some(shown.incident));
        Ok(())
    }
}
