//! The kind of an error says whether to try again.

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, IncidentId, PersonId};
use mcu_bot::domain::screen::Screen;
use mcu_bot::store::cards::{self, Place};
use mcu_bot::store::{Db, Session, StoreError, Tx, incidents, people};
use sqlx::{Connection, Executor, SqliteConnection};

use super::{NOON, Store, draft, incident};
use crate::engines::{Engine, both_engines};

async fn break_status(tx: &mut Tx) -> Result<()> {
    let text = "UPDATE incident SET status = 'lost'";
    match &mut tx.session {
        Session::Sqlite(tx) => tx.execute(text).await.map(|_| ())?,
        Session::Postgres(tx) => tx.execute(text).await.map(|_| ())?,
    }
    Ok(())
}

both_engines! {
    async fn a_violated_constraint_is_a_bug(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let nobody = incidents::insert(&mut tx, &draft(PersonId(99))).await;
        assert!(matches!(nobody, Err(StoreError::Failed(_))), "{nobody:?}");
        tx.rollback().await?;
        let mut tx = store.begin().await?;
        let place = Place { person: PersonId(99), chat: ChatId(1), incident: IncidentId(99), reply: None };
        let nothing = cards::show(&mut tx, place, &Screen::Main).await;
        assert!(matches!(nothing, Err(StoreError::Failed(_))), "{nothing:?}");
        Ok(())
    }

    async fn a_row_that_lies_is_named(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let id = incident(&mut tx).await?.id;
        break_status(&mut tx).await?;
        let error = incidents::load(&mut tx, id).await.unwrap_err();
        assert_eq!(error.to_string(), format!("table incident, row {id}: Status has no code \"lost\""));
        Ok(())
    }

    async fn a_closed_store_is_unavailable(store: &mut Store) -> Result<()> {
        store.db.close().await;
        let error = store.db.begin().await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
        Ok(())
    }
}

#[tokio::test]
async fn a_locked_file_is_unavailable() -> Result<()> {
    let engine = Engine::sqlite().await?;
    let db = engine.connect().await?;
    let Db::Sqlite { file, .. } = &db else { panic!("not SQLite") };
    let mut other = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await?;
    other.execute("BEGIN IMMEDIATE").await?;
    let waited = db.begin().await;
    assert!(matches!(waited, Err(StoreError::Unavailable(_))), "{waited:?}");
    other.execute("ROLLBACK").await?;
    people::add(&mut db.begin().await?, ChatId(1), "Кто-то", &[], NOON).await?;
    Ok(())
}

#[tokio::test]
async fn a_full_disk_is_unavailable_and_once_there_is_room_work_goes_on() -> Result<()> {
    let engine = Engine::sqlite().await?;
    let db = engine.connect().await?;
    let Db::Sqlite { writer, .. } = &db else { panic!("not SQLite") };
    // Less than there is means: no page more.
    writer.execute("PRAGMA max_page_count = 1").await?;
    let mut tx = db.begin().await?;
    let name = "Имя".repeat(100_000);
    let full = people::add(&mut tx, ChatId(1), &name, &[], NOON).await;
    assert!(matches!(full, Err(StoreError::Unavailable(_))), "{full:?}");
    drop(tx);
    let mut tx = db.begin().await?;
    people::add(&mut tx, ChatId(2), "Кто-то", &[], NOON).await?;
    tx.commit().await?;
    Ok(())
}

#[tokio::test]
async fn a_session_that_was_ended_is_unavailable_and_the_next_one_works() -> Result<()> {
    let engine = Engine::postgres().await?;
    let db = engine.connect().await?;
    let Db::Postgres { pool, .. } = &db else { panic!("not PostgreSQL") };
    let mut tx = db.begin().await?;
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()";
    pool.execute(end).await?;
    let error = people::all(&mut tx).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    drop(tx);
    assert_eq!(people::all(&mut db.begin().await?).await?, []);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_is_a_conflict() -> Result<()> {
    let engine = Engine::postgres().await?;
    let db = engine.connect().await?;
    let mut tx = db.begin().await?;
    let (one, other) = (incident(&mut tx).await?, incident(&mut tx).await?);
    tx.commit().await?;
    let (mut first, mut second) = (db.begin().await?, db.begin().await?);
    incidents::save(&mut first, &one).await?;
    incidents::save(&mut second, &other).await?;
    // Whoever is chosen to give way must let the other through.
    let crossed = async |mut tx: Tx, incident| {
        let done = incidents::save(&mut tx, incident).await;
        tx.rollback().await?;
        done
    };
    let (first, second) = tokio::join!(crossed(first, &other), crossed(second, &one));
    let lost: Vec<_> = [first, second].into_iter().filter_map(Result::err).collect();
    assert!(matches!(lost[..], [StoreError::Conflict]), "{lost:?}");
    Ok(())
}
