//! What a recipient does beside answering: gives back, hands over, takes a reply back; and what becomes of it
//! when somebody else was faster.

use std::time::Duration;

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

const OPERATOR: ChatId = ChatId(1001);
const RECIPIENT: ChatId = ChatId(1011);
const COLLEAGUE: ChatId = ChatId(1012);
const LEAD: ChatId = ChatId(1013);
const VILLAGER: ChatId = ChatId(1031);

/// The centre with more in it.
async fn with(w: &mut World, more: &str) -> Result<()> {
    w.applies(&format!("{}\n{more}", include_str!("../world/directory.toml"))).await
}

async fn with_lead(w: &mut World) -> Result<()> {
    let lead = "[[person]]\ntelegram_id = 1013\nname = \"Начальник дорог\"\nroles = [\"lead\"]\nunit = \"roads\"\n";
    with(w, lead).await?;
    w.somebody(LEAD).starts().await?;
    Ok(())
}

async fn given_to(w: &mut World, unit: &str) -> Result<()> {
    w.operator().presses("🏢 Ответственный").await?;
    w.operator().presses(unit).await?;
    Ok(())
}

/// How often something was done.
fn times(history: &[String], action: &str) -> usize {
    history.iter().filter(|step| step.starts_with(action)).count()
}

both_engines! {
    async fn what_is_not_ours_goes_back_with_a_hint(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let due = w.incident(1).await?.reply_due;
        w.forget_chats();
        w.shows("16:15")?;
        assert_eq!(w.recipient().presses("↩️ Не к нам").await?, "Напишите причину");
        assert_eq!(w.recipient().presses("Не наши полномочия").await?, "Чьё это?");
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | ↩️ Почему № 2026-000001 не к вам?
        | Выберите или напишите одним сообщением, причину увидит оператор.
        🔔 бот
        | Чьё это? № 2026-000001 вернётся оператору с вашей подсказкой.
        | Выберите или напишите название.
        [🏢 Администрация]
        [🏢 ЖКХ]
        [🏢 Нижний Баскунчак]
        [Не знаю] [✖️ Отмена]
        ");
        assert_eq!(w.recipient().presses("🏢 ЖКХ").await?, "Вернули оператору");
        assert_eq!(w.recipient().card(1).await?, "🔔 бот\n| № 2026-000001 · передано\n");
        w.recipient().has_no_button("✖️ Отмена")?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📥 № 2026-000001 · не распределено
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | ↩️ Дороги: не к нам, Не наши полномочия
        | ⏱ с регистрации прошло 2 ч 10 мин
        | 🏢 возможно, ЖКХ
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [🏢 ЖКХ]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить] [📜 История]
        ");
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот → «📥 № 2026-000001 · не распределено»
        | ↩️ Не к нам — № 2026-000001, Дороги
        | Не наши полномочия
        | ⏱ Прошло 2 ч 10 мин, ответить до пн 30 нояб., 14:05
        | 🏢 Возможно, это ЖКХ
        [🏢 ЖКХ]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        let incident = w.incident(1).await?;
        assert_eq!((incident.status, incident.unit, incident.assignee), (Status::New, None, None));
        assert_eq!((incident.accept_due, incident.reply_due), (None, due), "the resident's clock goes on");
        Ok(())
    }

    async fn the_hint_is_one_tap(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.shows("15:00")?;
        w.recipient().presses("↩️ Не к нам").await?;
        w.recipient().presses("Объект не наш").await?;
        w.recipient().presses("🏢 ЖКХ").await?;
        w.shows("16:00")?;
        assert_eq!(w.operator().presses("🏢 ЖКХ").await?, "Ответственный: ЖКХ");
        w.neighbour().sees("🆕 № 2026-000001")?;
        w.neighbour().sees("👌 принять до пт 27 нояб., 17:00")?;
        w.neighbour().sees("✍️ ответить до пн 30 нояб., 14:05")?;
        w.operator().has_no_button("🏢 ЖКХ")?;
        w.operator().presses("📜 История").await?;
        w.operator().sees("Специалист дорог: возвращено, не к нам — Объект не наш; возможно, ЖКХ")?;
        Ok(())
    }

    async fn the_reason_and_the_unit_may_be_written(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().presses("↩️ Не к нам").await?;
        w.recipient().writes("Дорога федеральная").await?;
        w.recipient().writes("дворники").await?;
        w.recipient().sees("Не нашёл такого подразделения. Выберите кнопкой или нажмите «Не знаю».")?;
        w.recipient().writes("баскунчак").await?;
        w.operator().sees("↩️ Дороги: не к нам, Дорога федеральная")?;
        w.operator().presses("🏢 Нижний Баскунчак").await?;
        w.somebody(VILLAGER).sees("🆕 № 2026-000001")?;
        Ok(())
    }

    async fn nobody_need_know_whose_it_is(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().presses("↩️ Не к нам").await?;
        w.recipient().presses("Не наша территория").await?;
        w.recipient().presses("Не знаю").await?;
        w.operator().sees("↩️ Дороги: не к нам, Не наша территория")?;
        w.operator().does_not_see("🏢 Возможно")?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Дороги").await?;
        w.recipient().sees("🆕 № 2026-000001")?;
        Ok(())
    }

    async fn many_units_have_pages(w: &mut World) -> Result<()> {
        let unit = |n| format!("[[unit]]\ncode = \"school-{n}\"\nname = \"Школа {n}\"\nshort = \"Школа {n}\"\n\n");
        with(w, &(1..=9).map(unit).collect::<String>()).await?;
        w.registered().await?;
        w.recipient().presses("↩️ Не к нам").await?;
        w.recipient().presses("Не наша территория").await?;
        w.recipient().has_no_button("🏢 Школа 9")?;
        w.recipient().presses("➡️").await?;
        assert_eq!(w.recipient().chat().matches("Чьё это?").count(), 1, "in place");
        w.recipient().presses("🏢 Школа 9").await?;
        w.operator().sees("🏢 возможно, Школа 9")?;
        Ok(())
    }

    async fn a_reason_that_comes_too_late_changes_nothing(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().presses("↩️ Не к нам").await?;
        w.colleague().replies("№ 2026-000001", ANSWER).await?;
        w.colleague().presses("📨 На проверку").await?;
        w.recipient().presses("Не наша территория").await?;
        let (message, data) = w.recipient().button("Не знаю")?;
        let told = w.recipient().presses("Не знаю").await?;
        assert!(told.contains("на согласовании") || told.contains("Это решает другой человек"), "{told}");
        assert_eq!(w.status(1).await?, Status::Review);
        w.recipient().presses_data(message, &data).await?;
        assert_eq!(times(&w.history(1).await?, "not_ours"), 0);
        Ok(())
    }

    async fn a_right_lost_while_writing_loses_no_words(w: &mut World) -> Result<()> {
        w.written().await?;
        given_to(w, "ЖКХ").await?;
        assert_snapshot!(w.recipient().seen("✍️ Ответ на № 2026-000001")?.text, @"
        ✍️ Ответ на № 2026-000001
        «Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20»

        ⚠️ Инцидент передали, отправить ответ уже нельзя. Текст остался здесь; вернётся инцидент, вернутся и кнопки.
        ");
        w.recipient().has_no_button("📨 На проверку")?;
        w.recipient().writes("И ещё поставили знак").await?;
        w.recipient().sees("Инцидент передали, ответ на него уже не нужен. Что вас ждёт, покажет /my.")?;
        given_to(w, "Дороги").await?;
        assert_eq!(w.recipient().presses("📨 На проверку").await?, "Ответ отправлен на проверку");
        w.coordinator().sees(ANSWER)?;
        Ok(())
    }

    async fn who_comes_second_keeps_the_words(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.colleague().replies("№ 2026-000001", "Уже сделано").await?;
        w.recipient().presses("📨 На проверку").await?;
        w.colleague().sees("⚠️ Отправить сейчас нельзя: на согласовании. Текст остался здесь.")?;
        w.colleague().presses("✖️ Отмена").await?;
        w.colleague().sees("✖️ Ответ на № 2026-000001 отменён")?;
        Ok(())
    }

    async fn work_is_handed_to_a_colleague(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.forget_chats();
        assert_eq!(w.recipient().presses("👤 Передать").await?, "Кому передать?");
        w.recipient().sees("Кому передать? Отмеченные 📵 сообщений не получают.")?;
        assert_eq!(w.recipient().presses("👤 Мастер дорог").await?, "Передано: Мастер дорог");
        assert_snapshot!(w.colleague().chat(), @"
        🔔 бот → «🛠 № 2026-000001 · в работе, Мастер дорог, с пт 27 нояб., 14:05»
        | 👤 Передали вам — № 2026-000001
        | До вас: Специалист дорог. Прочитайте карточку и ответьте к сроку.
        [✍️ Ответить]
        ");
        assert!(w.recipient().card(1).await?.contains("в работе, Мастер дорог"));
        w.recipient().has_no_button("👤 Передать")?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        assert_eq!(w.history(1).await?.last().map(String::as_str), Some("hand_over Специалист дорог"));
        w.operator().presses("📜 История").await?;
        w.operator().sees("Специалист дорог: передано коллеге — Мастер дорог")?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Review, "whoever knows the answer may give it");
        Ok(())
    }

    async fn what_nobody_accepted_can_be_handed_over_too(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().presses("👤 Передать").await?;
        w.recipient().presses("👤 Мастер дорог").await?;
        assert_eq!(w.status(1).await?, Status::Assigned);
        w.recipient().sees("👤 занимается Мастер дорог")?;
        w.colleague().sees("👤 Передали вам — № 2026-000001\nДо вас: Специалист дорог.")?;
        w.colleague().presses("👌 Принять в работу").await?;
        w.recipient().sees("🛠 № 2026-000001 · в работе, Мастер дорог")?;
        Ok(())
    }

    async fn who_gets_no_messages_is_marked(w: &mut World) -> Result<()> {
        w.colleague().does(mcu_bot::emulator::Person::blocks).await?;
        w.registered().await?;
        w.recipient().presses("👤 Передать").await?;
        let told = w.recipient().presses("📵 Мастер дорог").await?;
        assert_eq!(told, "Передано: Мастер дорог. Сообщений не получает, предупредите сами");
        Ok(())
    }

    async fn with_nobody_else_there_is_nobody_to_hand_over_to(w: &mut World) -> Result<()> {
        w.registered().await?;
        given_to(w, "Нижний Баскунчак").await?;
        let told = w.somebody(VILLAGER).presses("👤 Передать").await?;
        assert!(told.starts_with("Передать некому: в подразделении больше никого нет."), "{told}");
        Ok(())
    }

    async fn a_lead_hands_over_what_a_colleague_has(w: &mut World) -> Result<()> {
        with_lead(w).await?;
        w.accepted().await?;
        w.colleague().has_no_button("👤 Передать")?;
        w.somebody(LEAD).writes("/i 1").await?;
        w.somebody(LEAD).presses("👤 Передать").await?;
        w.somebody(LEAD).presses("👤 Мастер дорог").await?;
        w.colleague().sees("👤 Передали вам — № 2026-000001\nДо вас: Начальник дорог.")?;
        w.recipient().sees("🛠 № 2026-000001 · в работе, Мастер дорог")?;
        w.somebody(LEAD).presses("👤 Передать").await?;
        assert_eq!(w.somebody(LEAD).presses("👤 Начальник дорог").await?, "Теперь у вас в работе");
        Ok(())
    }

    async fn of_two_who_hand_over_at_once_one_is_told(w: &mut World) -> Result<()> {
        with_lead(w).await?;
        w.accepted().await?;
        w.recipient().presses("👤 Передать").await?;
        w.somebody(LEAD).writes("/i 1").await?;
        w.somebody(LEAD).presses("👤 Передать").await?;
        let told = w.both_press([(RECIPIENT, "👤 Начальник дорог"), (LEAD, "👤 Мастер дорог")]).await?;
        assert_eq!(told.iter().filter(|toast| toast.starts_with("Передано: ")).count(), 1, "{told:?}");
        assert_eq!(told.iter().filter(|toast| toast.starts_with("Уже в работе у коллеги: ")).count(), 1, "{told:?}");
        assert_eq!(times(&w.history(1).await?, "hand_over"), 1);
        Ok(())
    }

    async fn handing_over_what_was_given_away_is_told(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("👤 Передать").await?;
        w.operator().presses("🏢 Ответственный").await?;
        let [given, handed] = w.both_press([(OPERATOR, "ЖКХ"), (RECIPIENT, "👤 Мастер дорог")]).await?;
        if w.incident(1).await?.unit == Some("zhkh".into()) && times(&w.history(1).await?, "hand_over") == 0 {
            assert_eq!(handed, "Уже передано другому исполнителю, Оператор МЦУ. Карточка обновлена.");
        }
        assert_eq!(given, "Ответственный: ЖКХ");
        w.colleague().sees("№ 2026-000001 · передано")?;
        Ok(())
    }

    async fn a_reply_is_taken_back_corrected_and_sent_again(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().sends_photo(ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        let (approve, data) = w.coordinator().button("✅ Согласовать")?;
        assert_eq!(w.recipient().presses("↩️ Отозвать ответ").await?, "Ответ отозван, поправьте и отправьте снова");
        assert_eq!(w.status(1).await?, Status::Rework);
        w.coordinator().has_no_button("✅ Согласовать")?;
        w.coordinator().sees("🔧 № 2026-000001 · ответ отозван, его поправят и пришлют снова")?;
        w.coordinator().does_not_see(ANSWER)?;
        assert_eq!(
            w.coordinator().presses_data(approve, &data).await?,
            "Кнопка устарела: на доработке, Специалист дорог. Карточка обновлена."
        );
        // Whatever happens before it is sent again.
        w.crash().await?;
        w.run_until_idle().await?;
        w.recipient().writes("Знак поставили тоже.").await?;
        w.recipient().sees("📷 1 фото")?;
        assert_eq!(w.recipient().presses("📨 На проверку").await?, "Ответ отправлен на проверку");
        w.coordinator().sees("Знак поставили тоже.")?;
        w.coordinator().presses("✅ Согласовать").await?;
        assert_eq!(w.status(1).await?, Status::Approved);
        w.recipient().has_no_button("↩️ Отозвать ответ")?;
        Ok(())
    }

    async fn an_album_that_still_comes_in_joins_what_was_taken_back(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.recipient().presses("✍️ Ответить").await?;
        w.recipient().does(|person| person.sends_album(3, ANSWER)).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.recipient().presses("↩️ Отозвать ответ").await?;
        w.recipient().sees("📷 3 фото")?;
        w.recipient().presses("📨 На проверку").await?;
        let files = w.coordinator().messages().iter().filter(|shown| shown.media.is_some()).count();
        assert_eq!(files, 3, "the same files come once");
        Ok(())
    }

    async fn only_its_author_takes_a_reply_back_and_only_in_review(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let (message, data) = w.recipient().button("↩️ Отозвать ответ")?;
        w.colleague().has_no_button("↩️ Отозвать ответ")?;
        let card = w.colleague().seen("№ 2026-000001")?.id;
        let told = w.colleague().presses_data(card, &data).await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        w.coordinator().presses("✅ Согласовать").await?;
        w.recipient().has_no_button("↩️ Отозвать ответ")?;
        let told = w.recipient().presses_data(message, &data).await?;
        assert_eq!(told, "Кнопка устарела: ответ согласован, Координатор. Карточка обновлена.");
        assert_eq!(w.status(1).await?, Status::Approved);
        Ok(())
    }

    async fn one_takes_back_while_the_other_approves(w: &mut World) -> Result<()> {
        w.in_review().await?;
        let told = w.both_press([(RECIPIENT, "↩️ Отозвать ответ"), (ChatId(1002), "✅ Согласовать")]).await?;
        let history = w.history(1).await?;
        assert_eq!(times(&history, "withdraw") + times(&history, "approve"), 1, "{told:?}");
        w.clock.advance(Duration::from_secs(60));
        Ok(())
    }

    async fn strangers_to_the_unit_can_do_none_of_it(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.operator().forwards(posts::WATER).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        let message = w.neighbour().seen("№ 2026-000002")?.id;
        for data in ["no:1", "ho:1:0", "ht:1:7-6", "fi:1", "af:1", "ab:1:call", "wf:1", "wb:1:letter"] {
            let told = w.neighbour().presses_data(message, data).await?;
            assert_eq!(told, "Не нашёл такого инцидента. Что вас ждёт, покажет /my.", "{data}");
        }
        let card = w.recipient().seen("№ 2026-000001")?.id;
        for data in ["ab:1:call", "wb:1:letter", "af:1", "wf:1"] {
            let told = w.recipient().presses_data(card, data).await?;
            assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.", "{data}");
        }
        let card = w.somebody(COLLEAGUE).seen("№ 2026-000001")?.id;
        let told = w.colleague().presses_data(card, "no:1").await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.", "a colleague has it");
        Ok(())
    }
}
