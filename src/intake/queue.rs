//! Which update is next: the oldest of a chat that nobody has in hand, chats in the order they came.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::domain::ids::UpdateId;
use crate::telemetry::Since;

/// An update that waits, or is in hand.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    pub id: UpdateId,
    pub key: i64,
    pub since: Since,
}

/// What waits, in memory; the rows themselves are in the store.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: HashMap<i64, VecDeque<Kept>>,
    /// Keys with something waiting and nothing in hand.
    ready: VecDeque<i64>,
    in_hand: HashMap<i64, UpdateId>,
    /// What waits or is in hand: its row may be read again meanwhile.
    known: HashSet<UpdateId>,
}

impl Queue {
    /// Adds updates in their order; those already here are left out.
    pub fn extend(&mut self, updates: impl IntoIterator<Item = Kept>) {
        for update in updates {
            if self.known.insert(update.id) {
                let waiting = self.waiting.entry(update.key).or_default();
                if waiting.is_empty() && !self.in_hand.contains_key(&update.key) {
                    self.ready.push_back(update.key);
                }
                waiting.push_back(update);
            }
        }
    }

    /// How many wait or are in hand.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// The next update; its key is in hand until [`Queue::put_down`].
    pub fn take(&mut self) -> Option<Kept> {
        let key = self.ready.pop_front()?;
        let update = self.waiting.get_mut(&key)?.pop_front()?;
        self.in_hand.insert(key, update.id);
        Some(update)
    }

    /// The key's update is done with; its next one may be taken.
    pub fn put_down(&mut self, key: i64) {
        if let Some(done) = self.in_hand.remove(&key) {
            self.known.remove(&done);
        }
        match self.waiting.get(&key) {
            Some(waiting) if waiting.is_empty() => {
                self.waiting.remove(&key);
            }
            Some(_) => self.ready.push_back(key),
            None => {}
        }
    }
}
