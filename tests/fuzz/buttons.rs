//! What buttons carry, forged.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::ids::{ChatId, IncidentId, MessageId};
use mcu_bot::domain::incident::Incident;
use mcu_bot::domain::permissions::{HeadPost, Matter, may};
use mcu_bot::domain::person::{Person, Role};
use mcu_bot::domain::ways::Action;
use mcu_bot::messenger::callback::Callback;
use mcu_bot::store::{directory, history, incidents, people};

use super::{Cases, words};
use crate::chance::Random;
use crate::engines::{Engine, tell};
use crate::world::{World, posts};

/// Everything that is read as an argument somewhere.
const ARGUMENTS: [&str; 34] = [
    "1",
    "2",
    "3",
    "0",
    "01",
    "+1",
    "-1",
    "65535",
    "65536",
    "9223372036854775807",
    "9223372036854775808",
    "1-2",
    "2-1",
    "1-1",
    "1.1",
    "0.0",
    "01.1",
    "roads",
    "zhkh",
    "adm",
    "rubbish",
    "snow",
    "operator",
    "admin",
    "recipient",
    "high",
    "solved",
    "won",
    "2026-11-30",
    "2026-11-30.2026-12-04",
    "2026-2-3",
    "phone",
    "",
    "ЖКХ",
];

/// The tags of the source: `Self::Accept => ("a", None)`.
fn tags() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messenger/callback");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let tags = |code: String| {
        let pieces = code.split("=> (\"").skip(1).filter_map(|piece| piece.split_once('"'));
        pieces.map(|(tag, _)| tag.to_owned()).collect::<Vec<_>>()
    };
    let mut tags: Vec<String> = files.flat_map(tags).collect();
    tags.push("l".to_owned());
    tags.sort();
    tags
}

fn forged(random: &mut Random, tags: &[String]) -> String {
    let tag = random.pick(tags).unwrap();
    let ids = if random.percent(80) { &ARGUMENTS[..3] } else { &ARGUMENTS[..] };
    let id = random.pick(ids).unwrap();
    let argument = if random.percent(60) { random.pick(&ARGUMENTS) } else { None };
    let data = match argument {
        Some(argument) => format!("{tag}:{id}:{argument}"),
        None => format!("{tag}:{id}"),
    };
    let data = if random.percent(20) { words::broken(random, &data) } else { data };
    // Telegram brings no more.
    data.chars().take(16).collect()
}

#[test]
fn what_a_button_carries_is_refused_or_means_one_thing() {
    let tags = tags();
    let mut understood = 0;
    for mut random in Cases::new("buttons", 3000) {
        for data in [forged(&mut random, &tags), words::text(&mut random)] {
            if let Some(callback) = Callback::decode(&data) {
                understood += 1;
                assert_eq!(callback.encode(), data, "{callback:?}");
            }
        }
    }
    assert!(understood > 100, "only {understood} were understood: is the list of tags still right?");
}

/// Everybody there is, and somebody nobody knows.
const PRESSING: [i64; 10] = [1001, 1002, 1003, 1004, 1005, 1011, 1012, 1021, 1031, 1999];
const INCIDENTS: i64 = 3;

/// What a press may not change but by a right.
struct State {
    /// Of each incident, whose is it and how many steps it has.
    incidents: Vec<(Option<Incident>, usize)>,
    /// With their posts.
    people: Vec<Person>,
}

async fn state(w: &World) -> Result<State> {
    let mut tx = w.db.read().await?;
    let mut incidents = Vec::new();
    for id in 1..=INCIDENTS {
        let id = IncidentId(id);
        let incident = incidents::load(&mut tx, id).await?;
        incidents.push((incident, history::of(&mut tx, id, 1000).await?.len()));
    }
    let people = people::all(&mut tx).await?.into_iter().map(|person| Person { language: None, ..person }).collect();
    tx.rollback().await?;
    Ok(State { incidents, people })
}

/// Whether the person may do this with the incident as it was; where it matters whose reply it is, it is the own one.
fn might(person: &Person, action: Action, incident: Option<&Incident>, directory: &Directory) -> bool {
    let matter = Matter {
        unit: incident.and_then(|incident| incident.unit.as_ref()),
        reply_author: Some(person.id),
        assignee: incident.and_then(|incident| incident.assignee),
        head: HeadPost::Held,
        directory,
    };
    may(person, action, &matter)
}

/// Steps that were made are those the person may make; nobody's posts change but by whoever manages people.
async fn judged(w: &World, chat: ChatId, before: &State, data: &str) -> Result<()> {
    let after = state(w).await?;
    let person = before.people.iter().find(|person| person.chat == chat);
    let manages = person.is_some_and(|person| [Role::Admin, Role::Head].iter().any(|role| person.holds(*role)));
    ensure!(manages || before.people == after.people, "{chat:?} changed people by {data:?}");
    for at in 0..before.incidents.len() {
        let (was, is) = (&before.incidents[at], &after.incidents[at]);
        ensure!(person.is_some() || was == is, "a stranger changed an incident by {data:?}");
        let mut tx = w.db.read().await?;
        let steps = history::of(&mut tx, IncidentId(i64::try_from(at)? + 1), 1000).await?;
        let directory = directory::load(&mut tx).await?.context("no directory")?;
        tx.rollback().await?;
        for step in &steps[was.1..] {
            let person = person.filter(|person| step.by == Some(person.id));
            let may = person.is_some_and(|person| might(person, step.action, was.0.as_ref(), &directory));
            ensure!(may, "{chat:?} did {:?} with incident {} by {data:?}", step.action, at + 1);
        }
    }
    Ok(())
}

async fn presses(engine: Engine, mut random: Random, presses: usize) -> Result<()> {
    let mut w = World::open(engine).await?;
    w.in_review().await?;
    w.operator().forwards(posts::POTHOLE).await?;
    w.operator().presses("🗑 Отклонить").await?;
    w.operator().writes("Мусор у дома").await?;
    let tags = tags();
    for _ in 0..presses {
        let chat = ChatId(*random.pick(&PRESSING).unwrap());
        let data = forged(&mut random, &tags);
        let before = state(&w).await?;
        let message = w.telegram.last_message(chat).map_or(MessageId(1), |shown| shown.id);
        let told = w.somebody(chat).presses_data(message, &data).await;
        let errors = World::take_errors();
        ensure!(errors.is_empty() && told.is_ok(), "{chat:?} pressed {data:?}: {errors:?} {told:?}");
        judged(&w, chat, &before, &data).await?;
    }
    w.finish().await
}

#[test]
fn forged_presses_of_anybody_do_what_that_person_may_and_nothing_else() -> Result<()> {
    for (at, random) in Cases::new("presses", 2).enumerate() {
        tell(async {
            let engine = if at % 2 == 0 { Engine::sqlite().await? } else { Engine::postgres().await? };
            Box::pin(presses(engine, random, 60)).await
        })?;
    }
    Ok(())
}
