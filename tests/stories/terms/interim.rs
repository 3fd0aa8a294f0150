//! ⏳ Промежуточный ответ: a day is promised, and the clock brings it.

use anyhow::Result;
use chrono::NaiveDate;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

const INTERIM: &str = "Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20";

/// The recipient promises Wednesday and has the words before the eyes.
async fn promised(w: &mut World) -> Result<()> {
    w.accepted().await?;
    w.recipient().presses("⏳ Промежуточный ответ").await?;
    w.recipient().presses("3 раб. дня · ср 2 дек.").await?;
    w.recipient().writes(INTERIM).await?;
    Ok(())
}

/// It is with the reviewer.
async fn sent(w: &mut World) -> Result<()> {
    promised(w).await?;
    w.recipient().presses("📨 На проверку").await?;
    Ok(())
}

/// It is out.
async fn monitored(w: &mut World) -> Result<()> {
    sent(w).await?;
    w.coordinator().presses("✅ Согласовать").await?;
    w.media().presses("📢 Опубликовано").await?;
    w.media().presses("Без ссылки").await?;
    Ok(())
}

fn day(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, month, day)
}

/// The reviewer sees what it promises.
async fn it_is_reviewed(w: &mut World) -> Result<()> {
    w.recipient().presses("📨 На проверку").await?;
    assert_snapshot!(w.coordinator().chat(), @"
    🔔 бот
    | 🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05
    | Telegram · «Подслушано Ахтубинск» · пост 325
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 📍 Ахтубинск, ул. Ленина, 12
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ⏳ Промежуточный ответ, вернутся ср 2 дек. · Специалист дорог:
    | «Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20»
    |
    | ⭐ Оцените полноту: 0 — ответа по сути нет, 1 — ответ неполный, 2 — сказано, что, когда и кто сделает и куда обратиться
    [✅ Согласовать] [🔧 На доработку]
    [⭐ 0] [⭐ 1] [⭐ 2]
    [🏷 Тема]
    [⏰ Срок] [📍 Место]
    [❗ Важность] [📜 История]
    ");
    Ok(())
}

/// Nothing has ended yet: it is «на контроле».
async fn it_is_published(w: &mut World) -> Result<()> {
    w.coordinator().presses("✅ Согласовать").await?;
    w.media().presses("📢 Опубликовано").await?;
    w.forget_chats();
    assert_eq!(w.media().presses("Без ссылки").await?, "На контроле до ср 2 дек.");
    assert_eq!(w.status(1).await?, Status::Monitoring);
    w.media().has_no_button("🏁 Решено")?;
    assert_snapshot!(w.media().card(1).await?, @"
    🔔 бот
    | ⏳ № 2026-000001 · на контроле, обещали вернуться ср 2 дек.
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 👤 занимается Специалист дорог
    | 📍 Ахтубинск, ул. Ленина, 12
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ окончательный ответ до вт 8 дек., 17:00 · 7 раб. дней
    |
    | ⏳ Промежуточный ответ, вернутся ср 2 дек. · Специалист дорог:
    | «Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20»
    [🔗 Ссылка на ответ]
    ");
    assert_snapshot!(w.recipient().card(1).await?, @"
    🔔 бот
    | ⏳ № 2026-000001 · на контроле, обещали вернуться ср 2 дек.
    | 🏷 Дороги → Ямы на дорогах
    | 📍 Ахтубинск, ул. Ленина, 12
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ окончательный ответ до вт 8 дек., 17:00 · 7 раб. дней
    |
    | ⏳ Промежуточный ответ, вернутся ср 2 дек. · Специалист дорог:
    | «Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20»
    [✍️ Ответить]
    [📅 Продлить срок]
    ");
    Ok(())
}

/// At midnight in the row, in the morning for people.
async fn its_day_comes(w: &mut World) -> Result<()> {
    w.forget_chats();
    w.passes_until("01.12 23:50").await?;
    assert_eq!(w.status(1).await?, Status::Monitoring);
    w.passes_until("02.12 00:05").await?;
    assert_eq!(w.status(1).await?, Status::InProgress);
    assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
    w.passes_until("02.12 09:05").await?;
    assert_snapshot!(w.recipient().chat(), @"
    🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
    | 📌 Сегодня обещали вернуться к вопросу — № 2026-000001, Ямы на дорогах, ул. Ленина, 12
    | Окончательный ответ до вт 17:00.
    [✍️ Ответить]
    [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
    ");
    assert_snapshot!(w.recipient().card(1).await?, @"
    🔔 бот
    | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05
    | 🏷 Дороги → Ямы на дорогах
    | 📍 Ахтубинск, ул. Ленина, 12
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ окончательный ответ до вт 8 дек., 17:00 · 7 раб. дней
    |
    | ⏳ Промежуточный ответ, вернутся ср 2 дек. · Специалист дорог:
    | «Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20»
    [✍️ Ответить]
    [⏳ Промежуточный ответ] [📅 Продлить срок]
    [↩️ Не к нам] [👤 Передать]
    ");
    Ok(())
}

/// The final answer ends it, in time.
async fn it_is_kept(w: &mut World) -> Result<()> {
    w.recipient().presses("✍️ Ответить").await?;
    w.recipient().writes(ANSWER).await?;
    w.recipient().presses("📨 На проверку").await?;
    w.coordinator().presses("✅ Согласовать").await?;
    w.media().presses("📢 Опубликовано").await?;
    w.media().presses("Без ссылки").await?;
    assert_eq!(w.media().presses("🏁 Решено").await?, "Закрыто: решено");
    assert!(w.recipient().card(1).await?.contains("в срок"), "{}", w.recipient().card(1).await?);
    w.operator().presses("📜 История").await?;
    assert_snapshot!(w.operator().card(1).await?, @"
    🔕 бот
    | 📜 История № 2026-000001
    |
    | пт 27 нояб., 14:05 · Оператор МЦУ: создан черновик
    | пт 27 нояб., 14:05 · Оператор МЦУ: зарегистрировано — Дороги
    | пт 27 нояб., 14:05 · Специалист дорог: принято в работу
    | пт 27 нояб., 14:05 · Специалист дорог: отправлен промежуточный ответ — ср 2 дек.
    | пт 27 нояб., 14:05 · Координатор: ответ согласован
    | пт 27 нояб., 14:05 · Пресс-служба: ответ опубликован
    | ср 2 дек., 00:05 · автоматически: наступил обещанный день
    | ср 2 дек., 09:05 · Специалист дорог: ответ отправлен
    | ср 2 дек., 09:05 · Координатор: ответ согласован
    | ср 2 дек., 09:05 · Пресс-служба: ответ опубликован
    | ср 2 дек., 09:05 · Пресс-служба: закрыто — решено
    [◀️ Назад]
    ");
    Ok(())
}

both_engines! {
    async fn a_promise_is_written_reviewed_published_and_kept(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.recipient().presses("⏳ Промежуточный ответ").await?;
        assert_snapshot!(w.recipient().card(1).await?, @"
        🔔 бот
        | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05
        | 🏷 Дороги → Ямы на дорогах
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        |
        | ⏳ Когда вернётесь к вопросу? Выберите день или напишите: «среда», «2 декабря».
        [Следующий рабочий день · пн 30 нояб.]
        [3 раб. дня · ср 2 дек.]
        [Неделя · пт 4 дек.]
        [◀️ Назад]
        ");
        let told = w.recipient().presses("3 раб. дня · ср 2 дек.").await?;
        assert_eq!(told, "Напишите ответ: вернёмся ср 2 дек.");
        w.recipient().writes(INTERIM).await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔕 бот
        | ⏳ Промежуточный ответ на № 2026-000001 · вернёмся ср 2 дек.
        | Напишите жителю, что уже делается и чего ждать к этому дню.
        👤 Специалист дорог
        | Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20
        🔕 бот
        | ⏳ Промежуточный ответ на № 2026-000001 · вернёмся ср 2 дек.
        | «Здравствуйте! Заявку передали подрядчику, щебень привезут к среде. Отдел дорог, 4-15-20»
        [📨 На проверку]
        [✏️ Изменить] [✖️ Отмена]
        ");
        it_is_reviewed(w).await?;
        it_is_published(w).await?;
        its_day_comes(w).await?;
        it_is_kept(w).await?;
        Ok(())
    }

    async fn what_was_returned_becomes_the_final_answer(w: &mut World) -> Result<()> {
        sent(w).await?;
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes("Яму уже засыпали, так и напишите").await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().writes(ANSWER).await?;
        w.recipient().sees("✍️ Ответ на № 2026-000001")?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        assert_eq!(w.status(1).await?, Status::Published);
        Ok(())
    }

    async fn what_was_returned_is_promised_anew(w: &mut World) -> Result<()> {
        sent(w).await?;
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes("Обещайте раньше").await?;
        w.recipient().presses("⏳ Промежуточный ответ").await?;
        w.recipient().writes("вторник").await?;
        w.recipient().writes(INTERIM).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("обещают вернуться вт 1 дек.")?;
        assert_eq!(
            w.history(1).await?[3..],
            ["interim Специалист дорог", "return Координатор", "interim Специалист дорог"]
        );
        Ok(())
    }

    async fn what_was_withdrawn_keeps_its_day(w: &mut World) -> Result<()> {
        sent(w).await?;
        w.recipient().presses("↩️ Отозвать ответ").await?;
        w.recipient().sees("⏳ Промежуточный ответ на № 2026-000001 · вернёмся ср 2 дек.")?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        let incident = w.incident(1).await?;
        assert_eq!((incident.status, incident.promised_on), (Status::Monitoring, day(12, 2)));
        Ok(())
    }

    async fn a_day_that_cannot_be_promised_is_refused_in_words(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("⏳ Промежуточный ответ").await?;
        w.forget_chats();
        w.recipient().writes("20 декабря").await?;
        w.recipient().writes("сегодня").await?;
        w.recipient().writes("скоро").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | 20 декабря
        🔔 бот
        | Позже вт 8 дек. нельзя: столько даёт правило. Нужно больше — попросите «📅 Продлить срок».
        👤 Специалист дорог
        | сегодня
        🔔 бот
        | Это уже наступило. Назовите день или время впереди.
        👤 Специалист дорог
        | скоро
        🔔 бот
        | Не понял дату. Напишите, например: «завтра», «пятница 15:00», «30.11».
        ");
        w.recipient().writes("воскресенье").await?;
        w.recipient().sees("⏳ Промежуточный ответ на № 2026-000001 · вернёмся пн 30 нояб.")?;
        Ok(())
    }

    async fn a_promise_that_was_written_too_long_is_not_sent(w: &mut World) -> Result<()> {
        promised(w).await?;
        w.clock_shows("02.12 10:00")?;
        assert_eq!(w.recipient().presses("📨 На проверку").await?, "Это уже наступило. Назовите день или время впереди.");
        w.recipient().presses("⏳ Промежуточный ответ").await?;
        w.recipient().presses("Следующий рабочий день · чт 3 дек.").await?;
        w.recipient().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn a_unit_without_review_promises_by_itself(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::LAMP).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.villager().presses("⏳ Промежуточный ответ").await?;
        w.villager().presses("3 раб. дня · ср 2 дек.").await?;
        w.villager().writes("Ждём электриков, фонарь починят к среде").await?;
        w.villager().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Approved);
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        assert_eq!(w.status(1).await?, Status::Monitoring);
        Ok(())
    }

    async fn no_promise_is_put_upon_a_promise(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let (card, promise) = w.recipient().button("⏳ Промежуточный ответ")?;
        w.recipient().presses("⏳ Промежуточный ответ").await?;
        w.recipient().presses("3 раб. дня · ср 2 дек.").await?;
        w.recipient().writes(INTERIM).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        w.recipient().has_no_button("⏳ Промежуточный ответ")?;
        let told = w.recipient().presses_data(card, &promise).await?;
        assert!(told.starts_with("Кнопка устарела"), "{told}");
        Ok(())
    }

    async fn whoever_is_done_earlier_answers_before_the_day(w: &mut World) -> Result<()> {
        monitored(w).await?;
        w.passes_until("30.11 10:00").await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().writes(ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.forget_chats();
        w.passes_until("02.12 07:00").await?;
        assert_eq!(w.status(1).await?, Status::Review, "the promised day moves nothing now");
        Ok(())
    }

    async fn a_question_of_the_day_is_no_question_of_the_words(w: &mut World) -> Result<()> {
        w.written().await?;
        w.recipient().presses("⏳ Промежуточный ответ").await?;
        w.recipient().writes("среда").await?;
        w.recipient().sees(ANSWER)?;
        w.recipient().sees("вернёмся ср 2 дек.")?;
        w.recipient().presses("📨 На проверку").await?;
        let steps = w.history(1).await?;
        assert_eq!(steps.last().map(String::as_str), Some("interim Специалист дорог"));
        Ok(())
    }
}
