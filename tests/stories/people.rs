//! Who is here: lists with pages, one person, and how somebody leaves.

use std::fmt::Write;

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::Shown;

use crate::engines::both_engines;
use crate::world::{World, posts};

const ADMIN: ChatId = ChatId(1005);
const DIRECTORY: &str = include_str!("../world/directory.toml");

/// The person's screen, from the list.
async fn opens(w: &mut World, who: ChatId, name: &str) -> Result<()> {
    w.somebody(who).writes("/people").await?;
    while w.somebody(who).button(name).is_err() {
        w.somebody(who).presses("➡️").await?;
    }
    w.somebody(who).presses(name).await?;
    Ok(())
}

/// One more person from the directory, who has not pressed Start.
async fn joins(w: &mut World, account: i64, name: &str, role: &str, unit: Option<&str>) -> Result<()> {
    let account = account.to_string();
    let mut words = vec!["people", "add", "--telegram-id", &account, "--name", name, "--role", role];
    words.extend(unit.into_iter().flat_map(|unit| ["--unit", unit]));
    w.command(&words).await?;
    w.run_until_idle().await
}

/// Labels that are no arrows.
fn names(shown: &Shown) -> Vec<String> {
    let labels = shown.labels().concat().into_iter().map(ToString::to_string);
    labels.filter(|label| !["⬅️", "➡️"].contains(&label.as_str())).collect()
}

both_engines! {
    async fn people_are_listed_by_unit(w: &mut World) -> Result<()> {
        joins(w, 1013, "Новичок", "recipient", Some("roads")).await?;
        w.telegram.person(ChatId(1012), "Мастер дорог").blocks();
        w.run_until_idle().await?;
        w.forget_chats();
        w.admin().writes("/people").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /people
        🔔 бот
        | 👥 10 человек · страница 1 из 2
        |
        | Весь центр
        | Оператор МЦУ · оператор
        | Координатор · ответственный за «Инцидент менеджмент»
        | Пресс-служба · ответственный за СМИ
        | Руководитель МЦУ · руководитель МЦУ
        | Администратор · администратор
        |
        | Дороги
        | Специалист дорог · ответственный получатель
        | 📵 Мастер дорог · ответственный получатель · сообщения не доходят
        | ⚠️ Новичок · ответственный получатель · Start ещё не нажат
        [Оператор МЦУ]
        [Координатор]
        [Пресс-служба]
        [Руководитель МЦУ]
        [Администратор]
        [Специалист дорог]
        [Мастер дорог]
        [Новичок]
        [➡️]
        ");
        w.admin().presses("➡️").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /people
        🔔 бот
        | 👥 10 человек · страница 2 из 2
        |
        | ЖКХ
        | Специалист ЖКХ · ответственный получатель
        |
        | Нижний Баскунчак
        | Глава Баскунчака · ответственный получатель
        [Специалист ЖКХ]
        [Глава Баскунчака]
        [⬅️]
        ");
        w.admin().presses("⬅️").await?;
        w.admin().presses("Мастер дорог").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /people
        🔔 бот
        | 👤 Мастер дорог
        | ответственный получатель, Дороги
        | Здесь с пт 27 нояб. · открытых дел нет
        | 📵 Сообщения не доходят: бот заблокирован. Свяжитесь другим способом.
        [✏️ Переименовать]
        [➕ Ещё роль]
        [🏖 Отсутствие]
        [🗑 Убрать]
        [◀️ Назад]
        ");
        w.admin().presses("◀️ Назад").await?;
        w.admin().sees("страница 1 из 2")?;
        w.admin().presses("Новичок").await?;
        w.admin().sees("⚠️ Start ещё не нажат, сообщения не доходят. Попросите открыть бота и нажать Start.")?;
        Ok(())
    }

    async fn units_tell_where_nobody_is(w: &mut World) -> Result<()> {
        joins(w, 1013, "Новичок", "lead", Some("adm")).await?;
        w.telegram.person(ChatId(1021), "Специалист ЖКХ").blocks();
        w.registered().await?;
        w.forget_chats();
        w.admin().writes("/units").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /units
        🔔 бот
        | 🏢 4 подразделения
        |
        | ⚠️ Администрация · 1 человек · открыто 0
        |  Дороги · 2 человека · открыто 1
        |  ⚠️ ЖКХ · 1 человек · открыто 0
        |  Нижний Баскунчак · 1 человек · открыто 0
        [Администрация]
        [Дороги]
        [ЖКХ]
        [Нижний Баскунчак]
        ");
        w.admin().presses("Дороги").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /units
        🔔 бот
        | 🏢 Отдел дорог и транспорта
        | 2 человека · открыто 1
        |
        | Специалист дорог · ответственный получатель
        | Мастер дорог · ответственный получатель
        [Специалист дорог]
        [Мастер дорог]
        [✉️ Пригласить]
        [◀️ Назад]
        ");
        w.admin().presses("✉️ Пригласить").await?;
        w.admin().presses("ответственный получатель").await?;
        w.admin().presses("➡️ Дальше").await?;
        w.admin().sees("Приглашение готово · ответственный получатель, Дороги")?;
        w.admin().presses("◀️ Назад").await?;
        w.admin().presses("ЖКХ").await?;
        w.admin().sees("⚠️ До тех, кто отвечает, сообщения не доходят.")?;
        Ok(())
    }

    async fn forty_units_and_a_hundred_people_have_pages(w: &mut World) -> Result<()> {
        let mut directory = DIRECTORY.to_owned();
        for number in 1..=36 {
            let parent = if number > 1 { format!("parent = \"u{:02}\"\n", number / 2) } else { String::new() };
            write!(directory, "\n[[unit]]\ncode = \"u{number:02}\"\n{parent}name = \"Учреждение {number}\"\nshort = \"Учр. {number}\"\n")?;
        }
        for number in 1..=91 {
            let unit = 1 + number % 36;
            write!(directory, "\n[[person]]\ntelegram_id = {}\nname = \"Сотрудник {number}\"\nroles = [\"recipient\"]\nunit = \"u{unit:02}\"\n", 5000 + number)?;
        }
        w.applies(&directory).await?;
        w.admin().writes("/people").await?;
        w.admin().sees("👥 100 человек · страница 1 из 13")?;
        let mut seen = std::collections::BTreeSet::new();
        for page in 1..=13 {
            let shown = w.admin().seen("👥 100 человек")?;
            assert!(shown.text.contains(&format!("страница {page} из 13")), "{}", shown.text);
            seen.extend(names(&shown));
            if page < 13 {
                w.admin().presses("➡️").await?;
            }
        }
        assert_eq!(seen.len(), 100);
        w.admin().has_no_button("➡️")?;
        w.admin().presses("⬅️").await?;
        let (message, _) = w.admin().button("⬅️")?;
        w.admin().presses_data(message, "lp:60000").await?;
        w.admin().sees("страница 13 из 13")?;
        w.admin().writes("/units").await?;
        w.admin().sees("🏢 40 подразделений · страница 1 из 5")?;
        let mut seen = std::collections::BTreeSet::new();
        for page in 1..=5 {
            let shown = w.admin().seen("🏢 40 подразделений")?;
            assert!(shown.text.contains(&format!("страница {page} из 5")), "{}", shown.text);
            seen.extend(names(&shown));
            if page < 5 {
                w.admin().presses("➡️").await?;
            }
        }
        assert_eq!(seen.len(), 40);
        while w.admin().button("Учр. 9").is_err() {
            w.admin().presses("⬅️").await?;
        }
        w.admin().presses("Учр. 9").await?;
        w.admin().sees("⚠️ До тех, кто отвечает, сообщения не доходят.")?;
        w.admin().presses("◀️ Назад").await?;
        w.admin().seen("🏢 40 подразделений")?;
        assert!(w.admin().button("Учр. 9").is_ok(), "back to the page it stood on");
        Ok(())
    }

    async fn a_lead_sees_the_own_unit(w: &mut World) -> Result<()> {
        joins(w, 1041, "Начальник дорог", "lead", Some("roads")).await?;
        let lead = ChatId(1041);
        w.somebody(lead).starts().await?;
        w.forget_chats();
        w.somebody(lead).writes("/people").await?;
        w.somebody(lead).writes("/units").await?;
        assert_snapshot!(w.somebody(lead).chat(), @"
        👤 Незнакомец
        | /people
        🔔 бот
        | 👥 3 человека
        |
        | Дороги
        | Специалист дорог · ответственный получатель
        | Мастер дорог · ответственный получатель
        | Начальник дорог · руководитель подразделения
        [Специалист дорог]
        [Мастер дорог]
        [Начальник дорог]
        👤 Незнакомец
        | /units
        🔔 бот
        | 🏢 1 подразделение
        |
        | Дороги · 2 человека · открыто 0
        [Дороги]
        ");
        let message = w.somebody(lead).seen("🏢 1 подразделение")?.id;
        // Others do not exist for him.
        for data in ["ps:1", "pn:1", "pr:5", "px:8"] {
            let told = w.somebody(lead).presses_data(message, data).await?;
            assert_eq!(told, "Не нашёл такого человека. Кто есть, покажет /people.", "{data}");
        }
        assert_eq!(w.somebody(lead).presses_data(message, "lo:1:zhkh").await?, "Не нашёл такого подразделения. Список покажет /units.");
        // A lead manages recipients, not leads.
        joins(w, 1042, "Второй начальник", "lead", Some("roads")).await?;
        opens(w, lead, "Второй начальник").await?;
        w.somebody(lead).has_no_button("🗑 Убрать")?;
        opens(w, lead, "Специалист дорог").await?;
        w.somebody(lead).presses("🗑 Убрать").await?;
        assert_eq!(w.somebody(lead).presses("🗑 Да, убрать").await?, "Доступ закрыт: Специалист дорог");
        Ok(())
    }

    async fn whoever_is_removed_gives_the_work_back(w: &mut World) -> Result<()> {
        w.accepted().await?;
        opens(w, ADMIN, "Специалист дорог").await?;
        w.forget_chats();
        w.admin().presses("🗑 Убрать").await?;
        w.admin().sees("🗑 Убрать: Специалист дорог?\nДоступ закроется сразу. 1 открытое дело вернётся в подразделение.")?;
        w.admin().presses("◀️ Назад").await?;
        w.admin().sees("👤 Специалист дорог")?;
        let (screen, _) = w.admin().button("🗑 Убрать")?;
        w.admin().presses("🗑 Убрать").await?;
        let (_, yes) = w.admin().button("🗑 Да, убрать")?;
        assert_eq!(w.admin().presses("🗑 Да, убрать").await?, "Доступ закрыт: Специалист дорог");
        w.admin().sees("🗑 Специалист дорог больше не здесь. 1 открытое дело вернулось в подразделение.")?;
        assert_eq!(w.admin().presses_data(screen, &yes).await?, "Не нашёл такого человека. Кто есть, покажет /people.");
        assert_eq!((w.status(1).await?, w.incident(1).await?.assignee), (Status::Assigned, None));
        assert_eq!(w.history(1).await?.last().unwrap(), "give_back Администратор");
        assert_snapshot!(w.colleague().chat(), @"
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 🆕 Теперь ваш — № 2026-000001
        | Прочитайте карточку и ответьте к сроку.
        [👌 Принять в работу]
        🔔 бот
        | 👤 Специалист дорог больше не здесь. 1 открытое дело вернулось в подразделение.
        ");
        assert_snapshot!(w.operator().chat(), @"
        🔔 бот
        | 👤 Специалист дорог больше не здесь. 1 открытое дело вернулось в подразделение.
        ");
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот
        | Ваш доступ к рабочему боту МЦУ закрыт. Если это ошибка, напишите тому, кто вас приглашал.
        ");
        w.recipient().does_not_see("Ленина")?;
        w.recipient().writes("/my").await?;
        w.recipient().sees("Это рабочий бот МЦУ, вход по приглашению.")?;
        Ok(())
    }

    async fn one_role_is_taken_away(w: &mut World) -> Result<()> {
        joins(w, 1011, "Специалист дорог", "operator", None).await?;
        w.accepted().await?;
        opens(w, ADMIN, "Специалист дорог").await?;
        w.admin().presses("➖ ответственный получатель, Дороги").await?;
        w.admin().sees("➖ Специалист дорог: снять роль? ответственный получатель, Дороги\n1 открытое дело вернётся в подразделение.")?;
        let (message, yes) = w.admin().button("➖ Да, снять")?;
        assert_eq!(w.admin().presses("➖ Да, снять").await?, "Роль снята");
        w.recipient().sees("Вы больше не ответственный получатель, Дороги. Остальное осталось у вас.")?;
        assert_eq!(w.incident(1).await?.assignee, None);
        assert_eq!(w.admin().presses_data(message, &yes).await?, "Не нашёл такого человека. Кто есть, покажет /people.");
        w.admin().has_no_button("➖ оператор")?;
        w.recipient().writes("/start").await?;
        w.recipient().sees("Вы здесь: оператор.")?;
        Ok(())
    }

    async fn there_is_always_an_administrator(w: &mut World) -> Result<()> {
        opens(w, ADMIN, "Администратор").await?;
        w.admin().has_no_button("🗑 Убрать")?;
        let message = w.admin().seen("👤 Администратор")?.id;
        let told = "Себя не убрать, и свои роли снимает другой человек: администратор или руководитель МЦУ.";
        for data in ["pr:5", "px:5", "pa:5:00000000", "pt:5:00000000"] {
            assert_eq!(w.admin().presses_data(message, data).await?, told, "{data}");
        }
        opens(w, ChatId(1004), "Администратор").await?;
        w.head().has_no_button("🗑 Убрать")?;
        let message = w.head().seen("👤 Администратор")?.id;
        for data in ["pr:5", "px:5", "pn:5"] {
            let told = w.head().presses_data(message, data).await?;
            assert_eq!(told, "Этого человека меняют администратор или руководитель МЦУ. Кто есть, покажет /people.", "{data}");
        }
        Ok(())
    }

    async fn two_administrators_cannot_remove_each_other(w: &mut World) -> Result<()> {
        joins(w, 1006, "Второй администратор", "admin", None).await?;
        w.somebody(ChatId(1006)).starts().await?;
        for (who, other) in [(ADMIN, "Второй администратор"), (ChatId(1006), "Администратор")] {
            opens(w, who, other).await?;
            w.somebody(who).presses("🗑 Убрать").await?;
        }
        let yes = "🗑 Да, убрать";
        let told = w.both_press([(ADMIN, yes), (ChatId(1006), yes)]).await?;
        assert_eq!(told.iter().filter(|toast| toast.starts_with("Доступ закрыт")).count(), 1, "{told:?}");
        Ok(())
    }

    async fn somebody_is_renamed(w: &mut World) -> Result<()> {
        w.accepted().await?;
        opens(w, ADMIN, "Специалист дорог").await?;
        assert_eq!(w.admin().presses("✏️ Переименовать").await?, "Напишите имя");
        w.admin().writes("  Петров\nПётр <b>  ").await?;
        w.admin().sees("Записано: Петров Пётр <b>.")?;
        w.operator().sees("🛠 № 2026-000001 · в работе, Петров Пётр <b>")?;
        w.admin().presses("✏️ Переименовать").await?;
        w.admin().presses("✖️ Отмена").await?;
        w.admin().presses("◀️ Назад").await?;
        w.admin().sees("👥 9 человек")?;
        Ok(())
    }

    async fn a_unit_nobody_can_be_reached_in_counts_as_empty(w: &mut World) -> Result<()> {
        for chat in [1011, 1012] {
            w.telegram.person(ChatId(chat), "").blocks();
        }
        w.run_until_idle().await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().sees("📵 Дороги: сообщений никто не получает, свяжитесь иначе")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().sees("📵 Дороги: сообщений никто не получает, свяжитесь иначе")?;
        w.recipient().starts().await?;
        w.operator().does_not_see("сообщений никто не получает")?;
        w.recipient().sees("🆕 № 2026-000001")?;
        w.telegram.person(ChatId(1011), "").blocks();
        w.run_until_idle().await?;
        w.operator().sees("📵 Дороги")?;
        Ok(())
    }

    async fn a_unit_whose_people_have_never_pressed_start_counts_as_empty(w: &mut World) -> Result<()> {
        joins(w, 1051, "Секретарь", "recipient", Some("adm")).await?;
        w.forget_chats();
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("Администрация").await?;
        w.operator().sees("📵 Администрация: сообщений никто не получает")?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.somebody(ChatId(1051)).starts().await?;
        w.operator().does_not_see("сообщений никто не получает")?;
        w.somebody(ChatId(1051)).sees("🆕 № 2026-000001")?;
        Ok(())
    }
}
