//! Commands in the terminal, beside the running bot.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::{World, posts};

const DIRECTORY: &str = include_str!("../world/directory.toml");

both_engines! {
    async fn a_new_directory_counts_from_the_next_update(w: &mut World) -> Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        let path = file.path().display().to_string();
        std::fs::write(&path, DIRECTORY.replace("words = [\"мусор\"]", "words = [\"мусор\", \"порядок\"]"))?;
        let dry = w.command(&["apply", &path, "--dry-run"]).await?;
        assert!(dry.contains("rubbish"), "{dry}");
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().sees("тема не нашлась")?;
        assert_eq!(w.command(&["apply", &path]).await?, dry);
        w.forget_chats();
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().sees("ЖКХ → Вывоз мусора · по слову «порядок»")?;
        assert!(!w.command(&["apply", &path]).await?.contains("rubbish"), "nothing is left to change");
        Ok(())
    }

    async fn a_unit_with_open_work_is_not_retired(w: &mut World) -> Result<()> {
        w.registered().await?;
        let file = tempfile::NamedTempFile::new()?;
        let path = file.path().display().to_string();
        let without = DIRECTORY.replace("code = \"roads\"\nparent", "code = \"streets\"\nparent").replace("unit = \"roads\"", "unit = \"streets\"");
        std::fs::write(&path, without)?;
        let printed = w.runs(&["apply", &path]).await?;
        let error = printed.ended.unwrap_err();
        assert_eq!(error.exit_code(), 1);
        assert_eq!(error.to_string(), "unit roads: has 1 open incidents and cannot be retired; give them to another unit first");
        w.recipient().presses("👌 Принять в работу").await?;
        Ok(())
    }

    async fn what_is_wrong_in_a_file_is_told_line_by_line(w: &mut World) -> Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        let path = file.path().display().to_string();
        std::fs::write(&path, DIRECTORY.replace("reply = \"8 wh\"", "reply = \"8 лет\"").replace("review = false", "review = \"no\""))?;
        let printed = w.runs(&["apply", &path]).await?;
        let told = printed.ended.unwrap_err().to_string();
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(told.lines().all(|line| line.starts_with(&path)), "{told}");
        Ok(())
    }

    async fn whoever_is_removed_leaves_the_work_to_the_unit(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let people = w.command(&["people", "list"]).await?;
        let of = |name: &str| people.lines().find(|line| line.contains(name)).and_then(|line| line.split_whitespace().next());
        let number = of("Специалист дорог").unwrap().to_owned();
        w.forget_chats();
        let printed = w.command(&["people", "remove", &number]).await?;
        assert_eq!(printed.trim(), "Специалист дорог is removed; 1 open incidents went back to the unit");
        w.run_until_idle().await?;
        assert_snapshot!(w.colleague().chat(), @"
        🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
        | 🆕 Теперь ваш — № 2026-000001
        | Прочитайте карточку и ответьте к сроку.
        [👌 Принять в работу]
        🔔 бот
        | 👤 Специалист дорог больше не здесь. 1 открытое дело вернулось в подразделение.
        ");
        assert_eq!(w.incident(1).await?.assignee, None);
        w.recipient().does_not_see("🛠")?;
        w.recipient().writes("Кто здесь?").await?;
        w.recipient().sees("Это рабочий бот МЦУ, вход по приглашению.")?;
        w.recipient().does_not_see("Ленина")?;
        w.colleague().replies("№ 2026-000001", "Сделано, 4-15-20").await?;
        w.colleague().presses("📨 На проверку").await?;
        assert_eq!(w.status(1).await?, Status::Review);
        Ok(())
    }

    async fn whoever_joins_gets_the_open_cards(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let newcomer = ChatId(1013);
        w.somebody(newcomer).starts().await?;
        w.somebody(newcomer).sees("вход по приглашению")?;
        w.command(&["people", "add", "--telegram-id", "1013", "--name", "Новичок", "--role", "recipient", "--unit", "roads"]).await?;
        w.run_until_idle().await?;
        w.somebody(newcomer).sees("🛠 № 2026-000001 · в работе, Специалист дорог")?;
        w.somebody(newcomer).replies("№ 2026-000001", "Сделал я").await?;
        w.somebody(newcomer).sees("✍️ Ответ на № 2026-000001")?;
        Ok(())
    }

    async fn check_gives_a_plain_verdict_on_each_thing(w: &mut World) -> Result<()> {
        let printed = w.command(&["check"]).await?;
        assert_eq!(printed, "configuration: ok\ndatabase: ok, the schema is up to date\ntoken: ok, this is @mcu_test_bot\n");
        w.telegram.fail_next("getMe", mcu_bot::emulator::Fault::Unauthorized);
        let printed = w.runs(&["check"]).await?;
        assert!(printed.ended.is_err());
        assert!(printed.text.contains("token: ") && !printed.text.contains("token: ok"), "{}", printed.text);
        assert_eq!(w.command(&["migrate"]).await?.trim(), "the schema is up to date");
        Ok(())
    }
}
