//! What residents wrote that morning, in every shape it comes in, and what the operator makes of it.

use anyhow::{Result, ensure};
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::emulator::Origin;
use mcu_bot::messenger::event::AttachmentKind;
use serde_json::json;

use super::day::{BORIS, Day, told};
use crate::world::posts::{AKHTUBINSK, POTHOLE, Post};

/// Names and numbers of residents.
pub const AUTHORS: [&str; 3] = ["Марина Соколова", "Сосед Петрович", "927 111-22-33"];

const REGISTER: &str = "✅ Зарегистрировать";
const LIGHTS: &str = "Светофор мигает второй день, перекрёсток Франко и Щербакова";

pub async fn come_in(day: &mut Day) -> Result<()> {
    day.clock_strikes("09:00")?;
    forwards_come(day).await?;
    day.clock_strikes("09:20")?;
    typed_words_and_pictures_come(day).await?;
    day.clock_strikes("09:40")?;
    a_voice_a_comment_and_a_point_come(day).await?;
    day.clock_strikes("10:00")?;
    a_second_time_and_a_spam_come(day).await
}

async fn registers(day: &mut Day, number: i64) -> Result<()> {
    let toast = day.presses(BORIS, REGISTER).await?;
    ensure!(toast == format!("Зарегистрировано: {}", told(number)), "{toast}");
    Ok(())
}

async fn forwards_channel(day: &mut Day, post: Post) -> Result<()> {
    let origin = day.who(BORIS).origin(post);
    day.does(BORIS, |person| person.forwards(&origin, post.text)).await?;
    Ok(())
}

async fn forwards_come(day: &mut Day) -> Result<()> {
    forwards_channel(day, POTHOLE).await?;
    registers(day, 1).await?;

    let resident = Origin::User(day.w.telegram.person(ChatId(5001), "Марина Соколова"));
    let text = "Здравствуйте! На Щербакова, 5 разрыли дорогу и не засыпали яму. Мой телефон 8 927 111-22-33";
    day.does(BORIS, |person| person.forwards(&resident, text)).await?;
    registers(day, 2).await?;

    let hidden = Origin::HiddenUser("Сосед Петрович".to_owned());
    let text = "Когда будет капремонт крыши на Волгоградской, 8? Вода по стенам";
    day.does(BORIS, |person| person.forwards(&hidden, text)).await?;
    registers(day, 3).await?;

    // Nothing is known of it: no topic, no unit, no place.
    let group = day.w.telegram.group(ChatId(-5002), "Наш двор").id();
    let group = Origin::Chat { chat: group, signature: None };
    day.does(BORIS, |person| person.forwards(&group, "Сколько можно это терпеть, сделайте уже хоть что-нибудь!"))
        .await?;
    day.presses(BORIS, "📍 Место").await?;
    day.writes(BORIS, "Ахтубинск, Мира 5").await?;
    registers(day, 4).await?;
    day.on(BORIS, 4, "🏢 Ответственный").await?;
    day.writes(BORIS, "жкх").await?;
    day.presses(BORIS, "ЖКХ").await?;
    Ok(())
}

async fn typed_words_and_pictures_come(day: &mut Day) -> Result<()> {
    day.writes(BORIS, "В ВК пишут: в квитанции ошибка, перерасчёт не делают https://vk.com/wall-7_8").await?;
    registers(day, 5).await?;
    day.does(BORIS, |person| person.sends_album(3, "Остановка без навеса, ул. Франко, 2")).await?;
    registers(day, 6).await?;
    day.on(BORIS, 6, "❗ Важность").await?;
    day.presses(BORIS, "повышенная").await?;
    day.does(BORIS, |person| person.sends_photo("Дом разваливается, Сталинградская, 10, аварийный дом")).await?;
    registers(day, 7).await
}

async fn a_voice_a_comment_and_a_point_come(day: &mut Day) -> Result<()> {
    let voice = |person: &mcu_bot::emulator::Person| {
        person.sends_file(AttachmentKind::Voice, "voice.ogg", b"a voice".to_vec(), "")
    };
    day.does(BORIS, voice).await?;
    day.replies(BORIS, "📝 Черновик", "Говорят, в Ахтубинске на Ленина, 30 не горит фонарь").await?;
    day.presses(BORIS, "🏢 Ответственный").await?;
    day.writes(BORIS, "дорог").await?;
    day.presses(BORIS, "Дороги и транспорт").await?;
    registers(day, 8).await?;

    let post = Post { channel: AKHTUBINSK, number: MessageId(331), text: LIGHTS };
    let origin = day.who(BORIS).origin(post);
    day.does(BORIS, |person| {
        person.writes("Пишут с утра, просят быстрее");
        person.forwards(&origin, post.text)
    })
    .await?;
    registers(day, 9).await?;

    let point = json!({ "location": { "latitude": 48.285, "longitude": 46.17 } });
    day.does(BORIS, |person| person.sends(point)).await?;
    day.replies(BORIS, "на карте", "Здесь ни пройти ни проехать").await?;
    day.presses(BORIS, "🏷 Тема").await?;
    day.writes(BORIS, "грейдер").await?;
    day.presses(BORIS, "Дороги → Грунтовые дороги: щебень и грейдер").await?;
    registers(day, 10).await?;
    day.on(BORIS, 10, "↩️ Отменить регистрацию").await?;
    registers(day, 11).await
}

async fn a_second_time_and_a_spam_come(day: &mut Day) -> Result<()> {
    forwards_channel(day, POTHOLE).await?;
    let toast = day.presses(BORIS, "🔁 Дубликат № 2026-000001").await?;
    ensure!(toast == "Дубликат № 2026-000001", "{toast}");
    day.writes(BORIS, "Скидки на окна, только до пятницы, звоните").await?;
    day.presses(BORIS, "🗑 Отклонить").await?;
    day.presses(BORIS, "спам").await?;
    Ok(())
}
