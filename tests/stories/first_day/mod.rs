//! The first day of a centre: from an empty database to ten closed incidents with five people, all by Telegram.
//!
//! `docs/first-day.ru.md` is what they saw.

mod day;
mod diary;
mod posts;
mod work;

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::{Outcome, Status};

use crate::engines::both_engines;
use day::{ANNA, BORIS, DINA, Day, GLEB, PEOPLE, VERA};

/// The terminal's part, and the only one: what a centre has, and who comes first.
async fn anna_opens_the_centre(day: &mut Day) -> Result<()> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/akhtubinsk.toml");
    day.w.command(&["apply", directory]).await?;
    day.w.start().await?;
    day.clock_strikes("08:30")?;
    let link = day.w.claims().await?;
    day.does(ANNA, |person| person.starts_with(&link)).await?;
    day.who(ANNA).sees("Вы здесь: администратор.")
}

async fn anna_invites(day: &mut Day, who: ChatId, roles: &[&str], unit: Option<&str>) -> Result<()> {
    day.writes(ANNA, "/invite").await?;
    day.presses_all(ANNA, roles).await?;
    day.presses(ANNA, "➡️ Дальше").await?;
    if let Some(unit) = unit {
        while day.who(ANNA).button(unit).is_err() {
            day.presses(ANNA, "➡️").await?;
        }
        day.presses(ANNA, unit).await?;
    }
    let link = day.who(ANNA).link()?;
    day.does(who, |person| person.starts_with(&link)).await?;
    day.who(who).sees("Здравствуйте, ")
}

async fn four_come_by_invite(day: &mut Day) -> Result<()> {
    day.clock_strikes("08:40")?;
    anna_invites(day, BORIS, &["оператор"], None).await?;
    anna_invites(day, VERA, &["ответственный за «Инцидент менеджмент»", "ответственный за СМИ"], None).await?;
    anna_invites(day, GLEB, &["ответственный получатель"], Some("Дороги и транспорт")).await?;
    anna_invites(day, DINA, &["ответственный получатель"], Some("ЖКХ")).await
}

/// Ten are closed, one follows another, one was nothing; nobody has anything left to do.
async fn the_day_is_done(day: &mut Day) -> Result<()> {
    day.clock_strikes("16:30")?;
    for (who, ..) in PEOPLE {
        day.writes(who, "/my").await?;
        day.who(who).sees("Сейчас вас ничего не ждёт.")?;
    }
    day.writes(VERA, "/find капремонт").await?;
    day.who(VERA).sees("нашёлся 1 инцидент")?;
    day.writes(BORIS, "/i 3").await?;
    day.who(BORIS).sees("✅ № 2026-000003")
}

async fn what_stands_in_the_books(day: &mut Day) -> Result<()> {
    let mut ends = Vec::new();
    for which in 1..=12 {
        let incident = day.w.incident(which).await?;
        ends.push((incident.number.map(|number| number.to_string()), incident.status, incident.outcome));
    }
    let closed: Vec<_> = ends.iter().filter(|(_, status, _)| *status == Status::Closed).collect();
    assert_eq!(closed.len(), 10, "{ends:?}");
    assert!(closed.iter().all(|(number, ..)| number.is_some()), "{ends:?}");
    for outcome in [Outcome::Solved, Outcome::Explained, Outcome::Refused] {
        assert!(closed.iter().any(|(.., ended)| *ended == Some(outcome)), "{outcome:?}: {ends:?}");
    }
    for (status, count) in [(Status::Duplicate, 1), (Status::Rejected, 1)] {
        assert_eq!(ends.iter().filter(|end| end.1 == status).count(), count, "{ends:?}");
    }
    assert_eq!(day.w.incidents().await?, 12);
    Ok(())
}

/// Those who do the work never learn who complained.
fn authors_stay_unseen(day: &Day) {
    for chat in [GLEB, DINA, ANNA] {
        for author in posts::AUTHORS {
            assert!(!day.diary.told(chat).contains(author), "{author} in {chat}");
        }
    }
    for author in posts::AUTHORS {
        assert!(day.diary.told(BORIS).contains(author), "{author} is known to the operator");
    }
}

both_engines! {
    async fn from_nothing_to_ten_closed_incidents(day: &mut Day) -> Result<()> {
        anna_opens_the_centre(day).await?;
        four_come_by_invite(day).await?;
        posts::come_in(day).await?;
        work::is_done(day).await?;
        the_day_is_done(day).await?;
        what_stands_in_the_books(day).await?;
        authors_stay_unseen(day);
        Ok(())
    }
}
