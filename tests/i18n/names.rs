use std::collections::BTreeSet;
use std::fmt::Debug;

use mcu_bot::domain::incident::{Channel, Outcome, Status};
use mcu_bot::domain::person::Role;
use mcu_bot::messenger::event::AttachmentKind::{
    self, Animation, Audio, Document, Photo, Sticker, Video, VideoNote, Voice,
};

use super::{english, every_language, words};

/// Two variants that read alike are usually a slip of the pen.
fn are_distinct<T: Copy + Debug>(variants: &[T], name: impl Fn(T) -> String) {
    let names: BTreeSet<String> = variants.iter().map(|variant| name(*variant)).collect();
    assert_eq!(names.len(), variants.len(), "{names:?}");
}

#[test]
fn every_variant_has_a_name_of_its_own() {
    for words in every_language() {
        are_distinct(Status::ALL, |status| words.status(status));
        are_distinct(Channel::ALL, |channel| words.channel(channel));
        are_distinct(Outcome::ALL, |outcome| words.outcome(outcome));
        are_distinct(Role::ALL, |role| words.role(role));
    }
}

#[test]
fn names_are_those_of_the_field() {
    assert_eq!(words().status(Status::Monitoring), "на контроле");
    assert_eq!(words().channel(Channel::Vk), "ВК");
    assert_eq!(words().outcome(Outcome::Refused), "отказ обоснован");
    assert_eq!(words().role(Role::Coordinator), "ответственный за «Инцидент менеджмент»");
    assert_eq!(english().status(Status::Monitoring), "being monitored");
    assert_eq!(english().channel(Channel::Vk), "VK");
    assert_eq!(english().outcome(Outcome::Refused), "refused with reasons");
    assert_eq!(english().role(Role::Head), "head of the MCU");
}

#[test]
fn attachments_are_counted_by_kind() {
    assert_eq!(words().attachments(&[]), "");
    assert_eq!(words().attachments(&[Photo, Photo, Photo]), "3 фото");
    assert_eq!(words().attachments(&[Photo, Video, Photo, Document, Photo]), "3 фото, 1 видео, 1 документ");
}

#[test]
fn attachments_are_right_in_number() {
    let many = |kind: AttachmentKind, count: usize| words().attachments(&vec![kind; count]);
    let forms = |kind| [1, 2, 5, 11, 21].map(|count| many(kind, count));
    assert_eq!(forms(Document), ["1 документ", "2 документа", "5 документов", "11 документов", "21 документ"]);
    assert_eq!(
        forms(Voice),
        [
            "1 голосовое сообщение",
            "2 голосовых сообщения",
            "5 голосовых сообщений",
            "11 голосовых сообщений",
            "21 голосовое сообщение"
        ]
    );
    assert_eq!(many(Audio, 3), "3 аудиозаписи");
    assert_eq!(many(VideoNote, 4), "4 видеосообщения");
    assert_eq!(many(Animation, 2), "2 анимации");
    assert_eq!(many(Sticker, 101), "101 стикер");
}

#[test]
fn attachments_are_right_in_english_too() {
    assert_eq!(english().attachments(&[]), "");
    assert_eq!(english().attachments(&[Photo, Photo, Video, Document, Photo]), "3 photos, 1 video, 1 document");
    let forms = |kind| [1, 2, 11, 21].map(|count| english().attachments(&vec![kind; count]));
    assert_eq!(forms(Photo), ["1 photo", "2 photos", "11 photos", "21 photos"]);
    assert_eq!(forms(Voice), ["1 voice message", "2 voice messages", "11 voice messages", "21 voice messages"]);
}
