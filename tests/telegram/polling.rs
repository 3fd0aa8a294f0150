//! Pages of updates.

use std::time::Duration;

use mcu_bot::telegram::polling::{FetchError, RawUpdate, fetch};
use serde_json::json;

use super::server::Server;

const POLL: Duration = Duration::from_secs(600);

async fn page(server: &Server, offset: Option<i64>) -> Vec<RawUpdate> {
    fetch(&server.client(), offset, POLL).await.unwrap()
}

async fn error(server: &Server) -> FetchError {
    fetch(&server.client(), None, POLL).await.unwrap_err()
}

async fn numbers(result: &str, offset: Option<i64>) -> Vec<i64> {
    let server = Server::start().await;
    server.will_say(200, &format!(r#"{{"ok":true,"result":{result}}}"#));
    page(&server, offset).await.into_iter().map(|update| update.update_id).collect()
}

#[tokio::test]
async fn updates_are_kept_byte_for_byte_with_their_key() {
    let server = Server::start().await;
    let body = r#"{ "update_id":7,  "message":{"chat":{"id":-5},"text":"\u0430"} }"#;
    server.will_say(200, &format!(r#"{{"ok":true,"result":[{body}]}}"#));
    assert_eq!(page(&server, Some(7)).await, [RawUpdate { update_id: 7, key: -5, body: body.to_owned() }]);
    let asked = server.asked();
    assert!(asked[0].path.ends_with("/getUpdates"));
    let kinds = ["message", "edited_message", "callback_query", "my_chat_member"];
    assert_eq!(asked[0].body, json!({ "offset": 7, "limit": 100, "timeout": 50, "allowed_updates": kinds }));
}

#[tokio::test]
async fn the_first_page_is_asked_for_without_an_offset() {
    let server = Server::start().await;
    server.will_succeed(&json!([]));
    assert_eq!(page(&server, None).await, []);
    assert!(server.asked()[0].body.get("offset").is_none());
}

#[tokio::test]
async fn an_update_without_a_number_gets_that_of_its_place() {
    assert_eq!(numbers(r#"[{"update_id":7},{"message":{}},{"update_id":9}]"#, Some(7)).await, [7, 8, 9]);
    assert_eq!(numbers(r#"[null,5,{"update_id":9}]"#, None).await, [7, 8, 9]);
    assert_eq!(numbers("[{},{}]", Some(30)).await, [30, 31]);
    // A number beyond what a float can hold spoils its own update only.
    assert_eq!(numbers(r#"[{"update_id":7,"x":1e999},{"update_id":8}]"#, Some(1)).await, [7, 8]);
    // There is no room, or no clue: lost, with an error in the log, and the others are not held up.
    assert_eq!(numbers(r#"[{"update_id":7},{},{"update_id":8}]"#, None).await, [7, 8]);
    assert!(numbers("[{}]", None).await.is_empty());
}

#[tokio::test]
async fn a_depth_bomb_is_kept_like_any_update() {
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let result = format!(r#"[{{"update_id":7,"message":{{"chat":{{"id":5}},"bomb":{deep}}}}},{{"update_id":8}}]"#);
    assert_eq!(numbers(&result, None).await, [7, 8]);
}

#[tokio::test]
async fn failures_are_told_apart() {
    let server = Server::start().await;
    server.will_refuse(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    );
    assert!(matches!(error(&server).await, FetchError::Conflict(_)));
    server.will_refuse(401, "Unauthorized");
    assert_eq!(error(&server).await, FetchError::Unauthorized);
    server.will_refuse(404, "Not Found");
    assert_eq!(error(&server).await, FetchError::Unauthorized);
    server.will_refuse(429, "Too Many Requests: retry after 4");
    assert_eq!(error(&server).await, FetchError::RetryAfter(Duration::from_secs(4)));
    server.will_refuse(400, "Bad Request: something");
    assert!(matches!(error(&server).await, FetchError::Refused(_)));
    for (status, body) in [(502, "<html>"), (200, "<html>"), (200, r#"{"ok":true,"result":{}}"#)] {
        server.will_say(status, body);
        assert!(matches!(error(&server).await, FetchError::Unavailable(_)));
    }
    server.will_refuse(500, "Internal Server Error");
    assert!(matches!(error(&server).await, FetchError::Unavailable(_)));
}
