//! What is logged, and what never is.

use anyhow::{Context, Result};
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::emulator::{Fault, Origin, Target};
use serde_json::Value;

use super::stage::{COORDINATOR, OPERATOR, RECIPIENT, Stage};
use crate::engines::both_engines;

const POST: &str = "На Ленина, 5 второй день нет воды. Звоните +79991234567";
/// Whatever people said, are called, or are known by.
const THEIRS: &[&str] = &[
    "Ленина",
    "воды",
    "9991234567",
    "Подслушано",
    "podsluh",
    "Мария",
    "Анна",
    "Борис",
    "Вера",
    "Каренина",
    "anna_k",
    "boris_z",
    "Специалист",
    "Оператор",
    "Координатор",
    "причина",
];

/// The lines, each an object with what every line has.
fn lines(log: &str) -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    for line in log.lines() {
        let read: Value = serde_json::from_str(line).with_context(|| format!("no JSON: {line}"))?;
        for field in ["timestamp", "level", "target", "message"] {
            assert!(read[field].as_str().is_some_and(|value| !value.is_empty()), "{field}: {line}");
        }
        lines.push(read);
    }
    assert!(lines.len() > 5, "{log}");
    Ok(lines)
}

fn names_an_account(line: &Value) -> bool {
    let fields = line.as_object().into_iter().flatten().filter(|(name, _)| *name != "timestamp");
    let mut numbers = fields.flat_map(|(_, value)| {
        let text = value.to_string();
        text.split(|sign: char| !sign.is_ascii_digit()).map(str::to_owned).collect::<Vec<_>>()
    });
    numbers.any(|number| [OPERATOR, RECIPIENT, COORDINATOR].iter().any(|chat| number == chat.0.to_string()))
}

/// From the forward to the answer, with everything on the way that is worth a line.
async fn all_kinds_of_trouble(stage: &Stage) -> Result<()> {
    let operator = stage.operator().with_username("anna_k").with_last_name("Каренина");
    let recipient = stage.recipient().with_username("boris_z");
    for person in [&operator, &recipient, &stage.coordinator()] {
        stage.meets(person).await?;
    }
    let page = ChatId(-1_001_234);
    let _ = stage.emulator.channel(page, "Подслушано Ахтубинск");
    stage.emulator.fail_next("sendMessage", Fault::RetryAfter(1));
    let origin =
        Origin::Channel { chat: page, post: MessageId(17), signature: Some("Мария Петровна".to_owned()) };
    operator.forwards(&origin, POST);
    stage.button(&operator, "✅ Зарегистрировать").await?;
    let quoted = "Bad Request: can't parse entities: unsupported tag \"нет воды\" in 'https://t.me/podsluh/17'";
    stage.emulator.fail_next(Target::method("sendMessage").in_chat(RECIPIENT), Fault::Refused(400, quoted.to_owned()));
    stage.press(&operator, "✅ Зарегистрировать").await?;
    stage.words(&recipient, "нет воды").await?;
    stage.emulator.fail_next("sendMessage", Fault::Reset);
    operator.writes("Нет воды и на Мира, причина неизвестна");
    stage.words(&operator, "на Мира").await?;
    recipient.blocks();
    stage.press(&operator, "✅ Зарегистрировать").await?;
    stage.words(&operator, "не получает сообщений").await?;
    Ok(())
}

both_engines! {
    async fn every_line_is_an_object_and_none_is_about_a_person(stage: &mut Stage) -> Result<()> {
        stage.with("LOG_FORMAT", "json").with("RUST_LOG", "debug");
        let bot = stage.run().await?;
        all_kinds_of_trouble(stage).await?;
        let ended = bot.stop().await?;
        assert_eq!(ended.code(), Some(0), "{ended:?}");
        let key = stage.emulator.token().split(':').nth(1).context("no key")?;
        let lines = lines(&ended.log)?;
        for line in &lines {
            let text = line.to_string();
            assert!(!text.contains(key) && !THEIRS.iter().any(|theirs| text.contains(theirs)), "{text}");
            assert!(!names_an_account(line), "{text}");
            let is_ours = line["target"].as_str().is_some_and(|target| target.starts_with("mcu_bot"));
            assert!(is_ours || line["level"] == "WARN" || line["level"] == "ERROR", "{text}");
        }
        let has = |words: &str| lines.iter().find(|line| line["message"] == words).with_context(|| words.to_owned());
        assert_eq!(has("a card was refused")?["error"], "400 Bad Request: can't parse entities: unsupported tag … in …");
        assert!(has("a card has to wait")?["card.id"].is_u64());
        has("the bot has stopped")?;
        Ok(())
    }

    async fn a_crate_is_heard_when_it_is_named(stage: &mut Stage) -> Result<()> {
        stage.with("RUST_LOG", "trace,sqlx=debug,hyper_util=trace,reqwest=trace,hyper=trace");
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        let ended = bot.stop().await?;
        let key = stage.emulator.token().split(':').nth(1).context("no key")?;
        assert!(ended.log.contains(" sqlx::query: ") && ended.log.contains(" hyper_util::"), "{}", ended.log);
        assert!(!ended.log.contains(&format!(":{key}")), "the token is in the log");
        assert!(!ended.log.contains(" mio::"), "{}", ended.log);
        Ok(())
    }
}
