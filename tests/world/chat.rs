//! A conversation as a person sees it, in words that fit into a test.

use std::fmt::Write;

use mcu_bot::emulator::{Author, Emulator, Shown, Sound};

/// Every message that is there: who wrote it, whether it made a sound, to what it replies, its words and buttons.
///
/// ```text
/// 🔔 бот → «🆕 № 2026-000001 · Ямы на дорогах»
/// | 🔧 Вернули на доработку — № 2026-000001
/// | добавьте фото
/// [✍️ Ответить]
/// ```
pub fn written(messages: &[Shown], telegram: &Emulator) -> String {
    let mut chat = String::new();
    for shown in messages {
        let _ = writeln!(chat, "{}", head(shown, telegram));
        for line in shown.text.lines() {
            let _ = writeln!(chat, "{}", format!("| {line}").trim_end());
        }
        for row in shown.labels() {
            let _ = writeln!(chat, "[{}]", row.join("] ["));
        }
    }
    chat
}

fn head(shown: &Shown, telegram: &Emulator) -> String {
    let mut head = match (shown.author, shown.sound) {
        (Author::Bot, Sound::On) => "🔔 бот".to_owned(),
        (Author::Bot, Sound::Off) => "🔕 бот".to_owned(),
        _ => format!("👤 {}", shown.json["from"]["first_name"].as_str().unwrap_or("?")),
    };
    if let Some(replied) = shown.reply_to.and_then(|id| telegram.message(shown.chat, id)) {
        let _ = write!(head, " → «{}»", replied.text.lines().next().unwrap_or_default());
    }
    if let Some(media) = &shown.media {
        let _ = write!(head, " · {:?}", media.kind);
        if let Some(name) = shown.json["document"]["file_name"].as_str() {
            let _ = write!(head, " {name}");
        }
    }
    head
}
