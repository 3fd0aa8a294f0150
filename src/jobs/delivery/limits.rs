//! How fast a messenger lets us speak: a private chat bursts 3 and then takes 1 a second, a group 20 a
//! minute, all together 30 a second. Measured on a monotonic clock.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::domain::ids::ChatId;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const PRIVATE_BURST: u32 = 3;
const GROUP: usize = 20;
const ALL: usize = 30;

/// Whether the published limits are kept; an own Bot API server has none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pace {
    Limited,
    Unlimited,
}

#[derive(Debug)]
pub struct Limits {
    pace: Pace,
    /// When a private chat's burst is whole again.
    private: HashMap<ChatId, Duration>,
    /// Times of the last messages to a group.
    groups: HashMap<ChatId, VecDeque<Duration>>,
    all: VecDeque<Duration>,
    /// Conversations that asked for silence.
    pauses: HashMap<ChatId, Duration>,
}

impl Limits {
    pub fn new(pace: Pace) -> Self {
        Self { pace, private: HashMap::new(), groups: HashMap::new(), all: VecDeque::new(), pauses: HashMap::new() }
    }

    /// Takes the right to send one message now, or says when to ask again.
    pub fn take(&mut self, chat: ChatId, now: Duration) -> Result<(), Duration> {
        if let Some(until) = self.pauses.get(&chat).copied().filter(|until| *until > now) {
            return Err(until);
        }
        self.pauses.remove(&chat);
        if self.pace == Pace::Unlimited {
            return Ok(());
        }
        let at = self.chat_free_at(chat, now).max(free_at(&mut self.all, ALL, SECOND, now));
        if at > now {
            return Err(at);
        }
        self.note(chat, now);
        Ok(())
    }

    /// An album was one call, but to a group as many messages.
    pub fn charge(&mut self, chat: ChatId, now: Duration, messages: usize) {
        if self.pace == Pace::Limited && is_group(chat) {
            self.groups.entry(chat).or_default().extend((1..messages).map(|_| now));
        }
    }

    /// The conversation wants silence until then.
    pub fn pause(&mut self, chat: ChatId, until: Duration) {
        self.pauses.insert(chat, until);
    }

    /// How many conversations cannot be spoken to now.
    pub fn paused(&mut self, now: Duration) -> usize {
        self.pauses.retain(|_, until| *until > now);
        self.private.retain(|_, whole| *whole > now);
        self.groups.retain(|_, times| times.back().is_some_and(|last| *last + MINUTE > now));
        self.pauses.len() + self.private.len() + self.groups.len()
    }

    fn chat_free_at(&mut self, chat: ChatId, now: Duration) -> Duration {
        if is_group(chat) {
            return free_at(self.groups.entry(chat).or_default(), GROUP, MINUTE, now);
        }
        let whole = self.private.get(&chat).copied().unwrap_or_default();
        whole.saturating_sub(SECOND * (PRIVATE_BURST - 1))
    }

    fn note(&mut self, chat: ChatId, now: Duration) {
        self.all.push_back(now);
        if is_group(chat) {
            self.groups.entry(chat).or_default().push_back(now);
        } else {
            let whole = self.private.entry(chat).or_default();
            *whole = (*whole).max(now) + SECOND;
        }
    }
}

/// Groups have negative numbers.
const fn is_group(chat: ChatId) -> bool {
    chat.0 < 0
}

/// When one more fits into a window that holds `most`.
fn free_at(times: &mut VecDeque<Duration>, most: usize, window: Duration, now: Duration) -> Duration {
    while times.front().is_some_and(|oldest| *oldest + window <= now) {
        times.pop_front();
    }
    match times.len().checked_sub(most) {
        Some(over) => times.get(over).map_or(now, |oldest| *oldest + window),
        None => now,
    }
}
