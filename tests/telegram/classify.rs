//! The Bot API's refusals and what they mean.

use std::time::Duration;

use mcu_bot::domain::ids::ChatId;
use mcu_bot::messenger::SendError;
use mcu_bot::telegram::classify::classify;
use mcu_bot::telegram::client::{CallError, Refusal};

fn refusal(code: i64, description: &str) -> Refusal {
    Refusal { code, description: description.to_owned(), ..Refusal::default() }
}

fn meaning(code: i64, description: &str) -> &'static str {
    match classify(CallError::Refused(refusal(code, description))) {
        SendError::RetryAfter(_) => "wait",
        SendError::Unavailable(_) => "unavailable",
        SendError::NotModified => "not modified",
        SendError::MessageGone => "gone",
        SendError::OtherKind => "other kind",
        SendError::Unreachable(_) => "unreachable",
        SendError::Migrated(_) => "migrated",
        SendError::Unauthorized => "unauthorized",
        SendError::Refused(_) => "refused",
    }
}

#[test]
fn every_refusal_we_know_of_has_its_meaning() {
    let table = [
        (
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
            "not modified",
        ),
        (400, "Bad Request: MESSAGE_NOT_MODIFIED", "not modified"),
        (400, "Bad Request: message to edit not found", "gone"),
        (400, "Bad Request: message to delete not found", "gone"),
        (400, "Bad Request: message to be replied not found", "gone"),
        (400, "Bad Request: message to forward not found", "gone"),
        (400, "Bad Request: MESSAGE_ID_INVALID", "gone"),
        (400, "Bad Request: message can't be edited", "gone"),
        (400, "Bad Request: there is no text in the message to edit", "other kind"),
        (400, "Bad Request: there is no caption in the message to edit", "other kind"),
        (400, "Bad Request: there is no media in the message to edit", "other kind"),
        (400, "Bad Request: message media can't be edited", "other kind"),
        (400, "Bad Request: can't change media type in the album", "other kind"),
        (400, "Bad Request: chat not found", "unreachable"),
        (400, "Bad Request: user not found", "unreachable"),
        (400, "Bad Request: PEER_ID_INVALID", "unreachable"),
        (400, "Bad Request: group is deactivated", "unreachable"),
        (400, "Bad Request: have no rights to send a message", "unreachable"),
        (400, "Bad Request: not enough rights to send text messages to the chat", "unreachable"),
        (400, "Bad Request: need administrator rights in the channel chat", "unreachable"),
        (403, "Forbidden: bot was blocked by the user", "unreachable"),
        (403, "Forbidden: user is deactivated", "unreachable"),
        (403, "Forbidden: bot can't initiate conversation with a user", "unreachable"),
        (403, "Forbidden: bot can't send messages to bots", "unreachable"),
        (403, "Forbidden: bot was kicked from the group chat", "unreachable"),
        (403, "Forbidden: bot was kicked from the supergroup chat", "unreachable"),
        (403, "Forbidden: bot is not a member of the channel chat", "unreachable"),
        (403, "Forbidden: something of tomorrow", "unreachable"),
        (401, "Unauthorized: bot was kicked from a chat", "unreachable"),
        (401, "Unauthorized", "unauthorized"),
        (404, "Not Found", "unauthorized"),
        (404, "Not Found: method not found", "refused"),
        (429, "Too Many Requests: retry after 7", "wait"),
        (400, "Bad Request: message is too long", "refused"),
        (400, "Bad Request: MESSAGE_TOO_LONG", "refused"),
        (400, "Bad Request: message caption is too long", "refused"),
        (400, "Bad Request: MEDIA_CAPTION_TOO_LONG", "refused"),
        (400, "Bad Request: IMAGE_PROCESS_FAILED", "refused"),
        (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "refused"),
        (400, "Bad Request: message text is empty", "refused"),
        (400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0", "refused"),
        (400, "Bad Request: BUTTON_DATA_INVALID", "refused"),
        (400, "Bad Request: BUTTON_URL_INVALID", "refused"),
        (400, "Bad Request: wrong file identifier/HTTP URL specified", "refused"),
        (400, "Bad Request: message can't be deleted", "refused"),
        (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", "refused"),
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "refused"),
        (413, "Request Entity Too Large", "refused"),
        (500, "Internal Server Error: restart", "unavailable"),
        (502, "Bad Gateway", "unavailable"),
        (0, "", "refused"),
    ];
    for (code, description, expected) in table {
        assert_eq!(meaning(code, description), expected, "{code} {description}");
    }
}

#[test]
fn how_long_to_wait_is_a_parameter_or_in_the_words() {
    let told =
        Refusal { retry_after: Some(Duration::from_secs(9)), ..refusal(429, "Too Many Requests: retry after 7") };
    assert_eq!(classify(CallError::Refused(told)), SendError::RetryAfter(Duration::from_secs(9)));
    let written = refusal(429, "Too Many Requests: retry after 7");
    assert_eq!(classify(CallError::Refused(written)), SendError::RetryAfter(Duration::from_secs(7)));
    assert_eq!(meaning(429, ""), "wait");
}

#[test]
fn a_moved_group_says_where() {
    let moved = Refusal {
        migrate_to: Some(ChatId(-1007)),
        ..refusal(400, "Bad Request: group chat was upgraded to a supergroup chat")
    };
    assert_eq!(classify(CallError::Refused(moved)), SendError::Migrated(ChatId(-1007)));
}
