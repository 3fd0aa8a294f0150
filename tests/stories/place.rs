//! Where it is: found in words and on the map, changed by the operator.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::Origin;
use serde_json::{Value, json};

use crate::engines::both_engines;
use crate::world::{World, posts};

const MAP: &str = "на карте";

fn location(latitude: f64, longitude: f64) -> Value {
    json!({ "location": { "latitude": latitude, "longitude": longitude } })
}

both_engines! {
    async fn a_place_in_the_words_is_better_than_the_channels(w: &mut World) -> Result<()> {
        w.operator().writes("В Нижнем Баскунчаке на Советской улице у дома 3 не горит фонарь").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        |
        | «В Нижнем Баскунчаке на Советской улице у дома 3 не горит фонарь»
        |
        | 🏷 Благоустройство → Уличное освещение · по слову «фонарь»
        | 🏢 Нижний Баскунчак · отвечает за населённый пункт
        | 📍 Нижний Баскунчак, ул. Советская, 3
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        Ok(())
    }

    async fn the_place_of_a_draft_is_chosen_or_typed(w: &mut World) -> Result<()> {
        w.operator().writes("Фонарь не горит").await?;
        w.operator().sees("ответственный не выбран")?;
        w.operator().presses("📍 Место").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        |
        | «Фонарь не горит»
        |
        | 🏷 Благоустройство → Уличное освещение · по слову «фонарь»
        | 🏢 ответственный не выбран
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        |
        | Где это? Выберите из списка или напишите: «Ленина, 12», «Капустин Яр, ул. Мира, 5». Можно прислать геометку.
        [Ахтубинск]
        [Нижний Баскунчак]
        [◀️ Назад]
        ");
        // The unit follows the place while it is only suggested.
        assert_eq!(w.operator().presses("Нижний Баскунчак").await?, "Место: Нижний Баскунчак");
        w.operator().sees("🏢 Нижний Баскунчак · отвечает за населённый пункт")?;

        // A street alone keeps the settlement, another settlement takes its own street.
        w.operator().presses("📍 Место").await?;
        w.operator().writes("советская 12а").await?;
        w.operator().sees("📍 Нижний Баскунчак, ул. Советская, 12а")?;
        w.operator().presses("📍 Место").await?;
        w.operator().writes("14").await?;
        w.operator().sees("📍 Нижний Баскунчак, ул. Советская, 14")?;
        w.operator().presses("📍 Место").await?;
        w.operator().writes("Ахтубинск, ул. Мира 5").await?;
        w.operator().sees("📍 Ахтубинск, ул. Мира, 5")?;
        w.operator().sees("🏢 ответственный не выбран")?;

        w.operator().presses("📍 Место").await?;
        assert_eq!(w.operator().presses("🚫 Убрать место").await?, "Место убрано");
        w.operator().does_not_see("📍")?;
        assert_eq!(w.incidents().await?, 1, "nothing that was typed became a draft");
        Ok(())
    }

    async fn words_that_are_no_place_are_asked_again(w: &mut World) -> Result<()> {
        w.operator().writes("Фонарь не горит").await?;
        w.operator().presses("📍 Место").await?;
        w.operator().writes("понятия не имею").await?;
        w.operator().sees("Не понял место.")?;
        w.operator().writes("Ленина 3").await?;
        w.operator().sees("📍 ул. Ленина, 3")?;
        // ◀️ Назад: what is typed next is a draft again.
        w.operator().presses("📍 Место").await?;
        w.operator().presses("◀️ Назад").await?;
        w.operator().writes("Нет воды на ул. Мира, 5").await?;
        assert_eq!(w.incidents().await?, 2);
        Ok(())
    }

    async fn a_point_on_the_map_names_the_settlement(w: &mut World) -> Result<()> {
        w.operator().does(|person| person.sends(location(48.23, 46.80))).await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        |
        | 🏷 тема не нашлась, выберите
        | 🏢 Нижний Баскунчак · отвечает за населённый пункт
        | 📍 Нижний Баскунчак · на карте
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        let card = w.operator().seen(MAP)?;
        assert!(card.html.contains("yandex.ru/maps/?pt=46.8,48.23"), "{}", card.html);
        assert_eq!(w.incident(1).await?.point, Some((48.23, 46.80)));

        // Far from every settlement only the map is left.
        w.operator().does(|person| person.sends(location(40.0, 40.0))).await?;
        w.operator().sees("📍 на карте")?;
        Ok(())
    }

    async fn a_point_that_comes_later_joins_the_draft_or_the_place(w: &mut World) -> Result<()> {
        w.operator().writes("Фонарь не горит").await?;
        let card = w.operator().seen("Фонарь не горит")?.id;
        w.operator().does(|person| person.replies_with(card, location(48.23, 46.80))).await?;
        w.operator().sees("📍 Нижний Баскунчак · на карте")?;
        w.operator().presses("📍 Место").await?;
        w.operator().does(|person| person.sends(location(48.29, 46.18))).await?;
        w.operator().sees("📍 Ахтубинск · на карте")?;
        assert_eq!(w.incidents().await?, 1);
        Ok(())
    }

    async fn after_registration_the_place_changes_and_the_unit_stays(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.operator().presses("📍 Место").await?;
        assert_eq!(w.operator().presses("Нижний Баскунчак").await?, "Место: Нижний Баскунчак");
        w.recipient().sees("📍 Нижний Баскунчак")?;
        w.operator().sees("🏢 Дороги")?;
        w.operator().presses("📜 История").await?;
        w.operator().sees("изменено место — Ахтубинск, ул. Ленина, 12 → Нижний Баскунчак")?;
        w.recipient().has_no_button("📍 Место")?;
        w.coordinator().writes("/i 1").await?;
        w.coordinator().presses("📍 Место").await?;
        w.coordinator().writes("Ахтубинск, Мира 5").await?;
        w.recipient().sees("📍 Ахтубинск, ул. Мира, 5")?;
        Ok(())
    }

    async fn a_recipient_cannot_change_the_place(w: &mut World) -> Result<()> {
        w.registered().await?;
        let (message, _) = w.recipient().button("👌 Принять в работу")?;
        let toast = w.recipient().presses_data(message, "g:1:baskunchak").await?;
        assert_eq!(toast, "Это решает другой человек. Что ждёт вас, покажет /my.");
        let toast = w.operator().presses_data(message, "g:1:nowhere").await?;
        assert_eq!(toast, "Этого больше нет в справочнике. Карточка обновлена, выберите ещё раз.");
        assert_eq!(w.incident(1).await?.settlement, Some("akhtubinsk".into()));
        Ok(())
    }

    async fn the_card_tells_where_the_post_stood(w: &mut World) -> Result<()> {
        let told = [
            ("Яма https://vk.com/wall-1_2", "| ВК\n"),
            ("Яма https://vk.com/wall-1_2?reply=3", "| ВК · комментарий\n"),
            ("Яма https://vk.com/clip-1_2", "| ВК · клип\n"),
            ("Яма https://ok.ru/video/12", "| ОК · видео\n"),
            ("Яма https://t.me/c/1234567/325", "| Telegram\n"),
            ("Яма https://instagram.com/stories/a/1", "| Instagram · история\n"),
            ("Яма https://facebook.com/photo?fbid=1", "| Facebook · фото\n"),
            ("Яма https://max.ru/c/-100/AZabc", "| MAX\n"),
            ("Яма https://dzen.ru/a/abc", "| сайт · dzen.ru\n"),
            ("Яма https://clck.ru/abc", "| сайт · clck.ru\n"),
        ];
        for (which, (text, line)) in (1..).zip(told) {
            w.operator().writes(text).await?;
            let card = w.operator().card(which).await?;
            assert!(card.contains(line), "{text}: {card}");
        }
        Ok(())
    }

    async fn the_card_tells_who_is_forwarded(w: &mut World) -> Result<()> {
        let resident = w.telegram.person(ChatId(5001), "Анна Петрова");
        let group = w.telegram.group(ChatId(-1_001_000_000_077), "Соседи").id();
        let channel = w.operator().origin(posts::POTHOLE);
        let origins = [
            (channel, "| Telegram · «Подслушано Ахтубинск» · пост 325\n|\n"),
            (Origin::Chat { chat: group, signature: None }, "| Telegram · «Соседи»\n|\n"),
            (Origin::User(resident), "| Telegram\n| 👤 Анна Петрова\n|\n"),
            (Origin::HiddenUser("Сосед".to_owned()), "| Telegram\n| 👤 Сосед\n|\n"),
        ];
        for (which, (origin, lines)) in (1..).zip(origins) {
            w.operator().does(|person| person.forwards(&origin, "Яма")).await?;
            let card = w.operator().card(which).await?;
            assert!(card.contains(lines), "{card}");
        }
        Ok(())
    }
}
