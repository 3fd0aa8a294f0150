//! 🏷 Тема and 🏢 Ответственный: lists with groups and pages, searched by typing; and changed after registration.

use std::fmt::Write;

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{World, posts};

const DIRECTORY: &str = include_str!("../world/directory.toml");

/// The centre, with twelve schools more.
fn with_schools() -> String {
    let mut directory = DIRECTORY.to_owned();
    for number in 1..=12 {
        let _ = write!(
            directory,
            "\n[[unit]]\ncode = \"school-{number}\"\nparent = \"adm\"\nname = \"Средняя школа № {number}\"\n\
             short = \"Школа {number}\"\n"
        );
    }
    directory
}

/// The question and the buttons: what stands above them is told elsewhere.
async fn list(w: &mut World) -> Result<String> {
    let card = w.operator().card(1).await?;
    let from = card.rfind("|\n").map_or(0, |at| at + 2);
    Ok(card[from..].to_owned())
}

both_engines! {
    async fn other_guesses_come_first_and_then_the_groups(w: &mut World) -> Result<()> {
        w.operator().writes("Яма под снегом, темно на улице").await?;
        w.operator().presses("🏷 Тема").await?;
        assert_snapshot!(list(w).await?, @"
        | Выберите тему или напишите слово из неё:
        [Дороги → Уборка снега]
        [Дороги → Ямы на дорогах]
        [🗂 Дороги]
        [🗂 Благоустройство]
        [🗂 ЖКХ]
        [Другое → Прочее]
        [◀️ Назад]
        ");
        w.operator().presses("🗂 Благоустройство").await?;
        assert_snapshot!(list(w).await?, @"
        | Выберите тему, «Благоустройство»:
        [✔️ Уличное освещение]
        [Дворы и площадки]
        [Деревья]
        [Бродячие собаки]
        [◀️ Назад]
        ");
        w.operator().presses("◀️ Назад").await?;
        assert!(list(w).await?.contains("[🗂 ЖКХ]"));
        w.operator().presses("🗂 Дороги").await?;
        assert_eq!(w.operator().presses("Уборка снега").await?, "Тема: Уборка снега");
        w.operator().sees("🏷 Дороги → Уборка снега")?;
        w.operator().does_not_see("по слову")?;
        Ok(())
    }

    async fn typed_words_search_the_topics(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().writes("дворЫ площадок").await?;
        assert_snapshot!(list(w).await?, @"
        | Нашлось по словам «дворЫ площадок»:
        [Благоустройство → Дворы и площадки]
        [🗂 Весь список]
        [◀️ Назад]
        ");
        w.operator().writes("гололед").await?;
        assert_snapshot!(list(w).await?, @"
        | Нашлось по словам «гололед»:
        [Дороги → Уборка снега]
        [🗂 Весь список]
        [◀️ Назад]
        ");
        w.operator().writes("бассейн").await?;
        assert_snapshot!(list(w).await?, @"
        | По словам «бассейн» ничего не нашлось. Напишите иначе или откройте весь список.
        [🗂 Весь список]
        [◀️ Назад]
        ");
        w.operator().presses("🗂 Весь список").await?;
        assert!(list(w).await?.contains("[🗂 Дороги]"));
        w.operator().writes("соб").await?;
        w.operator().presses("Благоустройство → Бродячие собаки").await?;
        w.operator().sees("🏷 Благоустройство → Бродячие собаки")?;

        // Chosen or left, the list waits no more: words are posts again.
        assert_eq!(w.incidents().await?, 1);
        w.operator().writes("Собаки у школы").await?;
        assert_eq!(w.incidents().await?, 2);
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("◀️ Назад").await?;
        w.operator().writes("Ещё собаки").await?;
        assert_eq!(w.incidents().await?, 3);
        // A photo is no word of the list.
        w.operator().presses("🏷 Тема").await?;
        w.operator().sends_photo("").await?;
        assert_eq!(w.incidents().await?, 4);
        Ok(())
    }

    async fn units_have_pages_and_pages_keep_what_was_typed(w: &mut World) -> Result<()> {
        w.applies(&with_schools()).await?;
        w.operator().forwards(posts::LAMP).await?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().writes("вода").await?;
        w.operator().presses("ЖКХ → Нет водоснабжения").await?;
        w.operator().presses("🏢 Ответственный").await?;
        assert_snapshot!(list(w).await?, @"
        | Кто ответит? Выберите или напишите часть названия:
        [✔️ ЖКХ]
        [Нижний Баскунчак]
        [Администрация]
        [Дороги]
        [Школа 1]
        [Школа 2]
        [Школа 3]
        [Школа 4]
        [◀️ Назад] [➡️]
        ");
        w.operator().presses("➡️").await?;
        assert_snapshot!(list(w).await?, @"
        | Кто ответит? Выберите или напишите часть названия:
        [Школа 5]
        [Школа 6]
        [Школа 7]
        [Школа 8]
        [Школа 9]
        [Школа 10]
        [Школа 11]
        [Школа 12]
        [⬅️] [◀️ Назад]
        ");
        w.operator().writes("ШКОЛ").await?;
        w.operator().presses("➡️").await?;
        assert_snapshot!(list(w).await?, @"
        | Нашлось по словам «ШКОЛ»:
        [Школа 9]
        [Школа 10]
        [Школа 11]
        [Школа 12]
        [🗂 Весь список]
        [⬅️] [◀️ Назад]
        ");
        w.operator().presses("⬅️").await?;
        assert_eq!(w.operator().presses("Школа 7").await?, "Ответственный: Школа 7");
        assert_eq!(w.incident(1).await?.unit, Some("school-7".into()));
        Ok(())
    }

    async fn what_left_the_directory_cannot_be_chosen(w: &mut World) -> Result<()> {
        w.applies(&with_schools()).await?;
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().writes("школа 12").await?;
        w.applies(DIRECTORY).await?;
        let told = w.operator().presses("Школа 12").await?;
        assert_eq!(told, "Этого больше нет в справочнике. Карточка обновлена, выберите ещё раз.");
        w.operator().has_no_button("Школа 12")?;
        w.operator().sees("🏢 ответственный не выбран")?;
        let (card, _) = w.operator().button("🏷 Тема")?;
        let told = w.operator().presses_data(card, "tg:1:99.0").await?;
        assert_eq!(told, "Этого больше нет в справочнике. Карточка обновлена, выберите ещё раз.");
        Ok(())
    }

    async fn another_topic_offers_its_unit_and_hands_nothing_over_by_itself(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let due = w.incident(1).await?.reply_due;
        w.operator().presses("🏷 Тема").await?;
        w.operator().writes("мусор").await?;
        assert_eq!(w.operator().presses("ЖКХ → Вывоз мусора").await?, "Тема: Вывоз мусора");
        assert_snapshot!(list(w).await?, @"
        | Эту тему ведёт «ЖКХ». Передать?
        [🏢 Передать: ЖКХ]
        [Оставить как есть]
        ");
        assert_eq!(w.status(1).await?, Status::InProgress);
        w.recipient().sees("🏷 ЖКХ → Вывоз мусора")?;
        w.operator().presses("Оставить как есть").await?;
        assert_eq!(w.incident(1).await?.unit, Some("roads".into()));

        w.operator().presses("🏷 Тема").await?;
        w.operator().writes("батареи").await?;
        w.operator().presses("ЖКХ → Отопление").await?;
        w.shows("14:30")?;
        assert_eq!(w.operator().presses("🏢 Передать: ЖКХ").await?, "Ответственный: ЖКХ");
        w.neighbour().sees("🆕 № 2026-000001 · Отопление")?;
        w.recipient().sees("№ 2026-000001 · передано")?;
        assert_eq!(w.incident(1).await?.reply_due, due, "the resident's clock goes on");
        Ok(())
    }

    async fn who_has_it_already_is_not_asked_again(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.operator().presses("🏢 Ответственный").await?;
        assert_eq!(w.operator().presses("✔️ Дороги").await?, "Уже отвечает: Дороги");
        assert_eq!(w.status(1).await?, Status::InProgress);
        w.operator().sees("в работе, Специалист дорог")?;

        // What was asked of those who lose it is settled with it, though the status stays.
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Дороги").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        w.recipient().has_no_button("👌 Принять в работу")?;
        Ok(())
    }
}
