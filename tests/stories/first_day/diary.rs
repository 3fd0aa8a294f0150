//! What everybody saw that day, in order: messages, presses, and how messages changed.

use std::collections::HashMap;
use std::fmt::Write;

use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::emulator::{Emulator, Shown, Sound};
use mcu_bot::messenger::event::AttachmentKind;

/// The conversations of these people, written down as they go on.
#[derive(Debug)]
pub struct Diary {
    people: Vec<Page>,
}

#[derive(Debug)]
struct Page {
    chat: ChatId,
    name: &'static str,
    post: &'static str,
    told: String,
    /// How each message was seen last.
    seen: HashMap<MessageId, Shown>,
}

impl Diary {
    pub fn of(people: &[(ChatId, &'static str, &'static str)]) -> Self {
        let page = |&(chat, name, post): &_| Page { chat, name, post, told: String::new(), seen: HashMap::new() };
        Self { people: people.iter().map(page).collect() }
    }

    fn page(&mut self, chat: ChatId) -> Option<&mut Page> {
        self.people.iter_mut().find(|page| page.chat == chat)
    }

    /// An hour stands only where something happened in it.
    pub fn strikes(&mut self, time: &str) {
        for page in &mut self.people {
            if page.told.lines().next_back().is_some_and(|line| line.starts_with("### ")) {
                page.told.truncate(page.told.rfind("\n### ").unwrap_or_default());
            }
            let _ = write!(page.told, "\n### {time}\n");
        }
    }

    pub fn pressed(&mut self, chat: ChatId, label: &str, toast: &str) {
        let Some(page) = self.page(chat) else { return };
        let toast = if toast.is_empty() { String::new() } else { format!(": «{toast}»") };
        let _ = write!(page.told, "\n**{}** нажимает `{label}`{toast}\n", page.name);
    }

    /// Writes down what has come and what has changed in every conversation: first what the person has sent.
    pub fn looks(&mut self, telegram: &Emulator, actor: ChatId) {
        for page in &mut self.people {
            let all = telegram.all_messages(page.chat).into_iter();
            let (bots, own): (Vec<_>, Vec<_>) = all.partition(Shown::is_from_bot);
            for shown in own.into_iter().chain(bots) {
                let told = match (page.seen.get(&shown.id), shown.deleted) {
                    (None, None) => came(page.name, &shown, telegram),
                    (None, Some(_)) => continue,
                    (Some(before), None) => changed(before, &shown, page.chat == actor),
                    (Some(before), Some(_)) if before.deleted.is_some() => continue,
                    (Some(before), Some(_)) => format!("\n*Исчезает* «{}»\n", first_line(before)),
                };
                page.told.push_str(&told);
                page.seen.insert(shown.id, shown);
            }
        }
    }

    /// Everything that stood in the conversation at any moment of rest.
    pub fn told(&self, chat: ChatId) -> &str {
        self.people.iter().find(|page| page.chat == chat).map_or("", |page| &page.told)
    }

    /// The whole day as a document.
    pub fn document(&self) -> String {
        let mut all = "# Первый день центра\n\nПять человек, пустая база и десять закрытых инцидентов: так день видел \
                       каждый из них. Этот файл пишет тест `first_day`, 🔔 — сообщение пришло со звуком.\n"
            .to_owned();
        for page in &self.people {
            let _ = write!(all, "\n## {}, {}\n{}", page.name, page.post, without_codes(page.told.trim_end()));
            all.push('\n');
        }
        all
    }
}

/// A message nobody has seen yet.
fn came(person: &str, shown: &Shown, telegram: &Emulator) -> String {
    let who = if shown.is_from_bot() { "Бот" } else { person };
    let mut told = format!("\n**{who}**");
    if shown.is_from_bot() && shown.sound == Sound::On {
        told.push_str(" 🔔");
    }
    if let Some(replied) = shown.reply_to.and_then(|id| telegram.message(shown.chat, id)) {
        let _ = write!(told, " в ответ на «{}»", first_line(&replied));
    }
    if shown.json.get("forward_origin").is_some() {
        told.push_str(" пересылает");
    }
    if let Some(media) = &shown.media {
        let _ = write!(told, " · {}", kind(media.kind));
    }
    if shown.json.get("location").is_some() {
        told.push_str(" · геометка");
    }
    told.push('\n');
    if !shown.text.is_empty() {
        told.push('\n');
    }
    quote(&mut told, &shown.text.lines().collect::<Vec<_>>());
    buttons(&mut told, shown);
    told
}

/// The lines that are new in a message seen before, and its buttons where their person has just acted.
fn changed(before: &Shown, now: &Shown, acted: bool) -> String {
    let old: Vec<_> = before.text.lines().collect();
    let new: Vec<_> = now.text.lines().filter(|line| !line.is_empty() && !old.contains(line)).collect();
    let buttons_differ = acted && before.keyboard != now.keyboard;
    if new.is_empty() && !buttons_differ {
        return String::new();
    }
    let mut told = format!("\n*Меняется* «{}»\n", first_line(before));
    if !new.is_empty() {
        told.push('\n');
        quote(&mut told, &new);
    }
    if buttons_differ && now.keyboard.is_empty() {
        told.push_str("\nкнопок больше нет\n");
    } else if buttons_differ {
        buttons(&mut told, now);
    }
    told
}

fn first_line(shown: &Shown) -> &str {
    shown.text.lines().next().unwrap_or("…")
}

fn quote(told: &mut String, lines: &[&str]) {
    for (index, line) in lines.iter().enumerate() {
        let goes_on = !line.is_empty() && lines.get(index + 1).is_some_and(|next| !next.is_empty());
        let _ = writeln!(told, "{}", format!("> {line}{}", if goes_on { "\\" } else { "" }).trim_end());
    }
}

fn buttons(told: &mut String, shown: &Shown) {
    let all: Vec<_> = shown.labels().concat().into_iter().map(|label| format!("`{label}`")).collect();
    if !all.is_empty() {
        let _ = write!(told, "\n{}\n", all.join(" "));
    }
}

fn kind(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "фото",
        AttachmentKind::Voice => "голосовое",
        _ => "файл",
    }
}

/// Codes of invites are nobody's to keep.
fn without_codes(told: &str) -> String {
    let mut parts = told.split("start").map(str::to_owned);
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        let code = part.get(1..).filter(|code| code.starts_with("i_") || code.starts_with("c_"));
        let rest =
            code.map(|code| code.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric() || "_-".contains(sign)));
        match rest {
            Some(rest) => _ = write!(all, "start{}…{rest}", &part[..1]),
            None => _ = write!(all, "start{part}"),
        }
    }
    all
}
