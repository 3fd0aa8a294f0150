//! The webhook as Telegram uses it, and as strangers try to.

use anyhow::Result;
use mcu_bot::emulator::{Fault, Target};
use reqwest::{Method, StatusCode};

use super::stage::{OPERATOR, Stage, free_port};
use crate::engines::both_engines;

const SECRET: &str = "correct-horse_battery";
const HEADER: &str = "x-telegram-bot-api-secret-token";

/// From now on the stage's processes have updates brought; the webhook's address.
fn webhook(stage: &mut Stage) -> Result<String> {
    let port = free_port()?;
    let url = format!("http://127.0.0.1:{port}/telegram/updates");
    stage.with("HTTP_LISTEN", format!("127.0.0.1:{port}"));
    stage.with("WEBHOOK_SECRET", SECRET).with("WEBHOOK_URL", &url);
    Ok(url)
}

/// Every draft `first..last` is there exactly once.
fn assert_once(stage: &Stage, numbers: std::ops::Range<i32>) {
    let shown = stage.emulator.messages(OPERATOR);
    for number in numbers {
        let words = format!("Обращение {number}:");
        let drafts = shown.iter().filter(|shown| shown.is_from_bot() && shown.text.contains(&words)).count();
        assert_eq!(drafts, 1, "{words}");
    }
}

both_engines! {
    async fn updates_are_brought_and_a_press_is_answered(stage: &mut Stage) -> Result<()> {
        let url = webhook(stage)?;
        let bot = stage.run().await?;
        let operator = stage.operator();
        operator.starts();
        operator.writes("Нет воды");
        assert!(stage.press(&operator, "✅ Зарегистрировать").await?.contains('№'));
        assert_eq!(stage.emulator.webhook(), Some(url));
        assert!(stage.emulator.calls_of("getUpdates").is_empty(), "nobody asks for what is brought");
        let said = bot.stop().await?;
        assert_eq!((said.code(), said.said().contains(SECRET)), (Some(0), false));
        Ok(())
    }

    async fn an_update_that_is_brought_again_counts_once(stage: &mut Stage) -> Result<()> {
        webhook(stage)?;
        let bot = stage.run().await?;
        let operator = stage.operator();
        stage.meets(&operator).await?;
        for fault in [Fault::LostAnswer, Fault::Reset, Fault::LostAnswer] {
            stage.emulator.fail_next(Target::WEBHOOK, fault);
        }
        for number in 0..3 {
            operator.writes(&format!("Обращение {number}: нет воды"));
        }
        stage.until("the last update", |emulator| (emulator.waiting_updates() == 0).then_some(())).await?;
        stage.words(&operator, "Обращение 2:").await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        assert_once(stage, 0..3);
        assert!(stage.emulator.unused_faults().is_empty());
        Ok(())
    }

    async fn polling_and_webhook_follow_each_other_without_loss(stage: &mut Stage) -> Result<()> {
        let operator = stage.operator();
        let bot = stage.run().await?;
        stage.meets(&operator).await?;
        assert_eq!(bot.stop().await?.code(), Some(0));
        for turn in 0..4 {
            // What nobody has asked for yet when the ways change.
            operator.writes(&format!("Обращение {turn}: нет воды"));
            if turn % 2 == 0 {
                webhook(stage)?;
            } else {
                stage.with("WEBHOOK_URL", "");
            }
            let bot = stage.run().await?;
            stage.words(&operator, &format!("Обращение {turn}:")).await?;
            assert_eq!(stage.emulator.webhook().is_some(), turn % 2 == 0);
            // A poll is confirmed by the next one.
            stage.until("the confirmation", |emulator| (emulator.waiting_updates() == 0).then_some(())).await?;
            assert_eq!(bot.stop().await?.code(), Some(0));
        }
        assert_once(stage, 0..4);
        Ok(())
    }

    async fn strangers_bring_nothing(stage: &mut Stage) -> Result<()> {
        let url = webhook(stage)?;
        let bot = stage.run().await?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        let body = r#"{"update_id":17,"message":{"message_id":1,"date":1,"chat":{"id":1001,"type":"private"},"text":"x"}}"#;
        let ask = |method: Method, url: &str, secret: &str, body: String| {
            let request = http.request(method, url).header(HEADER, secret).body(body);
            async move { anyhow::Ok(request.send().await?.status()) }
        };
        let post = |secret: &'static str, body: String| ask(Method::POST, &url, secret, body);
        assert_eq!(post("", body.to_owned()).await?, StatusCode::UNAUTHORIZED);
        assert_eq!(post("correct-horse_batterz", body.to_owned()).await?, StatusCode::UNAUTHORIZED);
        assert_eq!(post("correct-horse", body.to_owned()).await?, StatusCode::UNAUTHORIZED);
        assert_eq!(http.post(&url).body(body).send().await?.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(ask(Method::GET, &url, SECRET, String::new()).await?, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(ask(Method::POST, &format!("{url}/x"), SECRET, body.to_owned()).await?, StatusCode::NOT_FOUND);
        assert_eq!(ask(Method::GET, &url.replace("/telegram/updates", "/metrics"), SECRET, String::new()).await?, StatusCode::NOT_FOUND);
        assert_eq!(post(SECRET, "{}".to_owned()).await?, StatusCode::BAD_REQUEST);
        assert_eq!(post(SECRET, "[".repeat(100_000)).await?, StatusCode::BAD_REQUEST);
        assert_eq!(post(SECRET, " ".repeat(2 * 1024 * 1024)).await?, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(stage.rows::<(i64,)>("SELECT COUNT(*) FROM inbox").await?, [(0,)]);
        assert_eq!(post(SECRET, body.to_owned()).await?, StatusCode::OK);
        assert_eq!(stage.rows::<(i64,)>("SELECT update_id FROM inbox").await?, [(17,)]);
        let said = bot.stop().await?;
        assert!(said.said().contains("somebody without the secret"), "{}", said.said());
        Ok(())
    }

    async fn an_address_in_use_is_one_line(stage: &mut Stage) -> Result<()> {
        webhook(stage)?;
        let address = stage.settings["HTTP_LISTEN"].clone();
        let _taken = tokio::net::TcpListener::bind(&address).await?;
        let ended = stage.command(&["run"]).await?;
        assert_eq!(ended.code(), Some(1));
        assert!(ended.last_line().starts_with("HTTP_LISTEN: "), "{}", ended.log);
        Ok(())
    }
}
