//! Personal data: of every column with text it is decided whether it is purged, so that a later migration is not
//! forgotten; and what belongs to no incident.

use std::collections::BTreeSet;

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, IncidentId, PersonId, UpdateId};
use mcu_bot::domain::incident::{Incident, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::purge::{By, Cutoff, Destroyed};
use mcu_bot::flows::{Turn, purge as flow};
use mcu_bot::random::Random;
use mcu_bot::store::inbox::{self, Incoming};
use mcu_bot::store::known::DirectoryCache;
use mcu_bot::store::outbox::{self, Draft, Priority};
use mcu_bot::store::tidy::{self, Table};
use mcu_bot::store::{Tx, incidents, journal, purge, search};

use super::{NOON, Store, draft, operator};
use crate::dump::{columns, everything};
use crate::engines::{Engine, both_engines};

/// Emptied, or their rows deleted, with the incident or by age. `docs/personal-data.ru.md` tells the same in words.
const PURGED: &[(&str, &[&str])] = &[
    ("brought", &["post_key"]),
    ("card", &["screen", "error"]),
    ("dialog", &["held"]),
    ("extension", &["reason"]),
    ("history", &["detail"]),
    ("inbox", &["body", "error"]),
    (
        "incident",
        &[
            "source_title",
            "link",
            "author",
            "author_nick",
            "text",
            "topic_reason",
            "public_link",
            "street",
            "house",
            "note",
            "post_key",
        ],
    ),
    ("incident_stems", &["stems", "private"]),
    ("incident_word", &["stem"]),
    ("invite", &["asked_name"]),
    ("outbox", &["body", "error"]),
    ("part", &["album", "text", "attachments", "role"]),
    ("reply", &["text", "return_reason"]),
    ("search", &["words"]),
];

/// Codes, days, fingerprints, figures, and what the directory and its people are called.
const KEPT: &[(&str, &[&str])] = &[
    ("absence", &["first_day", "last_day", "state"]),
    ("card", &["shown"]),
    ("deadline_rule", &["kind", "unit", "topic", "importance", "channel", "accept", "reply", "final"]),
    ("dialog", &["waits_for"]),
    ("digest", &["unit", "edition", "day", "first_day", "last_day", "figures"]),
    ("digest_group", &["title", "unit"]),
    ("directory_state", &["bot", "menu"]),
    ("extension", &["state"]),
    ("history", &["action", "from_status", "to_status"]),
    ("inbox", &["state"]),
    (
        "incident",
        &[
            "status",
            "kind",
            "channel",
            "topic",
            "unit",
            "unit_reason",
            "settlement",
            "settlement_reason",
            "importance",
            "importance_reason",
            "reply_term",
            "final_term",
            "outcome",
            "pauses",
            "promised_on",
        ],
    ),
    ("invite", &["state", "code_hash", "offer", "given"]),
    ("job_run", &["job", "period"]),
    ("lead", &["trouble"]),
    ("outage", &["cause"]),
    ("journal", &["action", "detail"]),
    ("outbox", &["key", "state", "subject", "said", "messages"]),
    (
        "owed_answer",
        &["timer", "unit", "topic", "settlement", "channel", "due_day", "answered_day", "closed_day", "again_day"],
    ),
    ("person", &["name", "language", "menu"]),
    ("post", &["role", "unit", "sphere"]),
    ("received", &["day", "unit", "topic", "settlement", "channel"]),
    ("reminder", &["key", "alarm", "state"]),
    ("reply", &["kind", "state", "came_by", "promised_on"]),
    ("setting", &["name", "value"]),
    ("settlement", &["code", "name", "aliases", "unit", "takes"]),
    ("source", &["channel", "settlement"]),
    ("sphere", &["code", "name"]),
    ("topic", &["code", "topic_group", "name", "unit", "words", "importance"]),
    ("unit", &["code", "parent", "name", "short", "sphere", "league", "working_time"]),
    ("unreachable", &["reason"]),
];

fn listed(lists: &[&[(&str, &[&str])]]) -> Vec<String> {
    let tables = lists.iter().copied().flatten();
    tables.flat_map(|(table, names)| names.iter().map(move |name| format!("{table}.{name}"))).collect()
}

#[tokio::test]
async fn of_every_column_with_text_it_is_decided_whether_it_is_purged() -> Result<()> {
    let db = Engine::sqlite().await?.connect().await?;
    let there: BTreeSet<_> = columns(&db)
        .await?
        .into_iter()
        .filter(|column| column.is_text)
        .collect::<Vec<_>>()
        .iter()
        .map(|column| format!("{}.{}", column.table, column.name))
        .collect();
    let decided = listed(&[PURGED, KEPT]);
    let all: BTreeSet<_> = decided.iter().cloned().collect();
    assert_eq!(decided.len(), all.len(), "a column stands in the lists twice");
    let undecided: Vec<_> = there.symmetric_difference(&all).collect();
    assert!(undecided.is_empty(), "decide in tests/store/personal.rs and docs/personal-data.ru.md: {undecided:?}");
    db.close().await;
    Ok(())
}

#[tokio::test]
async fn the_page_for_the_lawyer_names_every_table() -> Result<()> {
    let page = include_str!("../../docs/personal-data.ru.md");
    let db = Engine::sqlite().await?.connect().await?;
    let tables: BTreeSet<_> = columns(&db).await?.into_iter().map(|column| column.table).collect();
    let told = |table: &&String| page.contains(&format!("`{table}`")) || page.contains(&format!("`{table}."));
    let left_out: Vec<_> = tables.iter().filter(|table| !told(table)).collect();
    assert!(left_out.is_empty(), "docs/personal-data.ru.md says nothing about {left_out:?}");
    let unsaid: Vec<_> =
        listed(&[PURGED]).into_iter().filter(|column| !page.contains(&format!("`{column}`"))).collect();
    assert!(unsaid.is_empty(), "docs/personal-data.ru.md does not say that these go: {unsaid:?}");
    db.close().await;
    Ok(())
}

const DAY: i64 = 24 * 60 * 60 * 1000;

fn days_ago(days: i64) -> Moment {
    Moment::from_millis(NOON.millis() - days * DAY)
}

/// An incident that ended so many days before [`NOON`].
async fn ended(tx: &mut Tx, by: PersonId, words: &str, status: Status, days: i64) -> Result<Incident> {
    let made = Incident { text: words.to_owned(), status_since: days_ago(days), status, ..draft(by) };
    Ok(incidents::insert(tx, &made).await?)
}

async fn words(store: &Store, id: IncidentId) -> Result<String> {
    let mut tx = store.read().await?;
    Ok(incidents::load(&mut tx, id).await?.map(|incident| incident.text).unwrap_or_default())
}

/// One piece, committed or not; what it destroyed.
async fn piece(store: &Store, by: By, commit: bool) -> Result<Option<Destroyed>> {
    let mut tx = store.begin().await?;
    let known = DirectoryCache::default().current(&mut tx).await?;
    let mut turn = Turn::new(&mut tx, known, NOON, None, &Random::seeded(1));
    let cutoff = Cutoff::of(NOON, 90, turn.zone());
    let piece = flow::piece(&mut turn, cutoff, by).await?;
    if commit {
        tx.commit().await?;
    } else {
        tx.rollback().await?;
    }
    Ok(piece)
}

both_engines! {
    async fn what_ended_long_ago_goes_in_pieces_and_a_kill_loses_nothing(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        let mut ids = Vec::new();
        for _ in 0..flow::PIECE + 3 {
            ids.push(ended(&mut tx, by, "Яма", Status::Rejected, 100).await?.id);
        }
        tx.commit().await?;
        let last = ids[ids.len() - 1];
        assert_eq!(piece(store, By::Terminal, false).await?.map(|gone| gone.incidents), Some(flow::PIECE));
        assert_eq!(words(store, ids[0]).await?, "Яма", "killed before the commit, nothing has happened");
        assert_eq!(piece(store, By::Terminal, true).await?.map(|gone| gone.incidents), Some(flow::PIECE));
        assert_eq!((words(store, ids[0]).await?, words(store, last).await?), (String::new(), "Яма".to_owned()));
        assert_eq!(piece(store, By::Terminal, true).await?.map(|gone| gone.incidents), Some(3));
        assert_eq!(piece(store, By::Terminal, true).await?, None);
        assert_eq!(words(store, last).await?, "");
        let mut tx = store.read().await?;
        let lines = journal::journal(&mut tx, 10).await?;
        let reports: Vec<_> = lines.iter().filter_map(|line| line.report).collect();
        assert_eq!(reports.len(), 1, "whoever goes on, goes on in the same report");
        assert_eq!(reports[0].destroyed.incidents, flow::PIECE + 3);
        assert_eq!(reports[0].destroyed.first, Some(days_ago(100)));
        Ok(())
    }

    async fn a_duplicate_waits_for_what_it_follows(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        let open = incidents::insert(&mut tx, &Incident { status: Status::New, ..draft(by) }).await?.id;
        let fresh = ended(&mut tx, by, "свежее", Status::Closed, 89).await?.id;
        let old = ended(&mut tx, by, "старое", Status::Closed, 91).await?.id;
        let mut duplicates = Vec::new();
        for main in [open, fresh, old] {
            let mut duplicate = ended(&mut tx, by, "дубликат", Status::Duplicate, 300).await?;
            duplicate.duplicate_of = Some(main);
            incidents::save(&mut tx, &duplicate).await?;
            duplicates.push(duplicate.id);
        }
        let cutoff = days_ago(90);
        let due = purge::due(&mut tx, cutoff, purge::Due::none(), 10).await?;
        assert_eq!(due.iter().map(|due| due.id).collect::<Vec<_>>(), [duplicates[2], old]);
        let behind = purge::due(&mut tx, cutoff, due[0], 10).await?;
        assert_eq!(behind, [due[1]]);
        Ok(())
    }

    async fn what_was_opened_again_meanwhile_is_left_alone(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        let mut incident = ended(&mut tx, by, "Яма", Status::Closed, 100).await?;
        let due = purge::due(&mut tx, days_ago(90), purge::Due::none(), 10).await?;
        incident.status = Status::InProgress;
        incidents::save(&mut tx, &incident).await?;
        assert_eq!(purge::destroy(&mut tx, &due[0], NOON).await?, None);
        let left = incidents::load(&mut tx, incident.id).await?.unwrap();
        assert_eq!((left.text.as_str(), left.purged_at), ("Яма", None));
        Ok(())
    }

    async fn whoever_changes_a_purged_incident_comes_too_late(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        let incident = ended(&mut tx, by, "Яма", Status::Closed, 100).await?;
        let due = purge::due(&mut tx, days_ago(90), purge::Due::none(), 10).await?;
        assert!(purge::destroy(&mut tx, &due[0], NOON).await?.is_some());
        assert!(incidents::save(&mut tx, &incident).await.is_err());
        assert!(incidents::hold(&mut tx, &incident).await.is_err());
        assert_eq!(purge::due(&mut tx, days_ago(90), purge::Due::none(), 10).await?, []);
        Ok(())
    }

    async fn what_belongs_to_no_incident_goes_by_its_age(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        for (age, mark) in [(100, "давно"), (10, "недавно")] {
            search::keep(&mut tx, by, &format!("Петрова {mark}"), days_ago(age)).await?;
            let update = Incoming { id: UpdateId(age), key: 1, body: format!("Петрова {mark}") };
            inbox::keep(&mut tx, std::slice::from_ref(&update), days_ago(age)).await?;
            inbox::count_attempt(&mut tx, update.id, &format!("panic at Петрова {mark}")).await?;
            inbox::quarantine(&mut tx, update.id).await?;
            let body = format!("\"Петрова {mark}\"");
            let draft = Draft {
                key: format!("late:{age}"), chat: ChatId(5), priority: Priority::Notice, body: &body, card: None,
                incident: None, subject: None,
            };
            outbox::queue(&mut tx, &draft, days_ago(age)).await?;
        }
        assert_eq!(purge::others(&mut tx, days_ago(90), NOON).await?, 3);
        assert_eq!(purge::others(&mut tx, days_ago(90), NOON).await?, 0, "twice does nothing");
        assert_eq!(inbox::failed(&mut tx).await?.len(), 1);
        tx.commit().await?;
        let left = everything(&store.db).await?;
        assert!(left.iter().any(|line| line.contains("Петрова недавно")));
        let old: Vec<_> = left.iter().filter(|line| line.contains("Петрова давно")).collect();
        assert!(old.is_empty(), "{old:?}");
        Ok(())
    }

    async fn a_sweep_takes_what_is_done_and_leaves_what_still_counts(store: &mut Store) -> Result<()> {
        let mut tx = store.begin().await?;
        let by = operator(&mut tx).await?;
        let open = incidents::insert(&mut tx, &Incident { status: Status::New, ..draft(by) }).await?.id;
        let closed = ended(&mut tx, by, "", Status::Closed, 100).await?.id;
        let rows = [
            ("turn:1", None, None), ("turn:2", None, Some("question:1:1")), ("turn:3", Some(open), None),
            ("turn:4", Some(closed), None), ("files:1", Some(closed), None),
        ];
        for (key, incident, subject) in rows {
            let draft = Draft {
                key: key.to_owned(), chat: ChatId(5), priority: Priority::Notice, body: "{}", card: None, incident,
                subject: subject.map(str::to_owned),
            };
            outbox::queue(&mut tx, &draft, days_ago(40)).await?;
            let id = outbox::by_key(&mut tx, key).await?.unwrap();
            let epoch = mcu_bot::store::lead::Epoch(0);
            let sent = outbox::sent(&mut tx, id, 0, &[mcu_bot::domain::ids::MessageId(id.0)], days_ago(40), epoch).await?;
            assert_eq!(sent, 1);
        }
        let mut behind = Some(0);
        while let Some(key) = behind {
            behind = tidy::sweep(&mut tx, Table::Messages, key, days_ago(30)).await?;
        }
        let mut left = Vec::new();
        for (key, ..) in rows {
            left.extend(outbox::by_key(&mut tx, key).await?.map(|_| key));
        }
        assert_eq!(left, ["turn:2", "turn:3", "files:1"]);
        let due = purge::due(&mut tx, days_ago(90), purge::Due::none(), 10).await?;
        purge::destroy(&mut tx, &due[0], NOON).await?;
        tidy::sweep(&mut tx, Table::Messages, 0, days_ago(30)).await?;
        assert_eq!(outbox::by_key(&mut tx, "files:1").await?, None, "a purged one has no files to follow its card");
        Ok(())
    }
}
