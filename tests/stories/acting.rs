//! A recipient who does not use the bot is no dead end: the centre accepts and writes for him, and says so.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::Person;

use crate::engines::both_engines;
use crate::world::{ANSWER, Alone, World};

async fn nobody_is_reached(w: &mut World) -> Result<()> {
    w.recipient().does(Person::blocks).await?;
    w.colleague().does(Person::blocks).await?;
    w.forget_chats();
    Ok(())
}

both_engines! {
    async fn an_incident_that_reaches_nobody_is_told_at_once_and_once(w: &mut World) -> Result<()> {
        nobody_is_reached(w).await?;
        w.registered().await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | На улице Ленина у дома 12 огромная яма, машины бьют колёса
        🔕 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏢 Дороги
        | 📵 Дороги: сообщений никто не получает, свяжитесь иначе
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | 👌 принять до пт 27 нояб., 15:05
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [👌 Принять за исполнителя]
        [✍️ Ответить за исполнителя]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        [↩️ Отменить регистрацию]
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 📵 До исполнителя не дошло — № 2026-000001, Дороги
        | Никто из подразделения не получает сообщений. Свяжитесь иначе и отметьте здесь, что скажут.
        [👌 Принять за исполнителя]
        [✍️ Ответить за исполнителя]
        ");
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Дороги").await?;
        assert_eq!(w.operator().chat().matches("До исполнителя не дошло").count(), 1, "once");
        Ok(())
    }

    async fn whoever_comes_back_is_seen_on_the_card(w: &mut World) -> Result<()> {
        nobody_is_reached(w).await?;
        w.registered().await?;
        assert!(w.operator().card(1).await?.contains("📵 Дороги: сообщений никто не получает, свяжитесь иначе"));
        w.recipient().does(Person::unblocks).await?;
        w.recipient().starts().await?;
        assert!(!w.operator().card(1).await?.contains("📵"));
        Ok(())
    }

    async fn the_operator_accepts_and_writes_for_the_recipient(w: &mut World) -> Result<()> {
        nobody_is_reached(w).await?;
        w.registered().await?;
        assert_eq!(w.operator().presses("👌 Принять за исполнителя").await?, "Как исполнитель это сообщил?");
        assert_eq!(w.operator().presses("Звонок").await?, "Принято за исполнителя");
        assert!(w.operator().card(1).await?.contains(
            "🛠 № 2026-000001 · в работе с пт 27 нояб., 14:05, Оператор МЦУ за «Дороги», по телефону"
        ), "{}", w.operator().card(1).await?);
        let incident = w.incident(1).await?;
        assert_eq!((incident.status, incident.assignee), (Status::InProgress, None));
        w.operator().presses("✍️ Ответить за исполнителя").await?;
        assert_eq!(w.operator().presses("Письмо").await?, "Напишите ответ следующим сообщением");
        w.operator().writes(ANSWER).await?;
        w.operator().sees("✍️ Ответ на № 2026-000001 за «Дороги», письмом")?;
        w.operator().presses("📨 На проверку").await?;
        w.coordinator().sees("✍️ Ответ, Оператор МЦУ за «Дороги», письмом:")?;
        assert_eq!(w.incident(1).await?.assignee, None, "the unit has it, not who wrote it down");
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes("Добавьте фото").await?;
        w.operator().presses("✍️ Ответить за исполнителя").await?;
        w.operator().presses("Лично").await?;
        w.operator().sends_photo(ANSWER).await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().presses("📜 История").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔔 бот
        | 📜 История № 2026-000001
        |
        | пт 27 нояб., 14:05 · Оператор МЦУ: создан черновик
        | пт 27 нояб., 14:05 · Оператор МЦУ: зарегистрировано — Дороги
        | пт 27 нояб., 14:05 · Оператор МЦУ: принято за исполнителя — за «Дороги», по телефону
        | пт 27 нояб., 14:05 · Оператор МЦУ: ответ отправлен — за «Дороги», письмом
        | пт 27 нояб., 14:05 · Координатор: возвращено на доработку — Добавьте фото
        | пт 27 нояб., 14:05 · Оператор МЦУ: ответ отправлен — за «Дороги», лично
        [◀️ Назад]
        ");
        Ok(())
    }

    async fn what_was_written_for_the_recipient_can_be_taken_back(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("✍️ Ответить за исполнителя").await?;
        w.operator().presses("Звонок").await?;
        w.operator().writes("Яму засыпали").await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().presses("↩️ Отозвать ответ").await?;
        w.operator().writes("Отдел дорог, 4-15-20").await?;
        w.operator().sees("✍️ Ответ на № 2026-000001 за «Дороги», по телефону")?;
        w.operator().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn who_has_it_is_named(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().presses("👤 Передать").await?;
        w.recipient().presses("👤 Мастер дорог").await?;
        w.operator().presses("👌 Принять за исполнителя").await?;
        w.operator().presses("Лично").await?;
        w.operator().presses("📜 История").await?;
        w.operator().sees("принято за исполнителя — за исполнителя: Мастер дорог, лично")?;
        Ok(())
    }

    async fn whoever_may_simply_answer_needs_no_detour(alone: &mut Alone) -> Result<()> {
        let w = &mut alone.0;
        let roads = ["--telegram-id", "1001", "--name", "Мастер на все руки", "--role", "recipient", "--unit", "roads"];
        w.command(&[&["people", "add"], roads.as_slice()].concat()).await?;
        w.registered().await?;
        w.operator().has_no_button("👌 Принять за исполнителя")?;
        w.operator().has_no_button("✍️ Ответить за исполнителя")?;
        Ok(())
    }

    async fn too_late_is_told(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("👌 Принять за исполнителя").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        w.operator().has_no_button("Лично")?;
        let card = w.operator().seen("№ 2026-000001")?.id;
        let told = w.operator().presses_data(card, "ab:1:in_person").await?;
        assert_eq!(told, "Кнопка устарела: в работе, Специалист дорог. Карточка обновлена.");
        Ok(())
    }
}
