//! Menus and help: each has what works for this person, in the person's language.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::emulator::{Fault, Target};

use crate::engines::both_engines;
use crate::world::World;

/// The names in somebody's menu.
fn menu(w: &World, chat: i64) -> String {
    w.telegram.menu(ChatId(chat)).into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

/// Of a recipient.
const OWN: &str = "my find i overdue today rating away lang cancel help";
/// Of those who read all figures.
const READS: &str = "my find i overdue today rating heatmap digest away lang cancel help";
const BINDS: &str = "my find i overdue today rating heatmap digest away bind lang cancel help";
/// Of a head; an admin who observes has the doctor, too.
const HEAD: &str =
    "my find i overdue today rating heatmap digest export away invite people units bind lang cancel help";

both_engines! {
    async fn everybody_has_the_menu_of_the_own_posts(w: &mut World) -> Result<()> {
        for (person, commands) in [(1001, READS), (1002, BINDS), (1003, READS), (1011, OWN), (1031, OWN)] {
            assert_eq!(menu(w, person), commands, "{person}");
        }
        assert_eq!(menu(w, 1004), HEAD);
        assert_eq!(menu(w, 1005), "my away invite people units bind doctor lang cancel help");
        assert_eq!(menu(w, 1999), "start");
        assert_eq!(w.telegram.menu(ChatId(1001))[0].1, "что ждёт вас");
        let set = w.telegram.calls_of("setMyCommands").len();
        w.restart().await?;
        w.run_until_idle().await?;
        assert_eq!(w.telegram.calls_of("setMyCommands").len(), set, "nothing has changed");
        Ok(())
    }

    async fn the_menu_follows_language_and_posts(w: &mut World) -> Result<()> {
        w.operator().writes("/lang").await?;
        w.operator().presses("English").await?;
        assert_eq!(w.telegram.menu(ChatId(1001))[0].1, "what is waiting for you");
        w.command(&["people", "add", "--telegram-id", "1005", "--name", "Администратор", "--role", "observer"]).await?;
        w.run_until_idle().await?;
        assert_eq!(menu(w, 1005), HEAD.replace("lang", "doctor lang"));
        let listed = w.command(&["people", "list"]).await?;
        let id = listed.lines().find(|line| line.contains("account 1005 ")).and_then(|line| line.split(' ').next()).unwrap();
        w.command(&["people", "remove", id]).await?;
        w.run_until_idle().await?;
        assert_eq!(menu(w, 1005), "start", "as every stranger");
        Ok(())
    }

    async fn who_has_not_started_yet_gets_the_menu_with_start(w: &mut World) -> Result<()> {
        let newcomer = ChatId(1014);
        w.command(&["people", "add", "--telegram-id", "1014", "--name", "Новичок", "--role", "operator"]).await?;
        w.run_until_idle().await?;
        assert_eq!(menu(w, 1014), "start");
        w.somebody(newcomer).starts().await?;
        assert_eq!(menu(w, 1014), READS);
        Ok(())
    }

    async fn a_menu_is_tried_until_it_is_set(w: &mut World) -> Result<()> {
        for fault in [Fault::RetryAfter(7), Fault::Reset] {
            w.telegram.fail_next(Target::method("setMyCommands"), fault);
        }
        w.operator().writes("/lang").await?;
        w.operator().presses("English").await?;
        assert_eq!(w.telegram.menu(ChatId(1001))[0].1, "what is waiting for you");
        Ok(())
    }

    async fn help_is_about_the_own_posts(w: &mut World) -> Result<()> {
        w.head().writes("/help").await?;
        assert_snapshot!(w.head().chat(), @"
        👤 Руководитель МЦУ
        | /help
        🔔 бот
        | Перешлите сюда пост жителя или перескажите его своими словами. Я соберу черновик: откуда, о чём, кто ответит и к какому сроку. Дальше одно нажатие: «✅ Зарегистрировать».
        |
        | Ответы на проверку придут сами: «✅ Согласовать» или «🔧 На доработку» с причиной.
        |
        | Согласованный ответ придёт сообщением. Опубликуйте его там, где написал житель, и нажмите «📢 Опубликовано».
        |
        | Люди приходят по приглашению. /invite — пригласить, /people — кто есть, /units — подразделения и где пока никого нет.
        |
        | /my — что ждёт вас
        | /find — найти по словам: /find яма Ленина
        | /i — карточка по номеру: /i 123
        | /overdue — у кого вышел срок
        | /today — что истекает сегодня
        | /rating — рейтинг и почему он такой
        | /heatmap — тепловая карта: где горит
        | /digest — сводка сейчас
        | /export — выгрузить реестр и рейтинг
        | /away — вас не будет: кто замещает
        | /invite — пригласить человека
        | /people — кто есть кто
        | /units — подразделения и где никого нет
        | /bind — сводка в эту группу (наберите в группе)
        | /lang — язык
        | /cancel — отменить начатое
        | /help — подсказка
        ");
        w.recipient().writes("/help").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /help
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
        ");
        w.admin().writes("/overdue").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /overdue
        🔔 бот
        | Команда /overdue вам не понадобится: она для других должностей. Вот что есть у вас:
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
        Ok(())
    }

    async fn start_names_the_one_next_thing(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.forget_chats();
        w.coordinator().starts().await?;
        assert_snapshot!(w.coordinator().chat(), @"
        👤 Координатор
        | /start
        🔔 бот
        | Здравствуйте, Координатор.
        | Вы здесь: ответственный за «Инцидент менеджмент».
        | Что вы можете: /help
        |
        | Сейчас вас ждёт одно дело:
        [🔍 № 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        ");
        w.operator().writes("Яма у дома 5").await?;
        w.forget_chats();
        w.coordinator().starts().await?;
        w.coordinator().presses("📋 Все дела").await?;
        assert_snapshot!(w.coordinator().chat(), @"
        👤 Координатор
        | /start
        🔔 бот
        | Вас ждут 2 дела, начните с первого:
        | 🔍 проверить 1 ответ
        | 📝 разобрать 1 черновик
        [🔍 № 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [📝 Ямы на дорогах]
        [🔄 Обновить]
        ");
        Ok(())
    }
}
