//! What goes out: texts too long for one message, and messages as they are kept.

use mcu_bot::domain::figures::Behind;
use mcu_bot::domain::ids::{ChatId, DigestId, UnitCode};
use mcu_bot::domain::period::Span;
use mcu_bot::messenger::callback::{Callback, DigestPress, GroupPress, IncidentsPress, LONGEST_CODE, ReportPress};
use mcu_bot::messenger::event::AttachmentKind;
use mcu_bot::messenger::html::{Html, split};
use mcu_bot::messenger::outgoing::{Content, Document, File, Message, Picture, albums};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn a_text_is_split_behind_lines_words_and_whole_signs() {
    assert_eq!(split("", 10), [""; 0]);
    assert_eq!(split("коротко", 10), ["коротко"]);
    assert_eq!(split("ровно десять", 12), ["ровно десять"]);
    assert_eq!(split("первая строка\nвторая", 16), ["первая строка\n", "вторая"]);
    assert_eq!(split("одно два три", 10), ["одно два ", "три"]);
    assert_eq!(split("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 10), ["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]);
    assert_eq!(split("одно два \u{301}три", 10), ["одно два \u{301}", "три"], "a mark belongs to the blank before it");
    assert_eq!(split("одно дваж\r\nтри", 10), ["одно дваж", "\r\nтри"]);
    assert_eq!(split(&"\n".repeat(20), 10), [""; 0], "nothing to see");
}

proptest! {
    #[test]
    fn pieces_fit_and_nothing_visible_is_lost(text in "([а-яё 👍🏽e\u{301}\n]|\\PC){0,200}", limit in 1_usize..50) {
        let pieces = split(&text, limit);
        prop_assert!(pieces.iter().all(|piece| piece.chars().count() <= limit && !piece.trim().is_empty()));
        let visible = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
        prop_assert_eq!(visible(&pieces.concat()), visible(&text));
    }
}

#[test]
fn limits_count_what_is_read() {
    assert_eq!(Html::escape("<я> & 👌").signs(), 7);
    assert_eq!(Html::trusted("<b>я</b>&amp;<a href=\"https://a.b?c&amp;d\">ы</a>".to_owned()).signs(), 3);
    assert_eq!(Html::default().signs(), 0);
}

#[test]
fn what_is_to_be_drawn_is_kept_and_read_again() {
    let caption = Html::escape("Итоги");
    let what = json!({ "days": [1, 2, 3] });
    let picture = Picture { image: what.clone(), caption: caption.clone() };
    let document = Document { name: "rating.xlsx".to_owned(), body: what, caption };
    for content in [Content::Picture(picture), Content::Document(document)] {
        let message = Message::of(content);
        assert_eq!(serde_json::from_str::<Message>(&message.to_json()).unwrap(), message);
    }
}

/// How many files each message has.
fn sizes(kinds: &[AttachmentKind]) -> Vec<usize> {
    let files: Vec<_> = kinds.iter().map(|kind| File { kind: *kind, file: "f".to_owned() }).collect();
    let size = |message: Message| match message.content {
        Content::Files(files) => files.len(),
        other => panic!("no files: {other:?}"),
    };
    albums(&files).map(size).collect()
}

#[test]
fn photos_and_videos_share_albums_of_at_most_ten() {
    let mut kinds = vec![AttachmentKind::Photo; 11];
    kinds[1] = AttachmentKind::Video;
    assert_eq!(sizes(&kinds), [10, 1]);
    assert_eq!(sizes(&[]), [0; 0]);
}

#[test]
fn kinds_that_cannot_mix_go_apart_in_their_order() {
    use AttachmentKind::{Audio, Document, Photo, Voice};
    assert_eq!(sizes(&[Photo, Document, Document, Audio, Audio, Voice, Voice]), [1, 2, 2, 1, 1]);
}

#[test]
fn every_button_has_a_tag_of_its_own() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messenger/callback");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let mut tags: Vec<String> = files.flat_map(|code| tags_written(&code)).collect();
    let count = tags.len();
    assert!(count > 60, "only {count} tags are found: is the search for them still right?");
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), count, "{tags:?}");
}

#[test]
fn presses_under_reports_fit_into_a_button_and_come_back() {
    let (code, id) = (UnitCode("u".repeat(LONGEST_CODE)), DigestId(i64::MAX));
    let of_span = [
        ReportPress::Digest,
        ReportPress::Rating,
        ReportPress::Whose,
        ReportPress::Why(code.clone()),
        ReportPress::HeatByUnit,
        ReportPress::HeatByPlace,
        ReportPress::Export,
    ];
    let mut all: Vec<Callback> =
        Span::ALL.iter().flat_map(|span| of_span.iter().map(|press| press.clone().of(*span))).collect();
    all.push(DigestPress::Full.of(id));
    all.extend(Behind::ALL.iter().map(|what| DigestPress::Behind(*what).of(id)));
    all.extend(Behind::ALL.iter().map(|what| IncidentsPress::Behind(id, *what).page(u32::MAX)));
    all.extend([GroupPress::Bind(code), GroupPress::Unbind].map(|press| press.of(ChatId(-1_009_999_999_999_999))));
    for callback in all {
        let data = callback.encode();
        assert!(data.len() <= 64, "{data} has {} bytes", data.len());
        assert_eq!(Callback::decode(&data), Some(callback));
    }
    for forged in [
        "gr:8",
        "gr:7:roads",
        "gy:7",
        "dn:1",
        "dn:1:all",
        "lb:1:1",
        "lb:1:1-all",
        "dx:-501",
        "up:3:+1",
        "up:3:01",
        "zp:1:007",
    ] {
        assert_eq!(Callback::decode(forged), None, "{forged}");
    }
}

/// As `Self::Accept => ("a", None)` writes them.
fn tags_written(code: &str) -> Vec<String> {
    let pieces = code.split("=> (\"").skip(1);
    pieces.filter_map(|piece| piece.split_once('"')).map(|(tag, _)| tag.to_owned()).collect()
}
