//! The transport: what goes out, what comes back, and what never shows.

use std::time::Duration;

use mcu_bot::domain::ids::ChatId;
use mcu_bot::secret::Secret;
use mcu_bot::telegram::client::{CallError, Client, ClientError, ClientSettings, Refusal};
use serde_json::json;
use teloxide::payloads::GetMe;
use tokio::net::TcpListener;

use super::server::{Server, TOKEN, client};

const PATIENCE: Duration = Duration::from_secs(5);

async fn call(client: &Client) -> Result<serde_json::Value, CallError> {
    client.call(&GetMe::new(), PATIENCE).await
}

fn assert_silent(shown: &str) {
    assert!(!shown.contains("secret_KEY"), "{shown}");
}

#[tokio::test]
async fn calls_carry_the_token_in_the_address_and_the_payload_as_json() {
    let server = Server::start().await;
    server.will_succeed(&json!({ "id": 999 }));
    assert_eq!(call(&server.client()).await, Ok(json!({ "id": 999 })));
    assert_eq!(server.asked()[0].path, format!("/bot{TOKEN}/getMe"));
}

#[tokio::test]
async fn refusals_are_read_tolerantly() {
    let server = Server::start().await;
    server.will_say(
        400,
        &json!({ "ok": false, "error_code": "400", "description": "x",
                "parameters": { "retry_after": "3", "migrate_to_chat_id": -5, "new": [] }, "new": {} }),
    );
    let refusal = Refusal {
        code: 400,
        description: "x".to_owned(),
        retry_after: Some(Duration::from_secs(3)),
        migrate_to: Some(ChatId(-5)),
    };
    assert_eq!(call(&server.client()).await, Err(CallError::Refused(refusal)));
    server.will_say(403, &json!({ "ok": false, "parameters": 5 }));
    let bare = Refusal { code: 403, ..Refusal::default() };
    assert_eq!(call(&server.client()).await, Err(CallError::Refused(bare)));
}

#[tokio::test]
async fn pages_instead_of_answers_are_no_answers() {
    let server = Server::start().await;
    for (status, body) in [
        (502, "<html>Bad Gateway</html>"),
        (200, "<html>Log in</html>"),
        (404, ""),
        (200, "{}"),
        (200, "[]"),
        (200, r#"{"ok":true}"#),
    ] {
        server.will_say(status, body);
        let error = call(&server.client()).await.unwrap_err();
        assert!(matches!(error, CallError::NoAnswer(_)), "{status} {body}: {error:?}");
    }
    server.will_say(429, "<html>Slow down</html>");
    assert!(matches!(call(&server.client()).await, Err(CallError::Refused(refusal)) if refusal.code == 429));
}

#[tokio::test]
async fn a_reset_is_no_answer_and_does_not_show_the_token() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { drop(listener.accept().await.unwrap()) });
    let error = call(&client(&format!("http://{address}"), None)).await.unwrap_err();
    server.await.unwrap();
    assert!(matches!(error, CallError::NoAnswer(_)));
    assert_silent(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn silence_ends_with_the_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()), None);
    let error = client.call(&GetMe::new(), Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error, CallError::NoAnswer(_)));
    assert_silent(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn an_answer_that_repeats_the_token_is_blotted() {
    let server = Server::start().await;
    server.will_refuse(404, &format!("no such path /bot{TOKEN}/getMe"));
    let error = call(&server.client()).await.unwrap_err();
    assert_silent(&format!("{error} {error:?}"));
}

#[test]
fn nothing_printed_shows_the_token() {
    let settings = ClientSettings {
        token: Secret::new(TOKEN.to_owned()),
        api_url: "https://api.telegram.org".to_owned(),
        proxy: None,
    };
    assert_silent(&format!("{settings:?} {:?} {}", Client::new(&settings).unwrap(), settings.token));
}

#[test]
fn settings_that_cannot_work_are_refused_in_words() {
    let try_new = |token: &str, api_url: &str| {
        let token = Secret::new(token.to_owned());
        Client::new(&ClientSettings { token, api_url: api_url.to_owned(), proxy: None }).err()
    };
    for token in ["", "secret_KEY", "12:", "12:a/b", "12:a b", "x:abc"] {
        assert_eq!(try_new(token, "https://api.telegram.org"), Some(ClientError::Token));
    }
    for api_url in ["", "api.telegram.org", "ftp://api.telegram.org", "https://u:p@api.telegram.org"] {
        assert_eq!(try_new(TOKEN, api_url), Some(ClientError::ApiUrl));
    }
    assert_eq!(try_new(TOKEN, "https://api.telegram.org/"), None);
}
