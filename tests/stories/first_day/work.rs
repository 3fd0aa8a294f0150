//! What recipients, the coordinator and the operator do with ten incidents until they are closed.

use anyhow::{Result, ensure};
use mcu_bot::domain::ids::ChatId;

use super::day::{BORIS, DINA, Day, GLEB, VERA, told};
use crate::world::photo;

const ACCEPT: &str = "👌 Принять в работу";
const SEND: &str = "📨 На проверку";

pub async fn is_done(day: &mut Day) -> Result<()> {
    day.clock_strikes("10:20")?;
    gleb_works(day).await?;
    day.clock_strikes("10:50")?;
    dina_works(day).await?;
    day.clock_strikes("11:20")?;
    boris_calls(day).await?;
    day.clock_strikes("11:30")?;
    vera_judges(day).await?;
    day.clock_strikes("14:00")?;
    vera_publishes(day).await?;
    day.clock_strikes("15:00")?;
    vera_closes(day).await?;
    day.clock_strikes("15:40")?;
    one_is_opened_again(day).await
}

async fn answers(day: &mut Day, who: ChatId, number: i64, text: &str) -> Result<()> {
    day.on(who, number, "✍️ Ответить").await?;
    day.writes(who, text).await?;
    let toast = day.on(who, number, SEND).await?;
    ensure!(toast == "Ответ отправлен на проверку", "{toast}");
    Ok(())
}

async fn gleb_works(day: &mut Day) -> Result<()> {
    // By the button.
    day.on(GLEB, 1, ACCEPT).await?;
    answers(day, GLEB, 1, "Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20").await?;

    // By replying to the card, with several messages and photos.
    day.replies(GLEB, &told(2), "Здравствуйте! Траншею засыпали сегодня утром.").await?;
    day.writes(GLEB, "Асфальт восстановит подрядчик до 4 декабря. Отдел дорог, 4-15-20").await?;
    let pictures = [photo(&day.w.telegram, ""), photo(&day.w.telegram, "")];
    day.does(GLEB, |person| pictures.map(|picture| person.sends(picture))).await?;
    day.on(GLEB, 2, SEND).await?;

    // Not his: the lights are of the housing department that day.
    day.on(GLEB, 9, "↩️ Не к нам").await?;
    day.presses(GLEB, "Объект не наш").await?;
    day.writes(GLEB, "жкх").await?;
    let toast = day.on(BORIS, 9, "🏢 ЖКХ").await?;
    ensure!(toast == "Ответственный: ЖКХ", "{toast}");

    // Taken back, and sent again.
    day.on(GLEB, 6, ACCEPT).await?;
    answers(day, GLEB, 6, "Навес поставим весной.").await?;
    day.on(GLEB, 6, "↩️ Отозвать ответ").await?;
    day.writes(GLEB, "Точнее, до 15 апреля: деньги в бюджете есть. Отдел дорог, 4-15-20").await?;
    day.on(GLEB, 6, SEND).await?;

    for (number, text) in [
        (8, "Здравствуйте! Фонарь на Ленина, 30 заменили сегодня. Отдел дорог, 4-15-20"),
        (11, "Здравствуйте! Дорогу отсыплем щебнем до пятницы. Отдел дорог, 4-15-20"),
    ] {
        day.on(GLEB, number, ACCEPT).await?;
        answers(day, GLEB, number, text).await?;
    }
    Ok(())
}

async fn dina_works(day: &mut Day) -> Result<()> {
    for (number, text) in [
        (3, "Здравствуйте! Капитальный ремонт крыши включён в программу. Управление, 4-20-30"),
        (4, "Здравствуйте! Двор на Мира, 5 осмотрели, мусор убрали сегодня. Управление, 4-20-30"),
        (
            7,
            "Здравствуйте! Дом обследовали в октябре, аварийным он не признан: заключение комиссии № 14. Управление, 4-20-30",
        ),
        (9, "Здравствуйте! Светофор починили сегодня в 10:30. Управление, 4-20-30"),
    ] {
        day.on(DINA, number, ACCEPT).await?;
        answers(day, DINA, number, text).await?;
    }
    Ok(())
}

/// Дина answers this one by phone.
async fn boris_calls(day: &mut Day) -> Result<()> {
    day.on(BORIS, 5, "✍️ Ответить за исполнителя").await?;
    day.presses(BORIS, "Звонок").await?;
    day.writes(BORIS, "Здравствуйте! Перерасчёт сделали, он будет в декабрьской квитанции. Управление, 4-20-30")
        .await?;
    day.on(BORIS, 5, SEND).await?;
    Ok(())
}

async fn vera_judges(day: &mut Day) -> Result<()> {
    // A usual reason, and own words.
    day.on(VERA, 3, "🔧 На доработку").await?;
    day.presses(VERA, "Назовите срок").await?;
    day.on(VERA, 4, "🔧 На доработку").await?;
    day.writes(VERA, "Скажите, кто будет следить за двором дальше").await?;
    answers(day, DINA, 3, "Здравствуйте! Ремонт крыши начнём 10 мая, закончим до 1 июля. Управление, 4-20-30").await?;
    answers(day, DINA, 4, "Здравствуйте! Мусор убрали сегодня, дальше за двором следит УК «Уют». Управление, 4-20-30")
        .await?;
    day.on(VERA, 1, "⭐ 2").await?;
    day.on(VERA, 7, "⭐ 1").await?;
    for number in NUMBERS {
        let toast = day.on(VERA, number, "✅ Согласовать").await?;
        ensure!(toast == "Согласовано", "{number}: {toast}");
    }
    Ok(())
}

const NUMBERS: [i64; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11];

async fn vera_publishes(day: &mut Day) -> Result<()> {
    for number in NUMBERS {
        day.on(VERA, number, "📢 Опубликовано").await?;
        match number {
            11 => day.presses(VERA, "Без ссылки").await.map(drop)?,
            _ => day.writes(VERA, &format!("https://vk.com/wall-7_8?reply={number}")).await?,
        }
    }
    Ok(())
}

async fn vera_closes(day: &mut Day) -> Result<()> {
    for number in NUMBERS {
        let (label, toast) = match number {
            3 | 6 => ("🏁 Разъяснено", "Закрыто: разъяснено"),
            7 => ("🏁 Отказ обоснован", "Закрыто: отказ обоснован"),
            _ => ("🏁 Решено", "Закрыто: решено"),
        };
        let seen = day.on(VERA, number, label).await?;
        ensure!(seen == toast, "{number}: {seen}");
    }
    Ok(())
}

async fn one_is_opened_again(day: &mut Day) -> Result<()> {
    day.on(BORIS, 1, "🔓 Открыть снова").await?;
    day.presses(BORIS, "Работа не сделана").await?;
    answers(day, GLEB, 1, "Здравствуйте! Щебень размыло, засыпали заново и положили асфальт. Отдел дорог, 4-15-20")
        .await?;
    day.on(VERA, 1, "✅ Согласовать").await?;
    day.on(VERA, 1, "📢 Опубликовано").await?;
    day.writes(VERA, "https://vk.com/wall-7_8?reply=12").await?;
    day.on(VERA, 1, "🏁 Решено").await?;
    Ok(())
}
