//! Files by id, uploads, albums.

use mcu_bot::domain::ids::MessageId;
use mcu_bot::emulator::schema::Schema;
use mcu_bot::emulator::{Shown, ShownMedia, Sin, check};
use mcu_bot::messenger::event::AttachmentKind;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::client::{ANNA, Bot, keyboard};

/// The head and the tail of a PNG, and no pixels between: as much as the emulator looks at.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    png.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
    png
}

/// Sends a photo by its bytes, or puts it in the place of a message.
async fn upload(bot: &Bot, instead_of: Option<MessageId>, bytes: Vec<u8>) -> Value {
    let form = Form::new().text("chat_id", "501").part("x", Part::bytes(bytes).file_name("a.png"));
    let (method, form) = match instead_of {
        None => ("sendPhoto", form.text("photo", "attach://x").text("caption", "Итоги")),
        Some(id) => {
            let media =
                json!({ "type": "photo", "media": "attach://x", "caption": "<b>Итоги</b>", "parse_mode": "HTML" });
            ("editMessageMedia", form.text("message_id", id.to_string()).text("media", media.to_string()))
        }
    };
    bot.http.post(bot.at(method)).multipart(form).send().await.unwrap().json().await.unwrap()
}

fn edit(id: MessageId, kind: &str, file: &str) -> Value {
    json!({ "chat_id": ANNA, "message_id": id, "media": { "type": kind, "media": file } })
}

/// A message with one file that Telegram has.
async fn sent(bot: &Bot, method: &str, field: &str, kind: AttachmentKind) -> MessageId {
    let file = bot.emulator.add_file(kind, "a.bin", b"1".to_vec());
    MessageId(bot.ok(method, json!({ "chat_id": ANNA, field: file })).await["message_id"].as_i64().unwrap())
}

#[tokio::test]
async fn a_file_that_came_can_be_sent_on_as_what_it_is() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    anna.sends_photo("Яма");
    let photo = bot.drain().await[0]["message"]["photo"].as_array().unwrap().last().unwrap()["file_id"].clone();
    bot.ok("sendPhoto", json!({ "chat_id": ANNA, "photo": photo, "caption": "<b>Яма</b>", "parse_mode": "HTML" }))
        .await;
    let shown = bot.emulator.last_message(ANNA).unwrap();
    assert_eq!(shown.media, Some(ShownMedia { kind: AttachmentKind::Photo, file: photo.as_str().unwrap().to_owned() }));
    assert_eq!((shown.text.as_str(), shown.html.as_str()), ("Яма", "<b>Яма</b>"));
    let (_, what) = bot.refused("sendDocument", json!({ "chat_id": ANNA, "document": photo })).await;
    assert_eq!(what, "Bad Request: can't use file of type Photo as Document");
    let (_, what) = bot.refused("sendPhoto", json!({ "chat_id": ANNA, "photo": "выдумка" })).await;
    assert_eq!(what, "Bad Request: wrong file identifier/HTTP URL specified");
}

#[tokio::test]
async fn every_kind_is_sent_by_its_own_method() {
    let bot = Bot::start().await;
    bot.met().await;
    let kinds = [
        (AttachmentKind::Video, "sendVideo", "video"),
        (AttachmentKind::Audio, "sendAudio", "audio"),
        (AttachmentKind::Voice, "sendVoice", "voice"),
        (AttachmentKind::VideoNote, "sendVideoNote", "video_note"),
        (AttachmentKind::Animation, "sendAnimation", "animation"),
        (AttachmentKind::Sticker, "sendSticker", "sticker"),
        (AttachmentKind::Document, "sendDocument", "document"),
    ];
    for (kind, method, field) in kinds {
        let file = bot.emulator.add_file(kind, "name.bin", b"1".to_vec());
        let message = bot.ok(method, json!({ "chat_id": ANNA, field: file })).await;
        assert_eq!(message[field]["file_id"], file);
        assert_eq!(bot.emulator.last_message(ANNA).unwrap().media.unwrap().kind, kind);
        bot.advance(1);
    }
    bot.assert_sinless();
}

#[tokio::test]
async fn uploads_get_an_id_and_can_be_downloaded() {
    let bot = Bot::start().await;
    bot.met().await;
    let part = || Part::bytes(b"the report".to_vec()).file_name("report.xlsx");
    for form in [
        Form::new().text("chat_id", "501").part("document", part()),
        Form::new().text("chat_id", "501").text("document", "attach://x").part("x", part()),
    ] {
        let answer = bot.http.post(bot.at("sendDocument")).multipart(form).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let id = &answer["result"]["document"]["file_id"];
        let path = bot.ok("getFile", json!({ "file_id": id })).await["file_path"].as_str().unwrap().to_owned();
        let address = format!("{}/file/bot{}/{path}", bot.emulator.url(), bot.emulator.token());
        assert_eq!(bot.http.get(address).send().await.unwrap().bytes().await.unwrap(), "the report");
        assert_eq!(bot.emulator.file(id.as_str().unwrap()).unwrap(), "the report");
    }
    bot.assert_sinless();
    let stray = Form::new().text("chat_id", "501").text("text", "x").part("stray", part());
    assert_eq!(bot.http.post(bot.at("sendMessage")).multipart(stray).send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn what_is_no_photo_is_refused() {
    let bot = Bot::start().await;
    bot.met().await;
    let torn = png(800, 600)[..40].to_vec();
    let mut heavy = png(800, 600);
    heavy.resize(10 * 1024 * 1024 + 1, 0);
    let too_big = "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes";
    for (bytes, wanted) in [
        (png(1024, 16), "PHOTO_INVALID_DIMENSIONS"),
        (png(6000, 4001), "PHOTO_INVALID_DIMENSIONS"),
        (torn, "IMAGE_PROCESS_FAILED"),
        (b"%PDF-1.7".to_vec(), "IMAGE_PROCESS_FAILED"),
        (heavy, too_big),
        (Vec::new(), "file must be non-empty"),
    ] {
        assert_eq!(upload(&bot, None, bytes).await["description"], format!("Bad Request: {wanted}"));
        bot.advance(1);
    }
    for bytes in [png(6000, 4000), png(1000, 50), b"\xff\xd8\xff\xe0 and so on".to_vec()] {
        assert_eq!(upload(&bot, None, bytes).await["ok"], true);
        bot.advance(1);
    }
    bot.assert_sinless();
}

#[tokio::test]
async fn a_photo_has_the_measures_of_its_png() {
    let bot = Bot::start().await;
    bot.met().await;
    let answer = upload(&bot, None, png(1280, 720)).await;
    let sizes = answer["result"]["photo"].as_array().unwrap();
    let measures = |size: &Value| (size["width"].as_u64().unwrap(), size["height"].as_u64().unwrap());
    assert_eq!([measures(&sizes[0]), measures(&sizes[1])], [(90, 50), (1280, 720)]);
    let shown = bot.emulator.last_message(ANNA).unwrap();
    assert_eq!(bot.emulator.content(&shown).unwrap(), png(1280, 720));
}

#[tokio::test]
async fn media_take_the_place_of_media_and_of_a_text() {
    let bot = Bot::start().await;
    bot.met().await;
    let id = bot.send_button(ANNA, "А", "a").await;
    let answer = upload(&bot, Some(id), png(800, 600)).await;
    check::object(Schema::bundled().unwrap(), "Message", &answer["result"]).unwrap();
    let shown = bot.emulator.message(ANNA, id).unwrap();
    assert_eq!((shown.html.as_str(), shown.keyboard.len()), ("<b>Итоги</b>", 0));
    assert_eq!(bot.emulator.content(&shown).unwrap(), png(800, 600));
    assert!(shown.json.get("text").is_none());
    let document = bot.emulator.add_file(AttachmentKind::Document, "a.pdf", b"1".to_vec());
    let mut again = edit(id, "document", &document);
    again["reply_markup"] = keyboard("Б", "b");
    bot.ok("editMessageMedia", again.clone()).await;
    let Shown { media, text, .. } = bot.emulator.message(ANNA, id).unwrap();
    assert_eq!((media.unwrap().kind, text.as_str()), (AttachmentKind::Document, ""));
    bot.advance(1);
    let (_, what) = bot.refused("editMessageMedia", again).await;
    assert!(what.starts_with("Bad Request: message is not modified: "), "{what}");
    assert_eq!(bot.emulator.take_sins(), [Sin::NeedlessEdit { chat: ANNA, message: id }]);
}

#[tokio::test]
async fn what_media_cannot_replace_is_refused() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let photo = bot.emulator.add_file(AttachmentKind::Photo, "a.jpg", b"1".to_vec());
    let document = bot.emulator.add_file(AttachmentKind::Document, "a.pdf", b"1".to_vec());
    let part = json!({ "type": "photo", "media": photo });
    let album = bot.ok("sendMediaGroup", json!({ "chat_id": ANNA, "media": [part, part] })).await;
    let album = MessageId(album[0]["message_id"].as_i64().unwrap());
    let voice = sent(&bot, "sendVoice", "voice", AttachmentKind::Voice).await;
    for (id, kind, file, wanted) in [
        (MessageId(999), "photo", photo.as_str(), "message to edit not found"),
        (anna.writes("моё"), "photo", &photo, "message can't be edited"),
        (voice, "photo", &photo, "message media can't be edited"),
        (album, "document", &document, "can't change media type in the album"),
        (album, "photo", "attach://x", "there is no photo in the request"),
        (album, "photo", &document, "can't use file of type Document as Photo"),
    ] {
        bot.advance(1);
        assert_eq!(bot.refused("editMessageMedia", edit(id, kind, file)).await.1, format!("Bad Request: {wanted}"));
    }
    let mut long = edit(album, "photo", &photo);
    long["media"]["caption"] = json!("я".repeat(1025));
    bot.advance(1);
    assert_eq!(bot.refused("editMessageMedia", long).await.1, "Bad Request: MEDIA_CAPTION_TOO_LONG");
    let picture = sent(&bot, "sendPhoto", "photo", AttachmentKind::Photo).await;
    let text = json!({ "chat_id": ANNA, "message_id": picture, "text": "x" });
    bot.advance(1);
    assert_eq!(bot.refused("editMessageText", text).await.1, "Bad Request: there is no text in the message to edit");
    bot.assert_sinless();
}

#[tokio::test]
async fn albums_have_two_to_ten_parts_of_kinds_that_mix() {
    let bot = Bot::start().await;
    bot.met().await;
    let photo = bot.emulator.add_file(AttachmentKind::Photo, "a.jpg", b"1".to_vec());
    let document = bot.emulator.add_file(AttachmentKind::Document, "a.pdf", b"1".to_vec());
    let part = |kind: &str, file: &str| json!({ "type": kind, "media": file });
    let album = |parts: Vec<Value>| json!({ "chat_id": ANNA, "media": parts });
    let sent = bot.ok("sendMediaGroup", album(vec![part("photo", &photo); 2])).await;
    assert_eq!(sent.as_array().unwrap().len(), 2);
    assert_eq!(sent[0]["media_group_id"], sent[1]["media_group_id"]);
    for (parts, wanted) in [
        (vec![part("photo", &photo)], "too few messages to send as an album"),
        (vec![part("photo", &photo); 11], "too many messages to send as an album"),
        (vec![part("photo", &photo), part("document", &document)], "document can't be mixed with other media types"),
    ] {
        assert_eq!(bot.refused("sendMediaGroup", album(parts)).await.1, format!("Bad Request: {wanted}"));
    }
}
