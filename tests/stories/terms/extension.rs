//! 📅 Продлить срок: asked with a reason, and the head decides in one tap.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{Actor, World, on};

const HEAD: ChatId = ChatId(1004);
const DEPUTY: ChatId = ChatId(1006);
const DIRECTORY: &str = include_str!("../../world/directory.toml");
const WEATHER: &str = "Погода не даёт работать";

/// The recipient asks for three days more, for the weather.
async fn asked(w: &mut World) -> Result<()> {
    w.accepted().await?;
    ask(w).await
}

async fn ask(w: &mut World) -> Result<()> {
    w.recipient().presses("📅 Продлить срок").await?;
    w.recipient().presses("+3 раб. дня · чт 3 дек., 17:00").await?;
    assert_eq!(w.recipient().presses(WEATHER).await?, "Попросили продлить, решит руководитель");
    Ok(())
}

/// The centre with another head.
async fn with_deputy(w: &mut World) -> Result<()> {
    let person = "[[person]]\ntelegram_id = 1006\nname = \"Заместитель МЦУ\"\nroles = [\"head\"]";
    w.applies(&format!("{DIRECTORY}\n{person}")).await?;
    deputy(w).starts().await?;
    w.forget_chats();
    Ok(())
}

fn deputy(w: &mut World) -> Actor<'_> {
    w.somebody(DEPUTY)
}

/// The centre without a head.
async fn without_head(w: &mut World) -> Result<()> {
    w.command(&["people", "remove", "4"]).await?;
    Ok(())
}

/// The head has the request on a message of its own, the recipient on the card.
async fn the_head_reads_the_request(w: &mut World) -> Result<()> {
    assert_snapshot!(w.head().chat(), @"
    🔔 бот
    | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05
    | Telegram · «Подслушано Ахтубинск» · пост 325
    | 🏷 Дороги → Ямы на дорогах
    | 🏢 Дороги
    | 📍 Ахтубинск, ул. Ленина, 12
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
    | 📅 просят продлить до чт 3 дек., 17:00, решает руководитель МЦУ
    [✍️ Ответить за исполнителя]
    [🏷 Тема] [🏢 Ответственный]
    [⏰ Срок] [📍 Место]
    [❗ Важность] [📜 История]
    🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
    | 📅 Просят продлить — № 2026-000001, Дороги
    | до чт 3 дек., 17:00; сейчас срок пн 30 нояб., 14:05
    | «Погода не даёт работать»
    [✅ Продлить] [❌ Отказать]
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
    | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
    | 📅 просят продлить до чт 3 дек., 17:00, решает руководитель МЦУ
    [✍️ Ответить]
    [⏳ Промежуточный ответ] [📅 Продлить срок]
    [↩️ Не к нам] [👤 Передать]
    ");
    Ok(())
}

/// One tap, and everybody sees it.
async fn the_head_grants_it(w: &mut World) -> Result<()> {
    w.forget_chats();
    assert_eq!(w.head().presses("✅ Продлить").await?, "Продлено до чт 3 дек., 17:00");
    assert_eq!(w.incident(1).await?.due(), Some(on("03.12 17:00")?));
    assert_snapshot!(w.recipient().chat(), @"
    🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
    | ✅ Срок продлили — № 2026-000001
    | ответить до чт 3 дек., 17:00
    [✍️ Ответить]
    ");
    w.head().has_no_button("✅ Продлить")?;
    deputy(w).has_no_button("✅ Продлить")?;
    deputy(w).has_no_button("❌ Отказать")?;
    assert_snapshot!(w.recipient().card(1).await?, @"
    🔔 бот
    | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05
    | 🏷 Дороги → Ямы на дорогах
    | 📍 Ахтубинск, ул. Ленина, 12
    |
    | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
    | 🔗 пост
    |
    | ✍️ ответить до чт 3 дек., 17:00
    [✍️ Ответить]
    [⏳ Промежуточный ответ] [📅 Продлить срок]
    [↩️ Не к нам] [👤 Передать]
    ");
    w.operator().presses("📜 История").await?;
    assert_snapshot!(w.operator().card(1).await?, @"
    🔕 бот
    | 📜 История № 2026-000001
    |
    | пт 27 нояб., 14:05 · Оператор МЦУ: создан черновик
    | пт 27 нояб., 14:05 · Оператор МЦУ: зарегистрировано — Дороги
    | пт 27 нояб., 14:05 · Специалист дорог: принято в работу
    | пт 27 нояб., 14:05 · Специалист дорог: просьба продлить срок — до чт 3 дек., 17:00: Погода не даёт работать
    | пт 27 нояб., 14:05 · Руководитель МЦУ: срок продлён — пн 30 нояб., 14:05 → чт 3 дек., 17:00
    [◀️ Назад]
    ");
    Ok(())
}

both_engines! {
    async fn more_time_is_asked_for_and_given_with_one_tap(w: &mut World) -> Result<()> {
        with_deputy(w).await?;
        w.accepted().await?;
        w.forget_chats();
        w.recipient().presses("📅 Продлить срок").await?;
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
        | 📅 До какого срока продлить? Выберите или напишите: «пятница», «4.12 12:00».
        [+1 раб. день · вт 1 дек., 17:00]
        [+3 раб. дня · чт 3 дек., 17:00]
        [+неделя · пн 7 дек., 17:00]
        [◀️ Назад]
        ");
        w.recipient().presses("+3 раб. дня · чт 3 дек., 17:00").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | 📅 Почему нужно продлить № 2026-000001 до чт 3 дек., 17:00?
        | Выберите или напишите одним сообщением, это увидит руководитель МЦУ.
        [Ждём материалы или подрядчика] [Погода не даёт работать]
        [Нужно обследование] [Идёт согласование]
        [✖️ Отмена]
        ");
        assert_eq!(w.recipient().presses(WEATHER).await?, "Попросили продлить, решит руководитель");
        the_head_reads_the_request(w).await?;
        the_head_grants_it(w).await?;
        Ok(())
    }

    async fn it_is_refused_with_one_tap_too(w: &mut World) -> Result<()> {
        asked(w).await?;
        w.forget_chats();
        assert_eq!(w.head().presses("❌ Отказать").await?, "Срок остаётся прежним");
        assert_eq!(w.incident(1).await?.due(), Some(on("30.11 14:05")?));
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
        | ❌ Срок не продлили — № 2026-000001
        | ответить до пн 30 нояб., 14:05
        [✍️ Ответить]
        ");
        w.head().has_no_button("❌ Отказать")?;
        w.operator().presses("📜 История").await?;
        w.operator().sees("Руководитель МЦУ: в продлении отказано")?;
        Ok(())
    }

    async fn day_and_reason_may_be_typed(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("📅 Продлить срок").await?;
        w.forget_chats();
        w.recipient().writes("сегодня 16:00").await?;
        w.recipient().writes("30.11 14:00").await?;
        w.recipient().writes("4.12 12:00").await?;
        w.recipient().writes("Щебень привезут <в четверг>").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | сегодня 16:00
        🔔 бот
        | Это не позже нынешнего срока, пн 30 нояб., 14:05. Назовите день после него.
        👤 Специалист дорог
        | 30.11 14:00
        🔔 бот
        | Это не позже нынешнего срока, пн 30 нояб., 14:05. Назовите день после него.
        👤 Специалист дорог
        | 4.12 12:00
        🔔 бот
        | 📅 Почему нужно продлить № 2026-000001 до пт 4 дек., 12:00?
        | Выберите или напишите одним сообщением, это увидит руководитель МЦУ.
        👤 Специалист дорог
        | Щебень привезут <в четверг>
        ");
        w.head().sees("Щебень привезут <в четверг>")?;
        w.head().presses("✅ Продлить").await?;
        assert_eq!(w.incident(1).await?.due(), Some(on("04.12 12:00")?));
        Ok(())
    }

    async fn asked_again_the_first_request_gives_way(w: &mut World) -> Result<()> {
        asked(w).await?;
        let (message, grant) = w.head().button("✅ Продлить")?;
        w.recipient().presses("📅 Продлить срок").await?;
        w.recipient().presses("+неделя · пн 7 дек., 17:00").await?;
        w.recipient().presses("Ждём материалы или подрядчика").await?;
        assert_eq!(w.head().presses_data(message, &grant).await?, "По этой просьбе уже решено.");
        assert_eq!(w.incident(1).await?.due(), Some(on("30.11 14:05")?));
        w.head().presses("✅ Продлить").await?;
        assert_eq!(w.incident(1).await?.due(), Some(on("07.12 17:00")?));
        w.head().has_no_button("✅ Продлить")?;
        Ok(())
    }

    async fn the_coordinator_decides_where_nobody_is_head(w: &mut World) -> Result<()> {
        without_head(w).await?;
        asked(w).await?;
        w.head().does_not_see("Просят продлить")?;
        assert_eq!(w.coordinator().presses("✅ Продлить").await?, "Продлено до чт 3 дек., 17:00");
        assert_eq!(w.incident(1).await?.due(), Some(on("03.12 17:00")?));
        Ok(())
    }

    async fn where_somebody_is_head_nobody_else_decides(w: &mut World) -> Result<()> {
        asked(w).await?;
        let (_, grant) = w.head().button("✅ Продлить")?;
        w.coordinator().does_not_see("Просят продлить")?;
        let anything = w.recipient().seen("№ 2026-000001")?.id;
        assert_eq!(w.recipient().presses_data(anything, &grant).await?, "Это решает другой человек. Что ждёт вас, покажет /my.");
        let anything = w.operator().seen("№ 2026-000001")?.id;
        assert_eq!(w.operator().presses_data(anything, &grant).await?, "Это решает другой человек. Что ждёт вас, покажет /my.");
        assert_eq!(w.coordinator().presses_data(anything, &grant).await?, "Это решает другой человек. Что ждёт вас, покажет /my.");
        assert_eq!(w.incident(1).await?.due(), Some(on("30.11 14:05")?));
        Ok(())
    }

    async fn it_may_be_decided_while_the_answer_is_read(w: &mut World) -> Result<()> {
        w.written().await?;
        ask(w).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.head().presses("✅ Продлить").await?;
        let incident = w.incident(1).await?;
        assert_eq!((incident.status, incident.due()), (Status::Review, Some(on("03.12 17:00")?)));
        assert_snapshot!(w.recipient().chat().split("🔔").last().unwrap_or_default(), @"
         бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05»
        | ✅ Срок продлили — № 2026-000001
        | ответить до чт 3 дек., 17:00
        ");
        Ok(())
    }

    async fn an_answer_that_is_approved_needs_no_more_time(w: &mut World) -> Result<()> {
        w.written().await?;
        ask(w).await?;
        let (message, grant) = w.head().button("✅ Продлить")?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.head().has_no_button("✅ Продлить")?;
        w.head().has_no_button("❌ Отказать")?;
        assert_eq!(w.incident(1).await?.extension_until, None);
        assert_eq!(w.head().presses_data(message, &grant).await?, "По этой просьбе уже решено.");
        Ok(())
    }

    async fn two_heads_decide_at_the_same_instant(w: &mut World) -> Result<()> {
        with_deputy(w).await?;
        asked(w).await?;
        let mut told = w.both_press([(HEAD, "✅ Продлить"), (DEPUTY, "❌ Отказать")]).await?;
        told.sort();
        assert!(told.contains(&"По этой просьбе уже решено.".to_owned()), "{told:?}");
        let decided = w.history(1).await?.into_iter().filter(|step| step.starts_with("extend") || step.starts_with("refuse"));
        assert_eq!(decided.count(), 1);
        Ok(())
    }

    async fn a_moment_that_has_passed_is_not_given(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("📅 Продлить срок").await?;
        w.recipient().writes("1.12 12:00").await?;
        w.recipient().presses(WEATHER).await?;
        w.clock_shows("01.12 13:00")?;
        assert_eq!(w.head().presses("✅ Продлить").await?, "Продлевать поздно: этот срок уже прошёл. Откажите или дождитесь новой просьбы.");
        assert_eq!(w.head().presses("❌ Отказать").await?, "Срок остаётся прежним");
        Ok(())
    }

    async fn whoever_took_it_over_learns_of_it_with_whoever_asked(w: &mut World) -> Result<()> {
        asked(w).await?;
        w.recipient().presses("👤 Передать").await?;
        w.recipient().presses("👤 Мастер дорог").await?;
        w.head().presses("✅ Продлить").await?;
        w.recipient().sees("✅ Срок продлили — № 2026-000001")?;
        w.colleague().sees("✅ Срок продлили — № 2026-000001")?;
        Ok(())
    }

    async fn cancelled_nothing_is_asked(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("📅 Продлить срок").await?;
        w.recipient().presses("+1 раб. день · вт 1 дек., 17:00").await?;
        w.recipient().presses("✖️ Отмена").await?;
        assert_eq!(w.incident(1).await?.extension_until, None);
        w.head().does_not_see("Просят продлить")?;
        Ok(())
    }
}
