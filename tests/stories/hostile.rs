//! Bad input: forged, stale and foreign buttons, strange words, updates nobody foresaw.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::MessageId;
use mcu_bot::domain::incident::Status;
use serde_json::json;

use crate::chance::Random;
use crate::engines::both_engines;
use crate::world::{Stumble, World, posts};

both_engines! {
    async fn forged_buttons_do_nothing(w: &mut World) -> Result<()> {
        w.registered().await?;
        let card = w.recipient().seen("№ 2026-000001")?.id;
        let before = w.recipient().chat();
        for data in ["", " ", "\u{2003}", "?", "a", "a:0", "a:-1", "a:01", "a:+1", "a:1:2", "a:99999999999999999999", "u:1:ЖКХ", "u:1:", "zz:1",
            "a:1;DROP TABLE incident", "ra:1:0", "c:1:won", "tt:1:99999999", "\u{202e}a:1", "rm:1", "rm:1:3", "rm:1:", "rt:1:1", "qr:1:won", "qo:1", "op:1:2", "vv:1:-1"] {
            assert_eq!(w.recipient().presses_data(card, data).await?, "Эта кнопка не отсюда. Откройте /my.", "{data}");
        }
        for data in ["a:999", "h:999", "ra:999:1", "rs:1:1"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Не нашёл такого инцидента. Что вас ждёт, покажет /my.", "{data}");
        }
        assert_eq!(w.recipient().presses_data(MessageId(99_999), "m:1").await?, "");
        assert_eq!(w.recipient().chat(), before);
        assert_eq!(w.history(1).await?.len(), 2);
        Ok(())
    }

    async fn an_address_of_a_whole_page_costs_no_post(w: &mut World) -> Result<()> {
        // Letters that no index can press together.
        let mut random = Random::new(5);
        let path: String = (0..4000).filter_map(|_| char::from_digit(u32::try_from(random.below(36)).ok()?, 36)).collect();
        w.operator().writes(&format!("https://example.ru/{path} Яма")).await?;
        w.operator().sees("📝 Черновик")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_eq!(w.incidents().await?, 1);
        Ok(())
    }

    async fn a_foreign_incident_does_not_exist(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let anywhere = MessageId(1);
        for data in ["a:1", "w:1", "s:1", "m:1", "h:1", "rs:1:3", "re:1", "rd:1", "ra:1:3", "u:1:zhkh", "x:1", "c:1:solved"] {
            let told = w.neighbour().presses_data(anywhere, data).await?;
            assert_eq!(told, "Не нашёл такого инцидента. Что вас ждёт, покажет /my.", "{data}");
        }
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn what_another_post_decides_is_not_done(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let (card, approve) = w.coordinator().button("✅ Согласовать")?;
        for data in [approve.as_str(), "r:1", "u:1:zhkh", "x:1", "h:1", "c:1:solved"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.", "{data}");
        }
        for data in ["rs:1:2", "re:1", "rd:1"] {
            let told = w.colleague().presses_data(card, data).await?;
            assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.", "{data}");
        }
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn buttons_of_a_closed_incident_explain_themselves(w: &mut World) -> Result<()> {
        w.closed().await?;
        let card = w.recipient().seen("✅ № 2026-000001")?.id;
        for data in ["a:1", "w:1"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Кнопка устарела: решено, Пресс-служба. Карточка обновлена.", "{data}");
        }
        w.recipient().replies("✅ № 2026-000001", "И ещё фото").await?;
        w.recipient().sees("Уже не получится: решено. Что вас ждёт, покажет /my.")?;
        assert_eq!(w.history(1).await?.len(), 7);
        Ok(())
    }

    async fn an_old_preview_does_not_send_what_was_not_read(w: &mut World) -> Result<()> {
        w.written().await?;
        let (preview, send) = w.recipient().button("📨 На проверку")?;
        w.recipient().writes("И ещё: знак поставили").await?;
        let told = w.recipient().presses_data(preview, &send).await?;
        assert_eq!(told, "Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.");
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn markup_and_tricks_in_words_are_only_words(w: &mut World) -> Result<()> {
        let tricky = "<b>Яма</b> & <script>alert(1)</script> \u{202e}кинтодо\u{202c} ч\u{200b}ас\u{feff} &lt;i&gt;";
        let origin = w.operator().origin(posts::Post {
            channel: posts::Channel { title: "<i>Подслушано</i> & \u{202e}Ко", ..posts::AKHTUBINSK },
            ..posts::POTHOLE
        });
        w.operator().does(|person| person.forwards(&origin, tricky)).await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «<i>Подслушано</i> & Ко» · пост 325
        |
        | «<b>Яма</b> & <script>alert(1)</script> кинтодо час &lt;i&gt;»
        | 🔗 пост
        |
        | 🏷 Дороги → Ямы на дорогах · по слову «яма»
        | 🏢 Дороги · отвечает за тему
        | 📍 Ахтубинск
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().sees("«<b>Яма</b> & <script>alert(1)</script>")?;
        w.recipient().replies("№ 2026-000001", "</b>Готово & <тут>").await?;
        w.recipient().sees("«</b>Готово & <тут>»")?;
        Ok(())
    }

    async fn a_text_of_a_hundred_kilobytes_is_a_draft(w: &mut World) -> Result<()> {
        let long = "Яма <&> на дороге 🚧 ".repeat(4000);
        w.operator().writes(&long).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert!(w.recipient().seen("🆕 № 2026-000001")?.text.contains('…'), "cut for the card");
        assert_eq!(w.incident(1).await?.text.trim(), long.trim(), "kept whole");
        w.recipient().replies("№ 2026-000001", &long).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes(&long).await?;
        w.recipient().sees("🔧 Вернули на доработку — № 2026-000001")?;
        w.operator().presses("📜 История").await?;
        Ok(())
    }

    async fn an_emptied_forward_is_told_of(w: &mut World) -> Result<()> {
        let origin = w.operator().origin(posts::POTHOLE);
        w.operator().does(|person| person.forwards_with(&origin, json!({}))).await?;
        w.operator().sees("В сообщении нет ни текста, ни вложений. Перешлите пост целиком или перескажите его словами.")?;
        assert_eq!(w.incidents().await?, 0);
        Ok(())
    }

    async fn updates_of_unknown_kinds_pass(w: &mut World) -> Result<()> {
        for update in [
            json!({ "poll": { "id": "1" } }),
            json!({ "brand_new_thing": { "chat": { "id": 1001, "type": "private" }, "text": "?" } }),
            json!({}),
            json!({ "message": "not an object" }),
            json!({ "message": { "message_id": 1 } }),
            json!({ "callback_query": { "id": "x" } }),
            json!("a string"),
        ] {
            w.telegram.push_raw_update(update);
            w.run_until_idle().await?;
        }
        w.registered().await?;
        Ok(())
    }

    async fn an_update_that_cannot_be_handled_is_put_aside(w: &mut World) -> Result<()> {
        for (how, shown) in [(Stumble::CannotRead, "as the story wants it"), (Stumble::Panics, "panic: as the story wants it")] {
            w.stumbles_over("непонятное", how)?;
            w.forget_chats();
            w.operator().writes("Нечто непонятное").await?;
            let number = w.telegram.last_update().unwrap().to_string();
            assert_eq!(World::take_errors().len(), 3, "three attempts");
            w.operator().writes("Яма на Ленина").await?;
            w.operator().sees("📝 Черновик")?;
            w.operator().sees(&format!("Не получилось обработать сообщение, номер {number}."))?;
            w.admin().sees(&format!("⚠️ Сообщение не обработано, номер {number}."))?;
            let listed = w.command(&["failed", "list"]).await?;
            assert!(listed.contains(&number) && listed.contains(shown) && !listed.contains("Нечто"), "{listed}");

            // Put right, it is tried again, and nothing is left.
            w.restart().await?;
            w.command(&["failed", "retry", &number]).await?;
            w.looks_around().await?;
            w.operator().sees("«Нечто непонятное»")?;
            assert_eq!(w.command(&["failed", "list"]).await?, "");
        }
        Ok(())
    }

    async fn a_failed_press_is_answered_and_can_be_dropped(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.stumbles_over("callback_query", Stumble::Panics)?;
        let press = w.recipient().person.presses_newest("👌 Принять в работу")?;
        w.run_until_idle().await?;
        assert_eq!(World::take_errors().len(), 3, "three attempts");
        let number = w.telegram.last_update().unwrap().to_string();
        assert_eq!(w.toast(&press).await?, format!("Не получилось, номер {number}. Мы видим это; попробуйте иначе"));
        w.command(&["failed", "drop", &number]).await?;
        w.restart().await?;
        w.recipient().presses("👌 Принять в работу").await?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn contacts_are_shown_to_those_who_may_see_them(w: &mut World) -> Result<()> {
        let origin = mcu_bot::emulator::Origin::HiddenUser("Иванова Мария".to_owned());
        let text = posts::WITH_CONTACTS.text;
        w.operator().does(|person| person.forwards(&origin, text)).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | Telegram
        | 👤 Иванова Мария
        | 🏢 Дороги
        |
        | «Яма во дворе, звоните 8 (927) 123-45-67 или пишите ivanova@mail.ru»
        |
        | 👌 принять до пт 27 нояб., 15:05
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [👌 Принять за исполнителя]
        [✍️ Ответить за исполнителя]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        [↩️ Отменить регистрацию]
        ");
        assert_snapshot!(w.recipient().card(1).await?, @"
        🔔 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        |
        | «Яма во дворе, звоните [телефон] или пишите [почта]»
        |
        | 👌 принять до пт 27 нояб., 15:05
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [👌 Принять в работу]
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        [↩️ Не к нам] [👤 Передать]
        ");
        w.media().writes("/i 1").await?;
        w.media().does_not_see("ivanova")?;
        w.media().does_not_see("Иванова")?;
        w.head().writes("/i 1").await?;
        w.head().sees("Иванова Мария")?;
        Ok(())
    }
}
