//! The one way: a forwarded post becomes a published answer.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{World, posts};

/// The operator forwards and registers; the unit has the card.
async fn post_becomes_card(w: &mut World) -> Result<()> {
    w.operator().forwards(posts::POTHOLE).await?;
    assert_snapshot!(w.operator().chat(), @"
    👤 Оператор МЦУ
    | На улице Ленина у дома 12 огромная яма, машины бьют колёса
    🔕 бот
    | 📝 Черновик
    | Telegram · «Подслушано Ахтубинск» · пост 325
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | 🏷 Дороги → Ямы на дорогах · по слову «яма»
    | 🏢 Дороги · отвечает за тему
    | 📍 Ахтубинск
    | ⏰ ответить до пт 27 нояб., 22:05 · 8 раб. ч
    [✅ Зарегистрировать]
    [🏷 Тема] [🏢 Ответственный]
    [🗑 Отклонить]
    ");
    assert_eq!(w.operator().presses("✅ Зарегистрировать").await?, "Зарегистрировано: № 2026-000001");
    assert_snapshot!(w.operator().card(1).await?, @"
    🔕 бот
    | 🆕 № 2026-000001 · Ямы на дорогах
    | Telegram · «Подслушано Ахтубинск» · пост 325
    | 🏢 Дороги
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | 👌 принять до пт 27 нояб., 15:05
    | ✍️ ответить до пт 27 нояб., 22:05 · 8 раб. ч
    [👌 Принять за исполнителя]
    [✍️ Ответить за исполнителя]
    [🏷 Тема] [🏢 Ответственный]
    [📜 История]
    ");
    assert_snapshot!(w.recipient().chat(), @"
    🔔 бот
    | 🆕 № 2026-000001 · Ямы на дорогах
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | 👌 принять до пт 27 нояб., 15:05
    | ✍️ ответить до пт 27 нояб., 22:05 · 8 раб. ч
    [👌 Принять в работу]
    [✍️ Ответить]
    [↩️ Не к нам] [👤 Передать]
    ");
    assert_eq!(w.colleague().chat(), w.recipient().chat());
    assert_eq!(w.neighbour().chat(), "", "another unit's");
    Ok(())
}

/// One of the unit takes it; all of the unit see who.
async fn recipient_accepts(w: &mut World) -> Result<()> {
    w.shows("14:20")?;
    assert_eq!(w.recipient().presses("👌 Принять в работу").await?, "Принято. Ответить до 22:05");
    assert_snapshot!(w.recipient().chat(), @"
    🔔 бот
    | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:20
    | 🏷 Дороги → Ямы на дорогах
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ ответить до пт 27 нояб., 22:05 · 8 раб. ч
    [✍️ Ответить]
    [↩️ Не к нам] [👤 Передать]
    ");
    // Only who has it may give it away.
    assert_eq!(w.colleague().chat(), w.recipient().chat().replace("[↩️ Не к нам] [👤 Передать]\n", ""));
    Ok(())
}

/// The answer is written, read once more and sent.
async fn answer_goes_to_review(w: &mut World) -> Result<()> {
    w.shows("15:40")?;
    assert_eq!(w.recipient().presses("✍️ Ответить").await?, "Напишите ответ следующим сообщением");
    w.recipient().writes("Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20").await?;
    assert_eq!(w.recipient().presses("📨 На проверку").await?, "Ответ отправлен на проверку");
    assert_snapshot!(w.recipient().chat(), @"
    🔔 бот
    | 🔍 № 2026-000001 · на проверке с пт 27 нояб., 15:40
    | 🏷 Дороги → Ямы на дорогах
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ Ответ, Специалист дорог:
    | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
    [↩️ Отозвать ответ]
    🔕 бот
    | ✍️ Ответ на № 2026-000001
    | Напишите ответ, можно с фото и документами. Пришлёте несколько сообщений — соберу в один ответ.
    👤 Специалист дорог
    | Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20
    🔕 бот
    | 📨 Ответ на № 2026-000001 отправлен на проверку
    [↩️ Отозвать ответ]
    ");
    assert_snapshot!(w.coordinator().chat(), @"
    🔔 бот
    | 🔍 № 2026-000001 · на проверке с пт 27 нояб., 15:40
    | Telegram · «Подслушано Ахтубинск» · пост 325
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ Ответ, Специалист дорог:
    | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
    | 💡 На что взглянуть: нет фото, которое покажет работу
    [✅ Согласовать] [🔧 На доработку]
    [🏷 Тема]
    [📜 История]
    ");
    assert_eq!(w.media().chat(), "", "not yet");
    Ok(())
}

/// Approved, published, and closed with an outcome.
async fn answer_is_published(w: &mut World) -> Result<()> {
    w.shows("16:05")?;
    assert_eq!(w.coordinator().presses("✅ Согласовать").await?, "Согласовано");
    assert_snapshot!(w.media().chat(), @"
    🔔 бот
    | 📢 № 2026-000001 · ответ согласован, пора опубликовать
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ Ответ, Специалист дорог:
    | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
    [📢 Опубликовано]
    ");

    w.shows("16:30")?;
    assert_eq!(w.media().presses("📢 Опубликовано").await?, "Пришлите ссылку");
    w.media().writes("Вот: https://t.me/podsluh_akhtuba/325?comment=7").await?;
    assert_eq!(w.media().presses("🏁 Решено").await?, "Закрыто: решено");
    assert_snapshot!(w.media().chat(), @"
    🔔 бот
    | ✅ № 2026-000001 · решено пт 27 нояб., в срок
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ Ответ, Специалист дорог:
    | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
    | 🔗 где опубликован ответ
    🔔 бот
    | 📢 Пришлите ссылку на опубликованный ответ по № 2026-000001.
    | Если ссылки нет, нажмите «Без ссылки».
    👤 Пресс-служба
    | Вот: https://t.me/podsluh_akhtuba/325?comment=7
    🔔 бот → «✅ № 2026-000001 · решено пт 27 нояб., в срок»
    | 📣 Ответ опубликован — № 2026-000001
    | Чем закончилось?
    ");
    assert_snapshot!(w.coordinator().chat(), @"
    🔔 бот
    | ✅ № 2026-000001 · решено пт 27 нояб., в срок
    | Telegram · «Подслушано Ахтубинск» · пост 325
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 📍 Ахтубинск
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ Ответ, Специалист дорог:
    | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
    | 🔗 где опубликован ответ
    [📜 История]
    ");
    assert_eq!(w.status(1).await?, Status::Closed);
    w.recipient().sees("✅ № 2026-000001 · решено пт 27 нояб., в срок")?;
    w.recipient().has_no_button("✍️ Ответить")?;
    Ok(())
}

/// Who did what and when.
async fn history_tells_it(w: &mut World) -> Result<()> {
    w.operator().writes("/i 1").await?;
    assert_eq!(w.operator().presses("📜 История").await?, "");
    assert_snapshot!(w.operator().card(1).await?, @"
    🔔 бот
    | 📜 История № 2026-000001
    |
    | пт 27 нояб., 14:05 · Оператор МЦУ: создан черновик
    | пт 27 нояб., 14:05 · Оператор МЦУ: зарегистрировано — Дороги
    | пт 27 нояб., 14:20 · Специалист дорог: принято в работу
    | пт 27 нояб., 15:40 · Специалист дорог: ответ отправлен
    | пт 27 нояб., 16:05 · Координатор: ответ согласован
    | пт 27 нояб., 16:30 · Пресс-служба: ответ опубликован — https://t.me/podsluh_akhtuba/325?comment=7
    | пт 27 нояб., 16:30 · Пресс-служба: закрыто — решено
    [◀️ Назад]
    ");
    w.operator().presses("◀️ Назад").await?;
    w.operator().sees("✅ № 2026-000001 · решено")?;
    Ok(())
}

both_engines! {
    async fn a_forwarded_post_becomes_a_published_answer(w: &mut World) -> Result<()> {
        post_becomes_card(w).await?;
        recipient_accepts(w).await?;
        answer_goes_to_review(w).await?;
        answer_is_published(w).await?;
        history_tells_it(w).await
    }

    async fn a_post_forwarded_twice_is_two_drafts_and_each_registers_once(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        let (message, register) = w.operator().button("✅ Зарегистрировать")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        let again = w.operator().presses_data(message, &register).await?;
        assert_eq!(again, "Кнопка устарела: назначено. Карточка обновлена.");
        assert_eq!((w.status(1).await?, w.status(2).await?), (Status::Draft, Status::Assigned));
        assert_eq!(w.history(2).await?, ["create Оператор МЦУ", "register Оператор МЦУ"]);
        Ok(())
    }
}
