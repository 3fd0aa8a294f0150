//! 🔓 Открыть снова: after an answer, after the end, and what was rejected.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::{ChatId, IncidentId};
use mcu_bot::domain::incident::Status;
use mcu_bot::store::replies;

use crate::engines::both_engines;
use crate::world::{Alone, World, on, posts};

const REOPEN: &str = "🔓 Открыть снова";

both_engines! {
    async fn a_closed_incident_is_opened_again(w: &mut World) -> Result<()> {
        w.closed().await?;
        w.recipient().has_no_button(REOPEN)?;
        w.media().has_no_button(REOPEN)?;
        w.shows("16:00")?;
        w.forget_chats();
        assert_eq!(w.operator().presses(REOPEN).await?, "Выберите причину или напишите свою");
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 🔓 Почему открываете № 2026-000001 снова?
        | Выберите или напишите одним сообщением, это увидит исполнитель.
        [Житель не согласен] [Работа не сделана]
        [Повторная жалоба]
        [✖️ Отмена]
        ");
        assert_eq!(w.operator().presses("Работа не сделана").await?, "Открыто снова");
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 16:00»
        | 🔓 Открыли снова — № 2026-000001
        | работа не сделана
        | Ответьте ещё раз до пн 30 нояб., 16:00.
        [✍️ Ответить]
        ");
        assert_snapshot!(w.recipient().card(1).await?, @"
        🔔 бот
        | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 16:00
        | 🔓 открыли снова пт 27 нояб., 16:00: работа не сделана
        | 🏷 Дороги → Ямы на дорогах
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 16:00 · 8 раб. ч
        |
        | ✍️ Ответ, Специалист дорог:
        | «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        [↩️ Не к нам] [👤 Передать]
        ");
        assert_eq!(w.colleague().chat(), "", "whoever had it has it again");
        let incident = w.incident(1).await?;
        assert_eq!((incident.status, incident.outcome, incident.closed_at), (Status::InProgress, None, None));
        assert_eq!((incident.reopened, incident.reopened_at.is_some()), (1, true));

        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().writes("Положили асфальт, 4-15-20").await?;
        w.recipient().presses("📨 На проверку").await?;
        assert_snapshot!(w.coordinator().card(1).await?, @"
        🔔 бот
        | 🔍 № 2026-000001 · на проверке с пт 27 нояб., 16:00
        | 🔓 открыли снова пт 27 нояб., 16:00: работа не сделана
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ Ответ, Специалист дорог:
        | «Положили асфальт, 4-15-20»
        | 💡 На что взглянуть: нет фото, которое покажет работу
        |
        | 🗂 Прежний ответ, Специалист дорог, пт 27 нояб., 14:05
        | 📣 опубликован
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
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().presses("Без ссылки").await?;
        w.media().presses("🏁 Решено").await?;
        w.recipient().sees("✅ № 2026-000001 · решено пт 27 нояб., в срок")?;
        w.recipient().does_not_see("открыли снова")?;
        w.coordinator().presses("🗂 Версии").await?;
        w.coordinator().sees("2. Специалист дорог, пт 27 нояб., 16:00\n📣 опубликован")?;
        let mut tx = w.db.read().await?;
        let sent = replies::sent(&mut tx, IncidentId(1)).await?;
        tx.rollback().await?;
        assert_eq!(sent.len(), 2, "the old reply stays");
        Ok(())
    }

    async fn own_words_are_a_reason_and_the_count_grows(w: &mut World) -> Result<()> {
        w.published().await?;
        for count in 1..=2 {
            w.coordinator().presses(REOPEN).await?;
            w.coordinator().writes("Жители пишут, что яма на месте").await?;
            assert_eq!(w.status(1).await?, Status::InProgress);
            assert_eq!(w.incident(1).await?.reopened, count);
            w.recipient().sees("Жители пишут, что яма на месте")?;
            w.recipient().presses("✍️ Ответить").await?;
            w.recipient().writes("Положили асфальт").await?;
            w.recipient().presses("📨 На проверку").await?;
            w.coordinator().presses("✅ Согласовать").await?;
            w.media().presses("📢 Опубликовано").await?;
            w.media().presses("Без ссылки").await?;
        }
        w.operator().presses("📜 История").await?;
        w.operator().sees("Координатор: открыто снова — Жители пишут, что яма на месте")?;
        Ok(())
    }

    async fn what_was_settled_loses_its_buttons(w: &mut World) -> Result<()> {
        w.published().await?;
        let (notice, solved) = w.media().button("🏁 Решено")?;
        w.operator().presses(REOPEN).await?;
        let reasons = [(ChatId(1001), "Житель не согласен"), (ChatId(1001), "Повторная жалоба")];
        let told = w.both_press(reasons).await?;
        assert_eq!(told, ["Открыто снова", "Вопрос уже закрыт. Что вас ждёт, покажет /my."]);
        w.media().has_no_button("🏁 Решено")?;
        let late = w.media().presses_data(notice, &solved).await?;
        assert_eq!(late, "Кнопка устарела: в работе, Оператор МЦУ. Карточка обновлена.");
        let late = w.operator().presses_data(notice, "op:1").await?;
        assert_eq!(late, "Кнопка устарела: в работе. Карточка обновлена.");
        assert_eq!(w.incident(1).await?.reopened, 1);
        Ok(())
    }

    async fn two_open_it_at_the_same_instant(w: &mut World) -> Result<()> {
        w.closed().await?;
        w.operator().presses(REOPEN).await?;
        w.coordinator().presses(REOPEN).await?;
        let reasons = [(ChatId(1001), "Работа не сделана"), (ChatId(1002), "Работа не сделана")];
        let told = w.both_press(reasons).await?;
        assert_eq!(told.iter().filter(|toast| *toast == "Открыто снова").count(), 1, "{told:?}");
        assert_eq!(told.iter().filter(|toast| toast.starts_with("Кнопка устарела: в работе, ")).count(), 1, "{told:?}");
        assert_eq!(w.incident(1).await?.reopened, 1);
        w.coordinator().has_no_button("✖️ Отмена")?;
        Ok(())
    }

    async fn when_its_recipient_has_left_the_unit_accepts_anew(w: &mut World) -> Result<()> {
        w.closed().await?;
        let people = w.command(&["people", "list"]).await?;
        let row = people.lines().find(|line| line.contains("1011")).unwrap_or_default();
        let id = row.split_whitespace().next().unwrap_or_default().to_owned();
        w.command(&["people", "remove", &id]).await?;
        w.forget_chats();
        w.operator().presses(REOPEN).await?;
        w.operator().presses("Житель не согласен").await?;
        assert_snapshot!(w.colleague().chat(), @"
        🔔 бот
        | 👤 Специалист дорог больше не здесь. Открытых дел за человеком не было.
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 🔓 Открыли снова — № 2026-000001
        | житель не согласен с ответом
        | Ответьте ещё раз до пн 30 нояб., 14:05.
        [👌 Принять в работу]
        ");
        assert_eq!(w.status(1).await?, Status::Assigned);
        w.colleague().presses("👌 Принять в работу").await?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn a_rejected_draft_is_registered_and_goes_to_its_unit(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("🗑 Отклонить").await?;
        w.operator().writes("Реклама").await?;
        w.forget_chats();
        w.operator().presses(REOPEN).await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 🔓 Почему возвращаете черновик?
        | Выберите или напишите одним сообщением: он сразу получит номер и пойдёт в работу.
        [Отклонили по ошибке] [Повторная жалоба]
        [✖️ Отмена]
        ");
        assert_eq!(w.operator().presses("Отклонили по ошибке").await?, "Зарегистрировано: № 2026-000001");
        assert_snapshot!(w.operator().card(1).await?, @"
        🔔 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏢 Дороги
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
        ");
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
        ");
        let incident = w.incident(1).await?;
        assert_eq!((incident.status, incident.reopened, incident.closed_at), (Status::Assigned, 0, None));
        assert!(incident.registered_at.is_some());
        Ok(())
    }

    async fn a_rejected_draft_without_a_unit_waits_for_one(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🗑 Отклонить").await?;
        w.operator().writes("Непонятно").await?;
        w.operator().presses(REOPEN).await?;
        assert_eq!(w.operator().presses("Повторная жалоба").await?, "Зарегистрировано: № 2026-000001");
        assert_eq!(w.status(1).await?, Status::New);
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Дороги").await?;
        w.recipient().sees("№ 2026-000001")?;
        Ok(())
    }

    async fn the_clock_of_what_was_opened_again_is_not_set_back(w: &mut World) -> Result<()> {
        w.closed().await?;
        w.shows("18:00")?;
        w.operator().presses(REOPEN).await?;
        w.operator().presses("Повторная жалоба").await?;
        let incident = w.incident(1).await?;
        let due = incident.reply_due;
        assert!(incident.reopened_at.is_some());
        // From eight on Monday, lunch not counted: the evening is nobody's working time.
        assert_eq!(due, Some(on("30.11 17:00")?));
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("🗂 Дороги").await?;
        w.operator().presses("Уборка снега").await?;
        assert_eq!(w.incident(1).await?.reply_due, due, "a change of the topic counts from there too");
        Ok(())
    }

    async fn one_person_opens_his_own_again(alone: &mut Alone) -> Result<()> {
        let w = &mut alone.0;
        let person = ["people", "add", "--telegram-id", "1001", "--name", "Мастер на все руки", "--role", "recipient"];
        w.command(&[&person[..], &["--unit", "roads"]].concat()).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().replies("№ 2026-000001", "Яму засыпали").await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().presses("✅ Согласовать").await?;
        w.operator().presses("📢 Опубликовано").await?;
        w.operator().presses("Без ссылки").await?;
        w.operator().presses(REOPEN).await?;
        w.forget_chats();
        w.operator().presses("Житель не согласен").await?;
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 🛠 № 2026-000001 · в работе, Мастер на все руки, с пт 27 нояб., 14:05
        | 🔓 открыли снова пт 27 нояб., 14:05: житель не согласен с ответом
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
        Ok(())
    }
}
