use std::path::{Path, PathBuf};

use mcu_bot::domain::incident::Status;
use mcu_bot::i18n::{MESSAGES, Message, Words};
use mcu_bot::messenger::html::Html;
use proptest::prelude::*;

use super::{english, every_language};

/// As long as the names of settlements and topics get.
const SAMPLE: &str = "Безнадзорные собаки";

/// As long as full names of people and units get.
const LONG_NAME: usize = 120;

/// Where flows cut what a person wrote.
const LONG_WORDS: usize = 1000;

/// Every message in every language.
fn every_message() -> impl Iterator<Item = (&'static Words, &'static Message)> {
    every_language().flat_map(|words| MESSAGES.iter().map(move |message| (words, message)))
}

fn sample(words: &Words, message: &Message, text: &str, number: i64) -> String {
    (message.sample)(words, text, number)
}

fn with_prefix(prefix: &str) -> impl Iterator<Item = (&'static Words, &'static Message)> {
    every_message().filter(move |(_, message)| message.id.starts_with(prefix))
}

fn is_plain(message: &Message) -> bool {
    ["button-", "toast-", "command-", "plain-", "picture-", "sheet-"]
        .iter()
        .any(|prefix| message.id.starts_with(prefix))
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
    for (words, message) in every_message() {
        for text in texts {
            for number in [0, 1, -1, 21, i64::MAX, i64::MIN] {
                assert_ne!(sample(words, message, text, number), message.id, "{words:?} {text:.20} {number}");
            }
        }
    }
}

#[test]
fn what_a_message_takes_stands_in_it() {
    for (words, message) in every_message().filter(|(_, message)| !message.variables.is_empty()) {
        let (given, other) = (sample(words, message, "слово", 1), sample(words, message, "другое", 7));
        assert_ne!(given, other, "{words:?} {}", message.id);
        for variable in message.variables {
            assert!(message.source.contains(&format!("${variable}")), "{}: {variable}", message.id);
        }
    }
}

#[test]
fn buttons_toasts_and_commands_keep_the_limits_of_messengers() {
    let long_name = "Ы".repeat(LONG_NAME);
    for (prefix, given, limit) in [("button-", SAMPLE, 64), ("toast-", &long_name, 200), ("command-", SAMPLE, 64)] {
        for (words, message) in with_prefix(prefix) {
            let text = sample(words, message, given, 1_000);
            assert!(text.chars().count() <= limit, "{words:?} {}: {text}", message.id);
            assert!(!text.is_empty() && !text.contains('\n'), "{words:?} {}: {text}", message.id);
        }
    }
}

/// A refusal of a press is a toast; more would be cut off, and with it what is possible instead.
#[test]
fn refusals_fit_into_a_toast() {
    let long_name = "Ы".repeat(LONG_NAME);
    let fits = |text: String| assert!(text.chars().count() <= 200, "{text}");
    for (words, message) in with_prefix("plain-")
        .filter(|(_, message)| ["notices.ftl", "people.ftl"].iter().any(|file| message.file.ends_with(file)))
    {
        if message.variables.len() < 2 {
            fits(sample(words, message, &long_name, 1));
        }
    }
    for words in every_language() {
        for status in Status::ALL {
            fits(words.plain_stale_by(&words.status(*status), &long_name));
            fits(words.plain_late_by(&words.status(*status), &long_name));
        }
    }
}

#[test]
fn no_message_outgrows_a_message() {
    let (long_name, long_words) = ("Ы&".repeat(LONG_NAME / 2), "<Ы>".repeat(LONG_WORDS / 3));
    for (words, message) in every_message() {
        for text in [&long_name, &long_words] {
            // As messengers count: what is read, without the tags.
            let read = Html::trusted(sample(words, message, text, i64::MIN)).plain();
            assert!(read.chars().count() <= 4096, "{words:?} {}: {}", message.id, read.chars().count());
        }
    }
}

#[test]
fn no_two_buttons_look_alike() {
    for words in every_language() {
        let mut labels = labels(words);
        let count = labels.len();
        labels.sort();
        labels.dedup();
        assert_eq!(labels.len(), count, "{words:?}");
    }
}

fn labels(words: &Words) -> Vec<String> {
    let buttons = MESSAGES.iter().filter(|message| message.id.starts_with("button-"));
    buttons.map(|message| sample(words, message, SAMPLE, 1)).collect()
}

/// «👌 Принять в работу» in a text is a button that a person will look for.
#[test]
fn a_button_named_in_a_text_exists() {
    let mut named = 0;
    for (words, message) in every_message() {
        let text = sample(words, message, SAMPLE, 1);
        for quoted in text.split(['«', '“']).skip(1).filter_map(|rest| rest.split(['»', '”']).next()) {
            if quoted.starts_with(|sign: char| !sign.is_alphanumeric()) {
                assert!(labels(words).iter().any(|label| label == quoted), "{words:?} {}: {quoted}", message.id);
                named += 1;
            }
        }
    }
    assert!(named > 0);
}

/// The emoji at the start of a line is how a person finds it again, in whichever language.
#[test]
fn landmarks_are_the_same_in_every_language() {
    let landmarks = |words: &Words, message: &Message| -> Vec<String> {
        let text = Html::trusted(sample(words, message, "x", 1)).plain();
        let lines = text.lines().map(|line| line.chars().take_while(|sign| !sign.is_alphanumeric() && *sign != ' '));
        lines.map(|signs| signs.filter(|sign| !sign.is_ascii() && !"«“№".contains(*sign)).collect()).collect()
    };
    for (words, message) in every_message() {
        assert_eq!(landmarks(words, message), landmarks(english(), message), "{words:?} {}", message.id);
    }
}

#[test]
fn english_has_no_russian_in_it() {
    let is_russian = |sign: char| ('\u{400}'..='\u{4FF}').contains(&sign) || "№«»".contains(sign);
    // A language is chosen by its own name.
    for message in MESSAGES.iter().filter(|message| message.id != "button-russian") {
        let text = sample(english(), message, "x", 1);
        assert!(!text.contains(is_russian), "{}: {text}", message.id);
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let code = code_below(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let unused: Vec<_> = MESSAGES
        .iter()
        .map(|message| message.id)
        .filter(|id| {
            let method = id.replace('-', "_");
            // Called, or named in a table.
            let said = [format!(".{method}("), format!("Words::{method},"), format!("Words::{method})")];
            !said.iter().any(|said| code.contains(said))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

fn code_below(folder: &Path) -> String {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code = |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|ending| ending == "rs");
    let paths = paths.filter(code);
    paths.map(|path| if path.is_dir() { code_below(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}

proptest! {
    #[test]
    fn tags_stay_balanced_with_any_words(text in "\\PC*", markup in "[a-z<>&\"/ ]*", number: i64) {
        for (words, message) in every_message().filter(|(_, message)| !is_plain(message)) {
            for text in [&text, &markup] {
                let html = sample(words, message, text, number);
                prop_assert!(is_balanced(&html), "{words:?} {}: {html}", message.id);
            }
        }
    }
}
