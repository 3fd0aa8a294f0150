//! The queue of updates: what is kept, for how long, and what a poll gets of it.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use serde_json::{Value, json};

use super::world::Memory;
use crate::domain::ids::UpdateId;
use crate::domain::moment::Moment;

/// Sent only when asked for by name.
const UNASKED: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];
const PAGE: usize = 100;
const PAGE_BYTES: usize = 4 * 1024 * 1024;
/// The same offset asked again so soon gets one update only.
const HASTE: Duration = Duration::from_millis(500);

/// One update, written out once.
#[derive(Clone, Debug)]
pub struct Queued {
    pub id: UpdateId,
    /// Updates of one key are brought one after the other: the chat, else the person, else 0.
    pub key: i64,
    pub text: String,
    pub keeps: Keeps,
    pub about: About,
    /// Out of its order: given out once whatever the offset says.
    repeated: bool,
}

/// Until when an update waits.
#[derive(Clone, Copy, Debug)]
pub enum Keeps {
    /// Messages: a day from their date.
    Until(Moment),
    /// Presses: measured on the monotonic clock.
    Elapsed(Duration),
}

/// What giving an update out means to the rest of the world.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum About {
    Press(u64),
    /// The bot learns that it cannot write here.
    Unreachable(crate::domain::ids::ChatId),
    Anything,
}

#[derive(Debug)]
pub struct Queue {
    waiting: VecDeque<Queued>,
    /// Confirmed ones, for sending them again.
    confirmed: VecDeque<Queued>,
    next: i64,
    /// One above the highest id queued: where the range of offsets ends.
    end: i64,
    /// `None`: all kinds but [`UNASKED`].
    allowed: Option<Vec<String>>,
    last_ask: Option<(i64, Duration)>,
}

impl Queue {
    pub const fn starting_at(first: i64) -> Self {
        Self {
            waiting: VecDeque::new(),
            confirmed: VecDeque::new(),
            next: first,
            end: first,
            allowed: None,
            last_ask: None,
        }
    }

    pub fn is_allowed(&self, kind: &str) -> bool {
        match &self.allowed {
            Some(kinds) => kinds.iter().any(|allowed| allowed == kind),
            None => !UNASKED.contains(&kind),
        }
    }

    /// Sticky; an empty list brings the default back.
    pub fn allow(&mut self, kinds: &[Value]) {
        let kinds: Vec<String> = kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        self.allowed = (!kinds.is_empty()).then_some(kinds);
    }

    pub fn next_id(&mut self) -> UpdateId {
        let id = UpdateId(self.next);
        self.next = self.next.saturating_add(1);
        id
    }

    pub const fn restart_at(&mut self, first: i64) {
        self.next = first;
        self.end = first;
    }

    pub fn push(&mut self, id: UpdateId, mut body: Value, keeps: Keeps, about: About) {
        if let Some(object) = body.as_object_mut() {
            object.insert("update_id".to_owned(), json!(id));
        }
        self.end = self.end.max(id.0.saturating_add(1));
        let key = key(&body);
        self.waiting.push_back(Queued { id, key, text: body.to_string(), keeps, about, repeated: false });
    }

    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn drop_waiting(&mut self) {
        self.waiting.clear();
    }

    pub fn last_id(&self) -> Option<UpdateId> {
        self.waiting.iter().chain(&self.confirmed).filter(|queued| !queued.repeated).map(|queued| queued.id).max()
    }

    /// Puts a copy of an update in front, as Telegram does when an acknowledgement was lost.
    pub fn repeat(&mut self, id: UpdateId) -> Option<About> {
        let known = self.confirmed.iter().rev().chain(&self.waiting).find(|queued| queued.id == id)?;
        let again = Queued { repeated: true, ..known.clone() };
        let about = again.about;
        self.waiting.push_front(again);
        Some(about)
    }

    /// Forgets what became too old.
    pub fn expire(&mut self, now: Moment, elapsed: Duration) {
        self.waiting.retain(|queued| match queued.keeps {
            Keeps::Until(end) => now < end,
            Keeps::Elapsed(end) => elapsed < end,
        });
    }

    /// Confirms everything below the offset; returns what that means to the world. An offset outside of the
    /// queue's range is ignored, a negative one counts from the end.
    pub fn confirm(&mut self, offset: i64, memory: Memory) -> Vec<About> {
        let offset = if offset < 0 {
            let back = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX).min(self.waiting.len());
            self.waiting.get(self.waiting.len() - back).map_or(0, |queued| queued.id.0)
        } else {
            offset
        };
        if offset > self.end {
            return Vec::new();
        }
        let is_done = |queued: &Queued| queued.id.0 < offset && !queued.repeated;
        let mut learnt = Vec::new();
        while self.waiting.front().is_some_and(is_done) {
            let Some(queued) = self.waiting.pop_front() else { break };
            learnt.push(queued.about);
            self.confirmed.push_back(queued);
        }
        while memory.is_over(self.confirmed.len()) {
            self.confirmed.pop_front();
        }
        learnt
    }

    /// The oldest update whose key nobody is busy with, for a webhook.
    pub fn next_beside(&self, busy: &HashSet<i64>) -> Option<&Queued> {
        self.waiting.iter().find(|queued| !busy.contains(&queued.key))
    }

    /// A webhook took the update; what that means to the world.
    pub fn taken(&mut self, id: UpdateId, memory: Memory) -> Option<About> {
        let index = self.waiting.iter().position(|queued| queued.id == id)?;
        let queued = self.waiting.remove(index)?;
        let about = queued.about;
        self.confirmed.push_back(queued);
        while memory.is_over(self.confirmed.len()) {
            self.confirmed.pop_front();
        }
        Some(about)
    }

    /// How many updates this ask may get.
    pub fn limit(&mut self, offset: i64, asked: Option<i64>, elapsed: Duration) -> usize {
        let hasty = self.last_ask.is_some_and(|(last, at)| last == offset && elapsed < at + HASTE);
        self.last_ask = Some((offset, elapsed));
        let asked = asked.and_then(|asked| usize::try_from(asked).ok()).unwrap_or(PAGE).clamp(1, PAGE);
        if hasty { 1 } else { asked }
    }

    /// The beginning of the queue, as a JSON array, and what was given out; `None` when there is nothing.
    pub fn page(&mut self, limit: usize) -> Option<(String, Vec<About>)> {
        let mut page = String::from("[");
        let mut given = Vec::new();
        for queued in self.waiting.iter_mut().take(limit) {
            if page.len() + queued.text.len() > PAGE_BYTES && page.len() > 1 {
                break;
            }
            if page.len() > 1 {
                page.push(',');
            }
            page.push_str(&queued.text);
            queued.repeated = false;
            given.push(queued.about);
        }
        page.push(']');
        (!given.is_empty()).then_some((page, given))
    }
}

fn key(update: &Value) -> i64 {
    let content = update.as_object().and_then(|members| members.values().find(|member| member.is_object()));
    let chat = |content: &Value| content["chat"]["id"].as_i64().or_else(|| content["message"]["chat"]["id"].as_i64());
    content.and_then(|content| chat(content).or_else(|| content["from"]["id"].as_i64())).unwrap_or_default()
}
