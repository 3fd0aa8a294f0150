//! How long `/find`, `/my` and `/overdue` take: `cargo bench --bench search -- 100000 postgres://…`.

use anyhow::Result;
use mcu_bot::clock::Clock;
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::ids::{ChatId, PersonId};
use mcu_bot::domain::incident::{Channel, Incident, Number, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::search::{Findable, Query};
use mcu_bot::domain::visibility::Scope;
use mcu_bot::domain::waiting::{Doer, Step};
use mcu_bot::store::lists::{self, Sees, Today};
use mcu_bot::store::{Db, incidents, people, search};

const NOW: Moment = Moment::from_millis(1_795_420_800_000);
const STREETS: [&str; 10] =
    ["Ленина", "Мира", "Щербакова", "Франко", "Садовая", "Волжская", "Степная", "Речная", "Чкалова", "Победы"];
const TROUBLES: [&str; 8] = [
    "огромная яма, машины бьют колёса",
    "второй день нет воды",
    "не горит фонарь у школы",
    "не вывозят мусор",
    "холодные батареи в подъезде",
    "упало дерево на площадку",
    "стая собак пугает детей",
    "не чистят снег во дворе",
];

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let count: usize = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let db = match arguments.get(1) {
        Some(url) => Db::open_postgres(url).await?,
        None => Db::open_sqlite(&folder.path().join("mcu.db")).await?,
    };
    db.migrate().await?;
    let me = fill(&db, count).await?;
    for asked in [
        "яма",
        "яма Ленина",
        "яма Ленина 4711",
        "редкость",
        "редкость яма",
        "дом",
        "нет слова",
        "огр",
        "батареи фонарь",
    ] {
        measure(&db, asked).await?;
    }
    let clock = Clock::system();
    let all = Sees::from(&Scope::All);
    let mut tx = db.read().await?;
    let begun = clock.elapsed();
    let late = lists::count_overdue(&mut tx, &all, NOW).await?;
    lists::overdue(&mut tx, &all, NOW, 1).await?;
    println!("/overdue: {late} late, {:?}", clock.elapsed().saturating_sub(begun));
    let doer = Doer { people: vec![me], units: vec!["roads".into()], led: Vec::new(), steps: Step::ALL.to_vec() };
    let today = Today { now: NOW, ends: NOW };
    let begun = clock.elapsed();
    let counts = lists::count_waiting(&mut tx, &doer, today).await?;
    lists::waiting(&mut tx, &doer, today, lists::PAGE, 0).await?;
    println!("/my: {} waiting, {:?}", mcu_bot::domain::waiting::total(&counts), clock.elapsed().saturating_sub(begun));
    tx.rollback().await?;
    if let Db::Sqlite { file, .. } = &db {
        println!("size: {} MB", std::fs::metadata(file)?.len() / 1_000_000);
    }
    Ok(())
}

/// One incident in a hundred is open.
async fn fill(db: &Db, count: usize) -> Result<PersonId> {
    let clock = Clock::system();
    let begun = clock.elapsed();
    let mut tx = db.begin().await?;
    let me = people::add(&mut tx, ChatId(1), "Раньше", &[], NOW).await?;
    for at in 0..count {
        let (street, trouble) = (STREETS[at / 8 % 10], TROUBLES[at % 8]);
        let sequence = i64::try_from(at)? + 1;
        let rare = if at % 1000 == 0 { "редкость" } else { "" };
        let text = format!(
            "На улице {street} у дома {} {trouble}. Когда это исправят? Пишу уже не первый раз {rare}",
            at % 9973
        );
        let draft = Incident { text, unit: Some("roads".into()), ..Incident::draft(Channel::Vk, me, NOW) };
        let mut incident = incidents::insert(&mut tx, &draft).await?;
        incident.number = Some(Number { year: 2026, sequence });
        incident.status = if at % 100 == 0 { Status::InProgress } else { Status::Closed };
        incident.reply_due = Some(Moment::from_millis(NOW.millis() - sequence));
        incidents::save(&mut tx, &incident).await?;
        search::index(&mut tx, incident.id, &Findable::of(&incident, None, &Directory::empty())).await?;
    }
    tx.commit().await?;
    println!("{count} incidents written in {:?}", clock.elapsed().saturating_sub(begun));
    Ok(me)
}

async fn measure(db: &Db, asked: &str) -> Result<()> {
    let clock = Clock::system();
    let Some(query) = Query::read(asked) else { return Ok(()) };
    let sees = Sees::from(&Scope::All);
    let mut times = Vec::new();
    let mut found = search::Found::default();
    for _ in 0..5 {
        let mut tx = db.read().await?;
        let begun = clock.elapsed();
        found = search::find(&mut tx, &query, &sees, 1).await?;
        times.push(clock.elapsed().saturating_sub(begun));
        tx.rollback().await?;
    }
    times.sort();
    println!("/find {asked}: {} found{}, {:?}", found.part.total, if found.cut { ", cut" } else { "" }, times[2]);
    Ok(())
}
