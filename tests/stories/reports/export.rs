//! The register and the rating as a file.

use std::io::Cursor;

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx};
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::Shown;

use crate::engines::both_engines;
use crate::world::{World, posts};

const OBSERVER: ChatId = ChatId(1050);

/// The rows of a sheet in the newest file a person got.
pub fn sheet(w: &World, chat: ChatId, name: &str) -> Result<Vec<Vec<String>>> {
    let mut files =
        w.telegram.messages(chat).into_iter().filter(|shown: &Shown| shown.is_from_bot() && shown.media.is_some());
    let file = files.next_back().context("a file")?;
    let bytes = w.telegram.content(&file).context("its bytes")?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec()))?;
    let range = book.worksheet_range(name)?;
    let cell = |data: &Data| match data {
        Data::DateTime(at) => at.as_datetime().map(|at| at.format("%d.%m.%Y %H:%M").to_string()).unwrap_or_default(),
        other => other.to_string(),
    };
    Ok(range.rows().map(|row| row.iter().map(cell).collect()).collect())
}

/// What stands under a heading in a row.
fn under<'a>(rows: &'a [Vec<String>], heading: &str, row: usize) -> Option<&'a str> {
    let column = rows.first()?.iter().position(|name| name == heading)?;
    rows.get(row)?.get(column).map(String::as_str)
}

async fn with_observer(w: &mut World) -> Result<()> {
    let directory = include_str!("../../world/directory.toml");
    let observer = "\n[[person]]\ntelegram_id = 1050\nname = \"ЦУР\"\nroles = [\"observer\"]\n";
    w.applies(&format!("{directory}{observer}")).await?;
    w.telegram.person(OBSERVER, "ЦУР").starts();
    w.run_until_idle().await
}

both_engines! {
    async fn the_head_takes_the_register_away(w: &mut World) -> Result<()> {
        w.closed().await?;
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.head().writes("/export").await?;
        w.head().presses("7 дней").await?;
        w.head().sees("📊 Выгрузка за 7 дней: 21–27 нояб.\nРеестр и рейтинг, 2 сообщения. Запись об этом есть в журнале.")?;
        let chat = w.head().person.id();
        let rows = sheet(w, chat, "Реестр")?;
        assert_eq!(rows.len(), 3);
        assert_eq!(under(&rows, "Номер", 1), Some("2026-000001"));
        assert_eq!(under(&rows, "Зарегистрировано", 1), Some("27.11.2026 14:05"));
        assert_eq!(under(&rows, "Тема", 1), Some("Ямы на дорогах"));
        assert_eq!(under(&rows, "Ответственный", 1), Some("Дороги"));
        assert_eq!(under(&rows, "В срок", 1), Some("да"));
        assert_eq!(under(&rows, "Итог", 1), Some("решено"));
        assert!(under(&rows, "Текст", 2).is_some_and(|text| text.contains("8 (927) 123-45-67")), "the head sees contacts");
        assert!(under(&rows, "Автор", 1).is_some());
        let rating = sheet(w, chat, "Рейтинг")?;
        assert_eq!(under(&rating, "Ответственный", 1), Some("Дороги"));
        assert_eq!(under(&rating, "Сообщений", 1), Some("1"));
        Ok(())
    }

    async fn an_observer_gets_it_without_authors(w: &mut World) -> Result<()> {
        with_observer(w).await?;
        w.operator().forwards(posts::WITH_CONTACTS).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.somebody(OBSERVER).writes("/export quarter").await?;
        let rows = sheet(w, OBSERVER, "Реестр")?;
        assert_eq!(under(&rows, "Автор", 0), None, "{:?}", rows[0]);
        let text = under(&rows, "Текст", 1).context("the words")?;
        assert!(text.contains("[телефон]") && text.contains("[почта]") && !text.contains("927"), "{text}");
        Ok(())
    }

    async fn words_that_look_like_formulas_are_words(w: &mut World) -> Result<()> {
        let words = ["=HYPERLINK(\"http://evil\") яма на Ленина", "+1+cmd|'/C calc'!A1 снег", "-2+3 мусор", "@SUM(1+1) нет воды"];
        for words in words {
            w.operator().writes(words).await?;
            w.operator().presses("✅ Зарегистрировать").await?;
        }
        w.head().writes("/export 7d").await?;
        let chat = w.head().person.id();
        let rows = sheet(w, chat, "Реестр")?;
        let mut written: Vec<_> = (1..=words.len()).filter_map(|row| under(&rows, "Текст", row)).collect();
        written.sort_unstable();
        assert_eq!(written, ["+1+cmd|'/C calc'!A1 снег", "-2+3 мусор", words[0], "@SUM(1+1) нет воды"]);
        Ok(())
    }

    async fn the_journal_remembers_who_took_what(w: &mut World) -> Result<()> {
        with_observer(w).await?;
        w.closed().await?;
        w.head().writes("/export 7d").await?;
        w.somebody(OBSERVER).writes("/export month").await?;
        w.coordinator().writes("/export 7d").await?;
        w.coordinator().sees("Команда /export вам не понадобится")?;
        let mut tx = w.db.read().await?;
        let journal = mcu_bot::store::journal::journal(&mut tx, 10).await?;
        let lines: Vec<_> = journal.iter().map(|line| format!("{} {}", line.by, line.detail)).collect();
        assert_eq!(lines, ["Руководитель МЦУ 2026-11-21..2026-11-27 1 with authors", "ЦУР 2026-10-29..2026-11-27 1"]);
        Ok(())
    }

    async fn an_empty_period_is_an_empty_table(w: &mut World) -> Result<()> {
        w.head().writes("/export 7d").await?;
        let chat = w.head().person.id();
        assert_eq!(sheet(w, chat, "Реестр")?.len(), 1);
        assert_eq!(sheet(w, chat, "Рейтинг")?.len(), 1);
        Ok(())
    }
}
