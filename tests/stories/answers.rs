//! Answers of many messages and files, what they lack, and all files at hand.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::emulator::{Fault, Shown};
use mcu_bot::messenger::event::AttachmentKind;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

fn files(messages: &[Shown]) -> usize {
    messages.iter().filter(|shown| shown.media.is_some()).count()
}

both_engines! {
    async fn an_album_a_document_and_words_are_one_answer_in_their_order(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().does(|person| person.sends_album(10, "До ремонта")).await?;
        w.recipient().does(|person| person.sends_document("акт.pdf", "Акт приложен")).await?;
        w.recipient().writes(ANSWER).await?;
        w.recipient().does(|person| person.sends_album(2, "")).await?;
        w.recipient().writes("Знак поставили.").await?;
        w.recipient().sees("📷 12 фото, 1 документ")?;
        w.recipient().sees(&format!("«До ремонта\n\nАкт приложен\n\n{ANSWER}\n\nЗнак поставили.»"))?;
        w.forget_chats();
        w.recipient().presses("📨 На проверку").await?;
        assert_eq!(files(&w.coordinator().messages()), 13);
        w.coordinator().sees("📷 12 фото, 1 документ")?;
        Ok(())
    }

    async fn a_long_answer_says_that_its_beginning_is_shown(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        // A family is one sign of seven code points.
        let family = "👨‍👩‍👧‍👦";
        for _ in 0..3 {
            w.recipient().writes(&family.repeat(400)).await?;
        }
        let text = w.recipient().seen("✍️ Ответ на № 2026-000001")?.text;
        assert!(text.contains("Показано начало, в ответе 8404 знака. Уйдёт весь текст."), "{text}");
        assert!(text.contains(&format!("{family}…»")), "cut between whole signs");
        w.recipient().presses("📨 На проверку").await?;
        Ok(())
    }

    async fn files_come_again_as_often_as_asked(w: &mut World) -> Result<()> {
        let origin = w.operator().origin(posts::POTHOLE);
        let picture = crate::world::photo(&w.telegram, posts::POTHOLE.text);
        w.operator().does(|person| person.forwards_with(&origin, picture)).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().does(|person| person.sends_album(2, ANSWER)).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.forget_chats();
        assert_eq!(w.coordinator().presses("📎 Файлы").await?, "Файлы ниже");
        assert_snapshot!(w.coordinator().chat(), @"
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05»
        | 📎 Файлы жителя, № 2026-000001
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05» · Photo
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05»
        | 📎 Файлы ответа на № 2026-000001, Специалист дорог
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05» · Photo
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05» · Photo
        ");
        w.coordinator().presses("📎 Файлы").await?;
        assert_eq!(files(&w.coordinator().messages()), 6);
        w.recipient().presses("📎 Файлы").await?;
        assert_eq!(files(&w.recipient().messages()), 3);
        Ok(())
    }

    async fn files_that_share_no_album_leave_one_by_one_and_none_twice(w: &mut World) -> Result<()> {
        use AttachmentKind::{Audio, Document, Photo, VideoNote, Voice};
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        let kinds = [Voice, VideoNote, Audio, Document, Photo];
        for kind in kinds {
            w.recipient().does(|person| person.sends_file(kind, "файл", vec![1], "")).await?;
        }
        w.recipient().writes(ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.forget_chats();
        w.telegram.fail_next("sendAudio", Fault::RetryAfter(7));
        w.coordinator().presses("📎 Файлы").await?;
        let got: Vec<_> = w.coordinator().messages().iter().filter_map(|shown| Some(shown.media.as_ref()?.kind)).collect();
        assert_eq!(got, kinds);
        Ok(())
    }

    async fn a_card_without_buttons_comes_below_and_the_old_one_is_left_alone(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.colleague().has_no_button("✍️ Ответить")?;
        let cards = |w: &mut World| w.colleague().messages().iter().filter(|shown| shown.text.starts_with('🔍')).count();
        let before = cards(w);
        let newest = w.colleague().seen("🔍 № 2026-000001")?.id;
        w.colleague().presses_data(newest, "s:1").await?;
        assert_eq!(cards(w), before + 1, "and no call that changes nothing, which would be a sin");
        Ok(())
    }

    async fn writing_anew_keeps_the_files_and_shows_the_old_words(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().sends_photo("Яму <засыпали>").await?;
        w.recipient().presses("✏️ Изменить").await?;
        w.recipient().sees("Прежний текст; нажмите на него, чтобы скопировать:\nЯму <засыпали>")?;
        w.recipient().sees("Осталось добавить слова: напишите текст ответа.\n📷 1 фото")?;
        w.recipient().writes(ANSWER).await?;
        w.recipient().sees(&format!("«{ANSWER}»\n📷 1 фото"))?;
        assert_eq!(w.recipient().presses("🗑 Убрать файлы").await?, "Файлы убраны");
        w.recipient().sees(&format!("«{ANSWER}»\n\nЧтобы ответ приняли с первого раза: нет фото, которое покажет работу."))?;
        w.recipient().presses("📨 На проверку").await?;
        assert_eq!(files(&w.coordinator().messages()), 0);
        Ok(())
    }

    async fn hints_never_stand_in_the_way_and_help_the_reviewer_too(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().writes("Ваше обращение рассмотрено").await?;
        w.recipient().sees(
            "Чтобы ответ приняли с первого раза: не сказано, что сделано или будет сделано; \
             нет контакта, куда обратиться; слова «обращение рассмотрено» ничего не объясняют.",
        )?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("💡 На что взглянуть: не сказано, что сделано или будет сделано;")?;
        w.operator().does_not_see("💡")?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.coordinator().does_not_see("💡")?;
        Ok(())
    }
}
