use std::path::Path;

use mcu_bot::i18n::{MESSAGES, Message};
use proptest::prelude::*;

use super::words;

/// As long as the names of settlements and topics get.
const SAMPLE: &str = "Безнадзорные собаки";

fn sample(message: &Message, text: &str, number: i64) -> String {
    (message.sample)(words(), text, number)
}

fn with_prefix(prefix: &str) -> impl Iterator<Item = &'static Message> {
    MESSAGES.iter().filter(move |message| message.id.starts_with(prefix))
}

fn is_plain(message: &Message) -> bool {
    ["button-", "toast-", "command-", "plain-"].iter().any(|prefix| message.id.starts_with(prefix))
}

/// Every `<` and `>` that is left belongs to a tag of ours, and every tag opened is closed in its turn.
fn is_balanced(html: &str) -> bool {
    let mut open = Vec::new();
    for piece in html.split('<').skip(1) {
        let Some((tag, rest)) = piece.split_once('>') else { return false };
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return false,
            Some(_) => {}
            None => open.push(name),
        }
        if rest.contains('>') {
            return false;
        }
    }
    open.is_empty() && !html.split('<').next().unwrap_or_default().contains('>')
}

#[test]
fn every_message_formats_whatever_it_is_given() {
    let texts = ["", "<b>&\"'</a>", "{ $x }", "\u{202E}\u{0}\u{FFFC}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", &"я".repeat(100_000)];
    for message in MESSAGES {
        for text in texts {
            for number in [0, 1, -1, 21, i64::MAX, i64::MIN] {
                assert_ne!(sample(message, text, number), message.id, "{text:.20} {number}");
            }
        }
    }
}

#[test]
fn what_a_message_takes_stands_in_it() {
    for message in MESSAGES.iter().filter(|message| !message.variables.is_empty()) {
        let (given, other) = (sample(message, "слово", 1), sample(message, "другое", 7));
        assert_ne!(given, other, "{}", message.id);
        for variable in message.variables {
            assert!(message.source.contains(&format!("${variable}")), "{}: {variable}", message.id);
        }
    }
}

#[test]
fn buttons_and_toasts_keep_the_limits_of_messengers() {
    for (prefix, limit) in [("button-", 64), ("toast-", 200)] {
        for message in with_prefix(prefix) {
            let text = sample(message, SAMPLE, 1_000);
            assert!(text.chars().count() <= limit, "{} in {}: {text}", message.id, message.file);
            assert!(!text.contains('\n'), "{} in {}: {text}", message.id, message.file);
        }
    }
}

#[test]
fn no_two_buttons_look_alike() {
    let mut labels: Vec<_> = with_prefix("button-").map(|message| sample(message, SAMPLE, 1)).collect();
    let count = labels.len();
    labels.sort();
    labels.dedup();
    assert_eq!(labels.len(), count);
}

#[test]
fn every_message_is_said_somewhere() {
    let code = code_below(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let unused: Vec<_> = MESSAGES
        .iter()
        .map(|message| message.id)
        .filter(|id| !code.contains(&format!(".{}(", id.replace('-', "_"))))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

fn code_below(folder: &Path) -> String {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| if path.is_dir() { code_below(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}

proptest! {
    #[test]
    fn tags_stay_balanced_with_any_words(text in "\\PC*", markup in "[a-z<>&\"/ ]*", number: i64) {
        for message in MESSAGES.iter().filter(|message| !is_plain(message)) {
            for text in [&text, &markup] {
                let html = sample(message, text, number);
                prop_assert!(is_balanced(&html), "{}: {html}", message.id);
            }
        }
    }
}
