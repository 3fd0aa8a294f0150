//! What becomes of comments, edits, posts sent while a reply is written, and of every kind of message.

use std::time::Duration;

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::Origin;
use mcu_bot::messenger::event::AttachmentKind;
use serde_json::json;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, photo, posts};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The operator answers for the roads too, and writes a reply to the first incident.
async fn operator_writes(w: &mut World) -> Result<()> {
    let post = ["--role", "recipient", "--unit", "roads"];
    let person = ["people", "add", "--telegram-id", "1001", "--name", "Оператор МЦУ"];
    w.command(&[&person[..], &post[..]].concat()).await?;
    w.registered().await?;
    w.operator().presses("✍️ Ответить").await?;
    w.operator().writes("Яму засыпали.").await?;
    w.forget_chats();
    Ok(())
}

both_engines! {
    async fn a_comment_before_a_forward_becomes_its_note(w: &mut World) -> Result<()> {
        w.operator().does(|person| person.writes("Дорогам, сегодня же: звонил 8 927 123-45-67")).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        assert_eq!(w.incidents().await?, 1);
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Дорогам, сегодня же: звонил 8 927 123-45-67
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 325
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        | 💬 Дорогам, сегодня же: звонил 8 927 123-45-67
        |
        | 🏷 Дороги → Ямы на дорогах · по слову «яма»
        | 🏢 Дороги · отвечает за тему
        | 📍 Ахтубинск, ул. Ленина, 12
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        👤 Оператор МЦУ
        | На улице Ленина у дома 12 огромная яма, машины бьют колёса
        ");
        assert_eq!(w.history(1).await?, ["create Оператор МЦУ", "add Оператор МЦУ"]);
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().sees("💬 Дорогам, сегодня же: звонил [телефон]")?;
        Ok(())
    }

    async fn the_comment_of_a_forwarded_album_is_its_note_and_can_be_edited(w: &mut World) -> Result<()> {
        let origin = w.operator().origin(posts::POTHOLE);
        let parts = ["Яма на Ленина", ""].map(|caption| {
            let mut part = photo(&w.telegram, caption);
            part["media_group_id"] = json!("of-a-forward");
            part
        });
        let comment = w.operator().does(|person| {
            let comment = person.writes("Срочно");
            for part in parts {
                person.forwards_with(&origin, part);
            }
            comment
        }).await?;
        assert_eq!(w.incidents().await?, 1);
        w.operator().sees("📷 2 фото · 🔗 пост\n💬 Срочно")?;
        w.operator().does(|person| person.edits(comment, "Не срочно")).await?;
        w.operator().sees("💬 Не срочно")?;
        w.operator().sees("«Яма на Ленина»")?;
        Ok(())
    }

    async fn words_written_earlier_or_touched_since_are_no_comment(w: &mut World) -> Result<()> {
        w.operator().writes("На Мира яма").await?;
        w.clock.advance(Duration::from_secs(3));
        w.operator().forwards(posts::WATER).await?;
        assert_eq!(w.incidents().await?, 2);
        w.operator().writes("На Мира темно").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().forwards(posts::POTHOLE).await?;
        assert_eq!(w.incidents().await?, 4);
        // Two forwards are two posts, however close.
        w.operator().forwards(posts::RIDDLE).await?;
        assert_eq!(w.incidents().await?, 5);
        assert!(w.incident(5).await?.note.is_none());
        Ok(())
    }

    async fn an_edit_changes_the_draft_and_what_is_still_suggested(w: &mut World) -> Result<()> {
        let post = w.operator().writes("Звонят с Мира").await?;
        w.operator().sees("тема не нашлась")?;
        w.operator().does(|person| person.edits(post, "Нет воды на Мира https://vk.com/wall-7_8")).await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | ВК
        |
        | «Нет воды на Мира https://vk.com/wall-7_8»
        | 🔗 пост
        |
        | 🏷 ЖКХ → Нет водоснабжения · по слову «нет воды»
        | 🏢 ЖКХ · отвечает за тему
        | ❗ важность повышенная · по теме
        | ⏰ ответить до пн 30 нояб., 09:05 · 4 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        // More words of the same draft count too; what a person has chosen stays.
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Дороги").await?;
        w.operator().replies("Черновик", "И яма у дома 5").await?;
        w.operator().does(|person| person.edits(post, "На Мира беда https://vk.com/wall-7_9")).await?;
        let draft = w.incident(1).await?;
        assert_eq!(draft.text, "На Мира беда https://vk.com/wall-7_9\n\nИ яма у дома 5");
        assert_eq!(draft.link.as_deref(), Some("https://vk.com/wall-7_9"));
        assert_eq!((draft.topic.map(|topic| topic.0), draft.unit.map(|unit| unit.0)), (Some("roads-potholes".into()), Some("roads".into())));
        Ok(())
    }

    async fn an_edit_after_registration_is_only_noted(w: &mut World) -> Result<()> {
        let post = w.operator().writes("Яма на Мира").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.operator().does(|person| person.edits(post, "Яма на Мира, 5")).await?;
        w.operator().does(|person| person.edits(post, "Яма на Мира, 5")).await?;
        assert_eq!(w.history(1).await?, ["create Оператор МЦУ", "register Оператор МЦУ", "edit Оператор МЦУ", "edit Оператор МЦУ"]);
        assert_eq!(w.incident(1).await?.text, "Яма на Мира");
        assert_eq!(w.operator().chat(), "", "nobody is told");
        w.operator().presses("📜 История").await?;
        assert!(w.operator().card(1).await?.contains("сообщение изменили — Яма на Мира, 5"));
        Ok(())
    }

    async fn an_edit_changes_an_unsent_reply_and_no_sent_one(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        let first = w.recipient().writes("Засыпали.").await?;
        w.recipient().writes("Асфальт в среду.").await?;
        let (preview, old) = w.recipient().button("📨 На проверку")?;
        w.recipient().does(|person| person.edits(first, "Яму засыпали щебнем.")).await?;
        w.recipient().sees("«Яму засыпали щебнем.\n\nАсфальт в среду.»")?;
        let toast = w.recipient().presses_data(preview, &old).await?;
        assert_eq!(toast, "Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.");
        w.recipient().presses("📨 На проверку").await?;
        w.recipient().does(|person| person.edits(first, "Ничего не делали.")).await?;
        w.coordinator().sees("«Яму засыпали щебнем.")?;
        assert_eq!(w.history(1).await?.last().map(String::as_str), Some("edit Специалист дорог"));
        Ok(())
    }

    async fn an_edit_of_anything_else_is_passed_over(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🗑 Отклонить").await?;
        let reason = w.operator().writes("Реклама").await?;
        let help = w.operator().writes("/help").await?;
        w.forget_chats();
        for message in [reason, help] {
            w.operator().does(|person| person.edits(message, "Что-то ещё")).await?;
        }
        assert_eq!(w.operator().chat(), "");
        assert_eq!(w.history(1).await?, ["create Оператор МЦУ", "reject Оператор МЦУ"]);
        Ok(())
    }

    async fn a_post_beside_a_reply_is_asked_about_and_goes_into_it(w: &mut World) -> Result<()> {
        operator_writes(w).await?;
        w.operator().forwards(posts::WATER).await?;
        w.operator().sends_photo("").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Второй день нет воды на Щербакова
        🔔 бот
        | Добавить в ответ на № 2026-000001 или новый черновик?
        | Вы пишете ответ, а прислали пост. Пока не выберете, он подождёт; через день станет черновиком.
        👤 Оператор МЦУ · Photo
        🔔 бот
        | Добавить в ответ на № 2026-000001 или новый черновик?
        | Вы пишете ответ, а прислали пост. Пока не выберете, он подождёт; через день станет черновиком.
        [✍️ Добавить в ответ]
        [📝 Новый черновик]
        [✖️ Отмена]
        ");
        assert_eq!(w.operator().presses("✍️ Добавить в ответ").await?, "Собрал ответ, проверьте его ниже");
        assert_snapshot!(w.operator().seen("✍️ Ответ на №")?.text, @"
        ✍️ Ответ на № 2026-000001
        «Яму засыпали.

        Второй день нет воды на Щербакова»
        📷 1 фото

        Чтобы ответ приняли с первого раза: нет контакта, куда обратиться.
        ");
        assert_eq!(w.incidents().await?, 1);
        w.operator().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn a_post_beside_a_reply_becomes_a_draft_with_its_origin(w: &mut World) -> Result<()> {
        operator_writes(w).await?;
        let origin = w.operator().origin(posts::WATER);
        let parts = [posts::WATER.text, ""].map(|caption| {
            let mut part = photo(&w.telegram, caption);
            part["media_group_id"] = json!("beside-a-reply");
            part
        });
        w.operator().does(|person| parts.map(|part| person.forwards_with(&origin, part))).await?;
        assert_eq!(w.operator().chat().matches("или новый черновик?").count(), 1);
        w.operator().writes("новый черновик").await?;
        assert_snapshot!(w.operator().card(2).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 326
        |
        | «Второй день нет воды на Щербакова»
        | 📷 2 фото · 🔗 пост
        |
        | 🏷 ЖКХ → Нет водоснабжения · по слову «нет воды»
        | 🏢 ЖКХ · отвечает за тему
        | 📍 Ахтубинск
        | ❗ важность повышенная · по теме
        | ⏰ ответить до пн 30 нояб., 09:05 · 4 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        // The reply goes on.
        w.operator().writes("Асфальт в среду.").await?;
        w.operator().sees("«Яму засыпали.\n\nАсфальт в среду.»")?;
        assert_eq!(w.incidents().await?, 2);
        Ok(())
    }

    async fn a_post_nobody_decides_about_becomes_a_draft_after_a_day(w: &mut World) -> Result<()> {
        operator_writes(w).await?;
        w.operator().forwards(posts::WATER).await?;
        w.clock.advance(Duration::from_secs(23 * 60 * 60));
        w.tidies().await?;
        assert_eq!(w.incidents().await?, 1);
        w.clock.advance(Duration::from_secs(2 * 60 * 60));
        w.tidies().await?;
        assert_eq!(w.incidents().await?, 2);
        w.operator().sees("📝 Черновик")?;
        w.operator().has_no_button("✍️ Добавить в ответ")?;
        w.tidies().await?;
        assert_eq!(w.incidents().await?, 2);
        Ok(())
    }

    async fn a_held_post_becomes_a_draft_when_the_reply_is_sent_or_something_else_is_asked(w: &mut World) -> Result<()> {
        operator_writes(w).await?;
        w.operator().forwards(posts::WATER).await?;
        w.operator().presses("📨 На проверку").await?;
        assert_eq!((w.status(1).await?, w.incidents().await?), (Status::Review, 2));
        w.operator().writes("Яма на Мира").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().presses("✍️ Ответить").await?;
        w.operator().forwards(posts::LAMP).await?;
        w.operator().presses("🗑 Отклонить").await?;
        assert_eq!(w.incidents().await?, 4);
        Ok(())
    }

    async fn cancelled_the_question_goes_and_the_reply_stays(w: &mut World) -> Result<()> {
        operator_writes(w).await?;
        w.operator().forwards(posts::WATER).await?;
        assert_eq!(w.operator().presses("✖️ Отмена").await?, "Отменено");
        w.operator().writes("Асфальт в среду.").await?;
        w.operator().sees("«Яму засыпали.\n\nАсфальт в среду.»")?;
        assert_eq!(w.incidents().await?, 1);
        Ok(())
    }

    async fn which_incident_can_be_typed(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().writes("Снег на Франко не чистят").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().writes("Сделали, проверьте").await?;
        w.recipient().writes("2026-000009").await?;
        w.recipient().sees("Не нашёл № 2026-000009.")?;
        w.recipient().writes("Снег вывезли").await?;
        w.recipient().writes("уборка снега").await?;
        assert_snapshot!(w.recipient().seen("✍️ Ответ на №")?.text, @"
        ✍️ Ответ на № 2026-000002
        «Сделали, проверьте

        Снег вывезли»

        Чтобы ответ приняли с первого раза: нет контакта, куда обратиться; нет фото, которое покажет работу.
        ");
        w.recipient().presses("✖️ Отмена").await?;
        w.recipient().writes("Засыпали").await?;
        w.recipient().writes("1").await?;
        w.recipient().sees("✍️ Ответ на № 2026-000001\n«Засыпали»")?;
        Ok(())
    }

    async fn whoever_turns_to_an_incident_has_said_which(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().writes("Засыпали щебнем.").await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().sees("«Засыпали щебнем.»")?;
        w.recipient().has_no_button("№ 2026-000001 · Ямы на дорогах")?;
        w.recipient().presses("✖️ Отмена").await?;
        w.recipient().writes("Засыпали щебнем.").await?;
        w.recipient().replies("🆕 № 2026-000001", "Асфальт в среду.").await?;
        w.recipient().sees("«Засыпали щебнем.\n\nАсфальт в среду.»")?;
        Ok(())
    }

    async fn words_without_an_incident_are_told_to_have_gone_nowhere(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.forget_chats();
        w.recipient().writes("Засыпали").await?;
        w.clock.advance(DAY + Duration::from_secs(60));
        w.tidies().await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | Засыпали
        🔔 бот
        | К какому инциденту это относится?
        | Выберите, и сообщение станет ответом на него.
        🔔 бот → «Засыпали»
        | Вы не выбрали инцидент, поэтому сообщение никуда не вошло.
        | Если ещё нужно, пришлите ответом на карточку. Карточки покажет /my.
        ");
        Ok(())
    }

    async fn whatever_is_sent_has_a_card_that_says_what_it_is(w: &mut World) -> Result<()> {
        let point = json!({ "latitude": 48.28, "longitude": 46.17 });
        let contents = [
            json!({ "location": point }),
            json!({ "venue": { "title": "Школа № 2", "address": "Ленина, 5", "location": point }, "location": point }),
            json!({ "contact": { "phone_number": "+79270000000", "first_name": "Иван", "last_name": "Петров" } }),
            json!({ "poll": { "question": "Чистят снег?", "options": [{ "text": "Да" }, { "text": "Нет" }] } }),
        ];
        let kinds = [AttachmentKind::Voice, AttachmentKind::VideoNote, AttachmentKind::Audio, AttachmentKind::Document,
            AttachmentKind::Animation, AttachmentKind::Sticker, AttachmentKind::Video];
        let mut cards = Vec::new();
        for content in contents {
            w.operator().does(|person| person.sends(content)).await?;
        }
        for kind in kinds {
            w.operator().does(|person| person.sends_file(kind, "file", b"a file".to_vec(), "")).await?;
        }
        for which in 1..=11 {
            let card = w.operator().card(which).await?;
            let told = |line: &&str| line.starts_with("| ") && !["| 🏢", "| ⏰", "| 📝"].contains(&line.chars().take(3).collect::<String>().as_str());
            let said = card.lines().filter(told);
            cards.push(said.map(|line| line.trim_start_matches("| ")).collect::<Vec<_>>().join(" / "));
        }
        assert_snapshot!(cards.join("\n"), @"
        🏷 тема не нашлась, выберите / 📍 Ахтубинск · на карте
        «Школа № 2 / Ленина, 5» / 🏷 тема не нашлась, выберите / 📍 Ахтубинск, ул. Ленина, 5 · на карте
        «Иван Петров / +79270000000» / 🏷 тема не нашлась, выберите
        «Чистят снег? / Да / Нет» / 🏷 Дороги → Уборка снега · по слову «снег»
        📎 1 голосовое сообщение / 🏷 тема не нашлась, выберите
        📷 1 видеосообщение / 🏷 тема не нашлась, выберите
        📎 1 аудиозапись / 🏷 тема не нашлась, выберите
        📎 1 документ / 🏷 тема не нашлась, выберите
        📷 1 анимация / 🏷 тема не нашлась, выберите
        📎 1 стикер / 🏷 тема не нашлась, выберите
        📷 1 видео / 🏷 тема не нашлась, выберите
        ");
        assert_eq!(w.incident(1).await?.point, Some((48.28, 46.17)));
        Ok(())
    }

    async fn a_reply_may_be_made_of_anything(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().does(|person| person.sends_file(AttachmentKind::Voice, "v", b"v".to_vec(), "")).await?;
        w.recipient().sees("📎 1 голосовое сообщение")?;
        w.recipient().does(|person| person.sends(json!({ "location": { "latitude": 48.28, "longitude": 46.17 } }))).await?;
        w.recipient().does(|person| person.forwards(&Origin::HiddenUser("Подрядчик".to_owned()), ANSWER)).await?;
        assert_snapshot!(w.recipient().seen("✍️ Ответ на №")?.text, @"
        ✍️ Ответ на № 2026-000001
        «48.28, 46.17

        Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        📎 1 голосовое сообщение
        ");
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("📎 1 голосовое сообщение")?;
        Ok(())
    }

    async fn an_album_goes_on_whatever_has_become_of_it(w: &mut World) -> Result<()> {
        let part = |w: &World, album: &str, caption: &str| {
            let mut part = photo(&w.telegram, caption);
            part["media_group_id"] = json!(album);
            part
        };
        let first = part(w, "rejected", "Реклама окон");
        w.operator().does(|person| person.sends(first)).await?;
        w.operator().presses("🗑 Отклонить").await?;
        let late = part(w, "rejected", "");
        w.operator().does(|person| person.sends(late)).await?;
        assert_eq!((w.incidents().await?, w.status(1).await?), (1, Status::Draft));
        w.operator().writes("Реклама").await?;
        let later = part(w, "rejected", "");
        w.operator().does(|person| person.sends(later)).await?;
        assert_eq!((w.incidents().await?, w.status(1).await?), (1, Status::Rejected));
        w.operator().sees("📷 2 фото, +1 фото")?;

        let first = part(w, "closed", "Яма на Мира");
        w.operator().does(|person| person.sends(first)).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        w.media().presses("🏁 Решено").await?;
        let late = part(w, "closed", "");
        w.operator().does(|person| person.sends(late)).await?;
        assert_eq!((w.incidents().await?, w.status(2).await?), (2, Status::Closed));
        w.recipient().sees("📷 1 фото, +1 фото")?;
        assert_eq!(w.recipient().messages().iter().filter(|shown| shown.media.is_some()).count(), 2);
        Ok(())
    }

    async fn an_operator_adds_to_an_incident_that_is_worked_on(w: &mut World) -> Result<()> {
        w.registered().await?;
        let (card, picture) = (w.operator().seen("№ 2026-000001")?.id, photo(&w.telegram, "Ещё и бордюр разбит"));
        w.operator().does(|person| person.replies_with(card, picture)).await?;
        w.recipient().sees("Ещё и бордюр разбит»")?;
        w.recipient().sees("📷 +1 фото")?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.operator().replies("🔍 № 2026-000001", "И фонарь").await?;
        w.operator().sees("Уже не получится: на согласовании")?;
        Ok(())
    }

    async fn a_published_answer_may_be_forwarded_or_have_no_link(w: &mut World) -> Result<()> {
        w.approved().await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().forwards(posts::WATER).await?;
        assert_eq!(w.incident(1).await?.public_link.as_deref(), Some("https://t.me/podsluh_akhtuba/326"));
        w.operator().writes("Яма на Мира").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().replies("№ 2026-000002", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().writes("без ссылки").await?;
        assert_eq!(w.status(2).await?, Status::Published);
        Ok(())
    }

    async fn an_old_card_of_a_draft_is_honoured(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        let old = w.operator().seen("Черновик")?.id;
        w.operator().writes("/my").await?;
        w.operator().presses("📝 Когда уже наведут порядок?").await?;
        w.operator().does(|person| person.replies(old, "Во дворе на Мира")).await?;
        assert_eq!(w.incidents().await?, 1);
        w.operator().sees("Во дворе на Мира»")?;
        Ok(())
    }
}
