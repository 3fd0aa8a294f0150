//! People come by an invite: the first administrator from the terminal, everybody else by a link.

use std::time::Duration;

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{Empty, Step, World, posts};

const NEWCOMER: ChatId = ChatId(2001);
const OTHER: ChatId = ChatId(2002);
const LEAD: &str =
    "\n[[person]]\ntelegram_id = 1041\nname = \"Начальник дорог\"\nroles = [\"lead\"]\nunit = \"roads\"\n";

fn days(days: u64) -> Duration {
    Duration::from_secs(days * 24 * 60 * 60)
}

/// Chooses roles, and a unit where one is asked for; what stands behind `start=`.
async fn invites(w: &mut World, who: ChatId, roles: &[&str], unit: Option<&str>) -> Result<String> {
    w.somebody(who).writes("/invite").await?;
    for role in roles {
        w.somebody(who).presses(role).await?;
    }
    w.somebody(who).presses("➡️ Дальше").await?;
    if let Some(unit) = unit {
        w.somebody(who).presses(unit).await?;
    }
    w.somebody(who).link()
}

const ADMIN: ChatId = ChatId(1005);

/// A recipient of «Дороги», invited by the admin.
async fn recipient(w: &mut World) -> Result<String> {
    invites(w, ADMIN, &["ответственный получатель"], Some("Дороги")).await
}

/// The directory has a lead of «Дороги» too, who has pressed Start.
async fn lead(w: &mut World) -> Result<ChatId> {
    let directory = include_str!("../world/directory.toml");
    w.applies(&directory.replacen("\n[[topic]]", &format!("{LEAD}\n[[topic]]"), 1)).await?;
    w.telegram.person(ChatId(1041), "Начальник дорог").starts();
    w.run_until_idle().await?;
    w.forget_chats();
    Ok(ChatId(1041))
}

both_engines! {
    async fn a_centre_comes_to_life_from_an_empty_database(empty: &mut Empty) -> Result<()> {
        let w = &mut empty.0;
        let printed = w.command(&["claim"]).await?;
        assert!(printed.starts_with("Open this link within an hour and press Start; it works once:\nhttps://t.me/mcu_test_bot?start=c_"), "{printed}");
        let link = w.claims().await?;
        w.telegram.person(ADMIN, "Администратор").starts_with(&link);
        w.run_until_idle().await?;
        assert_snapshot!(w.admin().chat().replace(&link, "c_…"), @"
        👤 Администратор
        | /start c_…
        🔔 бот
        | Здравствуйте, Администратор.
        | Вы здесь: администратор.
        | Что вы можете: /help
        |
        | Люди приходят по приглашению. /invite — пригласить, /people — кто есть, /units — подразделения и где пока никого нет.
        ");
        assert_eq!(w.runs(&["claim"]).await?.ended.unwrap_err().to_string(), "there is an administrator already, who can send an invite: /invite in the chat with the bot");

        let people = [(1004, "Руководитель МЦУ", "руководитель МЦУ", None), (1001, "Оператор МЦУ", "оператор", None), (1011, "Специалист дорог", "ответственный получатель", Some("Дороги"))];
        for (account, name, role, unit) in people {
            let link = invites(w, ADMIN, &[role], unit).await?;
            w.telegram.person(ChatId(account), name).starts_with(&link);
            w.run_until_idle().await?;
            if role == "руководитель МЦУ" {
                w.admin().presses("✅ Впустить").await?;
            }
        }
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.recipient().presses("👌 Принять в работу").await?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        w.head().writes("/i 1").await?;
        w.head().sees("🛠 № 2026-000001 · в работе, Специалист дорог")?;
        Ok(())
    }

    async fn a_claim_lasts_an_hour_and_only_until_there_is_an_administrator(empty: &mut Empty) -> Result<()> {
        let w = &mut empty.0;
        let mut links = Vec::new();
        links.push(w.claims().await?);
        w.clock.advance(Duration::from_secs(60 * 60));
        w.somebody(NEWCOMER).opens(&links[0]).await?;
        w.somebody(NEWCOMER).sees("Срок этой ссылки вышел. Попросите прислать новую.")?;
        links.clear();
        for _ in 0..3 {
            links.push(w.claims().await?);
        }
        w.telegram.person(ADMIN, "Администратор").starts_with(&links[0]);
        w.telegram.person(OTHER, "Другой").starts_with(&links[1]);
        w.run_until_idle().await?;
        let [first, second] = [ADMIN, OTHER].map(|chat| w.somebody(chat).seen("Вы здесь: администратор").is_ok());
        assert!(first ^ second, "one of the two");
        w.somebody(ChatId(2003)).opens(&links[2]).await?;
        w.somebody(ChatId(2003)).sees("Эта ссылка больше не действует. Попросите прислать новую.")?;
        // An invite's prefix makes nothing of a claim.
        w.somebody(ChatId(2004)).opens(&links[2].replace("c_", "i_")).await?;
        w.somebody(ChatId(2004)).sees("Это рабочий бот МЦУ, вход по приглашению.")?;
        Ok(())
    }

    async fn an_invite_is_chosen_step_by_step(w: &mut World) -> Result<()> {
        w.admin().writes("/invite").await?;
        w.admin().presses("ответственный получатель").await?;
        w.admin().presses("оператор").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /invite
        🔔 бот
        | ✉️ Кого приглашаете?
        | Отметьте, кем будет человек, можно несколько ролей.
        [✓ оператор]
        [ответственный за «Инцидент менеджмент»]
        [ответственный за СМИ]
        [руководитель МЦУ]
        [✓ ответственный получатель]
        [руководитель подразделения]
        [глава муниципального образования]
        [ЦУР]
        [администратор]
        [➡️ Дальше]
        [✖️ Отмена]
        ");
        w.admin().presses("✓ оператор").await?;
        w.admin().presses("➡️ Дальше").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /invite
        🔔 бот
        | ✉️ В каком подразделении?
        | Приглашаете: ответственный получатель
        [Администрация]
        [Дороги]
        [ЖКХ]
        [Нижний Баскунчак]
        [◀️ Назад]
        [✖️ Отмена]
        ");
        assert_eq!(w.admin().presses("Дороги").await?, "Приглашение ниже");
        let link = w.admin().link()?;
        assert_snapshot!(w.admin().chat().replace(&link, "i_…"), @"
        👤 Администратор
        | /invite
        🔔 бот
        | ✉️ Приглашение готово · ответственный получатель, Дороги
        | Перешлите следующее сообщение тому, кого ждёте. Когда человек войдёт, я скажу, кто это.
        [↩️ Отозвать]
        🔔 бот
        | ✉️ Администратор приглашает вас в рабочий бот: МЦУ Ахтубинского района
        | Вы здесь будете: ответственный получатель, Дороги
        |
        | Откройте ссылку и нажмите Start:
        | https://t.me/mcu_test_bot?start=i_…
        |
        | Ссылка на одного человека, действует до пт 4 дек., 14:05.
        ");
        Ok(())
    }

    async fn whoever_is_invited_is_greeted_and_gets_the_open_cards(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let link = recipient(w).await?;
        w.telegram.person(NEWCOMER, "Новая сотрудница").starts_with(&link);
        w.run_until_idle().await?;
        assert_snapshot!(w.somebody(NEWCOMER).chat().replace(&link, "i_…"), @"
        👤 Новая сотрудница
        | /start i_…
        🔔 бот
        | Здравствуйте, Новая сотрудница.
        | Вы здесь: ответственный получатель.
        | Что вы можете: /help
        |
        | Новый инцидент придёт карточкой. Нажмите «👌 Принять в работу», а чтобы ответить, нажмите «✍️ Ответить» или просто ответьте на карточку сообщением, можно с фото.
        🔔 бот
        | 🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05
        | 🏷 Дороги → Ямы на дорогах
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✍️ Ответить]
        [⏳ Промежуточный ответ] [📅 Продлить срок]
        ");
        assert_snapshot!(w.admin().chat().replace(&link, "i_…").split_once("🔔").unwrap().1, @"
         бот
        | ✉️ Приглашение готово · ответственный получатель, Дороги
        | Перешлите следующее сообщение тому, кого ждёте. Когда человек войдёт, я скажу, кто это.
        🔔 бот
        | ✉️ Администратор приглашает вас в рабочий бот: МЦУ Ахтубинского района
        | Вы здесь будете: ответственный получатель, Дороги
        |
        | Откройте ссылку и нажмите Start:
        | https://t.me/mcu_test_bot?start=i_…
        |
        | Ссылка на одного человека, действует до пт 4 дек., 14:05.
        🔔 бот
        | 👤 Новая сотрудница теперь здесь · ответственный получатель, Дороги
        [↩️ Отозвать]
        ");
        Ok(())
    }

    async fn a_lead_invites_into_the_own_unit_only(w: &mut World) -> Result<()> {
        let lead = lead(w).await?;
        w.somebody(lead).writes("/invite").await?;
        let link = w.somebody(lead).link()?;
        assert_snapshot!(w.somebody(lead).chat().replace(&link, "i_…"), @"
        👤 Начальник дорог
        | /invite
        🔔 бот
        | ✉️ Приглашение готово · ответственный получатель, Дороги
        | Перешлите следующее сообщение тому, кого ждёте. Когда человек войдёт, я скажу, кто это.
        [↩️ Отозвать]
        🔔 бот
        | ✉️ Начальник дорог приглашает вас в рабочий бот: МЦУ Ахтубинского района
        | Вы здесь будете: ответственный получатель, Дороги
        |
        | Откройте ссылку и нажмите Start:
        | https://t.me/mcu_test_bot?start=i_…
        |
        | Ссылка на одного человека, действует до пт 4 дек., 14:05.
        ");
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Вы здесь: ответственный получатель")?;
        w.somebody(lead).sees("👤 Незнакомец теперь здесь · ответственный получатель, Дороги")?;
        // What the wizard would not draw is refused.
        let anywhere = w.somebody(lead).seen("Незнакомец")?.id;
        assert_eq!(w.somebody(lead).presses_data(anywhere, "li:1:zhkh").await?, "Не нашёл такого подразделения. Список покажет /units.");
        for data in ["vr:1:admin", "vu:1:zhkh", "vn:1:1", "vl:1", "va:1", "vx:1", "vk:99"] {
            assert_eq!(w.somebody(lead).presses_data(anywhere, data).await?, "Это приглашение уже закрыто. Новое: /invite", "{data}");
        }
        Ok(())
    }

    async fn a_lead_of_two_units_chooses_between_them(w: &mut World) -> Result<()> {
        let lead = lead(w).await?;
        w.command(&["people", "add", "--telegram-id", "1041", "--name", "Начальник", "--role", "lead", "--unit", "zhkh"]).await?;
        w.somebody(lead).writes("/invite").await?;
        w.somebody(lead).has_no_button("Администрация")?;
        let (message, choice) = w.somebody(lead).button("ЖКХ")?;
        let told = w.somebody(lead).presses_data(message, &choice.replace("zhkh", "baskunchak")).await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        let told = w.somebody(lead).presses_data(message, &choice.replace("vu:", "vr:").replace("zhkh", "operator")).await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        let told = w.somebody(lead).presses_data(message, &choice.replace("zhkh", "nowhere")).await?;
        assert_eq!(told, "Не нашёл такого подразделения. Список покажет /units.");
        // Somebody else's choice does not exist.
        assert_eq!(w.admin().presses_data(message, &choice).await?, "Это приглашение уже закрыто. Новое: /invite");
        w.somebody(lead).presses("ЖКХ").await?;
        w.somebody(lead).sees("Приглашение готово · ответственный получатель, ЖКХ")?;
        Ok(())
    }

    async fn whoever_may_not_invite_is_told_who_may(w: &mut World) -> Result<()> {
        w.operator().writes("/invite").await?;
        w.operator().sees("Команда /invite вам не понадобится: она для других должностей.")?;
        for command in ["/people", "/units"] {
            w.recipient().writes(command).await?;
            w.recipient().sees(&format!("Команда {command} вам не понадобится"))?;
            w.recipient().does_not_see("Координатор")?;
        }
        let somewhere = w.recipient().seen("вам не понадобится")?.id;
        for data in ["lp:1", "lu:1", "lo:1:roads", "li:1:roads", "ps:1", "pn:1", "pr:1", "px:1", "pt:1:abcdef01"] {
            assert!(w.recipient().presses_data(somewhere, data).await?.starts_with("Людей приглашают"), "{data}");
        }
        Ok(())
    }

    async fn a_head_gives_no_power_over_the_machine(w: &mut World) -> Result<()> {
        w.head().writes("/invite").await?;
        w.head().has_no_button("администратор")?;
        let (message, choice) = w.head().button("оператор")?;
        let told = w.head().presses_data(message, &choice.replace("operator", "admin")).await?;
        assert_eq!(told, "Это решает другой человек. Что ждёт вас, покажет /my.");
        Ok(())
    }

    async fn a_link_lets_one_person_in_once(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        w.somebody(NEWCOMER).opens(&link).await?;
        let told = w.admin().chat();
        // Opened again it greets, and nothing else.
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Здравствуйте, Незнакомец.")?;
        assert_eq!(w.admin().chat(), told);
        for _ in 0..2 {
            w.somebody(OTHER).opens(&link).await?;
        }
        assert_snapshot!(w.somebody(OTHER).chat().replace(&link, "i_…"), @"
        👤 Незнакомец
        | /start i_…
        🔔 бот
        | По этой ссылке уже вошли, она на одного человека. Попросите прислать новую.
        👤 Незнакомец
        | /start i_…
        ");
        w.operator().opens(&link).await?;
        w.operator().sees("По этой ссылке уже вошли, она на одного человека. Попросите прислать новую.")?;
        Ok(())
    }

    async fn a_link_is_good_for_seven_days(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        w.clock.advance(days(7));
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Срок этой ссылки вышел. Попросите прислать новую.")?;
        w.operator().opens(&link).await?;
        w.operator().sees("Срок этой ссылки вышел.")?;
        w.somebody(NEWCOMER).writes("Пустите").await?;
        w.somebody(NEWCOMER).sees("Это рабочий бот МЦУ, вход по приглашению. Номер для администратора: 2001.")?;
        Ok(())
    }

    async fn a_link_nobody_knows_says_nothing(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        let other = link.chars().rev().collect::<String>().replace("_i", "");
        for wrong in [format!("i_{other}"), link.to_uppercase(), format!("{link}0"), "i_".to_owned(), "c_0".to_owned()] {
            w.somebody(NEWCOMER).opens(&wrong).await?;
        }
        let chat = w.somebody(NEWCOMER).chat();
        assert_eq!(chat.matches("бот\n").count(), 1, "{chat}");
        w.somebody(NEWCOMER).sees("Это рабочий бот МЦУ, вход по приглашению.")?;
        w.operator().opens(&format!("i_{other}")).await?;
        w.operator().sees("Такого приглашения нет. Попросите прислать новую ссылку.")?;
        Ok(())
    }

    async fn a_link_is_revoked_before_it_is_used(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        let (message, revoke) = w.admin().button("↩️ Отозвать")?;
        assert_eq!(w.head().presses_data(message, &revoke).await?, "Это приглашение уже закрыто. Новое: /invite");
        assert_eq!(w.admin().presses("↩️ Отозвать").await?, "Приглашение отозвано");
        w.admin().has_no_button("↩️ Отозвать")?;
        assert_eq!(w.admin().presses_data(message, &revoke).await?, "Это приглашение уже закрыто. Новое: /invite");
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Эта ссылка больше не действует. Попросите прислать новую.")?;
        Ok(())
    }

    async fn what_an_invite_gave_is_taken_again(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        w.somebody(NEWCOMER).opens(&link).await?;
        w.registered().await?;
        w.somebody(NEWCOMER).presses("👌 Принять в работу").await?;
        w.forget_chats();
        assert_eq!(w.admin().presses("↩️ Отозвать").await?, "Доступ отозван: Незнакомец");
        assert_eq!((w.status(1).await?, w.incident(1).await?.assignee), (Status::Assigned, None));
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 🆕 Теперь ваш — № 2026-000001
        | Прочитайте карточку и ответьте к сроку.
        [👌 Принять в работу]
        🔔 бот
        | 👤 Незнакомец больше не здесь. 1 открытое дело вернулось в подразделение.
        ");
        assert_snapshot!(w.somebody(NEWCOMER).chat(), @"
        🔔 бот
        | Ваш доступ к рабочему боту МЦУ закрыт. Если это ошибка, напишите тому, кто вас приглашал.
        ");
        w.somebody(NEWCOMER).does_not_see("ул. Ленина")?;
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Эта ссылка больше не действует.")?;
        // A new invite brings the card back.
        let link = recipient(w).await?;
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("🆕 № 2026-000001")?;
        Ok(())
    }

    async fn posts_of_somebody_who_is_there_add_up(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        w.registered().await?;
        w.neighbour().opens(&link).await?;
        assert_snapshot!(w.neighbour().chat().replace(&link, "i_…"), @"
        👤 Специалист ЖКХ
        | /start i_…
        🔔 бот
        | Вы теперь ещё и ответственный получатель, Дороги.
        🔔 бот
        | Новый инцидент придёт карточкой. Нажмите «👌 Принять в работу», а чтобы ответить, нажмите «✍️ Ответить» или просто ответьте на карточку сообщением, можно с фото.
        |
        | /my — что ждёт вас
        | /find — найти по словам: /find яма Ленина
        | /i — карточка по номеру: /i 123
        | /overdue — у кого вышел срок
        | /today — что истекает сегодня
        | /rating — рейтинг и почему он такой
        | /away — вас не будет: кто замещает
        | /lang — язык
        | /cancel — отменить начатое
        | /help — подсказка
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
        w.admin().sees("👤 Специалист ЖКХ теперь здесь · ответственный получатель, Дороги")?;
        // Nothing new: the link stays good for somebody else.
        let link = recipient(w).await?;
        w.recipient().opens(&link).await?;
        w.recipient().sees("Всё, что даёт это приглашение, у вас уже есть. Ссылка цела, её можно переслать другому.")?;
        // Taken back, only what was given goes.
        w.forget_chats();
        let joined = w.admin().seen("Специалист ЖКХ теперь здесь")?.id;
        w.admin().presses_data(joined, "vk:1").await?;
        w.neighbour().sees("Вы больше не ответственный получатель, Дороги. Остальное осталось у вас.")?;
        w.neighbour().does_not_see("ул. Ленина")?;
        w.neighbour().writes("/start").await?;
        w.neighbour().sees("Вы здесь: ответственный получатель.")?;
        Ok(())
    }

    async fn whoever_gets_power_is_confirmed_first(w: &mut World) -> Result<()> {
        let link = invites(w, ADMIN, &["руководитель МЦУ"], None).await?;
        w.telegram.person(NEWCOMER, "Иванова Мария").starts_with(&link);
        w.run_until_idle().await?;
        assert_snapshot!(w.somebody(NEWCOMER).chat().replace(&link, "i_…"), @"
        👤 Иванова Мария
        | /start i_…
        🔔 бот
        | Приглашение получено. Осталось, чтобы тот, кто вас пригласил, подтвердил, что это вы.
        | Как только подтвердит, я напишу.
        ");
        w.somebody(NEWCOMER).writes("/people").await?;
        w.somebody(NEWCOMER).sees("Это рабочий бот МЦУ, вход по приглашению.")?;
        w.somebody(OTHER).opens(&link).await?;
        w.somebody(OTHER).sees("По этой ссылке уже вошли")?;
        let (message, admit) = w.admin().button("✅ Впустить")?;
        assert_eq!(w.head().presses_data(message, &admit).await?, "Это приглашение уже закрыто. Новое: /invite");
        w.admin().sees("👤 По вашему приглашению хочет войти Иванова Мария · руководитель МЦУ")?;
        assert_eq!(w.admin().presses("✅ Впустить").await?, "Теперь здесь: Иванова Мария");
        w.somebody(NEWCOMER).sees("Вы здесь: руководитель МЦУ.")?;
        assert_eq!(w.admin().presses_data(message, &admit).await?, "Это приглашение уже закрыто. Новое: /invite");
        Ok(())
    }

    async fn whoever_is_not_confirmed_stays_outside(w: &mut World) -> Result<()> {
        let link = invites(w, ADMIN, &["администратор", "оператор"], None).await?;
        w.somebody(NEWCOMER).opens(&link).await?;
        assert_eq!(w.admin().presses("❌ Отказать").await?, "Вход не подтверждён");
        w.somebody(NEWCOMER).sees("Тот, кто вас пригласил, не подтвердил вход.")?;
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Эта ссылка больше не действует.")?;
        w.somebody(NEWCOMER).presses_data(mcu_bot::domain::ids::MessageId(1), "lp:1").await?;
        w.somebody(NEWCOMER).does_not_see("Координатор")?;
        Ok(())
    }

    async fn an_invite_ends_with_the_right_of_whoever_made_it(w: &mut World) -> Result<()> {
        let lead = lead(w).await?;
        w.somebody(lead).writes("/invite").await?;
        let link = w.somebody(lead).link()?;
        w.head().writes("/people").await?;
        w.head().presses("Начальник дорог").await?;
        w.head().presses("🗑 Убрать").await?;
        w.head().presses("🗑 Да, убрать").await?;
        w.somebody(NEWCOMER).opens(&link).await?;
        w.somebody(NEWCOMER).sees("Эта ссылка больше не действует.")?;
        Ok(())
    }

    async fn two_open_one_link_at_the_same_instant(w: &mut World) -> Result<()> {
        for round in 0..4 {
            let link = recipient(w).await?;
            let [first, second] = [ChatId(3000 + round), ChatId(4000 + round)];
            for chat in [first, second] {
                w.telegram.person(chat, "Незнакомец").starts_with(&link);
            }
            w.run_until_idle().await?;
            let [came, other] = [first, second].map(|chat| w.somebody(chat).seen("Вы здесь: ответственный получатель").is_ok());
            assert!(came ^ other, "one of the two");
            w.somebody(if came { second } else { first }).sees("По этой ссылке уже вошли")?;
        }
        assert_eq!(w.admin().chat().matches("теперь здесь").count(), 4);
        Ok(())
    }

    async fn nothing_happens_twice_when_the_process_dies(w: &mut World) -> Result<()> {
        let link = recipient(w).await?;
        w.forget_chats();
        w.telegram.person(NEWCOMER, "Новичок").starts_with(&link);
        w.goes_on(Step::Keep).await?;
        w.crash().await?;
        w.goes_on(Step::Handle).await?;
        w.crash().await?;
        w.run_until_idle().await?;
        assert_eq!(w.admin().chat().matches("👤 Новичок теперь здесь").count(), 1);
        let chat = w.somebody(NEWCOMER).chat();
        assert_eq!(chat.matches("Здравствуйте, Новичок.").count(), 1, "{chat}");
        Ok(())
    }

    async fn a_choice_can_be_left_and_begun_anew(w: &mut World) -> Result<()> {
        w.admin().writes("/invite").await?;
        let (first, role) = w.admin().button("оператор")?;
        w.admin().writes("/invite").await?;
        assert_eq!(w.admin().presses_data(first, &role).await?, "Это приглашение уже закрыто. Новое: /invite");
        w.admin().presses("ответственный получатель").await?;
        w.admin().presses("➡️ Дальше").await?;
        w.admin().presses("◀️ Назад").await?;
        w.admin().presses("✓ ответственный получатель").await?;
        w.admin().has_no_button("➡️ Дальше")?;
        assert_eq!(w.admin().presses("✖️ Отмена").await?, "Отменено");
        w.admin().sees("✖️ Приглашение отменено. Новое: /invite")?;
        w.admin().has_no_button("оператор")?;
        Ok(())
    }

    async fn an_english_inviter_reads_english(w: &mut World) -> Result<()> {
        let directory = include_str!("../world/directory.toml").replace("language = \"ru\"", "language = \"en\"");
        w.applies(&directory).await?;
        w.admin().writes("/invite").await?;
        w.admin().presses("responsible recipient").await?;
        w.admin().presses("➡️ Continue").await?;
        w.admin().presses("Дороги").await?;
        let link = w.admin().link()?;
        w.somebody(NEWCOMER).opens(&link).await?;
        w.admin().sees("👤 Незнакомец is here now · responsible recipient, Дороги")?;
        Ok(())
    }
}
