//! What a reviewer has at hand: usual reasons, the mark, earlier versions; and what happens to old buttons.

use anyhow::{Context, Result};
use insta::assert_snapshot;
use mcu_bot::domain::ids::{ChatId, IncidentId};
use mcu_bot::domain::incident::{Mark, Status};
use mcu_bot::store::replies;

use crate::engines::both_engines;
use crate::world::{ANSWER, Alone, World, posts};

const COORDINATOR: ChatId = ChatId(1002);
const HEAD: ChatId = ChatId(1004);

/// The reply is returned for one of the usual reasons.
async fn returned(w: &mut World, reason: &str) -> Result<()> {
    w.coordinator().presses("🔧 На доработку").await?;
    assert_eq!(w.coordinator().presses(reason).await?, "Вернули на доработку");
    Ok(())
}

/// Another version is sent.
async fn sent_again(w: &mut World, text: &str) -> Result<()> {
    w.recipient().presses("✍️ Ответить").await?;
    w.recipient().writes(text).await?;
    w.recipient().presses("📨 На проверку").await?;
    Ok(())
}

/// The mark of the newest version.
async fn mark(w: &World) -> Result<Option<Mark>> {
    let mut tx = w.db.read().await?;
    let sent = replies::sent(&mut tx, IncidentId(1)).await?;
    tx.rollback().await?;
    Ok(sent.last().context("a reply")?.mark)
}

both_engines! {
    async fn a_usual_reason_is_one_press(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.forget_chats();
        assert_eq!(w.coordinator().presses("🔧 На доработку").await?, "Выберите причину или напишите свою");
        assert_snapshot!(w.coordinator().chat(), @"
        🔔 бот
        | 🔧 Что исправить в ответе на № 2026-000001?
        | Выберите или напишите одним сообщением, это увидит автор ответа.
        [Добавьте контакт] [Назовите срок]
        [Ответьте по существу] [Добавьте фото]
        [Уберите канцелярит] [Уберите личные данные]
        [✖️ Отмена]
        ");
        assert_eq!(w.coordinator().presses("Добавьте контакт").await?, "Вернули на доработку");
        w.coordinator().has_no_button("✖️ Отмена")?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🔧 № 2026-000001 · вернули: добавьте контакт, куда обратиться»
        | 🔧 Вернули на доработку — № 2026-000001
        | добавьте контакт, куда обратиться
        [✍️ Ответить]
        ");
        w.recipient().sees("🔧 № 2026-000001 · вернули: добавьте контакт, куда обратиться")?;
        assert_eq!(w.history(1).await?.last().unwrap(), "return Координатор");
        Ok(())
    }

    async fn a_reason_pressed_too_late_ends_its_question(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.head().writes("/i 1").await?;
        w.head().presses("🔧 На доработку").await?;
        let (question, photo) = w.head().button("Добавьте фото")?;
        w.coordinator().presses("✅ Согласовать").await?;
        let told = w.head().presses("Добавьте фото").await?;
        assert_eq!(told, "Кнопка устарела: ответ согласован, Координатор. Карточка обновлена.");
        w.head().has_no_button("✖️ Отмена")?;
        let again = w.head().presses_data(question, &photo).await?;
        assert_eq!(again, "Вопрос уже закрыт. Что вас ждёт, покажет /my.");
        assert_eq!(w.status(1).await?, Status::Approved);
        Ok(())
    }

    async fn a_reason_pressed_twice_returns_once(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.coordinator().presses("🔧 На доработку").await?;
        let told = w.both_press([(COORDINATOR, "Назовите срок"), (COORDINATOR, "Назовите срок")]).await?;
        assert_eq!(told, ["Вернули на доработку", "Вопрос уже закрыт. Что вас ждёт, покажет /my."]);
        assert_eq!(w.recipient().chat().matches("🔧 Вернули на доработку").count(), 1);
        Ok(())
    }

    async fn earlier_versions_stand_beside_the_new_one(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.coordinator().has_no_button("🗂 Версии")?;
        returned(w, "Назовите срок").await?;
        w.shows("15:10")?;
        sent_again(w, "Яму засыпали, асфальт положим 2 декабря").await?;
        assert_snapshot!(w.coordinator().card(1).await?, @"
        🔔 бот
        | 🔍 № 2026-000001 · на проверке с пт 27 нояб., 15:10
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ Ответ, Специалист дорог:
        | «Яму засыпали, асфальт положим 2 декабря»
        | 💡 На что взглянуть: нет контакта, куда обратиться; нет фото, которое покажет работу
        |
        | 🗂 Прежний ответ, Специалист дорог, пт 27 нояб., 14:05
        | 🔧 вернули: назовите срок, когда будет сделано
        | Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20
        |
        | ⭐ Оцените полноту: 0 — ответа по сути нет, 1 — ответ неполный, 2 — сказано, что, когда и кто сделает и куда обратиться
        [✅ Согласовать] [🔧 На доработку]
        [⭐ 0] [⭐ 1] [⭐ 2]
        [🏷 Тема]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        [🗂 Версии]
        ");
        let card = w.coordinator().seen("Прежний ответ")?;
        assert!(card.html.contains("<blockquote expandable>Здравствуйте! Яму"), "{}", card.html);
        w.media().writes("/i 1").await?;
        w.media().does_not_see("Прежний ответ")?;
        w.recipient().does_not_see("Прежний ответ")?;

        returned(w, "Добавьте фото").await?;
        w.shows("16:20")?;
        sent_again(w, "Готово, фото приложили").await?;
        w.coordinator().presses("🗂 Версии").await?;
        assert_snapshot!(w.coordinator().card(1).await?, @"
        🔔 бот
        | 🗂 Версии ответа на № 2026-000001
        |
        | 3. Специалист дорог, пт 27 нояб., 16:20
        | 🔍 на проверке
        | Готово, фото приложили
        |
        | 2. Специалист дорог, пт 27 нояб., 15:10
        | 🔧 вернули: добавьте фото того, что сделано
        | Яму засыпали, асфальт положим 2 декабря
        |
        | 1. Специалист дорог, пт 27 нояб., 14:05
        | 🔧 вернули: назовите срок, когда будет сделано
        | Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20
        [◀️ Назад]
        ");
        w.coordinator().presses("◀️ Назад").await?;
        w.coordinator().sees("«Готово, фото приложили»")?;
        Ok(())
    }

    async fn many_long_versions_have_pages(w: &mut World) -> Result<()> {
        let long = "Яма <&> на дороге 🚧 ".repeat(300);
        w.operator().writes(&long).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        for _ in 0..4 {
            sent_again(w, &long).await?;
            w.coordinator().presses("🔧 На доработку").await?;
            w.coordinator().writes(&long).await?;
        }
        sent_again(w, &long).await?;
        assert!(w.coordinator().seen("Прежний ответ")?.text.chars().count() <= 4096);
        w.coordinator().presses("🗂 Версии").await?;
        let shown = |chat: String| ["1. Сп", "2. Сп", "3. Сп", "4. Сп", "5. Сп"].map(|version| chat.contains(version));
        assert_eq!(shown(w.coordinator().card(1).await?), [false, false, true, true, true]);
        w.coordinator().presses("➡️").await?;
        assert_eq!(shown(w.coordinator().card(1).await?), [true, true, false, false, false]);
        w.coordinator().has_no_button("➡️")?;
        w.coordinator().presses("⬅️").await?;
        w.coordinator().presses("◀️ Назад").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        let (card, _) = w.coordinator().button("🗂 Версии")?;
        let told = w.recipient().presses_data(card, "vv:1:0").await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        Ok(())
    }

    async fn a_version_begun_earlier_and_sent_later_is_the_newest(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().replies("№ 2026-000001", "Засыпали щебнем").await?;
        w.colleague().replies("№ 2026-000001", "Уже сделано").await?;
        w.colleague().presses("📨 На проверку").await?;
        returned(w, "Ответьте по существу").await?;
        w.shows("14:30")?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().sees("«Засыпали щебнем»")?;
        assert_eq!(w.coordinator().presses("✅ Согласовать").await?, "Согласовано");
        w.media().sees("«Засыпали щебнем»")?;
        Ok(())
    }

    async fn the_mark_is_given_changed_and_taken_back(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.head().writes("/i 1").await?;
        let (notice, approve) = w.coordinator().button("✅ Согласовать")?;
        assert_eq!(w.coordinator().presses("⭐ 1").await?, "Полнота 1 из 2: ответ неполный");
        assert_eq!(w.coordinator().presses("⭐ 2").await?, "Полнота 2 из 2: сказано всё");
        assert_eq!(mark(w).await?, Some(Mark::Full));
        assert_eq!(w.head().card(1).await?, w.coordinator().card(1).await?, "every reviewer sees it");
        assert_snapshot!(w.head().card(1).await?, @"
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
        | 💡 На что взглянуть: нет фото, которое покажет работу
        |
        | ⭐ Полнота 2 из 2: сказано всё
        [✅ Согласовать] [🔧 На доработку]
        [⭐ 0] [⭐ 1] [⭐ 2 ✓]
        [🏷 Тема]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        ");
        assert_eq!(w.head().presses("⭐ 2 ✓").await?, "Оценка снята");
        assert_eq!(mark(w).await?, None);
        w.head().sees("⭐ Оцените полноту: 0 — ответа по сути нет")?;
        w.head().presses("⭐ 0").await?;
        w.recipient().does_not_see("⭐")?;

        assert_eq!(w.coordinator().presses_data(notice, &approve).await?, "Согласовано", "the version is the same");
        assert_eq!(w.coordinator().presses("⭐ 1").await?, "Полнота 1 из 2: ответ неполный");
        w.media().does_not_see("⭐")?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        assert_eq!(w.coordinator().presses("⭐ 2").await?, "Полнота 2 из 2: сказано всё");
        let (card, press) = w.coordinator().button("⭐ 1")?;
        w.media().presses("🏁 Решено").await?;
        let told = w.coordinator().presses_data(card, &press).await?;
        assert_eq!(told, "Кнопка устарела: решено, Пресс-служба. Карточка обновлена.");
        w.coordinator().sees("⭐ Полнота 2 из 2: сказано всё")?;
        assert_eq!(mark(w).await?, Some(Mark::Full));
        w.operator().presses("📜 История").await?;
        w.operator().sees("Руководитель МЦУ: полнота ответа — оценка снята")?;
        w.operator().sees("Координатор: полнота ответа — 2 из 2")?;
        Ok(())
    }

    async fn two_who_give_the_same_mark_do_not_undo_each_other(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.head().writes("/i 1").await?;
        let told = w.both_press([(COORDINATOR, "⭐ 2"), (HEAD, "⭐ 2")]).await?;
        assert_eq!(told, ["Полнота 2 из 2: сказано всё", "Полнота 2 из 2: сказано всё"]);
        assert_eq!(mark(w).await?, Some(Mark::Full));
        assert_eq!(w.history(1).await?.iter().filter(|step| step.starts_with("rate")).count(), 1);
        w.both_press([(COORDINATOR, "✅ Согласовать"), (HEAD, "⭐ 0")]).await?;
        assert_eq!((w.status(1).await?, mark(w).await?), (Status::Approved, Some(Mark::None)), "neither is lost");
        Ok(())
    }

    async fn a_unit_without_review_is_marked_all_the_same(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::LAMP).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.villager().presses("✍️ Ответить").await?;
        w.villager().writes("Лампу заменили, 5-12-30").await?;
        w.villager().presses("📨 На проверку").await?;
        w.coordinator().writes("/i 1").await?;
        assert_eq!(w.coordinator().presses("⭐ 2").await?, "Полнота 2 из 2: сказано всё");
        assert_eq!((w.status(1).await?, mark(w).await?), (Status::Approved, Some(Mark::Full)));
        Ok(())
    }

    async fn buttons_of_an_older_version_show_the_new_one(w: &mut World) -> Result<()> {
        w.in_review().await?;
        returned(w, "Добавьте фото").await?;
        sent_again(w, "Вторая версия").await?;
        let (old_notice, approve) = w.coordinator().button("✅ Согласовать")?;
        let (card, rate) = w.coordinator().button("⭐ 2")?;
        // While the reviewer holds the notice, the reply is taken away and another one is sent.
        w.head().writes("/i 1").await?;
        w.head().presses("🔧 На доработку").await?;
        w.head().presses("Назовите срок").await?;
        sent_again(w, "Третья версия").await?;
        w.forget_chats();
        let told = w.coordinator().presses_data(old_notice, &approve).await?;
        assert_eq!(told, "Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.");
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
        | «Третья версия»
        | 💡 На что взглянуть: не сказано, что сделано или будет сделано; нет контакта, куда обратиться
        |
        | 🗂 Прежний ответ, Специалист дорог, пт 27 нояб., 14:05
        | 🔧 вернули: назовите срок, когда будет сделано
        | Вторая версия
        |
        | ⭐ Оцените полноту: 0 — ответа по сути нет, 1 — ответ неполный, 2 — сказано, что, когда и кто сделает и куда обратиться
        [✅ Согласовать] [🔧 На доработку]
        [⭐ 0] [⭐ 1] [⭐ 2]
        [🏷 Тема]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        [🗂 Версии]
        ");
        assert_eq!(w.status(1).await?, Status::Review);
        let told = w.coordinator().presses_data(card, &rate).await?;
        assert_eq!(told, "Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.");
        assert_eq!(mark(w).await?, None);
        assert_eq!(w.coordinator().presses("✅ Согласовать").await?, "Согласовано");
        w.media().sees("«Третья версия»")?;
        Ok(())
    }

    async fn a_reason_for_an_older_version_shows_the_new_one(w: &mut World) -> Result<()> {
        for written in [false, true] {
            w.in_review().await?;
            let which = if written { 2 } else { 1 };
            w.head().writes(&format!("/i {which}")).await?;
            w.head().presses("🔧 На доработку").await?;
            returned(w, "Добавьте фото").await?;
            sent_again(w, "Вторая версия").await?;
            w.forget_chats();
            if written {
                w.head().writes("нет фото").await?;
                w.head().sees("Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.")?;
            } else {
                let told = w.head().presses("Добавьте фото").await?;
                assert_eq!(told, "Ответ уже другой, показываю новый. Прочитайте и решите ещё раз.");
            }
            assert_eq!(w.status(which).await?, Status::Review);
            assert!(w.head().chat().contains("«Вторая версия»"), "{}", w.head().chat());
            w.head().has_no_button("✖️ Отмена")?;
        }
        Ok(())
    }

    async fn whoever_lost_the_post_judges_nothing(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let (card, approve) = w.coordinator().button("✅ Согласовать")?;
        w.coordinator().presses("🔧 На доработку").await?;
        let people = w.command(&["people", "list"]).await?;
        let row = people.lines().find(|line| line.contains("1002")).context("the coordinator")?;
        let id = row.split_whitespace().next().context("a number")?.to_owned();
        w.command(&["people", "remove", &id]).await?;
        let told = w.coordinator().presses("Добавьте фото").await?;
        assert_eq!(told, "Это рабочий бот МЦУ, вход по приглашению");
        let role = ["people", "add", "--telegram-id", "1002", "--name", "Координатор", "--role", "media"];
        w.command(&role).await?;
        let told = w.coordinator().presses_data(card, &approve).await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        let told = w.coordinator().presses_data(card, "rm:1:2").await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn a_reviewer_reads_english(w: &mut World) -> Result<()> {
        w.in_review().await?;
        returned(w, "Назовите срок").await?;
        w.shows("15:10")?;
        sent_again(w, ANSWER).await?;
        w.applies(&include_str!("../world/directory.toml").replace("language = \"ru\"", "language = \"en\"")).await?;
        w.coordinator().writes("/i 1").await?;
        assert_snapshot!(w.coordinator().card(1).await?, @"
        🔔 бот
        | 🔍 No. 2026-000001 · under review since Fri 27 Nov, 15:10
        | Telegram · “Подслушано Ахтубинск” · post 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | “На улице Ленина у дома 12 огромная яма, машины бьют колёса”
        | 🔗 post
        |
        | ✍️ Reply, Специалист дорог:
        | “Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20”
        | 💡 Worth a look: no photo that shows the work
        |
        | 🗂 Earlier reply, Специалист дорог, Fri 27 Nov, 14:05
        | 🔧 returned: назовите срок, когда будет сделано
        | Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20
        |
        | ⭐ Rate the completeness: 0 — it does not answer, 1 — something is missing, 2 — it says what will be done, when, by whom, and whom to contact
        [✅ Approve] [🔧 Return for rework]
        [⭐ 0] [⭐ 1] [⭐ 2]
        [🏷 Topic]
        [⏰ Deadline] [📍 Place]
        [❗ Importance] [📜 History]
        [🗂 Versions]
        ");
        w.coordinator().presses("🔧 Return for rework").await?;
        assert_eq!(w.coordinator().presses("Use plain words").await?, "Returned for rework");
        w.recipient().sees("🔧 No. 2026-000001 · returned: drop the officialese, use plain words")?;
        Ok(())
    }

    async fn one_person_goes_the_whole_way(alone: &mut Alone) -> Result<()> {
        let w = &mut alone.0;
        let person = ["people", "add", "--telegram-id", "1001", "--name", "Мастер на все руки", "--role", "recipient"];
        w.command(&[&person[..], &["--unit", "roads"]].concat()).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().presses("✍️ Ответить").await?;
        w.operator().writes(ANSWER).await?;
        w.forget_chats();
        w.operator().presses("📨 На проверку").await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 🔍 № 2026-000001 · на проверке с пт 27 нояб., 14:05
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ Ответ, Мастер на все руки:
        | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        | 💡 На что взглянуть: нет фото, которое покажет работу
        |
        | ⭐ Оцените полноту: 0 — ответа по сути нет, 1 — ответ неполный, 2 — сказано, что, когда и кто сделает и куда обратиться
        [↩️ Отозвать ответ]
        [✅ Согласовать] [🔧 На доработку]
        [⭐ 0] [⭐ 1] [⭐ 2]
        [🏷 Тема]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        ");
        w.forget_chats();
        assert_eq!(w.operator().presses("✅ Согласовать").await?, "Согласовано");
        assert_eq!(w.operator().chat(), "", "the card itself has the next buttons");
        w.operator().presses("📢 Опубликовано").await?;
        w.operator().presses("Без ссылки").await?;
        assert_eq!(w.operator().presses("🏁 Решено").await?, "Закрыто: решено");
        assert_eq!(w.status(1).await?, Status::Closed);
        Ok(())
    }

    async fn one_person_returns_what_he_wrote_himself(alone: &mut Alone) -> Result<()> {
        let w = &mut alone.0;
        let person = ["people", "add", "--telegram-id", "1001", "--name", "Мастер на все руки", "--role", "recipient"];
        w.command(&[&person[..], &["--unit", "roads"]].concat()).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().replies("№ 2026-000001", "Яму засыпали").await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().presses("🔧 На доработку").await?;
        w.forget_chats();
        w.operator().presses("Добавьте контакт").await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 🔧 № 2026-000001 · вернули: добавьте контакт, куда обратиться
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        |
        | ✍️ Ответ, Мастер на все руки:
        | «Яму засыпали»
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        [↩️ Не к нам] [👤 Передать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        ");
        w.operator().presses("✍️ Ответить").await?;
        w.operator().writes(ANSWER).await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().sees("Прежний ответ")?;
        Ok(())
    }
}
