//! Settings that are wrong, and servers that are not there: one clear line, the right code, and no secret.

use anyhow::{Context, Result, ensure};
use mcu_bot::emulator::Fault;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::child::Ended;
use super::stage::Stage;
use crate::engines::{Engine, both_engines};

/// Stands in every secret, so that it is found wherever it leaks.
const SECRET: &str = "hunter2";

fn token() -> String {
    format!("1000001:{SECRET}")
}

/// An address on this machine where nobody listens.
async fn dead_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.to_string())
}

fn tells_no_secret(ended: &Ended) {
    assert!(!ended.said().contains(SECRET), "{ended:?}");
}

async fn stage() -> Result<Stage> {
    Stage::open(Engine::sqlite().await?).await
}

#[tokio::test]
async fn a_wrong_setting_is_one_line_that_names_it() -> Result<()> {
    let wrong = [
        ("TELOXIDE_TOKEN", String::new()),
        ("TELOXIDE_TOKEN", SECRET.to_owned()),
        ("TELOXIDE_API_URL", format!("ftp://user:{SECRET}@host")),
        ("TELOXIDE_API_URL", format!("http://user:{SECRET}@127.0.0.1:1")),
        ("TELOXIDE_PROXY", format!("user:{SECRET}@proxy:1")),
        ("TELEGRAM_LIMITS", "maybe".to_owned()),
        ("DATABASE_URL", format!("mysql://user:{SECRET}@host/mcu")),
        ("DATABASE_URL", "sqlite://mcu.db?mode=ro".to_owned()),
        ("ADMIN_IDS", "1001,anna".to_owned()),
        ("RUST_LOG", "info,=".to_owned()),
    ];
    for (name, value) in wrong {
        let mut stage = stage().await?;
        let ended = stage.with(name, value.clone()).command(&["run"]).await?;
        assert_eq!(ended.code(), Some(2), "{name}={value}: {ended:?}");
        let lines: Vec<_> = ended.log.lines().collect();
        assert!(lines.len() == 1 && lines[0].contains(name), "{name}={value}: {ended:?}");
        tells_no_secret(&ended);
        stage.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn all_wrong_settings_are_told_at_once() -> Result<()> {
    let mut stage = stage().await?;
    let ended = stage.with("TELOXIDE_TOKEN", "").with("ADMIN_IDS", "anna").command(&["check"]).await?;
    assert_eq!(ended.code(), Some(2));
    assert!(ended.log.contains("TELOXIDE_TOKEN") && ended.log.contains("ADMIN_IDS"), "{ended:?}");
    stage.finish().await
}

#[tokio::test]
async fn a_directory_that_cannot_be_read_is_told_with_its_name() -> Result<()> {
    let mut stage = stage().await?;
    let missing = stage.with("DIRECTORY", "elsewhere.toml").command(&["run"]).await?;
    assert_eq!(missing.code(), Some(2));
    assert!(missing.last_line().starts_with("DIRECTORY: elsewhere.toml: "), "{missing:?}");

    std::fs::write(stage.file("wrong.toml"), "[[unit]]\ncode = \"Ж\"\n")?;
    let wrong = stage.with("DIRECTORY", "wrong.toml").command(&["run"]).await?;
    assert_eq!(wrong.code(), Some(2));
    assert!(wrong.log.contains("wrong.toml:2:") && wrong.log.contains('Ж'), "{wrong:?}");
    stage.finish().await
}

#[tokio::test]
async fn a_file_with_settings_is_read_below_the_environment() -> Result<()> {
    let mut stage = stage().await?;
    let file = format!("TELOXIDE_TOKEN={}\nADMIN_IDS=anna\n", stage.emulator.token());
    std::fs::write(stage.file(".env"), file)?;
    stage.settings.remove("TELOXIDE_TOKEN");
    let ended = stage.command(&["check"]).await?;
    assert!(ended.code() == Some(2) && ended.log.contains("ADMIN_IDS"), "{ended:?}");
    let ended = stage.with("ADMIN_IDS", "1001").command(&["check"]).await?;
    assert_eq!(ended.code(), Some(0), "{ended:?}");
    stage.finish().await
}

both_engines! {
    async fn check_gives_a_verdict_on_each_thing(stage: &mut Stage) -> Result<()> {
        let good = stage.command(&["check"]).await?;
        assert_eq!(good.code(), Some(0), "{good:?}");
        assert_eq!(good.out, "configuration: ok\ndatabase: ok, the schema is up to date\ntoken: ok, this is @mcu_test_bot\n");

        let url = stage.emulator.url();
        let wrong = stage.with("TELOXIDE_TOKEN", token()).command(&["check"]).await?;
        assert_eq!(wrong.code(), Some(1), "{wrong:?}");
        assert!(wrong.out.contains("database: ok") && wrong.out.contains("token: the token is not accepted"), "{wrong:?}");
        tells_no_secret(&wrong);

        stage.with("TELOXIDE_API_URL", format!("http://{}", dead_address().await?));
        let dead = stage.command(&["check"]).await?;
        assert_eq!(dead.code(), Some(1), "{dead:?}");
        tells_no_secret(&dead);

        stage.with("TELOXIDE_API_URL", url).with("TELOXIDE_PROXY", format!("socks5h://user:{SECRET}@{}", dead_address().await?));
        let cut_off = stage.command(&["check"]).await?;
        assert_eq!(cut_off.code(), Some(1), "{cut_off:?}");
        tells_no_secret(&cut_off);
        Ok(())
    }

    async fn a_bot_without_telegram_waits_and_tells_no_secret(stage: &mut Stage) -> Result<()> {
        stage.with("TELOXIDE_TOKEN", token()).with("RUST_LOG", "trace");
        let refused = stage.run().await?;
        refused.until_said("Telegram does not accept the token").await?;
        let refused = refused.stop().await?;
        assert_eq!(refused.code(), Some(0), "{refused:?}");
        tells_no_secret(&refused);

        stage.with("TELOXIDE_API_URL", format!("http://{}", dead_address().await?));
        let alone = stage.run().await?;
        alone.until_said("Telegram gives no updates").await?;
        let alone = alone.stop().await?;
        assert_eq!(alone.code(), Some(0), "{alone:?}");
        tells_no_secret(&alone);
        Ok(())
    }

    async fn words_and_the_token_are_in_no_log(stage: &mut Stage) -> Result<()> {
        stage.with("RUST_LOG", "trace");
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        stage.emulator.fail_next("sendMessage", Fault::Reset);
        operator.writes("Нет воды, мой телефон +79991234567");
        stage.button(&operator, "✅ Зарегистрировать").await?;
        let ended = bot.stop().await?;
        let key = stage.emulator.token().split(':').nth(1).context("no key")?;
        let leaks: Vec<_> =
            ended.log.lines().filter(|line| line.contains("9991234567") || line.contains(&format!(":{key}"))).collect();
        assert!(leaks.is_empty(), "{leaks:#?}");
        Ok(())
    }
}

/// Every command on such a database, all at once because each of them waits for a while.
async fn is_told(address: &str, why: &str) -> Result<()> {
    let all = [&["run"][..], &["people", "list"], &["migrate"], &["check"]];
    let told = all.map(async |command| {
        let mut stage = stage().await?;
        // Before the database is asked, «health and metrics are served».
        stage.with("DATABASE_URL", format!("postgres://mcu:{SECRET}@{address}/mcu")).with("RUST_LOG", "warn");
        let ended = stage.command(command).await?;
        stage.finish().await?;
        anyhow::Ok((command, ended))
    });
    for (command, ended) in futures::future::try_join_all(told).await? {
        assert_eq!(ended.code(), Some(1), "{command:?}: {ended:?}");
        let said = if command == ["check"] {
            ended.out.lines().find(|line| line.starts_with("database: "))
        } else {
            ended.log.strip_prefix("DATABASE_URL: ")
        };
        assert!(said.is_some_and(|said| said.contains(why)), "{command:?}: {ended:?}");
        assert_eq!(ended.log.lines().count(), 1, "{command:?}: {ended:?}");
        tells_no_secret(&ended);
    }
    Ok(())
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_one_line() -> Result<()> {
    is_told(&dead_address().await?, "Connection refused").await
}

#[tokio::test]
async fn a_wrong_password_of_the_database_is_one_line() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(refuse_password(stream));
        }
    });
    is_told(&address, "password authentication failed").await
}

/// As much of PostgreSQL as it takes to ask for a password and not to like it.
async fn refuse_password(mut stream: TcpStream) -> Result<()> {
    // No encryption.
    message(&mut stream).await?;
    stream.write_all(b"N").await?;
    message(&mut stream).await?;
    // AuthenticationCleartextPassword
    stream.write_all(b"R\0\0\0\x08\0\0\0\x03").await?;
    ensure!(stream.read_u8().await? == b'p', "no password came");
    message(&mut stream).await?;
    let fields = b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"mcu\"\0\0";
    stream.write_u8(b'E').await?;
    stream.write_u32(u32::try_from(fields.len() + 4)?).await?;
    stream.write_all(fields).await?;
    Ok(())
}

/// A message without its kind: its length, and then the rest.
async fn message(stream: &mut TcpStream) -> Result<Vec<u8>> {
    let length = stream.read_u32().await?;
    let mut body = vec![0; usize::try_from(length)? - 4];
    stream.read_exact(&mut body).await?;
    Ok(body)
}
