//! The main way with the real program, by buttons and typed replies alone.

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::emulator::{Origin, Sound};

use super::stage::{OPERATOR, RECIPIENT, Stage};
use crate::engines::both_engines;

const POST: &str = "На Ленина, 5 второй день нет воды. Когда дадут?";

both_engines! {
    async fn a_forwarded_post_becomes_a_published_answer(stage: &mut Stage) -> Result<()> {
        let bot = stage.run().await?;
        let (operator, recipient, coordinator) = (stage.operator(), stage.recipient(), stage.coordinator());
        for person in [&operator, &recipient, &coordinator] {
            stage.meets(person).await?;
        }

        let page = ChatId(-1_001_234);
        let _ = stage.emulator.channel(page, "Подслушано Ахтубинск");
        operator.forwards(&Origin::Channel { chat: page, post: MessageId(17), signature: None }, POST);
        let draft = stage.button(&operator, "✅ Зарегистрировать").await?;
        assert!(draft.text.contains("Подслушано Ахтубинск") && draft.text.contains("ЖКХ → Нет водоснабжения"), "{}", draft.text);
        let said = stage.press(&operator, "✅ Зарегистрировать").await?;
        let number = said.rsplit(' ').next().unwrap_or_default().to_owned();

        let card = stage.button(&recipient, "👌 Принять в работу").await?;
        assert!(card.text.contains(&number) && card.sound == Sound::On, "{}", card.text);
        stage.press(&recipient, "👌 Принять в работу").await?;
        stage.press(&recipient, "✍️ Ответить").await?;
        stage.words(&recipient, "Напишите ответ").await?;
        recipient.writes("Воду дали в 14:00, причина устранена.");
        stage.press(&recipient, "📨 На проверку").await?;

        let review = stage.button(&coordinator, "✅ Согласовать").await?;
        assert!(review.text.contains(&number), "{}", review.text);
        stage.press(&coordinator, "🔧 На доработку").await?;
        stage.words(&coordinator, "Что исправить").await?;
        coordinator.writes("Назовите причину");
        stage.words(&recipient, "Вернули на доработку").await?;
        stage.press(&recipient, "✍️ Ответить").await?;
        recipient.writes("Воду дали в 14:00, прорвало трубу, её заменили.");
        stage.press(&recipient, "📨 На проверку").await?;

        stage.press(&coordinator, "✅ Согласовать").await?;
        stage.press(&coordinator, "📢 Опубликовано").await?;
        stage.words(&coordinator, "Пришлите ссылку").await?;
        coordinator.writes("https://t.me/podsluh/17?comment=5");
        stage.press(&coordinator, "🏁 Решено").await?;

        for person in [OPERATOR, RECIPIENT] {
            let closed = format!("✅ № {number} · решено");
            stage.until(&closed, |emulator| emulator.newest(person, |shown| shown.text.starts_with(&closed))).await?;
        }
        assert_eq!(bot.stop().await?.code(), Some(0));
        Ok(())
    }
}
