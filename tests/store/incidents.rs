//! Incidents are kept whole, changed by who knows their version, and numbered without gaps.

use anyhow::Result;
use mcu_bot::domain::history::Step;
use mcu_bot::domain::ids::{UnitCode, UpdateId};
use mcu_bot::domain::incident::{Importance, Incident, Number, Outcome, Status, UnitReason};
use mcu_bot::domain::ways::Action;
use mcu_bot::store::{Db, StoreError, Tx, history, incidents};

use super::{Store, draft, incident, later, operator, recipient};
use crate::engines::both_engines;

/// Every field a draft may have.
fn recognised(draft: Incident) -> Incident {
    Incident {
        source_title: Some("Подслушано Ахтубинск".to_owned()),
        post: Some(4711),
        link: Some("https://vk.com/wall-1_4711".to_owned()),
        post_key: Some("vk/wall-1_4711".to_owned()),
        author: Some("Мария".to_owned()),
        author_nick: Some("maria".to_owned()),
        topic: Some("roads-potholes".into()),
        topic_reason: Some("яма".to_owned()),
        unit: Some("roads".into()),
        unit_reason: Some(UnitReason::Topic),
        settlement: Some("akhtubinsk".into()),
        importance: Importance::High,
        importance_reason: None,
        ..draft
    }
}

/// Every field that is filled on the way.
fn closed(incident: Incident) -> Incident {
    Incident {
        number: Some(Number { year: 2026, sequence: 1 }),
        status: Status::Closed,
        assignee: Some(incident.created_by),
        registered_at: Some(later(1)),
        assigned_at: Some(later(2)),
        accepted_at: Some(later(3)),
        accept_due: Some(later(60)),
        reply_due: Some(later(480)),
        reply_term: "8 wh".parse().ok(),
        public_link: Some("https://vk.com/wall-1_4711?reply=5".to_owned()),
        outcome: Some(Outcome::Solved),
        closed_at: Some(later(400)),
        ..incident
    }
}

/// Registers in a transaction of its own, as two operators at once would.
async fn register(db: &Db, mut incident: Incident) -> Result<Number> {
    let mut tx = db.begin().await?;
    let number = incidents::next_number(&mut tx, 2026).await?;
    tokio::task::yield_now().await;
    incident.number = Some(number);
    incidents::save(&mut tx, &incident).await?;
    tx.commit().await?;
    Ok(number)
}

async fn open(tx: &mut Tx, unit: &str) -> Result<Vec<Incident>> {
    Ok(incidents::open_of_unit(tx, &unit.into()).await?)
}

both_engines! {
    async fn a_draft_is_kept_whole(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let draft = recognised(draft(operator(&mut tx).await?));
        let kept = incidents::insert(&mut tx, &draft).await?;
        assert_eq!(kept, Incident { id: kept.id, version: 1, ..draft });
        assert_eq!(incidents::load(&mut tx, kept.id).await?, Some(kept));
        Ok(())
    }

    async fn a_change_is_kept_whole(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let draft = recognised(draft(operator(&mut tx).await?));
        let changed = closed(incidents::insert(&mut tx, &draft).await?);
        incidents::save(&mut tx, &changed).await?;
        let expected = Incident { version: 2, ..changed };
        assert_eq!(incidents::load(&mut tx, expected.id).await?, Some(expected.clone()));
        assert_eq!(incidents::by_number(&mut tx, Number { year: 2026, sequence: 1 }).await?, Some(expected));
        assert_eq!(incidents::by_number(&mut tx, Number { year: 2025, sequence: 1 }).await?, None);
        Ok(())
    }

    async fn of_two_at_once_one_wins_and_the_other_is_told(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let seen = incident(&mut tx).await?;
        tx.commit().await?;
        let change = async |text: &str| {
            let mut tx = store.db.begin().await?;
            let change = Incident { text: text.to_owned(), ..seen.clone() };
            incidents::save(&mut tx, &change).await?;
            tokio::task::yield_now().await;
            tx.commit().await
        };
        let (one, other) = tokio::join!(change("одно"), change("другое"));
        let (won, lost) = if one.is_ok() { ("одно", other) } else { ("другое", one) };
        assert!(matches!(lost, Err(StoreError::Conflict)), "{lost:?}");
        let now = incidents::load(&mut store.read().await?, seen.id).await?.unwrap();
        assert_eq!((now.text.as_str(), now.version), (won, 2));
        Ok(())
    }

    async fn numbers_have_no_gaps_and_no_doubles(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let (one, other, third) = (incident(&mut tx).await?, incident(&mut tx).await?, incident(&mut tx).await?);
        tx.commit().await?;
        // Taken and undone: the next takes it again.
        let mut undone = store.begin().await?;
        assert_eq!(incidents::next_number(&mut undone, 2026).await?, Number { year: 2026, sequence: 1 });
        undone.rollback().await?;

        let db = &store.db;
        let (one, other, third) = tokio::join!(register(db, one), register(db, other), register(db, third));
        let mut numbers = [one?.sequence, other?.sequence, third?.sequence];
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3]);
        let next_year = incidents::next_number(&mut store.begin().await?, 2027).await?;
        assert_eq!(next_year, Number { year: 2027, sequence: 1 });
        Ok(())
    }

    async fn open_work_is_found_what_is_due_first_at_the_head(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        for (status, minutes) in [(Status::Assigned, 90), (Status::InProgress, 30), (Status::Closed, 10)] {
            let kept = incidents::insert(&mut tx, &recognised(draft(by))).await?;
            incidents::save(&mut tx, &Incident { status, reply_due: Some(later(minutes)), ..kept }).await?;
        }
        let statuses: Vec<_> = open(&mut tx, "roads").await?.iter().map(|incident| incident.status).collect();
        assert_eq!(statuses, [Status::InProgress, Status::Assigned]);
        assert_eq!(incidents::count_open(&mut tx, &UnitCode::from("roads")).await?, 2);
        assert_eq!(open(&mut tx, "zhkh").await?, []);
        Ok(())
    }

    async fn only_open_work_is_in_somebodys_hands(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let (by, who) = (operator(&mut tx).await?, recipient(&mut tx).await?);
        let mut kept = Vec::new();
        for status in [Status::InProgress, Status::Closed] {
            let incident = incidents::insert(&mut tx, &draft(by)).await?;
            incidents::save(&mut tx, &Incident { status, assignee: Some(who), ..incident.clone() }).await?;
            kept.push(incident.id);
        }
        let held: Vec<_> = incidents::held_by(&mut tx, who).await?.iter().map(|incident| incident.id).collect();
        assert_eq!(held, [kept[0]]);
        Ok(())
    }

    async fn the_history_tells_the_newest_steps_in_order(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let kept = incident(&mut tx).await?;
        let steps = [
            (Some(kept.created_by), Action::Create, Status::Draft),
            (Some(kept.created_by), Action::Register, Status::New),
            (None, Action::Assign, Status::Assigned),
        ];
        for (minute, (actor, action, to)) in (0..).zip(steps) {
            let detail = actor.is_none().then(|| "roads".to_owned());
            let (at, update) = (later(minute), Some(UpdateId(17)));
            let step = Step { incident: kept.id, at, actor, action, from: Status::Draft, to, detail, update };
            history::add(&mut tx, &step).await?;
        }
        let told = history::of(&mut tx, kept.id, 2).await?;
        let told: Vec<_> = told.iter().map(|step| (step.at, step.actor.as_deref(), step.action, step.to)).collect();
        assert_eq!(
            told,
            [
                (later(1), Some("Оператор МЦУ"), Action::Register, Status::New),
                (later(2), None, Action::Assign, Status::Assigned)
            ]
        );
        Ok(())
    }
}
