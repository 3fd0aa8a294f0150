//! Review, publication and what can go another way there.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

both_engines! {
    async fn a_returned_answer_comes_back_better(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let (message, first) = w.coordinator().button("✅ Согласовать")?;
        w.forget_chats();
        assert_eq!(w.coordinator().presses("🔧 На доработку").await?, "Выберите причину или напишите свою");
        w.coordinator().sees("🔧 Что исправить в ответе на № 2026-000001?")?;
        w.coordinator().writes("добавьте фото после ремонта").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🔧 № 2026-000001 · вернули: добавьте фото после ремонта»
        | 🔧 Вернули на доработку — № 2026-000001
        | добавьте фото после ремонта
        [✍️ Ответить]
        ");
        w.recipient().sees("🔧 № 2026-000001 · вернули: добавьте фото после ремонта")?;
        assert_eq!(w.status(1).await?, Status::Rework);

        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().sends_photo("Готово, фото приложили").await?;
        w.recipient().presses("📨 На проверку").await?;
        assert_snapshot!(w.coordinator().chat(), @"
        🔔 бот
        | 🔧 Что исправить в ответе на № 2026-000001?
        | Выберите или напишите одним сообщением, это увидит автор ответа.
        👤 Координатор
        | добавьте фото после ремонта
        🔔 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05»
        | 🔍 Ответ на проверку — № 2026-000001, Дороги
        | Прочитайте в карточке и решите.
        [✅ Согласовать] [🔧 На доработку]
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05» · Photo
        ");
        let old = w.coordinator().presses_data(message, &first).await?;
        assert_eq!(old, "Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.");
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().sees("Готово, фото приложили")?;
        assert_eq!(
            w.history(1).await?[4..],
            ["return Координатор", "send Специалист дорог", "approve Координатор"]
        );
        Ok(())
    }

    async fn a_question_can_be_cancelled(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.coordinator().presses("🔧 На доработку").await?;
        assert_eq!(w.coordinator().presses("✖️ Отмена").await?, "Отменено");
        w.coordinator().has_no_button("✖️ Отмена")?;
        assert_eq!(w.status(1).await?, Status::Review);
        w.coordinator().presses("✅ Согласовать").await?;
        Ok(())
    }

    async fn words_that_are_no_link_are_asked_for_again(w: &mut World) -> Result<()> {
        w.approved().await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().writes("опубликовали вчера").await?;
        w.media().sees("Это не похоже на ссылку. Пришлите адрес вида https://… или нажмите «Без ссылки».")?;
        assert_eq!(w.status(1).await?, Status::Approved);
        w.media().writes("vk.com/wall-1_2").await?;
        assert_eq!(w.incident(1).await?.public_link.as_deref(), Some("https://vk.com/wall-1_2"));
        Ok(())
    }

    async fn an_answer_may_be_published_without_a_link(w: &mut World) -> Result<()> {
        w.approved().await?;
        w.media().presses("📢 Опубликовано").await?;
        assert_eq!(w.media().presses("Без ссылки").await?, "Опубликовано");
        w.media().has_no_button("Без ссылки")?;
        assert_eq!(w.media().presses("🏁 Отказ обоснован").await?, "Закрыто: отказ обоснован");
        w.recipient().sees("✅ № 2026-000001 · отказ обоснован пт 27 нояб., в срок")?;
        Ok(())
    }

    async fn a_late_answer_is_called_late(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.clock_shows("30.11 14:06")?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        w.media().presses("🏁 Разъяснено").await?;
        w.recipient().sees("✅ № 2026-000001 · разъяснено пн 30 нояб., позже срока")?;
        Ok(())
    }

    async fn a_unit_without_review_goes_straight_to_publication(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::LAMP).await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Фонарь у школы не горит неделю
        🔕 бот
        | 📝 Черновик
        | Telegram · «Баскунчак сегодня» · пост 41
        |
        | «Фонарь у школы не горит неделю»
        | 🔗 пост
        |
        | 🏷 Благоустройство → Уличное освещение · по слову «фонарь»
        | 🏢 Нижний Баскунчак · отвечает за населённый пункт
        | 📍 Нижний Баскунчак
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        w.operator().presses("✅ Зарегистрировать").await?;
        w.villager().presses("✍️ Ответить").await?;
        w.villager().writes("Лампу заменили, 5-12-30").await?;
        assert_eq!(w.villager().presses("📨 На проверку").await?, "Ответ готов к публикации");
        w.villager().sees("📨 Ответ на № 2026-000001 готов к публикации")?;
        assert_eq!(w.coordinator().chat(), "", "nothing to review");
        w.media().sees("📢 № 2026-000001 · ответ согласован, пора опубликовать")?;
        assert_eq!(w.status(1).await?, Status::Approved);
        Ok(())
    }
}
