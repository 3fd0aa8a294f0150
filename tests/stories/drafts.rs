//! What an operator does with a draft.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;
use serde_json::json;

use crate::engines::both_engines;
use crate::world::{World, photo, posts};

both_engines! {
    async fn typed_words_are_a_draft_too(w: &mut World) -> Result<()> {
        w.operator().writes("Звонили с Щербакова, 5: второй день нет воды https://vk.com/wall-7_8").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Звонили с Щербакова, 5: второй день нет воды https://vk.com/wall-7_8
        🔕 бот
        | 📝 Черновик
        | ВК
        |
        | «Звонили с Щербакова, 5: второй день нет воды https://vk.com/wall-7_8»
        | 🔗 пост
        |
        | 🏷 ЖКХ → Нет водоснабжения · по слову «нет воды»
        | 🏢 ЖКХ · отвечает за тему
        | 📍 ул. Щербакова, 5
        | ❗ важность повышенная · по теме
        | ⏰ ответить до пн 30 нояб., 09:05 · 4 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        Ok(())
    }

    async fn an_album_is_one_draft_and_its_pictures_follow_the_card(w: &mut World) -> Result<()> {
        w.operator().does(|person| person.sends_album(3, "Яма на Ленина, 12")).await?;
        assert_eq!(w.incidents().await?, 1);
        w.operator().sees("📷 3 фото")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | 📍 ул. Ленина, 12
        |
        | «Яма на Ленина, 12»
        | 📷 3 фото
        |
        | 👌 принять до пт 27 нояб., 15:05
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [👌 Принять в работу]
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        [↩️ Не к нам] [👤 Передать]
        [📎 Файлы]
        🔕 бот → «🆕 № 2026-000001 · Ямы на дорогах» · Photo
        🔕 бот → «🆕 № 2026-000001 · Ямы на дорогах» · Photo
        🔕 бот → «🆕 № 2026-000001 · Ямы на дорогах» · Photo
        ");

        // A part that comes late joins the incident, and everybody gets it.
        let album = w.operator().messages().iter().find_map(|shown| shown.album.clone());
        let mut late = photo(&w.telegram, "");
        late["media_group_id"] = json!(album);
        w.operator().does(|person| person.sends(late)).await?;
        assert_eq!(w.incidents().await?, 1);
        w.recipient().sees("📷 3 фото, +1 фото")?;
        let pictures = w.recipient().messages().into_iter().filter(|one| one.media.is_some());
        assert_eq!(pictures.count(), 4);
        Ok(())
    }

    async fn nothing_found_is_chosen_by_hand(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Когда уже наведут порядок?
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 327
        |
        | «Когда уже наведут порядок?»
        | 🔗 пост
        |
        | 🏷 тема не нашлась, выберите
        | 🏢 ответственный не выбран
        | 📍 Ахтубинск
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        assert_eq!(w.operator().presses("🏷 Тема").await?, "");
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 327
        |
        | «Когда уже наведут порядок?»
        | 🔗 пост
        |
        | 🏷 тема не нашлась, выберите
        | 🏢 ответственный не выбран
        | 📍 Ахтубинск
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        |
        | Выберите тему или напишите слово из неё:
        [🗂 Дороги]
        [🗂 Благоустройство]
        [🗂 ЖКХ]
        [Другое → Прочее]
        [◀️ Назад]
        ");
        w.operator().presses("◀️ Назад").await?;
        w.operator().sees("тема не нашлась")?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("🗂 ЖКХ").await?;
        assert_eq!(w.operator().presses("Вывоз мусора").await?, "Тема: Вывоз мусора");
        w.operator().sees("🏢 ЖКХ · отвечает за тему")?;
        w.operator().presses("🏢 Ответственный").await?;
        assert_eq!(w.operator().presses("Дороги").await?, "Ответственный: Дороги");
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().sees("🆕 № 2026-000001 · Вывоз мусора")?;
        assert_eq!(w.neighbour().chat(), "");
        Ok(())
    }

    async fn an_incident_without_a_unit_gets_one_later(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_eq!(w.status(1).await?, Status::New);
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📥 № 2026-000001 · не распределено
        | Telegram · «Подслушано Ахтубинск» · пост 327
        | 📍 Ахтубинск
        |
        | «Когда уже наведут порядок?»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить] [📜 История]
        [↩️ Отменить регистрацию]
        ");
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        assert_eq!(w.status(1).await?, Status::Assigned);
        w.neighbour().sees("🆕 № 2026-000001")?;
        assert_eq!(w.neighbour().chat().matches("🔔").count(), 1, "one card, one sound");
        Ok(())
    }

    async fn another_unit_gets_the_card_and_the_first_loses_it(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        w.neighbour().sees("🆕 № 2026-000001")?;
        assert_eq!(w.status(1).await?, Status::Assigned);
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | № 2026-000001 · передано
        ");
        // And back: who had it before gets the card anew.
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Дороги").await?;
        w.recipient().sees("🆕 № 2026-000001")?;
        w.recipient().presses("👌 Принять в работу").await?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn what_is_no_problem_is_rejected_with_a_reason(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        assert_eq!(w.operator().presses("🗑 Отклонить").await?, "Напишите причину");
        w.operator().writes("Реклама").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Когда уже наведут порядок?
        🔕 бот
        | 🗑 Черновик отклонён · Реклама
        | Telegram · «Подслушано Ахтубинск» · пост 327
        | 📍 Ахтубинск
        |
        | «Когда уже наведут порядок?»
        | 🔗 пост
        [🔓 Открыть снова] [📜 История]
        🔔 бот
        | 🗑 Почему сообщение не требует реакции?
        | Выберите причину или напишите свою, она останется в истории.
        👤 Оператор МЦУ
        | Реклама
        ");
        assert_eq!(w.status(1).await?, Status::Rejected);
        Ok(())
    }

    async fn a_unit_with_nobody_in_it_is_no_dead_end(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Администрация").await?;
        w.operator().sees("⚠️ Администрация: пока никого нет")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 🆕 № 2026-000001
        | Telegram · «Подслушано Ахтубинск» · пост 327
        | 🏢 Администрация
        | ⚠️ Администрация: пока никого нет, карточку получит тот, кто придёт
        | 📍 Ахтубинск
        |
        | «Когда уже наведут порядок?»
        | 🔗 пост
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
        Ok(())
    }
}
