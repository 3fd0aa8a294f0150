//! The approved text on its way to the resident: copied whole, published, its link put right.

use anyhow::{Context, Result};
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::{Origin, ShownAction};

use crate::engines::both_engines;
use crate::world::{ANSWER, World, photo, posts};

const COPY: &str = "📋 Скопировать текст";

/// An answer with these words, approved.
async fn approved_with(w: &mut World, text: &str) -> Result<()> {
    w.registered().await?;
    w.recipient().replies("№ 2026-000001", text).await?;
    w.recipient().presses("📨 На проверку").await?;
    w.coordinator().presses("✅ Согласовать").await?;
    w.forget_chats();
    Ok(())
}

/// The published answer's address after these words were sent in answer to the question.
async fn published_at(w: &mut World, words: &str) -> Result<Option<String>> {
    w.media().presses("🔗 Ссылка на ответ").await?;
    w.media().writes(words).await?;
    Ok(w.incident(1).await?.public_link)
}

both_engines! {
    async fn a_short_text_goes_into_the_clipboard(w: &mut World) -> Result<()> {
        w.approved().await?;
        let card = w.media().seen("ответ согласован, пора опубликовать")?;
        assert_eq!(card.button(COPY).context("a button")?.does, ShownAction::Copy(ANSWER.to_owned()));
        assert_eq!(card.labels(), [[COPY, "📢 Опубликовано"]]);
        w.recipient().has_no_button(COPY)?;
        Ok(())
    }

    async fn the_clipboard_takes_so_much_and_no_more(w: &mut World) -> Result<()> {
        approved_with(w, &"я".repeat(256)).await?;
        let card = w.media().seen("ответ согласован")?;
        assert_eq!(card.button(COPY).context("a button")?.does, ShownAction::Copy("я".repeat(256)));
        Ok(())
    }

    async fn a_longer_text_comes_alone_with_its_files(w: &mut World) -> Result<()> {
        w.registered().await?;
        let text = format!("<b>Здравствуйте</b> & добрый день!\n{}", "Яму засыпали. ".repeat(20));
        let (card, picture) = (w.recipient().seen("№ 2026-000001")?.id, photo(&w.telegram, &text));
        w.recipient().does(|person| person.replies_with(card, picture)).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.forget_chats();
        assert_eq!(w.media().presses(COPY).await?, "Текст ниже: скопируйте его целиком");
        assert_snapshot!(w.media().chat(), @"
        🔔 бот → «📢 № 2026-000001 · ответ согласован, пора опубликовать»
        | <b>Здравствуйте</b> & добрый день!
        | Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали. Яму засыпали.
        [📢 Опубликовано]
        🔕 бот → «📢 № 2026-000001 · ответ согласован, пора опубликовать» · Photo
        ");
        let shown = w.media().messages();
        assert!(shown[0].entities.is_empty() && shown[0].text == text.trim_end(), "{:?}", shown[0].text);
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        assert!(w.media().messages()[0].keyboard.is_empty(), "it is settled");
        let (message, press) = (shown[0].id, "rt:1");
        let told = w.media().presses_data(message, press).await?;
        assert_eq!(told, "Кнопка устарела: ответ опубликован. Карточка обновлена.");
        Ok(())
    }

    async fn a_very_long_text_comes_in_pieces_without_loss(w: &mut World) -> Result<()> {
        let text = "Яму у дома засыпали щебнем, 👨‍👩‍👧‍👦 довольны. ".repeat(200);
        approved_with(w, &text).await?;
        w.media().presses(COPY).await?;
        let shown = w.media().messages();
        assert!(shown.len() > 2 && shown.iter().all(|piece| piece.text.chars().count() <= 4096), "{}", shown.len());
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces = shown.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        assert_eq!(squeezed(&pieces), squeezed(&text));
        let buttons: Vec<_> = shown.iter().map(|piece| !piece.keyboard.is_empty()).collect();
        assert_eq!(buttons.iter().filter(|any| **any).count(), 1);
        assert!(buttons.last().unwrap(), "the way on stands under the last one");
        Ok(())
    }

    async fn links_of_all_kinds_are_taken(w: &mut World) -> Result<()> {
        w.published().await?;
        w.forget_chats();
        for (words, link) in [
            ("https://vk.com/wall-1_2?reply=3", "https://vk.com/wall-1_2?reply=3"),
            ("Опубликовали вот тут: ok.ru/group/1/topic/2.", "https://ok.ru/group/1/topic/2"),
            ("HTTP://Example.org/a", "HTTP://Example.org/a"),
            ("ахтубинск.рф/новости/5", "https://ахтубинск.рф/новости/5"),
            ("www.akhtuba.ru", "https://www.akhtuba.ru"),
            ("пост https://t.me/podsluh_akhtuba/325 ответ https://t.me/podsluh_akhtuba/325?comment=7",
                "https://t.me/podsluh_akhtuba/325?comment=7"),
            ("https://t.me/podsluh_akhtuba/325", "https://t.me/podsluh_akhtuba/325"),
            ("https://t.me/mcu_test_bot?start=1 и https://max.ru/c/1", "https://max.ru/c/1"),
        ] {
            assert_eq!(published_at(w, words).await?.as_deref(), Some(link), "{words}");
        }
        Ok(())
    }

    async fn what_residents_cannot_open_is_asked_for_again(w: &mut World) -> Result<()> {
        w.approved().await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().writes("https://t.me/MCU_test_bot?start=i_1").await?;
        w.media().sees("Это ссылка на меня, жителям она не откроется.")?;
        let none = "Это не похоже на ссылку.";
        let too_long = format!("https://vk.com/{}", "a".repeat(2000));
        for words in ["опубликовали вчера", "ул.Мира", "почта@vk.com", too_long.as_str()] {
            w.forget_chats();
            w.media().writes(words).await?;
            assert!(w.media().chat().contains(none), "{words}: {}", w.media().chat());
        }
        assert_eq!(w.status(1).await?, Status::Approved);
        w.media().presses("Без ссылки").await?;
        assert_eq!(w.status(1).await?, Status::Published);
        Ok(())
    }

    async fn the_published_post_itself_can_be_forwarded(w: &mut World) -> Result<()> {
        w.approved().await?;
        w.media().presses("📢 Опубликовано").await?;
        let hidden = Origin::HiddenUser("Пресс-служба".to_owned());
        w.media().does(|person| person.forwards(&hidden, "Ответ на ваши вопросы")).await?;
        w.media().sees("Это не похоже на ссылку.")?;
        let origin = w.media().origin(posts::WATER);
        w.media().does(|person| person.forwards(&origin, "Ответ на ваши вопросы")).await?;
        assert_eq!(w.incident(1).await?.public_link.as_deref(), Some("https://t.me/podsluh_akhtuba/326"));
        assert_eq!(w.status(1).await?, Status::Published);
        Ok(())
    }

    async fn a_wrong_link_is_put_right(w: &mut World) -> Result<()> {
        w.approved().await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().writes("https://vk.com/wall-1_1").await?;
        assert_snapshot!(w.media().card(1).await?, @"
        🔔 бот
        | 📣 № 2026-000001 · ответ опубликован
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ Ответ, Специалист дорог:
        | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        | 🔗 где опубликован ответ
        [🏁 Решено] [🏁 Разъяснено]
        [🏁 Отказ обоснован] [🔗 Ссылка на ответ]
        ");
        w.media().presses("🏁 Решено").await?;
        w.forget_chats();
        assert_eq!(w.media().presses("🔗 Ссылка на ответ").await?, "Пришлите ссылку");
        w.media().writes("https://vk.com/wall-1_2").await?;
        assert_snapshot!(w.media().chat(), @"
        🔔 бот
        | 🔗 Пришлите новую ссылку на ответ по № 2026-000001.
        | Если ссылки нет, нажмите «Без ссылки».
        👤 Пресс-служба
        | https://vk.com/wall-1_2
        🔔 бот
        | ✅ № 2026-000001 · решено пт 27 нояб., в срок
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ Ответ, Специалист дорог:
        | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        | 🔗 где опубликован ответ
        [🔗 Ссылка на ответ]
        ");
        assert_eq!(w.incident(1).await?.public_link.as_deref(), Some("https://vk.com/wall-1_2"));
        w.coordinator().presses("🔗 Ссылка на ответ").await?;
        assert_eq!(w.coordinator().presses("Без ссылки").await?, "Ссылка убрана");
        assert_eq!(w.incident(1).await?.public_link, None);
        assert_eq!(w.status(1).await?, Status::Closed);
        w.operator().presses("📜 История").await?;
        w.operator().sees("Пресс-служба: изменена ссылка на ответ — https://vk.com/wall-1_2")?;
        let told = w.recipient().presses_data(mcu_bot::domain::ids::MessageId(1), "ln:1").await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        Ok(())
    }

    async fn how_it_ended_is_seen_on_the_cards_alone(w: &mut World) -> Result<()> {
        w.published().await?;
        w.forget_chats();
        w.media().presses("🏁 Разъяснено").await?;
        w.recipient().sees("✅ № 2026-000001 · разъяснено пт 27 нояб., в срок")?;
        assert_eq!(w.recipient().chat(), "");
        assert_eq!(w.colleague().chat(), "");
        assert_eq!(w.operator().chat(), "");
        Ok(())
    }
}
