//! Files by id, uploads, albums.

use mcu_bot::emulator::ShownMedia;
use mcu_bot::messenger::event::AttachmentKind;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::client::{ANNA, Bot};

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
async fn pictures_of_forbidden_measures_are_refused() {
    let bot = Bot::start().await;
    bot.met().await;
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 4, 0, 0, 0, 0, 16]);
    let form = Form::new().text("chat_id", "501").part("photo", Part::bytes(png).file_name("a.png"));
    let answer: Value = bot.http.post(bot.at("sendPhoto")).multipart(form).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["description"], "Bad Request: PHOTO_INVALID_DIMENSIONS");
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
