//! One open question to a person at a time.

use anyhow::Result;
use mcu_bot::domain::dialog::WaitsFor;
use mcu_bot::store::dialogs::{self, Question};

use super::{NOON, Store, incident, later};
use crate::engines::both_engines;

const REASON: Question = Question { waits_for: WaitsFor::RejectReason, incident: None, reply: None, held: None };

both_engines! {
    async fn a_new_question_replaces_the_one_before(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let incident = incident(&mut tx).await?;
        let person = incident.created_by;
        let first = dialogs::ask(&mut tx, person, &REASON, NOON).await?;
        let held = Some("{\"text\":\"Готово\"}".to_owned());
        let question = Question { waits_for: WaitsFor::WhichIncident, incident: Some(incident.id), held, ..REASON };
        let second = dialogs::ask(&mut tx, person, &question, later(1)).await?;
        assert_eq!((first.version, second.version), (1, 2));
        assert_eq!((second.incident, &second.held), (question.incident, &question.held));
        assert_eq!(dialogs::open(&mut tx, person, NOON).await?, Some(second));
        Ok(())
    }

    async fn a_button_of_an_older_question_is_told_from_a_new_one(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let person = incident(&mut tx).await?.created_by;
        let first = dialogs::ask(&mut tx, person, &REASON, NOON).await?;
        dialogs::close(&mut tx, person).await?;
        assert_eq!(dialogs::open(&mut tx, person, NOON).await?, None);
        let second = dialogs::ask(&mut tx, person, &REASON, later(1)).await?;
        assert!(second.version > first.version, "{second:?}");
        Ok(())
    }

    async fn an_old_question_has_ended_by_itself(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let person = incident(&mut tx).await?.created_by;
        dialogs::ask(&mut tx, person, &REASON, NOON).await?;
        assert!(dialogs::open(&mut tx, person, NOON).await?.is_some());
        assert_eq!(dialogs::open(&mut tx, person, later(1)).await?, None);
        Ok(())
    }

    async fn questions_that_ended_with_messages_held_are_found(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let person = incident(&mut tx).await?.created_by;
        let question = Question { waits_for: WaitsFor::WhichIncident, held: Some("[]".to_owned()), ..REASON };
        dialogs::ask(&mut tx, person, &question, NOON).await?;
        assert_eq!(dialogs::ended_holding(&mut tx, NOON).await?, []);
        assert_eq!(dialogs::ended_holding(&mut tx, later(1)).await?, [person]);
        dialogs::hold(&mut tx, person, None).await?;
        assert_eq!(dialogs::ended_holding(&mut tx, later(1)).await?, []);
        Ok(())
    }
}
