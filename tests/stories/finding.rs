//! `/find`: by words, by number, of what one may see.

use anyhow::Result;
use insta::assert_snapshot;

use crate::engines::both_engines;
use crate::world::{World, posts};

both_engines! {
    async fn words_in_any_form_find_the_incident(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().forwards(posts::WATER).await?;
        w.forget_chats();
        w.operator().writes("/find ямы Ленина").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | /find ямы Ленина
        🔔 бот
        | 🔎 «ямы Ленина»: нашёлся 1 инцидент
        [№ 2026-000001 · На улице Ленина у дома 12 огромная яма, маш…]
        [🔄 Обновить]
        ");
        assert_eq!(w.operator().presses("№ 2026-000001 · На улице Ленина у дома 12 огромная яма, маш…").await?, "Карточка ниже");
        for asked in ["/find огром", "/find дорога яма", "/find Ахтубинск яма", "/find Подслушано машина", "/find 1", "/find № 2026-000001", "/find колёсами"] {
            w.forget_chats();
            w.operator().writes(asked).await?;
            w.operator().sees("нашёлся 1 инцидент")?;
            w.operator().button("№ 2026-000001 · На улице Ленина у дома 12 огромная яма, маш…")?;
        }
        Ok(())
    }

    async fn the_bot_waits_for_the_words(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.forget_chats();
        w.operator().writes("/find").await?;
        w.operator().writes("и на").await?;
        w.operator().writes("снег").await?;
        w.operator().writes("/find").await?;
        w.operator().presses("✖️ Отмена").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | /find
        🔔 бот
        | 🔎 Что найти?
        | Напишите слова из поста или ответа, тему, улицу или номер.
        👤 Оператор МЦУ
        | и на
        🔔 бот
        | По этим словам ничего не найти: они стоят везде. Назовите улицу, тему или слово из поста.
        👤 Оператор МЦУ
        | снег
        🔔 бот
        | 🔎 «снег»: ничего не нашлось.
        | Попробуйте другое слово или меньше слов: /find
        [🔄 Обновить]
        👤 Оператор МЦУ
        | /find
        🔔 бот
        | 🔎 Что найти?
        | Напишите слова из поста или ответа, тему, улицу или номер.
        ");
        assert_eq!(w.incidents().await?, 1, "what was looked for is no post");
        Ok(())
    }

    async fn the_reply_is_found_once_it_is_sent(w: &mut World) -> Result<()> {
        w.written().await?;
        w.coordinator().writes("/find щебень").await?;
        w.coordinator().sees("«щебень»: ничего не нашлось.")?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().writes("/find щебень").await?;
        w.coordinator().sees("«щебень»: нашёлся 1 инцидент")?;
        Ok(())
    }

    async fn what_is_added_and_changed_is_found(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().replies("📝 Черновик", "Рядом школа").await?;
        w.operator().writes("/find школы").await?;
        w.operator().sees("«школы»: нашёлся 1 инцидент")?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("🗂 Дороги").await?;
        w.operator().presses("Уборка снега").await?;
        w.operator().writes("/find уборка").await?;
        w.operator().sees("«уборка»: нашёлся 1 инцидент")?;
        Ok(())
    }

    async fn what_one_may_not_see_is_not_found(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().forwards(posts::WATER).await?;
        for nobody in ["/find яма", "/find ленин", "/find 1"] {
            w.forget_chats();
            w.neighbour().writes(nobody).await?;
            w.neighbour().sees("ничего не нашлось.")?;
        }
        w.media().writes("/find вода").await?;
        w.media().sees("«вода»: ничего не нашлось.")?;
        w.coordinator().writes("/find вода").await?;
        w.coordinator().sees("«вода»: нашёлся 1 инцидент")?;
        w.admin().writes("/find яма").await?;
        w.admin().sees("Команда /find вам не понадобится")?;
        Ok(())
    }

    async fn author_and_contacts_are_found_by_those_who_see_them(w: &mut World) -> Result<()> {
        let origin = mcu_bot::emulator::Origin::HiddenUser("Иванова Мария".to_owned());
        let text = posts::WITH_CONTACTS.text;
        w.operator().does(|person| person.forwards(&origin, text)).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        for asked in ["Иванова", "мария", "ivanova", "яма 927"] {
            w.forget_chats();
            w.head().writes(&format!("/find {asked}")).await?;
            w.head().sees("нашёлся 1 инцидент")?;
            w.recipient().writes(&format!("/find {asked}")).await?;
            w.recipient().sees("ничего не нашлось.")?;
        }
        w.recipient().writes("/find двор").await?;
        w.recipient().button("№ 2026-000001 · Яма во дворе, звоните [телефон] или пишите…")?;
        Ok(())
    }

    async fn pages_turn_in_place(w: &mut World) -> Result<()> {
        for house in 1..=10 {
            w.operator().writes(&format!("Яма у дома {house}")).await?;
        }
        w.forget_chats();
        w.operator().writes("/find яма").await?;
        assert_eq!(w.operator().presses("➡️").await?, "Страница 2");
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | /find яма
        🔔 бот
        | 🔎 «яма»: нашлось 10 инцидентов
        | Страница 2 из 2
        [📝 Яма у дома 2]
        [📝 Яма у дома 1]
        [⬅️] [🔄 Обновить]
        ");
        assert_eq!(w.operator().presses("🔄 Обновить").await?, "Страница 2");
        let (message, _) = w.operator().button("⬅️")?;
        assert_eq!(w.operator().presses_data(message, "lf:99:1").await?, "Страница 2");
        assert_eq!(w.operator().presses_data(message, "lf:1:99").await?, "Этот поиск был давно. Повторите: /find и слова.");
        for forged in ["lf:0:1", "lf:1", "lf:1:0", "lf:1:x", "lw:0", "lv:1:1"] {
            assert_eq!(w.operator().presses_data(message, forged).await?, "Эта кнопка не отсюда. Откройте /my.");
        }
        let told = w.coordinator().presses_data(message, "lf:1:1").await?;
        assert_eq!(told, "Этот поиск был давно. Повторите: /find и слова.", "a search is its owner's");
        Ok(())
    }
}
