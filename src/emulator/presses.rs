//! Presses of buttons, each waiting for one answer.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use super::refusal::Refusal;
use super::sins::Sin;
use super::world::Memory;
use crate::messenger::event::PressId;

/// Telegram keeps a press, and takes an answer to it, this long.
pub const PRESS_LIFE: Duration = Duration::from_secs(150);

/// What became of a press.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PressState {
    Unanswered,
    Answered(ToastShown),
    /// Nobody answered in time.
    Expired,
}

/// What the person saw.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ToastShown {
    pub text: Option<String>,
    pub alert: bool,
    pub url: Option<String>,
}

#[derive(Debug)]
struct Press {
    data: String,
    expires: Duration,
    state: PressState,
    delivered: bool,
    /// Its update came more than once, so that it may be answered more than once.
    repeated: bool,
    /// Nothing more is to be said about it: told of already, or excused.
    judged: bool,
}

#[derive(Debug, Default)]
pub struct Presses {
    all: BTreeMap<u64, Press>,
    /// Oldest first: those that may yet expire.
    open: VecDeque<u64>,
    last: u64,
}

/// The number in a press's id, as the bot sees it.
pub fn number(id: &str) -> Option<u64> {
    id.strip_prefix("press")?.parse().ok()
}

pub fn id(number: u64) -> PressId {
    PressId(format!("press{number}"))
}

impl Presses {
    pub fn add(&mut self, data: &str, now: Duration, memory: Memory) -> u64 {
        self.last += 1;
        let press = Press {
            data: data.to_owned(),
            expires: now + PRESS_LIFE,
            state: PressState::Unanswered,
            delivered: false,
            repeated: false,
            judged: false,
        };
        self.all.insert(self.last, press);
        self.open.push_back(self.last);
        self.forget(memory);
        self.last
    }

    /// Only presses that are settled may go: an answer to an old one must still be taken.
    fn forget(&mut self, memory: Memory) {
        while memory.is_over(self.all.len()) {
            match self.all.first_entry() {
                Some(oldest) if oldest.get().state != PressState::Unanswered => _ = oldest.remove(),
                _ => return,
            }
        }
    }

    pub fn state(&self, number: u64) -> Option<PressState> {
        self.all.get(&number).map(|press| press.state.clone())
    }

    pub fn expires(&self, number: u64) -> Option<Duration> {
        self.all.get(&number).map(|press| press.expires)
    }

    pub fn delivered(&mut self, number: u64) {
        if let Some(press) = self.all.get_mut(&number) {
            press.repeated |= press.delivered;
            press.delivered = true;
        }
    }

    /// The bot tried to answer, and a fault was in the way: not the bot's wrong.
    pub fn excuse(&mut self, id: &str) {
        if let Some(press) = number(id).and_then(|number| self.all.get_mut(&number)) {
            press.judged = true;
        }
    }

    pub fn repeated(&mut self, number: u64) {
        if let Some(press) = self.all.get_mut(&number) {
            press.repeated = true;
        }
    }

    /// Takes an answer; an answer too many is a sin, but Telegram says nothing.
    ///
    /// # Errors
    /// Unknown or too old.
    pub fn answer(&mut self, id: &str, toast: ToastShown, now: Duration) -> Result<Option<Sin>, Refusal> {
        let press = number(id).and_then(|number| self.all.get_mut(&number)).filter(|press| now < press.expires);
        let Some(press) = press else {
            return Err(Refusal::bad("query is too old and response timeout expired or query ID is invalid"));
        };
        if press.state == PressState::Unanswered {
            press.state = PressState::Answered(toast);
            return Ok(None);
        }
        Ok((!press.repeated).then(|| Sin::AnsweredTwice { press: PressId(id.to_owned()) }))
    }

    /// Lets presses expire; those that were delivered and expired unanswered are sins.
    pub fn expire(&mut self, now: Duration) -> Vec<Sin> {
        let mut sins = Vec::new();
        while let Some(&number) = self.open.front() {
            match self.all.get_mut(&number) {
                Some(press) if press.state == PressState::Unanswered && now < press.expires => break,
                Some(press) if press.state == PressState::Unanswered => {
                    sins.extend(press.judge(number));
                    press.state = PressState::Expired;
                }
                _ => {}
            }
            self.open.pop_front();
        }
        sins
    }

    /// Delivered presses that may yet be answered.
    pub fn waiting(&self) -> Vec<PressId> {
        let open = self.open.iter().filter(|number| {
            let press = self.all.get(number);
            press.is_some_and(|press| press.delivered && !press.judged && press.state == PressState::Unanswered)
        });
        open.map(|number| id(*number)).collect()
    }

    /// Delivered presses that nobody has answered yet, as sins; each is told of once.
    pub fn unanswered(&mut self) -> Vec<Sin> {
        let unanswered = self.all.iter_mut().filter(|(_, press)| press.state == PressState::Unanswered);
        unanswered.filter_map(|(number, press)| press.judge(*number)).collect()
    }
}

impl Press {
    fn judge(&mut self, number: u64) -> Option<Sin> {
        let guilty = self.delivered && !self.judged;
        self.judged |= guilty;
        guilty.then(|| Sin::UnansweredPress { press: id(number), data: self.data.clone() })
    }
}
