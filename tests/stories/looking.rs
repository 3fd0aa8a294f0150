//! Commands: what waits, a card by its number, help for each post.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;

use crate::engines::both_engines;
use crate::world::{Alone, World, posts};

both_engines! {
    async fn everybody_is_greeted_with_what_they_do_here(w: &mut World) -> Result<()> {
        w.operator().starts().await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | /start
        🔔 бот
        | Здравствуйте, Оператор МЦУ.
        | Вы здесь: оператор.
        | Что вы можете: /help
        |
        | Перешлите сюда пост жителя или перескажите его своими словами. Я соберу черновик: откуда, о чём, кто ответит и к какому сроку. Дальше одно нажатие: «✅ Зарегистрировать».
        ");
        w.recipient().starts().await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /start
        🔔 бот
        | Здравствуйте, Специалист дорог.
        | Вы здесь: ответственный получатель.
        | Что вы можете: /help
        |
        | Новый инцидент придёт карточкой. Нажмите «👌 Принять в работу», а чтобы ответить, нажмите «✍️ Ответить» или просто ответьте на карточку сообщением, можно с фото.
        ");
        w.admin().writes("/help").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /help
        🔔 бот
        | Люди приходят по приглашению. /invite — пригласить, /people — кто есть, /units — подразделения и где пока никого нет.
        |
        | Подразделения, темы и сроки задаёт файл справочника: mcu-bot apply.
        |
        | /my — что ждёт вас
        | /away — вас не будет: кто замещает
        | /invite — пригласить человека
        | /people — кто есть кто
        | /units — подразделения и где никого нет
        | /bind — сводка в эту группу (наберите в группе)
        | /doctor — как работает бот
        | /lang — язык
        | /cancel — отменить начатое
        | /help — подсказка
        ");
        w.coordinator().writes("/settings").await?;
        assert_snapshot!(w.coordinator().chat(), @"
        👤 Координатор
        | /settings
        🔔 бот
        | Такой команды у меня нет. Вот что есть:
        | /my — что ждёт вас
        | /find — найти по словам: /find яма Ленина
        | /i — карточка по номеру: /i 123
        | /overdue — у кого вышел срок
        | /today — что истекает сегодня
        | /rating — рейтинг и почему он такой
        | /heatmap — тепловая карта: где горит
        | /digest — сводка сейчас
        | /away — вас не будет: кто замещает
        | /bind — сводка в эту группу (наберите в группе)
        | /lang — язык
        | /cancel — отменить начатое
        | /help — подсказка
        ");
        Ok(())
    }

    async fn my_shows_what_waits_the_most_urgent_first(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().forwards(posts::WATER).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().forwards(posts::RIDDLE).await?;
        w.forget_chats();
        w.operator().writes("/my").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | /my
        🔔 бот
        | Вас ждёт одно дело:
        [📝 Когда уже наведут порядок?]
        [🔄 Обновить]
        ");
        w.recipient().writes("/my").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /my
        🔔 бот
        | Вас ждёт одно дело:
        | ⏰ сегодня истекает 1 срок
        [№ 2026-000001 · Ямы на дорогах, ул. Лени… · принять до 15:05]
        [🔄 Обновить]
        ");
        assert_eq!(w.recipient().presses("№ 2026-000001 · Ямы на дорогах, ул. Лени… · принять до 15:05").await?, "Карточка ниже");
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /my
        🔔 бот
        | Вас ждёт одно дело:
        | ⏰ сегодня истекает 1 срок
        [№ 2026-000001 · Ямы на дорогах, ул. Лени… · принять до 15:05]
        [🔄 Обновить]
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
        w.media().writes("/my@mcu_test_bot").await?;
        w.media().sees("Сейчас вас ничего не ждёт.")?;
        Ok(())
    }

    async fn a_card_is_found_by_its_number(w: &mut World) -> Result<()> {
        w.registered().await?;
        for asked in ["/i 1", "/i №1", "/i № 2026-000001", "/i No. 2026-000001", "/i 2026-000001", "/i 2026-1"] {
            w.forget_chats();
            w.operator().writes(asked).await?;
            assert!(w.operator().chat().contains("| 🆕 № 2026-000001 · Ямы на дорогах"), "{asked}: {}", w.operator().chat());
        }
        let cards = w.operator().messages();
        let live = cards.iter().filter(|shown| shown.button("📜 История").is_some()).count();
        assert_eq!(live, 1, "the newest message is the card, the old ones have lost their buttons");
        for (asked, answer) in [
            ("/i 2", "Не нашёл № 2."),
            ("/i 2025-000001", "Не нашёл № 2025-000001."),
            ("/i яма", "Не нашёл № яма."),
            ("/i 0", "Не нашёл № 0."),
            ("/i", "Напишите номер после команды, например: /i 123"),
        ] {
            w.forget_chats();
            w.operator().writes(asked).await?;
            assert!(w.operator().chat().contains(answer), "{asked}: {}", w.operator().chat());
        }
        Ok(())
    }

    async fn what_one_may_not_see_does_not_exist(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.neighbour().writes("/i 1").await?;
        w.neighbour().sees("Не нашёл № 1.")?;
        w.admin().writes("/i 1").await?;
        w.admin().sees("Команда /i вам не понадобится")?;
        w.media().writes("/i 1").await?;
        w.media().sees("№ 2026-000001 · Ямы на дорогах")?;
        Ok(())
    }

    async fn a_stranger_gets_one_polite_line_a_day(w: &mut World) -> Result<()> {
        let stranger = ChatId(1999);
        w.somebody(stranger).starts().await?;
        assert_snapshot!(w.somebody(stranger).chat(), @"
        👤 Незнакомец
        | /start
        🔔 бот
        | Здравствуйте! Это рабочий бот МЦУ, вход по приглашению. Номер для администратора: 1999.
        | Сообщить о проблеме жителю можно на Госуслугах, сервис «Решаем вместе».
        ");
        w.somebody(stranger).writes("Ау").await?;
        w.somebody(stranger).forwards(posts::POTHOLE).await?;
        assert_eq!(w.somebody(stranger).chat().matches("бот").count(), 2, "one message, with one «бот» in its words");
        assert_eq!(w.incidents().await?, 0);
        let (message, data) = (w.somebody(stranger).seen("Здравствуйте")?.id, "r:1");
        let toast = w.somebody(stranger).presses_data(message, data).await?;
        assert_eq!(toast, "Это рабочий бот МЦУ, вход по приглашению");
        w.clock.advance(std::time::Duration::from_secs(24 * 60 * 60));
        w.somebody(stranger).writes("Ау").await?;
        assert_eq!(w.somebody(stranger).chat().matches("1999").count(), 2);
        Ok(())
    }

    async fn one_person_may_hold_every_post(alone: &mut Alone) -> Result<()> {
        let w = &mut alone.0;
        w.command(&["people", "add", "--telegram-id", "1001", "--name", "Мастер на все руки", "--role", "recipient", "--unit", "roads"]).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 🆕 № 2026-000001 · Ямы на дорогах
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏢 Дороги
        | 📍 ул. Ленина, 12
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
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [📜 История]
        [↩️ Отменить регистрацию]
        ");
        w.operator().presses("👌 Принять в работу").await?;
        w.operator().presses("✍️ Ответить").await?;
        w.operator().writes("Яму засыпали. Отдел дорог, 4-15-20").await?;
        w.operator().presses("📨 На проверку").await?;
        w.operator().presses("✅ Согласовать").await?;
        w.operator().presses("📢 Опубликовано").await?;
        w.operator().presses("Без ссылки").await?;
        w.operator().presses("🏁 Решено").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Мастер на все руки
        | На улице Ленина у дома 12 огромная яма, машины бьют колёса
        🔕 бот
        | 🛠 № 2026-000001 · в работе, Мастер на все руки, с пт 27 нояб., 14:05
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        🔕 бот
        | ✍️ Ответ на № 2026-000001
        | Напишите ответ, можно с фото и документами. Пришлёте несколько сообщений — соберу в один ответ.
        👤 Мастер на все руки
        | Яму засыпали. Отдел дорог, 4-15-20
        🔕 бот
        | 📨 Ответ на № 2026-000001 готов к публикации
        🔔 бот
        | ✅ № 2026-000001 · решено пт 27 нояб., в срок
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✍️ Ответ, Мастер на все руки:
        | «Яму засыпали. Отдел дорог, 4-15-20»
        [🔗 Ссылка на ответ]
        [🔓 Открыть снова] [📜 История]
        🔔 бот
        | 📢 Пришлите ссылку на опубликованный ответ по № 2026-000001.
        | Если ссылки нет, нажмите «Без ссылки».
        🔔 бот → «✅ № 2026-000001 · решено пт 27 нояб., в срок»
        | 📣 Ответ опубликован — № 2026-000001
        | Чем закончилось?
        ");
        assert_eq!(w.incidents().await?, 1);
        Ok(())
    }
}
