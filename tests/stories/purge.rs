//! Purge: after so many days nothing of a resident is left, and everything that counts still counts.

use anyhow::{Context, Result};
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::period::Period;
use mcu_bot::emulator::Origin;
use mcu_bot::store::{exports, journal, reports};

use super::reports::sheet;
use crate::dump::everything;
use crate::engines::both_engines;
use crate::world::{World, on, photo, posts};

/// What is known of the resident, and what was said. No word of the directory.
const SECRETS: &[&str] = &[
    "Петров",
    "петров",
    "petrova",
    "Ленин",
    "ленин",
    "колёс",
    "колес",
    "927",
    "wall-1_22",
    "щебн",
    "4-15-20",
    "паспорт",
    "мама",
];
const WORDS: &str = "На улице Ленина у дома 12 огромная яма, машины бьют колёса, звоните 8 (927) 123-45-67, \
                     https://vk.com/wall-1_22?reply=7";

/// What of the resident is in the database.
async fn secrets(w: &World) -> Result<Vec<String>> {
    let lines = everything(&w.db).await?;
    Ok(lines.into_iter().filter(|line| SECRETS.iter().any(|secret| line.contains(secret))).collect())
}

/// Brought with a photo and a note, accepted, answered, returned, answered again, published and closed; edited, and
/// looked for.
async fn lives(w: &mut World) -> Result<()> {
    let resident = w.telegram.person(ChatId(7001), "Ольга").with_last_name("Петрова").with_username("petrova_olga");
    let content = photo(&w.telegram, WORDS);
    let post = w.operator().does(|operator| operator.forwards_with(&Origin::User(resident), content)).await?;
    w.operator().presses("✅ Зарегистрировать").await?;
    w.operator().does(|operator| operator.edits(post, "Это написала мама Петровой")).await?;
    w.recipient().presses("👌 Принять в работу").await?;
    for _ in 0..2 {
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().sends_photo("Здравствуйте, Ольга Петрова! Яму засыпали щебнем. Отдел дорог, 4-15-20").await?;
        w.recipient().presses("📨 На проверку").await?;
        if w.history(1).await?.iter().any(|step| step.starts_with("return ")) {
            break;
        }
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes("Уберите имя Петровой и её паспорт").await?;
    }
    w.coordinator().presses("✅ Согласовать").await?;
    w.media().presses("📢 Опубликовано").await?;
    w.media().writes("https://vk.com/wall-1_22?reply=9").await?;
    w.media().presses("🏁 Решено").await?;
    w.operator().writes("/find Петрова Ленина").await?;
    w.operator().sees("2026-000001")?;
    Ok(())
}

/// Rating and register of those days.
async fn figures(w: &World) -> Result<String> {
    let mut tx = w.db.read().await?;
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).context("a day");
    let period = Period { first: day(20)?, last: day(30)? };
    let answers = reports::answers(&mut tx, period, on("30.11 12:00")?).await?;
    let count = exports::count(&mut tx, period).await?;
    tx.rollback().await?;
    Ok(format!("{answers:?} {count}"))
}

/// The night after the sixtieth day.
async fn sleeps(w: &mut World) -> Result<()> {
    w.stop().await?;
    w.clock_shows("26.01.2027 02:50")?;
    w.purge_after_days = Some(60);
    w.start().await
}

both_engines! {
    async fn nothing_of_a_resident_is_left_and_what_counts_counts(w: &mut World) -> Result<()> {
        lives(w).await?;
        let columns = ["incident.author", "incident.link", "reply.text", "reply.return_reason", "history.detail",
            "incident_word.stem", "search.words", "incident.street"];
        let there = secrets(w).await?;
        for column in columns {
            assert!(there.iter().any(|line| line.starts_with(column)), "{column} holds nothing to purge: {there:#?}");
        }
        let before = figures(w).await?;
        sleeps(w).await?;
        w.ticks().await?;
        assert!(!secrets(w).await?.is_empty(), "at ten to three it is no night yet");

        w.clock_shows("26.01.2027 03:00")?;
        w.ticks().await?;
        assert!(!secrets(w).await?.is_empty(), "sixty days are not more than sixty days");
        w.clock_shows("27.01.2027 03:05")?;
        w.forget_chats();
        w.ticks().await?;
        assert_eq!(secrets(w).await?, Vec::<String>::new());
        assert_eq!(figures(w).await?, before);
        assert_snapshot!(w.admin().chat(), @"
        🔕 бот
        | 🧹 Ночью удалены персональные данные: 1 сообщение, закрыто до 28 нояб. 2026.
        | Отчёт остался в журнале: руководитель увидит его в /export.
        ");
        for card in [w.operator().card(1).await?, w.recipient().card(1).await?, w.media().card(1).await?] {
            assert!(SECRETS.iter().all(|secret| !card.contains(secret)), "{card}");
        }
        assert_snapshot!(w.coordinator().card(1).await?, @"
        🔔 бот
        | ✅ № 2026-000001 · решено пт 27 нояб. 2026, в срок
        | ВК
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        |
        | 🧹 Слова жителя, имя и адрес удалены ср 27 янв.: прошёл срок хранения после закрытия.
        [📜 История] [🗂 Версии]
        ");

        w.forget_chats();
        w.ticks().await?;
        w.clock_shows("28.01.2027 03:05")?;
        w.ticks().await?;
        assert_eq!(w.admin().chat(), "", "once is enough");
        Ok(())
    }

    async fn a_purged_incident_is_found_by_number_alone_and_never_opened_again(w: &mut World) -> Result<()> {
        lives(w).await?;
        let card = w.operator().seen("решено")?;
        let reopen = w.operator().button("🔓 Открыть снова")?;
        sleeps(w).await?;
        w.clock_shows("28.01.2027 03:05")?;
        w.ticks().await?;
        w.forget_chats();
        assert_eq!(w.operator().presses_data(card.id, &reopen.1).await?, "Слова жителя удалены: прошёл срок хранения, работать с сообщением больше нельзя. Если жалуются снова, перешлите пост: будет новое.");
        w.operator().writes("/find Ленина").await?;
        w.operator().sees("🔎 «Ленина»: ничего не нашлось.")?;
        w.operator().writes("/i 2026-000001").await?;
        w.operator().sees("🧹 Слова жителя, имя и адрес удалены")?;
        w.operator().has_no_button("🔓 Открыть снова")?;
        w.operator().presses("📜 История").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔔 бот
        | 📜 История № 2026-000001
        |
        | пт 27 нояб. 2026, 14:05 · Оператор МЦУ: создан черновик
        | пт 27 нояб. 2026, 14:05 · Оператор МЦУ: зарегистрировано — Дороги
        | пт 27 нояб. 2026, 14:05 · Оператор МЦУ: сообщение изменили
        | пт 27 нояб. 2026, 14:05 · Специалист дорог: принято в работу
        | пт 27 нояб. 2026, 14:05 · Специалист дорог: ответ отправлен
        | пт 27 нояб. 2026, 14:05 · Координатор: возвращено на доработку
        | пт 27 нояб. 2026, 14:05 · Специалист дорог: ответ отправлен
        | пт 27 нояб. 2026, 14:05 · Координатор: ответ согласован
        | пт 27 нояб. 2026, 14:05 · Пресс-служба: ответ опубликован
        | пт 27 нояб. 2026, 14:05 · Пресс-служба: закрыто — решено
        [◀️ Назад]
        ");
        w.coordinator().presses("🗂 Версии").await?;
        assert_snapshot!(w.coordinator().card(1).await?, @"
        🔔 бот
        | 🗂 Версии ответа на № 2026-000001
        |
        | 2. Специалист дорог, пт 27 нояб. 2026, 14:05
        | 📣 опубликован
        |
        | 1. Специалист дорог, пт 27 нояб. 2026, 14:05
        | 🔧 вернули: причина удалена вместе со словами жителя
        [◀️ Назад]
        ");
        Ok(())
    }

    async fn an_edit_after_the_purge_brings_nothing_back(w: &mut World) -> Result<()> {
        let post = w.operator().forwards(posts::WATER).await?;
        w.operator().presses("🗑 Отклонить").await?;
        w.operator().presses("реклама").await?;
        sleeps(w).await?;
        w.clock_shows("28.01.2027 11:05")?;
        w.ticks().await?;
        w.operator().sees("🗑 Черновик отклонён · реклама")?;
        w.operator().does(|operator| operator.edits(post, "Петрова без воды")).await?;
        assert_eq!(secrets(w).await?, Vec::<String>::new());
        // The same post is a new one.
        w.operator().forwards(posts::WATER).await?;
        w.operator().sees("📝 Черновик")?;
        Ok(())
    }

    async fn a_preview_changes_nothing_and_the_command_tells_what_it_did(w: &mut World) -> Result<()> {
        lives(w).await?;
        w.clock_shows("28.01.2027 11:00")?;
        w.ticks().await?;
        let before = everything(&w.db).await?;
        assert_snapshot!(w.purges(60, false).await?, @"
        Personal data of incidents closed before 2026-11-29 would be destroyed:
          incidents         1, closed from 2026-11-27 to 2026-11-27
          replies           2
          messages          3
          files             3
          history lines     3
        Nothing was changed. With --yes they are destroyed; there is no way back.
        ");
        assert_eq!(everything(&w.db).await?, before);
        assert_eq!(w.purges(62, true).await?.lines().nth(1), Some("  incidents         0"));
        assert!(!secrets(w).await?.is_empty());
        assert_snapshot!(w.purges(60, true).await?, @"
        Personal data of incidents closed before 2026-11-29 are destroyed:
          incidents         1, closed from 2026-11-27 to 2026-11-27
          replies           2
          messages          3
          files             3
          history lines     3
        ");
        assert_eq!(secrets(w).await?, Vec::<String>::new());
        w.run_until_idle().await?;
        let after = everything(&w.db).await?;
        assert_eq!(w.purges(60, true).await?.lines().nth(1), Some("  incidents         0"));
        assert_eq!(everything(&w.db).await?, after, "twice does nothing");
        let mut tx = w.db.read().await?;
        let lines = journal::journal(&mut tx, 10).await?;
        tx.rollback().await?;
        assert_snapshot!(lines.iter().map(|line| line.detail.as_str()).collect::<Vec<_>>().join("\n"), @r#"{"by":"terminal","before":"2026-11-29","incidents":1,"replies":2,"messages":3,"files":3,"steps":3,"others":0,"first":1795773922000,"last":1795773922000}"#);
        Ok(())
    }

    async fn nothing_can_be_read_from_the_file_either(w: &mut World) -> Result<()> {
        lives(w).await?;
        w.clock_shows("28.01.2027 11:00")?;
        w.purges(60, true).await?;
        w.run_until_idle().await?;
        let url = w.engine.url();
        // What PostgreSQL's vacuum does is its own.
        let Some(file) = url.strip_prefix("sqlite://") else { return Ok(()) };
        w.stop().await?;
        w.db.overwrite_freed().await?;
        let bytes = std::fs::read(file)?;
        let found: Vec<_> = SECRETS.iter().filter(|secret| bytes.windows(secret.len()).any(|at| at == secret.as_bytes())).collect();
        assert!(found.is_empty(), "{found:?}");
        w.start().await
    }

    async fn the_journal_goes_with_the_export(w: &mut World) -> Result<()> {
        lives(w).await?;
        w.clock_shows("28.01.2027 11:00")?;
        w.purges(60, true).await?;
        w.head().writes("/export quarter").await?;
        let chat = w.head().person.id();
        let rows = sheet(w, chat, "Журнал")?;
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert_eq!(rows[1][1..3], ["из терминала", "Удаление персональных данных"]);
        assert!(rows[1][3].starts_with("закрыто до 29.11.2026: сообщений 1, ответов 2"), "{rows:?}");
        assert_eq!(rows[2][1..3], ["Руководитель МЦУ", "Выгрузка"]);
        let register = sheet(w, chat, "Реестр")?;
        assert!(register[1].iter().any(|cell| cell == "удалён: прошёл срок хранения"), "{register:?}");
        Ok(())
    }
}
