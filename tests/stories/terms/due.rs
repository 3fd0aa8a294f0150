//! ⏰ Срок: a person says by when.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::{Incident, SetBy};
use mcu_bot::domain::moment::Moment;

use crate::engines::both_engines;
use crate::world::{World, on, posts};

async fn due(w: &World) -> Result<Option<Moment>> {
    Ok(w.incident(1).await?.due())
}

both_engines! {
    async fn a_quick_choice_on_a_draft_survives_registration(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        assert_eq!(w.operator().presses("⏰ Срок").await?, "");
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 325
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | 🏷 Дороги → Ямы на дорогах · по слову «яма»
        | 🏢 Дороги · отвечает за тему
        | 📍 Ахтубинск, ул. Ленина, 12
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        |
        | ⏰ Ответить до какого срока? Выберите или напишите: «завтра 15:00», «пятница», «30.11».
        [Сегодня · пт 27 нояб., 17:00]
        [3 раб. дня · ср 2 дек., 17:00]
        [Неделя · пт 4 дек., 17:00]
        [◀️ Назад]
        ");
        let told = w.operator().presses("3 раб. дня · ср 2 дек., 17:00").await?;
        assert_eq!(told, "Срок: ср 2 дек., 17:00");
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 325
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | 🏷 Дороги → Ямы на дорогах · по слову «яма»
        | 🏢 Дороги · отвечает за тему
        | 📍 Ахтубинск, ул. Ленина, 12
        | ⏰ ответить до ср 2 дек., 17:00 · срок задан вручную
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        w.shows("14:30")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_eq!(due(w).await?, Some(on("02.12 17:00")?));
        assert_snapshot!(w.recipient().card(1).await?, @"
        🔔 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | 👌 принять до пт 27 нояб., 15:30
        | ✍️ ответить до ср 2 дек., 17:00
        [👌 Принять в работу]
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        [↩️ Не к нам] [👤 Передать]
        ");
        Ok(())
    }

    async fn words_set_it_on_a_registered_one_and_the_rule_takes_it_back(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.forget_chats();
        w.operator().presses("⏰ Срок").await?;
        w.operator().has_no_button("↩️ По правилу")?;
        w.operator().writes("завтра 15:00").await?;
        assert_eq!(due(w).await?, Some(on("28.11 15:00")?));
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | завтра 15:00
        ");
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | ⏰ Срок теперь раньше — № 2026-000001
        | ответить до сб 28 нояб., 15:00
        [👌 Принять в работу]
        ");
        w.operator().presses("⏰ Срок").await?;
        assert_eq!(w.operator().presses("↩️ По правилу").await?, "Срок снова по правилу");
        assert_eq!(due(w).await?, Some(on("30.11 14:05")?));
        assert_eq!(w.history(1).await?[2..], ["change_due Оператор МЦУ", "change_due Оператор МЦУ"]);
        w.operator().presses("📜 История").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📜 История № 2026-000001
        |
        | пт 27 нояб., 14:05 · Оператор МЦУ: создан черновик
        | пт 27 нояб., 14:05 · Оператор МЦУ: зарегистрировано — Дороги
        | пт 27 нояб., 14:05 · Оператор МЦУ: срок изменён вручную — пн 30 нояб., 14:05 → сб 28 нояб., 15:00
        | пт 27 нояб., 14:05 · Оператор МЦУ: срок изменён вручную — сб 28 нояб., 15:00 → пн 30 нояб., 14:05
        [◀️ Назад]
        ");
        Ok(())
    }

    async fn a_date_that_cannot_be_is_refused_in_words_and_the_list_stays(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("⏰ Срок").await?;
        w.forget_chats();
        w.operator().writes("сегодня 10:00").await?;
        w.operator().writes("когда-нибудь").await?;
        w.operator().writes("30.11.2030").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | сегодня 10:00
        🔔 бот
        | Это уже наступило. Назовите день или время впереди.
        👤 Оператор МЦУ
        | когда-нибудь
        🔔 бот
        | Не понял дату. Напишите, например: «завтра», «пятница 15:00», «30.11».
        👤 Оператор МЦУ
        | 30.11.2030
        🔔 бот
        | Это слишком далеко: не дальше года.
        ");
        assert!(w.operator().card(1).await?.contains("3 раб. дня"), "{}", w.operator().card(1).await?);
        w.operator().writes("пятница").await?;
        assert_eq!(due(w).await?, Some(on("04.12 17:00")?));
        Ok(())
    }

    async fn what_is_set_by_hand_no_importance_moves(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("⏰ Срок").await?;
        w.operator().writes("3.12 12:00").await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("повышенная").await?;
        assert_eq!(due(w).await?, Some(on("03.12 12:00")?));
        let Incident { reply_set_by, .. } = w.incident(1).await?;
        assert_eq!(reply_set_by, SetBy::Person);
        assert!(w.history(1).await?.iter().all(|step| !step.starts_with("recount")));
        Ok(())
    }

    async fn what_moves_the_due_moment_is_a_step_of_the_history(w: &mut World) -> Result<()> {
        let rule = "[[deadline]]\nkind = \"message\"\nunit = \"zhkh\"\nreply = \"6 wh\"\n\
                    [[deadline]]\nkind = \"message\"\ntopic = \"snow\"\nreply = \"5 wh\"";
        w.applies(&format!("{}\n{rule}", include_str!("../../world/directory.toml"))).await?;
        w.registered().await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("критическая").await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("повышенная").await?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("🗂 Дороги").await?;
        w.operator().presses("Уборка снега").await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        assert_eq!(
            w.history(1).await?[2..],
            [
                "change_importance Оператор МЦУ",
                "change_importance Оператор МЦУ",
                "recount -",
                "change_topic Оператор МЦУ",
                "recount -",
                "assign Оператор МЦУ",
                "recount -"
            ]
        );
        w.operator().presses("📜 История").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📜 История № 2026-000001
        |
        | пт 27 нояб., 14:05 · Оператор МЦУ: создан черновик
        | пт 27 нояб., 14:05 · Оператор МЦУ: зарегистрировано — Дороги
        | пт 27 нояб., 14:05 · Оператор МЦУ: изменена важность — критическая
        | пт 27 нояб., 14:05 · Оператор МЦУ: изменена важность — повышенная
        | пт 27 нояб., 14:05 · автоматически: срок пересчитан — пн 30 нояб., 14:05 → пн 30 нояб., 09:05
        | пт 27 нояб., 14:05 · Оператор МЦУ: изменена тема — Уборка снега
        | пт 27 нояб., 14:05 · автоматически: срок пересчитан — пн 30 нояб., 09:05 → пн 30 нояб., 10:05
        | пт 27 нояб., 14:05 · Оператор МЦУ: назначен ответственный — ЖКХ
        | пт 27 нояб., 14:05 · автоматически: срок пересчитан — пн 30 нояб., 10:05 → пн 30 нояб., 11:05
        [◀️ Назад]
        ");
        Ok(())
    }

    async fn an_earlier_due_moment_rings_whoever_has_it_once(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        w.operator().presses("⏰ Срок").await?;
        w.operator().presses("Сегодня · пт 27 нояб., 17:00").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
        | ⏰ Срок теперь раньше — № 2026-000001
        | ответить до пт 27 нояб., 17:00
        [✍️ Ответить]
        ");
        assert_eq!(w.colleague().chat(), "", "whoever has it is asked");
        w.operator().presses("⏰ Срок").await?;
        w.operator().writes("понедельник").await?;
        assert_eq!(w.recipient().chat().matches("🔔").count(), 1, "later is an edit only");
        Ok(())
    }

    async fn a_recipient_sets_no_due_moment(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().has_no_button("⏰ Срок")?;
        let card = w.recipient().seen("№ 2026-000001")?.id;
        let due = due(w).await?;
        for data in ["du:1", "dr:1", "do:1:2026-12-02"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.", "{data}");
        }
        assert_eq!(w.incident(1).await?.due(), due);
        Ok(())
    }

    async fn back_ends_the_waiting(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("⏰ Срок").await?;
        w.operator().presses("◀️ Назад").await?;
        w.forget_chats();
        w.operator().writes("завтра 15:00").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | завтра 15:00
        🔕 бот
        | 📝 Черновик
        |
        | «завтра 15:00»
        |
        | 🏷 тема не нашлась, выберите
        | 🏢 ответственный не выбран
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        assert_eq!(due(w).await?, Some(on("30.11 14:05")?));
        Ok(())
    }
}
