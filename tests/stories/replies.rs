//! Ways to write a reply: to the card, by the button, with pictures, in pieces, anew.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, photo, posts};

both_engines! {
    async fn a_reply_to_the_card_is_the_answer(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | 👌 принять до пт 27 нояб., 15:05
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [👌 Принять в работу]
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        [↩️ Не к нам] [👤 Передать]
        👤 Специалист дорог → «🆕 № 2026-000001 · Ямы на дорогах»
        | Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20
        🔕 бот
        | ✍️ Ответ на № 2026-000001
        | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        |
        | Чтобы ответ приняли с первого раза: нет фото, которое покажет работу.
        [📨 На проверку]
        [✏️ Изменить] [✖️ Отмена]
        ");
        w.recipient().presses("📨 На проверку").await?;
        w.recipient().has_no_button("👌 Принять в работу")?;
        assert_eq!(w.status(1).await?, Status::Review);
        assert_eq!(w.history(1).await?, ["create Оператор МЦУ", "register Оператор МЦУ", "send Специалист дорог"]);
        assert!(w.incident(1).await?.accepted_at.is_some(), "sending accepts on the way");
        Ok(())
    }

    async fn a_photo_in_reply_to_the_card_comes_with_its_caption(w: &mut World) -> Result<()> {
        w.registered().await?;
        let (card, picture) = (w.recipient().seen("№ 2026-000001")?.id, photo(&w.telegram, ANSWER));
        w.recipient().does(|person| person.replies_with(card, picture)).await?;
        w.recipient().sees("📷 1 фото")?;
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
        | ✍️ Ответ, Специалист дорог:
        | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        | 📷 1 фото
        |
        | ⭐ Оцените полноту: 0 — ответа по сути нет, 1 — ответ неполный, 2 — сказано, что, когда и кто сделает и куда обратиться
        [✅ Согласовать] [🔧 На доработку]
        [⭐ 0] [⭐ 1] [⭐ 2]
        [🏷 Тема]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        [📎 Файлы]
        🔕 бот → «🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05» · Photo
        ");
        Ok(())
    }

    async fn a_photo_without_words_waits_for_words(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().sends_photo("").await?;
        w.recipient().sees("Осталось добавить слова: напишите текст ответа.")?;
        w.recipient().has_no_button("📨 На проверку")?;
        w.recipient().writes("Засыпали щебнем.").await?;
        w.recipient().writes("Асфальт положим до среды.").await?;
        assert_snapshot!(w.recipient().seen("Асфальт")?.text, @"
        ✍️ Ответ на № 2026-000001
        «Засыпали щебнем.

        Асфальт положим до среды.»
        📷 1 фото

        Чтобы ответ приняли с первого раза: нет контакта, куда обратиться.
        ");
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("«Засыпали щебнем.")?;
        Ok(())
    }

    async fn an_album_is_one_answer(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.forget_chats();
        w.recipient().does(|person| person.sends_album(3, "До и после")).await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог · Photo
        | До и после
        👤 Специалист дорог · Photo
        👤 Специалист дорог · Photo
        🔕 бот
        | ✍️ Ответ на № 2026-000001
        | «До и после»
        | 📷 3 фото
        |
        | Чтобы ответ приняли с первого раза: не сказано, что сделано или будет сделано; нет контакта, куда обратиться.
        [📨 На проверку]
        [✏️ Изменить] [✖️ Отмена]
        [🗑 Убрать файлы]
        ");
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("📷 3 фото")?;
        let album: Vec<_> = w.coordinator().messages();
        assert_eq!(album.iter().filter(|shown| shown.media.is_some()).count(), 3);
        Ok(())
    }

    async fn a_reply_can_be_written_anew_and_dropped(w: &mut World) -> Result<()> {
        w.written().await?;
        assert_eq!(w.recipient().presses("✏️ Изменить").await?, "Напишите ответ заново");
        w.recipient().writes("Яму засыпали.").await?;
        w.recipient().sees("«Яму засыпали.»")?;
        assert_eq!(w.recipient().presses("✖️ Отмена").await?, "Ответ отменён");
        w.recipient().sees("✖️ Ответ на № 2026-000001 отменён")?;
        w.recipient().has_no_button("📨 На проверку")?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().writes(ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("Яму засыпали щебнем, асфальт")?;
        Ok(())
    }

    async fn cancel_ends_what_was_begun(w: &mut World) -> Result<()> {
        w.written().await?;
        w.recipient().writes("/cancel").await?;
        w.recipient().sees("Отменил. Если ждали другого, нажмите /my.")?;
        w.recipient().has_no_button("📨 На проверку")?;
        w.recipient().writes("/cancel").await?;
        w.recipient().sees("Отменять нечего. Что вас ждёт, покажет /my.")?;
        Ok(())
    }

    async fn words_to_no_card_ask_which_incident(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().writes("Снег на Франко не чистят").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.recipient().writes("Сделали, проверьте").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | Сделали, проверьте
        🔔 бот
        | К какому инциденту это относится?
        | Выберите, и сообщение станет ответом на него.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [№ 2026-000002 · Уборка снега]
        [✖️ Отмена]
        ");
        let toast = w.recipient().presses("№ 2026-000002 · Уборка снега").await?;
        assert_eq!(toast, "Собрал ответ, проверьте его ниже");
        w.recipient().sees("✍️ Ответ на № 2026-000002")?;
        w.recipient().presses("📨 На проверку").await?;
        assert_eq!(w.status(2).await?, Status::Review);
        Ok(())
    }

    async fn an_album_to_no_card_is_asked_about_once(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.forget_chats();
        w.recipient().does(|person| person.sends_album(3, "Засыпали")).await?;
        assert_eq!(w.recipient().chat().matches("К какому инциденту").count(), 1);
        w.recipient().presses("№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12").await?;
        w.recipient().sees("📷 3 фото")?;
        assert_eq!(w.recipient().chat().matches("✍️ Ответ на №").count(), 1);
        Ok(())
    }

    async fn who_has_nothing_open_is_told_so(w: &mut World) -> Result<()> {
        w.recipient().writes("Здравствуйте").await?;
        w.recipient().sees("Сейчас у вас нет открытых инцидентов, отвечать не на что.")?;
        w.media().writes("Здравствуйте").await?;
        w.media().sees("Я не понял, к чему это.")?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().replies("Черновик", "Ещё и ограждения нет").await?;
        w.operator().sees("Ещё и ограждения нет")?;
        Ok(())
    }
}
