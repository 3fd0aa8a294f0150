//! How fast the bot sends. Telegram's own buckets are secret; these are the published figures.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::sins::Limit;
use crate::domain::ids::ChatId;

const PRIVATE_BURST: u32 = 3;
const PRIVATE_EVERY: Duration = Duration::from_secs(1);
const GROUP_COUNT: usize = 20;
const GROUP_WINDOW: Duration = Duration::from_secs(60);
const OVERALL_COUNT: usize = 30;
const OVERALL_WINDOW: Duration = Duration::from_secs(1);
/// A call is timed when it arrives, not when it was sent: the way may have shortened a distance by this much.
const TOLERANCE: Duration = Duration::from_millis(100);

/// Whether rates are looked at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RateWatch {
    On,
    /// For load runs.
    Off,
}

/// Times of the calls that count: messages and edits, but not answers to presses.
#[derive(Debug, Default)]
pub struct Rates {
    /// When a private chat's burst is whole again: the bucket, as one instant.
    private: HashMap<ChatId, Duration>,
    group: HashMap<ChatId, VecDeque<Duration>>,
    overall: VecDeque<Duration>,
}

impl Rates {
    /// Notes one call; the limit it breaks, if any. A group, which has a negative id, counts every message of an
    /// album, everything else the call.
    pub fn note(&mut self, chat: ChatId, messages: usize, now: Duration) -> Option<Limit> {
        let chat_limit = if chat.0 > 0 {
            self.note_private(chat, now).then_some(Limit::Private)
        } else {
            let times = self.group.entry(chat).or_default();
            let broken = (0..messages).filter(|_| note_window(times, GROUP_COUNT, GROUP_WINDOW, now)).count();
            (broken > 0).then_some(Limit::Group)
        };
        let overall = note_window(&mut self.overall, OVERALL_COUNT, OVERALL_WINDOW, now).then_some(Limit::Overall);
        chat_limit.or(overall)
    }

    fn note_private(&mut self, chat: ChatId, now: Duration) -> bool {
        let whole = self.private.entry(chat).or_default();
        *whole = (*whole).max(now) + PRIVATE_EVERY;
        let full = now + PRIVATE_EVERY * PRIVATE_BURST;
        let too_fast = *whole > full + TOLERANCE;
        if too_fast {
            // One call too many must not make every later one wrong.
            *whole = full;
        }
        too_fast
    }
}

fn note_window(times: &mut VecDeque<Duration>, count: usize, window: Duration, now: Duration) -> bool {
    times.push_back(now);
    if times.len() <= count {
        return false;
    }
    times.pop_front().is_some_and(|oldest| now.saturating_sub(oldest) + TOLERANCE < window)
}
